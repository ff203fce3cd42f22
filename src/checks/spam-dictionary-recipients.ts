import { notChecked, wholeTable } from './answer.ts';
import type { Check } from './check.ts';
import { spamAmong } from './spam-evidence.ts';
import { noneReadable, withoutSpam } from './without-spam.ts';

/** How rarely an ordinary list may look like this before it is reported. */
const RARE = 0.005;

export const spamDictionaryRecipients: Check = {
  id: 'spam.dictionary-recipients',
  asks: {
    ja: '同じ迷惑メールの宛先が、機械的に並べたものに見えないか',
    en: 'Do the recipients of the spam look generated from a dictionary?',
  },
  blindTo: [
    { ja: '宛先を隠して（Bcc）送られた迷惑メール', en: 'spam whose recipients are hidden (Bcc)' },
    { ja: '並べ替えて売られた名簿', en: 'a list that was sorted before it was sold' },
  ],
  falseAlarms: [
    { ja: '同じ会社の社員一覧', en: 'the staff list of one company' },
    { ja: '全員が同じプロバイダーを使う友人や会の名簿', en: 'friends or a club who all use one provider' },
  ],
  drilledBy: [],

  async run(sources) {
    if (!sources.spam) return withoutSpam(sources);
    const samples = spamAmong(sources.spam);
    if (samples.length === 0) return noneReadable(sources.spam);
    const listed = samples.filter(({ recipients }) => recipients.count >= 3);
    if (listed.length === 0) {
      return notChecked({ ja: 'ほかの宛先が見える迷惑メールがありません', en: 'no sample shows other recipients' });
    }
    const looked = wholeTable(listed.length, sources.spam.refused);
    const rare = listed
      .filter(({ recipients }) => recipients.pattern !== 'none' && recipients.p <= RARE)
      .sort((a, b) => a.recipients.p - b.recipients.p);
    const [first] = rare;
    if (!first) {
      const says = {
        ja: '宛先の並びに、偶然では説明できないかたよりはありません',
        en: 'nothing about the order of recipients is beyond chance',
      };
      return { facts: [], finding: { kind: 'nothing-found', looked, says } };
    }
    const pointers = first.recipients.pointer ? [first.recipients.pointer] : [];
    return {
      facts: [{ kind: 'dictionary-recipients', recipients: first.recipients.count, p: first.recipients.p, pointers }],
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `宛先${first.recipients.count}件が、機械的に並べたように見えます`,
          en: `${first.recipients.count} recipients look generated or sorted`,
        },
      },
    };
  },
};
