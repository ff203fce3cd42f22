// Lists read out of a database by an ordinary statement, by an account from an outside network that it had not come from before:
// where the database's own log counts the rows, and where it does not, but the statement asks for a whole table without a condition.

import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import {
  beforeOf,
  DATABASE,
  DAYS_KNOWN,
  DAYS_OF_HABIT,
  habits,
  MOST_HABITS,
  MOST_SESSIONS,
  openings,
  type Reader,
  readersOf,
  sessionsWith,
} from './database-sessions.ts';
import { tableRead, type WrittenTable } from './written-tables.ts';

export const DATABASE_READ = 'database-read';

/** Rows that a statement gave: MySQL's slow log and pgAudit (with `pgaudit.log_rows`, its last column) count them. */
const ROWS = `multiIf(fields['Rows_sent'] != '', toUInt64OrZero(fields['Rows_sent']),
  startsWith(message, 'AUDIT: '), toUInt64OrZero(extract(message, ',([0-9]{1,12})\\\\s*$')), 0)`;
const STATEMENT = `if(fields['statement'] != '', fields['statement'], message)`;

/** More than a page of a list shows. */
const FEWEST_ROWS = 100;

/** All columns of one table, without a condition; whole, or a page of a hundred rows at least (three digits). */
const WHOLE_TABLE =
  '(?i)^\\\\s*select\\\\s+[*]\\\\s+from\\\\s+[\\\\w."`]{1,130}(?:\\\\s+order\\\\s+by\\\\s+[\\\\w.,"` ]{1,130})?(?:\\\\s+limit\\\\s+(?:[0-9]{1,12}\\\\s*,\\\\s*)?[0-9]{3,9}(?:\\\\s+offset\\\\s+[0-9]{1,12})?)?\\\\s*;?\\\\s*$';
const IS_COUNTED = `(fields['Rows_sent'] != '' or startsWith(message, 'AUDIT: '))`;

const READ_MANY = `${DATABASE} and action = 'db-query' and (
  (${ROWS} >= ${FEWEST_ROWS} and (match(${STATEMENT}, '(?i)^\\\\s*(?:select|with)\\\\s') or match(message, '^AUDIT: [^"]{0,200},READ,SELECT,')))
  or (not ${IS_COUNTED} and match(fields['statement'], '${WHOLE_TABLE}')))`;

/** A log of slow statements alone shows nobody's ordinary use: that an account was not seen there says less. */
const TELLS_LOGINS = `select count() as logins from event where ${DATABASE} and action = 'login'`;

type StatementRow = { readonly rows: number; readonly said: string };

type Tables = {
  /** What the statements name, each table once, with the most rows that one of them gave of it. */
  readonly tables: readonly WrittenTable[];
  /** The most rows that one statement gave; 0 where the log counts none. */
  readonly most: number;
};

async function tablesOf(store: LogStore, places: readonly Place[]): Promise<Tables> {
  const statements = await store.rows<StatementRow>(
    `select toUInt64(${ROWS}) as rows, substring(${STATEMENT}, 1, 8000) as said from event
     where (f, n) in (select arrayJoin(arrayZip({fs:Array(UInt32)}, {ns:Array(UInt64)}))) and ${READ_MANY} order by rows desc, f, n`,
    { fs: places.map(({ f }) => f), ns: places.map(({ n }) => n) },
  );
  const found = new Map<string, WrittenTable>();
  for (const { rows, said } of statements) {
    const table = tableRead(said);
    if (table && !found.has(table.name))
      found.set(table.name, Number(rows) > 0 ? { ...table, rows: Number(rows) } : table);
  }
  return { tables: [...found.values()], most: Number(statements[0]?.rows ?? 0) };
}

/** @throws AkashiError as every question to the logs does */
export async function databaseReads(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const sessions = await sessionsWith(store, READ_MANY);
  if (sessions.length === 0) return [];
  if (sessions.length > MOST_SESSIONS) limits.push(limitOf('database-sessions', ['data-dump'], MOST_SESSIONS));
  const all = readersOf(sessions, await openings(store, sessions));
  const readers = all.filter(({ ip }) => isOutside(ip));
  if (readers.length === 0) return [];
  const seen = await habits(store, [...new Set(readers.map(({ user }) => user))].sort());
  if (seen.length > MOST_HABITS) limits.push(limitOf('database-habits', ['data-dump'], MOST_HABITS));
  const [{ logins } = { logins: 0 }] = await store.rows<{ logins: number }>(TELLS_LOGINS);
  const findings: Finding[] = [];
  for (const reader of readers) {
    const { days, known } = beforeOf(reader, seen);
    // Whoever does so day after day, or had come from there before, is at work.
    if (known || reader.days.size >= DAYS_OF_HABIT) continue;
    const { tables, most } = await tablesOf(store, reader.places);
    const isTold = Number(logins) > 0 && days >= DAYS_KNOWN;
    const isUsual = isTold && (await readBefore(store, reader, tables, all));
    // Without a count of rows a small table looks like a large one: only of a program's account, used from inside, is it strange.
    const before = seen.filter(
      (one) => one.user === reader.user && networkOf(one.ip) !== reader.network && one.from < reader.first,
    );
    const isProgram = before.length > 0 && before.every(({ ip }) => !isOutside(ip));
    const isGrave = isTold && !isUsual && (most > 0 || isProgram);
    findings.push(finding(reader, { days, isTold, isUsual, isGrave, tables, most }));
  }
  return findings;
}

const DAY_MS = 86_400_000;
/** Days on which the account had read so from elsewhere, and how much more it may read by such a habit. */
const DAYS_OF_READING = 2;
const TIMES_HABIT = 3;

/** Whether the account reads the same tables, and about as much of them, from where it is used: who works with lists, on a journey. */
async function readBefore(
  store: LogStore,
  { user, network, first }: Reader,
  tables: readonly WrittenTable[],
  all: readonly Reader[],
): Promise<boolean> {
  const others = all.filter((one) => one.user === user && one.network !== network && one.first < first);
  const days = new Set(others.flatMap((one) => [...one.days]).filter((day) => day < Math.floor(first / DAY_MS)));
  if (tables.length === 0 || days.size < DAYS_OF_READING) return false;
  const { tables: usual } = await tablesOf(
    store,
    others.flatMap(({ places }) => places),
  );
  return tables.every(({ name, rows = 0 }) =>
    usual.some((table) => table.name === name && rows <= TIMES_HABIT * (table.rows ?? 0)),
  );
}

type Seen = Tables & {
  readonly days: number;
  /** The log tells of logins, for long enough before. */
  readonly isTold: boolean;
  /** The account reads so from elsewhere too. */
  readonly isUsual: boolean;
  readonly isGrave: boolean;
};

function finding(reader: Reader, { days, isTold, isUsual, isGrave, tables, most }: Seen): Finding {
  const { user, ip, statements, first, last, places } = reader;
  const read =
    most > 0
      ? {
          ja: `一つの文で${most}件${statements > 1 ? '（最大）' : ''}を読み出した`,
          en: `was given ${statements > 1 ? 'up to ' : ''}${most} rows by one statement`,
        }
      : {
          ja: '条件を付けずに表の全体、または大きな頁を読み出した',
          en: 'read whole tables, or large pages of them, without a condition; this log does not count rows',
        };
  const where = isTold
    ? {
        ja: `それまでの${days}日間に一度も使っていない外部の接続元${isUsual ? '。同じ表は、ほかの場所からも普段読み出されている' : ''}`,
        en: `from an outside network that it had not used on the ${days} days before${isUsual ? '; it reads the same tables from elsewhere too' : ''}`,
      }
    : {
        ja: '外部の接続元。普段からかどうかは、この記録では分からない',
        en: 'from an outside network; whether that is usual this log cannot tell',
      };
  return {
    actor: { kind: 'ip', id: ip },
    sign: DATABASE_READ,
    class: 'data-dump',
    level: isGrave ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `データベースの利用者${user ? `「${user}」` : '（不明）'}が、${read.ja}（${statements}文。${where.ja}）`,
      en: `the database account ${user ? `“${user}”` : '(unknown)'} ${read.en} (${statements} ${statements === 1 ? 'statement' : 'statements'}), ${where.en}`,
    },
    ...{ count: statements, first, last, places },
    ...(tables.length > 0 ? { tables } : {}),
  };
}
