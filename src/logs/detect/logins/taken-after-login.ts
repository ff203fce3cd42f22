// What whoever guessed a password took once inside: files fetched over FTP or SFTP by the same source, databases written out and files
// sent away by commands of that user. Each of these is daily work by itself; after such a login it is how data leaves.
import { grouped } from '../../../vocabulary/grouped.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import { TAKEN_FILES } from '../reads/file-takings.ts';
import { PEOPLE_IN_FILE_NAMES } from '../reads/people-words.ts';
import { CAME_IN } from './refused-logins.ts';

/** An intruder at work stays for hours; by the next day the account is its owner's again. */
const WITHIN_SECONDS = 12 * 3_600;
const MOST_LINES = 10_000;

/** Tables, databases and archives: of a page or a picture, fetching says nothing about data of people. */
const HOLDS_DATA = String.raw`(?i)\.(?:csv|tsv|xlsx?|ods|mdb|accdb|sqlite3?|db|sql|dump|bak|tar|tgz|zip|7z|rar)(?:\.(?:gz|bz2|xz|zst|zip|gpg))?$`;
/** Copies of a database, and tables under a name that people are kept under; an archive may hold the site alone. */
const SURELY = new RegExp(
  `\\.(?:sql|dump|mdb|accdb)(?:\\.[a-z0-9]{2,4})?$|(?:${PEOPLE_IN_FILE_NAMES}|bookings?|reservations?|patients?|clients?|guests?|tenants?|pupils?|students?|parents?|donors?|users?)[^/]{0,64}$`,
  'i',
);
/** A program that writes a whole database out. Looking for one, or its manual, runs another program. */
const WRITES_OUT = String.raw`^(?:\S{0,64}/)?(?:mysqldump|mariadb-dump|pg_dump(?:all)?|mongodump|mongoexport)\s`;

type Entry = { readonly ip: string; readonly user: string; readonly at: number };
type Row = { readonly ip: string; readonly at: number; readonly f: number; readonly n: number; readonly path: string };

const SECOND = 'toUnixTimestamp(toDateTime(ts))';

/**
 * @param findings of which logins after guesses are used: whose password was guessed, from where and when
 * @throws AkashiError as every question to the logs does
 */
export async function takenAfterLogin(
  store: LogStore,
  findings: readonly Finding[],
  limits: Limit[],
): Promise<Finding[]> {
  const guessed = findings.filter(
    (one) => one.class === 'bruteforce-login' && one.success === 'shown' && one.actor.kind === 'ip',
  );
  const ips = [...new Set(guessed.map(({ actor }) => actor.id))].sort();
  if (ips.length === 0) return [];
  const entries = await store.rows<Entry>(
    `select ip, user, min(${SECOND}) as at from event where ${CAME_IN} and ts > 0 and ip in {ips:Array(String)}
     group by ip, user order by ip, user`,
    { ips },
  );
  if (entries.length === 0) return [];
  const fetched = await store.rows<Row>(
    `select ip, ${SECOND} as at, f, n, substring(path, -500) as path from ${TAKEN_FILES} where ts > 0 and ip in {ips:Array(String)}
       and match(path, ${literal(HOLDS_DATA)})
     order by ip, at, f, n limit ${MOST_LINES + 1}`,
    { ips },
  );
  // Jobs run without a terminal, in the name of the same user as often as not.
  const commanded = await store.rows<Row & { readonly user: string }>(
    `select '' as ip, user, ${SECOND} as at, f, n, '' as path from event where action in ('sudo', 'exec') and ts > 0
       and user in {users:Array(String)} and fields['tty'] not in ('', '(none)', '?', 'unknown')
       and match(fields['command'], ${literal(WRITES_OUT)})
     order by at, f, n limit ${MOST_LINES + 1}`,
    { users: [...new Set(entries.map(({ user }) => user))].filter((user) => user !== '').sort() },
  );
  if (fetched.length > MOST_LINES || commanded.length > MOST_LINES)
    limits.push(limitOf('taken-after-login', ['data-dump'], MOST_LINES));
  const within = (entry: Entry, at: number) => at >= entry.at && at <= entry.at + WITHIN_SECONDS;
  const taken = [
    ...fetched.flatMap((row) => (entries.some((one) => one.ip === row.ip && within(one, row.at)) ? [row] : [])),
    ...commanded.flatMap((row) => {
      const entry = entries.find((one) => one.user === row.user && within(one, row.at));
      return entry ? [{ ...row, ip: entry.ip }] : [];
    }),
  ];
  return [...grouped(taken, ({ ip }) => ip)].map(([ip, rows]) => finding(ip, rows));
}

const literal = (pattern: string) => `'${pattern.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A command names no file that was fetched: it writes the database out. */
const isSure = ({ path }: Row) => path === '' || SURELY.test(path);

function finding(ip: string, rows: readonly Row[]): Finding {
  const times = rows.map(({ at }) => at * 1_000);
  return {
    actor: { kind: 'ip', id: ip },
    sign: 'taken-after-login',
    class: 'data-dump',
    level: 'adverse',
    success: rows.some(isSure) ? 'shown' : 'possible',
    says: {
      ja: `パスワードを当てた接続元のログインの後に、データのファイルの取得またはデータベースの書き出しが${rows.length}件ある`,
      en: `after the login of a source that had guessed the password, files of data were fetched or a database written out ${rows.length} times`,
    },
    ...{ count: rows.length, first: Math.min(...times), last: Math.max(...times) },
    places: rows.map(({ f, n }): Place => ({ f, n })).slice(0, 50),
  };
}
