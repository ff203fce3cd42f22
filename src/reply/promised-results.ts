// What a letter promises to find out, of whom, and by which day.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { answeredForOthers } from '../vocabulary/vendor-scope.ts';
import { gaps } from './examined/limits-gaps.ts';
import { onlyErased } from './examined/record-stretches.ts';
import { openPromise } from './findings/part-findings.ts';
import type { Grounds } from './grounds.ts';
import { engineers } from './part-holding.ts';
import { laterThanWanted, nextWordBy, RESULT_DAYS, resultBy } from './promised.ts';
import { MEASURES } from './recorded-steps.ts';
import { listed, type Said } from './said.ts';
import { isOfWriter, vendorWords } from './vendor-names.ts';

/** Our choice, behind which no measurement stands: a month, so that whoever wrote still remembers why when they hear from us. */
const WATCH_DAYS = 30;
/** What anybody can read goes on leaking until it is taken off. */
const AT_ONCE_DAYS = 1;

function promise(grounds: Grounds, id: string, days: number, text: Both): Said {
  const by = resultBy(grounds, days);
  return { id, type: 'PROMISE', section: MEASURES, evidence: ['outcome'], slots: { by, owner: grounds.owner }, text };
}

/** What the first answer promised to say by its day, now that this letter stands between. */
const nextWords: Readonly<Record<'open' | 'closed', Both>> = {
  open: {
    ja: 'それまでの途中経過は、{owner}から{by:moment}までにお知らせいたします。',
    en: 'Before that, our {owner} will tell you by {by:moment} how far we have come.',
  },
  closed: {
    ja: 'この回答にご不明の点がないかを、{owner}から{by:moment}までに改めてお伺いいたします。',
    en: 'Our {owner} will contact you by {by:moment} to ask whether anything in this answer is unclear.',
  },
};

/** The promise of the first answer is kept in every later letter: with the same hour, and by what can be said then. */
function nextWordKept(grounds: Grounds, words: Both): Said {
  const slots = { by: nextWordBy(grounds), owner: grounds.owner };
  return { id: 'promise.next', type: 'PROMISE', section: MEASURES, evidence: ['outcome'], slots, text: words };
}

/** Whoever answers letters cannot examine records: of a contradiction in them it is said who does. */
export function recordsCompared(grounds: Grounds): Said[] {
  const doubted = factsOf(grounds.unresolved, 'log-integrity');
  if (!grounds.verified || doubted.length === 0) return [];
  const compared = onlyErased(grounds.case)
    ? promise(grounds, 'promise.erased', RESULT_DAYS, {
        ja: '消去された記録の写しがほかに残っていないかは、{owner}が{by:moment}までに確かめます。',
        en: '{owner} will find out by {by:moment} whether the records that were erased are kept anywhere else.',
      })
    : promise(grounds, 'promise.records', RESULT_DAYS, {
        ja: '記録の欠けや食い違いは、{owner}が写しを照らし合わせて{by:moment}までに調べます。',
        en: '{owner} will compare the copies and examine the gap or contradiction in the records by {by:moment}.',
      });
  return [{ ...compared, evidence: doubted.map(({ id }) => id), slots: { ...compared.slots, owner: engineers } }];
}

/** A page that shows addresses goes on showing them until somebody takes them off: anybody can read it, and may be told. */
export function pagesCleared(grounds: Grounds): Said[] {
  const shown = factsOf(grounds.unresolved, 'page-exposure');
  if (shown.length === 0) return [];
  const cleared = promise(grounds, 'promise.pages', AT_ONCE_DAYS, {
    ja: '弊社の公開ページに見えるメールアドレスは、写しを取ったうえで、{owner}が{by:moment}までに表示を消します。',
    en: '{owner} will keep a copy of our public pages and take e-mail addresses off them by {by:moment}.',
  });
  return [{ ...cleared, evidence: shown.map(({ id }) => id), slots: { ...cleared.slots, owner: engineers } }];
}

/**
 * A company's word is named as no more than that, one that lost data is asked whose they were, and one that has not answered
 * is asked again: what is done about each has a day. To whoever is not verified, no leak elsewhere is told.
 */
export function vendorsVerified(grounds: Grounds): Said[] {
  const answers = factsOf(grounds.case.facts, 'vendor-answer');
  const others = grounds.verified ? answeredForOthers(grounds.case.facts) : [];
  const word = answers.filter((fact) => fact.answer === 'replied' && !others.includes(fact));
  const silent = answers.filter(({ vendor, answer }) => answer === 'none' && !isOfWriter(grounds.case, vendor));
  const lost = grounds.verified
    ? answers.filter(({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'unknown')
    : [];
  const asked = (id: string, of: typeof answers, text: Both, slots: Said['slots'] = {}): Said[] => {
    if (of.length === 0) return [];
    const made = promise(grounds, id, RESULT_DAYS, text);
    return [{ ...made, slots: { ...made.slots, ...slots }, evidence: of.map((fact) => fact.id) }];
  };
  return [
    ...asked(
      'promise.whose',
      lost,
      {
        ja: '{names}に、どの方の情報が漏れたのかを問い合わせ、{owner}が{by:moment}までにご報告いたします。',
        en: 'Our {owner} will ask {names} whose data leaked, and report to you by {by:moment}.',
      },
      { names: listed(lost.slice(0, 2).map(({ vendor }) => vendorWords(grounds.case, vendor, 20))) },
    ),
    ...asked(
      'promise.this-record',
      others,
      {
        ja: '{names}に、お客様の情報についての回答を求め、その結果を{owner}が{by:moment}までにご報告いたします。',
        en: 'Our {owner} will ask {names} about your record, and report to you by {by:moment}.',
      },
      { names: listed(others.slice(0, 2).map(({ vendor }) => vendorWords(grounds.case, vendor, 20))) },
    ),
    ...asked('promise.vendors', word, {
      ja: '委託先の説明を裏付ける資料を先方に求め、その結果を{owner}が{by:moment}までにご報告いたします。',
      en: 'Our {owner} will ask the companies that work for us for evidence of what they told us, and report by {by:moment}.',
    }),
    ...asked('promise.silent', silent, {
      ja: 'まだ回答のない委託先には改めて回答を求め、その結果を{owner}が{by:moment}までにご報告いたします。',
      en: 'Our {owner} will ask the companies that have not answered once more, and report by {by:moment}.',
    }),
  ];
}

/** Beside results that are promised anyway: that what was missing is looked for, too. Whoever keeps the records can. */
function materialSought(grounds: Grounds): Said {
  const sought = promise(grounds, 'promise.material', RESULT_DAYS, {
    ja: '今回そろわなかった資料が残っているかどうかは、{owner}が{by:moment}までに確かめます。',
    en: '{owner} will find out by {by:moment} whether the material that was missing still exists.',
  });
  return { ...sought, slots: { ...sought.slots, owner: engineers } };
}

/** Results of what is open or missing, with one day for both. */
export function resultsPromised(grounds: Grounds): Said[] {
  const wanting = gaps(grounds).names.length > 0;
  const missing = grounds.outcome === 'inconclusive' && grounds.verified && wanting;
  // A result is promised to anybody: an answer that comes in some cases only would tell which.
  const open = grounds.unresolved.length > 0 || !grounds.verified;
  if (open && missing) {
    const evidence = grounds.unresolved.map(({ id }) => id);
    const both = promise(grounds, 'promise.open', RESULT_DAYS, {
      ja: 'まだ分かっていない点と、今回そろわなかった資料が残っているかどうかを弊社で調べ、{owner}が{by:moment}までにご報告いたします。',
      en: 'We will examine what is still open and look for missing material; our {owner} will report to you by {by:moment}.',
    });
    return [{ ...both, evidence }];
  }
  if (open) return [...(wanting ? [materialSought(grounds)] : []), openPromise(grounds, MEASURES)];
  if (missing) {
    return [
      promise(grounds, 'promise.gaps', RESULT_DAYS, {
        ja: '今回そろわなかった資料が残っているかどうかを、{owner}が{by:moment}までに確かめ、再度ご報告いたします。',
        en: 'Our {owner} will look for the material that was missing and report to you again by {by:moment}.',
      }),
    ];
  }
  return [];
}

/** Whoever asked for an answer by a day is told that it will not be whole by then. */
export function lateForThem(grounds: Grounds, results: readonly Said[]): Said[] {
  const late = results.some(({ slots: { by } }) => typeof by === 'string' && laterThanWanted(grounds, by));
  if (!late) return [];
  return [
    {
      id: 'promise.late',
      type: 'LIMIT',
      section: MEASURES,
      evidence: ['claim'],
      slots: {},
      text: {
        ja: 'ご希望の期限までにすべてのお答えをそろえることができず、申し訳ございません。',
        en: 'We are sorry that we cannot give you the whole answer within the time you asked for.',
      },
    },
  ];
}

/** What a letter of this outcome promises beyond what is open or missing. */
export function promisedByOutcome(grounds: Grounds, results: readonly Said[]): Said[] {
  if (!grounds.verified) return [nextWordKept(grounds, nextWords.open)];
  switch (grounds.outcome) {
    case 'no_evidence':
      return [
        promise(grounds, 'promise.watch', WATCH_DAYS, {
          ja: '{owner}は引き続き記録を確認し、{by:moment}までに、変化の有無をお知らせいたします。',
          en: 'Our {owner} will keep checking the records and tell you by {by:moment} whether anything has changed.',
        }),
        nextWordKept(grounds, nextWords.closed),
      ];
    case 'inconclusive': {
      const again = promise(grounds, 'promise.again', RESULT_DAYS, {
        ja: '{owner}が調査を続け、{by:moment}までに再度ご報告いたします。',
        en: 'Our {owner} will go on examining this and report to you again by {by:moment}.',
      });
      return [...(results.length > 0 ? [] : [again]), nextWordKept(grounds, nextWords.open)];
    }
    case 'leak_likely':
    case 'leak_confirmed':
      return [
        nextWordKept(
          grounds,
          results.length > 0
            ? nextWords.open
            : {
                ja: '次のご連絡は、{by:moment}までに{owner}からいたします。',
                en: 'Our {owner} will write to you again by {by:moment}.',
              },
        ),
      ];
    case 'not_our_mail':
      return [
        promise(grounds, 'promise.our-name', RESULT_DAYS, {
          ja: '弊社の名義をかたるメールへの対応は、{owner}が{by:moment}までにご報告いたします。',
          en: 'Our {owner} will tell you by {by:moment} what we have done about mail that uses our name.',
        }),
        nextWordKept(grounds, nextWords.open),
      ];
  }
}
