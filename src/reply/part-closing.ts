// What we have done and will do, what we hold, and where else to turn.
import { type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { erasureRequested, stopRequested } from './asked.ts';
import { turnTo } from './authorities.ts';
import { isDate, isDayOver, momentAt } from './days.ts';
import { erasureUnderHold } from './erasure-words.ts';
import { foreignName } from './foreign-words.ts';
import { type Grounds, nothingExamined, openFindings } from './grounds.ts';
import { columnsNamed } from './held-columns.ts';
import { gaps } from './limits-gaps.ts';
import { ownMistake } from './part-conclusion.ts';
import { openPromise } from './part-findings.ts';
import { copiesStillPromised, engineers, stopIfWished } from './part-holding.ts';
import { laterThanWanted, nextWordBy, resultBy } from './promised.ts';
import { listed, type Said, type Slot, toFill } from './said.ts';
import { vendorWords } from './vendor-names.ts';
import { zoneTold } from './zone-told.ts';

/** Forms as the register names them, each in its own marks; what goes beyond a line is left out. */
function formsNamed(forms: string | undefined): Both | undefined {
  const names = (forms ?? '').split('; ').flatMap((form) => foreignName(form, 24) ?? []);
  const some = names.slice(0, 2);
  if (some.length === 0) return undefined;
  const more = names.length > some.length;
  return {
    ja: `${some.map((form) => `「${form}」`).join('')}${more ? 'など' : ''}`,
    en: `${some.map((form) => `“${form}”`).join(more ? ', ' : ' and ')}${more ? ' and others' : ''}`,
  };
}

/** What was done stands under a heading of its own; where nothing was, no heading says so. */
const DONE = 'done.all';

/** A day that has passed is no promise: whether it was kept, only a person can say. */
const overdue = (what: Both | string): Both => {
  const { ja, en } = typeof what === 'string' ? { ja: what, en: what } : what;
  return toFill({
    ja: `「${ja}」を行った日、まだであれば新しい期日（{by:day}までの予定でした）`,
    en: `${en}: the day it was done, or a new day (it was planned by {by:day})`,
  });
};

/** People note a step as a thing (「設定の変更」) or as a sentence (「設定を変えた」): the second takes no を behind it. */
export const isSentence = (what: string): boolean => /[たうくぐすつぬぶむる][。．]?$/.test(what.trim());

/** Steps that people recorded: taken with their date, planned with date and owner. */
function recordedMeasures(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.measures ?? []).slice(0, 6).flatMap((measure, index): Said[] => {
    const id = `measure.${index + 1}`;
    const evidence = [`measure:${measure.id}`];
    const what: Both = measure.what;
    if (measure.doneAt !== null && isDate(measure.doneAt)) {
      return [
        {
          id,
          type: 'ACT',
          section: DONE,
          evidence,
          slots: { what, at: measure.doneAt, owner: measure.owner },
          text: {
            ja: isSentence(what.ja)
              ? '{at:day}に行ったこと：{what}（{owner}）。'
              : '{what}を{at:day}に行いました（{owner}）。',
            en: 'Done on {at:day}: {what} ({owner}).',
          },
        },
      ];
    }
    if (measure.by === null || !isDate(measure.by)) return [];
    const planned = { what, by: measure.by };
    if (isOverAtSending(measure.by, grounds)) {
      return [{ id, type: 'ACT', section, evidence, slots: planned, text: overdue('{what}') }];
    }
    return [
      {
        id,
        type: 'PROMISE',
        section,
        evidence,
        slots: { what, by: measure.by, owner: measure.owner },
        text: {
          ja: isSentence(what.ja)
            ? '{by:day}までに行うこと：{what}（担当：{owner}）。'
            : '{what}を{by:day}までに行います（担当：{owner}）。',
          en: 'Planned by {by:day}: {what} ({owner}).',
        },
      },
    ];
  });
}

function reports(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.reports ?? []).slice(0, 3).flatMap((report, index): Said[] => {
    const slots = { authority: report.authority };
    const id = `report.${index + 1}`;
    if (report.at !== null && isDate(report.at)) {
      return [
        {
          id,
          type: 'ACT',
          section: DONE,
          evidence: ['handling'],
          slots: { ...slots, at: report.at },
          text: { ja: '{authority}への報告は、{at:day}に行いました。', en: 'We reported to {authority} on {at:day}.' },
        },
      ];
    }
    if (report.by === null || !isDate(report.by)) return [];
    if (isOverAtSending(report.by, grounds)) {
      const what: Both = { ja: '{authority}への報告', en: 'report to {authority}' };
      const planned = { ...slots, by: report.by };
      return [{ id, type: 'ACT', section, evidence: ['handling'], slots: planned, text: overdue(what) }];
    }
    return [
      {
        id,
        type: 'PROMISE',
        section,
        evidence: ['handling'],
        slots: { ...slots, by: report.by, owner: report.owner ?? grounds.owner },
        text: {
          ja: '{authority}への報告は、{owner}が{by:day}までに行います。',
          en: report.owner
            ? 'The report to {authority} will be made by {by:day} ({owner}).'
            : 'Our {owner} will report to {authority} by {by:day}.',
        },
      },
    ];
  });
}

function promise(grounds: Grounds, id: string, days: number, text: Both): Said {
  const by = resultBy(grounds, days);
  return { id, type: 'PROMISE', section: MEASURES, evidence: ['outcome'], slots: { by, owner: grounds.owner }, text };
}

const MEASURES = 'measures.all';

/** Whether a day will be over when the letter goes out: all but the first answer wait for a signature, to the next day at least. */
const isOverAtSending = (day: string, { stage, now, zone }: Grounds): boolean =>
  isDayOver(day, stage === 'holding' ? now : momentAt(Date.parse(now) + 24 * 3_600_000, zone), zone);

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
function recordsCompared(grounds: Grounds): Said[] {
  const doubted = factsOf(grounds.unresolved, 'log-integrity');
  if (!grounds.verified || doubted.length === 0) return [];
  const compared = promise(grounds, 'promise.records', 14, {
    ja: '記録の欠けや食い違いは、{owner}が写しを照らし合わせて{by:moment}までに調べます。',
    en: '{owner} will compare the copies and examine the gap or contradiction in the records by {by:moment}.',
  });
  return [{ ...compared, evidence: doubted.map(({ id }) => id), slots: { ...compared.slots, owner: engineers } }];
}

/** A page that shows addresses goes on showing them until somebody takes them off: anybody can read it, and may be told. */
function pagesCleared(grounds: Grounds): Said[] {
  const shown = factsOf(grounds.unresolved, 'page-exposure');
  if (shown.length === 0) return [];
  const cleared = promise(grounds, 'promise.pages', 1, {
    ja: '弊社の公開ページに見えるメールアドレスは、写しを取ったうえで、{owner}が{by:moment}までに表示を消します。',
    en: '{owner} will keep a copy of our public pages and take e-mail addresses off them by {by:moment}.',
  });
  return [{ ...cleared, evidence: shown.map(({ id }) => id), slots: { ...cleared.slots, owner: engineers } }];
}

/**
 * A company's word is named as no more than that, one that lost data is asked whose they were, and one that has not answered
 * is asked again: what is done about each has a day. To whoever is not verified, no leak elsewhere is told.
 */
function vendorsVerified(grounds: Grounds): Said[] {
  const answers = factsOf(grounds.case.facts, 'vendor-answer');
  const word = answers.filter(({ answer }) => answer === 'replied');
  const silent = answers.filter(({ answer }) => answer === 'none');
  const lost = grounds.verified
    ? answers.filter(({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'unknown')
    : [];
  const asked = (id: string, of: typeof answers, text: Both, slots: Said['slots'] = {}): Said[] => {
    if (of.length === 0) return [];
    const made = promise(grounds, id, 14, text);
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
  const sought = promise(grounds, 'promise.material', 14, {
    ja: '今回そろわなかった資料が残っているかどうかは、{owner}が{by:moment}までに確かめます。',
    en: '{owner} will find out by {by:moment} whether the material that was missing still exists.',
  });
  return { ...sought, slots: { ...sought.slots, owner: engineers } };
}

/** Results of what is open or missing, with one day for both. */
function resultsPromised(grounds: Grounds): Said[] {
  const wanting = gaps(grounds).names.length > 0;
  const missing = grounds.outcome === 'inconclusive' && grounds.verified && wanting;
  // A result is promised to anybody: an answer that comes in some cases only would tell which.
  const open = grounds.unresolved.length > 0 || !grounds.verified;
  if (open && missing) {
    const evidence = grounds.unresolved.map(({ id }) => id);
    const both = promise(grounds, 'promise.open', 14, {
      ja: 'まだ分かっていない点と、今回そろわなかった資料が残っているかどうかを弊社で調べ、{owner}が{by:moment}までにご報告いたします。',
      en: 'We will examine what is still open and look for missing material; our {owner} will report to you by {by:moment}.',
    });
    return [{ ...both, evidence }];
  }
  if (open) return [...(wanting ? [materialSought(grounds)] : []), openPromise(grounds, MEASURES)];
  if (missing) {
    return [
      promise(grounds, 'promise.gaps', 14, {
        ja: '今回そろわなかった資料が残っているかどうかを、{owner}が{by:moment}までに確かめ、再度ご報告いたします。',
        en: 'Our {owner} will look for the material that was missing and report to you again by {by:moment}.',
      }),
    ];
  }
  return [];
}

/** Whoever asked for an answer by a day is told that it will not be whole by then. */
function lateForThem(grounds: Grounds, results: readonly Said[]): Said[] {
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
function promisedByOutcome(grounds: Grounds, results: readonly Said[]): Said[] {
  if (!grounds.verified) return [nextWordKept(grounds, nextWords.open)];
  switch (grounds.outcome) {
    case 'no_evidence':
      return [
        promise(grounds, 'promise.watch', 30, {
          ja: '{owner}は引き続き記録を確認し、{by:moment}までに、変化の有無をお知らせいたします。',
          en: 'Our {owner} will keep checking the records and tell you by {by:moment} whether anything has changed.',
        }),
        nextWordKept(grounds, nextWords.closed),
      ];
    case 'inconclusive': {
      const again = promise(grounds, 'promise.again', 14, {
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
        promise(grounds, 'promise.our-name', 14, {
          ja: '弊社の名義をかたるメールへの対応は、{owner}が{by:moment}までにご報告いたします。',
          en: 'Our {owner} will tell you by {by:moment} what we have done about mail that uses our name.',
        }),
        nextWordKept(grounds, nextWords.open),
      ];
  }
}

/** One step, one paragraph, so that each stands with its own day; the next word belongs to the result that it comes before. */
function stepByStep(said: readonly Said[]): Said[] {
  let step = 0;
  return said.map((one) => {
    const [heading = ''] = one.section.split('.', 1);
    if (one.id !== 'promise.next' && one.id !== 'promise.late') step += 1;
    return { ...one, section: `${heading}.${step}` };
  });
}

/** Whether it has been stopped is the first thing that anybody asks. */
export const stepsTaken = (grounds: Grounds): Said[] =>
  recordedMeasures(grounds, MEASURES).filter(({ section }) => section === DONE);

/** As people read a list of steps: the nearest day first. */
const byDay = (said: readonly Said[]): Said[] => {
  const day = ({ slots: { by } }: Said) => (typeof by === 'string' ? Date.parse(by) : Number.POSITIVE_INFINITY);
  return said.toSorted((a, b) => (day(a) === day(b) ? 0 : day(a) - day(b)));
};

/**
 * Whoever reads that somebody got at data asks whether it goes on. Of a confirmed leak `incident` asks for it; here it is asked
 * for of traces that may have reached data. Only a person knows; until then the letter waits for it.
 */
function wayClosed(grounds: Grounds): Said[] {
  const done = (grounds.case.handling?.measures ?? []).some(({ doneAt }) => doneAt !== null && isDate(doneAt));
  const told = grounds.verified && grounds.outcome === 'leak_confirmed';
  const open = factsOf(openFindings(grounds.case), 'attacker-trace').filter(
    ({ success, reachedData }) => success === 'shown' || (success === 'possible' && reachedData),
  );
  if (done || told || open.length === 0) return [];
  return [
    {
      id: 'measures.way-closed',
      type: 'ACT',
      section: DONE,
      evidence: open.map(({ id }) => id),
      slots: {
        done: toFill({
          ja: '見つかった操作が続かないように行ったことと、その日時',
          en: 'what was done so that what was found cannot go on, and when',
        }),
      },
      text: { ja: '{done}', en: '{done}' },
    },
  ];
}

/** Done, then to do. Every promise names its day and who keeps it; copies come first, they cannot wait. */
export function measures(grounds: Grounds): Said[] {
  const recorded = [...recordedMeasures(grounds, MEASURES), ...reports(grounds, MEASURES)];
  const copies = copiesStillPromised(grounds, MEASURES);
  const results = resultsPromised(grounds);
  return stepByStep([
    ...wayClosed(grounds),
    ...recorded.filter(({ section }) => section === DONE),
    ...(copies ? [copies.type === 'PROMISE' ? copies : { ...copies, section: DONE }] : []),
    // Whoever records what is done has the page among it.
    ...(recorded.length === 0 ? pagesCleared(grounds) : []),
    ...byDay(recorded.filter(({ section }) => section !== DONE)),
    ...recordsCompared(grounds),
    ...vendorsVerified(grounds),
    ...results,
    ...lateForThem(grounds, results),
    ...promisedByOutcome(grounds, results),
  ]);
}

/** That the address is their client's is confirmed, and not thereby that they may be told what is held of the client. */
function mandateShown({ case: { claim } }: Grounds, section: string): Said[] {
  if (claim.onBehalf !== true) return [];
  return [
    {
      id: 'held.mandate',
      type: 'DID',
      section,
      evidence: ['claim'],
      slots: {
        mandate: toFill({
          ja: 'ご本人様の代理であることを確かめた方法と日',
          en: 'how and when it was confirmed that you may act for the person',
        }),
      },
      text: { ja: '{mandate}', en: '{mandate}' },
    },
  ];
}

/** Register facts and rights: only to somebody whose request is confirmed. */
export function heldAndRights(grounds: Grounds): Said[] {
  const stopAsked = stopRequested(grounds.case);
  // What was asked for is answered where it was asked, and said once.
  if (!grounds.verified) return stopAsked ? [] : stopIfWished(grounds);
  const section = 'held.all';
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  const said: Said[] = mandateShown(grounds, section);
  if (fact?.found) {
    const forms = formsNamed(fact.forms);
    const dated = fact.firstAt !== undefined && isDate(fact.firstAt);
    const slots: Record<string, Slot> = {};
    if (dated && fact.firstAt !== undefined) slots['first'] = fact.firstAt;
    if (forms !== undefined) slots['forms'] = forms;
    // "First" would say that there are more.
    const first = (fact.times ?? 2) > 1;
    const several = fact.times !== undefined && fact.times > 1;
    if (several) slots['times'] = fact.times;
    const when = {
      ja: first ? '最初は{first:day}' : '{first:day}受付',
      en: first ? 'first on {first:day}' : '{first:day}',
    };
    said.push({
      id: 'held.record',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots,
      text: {
        // An enquiry is no registration: what all forms have in common is that something was entrusted to us.
        ja: `弊社の登録簿には、${forms === undefined ? '' : '{forms}で'}お預かりしたお客様の情報が${several ? '{times}件' : ''}ございます${dated ? `（${when.ja}）` : ''}。`,
        en: `Our register holds ${several ? '{times} entries of yours' : 'your entry'}${forms === undefined ? '' : ' from {forms}'}${dated ? ` (${when.en})` : ''}.`,
      },
    });
  }
  if (fact && !fact.found) return said;
  said.push(...whatIsHeld(fact, section));
  if (said.some(({ slots }) => 'first' in slots)) said.push(...registerClock(grounds, section));
  const held = erasureUnderHold(grounds);
  const stop: Said = {
    id: 'held.stop',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    slots: {},
    text: {
      ja: 'ご希望があれば、調査とご連絡に必要なものを除き、お預かりしている情報の利用を直ちに停止いたします。',
      en: 'If you wish, we will at once stop using your data for anything but this examination and our replies.',
    },
  };
  const erase =
    held.length > 0
      ? held.map((words, index): Said => ({ id: `held.erase-${index + 1}`, type: 'RIGHT', section, ...words }))
      : [erasureWithoutHold(section)];
  // What was said of the number in the first answer is said here too.
  const ofContact = stopIfWished(grounds)
    .filter(({ id }) => id === 'stop.passed-on' || id === 'stop.others')
    .map((one) => ({ ...one, section }));
  said.push(
    ...(stopAsked ? [] : [stop]),
    ...(erasureRequested(grounds.case) ? [] : erase),
    ...(stopAsked ? [] : ofContact),
  );
  return said;
}

/** What a register holds of somebody is the first thing they may ask for. */
function whatIsHeld(fact: FactOf<'in-register'> | undefined, section: string): Said[] {
  const columns = columnsNamed(fact?.holds);
  if (!fact || !columns) return [];
  const { names, more } = columns;
  return [
    {
      id: 'held.columns',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots: more > 0 ? { names, more } : { names },
      text: {
        ja: `登録簿に記録している項目は、{names}${more > 0 ? 'と、ほか{more}項目' : ''}です。`,
        en: more > 0 ? 'It holds: {names}; items not named here: {more}.' : 'It holds: {names}.',
      },
    },
  ];
}

/** A day given by a clock that differs from that of the other records may be the day before or after. */
function registerClock({ case: input }: Grounds, section: string): Said[] {
  const [fact] = factsOf(input.facts, 'time-at-risk').filter(
    ({ registerOffsetMinutes }) => registerOffsetMinutes !== undefined,
  );
  if (!fact) return [];
  return [
    {
      id: 'held.clock',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: '登録簿の時刻はサーバーの記録と一定の差があり、ご登録の日は一日前後するかもしれません。',
        en: 'Its times differ from those of our server records by a constant, so that date may be off by a day.',
      },
    },
  ];
}

function erasureWithoutHold(section: string): Said {
  return {
    id: 'held.erase',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    slots: {},
    text: {
      ja: '削除をご希望の場合は、調査に必要な記録を分けて保存したうえで行い、残す項目・理由・期間をお知らせいたします。',
      en: 'If you ask us to erase it, we will first set apart what the examination needs, and tell you what is kept, why and until when.',
    },
  };
}

/** Where else to turn: somebody who can be turned to at the date of the letter. */
export function turnElsewhere(grounds: Grounds): Said[] {
  const some = turnTo(grounds);
  const all = some.length > 0 ? some : [toFill({ ja: 'ほかの相談先', en: 'where else to turn' })];
  return all.map((authority, index) => ({
    id: `turn.${index + 1}`,
    type: 'RIGHT',
    section: 'turn.all',
    evidence: ['org'],
    slots: { authority },
    text:
      index === 0
        ? {
            ja: '弊社の回答にご納得いただけない場合は、{authority}にもご相談いただけます。',
            en: 'If you are not satisfied with our answer, you can also turn to {authority}.',
          }
        : { ja: '{authority}にもご相談いただけます。', en: 'You can also turn to {authority}.' },
  }));
}

export function lastWords(grounds: Grounds): Said[] {
  return [
    {
      id: 'last.new-facts',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: '新しい事実が分かりましたら、弊社からご連絡いたします。',
        en: 'If we learn anything new, we will tell you.',
      },
    },
    {
      id: 'last.contact',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: { agent: grounds.agent },
      text: {
        ja: 'ご不明な点は、担当の{agent}までお問い合わせください。',
        en: 'If anything is unclear, please contact {agent}.',
      },
    },
    ...zoneTold(grounds),
    ...endOfLetter(grounds),
  ];
}

/** The last line before the closing word; a leak that is established is apologised for once more. */
function endOfLetter(grounds: Grounds): Said[] {
  const section = 'closing.end';
  const mistake = ownMistake(grounds);
  const said: Said[] =
    mistake || (grounds.verified && grounds.outcome === 'leak_confirmed')
      ? [
          {
            id: 'last.sorry',
            type: 'APOLOGY',
            section,
            evidence: mistake?.evidence ?? ['outcome'],
            slots: {},
            text: {
              ja: 'ご迷惑とご心配をおかけしましたことを、重ねて深くお詫び申し上げます。',
              en: 'Once again, we sincerely apologise for the trouble and worry that this has caused you.',
            },
          },
        ]
      : [];
  return [
    {
      id: 'last.report',
      type: 'FEEL',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: nothingExamined(grounds.case)
          ? '以上、現在の状況をご報告申し上げます。'
          : '以上、調査のご報告を申し上げます。',
        en: 'This is what we can report today.',
      },
    },
    ...said,
  ];
}
