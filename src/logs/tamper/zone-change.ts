// A clock that is set to another zone leaps by whole half hours, in logs that write local time without its zone.

const HALF_HOUR_MS = 1_800_000;
/** Zones run from 12 hours west to 14 hours east. */
const LEAST_MS = HALF_HOUR_MS * 2;
const MOST_MS = 26 * 3_600_000;
/** What may pass beside the leap: a restart, and the first line after it. */
const BESIDE_MS = 600_000;

/** The leap that a silence may be, in milliseconds; undefined where it is none. Instants are local time, read as if it were UTC. */
export function zoneLeap(fromMs: number, toMs: number): number | undefined {
  const silence = toMs - fromMs;
  const leap = Math.floor(silence / HALF_HOUR_MS) * HALF_HOUR_MS;
  return leap >= LEAST_MS && leap <= MOST_MS && silence - leap <= BESIDE_MS ? leap : undefined;
}
