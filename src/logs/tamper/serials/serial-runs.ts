// Lines whose serials follow each other, between two steps: what stands out of order is known from the steps alone.
import type { Step } from './serial-order.ts';

/** Lines from fromN to toN, whose serials rise from `low` to `high` by at most one a line. */
export type SerialRun = { readonly fromN: number; readonly toN: number; readonly low: number; readonly high: number };

type Ends = {
  readonly firstN: number;
  readonly firstSerial: number;
  readonly lastN: number;
  readonly lastSerial: number;
};

/** @param steps all of one file, in order */
export function serialRuns(steps: readonly Step[], { firstN, firstSerial, lastN, lastSerial }: Ends): SerialRun[] {
  const starts = [{ n: firstN, serial: firstSerial }, ...steps];
  return starts.map(({ n, serial }, i) => {
    const next = steps[i];
    return { fromN: n, toN: next?.fromN ?? lastN, low: serial, high: next?.before ?? lastSerial };
  });
}

/** The first run that ends at a line or after it. */
function firstEndingAt(runs: readonly SerialRun[], n: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.toN ?? 0) < n) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many serials between two others stand in lines around a step, late or early. At the ends of the stretch a run counts
 * for all that it may hold there, so that nothing that stands is called missing.
 *
 * @param runs in order
 */
export function seenAround(
  runs: readonly SerialRun[],
  { fromN, toN }: { fromN: number; toN: number },
  step: Step,
): number {
  const parts: { low: number; high: number }[] = [];
  for (let i = firstEndingAt(runs, fromN); i < runs.length; i += 1) {
    const run = runs[i];
    if (!run || run.fromN > toN) break;
    // A serial rises by at most one a line.
    const low = Math.max(step.before + 1, run.low, run.high - (run.toN - Math.max(fromN, run.fromN)));
    const high = Math.min(step.serial - 1, run.high, run.low + (Math.min(toN, run.toN) - run.fromN));
    if (low <= high) parts.push({ low, high });
  }
  let seen = 0;
  let upTo = step.before;
  for (const { low, high } of parts.sort((a, b) => a.low - b.low)) {
    if (high <= upTo) continue;
    seen += high - Math.max(low - 1, upTo);
    upTo = high;
  }
  return seen;
}
