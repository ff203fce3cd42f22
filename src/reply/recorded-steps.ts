// Steps and reports that people recorded: taken with their day, planned with day and owner.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
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

/** A letter that lists every step is not read. */
const MOST_STEPS = 6;
/** As many authorities as have to be told of one leak: at home, in the Union, in the United Kingdom. */
const MOST_REPORTS = 3;

/** People note a step as a thing (「設定の変更」) or as a sentence (「設定を変えた」): the second takes no を behind it. */
export const isSentence = (what: string): boolean => /[たうくぐすつぬぶむる][。．]?$/.test(what.trim());

/** Steps that people recorded: taken with their date, planned with date and owner. */
export function recordedMeasures(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.measures ?? []).slice(0, MOST_STEPS).flatMap((measure, index): Said[] => {
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

export function reports(grounds: Grounds, section: string): Said[] {
  return (grounds.case.handling?.reports ?? []).slice(0, MOST_REPORTS).flatMap((report, index): Said[] => {
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
        done: toFill({
          ja: '見つかった操作が続かないように行ったことと、その日時',
          en: 'what was done so that what was found cannot go on, and when',
        }),
      },
      text: { ja: '{done}', en: '{done}' },
    },
  ];
}
