// Steps and reports that people recorded: taken with their day, planned with day and owner.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';
import { isDate, isDayOver, momentAt } from './days.ts';
import { type Grounds, openFindings } from './grounds.ts';
import { type Said, toFill } from './said.ts';

/** What is still to be done. */
export const MEASURES = 'measures.all';

/** What was done stands under a heading of its own; where nothing was, no heading says so. */
export const DONE = 'done.all';

/** A day that has passed is no promise: whether it was kept, only a person can say. */
const overdue = (what: Both | string): Both => {
  const { ja, en } = typeof what === 'string' ? { ja: what, en: what } : what;
  return toFill({
    ja: `「${ja}」を行った日、まだであれば新しい期日（{by:day}までの予定でした）`,
    en: `${en}: the day it was done, or a new day (it was planned by {by:day})`,
  });
};

/** A letter that lists every step is not read: so many are told one by one, and how many more there are. Our choice. */
const MOST_STEPS = 6;
/** The same of reports: one leak is commonly told at home, in the Union and in the United Kingdom. */
const MOST_REPORTS = 3;

/** A recorded step or report in its own sentence. */
type Recorded = {
  readonly said: Said;
  /** Its day has passed: the letter waits for a person, however many stand before it. */
  readonly late: boolean;
};

type More = { readonly id: string; readonly done: Both; readonly planned: Both };

/** What is left out must not look as if there were no more. */
function firstOf(recorded: readonly Recorded[], most: number, more: More): Said[] {
  const isTold = ({ late }: Recorded, index: number) => index < most || late;
  const told = recorded.filter(isTold).map(({ said }) => said);
  const left = recorded.filter((one, index) => !isTold(one, index)).map(({ said }) => said);
  return [
    ...told,
    ...(['done', 'planned'] as const).flatMap((state): Said[] => {
      const some = left.filter(({ section }) => (section === DONE) === (state === 'done'));
      const [first] = some;
      if (!first) return [];
      const evidence = [...new Set(some.flatMap((one) => one.evidence))];
      const slots = { more: some.length };
      return [{ id: `${more.id}-${state}`, type: 'LIMIT', section: first.section, evidence, slots, text: more[state] }];
    }),
  ];
}

const moreSteps: More = {
  id: 'steps.more',
  done: {
    ja: 'このほかに行った対応が{more}件あります。',
    en: 'Steps already taken that are not listed here: {more}.',
  },
  planned: {
    ja: 'このほかに予定している対応が{more}件あります。',
    en: 'Steps planned that are not listed here: {more}.',
  },
};

const moreReports: More = {
  id: 'reports.more',
  done: {
    ja: 'このほかの機関にも、{more}件の報告を行いました。',
    en: 'Reports made to other authorities: {more}.',
  },
  planned: {
    ja: 'このほかの機関にも、{more}件の報告を予定しております。',
    en: 'Reports planned to other authorities: {more}.',
  },
};

/** People note a step as a thing (「設定の変更」) or as a sentence (「設定を変えた」): the second takes no を behind it. */
export const isSentence = (what: string): boolean => /[たうくぐすつぬぶむる][。．]?$/.test(what.trim());

/** Steps that people recorded: taken with their date, planned with date and owner. One without either is no step to tell of. */
export function recordedMeasures(grounds: Grounds, section: string): Said[] {
  const recorded = (grounds.case.handling?.measures ?? []).flatMap((measure, index): Recorded[] => {
    const what: Both = measure.what;
    const step = { id: `measure.${index + 1}`, evidence: [`measure:${measure.id}`] };
    if (measure.doneAt !== null && isDate(measure.doneAt)) {
      const slots = { what, at: measure.doneAt, owner: measure.owner };
      const text: Both = {
        ja: isSentence(what.ja)
          ? '{at:day}に行ったこと：{what}（{owner}）。'
          : '{what}を{at:day}に行いました（{owner}）。',
        en: 'Done on {at:day}: {what} ({owner}).',
      };
      return [{ said: { ...step, type: 'ACT', section: DONE, slots, text }, late: false }];
    }
    if (measure.by === null || !isDate(measure.by)) return [];
    const planned = { what, by: measure.by };
    if (isOverAtSending(measure.by, grounds)) {
      return [{ said: { ...step, type: 'ACT', section, slots: planned, text: overdue('{what}') }, late: true }];
    }
    const text: Both = {
      ja: isSentence(what.ja)
        ? '{by:day}までに行うこと：{what}（担当：{owner}）。'
        : '{what}を{by:day}までに行います（担当：{owner}）。',
      en: 'Planned by {by:day}: {what} ({owner}).',
    };
    const slots = { ...planned, owner: measure.owner };
    return [{ said: { ...step, type: 'PROMISE', section, slots, text }, late: false }];
  });
  return firstOf(recorded, MOST_STEPS, moreSteps);
}

/** Reports to authorities that people recorded, in the same way. */
export function reports(grounds: Grounds, section: string): Said[] {
  const recorded = (grounds.case.handling?.reports ?? []).flatMap((report, index): Recorded[] => {
    const { authority } = report;
    const step = { id: `report.${index + 1}`, evidence: ['handling'] };
    if (report.at !== null && isDate(report.at)) {
      const slots = { authority, at: report.at };
      const text: Both = {
        ja: '{authority}への報告は、{at:day}に行いました。',
        en: 'We reported to {authority} on {at:day}.',
      };
      return [{ said: { ...step, type: 'ACT', section: DONE, slots, text }, late: false }];
    }
    if (report.by === null || !isDate(report.by)) return [];
    const planned = { authority, by: report.by };
    if (isOverAtSending(report.by, grounds)) {
      const what: Both = { ja: '{authority}への報告', en: 'report to {authority}' };
      return [{ said: { ...step, type: 'ACT', section, slots: planned, text: overdue(what) }, late: true }];
    }
    const text: Both = {
      ja: '{authority}への報告は、{owner}が{by:day}までに行います。',
      en: report.owner
        ? 'The report to {authority} will be made by {by:day} ({owner}).'
        : 'Our {owner} will report to {authority} by {by:day}.',
    };
    const slots = { ...planned, owner: report.owner ?? grounds.owner };
    return [{ said: { ...step, type: 'PROMISE', section, slots, text }, late: false }];
  });
  return firstOf(recorded, MOST_REPORTS, moreReports);
}

/** Whether a day will be over when the letter goes out: all but the first answer wait for a signature, to the next day at least. */
const isOverAtSending = (day: string, { stage, now, zone }: Grounds): boolean =>
  isDayOver(day, stage === 'holding' ? now : momentAt(Date.parse(now) + 24 * 3_600_000, zone), zone);

/** Whether it has been stopped is the first thing that anybody asks. */
export const stepsTaken = (grounds: Grounds): Said[] =>
  recordedMeasures(grounds, MEASURES).filter(({ section }) => section === DONE);

/**
 * Whoever reads that somebody got at data asks whether it goes on. Of a confirmed leak `incident` asks for it; here it is asked
 * for of traces that may have reached data. Only a person knows; until then the letter waits for it.
 */
export function wayClosed(grounds: Grounds): Said[] {
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
        done: toFill(
          open.every(isOpenFile)
            ? {
                ja: '外部から読み取れる状態にあったファイルについて行ったこと（公開の停止、検索サイトなどへの削除の依頼）と、その日時',
                en: 'what was done about the file that lay open (taken off the server, search engines asked to remove it), and when',
              }
            : {
                ja: '見つかった操作が続かないように行ったことと、その日時',
                en: 'what was done so that what was found cannot go on, and when',
              },
        ),
      },
      text: { ja: '{done}', en: '{done}' },
    },
  ];
}
