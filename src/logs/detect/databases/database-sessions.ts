// Sessions at a database by its own log: whose they were, from where, and whether the account had come from there before.

import { networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';

export const DATABASE = `program in ('postgres', 'mysqld')`;

/** A session by what its lines have in common; a process number is given again, so a day's session is one of that day. */
const SESSION = `if(fields['thread'] != '', fields['thread'], if(fields['connection'] != '', fields['connection'], toString(pid)))`;

/** Sessions that wrote out, of one day each: fifty databases saved every night of ten years are as many. */
export const MOST_SESSIONS = 200_000;
export const MOST_HABITS = 100_000;
const IDS_AT_ONCE = 2_000;

/** Days of sessions that the log holds before, from where a stranger can be told from somebody seldom seen. */
export const DAYS_KNOWN = 3;
/** Days on which the same account did the same from the same place: a back-up, or daily work. */
export const DAYS_OF_HABIT = 3;
/** Who came from outside and began later than this after the log's first day did not always do so. */
export const DAYS_OF_START = 7;

const DAY = 86_400_000;

type SessionRow = {
  readonly f: number;
  readonly session: string;
  readonly account: string;
  readonly address: string;
  readonly statements: number;
  readonly first: number;
  readonly last: number;
  /** The line of its first such statement. */
  readonly opening: number;
  readonly places: readonly (readonly [number, number])[];
};
type OpenRow = {
  readonly f: number;
  readonly n: number;
  readonly session: string;
  readonly user: string;
  readonly ip: string;
};
type HabitRow = { readonly user: string; readonly ip: string; readonly from: number };

/** Sessions with lines for which a condition holds; who opened one may stand in other lines. */
export function sessionsWith(store: LogStore, condition: string): Promise<SessionRow[]> {
  return store.rows<SessionRow>(
    `select f, ${SESSION} as session, user as account, ip as address, countIf(action != 'login') as statements,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       min(n) as opening, groupArraySorted(20)((f, n)) as places
     from event where ${condition} group by f, session, toDate(ts), account, address order by f, opening limit ${MOST_SESSIONS + 1}`,
  );
}

/** Who opened the sessions, where the lines of the statements do not say so themselves. */
export async function openings(store: LogStore, rows: readonly SessionRow[]): Promise<Map<string, OpenRow[]>> {
  const unnamed = rows.filter(({ account, address }) => account === '' || address === '');
  const opened = new Map<string, OpenRow[]>();
  for (let i = 0; i < unnamed.length; i += IDS_AT_ONCE) {
    const sessions = [...new Set(unnamed.slice(i, i + IDS_AT_ONCE).map(({ session }) => session))].sort();
    const found = await store.rows<OpenRow>(
      `select f, n, ${SESSION} as session, user, ip from event
       where ${DATABASE} and action in ('login', 'db-connect') and session in {sessions:Array(String)} order by f, n`,
      { sessions },
    );
    for (const row of found) {
      const key = `${row.f}\n${row.session}`;
      const list = opened.get(key) ?? [];
      if (list.at(-1)?.n !== row.n) list.push(row);
      opened.set(key, list);
    }
  }
  return opened;
}

/** A connection is told in two lines, the address in the first and the account in the second. */
const CONNECTION_LINES = 2;

function namedBy(row: SessionRow, opened: ReadonlyMap<string, readonly OpenRow[]>): { user: string; ip: string } {
  const before = (opened.get(`${row.f}\n${row.session}`) ?? [])
    .filter(({ n }) => n <= row.opening)
    .slice(-CONNECTION_LINES);
  const last = (pick: 'user' | 'ip') => before.findLast((line) => line[pick] !== '')?.[pick] ?? '';
  return { user: row.account || last('user'), ip: row.address || last('ip') };
}

/**
 * Since when each of these accounts has had sessions from each address, and first of all since when anybody has; the address
 * often stands in the line before the account's.
 */
export function habits(store: LogStore, users: readonly string[]): Promise<HabitRow[]> {
  return store.rows<HabitRow>(
    `select user, ip, toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as from from (
       select ts, user as who, action as what, if(ip != '', ip, lagInFrame(ip) over (partition by f, ${SESSION} order by n
         rows between 1 preceding and current row)) as place
       from event where ${DATABASE} and (action in ('login', 'db-connect') or (user != '' and ip != '' and action != 'login-failed'))
     ) where who != '' and what != 'db-connect' and ts > 0 group by if(who in {users:Array(String)}, who, '') as user, if(user = '', '', place) as ip
     order by from, user, ip limit ${MOST_HABITS + 1}`,
    { users },
  );
}

/** One account at one place, and all its statements of the kind asked for. */
export type Reader = {
  readonly user: string;
  readonly ip: string;
  readonly network: string;
  readonly days: Set<number>;
  statements: number;
  first: number;
  last: number;
  readonly places: Place[];
};

export function readersOf(rows: readonly SessionRow[], opened: ReadonlyMap<string, readonly OpenRow[]>): Reader[] {
  const readers = new Map<string, Reader>();
  for (const row of rows) {
    const { user, ip } = namedBy(row, opened);
    const network = networkOf(ip);
    const key = `${user}\n${network}`;
    const reader = readers.get(key) ?? {
      ...{ user, ip, network, days: new Set<number>(), statements: 0, first: row.first, last: row.last, places: [] },
    };
    readers.set(key, reader);
    reader.days.add(Math.floor(row.first / DAY));
    reader.statements += row.statements;
    reader.first = Math.min(reader.first, row.first);
    reader.last = Math.max(reader.last, row.last);
    for (const [f, n] of row.places) if (reader.places.length < 20) reader.places.push({ f, n });
  }
  return [...readers.values()];
}

/** What the log holds of the time before an account did so from a place. */
export type Before = {
  /** Whole days of sessions before. */
  readonly days: number;
  /** Whether the account came from there on an earlier day. */
  readonly known: boolean;
};

export function beforeOf({ user, network, first }: Reader, seen: readonly HabitRow[]): Before {
  const start = seen[0]?.from ?? first;
  const known = seen.some((row) => row.user === user && networkOf(row.ip) === network && row.from <= first - DAY);
  return { days: Math.max(0, Math.floor((first - start) / DAY)), known };
}
