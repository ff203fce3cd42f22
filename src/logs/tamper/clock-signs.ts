// Lines whose times contradict their order: a block that was moved, a clock that was set back, a clock that is broken.
import { aheadOf, fillsItsPlace, isUnexplained, mayBeJoined, smallerSide } from './clock-places.ts';
import { hourBack, joined, movedBlock, ownClock, setAheadForAWhile, setBack, setBackForAWhile } from './clock-told.ts';
import type { Examination } from './examination.ts';
import { type Around, around, blockBounds, keepsOwnOrder, type LateRun, LEAST_BLOCK, lateRuns } from './late-runs.ts';
import type { FileGaps } from './silences/gap-candidates.ts';
import { mayRepeatHour, writesLocalTime } from './summer-time.ts';
import type { FoundSign } from './tamper-report.ts';

/** No page load waits this long, and no few requests of one second end together after so long. */
const FAR_MS = 300_000;
const VERY_FAR_MS = 1_800_000;
/** More blocks out of order than this are the habit of a program (buffered or merged logs), nobody's hand. */
const MOST_BLOCKS = 4;
/** Below this many lines, order is an accident of what was copied. */
const LEAST_LINES = 200;

const SUMMER_HOUR_MS = 3_600_000;
/** So near to an hour counts as the hour. */
const ABOUT_MS = 15_000;
/** Of a stretch that is written twice, a clock that went back by less than this is not told. */
const LEAST_BACK_MS = 600_000;
/** A run of which so much ascends is taken as one block. */
const ORDERLY_SHARE = 0.95;

type Log = Pick<Examination, 'store' | 'files'>;

/** Lines right before the run whose times were moved on by somebody: a clock went ahead and came back without being told to. */
async function movedOn({ store, files }: Log, run: LateRun, sides: Around): Promise<FoundSign | undefined> {
  const ahead = await aheadOf(store, run, sides);
  if (!ahead) return undefined;
  if (await keepsOwnOrder(store, { ...run, toMs: run.fromMs }, { aheadFromN: ahead.fromN })) return undefined;
  const back = { ...ahead, behindMs: -ahead.behindMs };
  return (await isUnexplained({ store, files }, back, run.fromMs)) ? setAheadForAWhile(ahead) : undefined;
}

/** A block that fits a hole elsewhere: moved there, unless joined files or writers with clocks of their own leave the same. */
async function fitsElsewhere(
  { store, files }: Log,
  run: LateRun,
  sides: Around,
  { span, moved }: { readonly span: LateRun; readonly moved: Around },
): Promise<FoundSign[]> {
  if (mayBeJoined(span, moved)) return [joined(span)];
  // Behind a line or two whose own time is wrong, all that follows looks late; nothing was moved past them.
  if (sides.ahead < LEAST_BLOCK) return [];
  if (await keepsOwnOrder(store, run, sides)) return [ownClock(run)];
  return movedBlock(span, moved, files[run.f]?.lines ?? 0);
}

/** The same stretch written twice: by a clock that was set back, weak where nothing tells of it and it came back by itself. */
async function writtenTwice(
  { store, files }: Log,
  run: LateRun,
  sides: Around,
  orderly: boolean,
): Promise<FoundSign[]> {
  if (Math.abs(run.behindMs - SUMMER_HOUR_MS) <= ABOUT_MS) return [hourBack(run)];
  if (run.behindMs < LEAST_BACK_MS) return [];
  const odd =
    orderly &&
    fillsItsPlace(run, sides) &&
    !(await keepsOwnOrder(store, run, sides)) &&
    (await isUnexplained({ store, files }, run, sides.nextMs));
  return [odd ? setBackForAWhile(run) : setBack(run)];
}

async function signsOf(log: Log, run: LateRun): Promise<FoundSign[]> {
  if (writesLocalTime(log.files[run.f]) && mayRepeatHour(run.fromMs, run.behindMs)) return [hourBack(run)];
  const sides = await around(log.store, run);
  const rewritten = await movedOn(log, run, sides);
  if (rewritten) return [rewritten];
  const block = smallerSide(run, sides);
  const moved = block === run ? sides : await blockBounds(log.store, block);
  const span = moved === sides ? run : { ...block, ...moved };
  const orderly = run.ascending >= run.lines * ORDERLY_SHARE;
  if (moved.inside > 0) return writtenTwice(log, run, sides, orderly);
  // A burst within one second fits anywhere: then only a block far from home counts, farther when it is short.
  const farEnough = span.lines >= 8 ? FAR_MS : VERY_FAR_MS;
  const telling = span.toMs - span.fromMs >= 2000 || run.behindMs >= farEnough;
  return orderly && telling ? fitsElsewhere(log, run, sides, { span, moved }) : [];
}

/** Signs of every file with late lines in it, file by file in the order of the store. */
export async function findClockSigns(
  { store, files, timelines, brokenClocks }: Examination,
  gaps: ReadonlyMap<number, FileGaps>,
): Promise<FoundSign[]> {
  const late = [...gaps].flatMap(([f, gap]) => (gap.late >= LEAST_BLOCK ? [f] : []));
  const byFile = new Map<number, LateRun[]>();
  for (const run of await lateRuns(store, late)) {
    const list = byFile.get(run.f);
    if (list) list.push(run);
    else byFile.set(run.f, [run]);
  }
  const signs: FoundSign[] = [];
  for (const [f, runs] of byFile) {
    const timeline = timelines.get(f);
    if (!timeline || timeline.lines < LEAST_LINES || brokenClocks.has(f)) continue;
    const blocks = runs.filter(({ lines }) => lines >= LEAST_BLOCK);
    if (blocks.length > MOST_BLOCKS) continue;
    for (const run of blocks) signs.push(...(await signsOf({ store, files }, run)));
  }
  return signs;
}
