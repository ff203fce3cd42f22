// Records that name people, read one after the other by their numbers, by somebody from outside whose habit that is not and
// where everybody else reads a few: what only somebody does who takes them.
import { isOutside, networkInSql, networkOf } from '../networks.ts';
import type { LogStore, Place } from '../port.ts';
import { type Busy, GIVEN, OF_RECORDS, ofManyRequests, PAGE, PAGE_KIND } from './data-pages.ts';
import type { Finding } from './detection.ts';
import { areWalked, FEWEST_WALKED } from './walks.ts';
import { TIMED } from './web-behaviour.ts';

/** Of one reader's day, this many requests are looked at; and this many readers at once. */
const MOST_REQUESTS = 5_000;
const READERS_AT_ONCE = 50;
/** Readers beside the walker, from where their habit says anything; and how far beyond what nine of ten of them read. */
const FEWEST_OTHERS = 5;
const TIMES_HABIT = 5;
/** Days on which the same network read a fifth as much: its work. */
const DAYS_OF_HABIT = 3;
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
const ONE_SIZE = 0.9;
const RECORD_SIZE = 0.5;
/** Pages that staff are given and nobody else. */
const STAFF_PAGE =
  /\/(?:wp-)?(?:admin|manage|manager|management|staff|backoffice|back-office|backend|console|kanri)\w{0,16}(?:\/|$)/i;

type Asked = readonly [f: number, n: number, size: number, target: string];
type DayRow = {
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
type Others = {
  readonly kind: string;
  readonly readers: number;
  readonly usual: number;
  readonly robots: number;
};

/** What was made of one reader's day with one kind of page: reading in bulk does not tell it again. */
export type Walked = {
  readonly findings: readonly Finding[];
  /** By `dayKey`. */
  readonly told: ReadonlySet<string>;
  /** Who read as nobody ordinarily does. */
  readonly takers: readonly string[];
};

export const dayKey = ({ client, kind, day }: Pick<DayRow, 'client' | 'kind' | 'day'>) => `${client}\n${kind}\n${day}`;

/** Days of readers who walked, those of each in the order of kind and day. */
async function walks(store: LogStore, busy: Busy): Promise<DayRow[]> {
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
    for (const row of rows) if (areWalked(row.asked.map(([, , , target]) => target))) found.push(row);
  }
  return found;
}

/** What everybody reads of these kinds of page who did not walk. */
async function othersOf(
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
async function habitsOf(
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
  const habits = new Map<string, { day: number; pages: number }[]>();
  for (const { network: of, kind, day, pages } of found)
    habits.set(`${of}\n${kind}`, [...(habits.get(`${of}\n${kind}`) ?? []), { day, pages }]);
  return habits;
}

/** Of these readers, those that also asked what a robot may read: whoever calls itself one and does not is none. */
async function wellBehaved(store: LogStore, rows: readonly DayRow[]): Promise<ReadonlySet<string>> {
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
function oneSize({ asked }: DayRow): number | undefined {
  const counts = new Map<number, number>();
  for (const [, , size] of asked) if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
  const known = [...counts.values()].reduce((a, b) => a + b, 0);
  return known < FEWEST_WALKED ? undefined : Math.max(...counts.values()) / known;
}

function finding(row: DayRow, how: Pick<Finding, 'level' | 'success' | 'says'>): Finding {
  const { client, pages, first, last, asked } = row;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'walked-records',
    class: 'bulk-read',
    ...how,
    ...{ count: pages, first, last },
    places: asked.slice(0, 20).map(([f, n]): Place => ({ f, n })),
  };
}

/** Nobody was given anything, unless records are as long as each other: programs that ask for what is fixed do the same. */
const refused = (row: DayRow): Finding =>
  finding(row, {
    level: 'noise',
    success: 'none',
    says: {
      ja: `${row.kind} の番号を順に${row.pages}通り変えて要求したが、応答はほぼすべて同じ大きさだった`,
      en: `asked for ${row.pages} numbers of ${row.kind} one after the other; nearly all answers had one size`,
    },
  });

const taken = (row: DayRow, usual: number): Finding =>
  finding(row, {
    level: 'adverse',
    // That records went out is certain; that they were not the reader's to read is not.
    success: 'possible',
    says: {
      ja: `${row.kind} の番号を順に変えて、人についての記録${row.pages}件を1日で読み出した（ほかの閲覧者の9割は1日に最大${usual}件）`,
      en: `read ${row.pages} records of people in one day by walking through the numbers of ${row.kind} (nine of ten others read at most ${usual})`,
    },
  });

/** @throws AkashiError as every question to the logs does */
export async function walkedRecords(store: LogStore, busy: Busy): Promise<Walked> {
  const rows = await walks(store, busy);
  if (rows.length === 0) return { findings: [], told: new Set(), takers: [] };
  const others = await othersOf(store, rows);
  const habits = await habitsOf(store, rows);
  const robots = await wellBehaved(store, rows);
  const told = new Map<string, Finding>();
  for (const row of rows) {
    const same = oneSize(row);
    if (same !== undefined && same >= ONE_SIZE) told.set(dayKey(row), refused(row));
    const other = others.get(row.kind);
    if (same === undefined || same > RECORD_SIZE || !other || other.readers < FEWEST_OTHERS) continue;
    const isPublic = other.shared || other.robots > 0 || robots.has(row.client);
    const usual = (habits.get(`${networkOf(row.client)}\n${row.kind}`) ?? []).filter(
      ({ pages }) => TIMES_HABIT * pages >= row.pages,
    );
    const isTheirWork = usual.length >= DAYS_OF_HABIT || row.named > 0 || STAFF_PAGE.test(row.kind);
    if (isPublic || isTheirWork || !isOutside(row.client) || row.pages < TIMES_HABIT * other.usual) continue;
    told.set(dayKey(row), taken(row, other.usual));
  }
  const findings = [...told.values()];
  return { findings, told: new Set(told.keys()), takers: [...new Set(findings.map(({ actor }) => actor.id))].sort() };
}
