// How busy each file was, hour by hour: the history that every question about silence is put against.
import type { LogStore } from '../port.ts';
import { onceAStore } from './once-a-store.ts';

/** Every line that has a time, from both tables; instants in milliseconds. Times in the first days of 1970 mean unknown. */
export const timedLines = `(
  select f, n, toUnixTimestamp64Milli(ts) as t from web where ts > toDateTime64(86400, 3, 'UTC')
  union all
  select f, n, toUnixTimestamp64Milli(ts) as t from event where ts > toDateTime64(86400, 6, 'UTC')
)`;

export const HOUR_MS = 3_600_000;

/** Whole hours since 1970 that hold lines, ascending, with how many. */
export type Timeline = {
  readonly f: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: number;
  readonly hours: readonly { readonly hour: number; readonly lines: number }[];
};

/** Logs that span more hours than this (27 years) are read as broken clocks, not as silence. */
const MOST_HOURS = 240_000;

/** Lines of one file by whole hours since 1970. */
export type FileHours = ReadonlyMap<number, number>;

type HourRow = {
  readonly f: number;
  readonly hour: number;
  readonly lines: number;
  readonly low: number;
  readonly high: number;
};

const hourRows = onceAStore((store) =>
  store.rows<HourRow>(
    `select f, intDiv(t, ${HOUR_MS}) as hour, count() as lines,
       min(t) as low, max(t) as high
     from ${timedLines} group by f, hour order by f, hour`,
  ),
);

function byFile<T extends { readonly f: number }>(rows: readonly T[]): Map<number, T[]> {
  const files = new Map<number, T[]>();
  for (const row of rows) {
    const list = files.get(row.f);
    if (list) list.push(row);
    else files.set(row.f, [row]);
  }
  return files;
}

/** How busy each file was, hour by hour. */
export async function readHours(store: LogStore): Promise<Map<number, FileHours>> {
  const files = byFile(await hourRows(store));
  return new Map([...files].map(([f, rows]) => [f, new Map(rows.map(({ hour, lines }) => [hour, lines]))]));
}

export async function readTimelines(store: LogStore): Promise<Timeline[]> {
  const timelines: Timeline[] = [];
  for (const [f, hours] of byFile(await hourRows(store))) {
    const fromMs = Math.min(...hours.slice(0, 1).map(({ low }) => low));
    const toMs = Math.max(...hours.slice(-1).map(({ high }) => high));
    if ((toMs - fromMs) / HOUR_MS > MOST_HOURS) continue;
    timelines.push({
      f,
      fromMs,
      toMs,
      lines: hours.reduce((sum, { lines }) => sum + lines, 0),
      hours: hours.map(({ hour, lines }) => ({ hour, lines })),
    });
  }
  return timelines;
}
