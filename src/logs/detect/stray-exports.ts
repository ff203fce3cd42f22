// A list written out of the pages of staff from where nobody of staff ever was: in an application that keeps its own sessions no
// log holds a name, but those pages are opened day after day from the same few places, by day. A list taken once from
// another network, at an hour far from all of theirs, is a journey of somebody at work, or somebody who should not be there.
import { isOutside, networkOf } from '../networks.ts';
import type { LogStore, Place } from '../port.ts';
import type { Finding } from './detection.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';
import { TIMED } from './web-behaviour.ts';

/** A list, not a page of it. */
const LIST_BYTES = 20_000;
/** A quick search for plain texts, before an expression is tried. */
const MAY_GIVE = `multiSearchAnyCaseInsensitive(target, ['export', 'download', 'csv', 'tsv', 'xls'])`;
/** A line of the web server by which a list of people was given whole. */
export const GIVES_LIST = `size >= ${LIST_BYTES} and status = 200 and method in ('GET', 'POST') and user = ''
  and ${MAY_GIVE} and match(target, '(?i)export|download|[/._=-](?:csv|tsv|xlsx?)(?:$|[/._?&-])')
  and match(path, '(?i)${inLiteral(PEOPLE_IN_PATHS)}|users?(?:\\\\b|_)|admin|manage|staff|kanri|accounts?(?:\\\\b|_)')`;
const FOLDER = `splitByChar('/', path)[2]`;
const NOT_ASSETS = `not match(path, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|map)$')`;

/** Folders looked at, and readers of one from where it is no place for staff. */
const MOST_FOLDERS = 50;
const MOST_READERS = 500;
/** What makes a network that of staff, and the share of all that was opened there which these make together. */
const HABIT_DAYS = 5;
const HABIT_REQUESTS = 50;
const HABIT_SHARE = 0.9;
/** Hours of the clock between the taking and the nearest hour of habit, around midnight too. */
const HOURS_APART = 3;
/** How many times the largest list that staff took. */
const TIMES_LARGEST = 3;

type ReaderRow = {
  readonly folder: string;
  readonly client: string;
  readonly requests: number;
  readonly days: readonly number[];
  readonly hours: readonly number[];
  readonly lists: number;
  readonly largest: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

type Network = { requests: number; readonly days: Set<number>; readonly hours: Set<number>; largest: number };

const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 24 - Math.abs(a - b));

function networksOf(rows: readonly ReaderRow[]): ReadonlyMap<string, Network> {
  const networks = new Map<string, Network>();
  for (const { client, requests, days, hours, largest } of rows) {
    const one = networks.get(networkOf(client)) ?? { requests: 0, days: new Set(), hours: new Set(), largest: 0 };
    one.requests += requests;
    for (const day of days) one.days.add(day);
    for (const hour of hours) one.hours.add(hour);
    one.largest = Math.max(one.largest, largest);
    networks.set(networkOf(client), one);
  }
  return networks;
}

/** Of one folder, whoever took a list unlike all that staff do; none where it is not theirs alone. */
function straysIn(rows: readonly ReaderRow[]): readonly ReaderRow[] {
  if (rows.length > MOST_READERS) return [];
  const networks = networksOf(rows);
  const staff = [...networks].filter(([, { requests, days }]) => days.size >= HABIT_DAYS && requests >= HABIT_REQUESTS);
  const all = rows.reduce((sum, { requests }) => sum + requests, 0);
  if (staff.reduce((sum, [, { requests }]) => sum + requests, 0) < HABIT_SHARE * all) return [];
  const hours = staff.flatMap(([, one]) => [...one.hours]);
  const largest = Math.max(0, ...staff.map(([, one]) => one.largest));
  const places = new Set(staff.map(([network]) => network));
  return rows.filter(
    (row) =>
      row.lists > 0 &&
      row.largest > TIMES_LARGEST * largest &&
      !places.has(networkOf(row.client)) &&
      isOutside(row.client) &&
      networks.get(networkOf(row.client))?.days.size === 1 &&
      row.hours.every((hour) => hours.every((one) => apart(one, hour) >= HOURS_APART)),
  );
}

const found = ({ folder, client, lists, largest, first, last, places }: ReaderRow): Finding => ({
  actor: { kind: 'ip', id: client },
  sign: 'stray-export',
  class: 'bulk-read',
  level: 'notable',
  success: 'possible',
  reachesData: true,
  says: {
    ja: `担当者の使う /${folder} から、ふだんのどの接続元とも時間帯とも違う所へ、一覧の書き出しが${lists}回渡された（最大${largest}バイト）`,
    en: `lists were written out ${lists} ${lists === 1 ? 'time' : 'times'} from /${folder}, which staff use, to a network and at an hour at which nobody else ever used it (up to ${largest} bytes)`,
  },
  ...{ count: lists, first, last },
  places: places.map(([f, n]): Place => ({ f, n })),
});

/** @throws AkashiError as every question to the logs does */
export async function strayExports(store: LogStore): Promise<Finding[]> {
  const folders = await store.rows<{ folder: string }>(
    `select ${FOLDER} as folder from web prewhere ${MAY_GIVE} where ${GIVES_LIST} and ${TIMED} and length(splitByChar('/', path)) > 2
     group by folder order by folder limit ${MOST_FOLDERS}`,
  );
  if (folders.length === 0) return [];
  const rows = await store.rows<ReaderRow>(
    `select ${FOLDER} as folder, client, count() as requests, arraySort(groupUniqArray(toYYYYMMDD(ts))) as days,
       arraySort(groupUniqArray(toHour(ts))) as hours, countIf(${GIVES_LIST}) as lists, maxIf(size, ${GIVES_LIST}) as largest,
       toUnixTimestamp64Milli(minIf(ts, ${GIVES_LIST})) as first, toUnixTimestamp64Milli(maxIf(ts, ${GIVES_LIST})) as last,
       groupArraySortedIf(20)((f, n), ${GIVES_LIST}) as places
     from web where ${FOLDER} in {folders:Array(String)} and status = 200 and user = '' and ${TIMED} and ${NOT_ASSETS}
     group by folder, client order by folder, client limit ${MOST_READERS + 1} by folder`,
    { folders: folders.map(({ folder }) => folder) },
  );
  return folders.flatMap(({ folder }) => straysIn(rows.filter((row) => row.folder === folder)).map(found));
}
