// The holding letter: what was heard, what is being kept, what will be examined, and when the next word comes.

import { contactedBy } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isDate } from './days.ts';
import type { Grounds } from './grounds.ts';
import { listRecords } from './part-lists.ts';
import { type CopiesBy, copiesBy, nextWordBy } from './promised.ts';
import { listed, type Said, toFill } from './said.ts';

/** Never more than was recorded: copies taken, keeping begun, or who will take the copies and when. */
export function kept(grounds: Grounds): Said[] {
  const section = 'kept.all';
  const { acquisition, preservationStartedAt } = grounds.case.handling ?? {};
  if (acquisition && isDate(acquisition.at)) {
    return [
      {
        id: 'kept.copies',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { at: acquisition.at },
        text: {
          ja: '関係する記録の写しを{at:moment}に取り、それ以後に変更があれば分かるようにいたしました。',
          en: 'We took copies of the records concerned ({at:moment}) in such a way that any later change would show.',
        },
      },
      {
        id: 'kept.before',
        type: 'LIMIT',
        section,
        evidence: ['acquisition'],
        slots: {},
        text: {
          ja: 'それより前に変更がなかったかは、別に調べております。',
          en: 'We are examining separately whether anything was changed before that.',
        },
      },
    ];
  }
  if (preservationStartedAt !== undefined && isDate(preservationStartedAt)) {
    return [
      {
        id: 'kept.begun',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { since: preservationStartedAt },
        text: {
          ja: '関係する記録の保全を始めております（{since:moment}開始）。',
          en: 'We have begun to preserve the records concerned (since {since:moment}).',
        },
      },
    ];
  }
  return [copiesPromised(grounds, section)];
}

/** Who copies is who can: a contact desk has no access to the servers. */
export const engineers: Both = { ja: '弊社の技術担当', en: 'Our engineers' };

const copyWords: Readonly<Record<CopiesBy['pace'], Both>> = {
  coming: {
    ja: '関係する記録が消えないよう、{owner}が{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping by {by:moment}, so that they are not lost.',
  },
  today: {
    ja: '関係する記録が消えないよう、{owner}が本日、{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping today, by {by:moment}, so that they are not lost.',
  },
  'at-once': {
    ja: '関係する記録が消えないよう、{owner}が直ちに、遅くとも{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping at once, by {by:moment} at the latest.',
  },
};

/** The promise of copies, as the first answer and every later letter make it while no copy is on record. */
function copiesPromised(grounds: Grounds, section: string): Said {
  const { by, pace } = copiesBy(grounds);
  return {
    id: 'kept.promise',
    type: 'PROMISE',
    section,
    evidence: ['claim'],
    slots: { by, owner: engineers },
    text: copyWords[pace],
  };
}

/**
 * Undefined where copies are on record, or their keeping is. A later letter waits for its signature: an hour of the day on
 * which it is drawn up has passed when it goes out, and is no promise any more. Whether it was kept, only a person can say.
 */
export function copiesStillPromised(grounds: Grounds, section: string): Said | undefined {
  const [said] = kept(grounds);
  if (said?.type !== 'PROMISE') return undefined;
  if (copiesBy(grounds).pace === 'coming') return { ...said, section };
  const taken = toFill({
    ja: '写しを取った日時（{by:moment}までの予定でした）',
    en: 'day and hour of the copies, planned by {by:moment}',
  });
  return {
    ...said,
    id: 'kept.to-fill',
    type: 'ACT',
    section,
    text: {
      ja: `関係する記録の写しを取った日時：${taken.ja}（{owner}）。`,
      en: `{owner} took copies of the records concerned: ${taken.en}.`,
    },
  };
}

const serverRecords: Both = { ja: 'サーバーの記録', en: 'the server records' };

/** What is at hand to examine, and what has to be found first: nobody examines what nobody has, or asks companies that do not exist. */
function toExamine({ case: input }: Grounds): { readonly now: Both[]; readonly later: Both[] } {
  const given = new Set(input.sources.map(({ kind }) => kind));
  const always: readonly (readonly [string, Both])[] = [
    ['log', serverRecords],
    ['exports', listRecords],
  ];
  const named = (atHand: boolean) => always.flatMap(([kind, name]) => (given.has(kind) === atHand ? [name] : []));
  return {
    now: [
      ...named(true),
      ...(given.has('page') ? [{ ja: '弊社の公開ページ', en: 'our public pages' }] : []),
      ...(input.organisation.vendors.length > 0
        ? [{ ja: '情報の取扱いを委託している会社', en: 'the companies that handle data for us' }]
        : []),
    ],
    later: named(false),
  };
}

export function willExamine(grounds: Grounds): Said[] {
  const section = 'will.all';
  const { now, later } = toExamine(grounds);
  const said: Said[] = [];
  if (now.length > 0)
    said.push({
      id: 'will.examine',
      type: 'ACT',
      section,
      evidence: ['claim', 'org'],
      slots: { what: listed(now) },
      text: { ja: '{what}について調べております。', en: 'We are examining {what}.' },
    });
  if (later.length > 0)
    said.push({
      id: 'will.gather',
      type: 'LIMIT',
      section,
      evidence: ['claim'],
      slots: { what: listed(later) },
      text: {
        ja: '{what}は、まだ手元にそろっておらず、これから集めて調べます。',
        en: 'We do not have {what} at hand yet; we are gathering them to examine them.',
      },
    });
  if (grounds.outcome !== 'leak_confirmed' || !grounds.verified) {
    said.push({
      id: 'will.cause-unknown',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: { ja: '迷惑メールの原因は、まだ分かっておりません。', en: 'We do not know the cause of the spam yet.' },
    });
  }
  return said;
}

/** Whoever writes for somebody else shows that they may. */
const mandate: Said = {
  id: 'verify.mandate',
  type: 'ASK',
  section: 'verify.all',
  evidence: ['claim'],
  slots: {},
  text: {
    ja: '代理の方からのお申し出では、委任状の写しもお送りいただくようお願いしております。',
    en: 'As you write for somebody else, could you also send us a copy of your authority to act?',
  },
};

/** Asked of a requester who is not verified yet; says nothing about whether an address is held. */
export function verify({ case: input }: Grounds): Said[] {
  const { claim } = input;
  // Our own address stands at the end of the letter, with the other ways to reach us.
  const where = { ja: '、末尾の連絡先に、', en: ' to the address at the end of this letter' };
  // Whoever complains of calls or post takes another address for what they wrote of.
  const byMail = contactedBy(input) === undefined;
  const from = byMail
    ? { ja: 'お申し出のアドレス', en: 'the address concerned' }
    : { ja: 'お知らせいただいたメールアドレス', en: 'the e-mail address you gave us for replies' };
  const theirs = byMail ? from : { ja: from.ja, en: 'their e-mail address' };
  return [
    {
      id: 'verify.reply',
      type: 'ASK',
      section: 'verify.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: claim.onBehalf
          ? `お手数ですが、ご本人様から、${from.ja}より${where.ja}この書面の受付番号を添えてご返信ください。`
          : `お手数ですが、${from.ja}から${where.ja}この書面の受付番号を添えてご返信ください。`,
        en: claim.onBehalf
          ? `Please have the person you write for reply from ${theirs.en}${where.en} and quote our case number.`
          : `Please reply from ${from.en}${where.en} and quote our case number.`,
      },
    },
    ...(claim.onBehalf ? [mandate] : []),
    {
      id: 'verify.why',
      type: 'RIGHT',
      section: 'verify.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: `これは、${byMail ? '' : 'その'}アドレスをお使いの方を確かめるためで、お申し出を疑うものではございません。`,
        en: `This shows who uses ${byMail ? 'the' : 'that'} address; we do not doubt your word.`,
      },
    },
    {
      id: 'verify.then',
      type: 'RIGHT',
      section: 'verify.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: 'ご本人の確認ができましたら、お預かりしている情報の有無と内容を含めてお知らせいたします。',
        en: 'Once we have confirmed that the request is yours, we will tell you whether we hold anything, and what.',
      },
    },
  ];
}

export function nextWord(grounds: Grounds): Said {
  return {
    id: 'promise.next',
    type: 'PROMISE',
    section: 'next.all',
    evidence: ['claim'],
    slots: { by: nextWordBy(grounds), owner: grounds.owner },
    text: {
      ja: '調査の途中であっても、{by:moment}までに、{owner}からご連絡いたします。',
      en: 'Our {owner} will write to you by {by:moment}, even if we are not finished.',
    },
  };
}

/** Ends a holding letter in Japanese and English alike: what it is, and that more follows. One that admits something is more than a receipt. */
export function endOfHolding(admits: boolean): Said {
  return {
    id: 'last.for-now',
    type: 'FEEL',
    section: 'closing.all',
    evidence: ['claim'],
    slots: {},
    text: admits
      ? { ja: 'まずは、第一報のご報告を申し上げます。', en: 'This letter is our first report.' }
      : { ja: 'まずは、受付のご報告を申し上げます。', en: 'This letter is our first reply.' },
  };
}
