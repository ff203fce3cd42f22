// Lines whose times contradict their order: a block that was moved, a clock that was set back, a clock that is broken.
import type { LogStore } from '../port.ts';
import type { Examination } from './examination.ts';
import { type FileGaps, LATE_MS } from './silences/gap-candidates.ts';
import { timedLines } from './silences/log-timeline.ts';
import { startedMeanwhile } from './silences/told-starts.ts';
import { mayRepeatHour, writesLocalTime } from './summer-time.ts';
import type { FoundSign } from './tamper-report.ts';

/** A block of this many lines that fits a hole elsewhere to the second is no slow request. */
const LEAST_BLOCK = 5;
/** No page load waits this long, and no few requests of one second end together after so long. */
const FAR_MS = 300_000;
const VERY_FAR_MS = 1_800_000;
/** More blocks out of order than this are the habit of a program (buffered or merged logs), nobody's hand. */
const MOST_BLOCKS = 4;
/** Below this many lines, order is an accident of what was copied. */
const LEAST_LINES = 200;

/** Lines in a row that stand after later ones. */
type LateRun = {
  readonly f: number;
  readonly fromN: number;
  readonly toN: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: number;
  readonly behindMs: number;
  readonly ascending: number;
};

async function lateRuns(store: LogStore, files: readonly number[]): Promise<LateRun[]> {
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
type Home = { readonly beforeMs: number; readonly afterMs: number };

type Around = Home & {
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
async function around(store: LogStore, run: LateRun): Promise<Around> {
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
async function keepsOwnOrder(
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

const seconds = (ms: number) => Math.round(ms / 1000);

function movedBlock(run: LateRun, { homeN }: Around, lines: number): FoundSign[] {
  // A block may belong behind the last line.
  const afterN = Math.min(homeN + 1, lines - 1);
  const common = {
    kind: 'splice',
    strength: 'strong',
    f: run.f,
    fromMs: run.fromMs,
    toMs: run.toMs,
    p: null,
  } as const;
  return [
    {
      ...common,
      fromN: run.fromN,
      toN: run.toN,
      places: [
        { f: run.f, n: run.fromN },
        { f: run.f, n: run.toN },
      ],
      statement: {
        ja: `${run.lines} 行のまとまりが、それより ${seconds(run.behindMs)} 秒あとの行の後ろにあり、別の箇所の切れ目に秒まで合う。行が移されたと見られる。`,
        en: `a block of ${run.lines} lines stands after lines up to ${seconds(run.behindMs)} s later and fits, to the second, a hole elsewhere in the file: lines were moved`,
      },
    },
    {
      ...common,
      fromN: homeN,
      toN: afterN,
      places: [
        { f: run.f, n: homeN },
        { f: run.f, n: afterN },
      ],
      statement: {
        ja: `この 2 行の間に、別の箇所へ移された ${run.lines} 行が入る。`,
        en: `between these two lines belong ${run.lines} lines that stand elsewhere in the file`,
      },
    },
  ];
}

/** More other lines than this share of a run, inside its own time: a clock that was set back wrote the same stretch twice. */
const OVERLAP_SHARE = 0.25;

/** A block that was moved to an earlier place shows as the lines it was put before: the smaller side is the moved one. */
function smallerSide(run: LateRun, { ahead, aheadFromN, inside }: Around): LateRun {
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

type Ahead = Pick<LateRun, 'f' | 'fromN' | 'toN' | 'fromMs' | 'toMs' | 'behindMs' | 'lines'>;

/** Lines right before a run that are later than its beginning, with times moved on from where they stand; undefined where there are none. */
async function aheadOf(store: LogStore, run: LateRun, { homeN }: Around): Promise<Ahead | undefined> {
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
async function isUnexplained(
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

export async function findClockSigns(
  { store, files, timelines, brokenClocks }: Examination,
  gaps: ReadonlyMap<number, FileGaps>,
): Promise<FoundSign[]> {
  const signs: FoundSign[] = [];
  const byFile = new Map<number, LateRun[]>();
  for (const run of await lateRuns(
    store,
    [...gaps].flatMap(([f, { late }]) => (late >= LEAST_BLOCK ? [f] : [])),
  )) {
    const list = byFile.get(run.f);
    if (list) list.push(run);
    else byFile.set(run.f, [run]);
  }
  for (const [f, runs] of byFile) {
    const timeline = timelines.get(f);
    if (!timeline || timeline.lines < LEAST_LINES || brokenClocks.has(f)) continue;
    const blocks = runs.filter(({ lines }) => lines >= LEAST_BLOCK);
    if (blocks.length > MOST_BLOCKS) continue;
    const zoneless = writesLocalTime(files[f]);
    for (const run of blocks) {
      if (zoneless && mayRepeatHour(run.fromMs, run.behindMs)) {
        signs.push(hourBack(run));
        continue;
      }
      const sides = await around(store, run);
      const ahead = await aheadOf(store, run, sides);
      const rewritten =
        ahead &&
        !(await keepsOwnOrder(store, { ...run, toMs: run.fromMs }, { aheadFromN: ahead.fromN })) &&
        (await isUnexplained({ store, files }, { ...ahead, behindMs: -ahead.behindMs }, run.fromMs));
      if (rewritten) {
        signs.push(setAheadForAWhile(ahead));
        continue;
      }
      const block = smallerSide(run, sides);
      const moved = block === run ? sides : await blockBounds(store, block);
      const span = moved === sides ? run : { ...block, ...moved };
      const orderly = run.ascending >= run.lines * 0.95;
      // A burst within one second fits anywhere: then only a block far from home counts, farther when it is short.
      const farEnough = span.lines >= 8 ? FAR_MS : VERY_FAR_MS;
      const telling = span.toMs - span.fromMs >= 2000 || run.behindMs >= farEnough;
      if (orderly && telling && moved.inside === 0) {
        if (mayBeJoined(span, moved)) signs.push(joined(span));
        // Behind a line or two whose own time is wrong, all that follows looks late; nothing was moved past them.
        else if (sides.ahead >= LEAST_BLOCK && (await keepsOwnOrder(store, run, sides))) signs.push(ownClock(run));
        else if (sides.ahead >= LEAST_BLOCK) signs.push(...movedBlock(span, moved, files[f]?.lines ?? 0));
      } else if (moved.inside > 0 && Math.abs(run.behindMs - 3_600_000) <= 15_000) signs.push(hourBack(run));
      else if (moved.inside > 0 && run.behindMs >= 600_000) {
        const { nextMs } = sides;
        const odd =
          orderly &&
          fillsItsPlace(run, sides) &&
          !(await keepsOwnOrder(store, run, sides)) &&
          (await isUnexplained({ store, files }, run, nextMs));
        signs.push(odd ? setBackForAWhile(run) : setBack(run));
      }
    }
  }
  return signs;
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

type Bounds = Around & { readonly fromMs: number; readonly toMs: number };

/** The same questions of a block that stands before its place: its home lies behind it. */
async function blockBounds(store: LogStore, block: LateRun): Promise<Bounds> {
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

const stepSign = (run: LateRun) =>
  ({
    f: run.f,
    fromN: run.fromN - 1,
    toN: run.fromN,
    fromMs: run.fromMs,
    toMs: run.fromMs + run.behindMs,
    p: null,
    places: [
      { f: run.f, n: Math.max(0, run.fromN - 1) },
      { f: run.f, n: run.fromN },
    ],
  }) as const;

function hourBack(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'defect-clock',
    strength: 'defect',
    statement: {
      ja: '時刻がちょうど 1 時間戻り、その 1 時間が二度記録されている。夏時間の終わりと同じ形で、改ざんの兆候ではない。',
      en: 'the clock goes back by one hour and that hour is written twice, as at the end of summer time: a defect of the format, no sign of alteration',
    },
  };
}

function setBackForAWhile(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'weak',
    toN: run.toN,
    statement: {
      ja: `${run.lines} 行だけ時刻が ${seconds(run.behindMs)} 秒戻り、そのあと元に戻る。起動や時計合わせの記録はない。時刻が書き換えられたと見られるが、時計が一時的に狂ったときにも起こる。`,
      en: `the clock goes back by ${seconds(run.behindMs)} s for ${run.lines} lines and then goes on where it was, and nothing tells of a start or of a clock that was set: times were rewritten, or the clock was wrong for a while`,
    },
  };
}

function setAheadForAWhile(block: Ahead): FoundSign {
  return {
    ...{ kind: 'clock', strength: 'weak', f: block.f, fromN: block.fromN, toN: block.toN },
    ...{ fromMs: block.fromMs, toMs: block.toMs, p: null },
    places: [
      { f: block.f, n: block.fromN },
      { f: block.f, n: block.toN },
    ],
    statement: {
      ja: `${block.lines} 行だけ時刻が ${seconds(block.behindMs)} 秒進み、そのあと元に戻る。起動や時計合わせの記録はない。時刻が書き換えられたと見られるが、時計が一時的に狂ったときにも起こる。`,
      en: `the clock goes forward by ${seconds(block.behindMs)} s for ${block.lines} lines and then goes on where it was, and nothing tells of a start or of a clock that was set: times were rewritten, or the clock was wrong for a while`,
    },
  };
}

function joined(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'defect',
    toN: run.toN,
    toMs: run.toMs,
    statement: {
      ja: `${run.lines} 行のまとまりが、時刻の順と違う場所にある。ファイルを書かれた順と違う順に連結したときの形で、それだけでは改ざんの兆候ではない。`,
      en: `a stretch of ${run.lines} lines stands out of the order of its times, as when files are joined in another order than they were written; by itself no sign of alteration`,
    },
  };
}

function ownClock(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'defect',
    toN: run.toN,
    toMs: run.toMs,
    statement: {
      ja: `${run.lines} 行のまとまりが ${seconds(run.behindMs)} 秒あとの行の後ろにあるが、書いたホストやプログラムは互いに別で、それぞれの順は保たれている。遅れて届いた行、別の時計や時間帯を使うプログラムで起こり、それだけでは改ざんの兆候ではない。`,
      en: `a stretch of ${run.lines} lines stands after lines up to ${seconds(run.behindMs)} s later, but other hosts or programs wrote those, and each kept its own order: lines that were delivered late, or a program with a clock or zone of its own; by itself no sign of alteration`,
    },
  };
}

function setBack(run: LateRun): FoundSign {
  return {
    ...stepSign(run),
    kind: 'clock',
    strength: 'defect',
    statement: {
      ja: `時刻が ${seconds(run.behindMs)} 秒戻り、同じ時間帯が二度記録されている。時計の合わせ直し、ファイルの連結でも起こる。`,
      en: `the clock goes back by ${seconds(run.behindMs)} s and the same stretch is written twice; a clock set right or files joined out of order do this too`,
    },
  };
}
