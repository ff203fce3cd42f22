// What each name that a web server asked a password or a key for did, by address and day; and each key that stands in the
// address of requests.
import type { LogStore, Parameters } from '../../port.ts';
import { type Limit, limitOf, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Visits looked at, of names that took much at least once. */
const MOST_VISITS = 200_000;
/** Of one name's day at one address, from where it took much: two exports, or reading by a program; nobody else is asked about. */
export const LEAST_BYTES = 50_000;
export const FEWEST_EXPORTS = 2;
export const FEWEST_READS = 20;
/** As much in fewer requests: lists taken in parts of thousands. */
export const LARGE_BYTES = 1_000_000;
const MOST_PLACES = 20;
/** The first in the order of their names, so that it does not matter which line was read first: programs have a few. */
const MOST_AGENTS = 100;

const EXPORT = `status >= 200 and status < 300 and match(target, '(?i)export|download|\\\\.csv|\\\\.xlsx?(?:$|[?&])|format=(?:csv|xls|json)|\\\\.sql|backup|dump')`;

/** What a name did from one address on one day. */
export type Visit = {
  readonly user: string;
  readonly client: string;
  readonly day: number;
  readonly requests: number;
  readonly bytes: number;
  readonly agents: readonly string[];
  readonly hours: readonly number[];
  readonly exports: number;
  readonly largest: number;
  readonly first: number;
  readonly last: number;
  /** Of the exports, and of all it did. */
  readonly places: readonly (readonly [f: number, n: number])[];
  readonly reads: readonly (readonly [f: number, n: number])[];
};

/**
 * A name is the client's spelling, as far as it can be printed. Of a key, which is nobody's business, as much as tells it from
 * others.
 */
export function printable(name: string): string {
  const text = name.replace(MARK_OF_KEY, '').replace(/[^\x20-\x7e]/g, '?');
  return name.startsWith(MARK_OF_KEY) ? `key ${text.slice(0, 4)}...${text.slice(-2)}` : text.slice(0, 64);
}

/** A key in a parameter is a name to the program that sends it, and to whoever has got hold of it. */
const KEY = `extract(query, '(?i)(?:^|&)(?:(?:api|app|access|auth|subscription|partner|client|private|secret)[_-]?)?(?:key|token|secret)=([A-Za-z0-9_.~-]{8,128})(?:&|$)')`;
/** Where one may stand: looked for first, because that costs a tenth of the expression. */
const MAY_HOLD_KEY =
  "multiSearchAny(query, ['key=', 'Key=', 'KEY=', 'token=', 'Token=', 'TOKEN=', 'secret=', 'Secret=', 'SECRET='])";
/** Keys that are asked about: links in mails carry one for each reader, of whom none takes much by a program. */
const MOST_KEYS = 1_000;

/** Before a key, where names stand: no name begins so. */
const MARK_OF_KEY = '\u0000';

/** Whether a visit was made by a key in the address rather than under a name. */
export const isByKey = ({ user }: Visit): boolean => user.startsWith(MARK_OF_KEY);

/** Who a request is made by, and which requests are looked at. */
type Naming = { readonly who: string; readonly where: string; readonly parameters: Parameters };

/** Names of whom one visit at least could be told. */
const TOOK_MUCH = `select user from web where user != '' and status < 400 and ${TIMED} group by user, client, toYYYYMMDD(ts)
  having (countIf(${EXPORT}) >= ${FEWEST_EXPORTS} and maxIf(size, ${EXPORT}) >= ${LEAST_BYTES})
    or (count() >= ${FEWEST_READS} and sum(greatest(size, 0)) >= ${LEAST_BYTES} and countIf(match(agent, '(?i)mozilla|opera')) = 0)`;
const ofNames: Naming = { who: 'user', where: `where user in (${TOOK_MUCH})`, parameters: {} };

/** Keys by which a program took much from one address on one day. */
async function keysOf(store: LogStore, limits: Limit[]): Promise<Naming | undefined> {
  const rows = await store.rows<{ name: string }>(
    `select distinct name from (
       select ${KEY} as name, client, count() as times, sum(greatest(size, 0)) as bytes, countIf(match(agent, '(?i)mozilla|opera')) as people
       from web prewhere ${MAY_HOLD_KEY} where user in ('', '-') and status < 400 and ${TIMED} group by name, client, toYYYYMMDD(ts))
     where name != '' and ((times >= ${FEWEST_READS} and bytes >= ${LEAST_BYTES}) or bytes >= ${LARGE_BYTES}) and people = 0 order by name limit ${MOST_KEYS + 1}`,
  );
  if (rows.length === 0) return undefined;
  const keys = within(rows, MOST_KEYS, limits, 'keys-in-addresses', ['bulk-read']);
  const parameters = { keys: keys.map(({ name }) => name) };
  return {
    who: KEY,
    where: `prewhere ${MAY_HOLD_KEY} where user in ('', '-') and name in {keys:Array(String)}`,
    parameters,
  };
}

/**
 * All visits of names that took much at least once, in order of name and time: on a site whose customers have names, staff and
 * programs are not lost among them.
 *
 * @param most where there are more, the names beyond are not looked at, which is told
 */
export async function visitsOf(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_VISITS,
): Promise<readonly Visit[]> {
  const byName = await visitsBy(store, limits, most, ofNames);
  const keys = await keysOf(store, limits);
  const byKey = keys ? await visitsBy(store, limits, most, keys) : [];
  return [...byName, ...byKey.map((visit) => ({ ...visit, user: `${MARK_OF_KEY}${visit.user}` }))];
}

async function visitsBy(store: LogStore, limits: Limit[], most: number, naming: Naming): Promise<readonly Visit[]> {
  const rows = await store.rows<Omit<Visit, 'user'> & { readonly name: string }>(
    `select ${naming.who} as name, client, toYYYYMMDD(ts) as day, count() as requests, sum(greatest(size, 0)) as bytes,
       arraySlice(arraySort(groupUniqArray(agent)), 1, ${MOST_AGENTS}) as agents, arraySort(groupUniqArray(toHour(ts))) as hours,
       countIf(${EXPORT}) as exports, maxIf(size, ${EXPORT}) as largest,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       groupArraySortedIf(${MOST_PLACES})((f, n), ${EXPORT}) as places,
       groupArraySorted(${MOST_PLACES})((f, n)) as reads
     from web ${naming.where} and status < 400 and ${TIMED}
     group by name, client, day order by name, first, client limit ${most + 1}`,
    naming.parameters,
  );
  const visits = rows.map(({ name, ...visit }): Visit => ({ ...visit, user: name }));
  if (visits.length <= most) return visits;
  limits.push(limitOf('named-visits', ['bulk-read'], most));
  // The last name is there in part only, and half a habit makes a stranger of its owner.
  const cut = visits.at(-1)?.user;
  return visits.filter(({ user }) => user !== cut);
}
