// What each name that a web server asked a password or a key for did, by address and day.
import type { LogStore } from '../port.ts';
import { TIMED } from './web-behaviour.ts';

/** Names and places asked about: a panel has few. */
const MOST_VISITS = 10_000;
const MOST_PLACES = 20;
const MOST_AGENTS = 8;

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

/** In order of name and time; none where there are too many: then the names are of customers, who come from everywhere. */
export async function visitsOf(store: LogStore): Promise<readonly Visit[]> {
  const visits = await store.rows<Visit>(
    `select user, client, toYYYYMMDD(ts) as day, count() as requests, sum(greatest(size, 0)) as bytes,
       arraySort(groupUniqArray(${MOST_AGENTS})(agent)) as agents, arraySort(groupUniqArray(toHour(ts))) as hours,
       countIf(${EXPORT}) as exports, maxIf(size, ${EXPORT}) as largest,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       arraySlice(arraySort(groupArrayIf(${MOST_PLACES})((f, n), ${EXPORT})), 1, ${MOST_PLACES}) as places,
       groupArraySorted(${MOST_PLACES})((f, n)) as reads
     from web where user != '' and status < 400 and ${TIMED}
     group by user, client, day order by user, first, client limit ${MOST_VISITS + 1}`,
  );
  return visits.length > MOST_VISITS ? [] : visits;
}
