// Two records of the same acts whose clocks or zones differ by a constant: how much, and how surely.

/** Zones lie at most 26 hours apart; half a day either way covers all that a pair of neighbours mixes up, and UTC from anywhere. */
const FARTHEST_MS = 14 * 3_600_000;
const MINUTE = 60_000;
/** A row is written within this of its request; a time in minutes has lost up to one more. */
const TOLERANCE_MS = 90_000;
const LEAST_ROWS = 8;
/** Of the rows that the other record covers, so many must meet an act there … */
const MET_SHARE = 0.9;
/** … and hardly any may at a second offset: else acts are simply everywhere. */
const SECOND_SHARE = 0.5;
const MOST_ROWS = 200;

/** `offsetMs`: rows minus acts. `met` of the `of` rows that the acts' record covers meet an act at that offset. */
export type ConstantOffset = { readonly offsetMs: number; readonly met: number; readonly of: number };

function lowerBound(times: readonly number[], value: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The act next to a row at an offset. Undefined where none is within the tolerance. */
export function metBy(acts: readonly number[], row: number, offsetMs: number): number | undefined {
  const at = lowerBound(acts, row - offsetMs);
  const near = [acts[at - 1], acts[at]].flatMap((act) => (act === undefined ? [] : [act]));
  const [first] = near.toSorted((a, b) => Math.abs(row - offsetMs - a) - Math.abs(row - offsetMs - b));
  return first !== undefined && Math.abs(row - offsetMs - first) <= TOLERANCE_MS ? first : undefined;
}

type Tally = { readonly met: number; readonly of: number };

/** First and last millisecond of a stretch that a record covers. */
export type Covered = readonly [from: number, to: number];

function tally(rows: readonly number[], acts: readonly number[], offsetMs: number, spans: readonly Covered[]): Tally {
  const covered = rows.filter((row) => spans.some(([from, to]) => row - offsetMs >= from && row - offsetMs <= to));
  return { met: covered.filter((row) => metBy(acts, row, offsetMs) !== undefined).length, of: covered.length };
}

/** Differences of rows and acts by the minute, the commonest first. */
function commonest(rows: readonly number[], acts: readonly number[]): readonly number[] {
  const minutes = new Map<number, number>();
  for (const row of rows) {
    for (
      let at = lowerBound(acts, row - FARTHEST_MS);
      (acts[at] ?? Number.POSITIVE_INFINITY) <= row + FARTHEST_MS;
      at += 1
    ) {
      const minute = Math.round((row - (acts[at] ?? 0)) / MINUTE);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
  }
  const around = (minute: number) => [-1, 0, 1].reduce((sum, step) => sum + (minutes.get(minute + step) ?? 0), 0);
  return [...minutes.keys()].sort((a, b) => around(b) - around(a) || Math.abs(a) - Math.abs(b)).slice(0, 200);
}

/**
 * The one offset at which nearly all rows meet an act; undefined where there is none, or more than one. `rows` and `acts` in
 * milliseconds, `acts` ascending; `spans`: what the acts' record covers. Rows outside it, and in a hole of it, say nothing.
 *
 * A zone whose clocks change inside the time gives two offsets, and so none.
 */
export function constantOffset(
  rows: readonly number[],
  acts: readonly number[],
  spans: readonly Covered[],
): ConstantOffset | undefined {
  const step = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const sample = rows.filter((_, index) => index % step === 0);
  const candidates = commonest(sample, acts);
  const [best] = candidates;
  if (best === undefined) return undefined;
  const found = tally(sample, acts, best * MINUTE, spans);
  if (found.of < LEAST_ROWS || found.met < MET_SHARE * found.of) return undefined;
  const apart = candidates.find((minute) => Math.abs(minute - best) > 3);
  if (apart !== undefined) {
    const second = tally(sample, acts, apart * MINUTE, spans);
    if (second.met > SECOND_SHARE * Math.max(second.of, LEAST_ROWS)) return undefined;
  }
  // Zones come in half hours; that a row is written some seconds after its request is no minute of a clock.
  const zone = 30 * Math.round(best / 30);
  const atZone = tally(sample, acts, zone * MINUTE, spans);
  const offset = Math.abs(zone - best) <= 2 && atZone.met >= found.met ? zone : best;
  return { offsetMs: offset * MINUTE, ...(offset === zone ? atZone : found) };
}
