// How far the clock of a host was off, as the record of its collection has it, and what that makes of the times in its logs.
// Logs stay as written; the true time is computed beside them.
import type { Acquisition } from './acquisition.ts';
import { isoInZone } from './instant.ts';

/** A clock that is further off than this shifts what lines of two hosts say about each other. Seconds. */
export const CLOCK_TOLERANCE_SECONDS = 60;
/** Somebody reads a clock and presses a key: no record is better than this. Seconds. */
const LEAST_UNCERTAINTY_SECONDS = 1;

/**
 * `offsetSeconds`: how far the clock ran ahead of true time; true time = time written − offset. `uncertaintySeconds`: half the
 * range of what was measured, at either side. Both hold for the day of the collection: since when the clock was off is not known.
 */
export type ClockError = {
  readonly host: string;
  readonly offsetSeconds: number;
  readonly uncertaintySeconds: number;
};

type Known = { readonly path: string; readonly sha256: string };

/** Clock errors that matter, by the path of the log file whose copy was collected on such a host. */
export function clockErrorsOf(
  records: readonly Acquisition[],
  files: readonly Known[],
): ReadonlyMap<string, ClockError> {
  const errors = new Map<string, ClockError>();
  for (const { path, sha256 } of files) {
    const steps = records
      .filter(({ digests }) => digests.has(sha256))
      .flatMap((record) => {
        // A record of several hosts: the row of this very file, where there is one.
        const own = record.steps.filter((step) => step.digests.includes(sha256));
        return own.length > 0 ? own : record.steps;
      });
    const measured = steps.flatMap(({ offsetSeconds }) => offsetSeconds ?? []);
    if (measured.length === 0) continue;
    const [low, high] = [Math.min(...measured), Math.max(...measured)];
    const offsetSeconds = (low + high) / 2;
    const uncertaintySeconds = Math.max(LEAST_UNCERTAINTY_SECONDS, (high - low) / 2);
    if (Math.abs(offsetSeconds) <= CLOCK_TOLERANCE_SECONDS) continue;
    const host = [...new Set(steps.map((step) => step.host))].join(', ');
    errors.set(path, { host, offsetSeconds, uncertaintySeconds });
  }
  return errors;
}

/** A time that a log has written, by true time. */
export function trueTime(written: string, { offsetSeconds }: ClockError, zone: string): string {
  return isoInZone(Date.parse(written) - Math.round(offsetSeconds * 1000), zone);
}
