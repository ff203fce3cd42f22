// What a database's own log says was read at once: statements that took whole columns about people out of a table, with the
// number of rows that came back, where the log counts them (MySQL's and MariaDB's slow log).
import { FEWEST_ENTRIES } from '../logs/application-lines.ts';
import { type Limit, within } from '../logs/detect/limits.ts';
import { isOutside } from '../logs/networks.ts';
import type { LogStore } from '../logs/port.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';

/** Statements of one form from one place. */
export type StatementRead = {
  /** When the largest was, milliseconds UTC; 0 where its line bears no time. */
  readonly at: number;
  /** Of the largest. */
  readonly rows: number;
  /** Columns that the statement names, in its order; none: all of the table. */
  readonly columns: readonly string[];
  readonly pointers: readonly Pointer[];
};

export type StatementReads = {
  /** How often, all told. */
  readonly times: number;
  /** The largest, one of each form. */
  readonly largest: readonly StatementRead[];
};

/** Forms of statements looked at, those with the largest answers first. */
const MOST_FORMS = 5_000;
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
  /** A statement without what changes from one time to the next. */
  readonly form: string;
  readonly ip: string;
  readonly times: number;
  /** The first days on which it came, of those that make a habit. */
  readonly days: readonly number[];
  /** Rows of the largest answer, then its place, time and statement. */
  readonly counted: number;
  readonly largest: readonly [f: number, n: number, at: number, text: string];
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

/** A statement without what changes from one time to the next, in SQL. */
const FORM = String.raw`replaceRegexpAll(replaceRegexpAll(text, '\'[^\']*\'|[0-9]+', '?'), '\\s+', ' ')`;

/**
 * Reads of a hundred rows about people or more, but for those that come back day after day.
 *
 * @param limits told here where there were more than are looked at
 */
export async function statementReads(
  store: LogStore,
  limits: Limit[],
  mostForms = MOST_FORMS,
): Promise<StatementReads> {
  const asked = await store.rows<Row>(
    `select ${FORM} as form, ip, toUInt32(count()) as times, groupUniqArray(${DAYS_OF_HABIT})(intDiv(at, ${DAY_MS})) as days,
       toUInt32(max(sent)) as counted, argMax((f, n, at, text), (sent, -toInt64(f), -toInt64(n))) as largest
     from (
       select f, n, ip, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, substring(message, 1, ${LONGEST}) as text,
         toUInt64OrZero(fields['Rows_sent']) as sent from event
       where program = 'mysqld' and action = 'db-query' and match(message, '(?i)^\\s*select\\s')
     )
     where sent >= ${FEWEST_ENTRIES} group by form, ip order by counted desc, largest limit ${mostForms + 1}`,
  );
  const forms = within(asked, mostForms, limits, 'database-statements', ['bulk-read']);
  const days = new Map<string, Set<number>>();
  for (const { form, days: seen } of forms) days.set(form, new Set([...(days.get(form) ?? []), ...seen]));
  const telling = forms.flatMap(({ form, ip, counted, times, largest: [f, n, at, text] }) => {
    const columns = columnsRead(text);
    const isHabit = (days.get(form)?.size ?? 0) >= DAYS_OF_HABIT;
    // From an outside network it is judged as what an attacker does (logs/detect/database-reads.ts).
    if (columns === undefined || isHabit || isOutside(ip)) return [];
    return [{ place: { f, n: Number(n) }, at: Number(at), rows: counted, times, columns }];
  });
  const largest = await Promise.all(
    telling.slice(0, MOST_TOLD).map(async ({ place, at, rows, columns }) => ({
      ...{ at, rows, columns, pointers: await store.pointers([place]) },
    })),
  );
  return { times: telling.reduce((sum, { times }) => sum + times, 0), largest };
}

/** For the people who examine: whose statement it was, the line says. */
export function statementWords({ times, largest }: StatementReads): Both | undefined {
  if (largest.length === 0) return undefined;
  const most = Math.max(...largest.map(({ rows }) => rows));
  const columns = [...new Set(largest.flatMap((read) => read.columns))];
  const named =
    columns.length > 0
      ? { ja: `。読み出された列：${columns.join('、')}`, en: `; columns: ${columns.join(', ')}` }
      : { ja: '', en: '' };
  return {
    ja: `データベースの記録に、個人に関わる表からの普段にないまとまった読み出しが${times}回あります（最大${most}行${named.ja}）`,
    en: `the database's own log shows ${times} unusual ${times === 1 ? 'read' : 'reads'} of a table about people as a whole (up to ${most} rows${named.en})`,
  };
}
