// Audit serials across the end of one file and the beginning of the next: auditd goes on counting when it rotates.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';
import { seriesRuns } from '../series-run.ts';
import { LATE_LINES, seenBetween } from './serial-lines.ts';
import type { Step } from './serial-order.ts';

/** What is known of the serials of a file. */
export type SerialFile = {
  readonly f: number;
  /** Different ones. */
  readonly serials: number;
  readonly firstN: number;
  readonly firstSerial: number;
  readonly firstMs: number;
  readonly lastN: number;
  readonly lastSerial: number;
  readonly lastMs: number;
};

/** Serials missing between two files; `n` is a line of file `f`, `fromN` one of the file before it. */
export type SeamHole = Step & {
  readonly missing: number;
  readonly older: SerialFile;
  readonly newer: SerialFile;
};

/** A restart at a seam stands among the last or first lines. */
const BESIDE_LINES = 20;

/**
 * @param files whose own serials are unbroken
 * @param restarts lines of a file that tell of a start
 */
export async function seamHoles(
  examination: Examination,
  files: readonly SerialFile[],
  restarts: (f: number) => Promise<readonly number[]>,
): Promise<SeamHole[]> {
  const known = new Map(files.map((file) => [file.f, file]));
  const holes: SeamHole[] = [];
  for (const { seams } of seriesRuns(examination)) {
    for (const seam of seams) {
      const older = known.get(seam.older.f);
      const newer = known.get(seam.newer.f);
      if (!seam.judged || !older || !newer) continue;
      const hole = await holeBetween(examination.store, older, newer);
      if (!hole) continue;
      const startedBefore = (await restarts(older.f)).some((n) => n >= older.lastN - BESIDE_LINES);
      const startedAfter = (await restarts(newer.f)).some((n) => n <= newer.firstN + BESIDE_LINES);
      if (!startedBefore && !startedAfter) holes.push(hole);
    }
  }
  return holes;
}

async function holeBetween(store: LogStore, older: SerialFile, newer: SerialFile): Promise<SeamHole | undefined> {
  const step: Step = {
    f: newer.f,
    ...{ fromN: older.lastN, n: newer.firstN },
    ...{ before: older.lastSerial, serial: newer.firstSerial },
    ...{ beforeMs: older.lastMs, ms: newer.firstMs },
  };
  // A lower serial begins a new count: the machine started anew.
  if (step.serial <= step.before + 1) return undefined;
  const seen = await seenBetween(store, step, [
    { f: older.f, fromN: older.lastN - LATE_LINES, toN: older.lastN },
    { f: newer.f, fromN: newer.firstN, toN: newer.firstN + LATE_LINES },
  ]);
  const missing = step.serial - step.before - 1 - seen;
  return missing > 0 ? { ...step, missing, older, newer } : undefined;
}
