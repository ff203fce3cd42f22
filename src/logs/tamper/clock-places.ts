// Where a block that stands out of order belongs, and what it may be besides moved lines: a clock that was set back for a while,
// files that were joined.
import type { LogStore } from '../port.ts';
import type { Examination } from './examination.ts';
import { type Around, type Home, type LateRun, LEAST_BLOCK } from './late-runs.ts';
import { timedLines } from './silences/log-timeline.ts';
import { startedMeanwhile } from './silences/told-starts.ts';
import { writesLocalTime } from './summer-time.ts';

/** More other lines than this share of a run, inside its own time: a clock that was set back wrote the same stretch twice. */
const OVERLAP_SHARE = 0.25;

/** A block that was moved to an earlier place shows as the lines it was put before: the smaller side is the moved one. */
export function smallerSide(run: LateRun, { ahead, aheadFromN, inside }: Around): LateRun {
  if (inside > OVERLAP_SHARE * run.lines) return run;
  // One late request before a file that was joined is no block.
  if (ahead < LEAST_BLOCK || ahead >= run.lines || aheadFromN + ahead !== run.fromN) return run;
  return { ...run, fromN: aheadFromN, toN: run.fromN - 1, lines: ahead };
}

/** Fewer lines, or less far back, are a job that wrote with the time it began. */
const LEAST_SET_BACK = 10;
const FAR_BACK_MS = 1_800_000;
const FILLED_SHARE = 0.5;

/**
 * Whether a block was written where it stands, by a clock that ran behind and then was right again: it takes up the time
 * between the lines around it. Files that were joined out of order have their own times, and do not fit into that.
 */
export function fillsItsPlace(
  run: Pick<LateRun, 'fromMs' | 'toMs' | 'behindMs' | 'lines'>,
  { nextMs }: Pick<Around, 'nextMs'>,
): boolean {
  const place = nextMs - (run.fromMs + run.behindMs);
  const length = run.toMs - run.fromMs;
  const large = run.lines >= LEAST_SET_BACK && run.behindMs >= FAR_BACK_MS;
  return large && nextMs > 0 && length <= place + 2000 && length >= FILLED_SHARE * place;
}

export type Ahead = Pick<LateRun, 'f' | 'fromN' | 'toN' | 'fromMs' | 'toMs' | 'behindMs' | 'lines'>;

/** Lines right before a run that are later than its beginning, with times moved on from where they stand; undefined where there are none. */
export async function aheadOf(store: LogStore, run: LateRun, { homeN }: Around): Promise<Ahead | undefined> {
  if (run.fromN - homeN <= LEAST_SET_BACK) return undefined;
  const [row] = await store.rows<{ homeMs: number; lines: number; fromMs: number; toMs: number }>(
    `select maxIf(t, n <= {home:UInt64}) as homeMs, countIf(n > {home:UInt64}) as lines,
       minIf(t, n > {home:UInt64}) as fromMs, maxIf(t, n > {home:UInt64}) as toMs
     from ${timedLines} where f = {f:UInt32} and n >= {home:UInt64} and n < {a:UInt64} order by lines`,
    { f: run.f, home: homeN, a: run.fromN },
  );
  if (!row || row.homeMs === 0) return undefined;
  const { homeMs, ...ahead } = row;
  const block = { f: run.f, fromN: homeN + 1, toN: run.fromN - 1, ...ahead, behindMs: ahead.fromMs - homeMs };
  // The same question as of a block that was set back, seen from the lines around it.
  const place = { ...block, fromMs: ahead.fromMs - 2 * block.behindMs, toMs: ahead.toMs - 2 * block.behindMs };
  return fillsItsPlace(place, { nextMs: run.fromMs }) ? block : undefined;
}

/**
 * A clock that goes back by hours and comes back is rare on a host that is up. A start of the machine, and a clock that is
 * told to have been set, by either clock, explain it; so does another zone, where the log does not write its zone.
 */
export async function isUnexplained(
  examination: Pick<Examination, 'store' | 'files'>,
  run: Ahead,
  nextMs: number,
): Promise<boolean> {
  if (writesLocalTime(examination.files[run.f])) return false;
  const { f, fromN, toN } = run;
  const spans = [
    { fromMs: run.fromMs + run.behindMs, toMs: nextMs },
    { fromMs: run.fromMs, toMs: run.toMs },
  ];
  const told = await startedMeanwhile(
    examination,
    spans.map((span) => ({ f, fromN, toN, ...span })),
  );
  return !told.includes(true);
}

/** A file of its own: of a day or longer, or of whole hours. */
const DAY_FILE_MS = 20 * 3_600_000;
const HOUR_MS = 3_600_000;
const HOUR_FILE_MS = 50 * 60_000;

/**
 * Whether a block that stands out of the order of its times is what files leave that were joined in another order than they
 * were written: it belongs before or behind all other lines, where any block fits, or it is as long as a rotated file is.
 */
export function mayBeJoined(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { beforeMs, afterMs }: Home,
): boolean {
  if (beforeMs === 0 || afterMs === 0) return true;
  const hour = (ms: number) => Math.floor(ms / HOUR_MS);
  const wholeHours = hour(beforeMs) < hour(fromMs) && hour(toMs) < hour(afterMs) && toMs - fromMs >= HOUR_FILE_MS;
  return wholeHours || toMs - fromMs >= DAY_FILE_MS;
}
