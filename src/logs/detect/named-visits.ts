// What each name that a web server asked a password or a key for did, by address and day.
import type { LogStore } from '../port.ts';
import { type Limit, limitOf } from './limits.ts';
import { TIMED } from './web-behaviour.ts';

/** Visits looked at, of names that took much at least once. */
const MOST_VISITS = 200_000;
/** Of one name's day at one address, from where it took much: two exports, or reading by a program; nobody else is asked about. */
export const LEAST_BYTES = 50_000;
export const FEWEST_EXPORTS = 2;
export const FEWEST_READS = 20;
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

/** A name is the client's spelling, as far as it can be printed. */
export const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 64);

/** Names of whom one visit at least could be told. */
const TOOK_MUCH = `select user from web where user != '' and status < 400 and ${TIMED} group by user, client, toYYYYMMDD(ts)
  having (countIf(${EXPORT}) >= ${FEWEST_EXPORTS} and maxIf(size, ${EXPORT}) >= ${LEAST_BYTES})
    or (count() >= ${FEWEST_READS} and sum(greatest(size, 0)) >= ${LEAST_BYTES} and countIf(match(agent, '(?i)mozilla|opera')) = 0)`;

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
  const visits = await store.rows<Visit>(
    `select user, client, toYYYYMMDD(ts) as day, count() as requests, sum(greatest(size, 0)) as bytes,
       arraySlice(arraySort(groupUniqArray(agent)), 1, ${MOST_AGENTS}) as agents, arraySort(groupUniqArray(toHour(ts))) as hours,
       countIf(${EXPORT}) as exports, maxIf(size, ${EXPORT}) as largest,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       groupArraySortedIf(${MOST_PLACES})((f, n), ${EXPORT}) as places,
       groupArraySorted(${MOST_PLACES})((f, n)) as reads
     from web where user in (${TOOK_MUCH}) and status < 400 and ${TIMED}
     group by user, client, day order by user, first, client limit ${most + 1}`,
  );
  if (visits.length <= most) return visits;
  limits.push(limitOf('named-visits', ['bulk-read'], most));
  // The last name is there in part only, and half a habit makes a stranger of its owner.
  const cut = visits.at(-1)?.user;
  return visits.filter(({ user }) => user !== cut);
}
