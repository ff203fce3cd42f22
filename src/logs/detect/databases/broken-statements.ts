// Injection as the database sees it: statements that end the application's own text, go on with their own, and cut off the
// rest by a comment. Where access logs hold no bodies, nothing else shows it.
import { isIP } from 'node:net';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Statements of one account that make an attempt rather than a slip. */
const FEWEST_STATEMENTS = 3;
/** Different contents given out in error messages, or answers to statements that ran. */
const FEWEST_READ = 2;
const MOST_STATEMENTS = 100_000;
const LONGEST = 8_192;

/** What is looked for in the whole log at once. */
const WORDS =
  "['union select', 'union all select', '(select', 'pg_sleep', 'sleep(', 'extractvalue', 'updatexml', ' or 1=1', ''' or ''', '; drop ', '; copy ', 'order by ']";

type Row = Place & {
  readonly user: string;
  readonly ip: string;
  readonly at: number;
  readonly said: string;
};

/** A text that ends early, and a comment with what the application wrote behind it: no program writes this on purpose. */
const endsText = /(?:'|\d)\s{0,4}\)*\s{0,4}(?:union\b|and\b|or\b|order\s+by\b|;|\|\|)/i;
const cutOff = /(?:--|#|\/\*)[^'\n]{0,3}(?:%?['"]|\s{0,2}(?:order|limit|and|group|where|\)))/i;
/** What is read, of people or of the database's own tables. */
const READS = /\bunion\s+(?:all\s+)?select\b|\(\s?select\b|\b(?:extractvalue|updatexml)\s?\(/i;
/** Errors that repeat a value: how it is read where answers are not shown. */
const GIVES =
  /invalid input syntax for (?:type )?\w[\w ]{0,24}: "(.{3,200})"|XPATH syntax error: '(.{3,200})'|Duplicate entry '(.{3,200})' for key|Conversion failed when converting .{0,80}value '(.{3,200})'/s;

const isInjected = (text: string): boolean => endsText.test(text) && cutOff.test(text);

type Account = {
  readonly first: Row;
  last: number;
  count: number;
  readonly given: Set<string>;
  ran: number;
  readonly places: Place[];
};

/** @throws AkashiError as every question to the logs does */
export async function brokenStatements(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select f, n, if(user != '', user, fields['session_user']) as user, if(ip != '', ip, fields['session_ip']) as ip, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, substring(message, 1, ${LONGEST}) as said
     from event prewhere program in ('postgres', 'mysqld', 'mssql', 'oracle') and multiSearchAnyCaseInsensitive(message, ${WORDS})
     where match(message, '--|#|/\\\\*') order by f, n limit ${MOST_STATEMENTS + 1}`,
  );
  const injected = within(rows, MOST_STATEMENTS, limits, 'sql-statements', ['sqli']).filter(({ said }) =>
    isInjected(said),
  );
  if (injected.length < FEWEST_STATEMENTS) return [];
  const errors = await errorsBefore(store, injected);
  const broken = new Set(
    injected.filter((row) => errors.has(`${row.f}:${row.n}`)).map(({ said }) => statementOf(said)),
  );
  const accounts = new Map<string, Account>();
  for (const row of injected) {
    const key = `${row.ip}\n${row.user}`;
    const account = accounts.get(key) ?? { first: row, last: row.at, count: 0, given: new Set(), ran: 0, places: [] };
    accounts.set(key, account);
    account.count += 1;
    account.last = Math.max(account.last, row.at);
    if (account.places.length < 20) account.places.push({ f: row.f, n: row.n });
    const error = errors.get(`${row.f}:${row.n}`);
    const given = error === undefined ? undefined : GIVES.exec(error)?.slice(1).find(Boolean);
    if (given !== undefined && READS.test(row.said)) account.given.add(given);
    if (error === undefined && !broken.has(statementOf(row.said)) && READS.test(row.said)) account.ran += 1;
  }
  return [...accounts.values()].filter(({ count }) => count >= FEWEST_STATEMENTS).map(finding);
}

/** The statement without what the log puts in front of it. */
const statementOf = (said: string): string =>
  said.replace(/^.{0,80}?\b(?=(?:select|insert|update|delete|with)\b)/is, '');

/** The error that a statement's line repeats: PostgreSQL writes it one or two lines before. */
async function errorsBefore(store: LogStore, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const found = await store.rows<Place & { readonly said: string }>(
    `select f, n, substring(message, 1, 1024) as said from event where action = 'db-error' and
       (f, n) in (select arrayJoin(arrayZip({fs:Array(UInt32)}, {ns:Array(UInt64)}))) order by f, n`,
    {
      fs: rows.flatMap(({ f }) => [f, f, f]),
      ns: rows.flatMap(({ n }) => [n, Math.max(0, n - 1), Math.max(0, n - 2)]),
    },
  );
  const errors = new Map(found.map(({ f, n, said }) => [`${f}:${n}`, said]));
  return new Map(
    rows.flatMap(({ f, n, said }) => {
      // A log of all statements has the next one's own line here: its error comes behind it.
      if (/^duration:|^statement:|^execute /i.test(said)) return [];
      const error = [n, n - 1, n - 2].map((at) => errors.get(`${f}:${at}`)).find((one) => one !== undefined);
      return error === undefined ? [] : [[`${f}:${n}`, error] as const];
    }),
  );
}

function finding({ first, last, count, given, ran, places }: Account): Finding {
  const read = given.size >= FEWEST_READ || ran > 0;
  return {
    actor: isIP(first.ip) > 0 ? { kind: 'ip', id: first.ip } : { kind: 'user', id: first.user },
    sign: 'broken-statements',
    class: 'sqli',
    level: read ? 'adverse' : 'notable',
    success: given.size >= FEWEST_READ ? 'shown' : read ? 'possible' : 'none',
    says: {
      ja: `データベースの記録で、アプリケーションの文を途中で終わらせて残りを注釈にしたSQL文が${count}件実行された。誤りの表示で渡された値${given.size}件、誤りなく実行された読み出し${ran}件`,
      en: `in the database's log, ${count} statements that end the application's own text and cut off its rest by a comment: ${given.size} values were given out in error messages, ${ran} reading statements ran without an error`,
    },
    ...{ count, first: first.at, last, places },
  };
}
