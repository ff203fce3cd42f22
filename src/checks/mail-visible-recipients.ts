import type { LogStore } from '../logs/port.ts';
import type { Both, Coverage } from '../vocabulary/finding.ts';
import { type CheckAnswer, type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing, type Sources } from './check.ts';
import { type LogEvidence, lookedAt, noLogsOf, refuseSilence } from './log-evidence.ts';
import type { SpamSample } from './spam-evidence.ts';

/** A message to fewer people than this is a conversation, not a mailing. */
const MAILING = 5;

type Mailing = {
  readonly queue: string;
  readonly recipients: number;
  readonly f: number;
  readonly n: number;
  readonly thisF: number | null;
  readonly thisN: number | null;
  /** Of all such messages, in every row: the list itself is cut. */
  readonly total: number;
  /** Of those with this address, and of them those that a list program sent. */
  readonly allMine: number;
  readonly listed: number;
};

/** Envelope senders of programs that keep mailing lists; the address may carry the recipient's behind a sign. */
const OF_LIST = '(?i)(?:^|[-+._])(?:bounces?|owner|return|errors)(?:[-+=._][^@]*)?@';
/** From so many on, messages of a list are its ordinary traffic. */
const LIST_MESSAGES = 3;

/** Mailings that are listed. Those with this address come first, so that none of them is ever cut off. */
const MOST_MAILINGS = 1000;

/** Messages from our senders that went to many recipients at once, with the line of this address where it was among them. */
async function mailings(store: LogStore, senders: readonly string[], address: string): Promise<Mailing[]> {
  return store.rows<Mailing>(
    `with sent as (
       select fields['queue'] as queue, f, min(n) as firstN, uniqExact(lower(fields['to'])) as recipients,
         countIf(lower(fields['to']) = {address:String}) as mine,
         minIf(n, lower(fields['to']) = {address:String}) as mineN
       from event where fields['queue'] != '' and fields['to'] != '' group by queue, f
     ),
     ours as (
       select fields['queue'] as queue, max(match(fields['from'], '${OF_LIST}')) as isListed from event
       where fields['queue'] != '' and arrayExists(d -> endsWith(lower(fields['from']), concat('@', d)) or endsWith(lower(fields['from']), concat('.', d)), {senders:Array(String)}) group by queue
     )
     select queue, recipients, f, firstN as n, if(mine > 0, f, null) as thisF, if(mine > 0, mineN, null) as thisN,
       count() over () as total, countIf(mine > 0) over () as allMine, countIf(mine > 0 and isListed) over () as listed
     from sent inner join ours using (queue) where recipients >= ${MAILING}
     order by mine > 0 desc, recipients desc, f, firstN limit ${MOST_MAILINGS}`,
    { address, senders },
  );
}

/** Whether these logs tell of mail that went out at all: a server that only lets people read their mailboxes does not. */
async function deliveriesToldOf(store: LogStore): Promise<boolean> {
  const rows = await store.rows<{ n: number }>(
    `select count() as n from (select 1 from event where fields['queue'] != '' and fields['to'] != '' limit 1)`,
  );
  return Number(rows[0]?.n ?? 0) > 0;
}

/** From a copy of the mailing itself, which shows what a log cannot: who was visible. */
function answerFromCopies(copies: readonly SpamSample[], samples: number): CheckAnswer | undefined {
  // What is said of one message is all of that one: the copy in which this address stands, if there is one.
  const copy = copies.find(({ recipients }) => recipients.includesComplainant) ?? copies[0];
  if (!copy) return undefined;
  const { count, named, includesComplainant, complainantNamed } = copy.recipients;
  const pointers = firstPointers(
    [copy, ...copies.filter((one) => one !== copy)].flatMap(({ recipients }) => recipients.pointer ?? []),
  );
  const fact: FactDraft = {
    kind: 'visible-recipients',
    recipients: count,
    named,
    includesThis: includesComplainant ? 'yes' : 'no',
    ...(includesComplainant && complainantNamed !== undefined ? { thisNamed: complainantNamed } : {}),
    ...(copy.receivedAt === null ? {} : { sentAt: copy.receivedAt }),
    pointers,
  };
  const among = includesComplainant
    ? { ja: '（このアドレスを含む）', en: ', this address among them' }
    : { ja: '', en: '' };
  return {
    facts: [fact],
    finding: {
      kind: 'found',
      at: pointers,
      looked: wholeTable(samples, 0),
      says: {
        ja: `弊社から送られたメールに、${count}件の宛先が見える形で並んでいます${among.ja}`,
        en: `a message of ours shows ${count} recipients${among.en}`,
      },
    },
  };
}

/** Domains whose mail is ours: those we send from; without any, that of the address which the complaint was written to. */
function ourDomains({ organisation, writtenTo }: Sources): readonly string[] {
  const named = organisation.sendsFrom
    .filter((name) => /[a-z]/i.test(name))
    .map((name) => name.toLowerCase().replace(/^.*@/, ''));
  return named.length === 0 && writtenTo ? [writtenTo] : named;
}

/** This address is among the recipients of none, of so many. */
const notAmong = (total: number): Both =>
  total === 0
    ? {
        ja: `1通で${MAILING}件以上の宛先に送られた弊社のメールは見つかりませんでした（宛先ごとに1通ずつ送られたものは、宛先が互いに見えないので数えていません）`,
        en: `no single message of ours to ${MAILING} recipients or more was found (those sent to one recipient each show nobody to anybody, and are not counted)`,
      }
    : {
        ja: `1通で${MAILING}件以上の宛先に送られた弊社のメール${total}通の宛先に、このアドレスはありませんでした`,
        en: `this address was among the recipients of none of ${total} messages of ours to ${MAILING} recipients or more`,
      };

/** From a mail log: to how many at once, and whether to this address; not who could see whom. */
async function answerFromLog(logs: LogEvidence, looked: Coverage, found: readonly Mailing[]): Promise<CheckAnswer> {
  const mine = found.filter(({ thisF }) => thisF !== null);
  const [largest] = mine;
  if (!largest) {
    const finding = { kind: 'nothing-found', looked, says: notAmong(found[0]?.total ?? 0) } as const;
    return refuseSilence(logs, looked) ?? { facts: [], finding };
  }
  const places = mine
    .slice(0, 10)
    .flatMap(({ f, n, thisF, thisN }) => [
      { f, n },
      ...(thisF !== null && thisN !== null ? [{ f: thisF, n: thisN }] : []),
    ]);
  const pointers = firstPointers(await logs.store.pointers(places));
  const { recipients, listed } = largest;
  const isList = listed === largest.allMine && listed >= LIST_MESSAGES;
  return {
    facts: [
      {
        kind: 'visible-recipients',
        recipients,
        includesThis: 'unknown',
        ...(isList ? { listMessages: listed } : {}),
        pointers,
      },
    ],
    finding: {
      kind: 'found',
      at: pointers,
      looked,
      says: isList
        ? {
            ja: `このアドレスは、弊社のメーリングリストのふだんの配信（${listed}通、一度に最大${recipients}件）の宛先にあります。ふつうは宛先どうしには見えませんが、このログからは分かりません`,
            en: `this address is among the recipients of a mailing list of ours in its ordinary traffic (${listed} messages, to up to ${recipients} recipients at once); a list does not ordinarily show them to each other, and the log does not say`,
          }
        : {
            ja: `このアドレスを含む${recipients}件の宛先へ、弊社から一度に送られたメールがあります。宛先が互いに見えたかどうかは、このログからは分かりません`,
            en: `one message of ours went to ${recipients} recipients at once, this address among them; the log does not show whether they could see each other`,
          },
    },
  };
}

export const mailVisibleRecipients: Check = {
  id: 'mail.visible-recipients',
  asks: {
    ja: '弊社のメールが、ほかの方の宛先が見える形で一斉に送られていないか',
    en: 'Did we send mail that showed its recipients to each other?',
  },
  blindTo: [
    {
      ja: 'メールサーバーのログだけでは、宛先が互いに見えたかどうか（To・CcかBccか）',
      en: 'from a mail log alone, whether recipients could see each other (To and Cc, or Bcc)',
    },
    { ja: '別の配信サービスから送ったメール', en: 'mail sent through another service' },
  ],
  falseAlarms: [{ ja: '宛先を隠して送った正規のお知らせ', en: 'an ordinary mailing with hidden recipients' }],
  drilledBy: [],

  async run(sources) {
    const { logs, spam, claim, risk } = sources;
    const samples = spam?.samples ?? [];
    const copies = samples.filter(({ origin, recipients }) => origin === 'ours' && recipients.count >= MAILING);
    const shown = answerFromCopies(copies, samples.length);
    if (shown) return shown;
    const looked = logs ? lookedAt(logs, 'mail', risk) : null;
    if (!logs || !looked) return missing(sources, 'logs', noLogsOf('mail'));
    if (!(await deliveriesToldOf(logs.store))) {
      return notChecked({
        ja: '渡されたメールのログに、送ったメールの宛先の記録がありません',
        en: 'the mail logs given hold no record of whom mail was sent to',
      });
    }
    const senders = ourDomains(sources);
    if (senders.length === 0) {
      return notChecked({
        ja: '弊社の配信設備のドメイン（org.yaml の sends_from）がないため、どの一斉送信が弊社のものか分かりません',
        en: 'no domain of ours is known (sends_from in org.yaml), so it cannot be told which mailings in the log are ours',
      });
    }
    return answerFromLog(logs, looked, await mailings(logs.store, senders, claim.address.toLowerCase()));
  },
};
