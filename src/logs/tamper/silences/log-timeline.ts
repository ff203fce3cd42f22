// How busy each file was, hour by hour: the history that every question about silence is put against.
import { seriesMember } from '../../log-series.ts';
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';

/** Every line that has a time, from both tables; instants in milliseconds. Times in the first days of 1970 mean unknown. */
export const timedLines = `(
  select f, n, toUnixTimestamp64Milli(ts) as t from web where ts > toDateTime64(86400, 3, 'UTC')
  union all
  select f, n, toUnixTimestamp64Milli(ts) as t from event where ts > toDateTime64(86400, 6, 'UTC')
)`;

export const HOUR_MS = 3_600_000;

/** One whole hour since 1970 that holds lines. */
export type HourOfLog = {
  readonly hour: number;
  readonly lines: number;
  /**
   * Minutes in which somebody was there, summed over visitors: a scanner that asks a thousand times a minute counts once a
   * minute, as anybody does. Missing: every line counts.
   */
  readonly present?: number;
  /** Visitors who came, and had not been there for ten minutes. Missing: not known. */
  readonly arrived?: number;
};

/** How busy a log was; hours without lines are left out, the others ascend. */
export type Timeline = {
  readonly f: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: number;
  readonly hours: readonly HourOfLog[];
};

/** How one hour counts where it matters how many were there, not how much they asked. */
export const presentIn = ({ lines, present }: HourOfLog): number => present ?? lines;

/** Logs that span more hours than this (27 years) are read as broken clocks, not as silence. */
const MOST_HOURS = 240_000;

/** How busy one file was, by whole hours since 1970. */
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

/**
 * Who wrote, or asked for, each line: an address with its program; a program of a host, for the address it names. Where a
 * message was delivered to is nobody who came: a mailing to a thousand would count as a thousand visitors, and every quiet
 * hour after it as one that a thousand missed. What the table keeps as a dictionary is hashed once for each different text
 * of a block, and only the numbers line by line.
 */
const SOMEBODY = {
  web: 'cityHash64(client, cityHash64(agent))',
  event: `cityHash64(cityHash64(host), cityHash64(program), if(action in ('mail-sent', 'mail-bounced', 'mail-deferred'), '', ip))`,
};

/** As `timedLines`, with who it was: a number below 2⁵², so that it is exact in a Float64. */
export const timedVisitors = `(
  select f, n, toUnixTimestamp64Milli(ts) as t, bitAnd(${SOMEBODY.web}, 4503599627370495) as who from web
  where ts > toDateTime64(86400, 3, 'UTC')
  union all
  select f, n, toUnixTimestamp64Milli(ts) as t, bitAnd(${SOMEBODY.event}, 4503599627370495) as who from event
  where ts > toDateTime64(86400, 6, 'UTC')
)`;

/** Whoever was away for so many minutes comes anew. */
export const AWAY_MINUTES = 10;
export const MINUTE_MS = 60_000;

/**
 * Of a series with a larger file, only every so many visitors are counted: silences of such logs are told by a part of
 * their visitors as well, and to count all of a hundred million lines would fill the memory and take a minute.
 */
const COUNTED_LINES = 500_000;

/** Every how many visitors of each file are counted; files of a series must be counted alike. */
function everyVisitor({ files }: LogStore): number[] {
  const largest = new Map<string, number>();
  for (const { path, lines } of files) {
    const { series } = seriesMember(path);
    largest.set(series, Math.max(lines, largest.get(series) ?? 0));
  }
  return files.map(({ path }) => Math.max(1, Math.ceil((largest.get(seriesMember(path).series) ?? 0) / COUNTED_LINES)));
}

type VisitorRow = {
  readonly f: number;
  readonly hour: number;
  readonly present: number;
  readonly arrived: number;
};

const visitorRows = onceAStore((store) => {
  const every = everyVisitor(store);
  const sampled = every.flatMap((one, f) => (one > 1 ? [f] : []));
  // The numbers are ours; the engine wants them as constants.
  const counted =
    sampled.length === 0
      ? '1'
      : `who % transform(f, [${sampled.join(', ')}], [${sampled.map((f) => every[f]).join(', ')}], 1) = 0`;
  return store.rows<VisitorRow>(
    // One number for a minute and whether somebody came anew in it, before which lies no other minute or a long while.
    `select f, intDiv(seen, 120) as hour, count() as present, sum(seen % 2) as arrived
     from (
       select f, arraySort(groupUniqArray(minute)) as minutes,
         arrayJoin(arrayMap((at, since) -> 2 * at + (since = 0 or since > ${AWAY_MINUTES}), minutes, arrayDifference(minutes))) as seen
       from (
         select f, toInt64(intDiv(toUnixTimestamp64Milli(ts), ${MINUTE_MS})) as minute, ${SOMEBODY.web} as who from web
         where ts > toDateTime64(86400, 3, 'UTC') and ${counted}
         union all
         select f, toInt64(intDiv(toUnixTimestamp64Milli(ts), ${MINUTE_MS})) as minute, ${SOMEBODY.event} as who from event
         where ts > toDateTime64(86400, 6, 'UTC') and ${counted}
       ) group by f, who
     ) group by f, hour order by f, hour`,
  );
});

function byFile<T extends { readonly f: number }>(rows: readonly T[]): Map<number, T[]> {
  const files = new Map<number, T[]>();
  for (const row of rows) {
    const list = files.get(row.f);
    if (list) list.push(row);
    else files.set(row.f, [row]);
  }
  return files;
}

async function hoursOf(store: LogStore): Promise<Map<number, (HourRow & HourOfLog)[]>> {
  const visitors = new Map<string, VisitorRow>();
  for (const row of await visitorRows(store)) visitors.set(`${row.f}:${row.hour}`, row);
  const rows = await hourRows(store);
  // An hour in which none of the counted visitors came is one without any of them.
  return byFile(
    rows.map((row) => {
      const { present = 0, arrived = 0 } = visitors.get(`${row.f}:${row.hour}`) ?? {};
      return { ...row, present, arrived };
    }),
  );
}

/** How busy each file was, hour by hour: by who was there. */
export async function readHours(store: LogStore): Promise<Map<number, FileHours>> {
  const files = await hoursOf(store);
  return new Map([...files].map(([f, rows]) => [f, new Map(rows.map((row) => [row.hour, presentIn(row)]))]));
}

export async function readTimelines(store: LogStore): Promise<Timeline[]> {
  const timelines: Timeline[] = [];
  for (const [f, hours] of await hoursOf(store)) {
    const fromMs = Math.min(...hours.slice(0, 1).map(({ low }) => low));
    const toMs = Math.max(...hours.slice(-1).map(({ high }) => high));
    if ((toMs - fromMs) / HOUR_MS > MOST_HOURS) continue;
    timelines.push({
      f,
      fromMs,
      toMs,
      lines: hours.reduce((sum, { lines }) => sum + lines, 0),
      hours: hours.map(({ hour, lines, present, arrived }) => ({
        ...{ hour, lines },
        ...(present === undefined ? {} : { present }),
        ...(arrived === undefined ? {} : { arrived }),
      })),
    });
  }
  return timelines;
}

/** Hours of several timelines added up; what one of them does not know of an hour, the sum does not know. */
export function addedHours(all: readonly (readonly HourOfLog[])[]): HourOfLog[] {
  const hours = new Map<number, HourOfLog>();
  for (const own of all) {
    for (const hour of own) {
      const known = hours.get(hour.hour);
      hours.set(hour.hour, known ? addedHour(known, hour) : hour);
    }
  }
  return [...hours.values()].sort((a, b) => a.hour - b.hour);
}

function addedHour(one: HourOfLog, other: HourOfLog): HourOfLog {
  const lines = one.lines + other.lines;
  if (one.present === undefined || other.present === undefined) return { hour: one.hour, lines };
  if (one.arrived === undefined || other.arrived === undefined) {
    return { hour: one.hour, lines, present: one.present + other.present };
  }
  const [present, arrived] = [one.present + other.present, one.arrived + other.arrived];
  return { hour: one.hour, lines, present, arrived };
}
