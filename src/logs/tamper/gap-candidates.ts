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

const silences = `
  select f, beforeN, n, before, t, t - before as gap from (
    select f, n, t,
      max(t) over (partition by f order by n rows between unbounded preceding and 1 preceding) as before,
      lagInFrame(n, 1, n) over (partition by f order by n rows between unbounded preceding and current row) as beforeN
    from ${timedLines}
  ) where before > 0 and t - before >= ${SHORTEST_MS}`;

/** The longest silences of each file, longest first, both by length and by length times the lines of their hour. */
export async function readGaps(store: LogStore): Promise<Map<number, Gap[]>> {
  const rows = await store.rows<{ f: number; beforeN: number; n: number; before: number; t: number }>(
    `select f, beforeN, n, before, t from (
       select * from (
         select f, beforeN, n, before, t, gap from (${silences}) order by f, gap desc, n limit ${KEPT} by f
         union all
         select f, beforeN, n, before, t, gap from (${silences}) as s
         inner join (select f, intDiv(t, ${HOUR_MS}) as hour, count() as busy from ${timedLines} group by f, hour) as h
           on s.f = h.f and intDiv(s.t, ${HOUR_MS}) = h.hour
         order by f, gap * busy desc, n limit ${KEPT} by f
       )
     ) group by f, beforeN, n, before, t order by f, t - before desc, n`,
  );
  const gaps = new Map<number, Gap[]>();
  for (const { f, beforeN, n, before, t } of rows) {
    const gap = { f, fromN: beforeN, toN: n, fromMs: before, toMs: t };
    const list = gaps.get(f);
    if (list) list.push(gap);
    else gaps.set(f, [gap]);
  }
  return gaps;
}
