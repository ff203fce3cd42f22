import type { LogStore } from '../logs/port.ts';
import { type FactDraft, firstPointers, notChecked } from './answer.ts';
import { type Check, missing } from './check.ts';
import { lookedAt, noLogsOf, refuseSilence } from './log-evidence.ts';

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
    const { logs, spam, claim, organisation, risk, writtenTo } = sources;
    // A copy of the mailing itself shows what a log cannot: who was visible.
    const copies = (spam?.samples ?? []).filter(
      ({ origin, recipients }) => origin === 'ours' && recipients.count >= MAILING,
    );
    // What is said of one message is all of that one: the copy in which this address stands, if there is one.
    const copy = copies.find(({ recipients }) => recipients.includesComplainant) ?? copies[0];
    if (copy) {
      const pointers = firstPointers(
        [copy, ...copies.filter((one) => one !== copy)].flatMap(({ recipients }) => recipients.pointer ?? []),
      );
      const includesThis = copy.recipients.includesComplainant ? 'yes' : 'no';
      const facts: FactDraft[] = [
        {
          kind: 'visible-recipients',
          recipients: copy.recipients.count,
          named: copy.recipients.named,
          includesThis,
          ...(includesThis === 'yes' && copy.recipients.complainantNamed !== undefined
            ? { thisNamed: copy.recipients.complainantNamed }
            : {}),
          ...(copy.receivedAt === null ? {} : { sentAt: copy.receivedAt }),
          pointers,
        },
      ];
      const among =
        includesThis === 'yes' ? { ja: '（このアドレスを含む）', en: ', this address among them' } : { ja: '', en: '' };
      return {
        facts,
        finding: {
          kind: 'found',
          at: pointers,
          looked: {
            from: null,
            to: null,
            lines: spam?.samples.length ?? 0,
            parsed: spam?.samples.length ?? 0,
            share: null,
          },
          says: {
            ja: `弊社から送られたメールに、${copy.recipients.count}件の宛先が見える形で並んでいます${among.ja}`,
            en: `a message of ours shows ${copy.recipients.count} recipients${among.en}`,
          },
        },
      };
    }
    const looked = logs ? lookedAt(logs, 'mail', risk) : null;
    if (!logs || !looked) return missing(sources, 'logs', noLogsOf('mail'));
    if (!(await deliveriesToldOf(logs.store))) {
      return notChecked({
        ja: '渡されたメールのログに、送ったメールの宛先の記録がありません',
        en: 'the mail logs given hold no record of whom mail was sent to',
      });
    }
    const named = organisation.sendsFrom
      .filter((name) => /[a-z]/i.test(name))
      .map((name) => name.toLowerCase().replace(/^.*@/, ''));
    const senders = named.length === 0 && writtenTo ? [writtenTo] : named;
    if (senders.length === 0) {
      return notChecked({
        ja: '弊社の配信設備のドメイン（org.yaml の sends_from）がないため、どの一斉送信が弊社のものか分かりません',
        en: 'no domain of ours is known (sends_from in org.yaml), so it cannot be told which mailings in the log are ours',
      });
    }
    const found = await mailings(logs.store, senders, claim.address.toLowerCase());
    const mine = found.filter(({ thisF }) => thisF !== null);
    const [largest] = mine;
    if (!largest) {
      const total = found[0]?.total ?? 0;
      const says =
        total === 0
          ? {
              ja: `1通で${MAILING}件以上の宛先に送られた弊社のメールは見つかりませんでした（宛先ごとに1通ずつ送られたものは、宛先が互いに見えないので数えていません）`,
              en: `no single message of ours to ${MAILING} recipients or more was found (those sent to one recipient each show nobody to anybody, and are not counted)`,
            }
          : {
              ja: `1通で${MAILING}件以上の宛先に送られた弊社のメール${total}通の宛先に、このアドレスはありませんでした`,
              en: `this address was among the recipients of none of ${total} messages of ours to ${MAILING} recipients or more`,
            };
      return refuseSilence(logs, looked) ?? { facts: [], finding: { kind: 'nothing-found', looked, says } };
    }
    const places = mine
      .slice(0, 10)
      .flatMap(({ f, n, thisF, thisN }) => [
        { f, n },
        ...(thisF !== null && thisN !== null ? [{ f: thisF, n: thisN }] : []),
      ]);
    const pointers = firstPointers(await logs.store.pointers(places));
    const list = largest.listed === largest.allMine && largest.listed >= LIST_MESSAGES;
    return {
      facts: [
        {
          kind: 'visible-recipients',
          recipients: largest.recipients,
          includesThis: 'unknown',
          ...(list ? { listMessages: largest.listed } : {}),
          pointers,
        },
      ],
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: list
          ? {
              ja: `このアドレスは、弊社のメーリングリストのふだんの配信（${largest.listed}通、一度に最大${largest.recipients}件）の宛先にあります。ふつうは宛先どうしには見えませんが、このログからは分かりません`,
              en: `this address is among the recipients of a mailing list of ours in its ordinary traffic (${largest.listed} messages, to up to ${largest.recipients} recipients at once); a list does not ordinarily show them to each other, and the log does not say`,
            }
          : {
              ja: `このアドレスを含む${largest.recipients}件の宛先へ、弊社から一度に送られたメールがあります。宛先が互いに見えたかどうかは、このログからは分かりません`,
              en: `one message of ours went to ${largest.recipients} recipients at once, this address among them; the log does not show whether they could see each other`,
            },
      },
    };
  },
};
