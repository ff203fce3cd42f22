// Whole tables written out of a database, told by the database's own log: whose habit that is, and who did it as a stranger.

import { isOutside, networkOf } from '../networks.ts';
import type { LogStore, Place } from '../port.ts';
import type { Finding, Level, Success } from './detection.ts';
import { type Limit, limitOf } from './limits.ts';
import { tablesWritten } from './written-tables.ts';

const DATABASE = `program in ('postgres', 'mysqld')`;

/**
 * What only a copy of a whole table looks like: COPY to the client, a file or a program (pg_dump asks no other way), the
 * statement by which mysqldump marks each table, SELECT into a file, a program for dumps that gave its name.
 */
const WROTE_OUT = `${DATABASE} and (
  match(fields['statement'], '(?is)^\\\\s*copy\\\\s.*\\\\sto\\\\s+(?:stdout|program\\\\b|\\'|e\\')')
  or match(fields['statement'], '(?is)^\\\\s*select\\\\s.*(?:sql_no_cache\\\\s*\\\\*/\\\\s*\\\\*\\\\s*from|\\\\sinto\\\\s+(?:outfile|dumpfile))\\\\s')
  or match(message, '^AUDIT: [^"]{0,200},READ,COPY,')
  or match(message, '^(?:replication )?connection authorized: .*application_name=(?:pg_dump|pg_dumpall|pg_basebackup)\\\\b'))`;

/** A session by what its lines have in common; a process number is given again, so a day's session is one of that day. */
const SESSION = `if(fields['thread'] != '', fields['thread'], if(fields['connection'] != '', fields['connection'], toString(pid)))`;

/** Sessions that wrote out, of one day each: fifty databases saved every night of ten years are as many. */
const MOST_SESSIONS = 200_000;
const MOST_HABITS = 100_000;
const IDS_AT_ONCE = 2_000;

/** Days of sessions that the log holds before, from where a stranger can be told from somebody seldom seen. */
const DAYS_KNOWN = 3;
/** Days on which the same account wrote out from the same place: a back-up. */
const DAYS_OF_HABIT = 3;
/** Who came from outside and began later than this after the log's first day did not always do so. */
const DAYS_OF_START = 7;

const DAY = 86_400_000;

type DumpRow = {
  readonly f: number;
  readonly session: string;
  readonly account: string;
  readonly address: string;
  readonly statements: number;
  readonly first: number;
  readonly last: number;
  /** The line of its first copy. */
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

async function dumps(store: LogStore): Promise<DumpRow[]> {
  return store.rows<DumpRow>(
    `select f, ${SESSION} as session, max(user) as account, max(ip) as address, countIf(action != 'login') as statements,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       min(n) as opening, groupArraySorted(20)((f, n)) as places
     from event where ${WROTE_OUT} group by f, session, toDate(ts) order by f, opening limit ${MOST_SESSIONS + 1}`,
  );
}

/** Who opened the sessions, where the lines of the statements do not say so themselves. */
async function openings(store: LogStore, rows: readonly DumpRow[]): Promise<Map<string, OpenRow[]>> {
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

function namedBy(row: DumpRow, opened: ReadonlyMap<string, readonly OpenRow[]>): { user: string; ip: string } {
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
function habits(store: LogStore, users: readonly string[]): Promise<HabitRow[]> {
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

/** One account at one place, and all that it wrote out. */
type Reader = {
  readonly user: string;
  readonly ip: string;
  readonly network: string;
  readonly days: Set<number>;
  statements: number;
  first: number;
  last: number;
  readonly places: Place[];
};

function readersOf(rows: readonly DumpRow[], opened: ReadonlyMap<string, readonly OpenRow[]>): Reader[] {
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

/** What the log holds of the time before an account wrote out from a place. */
type Before = {
  /** Whole days of sessions before. */
  readonly days: number;
  /** Whether the account came from there on an earlier day. */
  readonly known: boolean;
};

function beforeOf({ user, network, first }: Reader, seen: readonly HabitRow[]): Before {
  const start = seen[0]?.from ?? first;
  const known = seen.some((row) => row.user === user && networkOf(row.ip) === network && row.from <= first - DAY);
  return { days: Math.max(0, Math.floor((first - start) / DAY)), known };
}

/** Accounts of those who run the machine, used on it: back-ups by hand are their work. */
const isAtMachine = ({ user, ip }: Reader) =>
  /^(?:postgres|root|mysql|backup|admin|dba)$/i.test(user) && /^(?:|localhost|127\..*|::1|\[local\])$/.test(ip);

type Judged = { readonly level: Level; readonly success: Success; readonly ja: string; readonly en: string };

/**
 * What is done day after day from the same place is a back-up. Whoever makes a copy for the first time may be staff, and is
 * asked about, the more so from a network outside that the account never came from.
 */
function judge(reader: Reader, { days, known }: Before): Judged {
  const outside = isOutside(reader.ip);
  if (reader.days.size >= DAYS_OF_HABIT && (!outside || days <= DAYS_OF_START))
    return {
      level: 'noise',
      success: 'none',
      ja: `。${reader.days.size}日にわたり行われている`,
      en: `, as on ${reader.days.size} days in all`,
    };
  if (isAtMachine(reader))
    return {
      level: 'noise',
      success: 'none',
      ja: '。サーバーの上での管理用の利用者による操作',
      en: ', with an administrator’s account on the machine itself',
    };
  if (days < DAYS_KNOWN)
    return {
      level: outside ? 'notable' : 'noise',
      success: outside ? 'possible' : 'none',
      ja: '（それ以前の記録が短く、普段からかどうかは分からない）',
      en: ' (the log begins too shortly before to tell whether that is usual)',
    };
  if (outside && !known)
    return {
      // That it went out is certain; that it went to anybody but staff is not.
      level: 'adverse',
      success: 'possible',
      ja: `（この利用者が、それまでの${days}日間に一度も使っていない外部の接続元）`,
      en: ` (an outside network that this account had not used on the ${days} days before)`,
    };
  return {
    level: 'notable',
    success: 'possible',
    ja: `（それまでの${days}日間にはなかったこと）`,
    en: ` (which did not happen on the ${days} days before)`,
  };
}

const howJa = (statements: number) => (statements > 0 ? `${statements}文` : '書き出し用の接続による');
const howEn = (statements: number) =>
  statements === 0 ? 'by a connection made for it' : `${statements} ${statements === 1 ? 'statement' : 'statements'}`;

/** Tables written out of PostgreSQL and MySQL, one finding for each account and place. */
export async function databaseDumps(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await dumps(store);
  if (rows.length === 0) return [];
  if (rows.length > MOST_SESSIONS) limits.push(limitOf('database-sessions', ['data-dump'], MOST_SESSIONS));
  const readers = readersOf(rows, await openings(store, rows));
  const seen = await habits(store, [...new Set(readers.map(({ user }) => user))].sort());
  if (seen.length > MOST_HABITS) limits.push(limitOf('database-habits', ['data-dump'], MOST_HABITS));
  const judged = readers.map((reader) => ({ reader, ...judge(reader, beforeOf(reader, seen)) }));
  const findings: Finding[] = [];
  for (const { reader, level, success, ja, en } of judged) {
    const { user, ip, statements, first, last, places } = reader;
    // What was written out is told of what is asked about, not of every night's back-up.
    const tables = success === 'none' ? [] : await tablesWritten(store, places);
    findings.push({
      actor: ip !== '' ? { kind: 'ip', id: ip } : { kind: 'user', id: user },
      sign: 'database-dump',
      class: 'data-dump',
      ...{ level, success },
      says: {
        ja: `データベースの利用者${user ? `「${user}」` : '（不明）'}が表をまるごと書き出した（${howJa(statements)}）${ja}`,
        en: `the database account ${user ? `“${user}”` : '(unknown)'} wrote out whole tables (${howEn(statements)})${en}`,
      },
      ...{ count: Math.max(1, statements), first, last, places },
      ...(tables.length > 0 ? { tables } : {}),
    });
  }
  return findings;
}
