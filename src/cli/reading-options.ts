// What every command that reads logs takes: where they are kept between questions, which engine, which times.
import { isTimeZone } from '../custody/instant.ts';
import type { ReadOptions } from '../logs/read-logs.ts';

export const serverOptions = {
  clickhouse: {
    type: 'string',
    about: 'read into a database of this ClickHouse server, and ask there (docs/scale.md)',
  },
  cluster: { type: 'string', about: 'with --clickhouse: spread over the shards of this cluster' },
} as const;

export const readingOptions = {
  now: { type: 'string', about: 'the present, for years that a log does not say (ISO 8601)' },
  'time-zone': { type: 'string', about: 'zone of times that carry none (IANA name; UTC unless given)' },
  store: {
    type: 'string',
    about: 'folder that keeps what is read, for a next question on the same logs: new, empty, or one of its own',
  },
  ...serverOptions,
} as const;

export type ReadingValues = {
  readonly now?: string | undefined;
  readonly 'time-zone'?: string | undefined;
  readonly store?: string | undefined;
  readonly clickhouse?: string | undefined;
  readonly cluster?: string | undefined;
};

const isServerUrl = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text);

/** Why the options cannot be used, for the terminal; undefined when they can. */
export function unusable(values: ReadingValues): string | undefined {
  const { now, store, clickhouse, cluster } = values;
  const zone = values['time-zone'];
  if (now !== undefined && Number.isNaN(Date.parse(now))) return '--now wants a time like 2026-11-22T07:00:00+09:00';
  if (zone !== undefined && !isTimeZone(zone)) return '--time-zone wants a name like Asia/Tokyo';
  if (clickhouse !== undefined && !isServerUrl(clickhouse))
    return '--clickhouse wants https://USER:PASSWORD@HOST:PORT/DATABASE';
  if (cluster !== undefined && clickhouse === undefined) return '--cluster goes with --clickhouse';
  if (store !== undefined && clickhouse !== undefined)
    return '--store and --clickhouse each keep the lines: choose one';
  return undefined;
}

/** The server that was asked for, as an option of readLogs. */
export function serverOf({ clickhouse, cluster }: ReadingValues): Pick<ReadOptions, 'server'> {
  if (clickhouse === undefined) return {};
  return { server: { url: clickhouse, ...(cluster === undefined ? {} : { cluster }) } };
}
