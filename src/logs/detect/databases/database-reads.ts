// Lists read out of a database by an ordinary statement, where its own log counts the rows: by an account from an outside
// network that it had not come from before.

import { isOutside } from '../../networks.ts';
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

const READ_MANY = `${DATABASE} and action = 'db-query' and ${ROWS} >= ${FEWEST_ROWS}
  and (match(${STATEMENT}, '(?i)^\\\\s*(?:select|with)\\\\s') or match(message, '^AUDIT: [^"]{0,200},READ,SELECT,'))`;

/** A log of slow statements alone shows nobody's ordinary use: that an account was not seen there says less. */
const TELLS_LOGINS = `select count() as logins from event where ${DATABASE} and action = 'login'`;

type StatementRow = { readonly rows: number; readonly said: string };

/** What the statements name, each table once, with the most rows that one of them gave of it. */
async function tablesOf(store: LogStore, places: readonly Place[]): Promise<readonly WrittenTable[]> {
  const statements = await store.rows<StatementRow>(
    `select toUInt64(${ROWS}) as rows, substring(${STATEMENT}, 1, 8000) as said from event
     where (f, n) in (select arrayJoin(arrayZip({fs:Array(UInt32)}, {ns:Array(UInt64)}))) and ${READ_MANY} order by rows desc, f, n`,
    { fs: places.map(({ f }) => f), ns: places.map(({ n }) => n) },
  );
  const found = new Map<string, WrittenTable>();
  for (const { rows, said } of statements) {
    const table = tableRead(said);
    if (table && !found.has(table.name)) found.set(table.name, { ...table, rows: Number(rows) });
  }
  return [...found.values()];
}

/** @throws AkashiError as every question to the logs does */
export async function databaseReads(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const sessions = await sessionsWith(store, READ_MANY);
  if (sessions.length === 0) return [];
  if (sessions.length > MOST_SESSIONS) limits.push(limitOf('database-sessions', ['data-dump'], MOST_SESSIONS));
  const readers = readersOf(sessions, await openings(store, sessions)).filter(({ ip }) => isOutside(ip));
  if (readers.length === 0) return [];
  const seen = await habits(store, [...new Set(readers.map(({ user }) => user))].sort());
  if (seen.length > MOST_HABITS) limits.push(limitOf('database-habits', ['data-dump'], MOST_HABITS));
  const [{ logins } = { logins: 0 }] = await store.rows<{ logins: number }>(TELLS_LOGINS);
  const findings: Finding[] = [];
  for (const reader of readers) {
    const { days, known } = beforeOf(reader, seen);
    // Whoever does so day after day, or had come from there before, is at work.
    if (known || reader.days.size >= DAYS_OF_HABIT) continue;
    const tables = await tablesOf(store, reader.places);
    findings.push(finding(reader, { days, isTold: Number(logins) > 0 && days >= DAYS_KNOWN, tables }));
  }
  return findings;
}

type Seen = { readonly days: number; readonly isTold: boolean; readonly tables: readonly WrittenTable[] };

function finding(reader: Reader, { days, isTold, tables }: Seen): Finding {
  const { user, ip, statements, first, last, places } = reader;
  const most = Math.max(0, ...tables.map(({ rows = 0 }) => rows));
  return {
    actor: { kind: 'ip', id: ip },
    sign: DATABASE_READ,
    class: 'data-dump',
    level: isTold ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `データベースの利用者${user ? `「${user}」` : '（不明）'}が、一つの文で${most > 0 ? `最大${most}件` : `${FEWEST_ROWS}件以上`}を読み出した（${statements}文${isTold ? `。それまでの${days}日間に一度も使っていない外部の接続元` : '。外部の接続元。普段からかどうかは、この記録では分からない'}）`,
      en: `the database account ${user ? `“${user}”` : '(unknown)'} was given ${most > 0 ? `up to ${most}` : `${FEWEST_ROWS} or more`} rows by one statement (${statements} ${statements === 1 ? 'statement' : 'statements'}), from an outside network${isTold ? ` that it had not used on the ${days} days before` : '; whether that is usual this log cannot tell'}`,
    },
    ...{ count: statements, first, last, places },
    ...(tables.length > 0 ? { tables } : {}),
  };
}
