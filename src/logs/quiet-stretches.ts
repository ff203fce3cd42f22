// When a log is quiet of itself: an office that writes nothing from Friday evening to Monday morning has no hole where one
// monthly file ends on a Friday and the next begins on a Monday.
import type { QuietStretch } from '../vocabulary/case-file.ts';
import type { LogStore } from './port.ts';

/** Shorter ones never count as holes between files (record-holes.ts). */
const LEAST_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Of one file; a log that is quiet more often is shown by these. */
const MOST_OF_A_FILE = 60;

/**
 * Stretches inside files for which they hold no line, in whole hours, so never longer than the silence was.
 *
 * @returns by file number; files without any are absent
 * @throws AkashiError as every question to the logs does
 */
export async function quietStretches(store: LogStore): Promise<ReadonlyMap<number, readonly QuietStretch[]>> {
  const rows = await store.rows<{ f: number; hours: readonly number[] }>(
    `select f, arraySort(groupUniqArray(hour)) as hours from (
       select f, intDiv(toUnixTimestamp64Milli(ts), ${HOUR_MS}) as hour from web where ts > toDateTime64(86400, 3, 'UTC') group by f, hour
       union all select f, intDiv(toUnixTimestamp64Milli(toDateTime64(ts, 3, 'UTC')), ${HOUR_MS}) as hour from event where ts > toDateTime64(86400, 3, 'UTC') group by f, hour
     ) group by f order by f`,
  );
  const found = new Map<number, readonly QuietStretch[]>();
  for (const { f, hours } of rows) {
    const stretches = hours.flatMap((hour, index): QuietStretch[] => {
      const from = ((hours[index - 1] ?? hour) + 1) * HOUR_MS;
      const to = hour * HOUR_MS;
      return to - from >= LEAST_MS ? [{ from: new Date(from).toISOString(), to: new Date(to).toISOString() }] : [];
    });
    if (stretches.length > 0) found.set(f, stretches.slice(-MOST_OF_A_FILE));
  }
  return found;
}
