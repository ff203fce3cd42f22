// Whole tables written out of a database, told by the database's own log: whose habit that is, and who did it as a stranger.

import { isOutside } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding, Level, Success } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import {
  type Before,
  beforeOf,
  DATABASE,
  DAYS_KNOWN,
  DAYS_OF_HABIT,
  DAYS_OF_START,
  habits,
  MOST_HABITS,
  MOST_SESSIONS,
  openings,
  type Reader,
  readersOf,
  sessionsWith,
} from './database-sessions.ts';
import { tablesWritten } from './written-tables.ts';

/**
 * What only a copy of a whole table looks like: COPY to the client, a file or a program (pg_dump asks no other way), the
 * statement by which mysqldump marks each table, SELECT into a file, a program for dumps that gave its name.
 */
const WROTE_OUT = `${DATABASE} and (
  match(fields['statement'], '(?is)^\\\\s*copy\\\\s.*\\\\sto\\\\s+(?:stdout|program\\\\b|\\'|e\\')')
  or match(fields['statement'], '(?is)^\\\\s*select\\\\s.*(?:sql_no_cache\\\\s*\\\\*/\\\\s*\\\\*\\\\s*from|\\\\sinto\\\\s+(?:outfile|dumpfile))\\\\s')
  or match(message, '^AUDIT: [^"]{0,200},READ,COPY,')
  or match(message, '^(?:replication )?connection authorized: .*application_name=(?:pg_dump|pg_dumpall|pg_basebackup)\\\\b'))`;

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
  const rows = await sessionsWith(store, WROTE_OUT);
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
