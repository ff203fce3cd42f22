// Where a log was silent: the longest silences, by the clock and by how busy the log is around that hour.
import type { LogStore } from '../port.ts';
import { HOUR_MS, timedLines } from './log-timeline.ts';

/** A silence between two lines that follow each other. `fromMs`: the latest time seen so far, so that a line out of order opens none. */
export type Gap = {
  readonly f: number;
  readonly fromN: number;
  readonly toN: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Silences kept per file and order: enough to fit a tail, few enough to look at each. */
const KEPT = 300;
/** Clocks of logs count whole seconds; shorter than two is no silence. */
const SHORTEST_MS = 2000;

/** Requests are logged when they end, with the time they began: less far backwards is never looked at. */
export const LATE_MS = 30_000;

/** One pass over the lines: both orders of silence, and lines out of order, are kept as it goes. */
const question = `
  select f,
    groupArraySortedIf(${KEPT})((-gap, n, beforeN, before, t), silent) as longest,
    groupArraySortedIf(${KEPT})((-gap * busy, n, beforeN, before, t), silent) as fullest,
    countIf(before > 0 and gap <= -${LATE_MS}) as late
  from (
    select s.f as f, n, beforeN, before, t, toInt64(t) - toInt64(before) as gap, toInt64(busy) as busy,
      before > 0 and gap >= ${SHORTEST_MS} as silent
    from (
      select f, n, t,
        max(t) over (partition by f order by n rows between unbounded preceding and 1 preceding) as before,
        lagInFrame(n, 1, n) over (partition by f order by n rows between unbounded preceding and current row) as beforeN
      from ${timedLines}
    ) as s inner join (select f, intDiv(t, ${HOUR_MS}) as hour, count() as busy from ${timedLines} group by f, hour) as h
      on s.f = h.f and intDiv(s.t, ${HOUR_MS}) = h.hour
  ) group by f order by f`;

type Silent = readonly [order: number, n: number, beforeN: number, before: number, t: number];

export type FileGaps = {
  /** Longest first: those kept by length, and those kept by length times the lines of their hour. */
  readonly gaps: readonly Gap[];
  /** Lines that stand at least LATE_MS after later ones. */
  readonly late: number;
};

export async function readGaps(store: LogStore): Promise<Map<number, FileGaps>> {
  const rows = await store.rows<{ f: number; longest: readonly Silent[]; fullest: readonly Silent[]; late: number }>(
    question,
  );
  return new Map(
    rows.map(({ f, longest, fullest, late }) => {
      const kept = new Map([...longest, ...fullest].map((silent) => [silent[1], silent]));
      const gaps = [...kept.values()]
        .map(([, n, beforeN, before, t]): Gap => ({ f, fromN: beforeN, toN: n, fromMs: before, toMs: t }))
        .sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs) || a.toN - b.toN);
      return [f, { gaps, late }];
    }),
  );
}
