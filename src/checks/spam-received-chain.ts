import type { Both } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import type { Check } from './check.ts';
import { type Crossed, crossedLetters } from './crossed-letters.ts';
import { recordOfAnother } from './record-of-another.ts';
import { isAstray, type SpamSample, spamAmong } from './spam-evidence.ts';
import { noneReadable, withoutSpam } from './without-spam.ts';

/** Samples that demand payment with a threat: whoever got one is told what to do, wherever the sender had the address from. */
function threats(samples: readonly SpamSample[]): FactDraft[] {
  const some = samples.flatMap(({ threat }) => threat ?? []);
  if (some.length === 0) return [];
  const own = some.flatMap(({ ownSender }) => ownSender ?? []);
  const refused = own.filter((one) => one.refused).length;
  return [
    {
      kind: 'extortion-mail',
      messages: some.length,
      showsPassword: some.some(({ showsPassword }) => showsPassword),
      ...(own.length > 0 ? { ownSender: own.length } : {}),
      ...(refused > 0 ? { ownSenderRefused: refused } : {}),
      pointers: firstPointers(some.flatMap(({ pointer }) => pointer ?? [])),
    },
  ];
}

/** Samples of which their header shows that they went to another address: what they are is no spam to this one. */
function toAnother(samples: readonly SpamSample[]): { readonly facts: FactDraft[]; readonly told: Both } {
  const pointers = samples.flatMap(({ sentToAnother }) => sentToAnother ?? []);
  if (pointers.length === 0) return { facts: [], told: { ja: '', en: '' } };
  const messages = pointers.length;
  return {
    facts: [{ kind: 'sent-to-another', messages, of: samples.length, pointers: firstPointers(pointers) }],
    told: {
      ja: `。${messages}通は、お申し出とは別のアドレスに宛てられています`,
      en: `; ${messages} went to another address than the one the complaint is about`,
    },
  };
}

/** One value alone may be that of a namesake, or of another record: of two that agree it is told. */
const VALUES_NEEDED = 2;

/** Columns of this record whose values stand in a message, where together they fit less than one other record; else none. */
function recordTold({ formValues }: SpamSample, rows: number): readonly string[] {
  const byField = new Map(formValues.map((found) => [found.field, found]));
  const agreeing = [...byField.values()];
  const others = agreeing.reduce((product, { chance }) => product * chance, rows);
  if (agreeing.length < VALUES_NEEDED || rows === 0 || others >= 1) return [];
  return agreeing.flatMap(({ columns }) => columns);
}

/** Mail of our own that reached another address than the complaint's: what went wrong is told apart from the spam. */
function astray(all: readonly SpamSample[], rows: number) {
  const some = all.filter(isAstray);
  if (some.length === 0) return null;
  const messages = some.length;
  const holding = some.filter(({ holdsComplainant }) => holdsComplainant === true).length;
  const telling = some.map((sample) => recordTold(sample, rows)).filter((columns) => columns.length > 0);
  const holds = [...new Set(telling.flat())];
  const pointers = firstPointers(some.flatMap(({ sentToAnother }) => sentToAnother ?? []));
  const [at] = messages === 1 ? some.flatMap(({ receivedAt }) => receivedAt ?? []) : [];
  const fact: FactDraft = {
    ...{ kind: 'sent-to-another', messages, of: messages, ours: messages, pointers },
    ...(holding > 0 ? { holdsThis: holding } : {}),
    ...(telling.length > 0 ? { holdsRecord: telling.length, holds: holds.join('; ') } : {}),
    ...(at === undefined ? {} : { receivedAt: at }),
  };
  const said: Both = {
    ja: `弊社の側から送られた${messages}通が、お申し出とは別のアドレスに届いています${holding > 0 ? `（うち${holding}通に、お申し出のアドレスが載っています）` : ''}${telling.length > 0 ? `（うち${telling.length}通に、お申し出の方の登録内容があります：${holds.join('、')}）` : ''}`,
    en: `${messages} ${messages === 1 ? 'message' : 'messages'} from our side reached another address than the one the complaint is about${holding > 0 ? ` (the address complained of stands in ${holding})` : ''}${telling.length > 0 ? ` (what the register holds of this person stands in ${telling.length}: ${holds.join(', ')})` : ''}`,
  };
  return { fact, said, pointers };
}

/** What a copy shows, and what our own record of a sending tells beside one. */
function together(wrong: readonly Crossed[]) {
  const pointers = firstPointers(wrong.flatMap((one) => one.pointers));
  if (wrong.length === 0) return null;
  const said: Both = {
    ja: wrong.map((one) => one.said.ja).join('。'),
    en: wrong.map((one) => one.said.en).join('; '),
  };
  return { facts: wrong.map(({ fact }) => fact), said, pointers };
}

export const spamReceivedChain: Check = {
  id: 'spam.received-chain',
  asks: {
    ja: '迷惑メールは、どこから受信者の事業者に渡されたか',
    en: "Who handed the spam to the recipient's provider?",
  },
  blindTo: [
    {
      ja: '受信者の事業者より手前の経路（差出人が書いた部分）',
      en: "the way before the recipient's provider, which the sender wrote",
    },
  ],
  falseAlarms: [{ ja: '正規の転送サービス', en: 'an ordinary forwarding service' }],
  drilledBy: [],

  async run(sources) {
    if (!sources.spam) return withoutSpam(sources);
    const samples = spamAmong(sources.spam);
    const wrong = [
      astray(sources.spam.samples, sources.register?.rows.length ?? 0),
      await crossedLetters(sources),
      await recordOfAnother(sources),
    ].flatMap((one) => one ?? []);
    const own = together(wrong);
    if (samples.length === 0) {
      if (!own) return noneReadable(sources.spam);
      const looked = wholeTable(sources.spam.samples.length, sources.spam.refused);
      return { facts: own.facts, finding: { kind: 'found', at: own.pointers, looked, says: own.said } };
    }
    const bounded = samples.filter(({ boundary }) => boundary !== null);
    const another = toAnother(samples);
    const facts = [...threats(samples), ...another.facts, ...(own?.facts ?? [])];
    const beside = own ? { ja: `。このほかに、${own.said.ja}`, en: `; besides, ${own.said.en}` } : { ja: '', en: '' };
    if (bounded.length === 0) {
      const unknown = notChecked({
        ja: `迷惑メール${samples.length}通のいずれにも、受信者の事業者が書いた経路の記録がありません（転送時に失われます）${another.told.ja}${beside.ja}`,
        en: `none of the ${samples.length} samples carries the route that the recipient's provider wrote: forwarding removes it${another.told.en}${beside.en}`,
      });
      return { ...unknown, facts };
    }
    const odd = bounded.filter(({ anomalies }) => anomalies > 0).length;
    return {
      facts,
      finding: {
        kind: 'found',
        at: firstPointers(bounded.flatMap(({ boundary }) => boundary ?? [])),
        looked: wholeTable(samples.length, sources.spam.refused),
        says: {
          ja: `${bounded.length}通で、経路の記録をどこまで信じられるかが分かりました（その手前に矛盾のあるもの${odd}通）${another.told.ja}${beside.ja}`,
          en: `in ${bounded.length} ${bounded.length === 1 ? 'sample' : 'samples'} it is known how far the recorded route can be believed (beyond that, ${odd} contradict themselves)${another.told.en}${beside.en}`,
        },
      },
    };
  },
};
