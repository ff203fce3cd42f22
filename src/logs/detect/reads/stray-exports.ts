// A list written out of the pages of staff from where nobody of staff ever was: in an application that keeps its own sessions no
// log holds a name, but those pages are opened day after day from the same few places, by day. A list taken once from
// another network, at an hour far from all of theirs, is a journey of somebody at work, or somebody who should not be there. So is
// one by whoever logged in just before, from a network that stands in the log at no other time.
import { isOutside, networkInSql, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';

/** A list, not a page of it. */
const LIST_BYTES = 20_000;
/** Endings of tables behind what parts them from the rest: plain texts of three letters take twice as long to look for. */
export const TABLE_ENDINGS = [...'/._=-']
  .flatMap((sign) => ['csv', 'tsv', 'xls'].map((word) => `'${sign}${word}'`))
  .join(', ');
/** A quick search for plain texts, before an expression is tried. */
const MAY_GIVE = `multiSearchAnyCaseInsensitive(target, ['export', 'download', ${TABLE_ENDINGS}])`;
/** The book of addresses of a webmail, whose pages have no folder of its own: Roundcube, Horde. */
const ADDRESS_BOOK = `match(target, '(?i)[?&]_task=addressbook&(?:[^ ]{0,64}&)?_action=export|/turba/data[.]php[^ ]{0,64}actionID=export')`;
/** A line of the web server by which a list of people was given whole. */
export const GIVES_LIST = `size >= ${LIST_BYTES} and status = 200 and method in ('GET', 'POST') and user = ''
  and ${MAY_GIVE} and match(target, '(?i)export|download|[/._=-](?:csv|tsv|xlsx?)(?:$|[/._?&-])')
  and (match(path, '(?i)${inLiteral(PEOPLE_IN_PATHS)}|users?(?:\\\\b|_)|admin|manage|staff|kanri|accounts?(?:\\\\b|_)') or ${ADDRESS_BOOK})`;
const FOLDER = `splitByChar('/', path)[2]`;
/** Nor what pages of the public call for themselves within the folder of staff. */
const NOT_ASSETS = `not match(path, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|map)$|/admin-(?:ajax|post)\\\\.php$')`;

/** Folders looked at, and readers of one from where it is no place for staff. */
const MOST_FOLDERS = 50;
const MOST_READERS = 500;
/** What makes a network that of staff, and the share of all that was opened there which these make together. */
const HABIT_DAYS = 5;
const HABIT_REQUESTS = 50;
const HABIT_SHARE = 0.9;
/** Hours of the clock between the taking and the nearest hour of habit, around midnight too. */
const HOURS_APART = 3;
/** How many times the largest list that staff took; and from what share of it on a list is the same one. */
const TIMES_LARGEST = 3;
const SHARE_OF_LARGEST = 0.5;
/** One visit: a login, the list within this time of it, and nothing else of that network in the whole log. */
const VISIT_MS = 3_600_000;
/** Lists that the one other network took, from where taking them is its work. */
const HABIT_LISTS = 2;

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

type Visit = {
  readonly network: string;
  readonly first: number;
  readonly last: number;
  /** 0 without any. */
  readonly login: number;
  readonly place: readonly [f: number, n: number];
};

/** Of these networks, those that stand in the log for one visit only, and when a login page sent them on, if it did. */
async function visitsOf(store: LogStore, rows: readonly ReaderRow[]): Promise<ReadonlyMap<string, Visit>> {
  const networks = [...new Set(rows.map(({ client }) => networkOf(client)))].sort();
  if (networks.length === 0) return new Map();
  const letIn = `method = 'POST' and status in (302, 303) and match(path, '${LOGIN_PATH}')`;
  const found = await store.rows<Visit>(
    `select ${networkInSql('client')} as network, toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       toUnixTimestamp64Milli(maxIf(ts, ${letIn})) as login, argMaxIf((f, n), ts, ${letIn}) as place
     from web where network in {networks:Array(String)} and ${TIMED} group by network
     having last - first <= ${2 * VISIT_MS} order by network`,
    { networks },
  );
  return new Map(found.map((visit) => [visit.network, visit]));
}

/** Of one folder, whoever took its list once where one network alone takes it again and again. */
function onceIn(rows: readonly ReaderRow[]): readonly ReaderRow[] {
  const networks = networksOf(rows);
  const takers = rows.filter(({ lists }) => lists > 0);
  const byNetwork = new Map<string, number>();
  for (const { client, lists } of takers)
    byNetwork.set(networkOf(client), (byNetwork.get(networkOf(client)) ?? 0) + lists);
  const isStaff = (network: string) => {
    const { days, requests } = networks.get(network) ?? { days: new Set(), requests: 0 };
    return days.size >= HABIT_DAYS && requests >= HABIT_REQUESTS && (byNetwork.get(network) ?? 0) >= HABIT_LISTS;
  };
  const others = takers.filter(({ client }) => !isStaff(networkOf(client)));
  const staff = [...byNetwork.keys()].filter(isStaff);
  return staff.length === 1 && new Set(others.map(({ client }) => networkOf(client))).size === 1
    ? others.filter(({ client }) => isOutside(client))
    : [];
}

type Stray = { readonly row: ReaderRow; readonly size: 'larger' | 'same' };

/** Of one folder, whoever took a list at an hour and from where staff never do; none where it is not theirs alone. */
function straysIn(rows: readonly ReaderRow[]): readonly Stray[] {
  if (rows.length > MOST_READERS) return [];
  const networks = networksOf(rows);
  const staff = [...networks].filter(([, { requests, days }]) => days.size >= HABIT_DAYS && requests >= HABIT_REQUESTS);
  const all = rows.reduce((sum, { requests }) => sum + requests, 0);
  if (staff.reduce((sum, [, { requests }]) => sum + requests, 0) < HABIT_SHARE * all) return [];
  const hours = staff.flatMap(([, one]) => [...one.hours]);
  const largest = Math.max(0, ...staff.map(([, one]) => one.largest));
  const places = new Set(staff.map(([network]) => network));
  const isStray = (row: ReaderRow) =>
    row.lists > 0 &&
    !places.has(networkOf(row.client)) &&
    isOutside(row.client) &&
    networks.get(networkOf(row.client))?.days.size === 1 &&
    row.hours.every((hour) => hours.every((one) => apart(one, hour) >= HOURS_APART));
  return rows.filter(isStray).flatMap((row): Stray[] => {
    if (row.largest > TIMES_LARGEST * largest) return [{ row, size: 'larger' }];
    return row.largest >= SHARE_OF_LARGEST * largest ? [{ row, size: 'same' }] : [];
  });
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

const afterLogin = (row: ReaderRow, { place: [f, n] }: Visit): Finding => {
  const { folder, lists, largest } = row;
  return {
    ...found(row),
    says: {
      ja: `記録のほかの時にはまったく現れない接続元からログインがあり、1時間以内に、担当者の使う /${folder} から一覧の書き出しが${lists}回渡された（最大${largest}バイト）。ほかの書き出しはすべて、別の一つの接続元による`,
      en: `a login from a network that stands in the log at no other time, and within an hour of it lists were written out ${lists} ${lists === 1 ? 'time' : 'times'} from /${folder}, which staff use (up to ${largest} bytes); every other list was taken from one other network`,
    },
    places: [{ f, n }, ...row.places.map(([file, line]): Place => ({ f: file, n: line }))],
  };
};

/** @throws AkashiError as every question to the logs does */
export async function strayExports(store: LogStore, limits: Limit[], most: number = MOST_FOLDERS): Promise<Finding[]> {
  const all = await store.rows<{ folder: string }>(
    `select ${FOLDER} as folder from web prewhere ${MAY_GIVE} where ${GIVES_LIST} and ${TIMED} and length(splitByChar('/', path)) > 2
     group by folder order by folder limit ${most + 1}`,
  );
  const folders = within(all, most, limits, 'list-folders', ['bulk-read']);
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
  const perFolder = folders.map(({ folder }) => rows.filter((row) => row.folder === folder));
  const strays = perFolder.flatMap(straysIn);
  const once = perFolder.flatMap(onceIn).filter((row) => !strays.some((stray) => stray.row === row));
  const visits = await visitsOf(store, [...once, ...strays.flatMap(({ row, size }) => (size === 'same' ? [row] : []))]);
  const isVisit = (row: ReaderRow) => visits.has(networkOf(row.client));
  return [
    // Who took no more than staff do may be one of them, but for standing in the log for that alone.
    ...strays.flatMap(({ row, size }) => (size === 'larger' || isVisit(row) ? [found(row)] : [])),
    ...once.flatMap((row) => {
      const visit = visits.get(networkOf(row.client));
      const since = row.first - (visit?.login ?? 0);
      return visit && since >= 0 && since <= VISIT_MS ? [afterLogin(row, visit)] : [];
    }),
  ];
}
