// Lines in a row that stand after later ones, and what stands around them in their file: read from the log store, judged elsewhere.
import type { LogStore } from '../port.ts';
import { LATE_MS } from './silences/gap-candidates.ts';
import { timedLines } from './silences/log-timeline.ts';

/** A block of this many lines that fits a hole elsewhere to the second is no slow request. */
export const LEAST_BLOCK = 5;

/** Lines in a row that stand after later ones. Times in milliseconds UTC. */
export type LateRun = {
  readonly f: number;
  readonly fromN: number;
  readonly toN: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: number;
  readonly behindMs: number;
  readonly ascending: number;
};

export async function lateRuns(store: LogStore, files: readonly number[]): Promise<LateRun[]> {
  if (files.length === 0) return [];
  return store.rows<LateRun>(
    `select f, min(n) as fromN, max(n) as toN, min(t) as fromMs, max(t) as toMs, count() as lines,
       max(before - t) as behindMs, sum(t >= last) as ascending
     from (
       select f, n, t, before, seq - row_number() over (partition by f order by n) as block,
         lagInFrame(t, 1, t) over (partition by f order by n rows between unbounded preceding and current row) as last
       from (
         select f, n, t, row_number() over (partition by f order by n) as seq,
           max(t) over (partition by f order by n rows between unbounded preceding and 1 preceding) as before
         from ${timedLines} where f in {files:Array(UInt32)}
       ) where before - t >= ${LATE_MS}
     ) group by f, block order by f, fromN limit 2000 by f`,
    { files },
  );
}

/** Times of lines elsewhere in the file, nearest to a block: before all of it and after all of it. 0: there are none. */
export type Home = { readonly beforeMs: number; readonly afterMs: number };

export type Around = Home & {
  readonly inside: number;
  readonly ahead: number;
  readonly aheadFromN: number;
  readonly homeN: number;
  /** When the file goes on after the block; 0 where it ends. */
  readonly nextMs: number;
};

/**
 * Around a block: other lines of the file inside its time; lines before it that are later than all of it, and where they
 * begin; the last line before it in time that stands before it in the file; and the line after it.
 */
export async function around(store: LogStore, run: LateRun): Promise<Around> {
  const [row] = await store.rows<Around>(
    `select countIf((n < {a:UInt64} or n > {b:UInt64}) and t > {ta:Int64} and t < {tb:Int64}) as inside,
       maxIf(t, (n < {a:UInt64} or n > {b:UInt64}) and t < {ta:Int64}) as beforeMs,
       minIf(t, (n < {a:UInt64} or n > {b:UInt64}) and t > {tb:Int64}) as afterMs,
       countIf(n < {a:UInt64} and t > {tb:Int64}) as ahead,
       minIf(n, n < {a:UInt64} and t > {tb:Int64}) as aheadFromN,
       maxIf(n, n < {a:UInt64} and t <= {ta:Int64}) as homeN,
       argMinIf(t, n, n > {b:UInt64}) as nextMs
     from ${timedLines} where f = {f:UInt32} order by inside`,
    { f: run.f, a: run.fromN, b: run.toN, ta: run.fromMs, tb: run.toMs },
  );
  if (!row) throw new Error('an aggregate without groups always has one row');
  return row;
}

/**
 * Whether nobody who wrote a block wrote any of the later lines before it: each writer (a host and its program; the requests
 * of a file together) kept its own order. So it looks when a host was cut off and its queue came in after, and when a program
 * has a clock or a zone of its own, as in a chroot without the file that names the zone.
 */
export async function keepsOwnOrder(
  store: LogStore,
  run: LateRun,
  { aheadFromN }: Pick<Around, 'aheadFromN'>,
): Promise<boolean> {
  const writers = `(select f, n, toUnixTimestamp64Milli(ts) as t, concat(host, '\\0', program) as writer from event where f = {f:UInt32}
    union all select f, n, toUnixTimestamp64Milli(ts) as t, '' as writer from web where f = {f:UInt32})`;
  const [row] = await store.rows<{ shared: number }>(
    `select count() as shared from ${writers} where n between {a:UInt64} and {b:UInt64} and writer in (
       select writer from ${writers} where n >= {ahead:UInt64} and n < {a:UInt64} and t > {tb:Int64}
     ) order by shared`,
    { f: run.f, a: run.fromN, b: run.toN, tb: run.toMs, ahead: aheadFromN },
  );
  return row?.shared === 0;
}

type Bounds = Around & { readonly fromMs: number; readonly toMs: number };

/** The same questions of a block that stands before its place: its home lies behind it. */
export async function blockBounds(store: LogStore, block: LateRun): Promise<Bounds> {
  const [row] = await store.rows<Bounds>(
    `with (select (min(t), max(t)) from ${timedLines} where f = {f:UInt32} and n between {a:UInt64} and {b:UInt64}) as own
     select own.1 as fromMs, own.2 as toMs,
       countIf((n < {a:UInt64} or n > {b:UInt64}) and t > own.1 and t < own.2) as inside,
       maxIf(t, (n < {a:UInt64} or n > {b:UInt64}) and t < own.1) as beforeMs,
       minIf(t, (n < {a:UInt64} or n > {b:UInt64}) and t > own.2) as afterMs,
       0 as ahead, 0 as aheadFromN, 0 as nextMs,
       maxIf(n, (n < {a:UInt64} or n > {b:UInt64}) and t <= own.1) as homeN
     from ${timedLines} where f = {f:UInt32} order by inside`,
    { f: block.f, a: block.fromN, b: block.toN },
  );
  if (!row) throw new Error('an aggregate without groups always has one row');
  return row;
}
