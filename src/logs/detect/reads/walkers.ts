// Who read records that name people by their numbers, and what everybody else reads of the same kinds of page.
import { grouped } from '../../../vocabulary/grouped.ts';
import { networkInSql, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import { type Limit, limitOf, tell } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { type Busy, GIVEN, OF_RECORDS, ofManyRequests, PAGE, PAGE_KIND } from './data-pages.ts';
import { areWalked, FEWEST_WALKED } from './walks.ts';

/** Of one reader's day, this many requests are looked at; and this many readers at once. */
const MOST_REQUESTS = 5_000;
const READERS_AT_ONCE = 50;
/** Readers beside the walker, from where their habit says anything; and how far beyond what nine of ten of them read. */
export const FEWEST_OTHERS = 5;
export const TIMES_HABIT = 5;
/** Days on which the same network read a fifth as much: its work. */
export const DAYS_OF_HABIT = 3;
/**
 * Networks, or addresses, that open one page on one day, from where it is more than one person's, who has a line at home, at
 * work and in the pocket; and how many pages, and what share of them, make their kind one for everybody.
 */
const SHARED_BY = 3;
const SHARED_BY_ADDRESSES = 5;
const FEWEST_SHARED = 3;
const SHARED = 0.2;
/** Pages that a robot was given, from where the kind is there for the public. */
const ROBOT_PAGES = 5;
const ROBOT = '(?i)bot\\\\b|bot/|crawl|spider|slurp|archiver|facebookexternalhit';
/** Sizes of records differ. One size for nearly all is a refusal that says 200, or a page that a browser fills. */
export const ONE_SIZE = 0.9;
export const RECORD_SIZE = 0.5;
type Asked = readonly [f: number, n: number, size: number, target: string];
export type DayRow = {
  readonly client: string;
  readonly kind: string;
  readonly day: number;
  readonly pages: number;
  readonly named: number;
  readonly robot: number;
  readonly first: number;
  readonly last: number;
  readonly asked: readonly Asked[];
};
export type Others = {
  readonly kind: string;
  readonly readers: number;
  readonly usual: number;
  readonly robots: number;
};

/** Days of readers who walked, those of each in the order of kind and day. */
export async function walks(store: LogStore, busy: Busy, limits: Limit[]): Promise<DayRow[]> {
  const many = await ofManyRequests(store, busy, FEWEST_WALKED, OF_RECORDS);
  if (!many) return [];
  const days = `${PAGE_KIND} as kind, toYYYYMMDD(ts) as day, uniqExact(${PAGE}) as pages`;
  const readers = await store.rows<{ client: string }>(
    `select distinct client from (select client, ${days} from web where ${OF_RECORDS} and ${TIMED} and ${many.sql}
       group by client, kind, day having pages >= ${FEWEST_WALKED}) order by client`,
    many.parameters,
  );
  const found: DayRow[] = [];
  for (let i = 0; i < readers.length; i += READERS_AT_ONCE) {
    const clients = readers.slice(i, i + READERS_AT_ONCE).map(({ client }) => client);
    const rows = await store.rows<DayRow>(
      `select client, ${days}, countIf(user != '') as named, countIf(match(agent, '${ROBOT}')) as robot,
         toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
         arrayMap(t -> (t.2, t.3, t.4, t.5), groupArraySorted(${MOST_REQUESTS})((ts, f, n, size, substring(target, 1, 500)))) as asked
       from web where client in {clients:Array(String)} and ${OF_RECORDS} and ${TIMED}
       group by client, kind, day having pages >= ${FEWEST_WALKED} order by client, kind, day`,
      { clients },
    );
    for (const row of rows) {
      if (areWalked(row.asked.map(([, , , target]) => target))) found.push(row);
      else if (row.asked.length === MOST_REQUESTS && row.robot === 0)
        tell(limits, limitOf('walker-requests', ['bulk-read'], MOST_REQUESTS));
    }
  }
  return found;
}

/** What everybody reads of these kinds of page who did not walk. */
export async function othersOf(
  store: LogStore,
  rows: readonly DayRow[],
): Promise<Map<string, Others & { readonly shared: boolean }>> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const walkers = [...new Set(rows.map(({ client }) => client))].sort();
  const where = `${OF_RECORDS} and kind in {kinds:Array(String)} and client not in {walkers:Array(String)}`;
  const others = await store.rows<Others>(
    `select kind, count() as readers, quantileExact(0.9)(most) as usual, countIf(robot and most >= ${ROBOT_PAGES}) as robots from (
       select kind, client, max(pages) as most, max(isRobot) as robot from (
         select ${PAGE_KIND} as kind, client, toYYYYMMDD(ts) as day, uniqExact(${PAGE}) as pages, max(match(agent, '${ROBOT}')) as isRobot
         from web where ${where} group by kind, client, day
       ) group by kind, client
     ) group by kind order by kind`,
    { kinds, walkers },
  );
  const shared = await store.rows<{ kind: string; shared: number; share: number }>(
    `select kind, countIf(networks >= ${SHARED_BY} or clients >= ${SHARED_BY_ADDRESSES}) as shared, shared / count() as share from (
       select ${PAGE_KIND} as kind, ${PAGE} as page, toYYYYMMDD(ts) as day, uniqExact(${networkInSql('client')}) as networks, uniqExact(client) as clients
       from web where ${where} group by kind, page, day
     ) group by kind order by kind`,
    { kinds, walkers },
  );
  const isShared = new Map(shared.map((row) => [row.kind, row.shared >= FEWEST_SHARED && row.share >= SHARED]));
  return new Map(others.map((one) => [one.kind, { ...one, shared: isShared.get(one.kind) ?? false }]));
}

/** Days on which each network read how much of a kind, of those networks that walked. */
export async function habitsOf(
  store: LogStore,
  rows: readonly DayRow[],
): Promise<Map<string, { day: number; pages: number }[]>> {
  const network = `if(${networkInSql('client')} != '', ${networkInSql('client')}, client)`;
  const networks = [...new Set(rows.map(({ client }) => networkOf(client)))].sort();
  const found = await store.rows<{ network: string; kind: string; day: number; pages: number }>(
    `select ${network} as network, ${PAGE_KIND} as kind, toYYYYMMDD(ts) as day, uniqExact(${PAGE}) as pages
     from web where ${OF_RECORDS} and network in {networks:Array(String)} group by network, kind, day order by network, kind, day`,
    { networks },
  );
  return grouped(found, ({ network: of, kind }) => `${of}\n${kind}`);
}

/** Of these readers, those that also asked what a robot may read: whoever calls itself one and does not is none. */
export async function wellBehaved(store: LogStore, rows: readonly DayRow[]): Promise<ReadonlySet<string>> {
  const robots = [...new Set(rows.filter(({ robot }) => robot > 0).map(({ client }) => client))].sort();
  if (robots.length === 0) return new Set();
  const found = await store.rows<{ client: string }>(
    `select client from web where client in {robots:Array(String)} and ${GIVEN.replace('status >= 200 and status < 300', 'status > 0')} and path = '/robots.txt'
     group by client order by client`,
    { robots },
  );
  return new Set(found.map(({ client }) => client));
}

/** How many of the answers had the size that most had; undefined where the log holds no sizes. */
export function oneSize({ asked }: DayRow): number | undefined {
  const counts = new Map<number, number>();
  for (const [, , size] of asked) if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
  const known = [...counts.values()].reduce((a, b) => a + b, 0);
  return known < FEWEST_WALKED ? undefined : Math.max(...counts.values()) / known;
}
