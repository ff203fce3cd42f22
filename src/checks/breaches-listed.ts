import type { Breach, Breaches } from '../custody/breaches.ts';
import { millisecondsOf } from '../custody/instant.ts';
import { parseAddress, sameMailbox } from '../vocabulary/address.ts';
import type { Organisation } from '../vocabulary/case-file.ts';
import { type CheckAnswer, type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';

type Sorted<B> = {
  /** Somebody else's loss. */
  readonly elsewhere: readonly B[];
  /** A loss that the list names after our own domain. */
  readonly ours: readonly B[];
  /** Spam lists and made-up collections: they show that the address goes round, not where it was lost. */
  readonly noLoss: readonly B[];
};

function isOwn({ domain }: Breach, { sendsFrom }: Organisation): boolean {
  const named = domain?.toLowerCase().replace(/^www\./, '') ?? '';
  if (!named.includes('.')) return false;
  // A domain above or below one of ours; a shared suffix alone ("co.jp") has no host of ours as its equal.
  return sendsFrom.some((own) => {
    const host = own.toLowerCase().replace(/^.*@/, '');
    return host === named || host.endsWith(`.${named}`) || named.endsWith(`.${host}`);
  });
}

/** Each breach in one of three; a spam list or a made-up collection is nobody's loss, even if it bears our name. */
export function sortBreaches<B extends Breach>(breaches: readonly B[], organisation: Organisation): Sorted<B> {
  const noLoss = breaches.filter(({ spamList, fabricated }) => spamList === true || fabricated === true);
  const losses = breaches.filter((breach) => !noLoss.includes(breach));
  const ours = losses.filter((breach) => isOwn(breach, organisation));
  return { elsewhere: losses.filter((breach) => !ours.includes(breach)), ours, noLoss };
}

const searched = ({ from, name, at }: Breaches) => ({
  ja: `${from === 'service' ? '照会先' : 'ファイル'}：${name}、照会日：${at.slice(0, 10)}`,
  en: `${from === 'service' ? 'asked' : 'file'}: ${name}, on ${at.slice(0, 10)}`,
});

function notListed(breaches: Breaches): CheckAnswer {
  const { from, orderChecked } = breaches;
  if (!orderChecked) {
    return notChecked({
      ja: '一覧のファイルが順に並んでいるか確かめていないため、載っていないとは言えません',
      en: 'whether the list is in order was not checked, so that a miss says nothing',
    });
  }
  const where = searched(breaches);
  return {
    // How much a file of ours covers nobody knows: a miss in it weighs nothing.
    facts: from === 'service' ? [{ kind: 'breach-listed', listed: false, before: false, pointers: [] }] : [],
    finding: {
      kind: 'nothing-found',
      looked: wholeTable(1, 0),
      says: {
        ja: `既知の漏えいの一覧に、このアドレスはありませんでした（${where.ja}）。知られていない漏えいは載りません`,
        en: `the address stands in no breach on this list (${where.en}); most losses are on no list`,
      },
    },
  };
}

export const breachesListed: Check = {
  id: 'breaches.listed',
  asks: {
    ja: 'このアドレスが、他所の漏えいの一覧に載っているか',
    en: 'Does this address stand in lists of known breaches?',
  },
  blindTo: [
    {
      ja: '誰にも知られていない漏えい、一覧に入っていない漏えい',
      en: 'losses that nobody knows of, or that are on no list',
    },
    {
      ja: '一覧が公開の照会に答えない、機微な漏えい',
      en: 'sensitive breaches, which the service does not show to others',
    },
  ],
  falseAlarms: [
    {
      ja: '迷惑メール業者の一覧や作り物のデータ（漏えいとは数えません）',
      en: 'spam lists and made-up data (not counted as a loss)',
    },
    { ja: '同じアドレスの、以前の持ち主', en: 'an earlier holder of the same address' },
    { ja: '後から付けられた、おおよその日付', en: 'dates that were estimated later' },
  ],
  drilledBy: [],

  async run(sources) {
    const { breaches, claim, organisation } = sources;
    if (!breaches)
      return missing(sources, 'breaches', {
        ja: '外部への照会は、お客様の同意を得て別に行うものです。この調査では行っていません',
        en: 'a look-up sends something outside and needs consent: it is a step of its own and was not taken here',
      });
    const address = parseAddress(claim.address);
    const answers = breaches.answers.filter((answer) => address !== undefined && sameMailbox(answer.address, address));
    if (answers.length === 0)
      return notChecked({
        ja: `照会の結果（${breaches.path}）は、このアドレスについてのものではありません`,
        en: `the look-up (${breaches.path}) is not about this address`,
      });
    const all = answers.flatMap((answer) => answer.breaches);
    if (all.length === 0) return notListed(breaches);
    const { elsewhere, ours, noLoss } = sortBreaches(all, organisation);
    const spam = claim.spamSince === null ? null : millisecondsOf(claim.spamSince, organisation.timeZone);
    const isBefore = ({ breachDate }: Breach) =>
      breachDate !== null && spam !== null && millisecondsOf(breachDate, organisation.timeZone) < spam;
    const before = elsewhere.filter(isBefore);
    const dated = elsewhere.filter(({ breachDate }) => breachDate !== null && spam !== null);
    const at = (list: readonly (typeof all)[number][]) => firstPointers(list.map(({ pointer }) => pointer));
    const facts: FactDraft[] = [];
    if (before.length > 0) {
      const stealer = before.some(({ stealerLog, malware }) => stealerLog === true || malware === true);
      facts.push({ kind: 'breach-listed', listed: true, before: true, stealer, spamList: false, pointers: at(before) });
    } else if (elsewhere.length > 0 && dated.length === elsewhere.length) {
      facts.push({ kind: 'breach-listed', listed: true, before: false, spamList: false, pointers: at(elsewhere) });
    } else if (elsewhere.length === 0 && noLoss.some(({ spamList }) => spamList === true)) {
      facts.push({
        kind: 'breach-listed',
        listed: true,
        before: noLoss.some(isBefore),
        spamList: true,
        pointers: at(noLoss),
      });
    }
    if (ours.length > 0) facts.push({ kind: 'known-leak-timing', registered: 'before', pointers: at(ours) });
    const stealers = elsewhere.filter(({ stealerLog, malware }) => stealerLog === true || malware === true);
    const where = searched(breaches);
    return {
      facts,
      finding: {
        kind: 'found',
        at: at([...ours, ...before, ...elsewhere.filter((one) => !before.includes(one)), ...noLoss]),
        looked: wholeTable(all.length, 0),
        says: {
          ja: [
            `一覧に載っている他所の漏えい${elsewhere.length}件（最初の迷惑メールより前と分かるもの${before.length}件、端末の感染によるもの${stealers.length}件）`,
            `漏えいとは数えない一覧${noLoss.length}件（迷惑メール業者の一覧や作り物）`,
            ...(ours.length > 0 ? [`弊社のドメインの名で載っている漏えい${ours.length}件`] : []),
            where.ja,
          ].join('。'),
          en: [
            `${elsewhere.length} breaches of others (${before.length} known to be before the first spam, ${stealers.length} from infected devices)`,
            `${noLoss.length} lists that show no loss (spam lists, made-up data)`,
            ...(ours.length > 0 ? [`${ours.length} breaches listed under a domain of ours`] : []),
            where.en,
          ].join('; '),
        },
      },
    };
  },
};
