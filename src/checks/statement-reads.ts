// What a database's own log says was read at once: statements that took whole columns about people out of a table, with the
// number of rows that came back, where the log counts them (MySQL's and MariaDB's slow log).
import { FEWEST_ENTRIES } from '../logs/application-lines.ts';
import { isOutside } from '../logs/networks.ts';
import type { LogStore } from '../logs/port.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';

export type StatementRead = {
  /** When, milliseconds UTC; 0 where the line bears no time. */
  readonly at: number;
  readonly rows: number;
  /** Columns that the statement names, in its order; none: all of the table. */
  readonly columns: readonly string[];
  readonly pointers: readonly Pointer[];
};

/** Statements read, the largest answers first, and those told of. */
const MOST_READ = 5_000;
const MOST_TOLD = 10;
/** Longer lists of columns are read by their beginning. */
const LONGEST = 4_000;
/** Statements of one form on as many days are a nightly job. */
const DAYS_OF_HABIT = 3;
const DAY_MS = 86_400_000;

/** Columns by which people are reached or known, as databases call them; `item_name` is of no person. */
const OF_PEOPLE =
  /^(?:(?:user|customer|member|guest|patient|student|parent|first|last|family|given|full)_?)?(?:e?_?mail|mail_?(?:addr|address)|name|kana|furigana|tel|phone|mobile|address|zip|postal_?code|birth_?(?:day|date)|dob)(?:_?(?:address|number|no|kana|1|2))?$/iu;
/** One name beside a price is a list of goods; two such columns are a list of people. */
const FEWEST_OF_PEOPLE = 2;
/** Tables of which every column is taken count by their name. */
const TABLE_OF_PEOPLE =
  /(?:^|_)(?:users?|members?|customers?|guests?|patients?|students?|contacts?|subscribers?|applicants?|kaiin|kokyaku)(?:$|_)/iu;
/** Copies of whole tables are judged with all other such copies. */
const IS_DUMP = /sql_no_cache|\binto\s+(?:outfile|dumpfile)\b/iu;

type Row = {
  readonly f: number;
  readonly n: number;
  readonly at: number;
  readonly text: string;
  readonly ip: string;
  readonly counted: number;
};

/** Columns of a statement that reads a list of people; none where it takes all; undefined where it reads something else. */
export function columnsRead(statement: string): readonly string[] | undefined {
  const text = statement.slice(0, LONGEST).replace(/\s+/gu, ' ');
  if (IS_DUMP.test(text)) return undefined;
  const [, list = '', table = ''] =
    /^ ?select (?:distinct )?([^()']{1,3000}?) from [`"]?(?:\w{1,64}[`"]?\.[`"]?)?(\w{1,64})\b/iu.exec(text) ?? [];
  if (/^(?:\w{1,64}\.)?\*$/u.test(list)) return TABLE_OF_PEOPLE.test(table) ? [] : undefined;
  const columns = list.split(',').flatMap((item) => {
    const [name = ''] = item.trim().split(' ');
    const column = name.slice(name.lastIndexOf('.') + 1).replace(/[`"]/gu, '');
    return /^\w{1,64}$/u.test(column) ? [column] : [];
  });
  return columns.filter((column) => OF_PEOPLE.test(column)).length >= FEWEST_OF_PEOPLE ? columns : undefined;
}

/** A statement without what changes from one time to the next. */
const formOf = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/'[^']*'|\d+/gu, '?')
    .replace(/\s+/gu, ' ');

/** Reads of a hundred rows about people or more, but for those that come back day after day. */
export async function statementReads(store: LogStore): Promise<readonly StatementRead[]> {
  const rows = await store.rows<Row>(
    `select f, n, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, ip, substring(message, 1, ${LONGEST}) as text,
       toUInt64OrZero(fields['Rows_sent']) as counted from event
     where program = 'mysqld' and action = 'db-query' and counted >= ${FEWEST_ENTRIES} and match(message, '(?i)^\\\\s*select\\\\s')
     order by counted desc, f, n limit ${MOST_READ}`,
  );
  const days = new Map<string, Set<number>>();
  for (const { text, at } of rows) {
    const form = formOf(text);
    days.set(form, (days.get(form) ?? new Set()).add(Math.floor(at / DAY_MS)));
  }
  const telling = rows.flatMap((row) => {
    const columns = columnsRead(row.text);
    const isHabit = (days.get(formOf(row.text))?.size ?? 0) >= DAYS_OF_HABIT;
    // From an outside network it is judged as what an attacker does (logs/detect/database-reads.ts).
    return columns === undefined || isHabit || isOutside(row.ip) ? [] : [{ ...row, columns }];
  });
  return Promise.all(
    telling.slice(0, MOST_TOLD).map(async ({ f, n, at, counted, columns }) => ({
      ...{ at, rows: Number(counted), columns, pointers: await store.pointers([{ f, n }]) },
    })),
  );
}

/** For the people who examine: whose statement it was, the line says. */
export function statementWords(reads: readonly StatementRead[]): Both | undefined {
  if (reads.length === 0) return undefined;
  const most = Math.max(...reads.map(({ rows }) => rows));
  const columns = [...new Set(reads.flatMap((read) => read.columns))];
  const named =
    columns.length > 0
      ? { ja: `。読み出された列：${columns.join('、')}`, en: `; columns: ${columns.join(', ')}` }
      : { ja: '', en: '' };
  return {
    ja: `データベースの記録に、個人に関わる表からの普段にないまとまった読み出しが${reads.length}回あります（最大${most}行${named.ja}）`,
    en: `the database's own log shows ${reads.length} unusual ${reads.length === 1 ? 'read' : 'reads'} of a table about people as a whole (up to ${most} rows${named.en})`,
  };
}
