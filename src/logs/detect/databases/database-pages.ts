// Pages by which a database is run from a browser (phpMyAdmin, Adminer, phpPgAdmin): tables taken through them, by whose
// habit, and by whom as a stranger.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import { quick } from '../../sigma/web-text.ts';
import type { Finding, Level, Success } from '../detection.ts';
import { type Limit, limitOf, tell } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Where such pages are kept, as people name the folder or the file. */
const TOOL =
  '(?i)^(.*?/(?:phpmyadmin[\\\\w.-]*|pma[\\\\w.-]{0,12}|myadmin|mysqladmin|dbadmin|sqladmin|phppgadmin[\\\\w.-]*|adminer(?:-[\\\\w.-]+)?\\\\.php|adminer(?:[\\\\w-]{0,12})))(?:/|$)';
/** What the name of each of them holds, looked for in many lines at once. */
const TOOL_NAMES = '(?i)phpmyadmin|pma|myadmin|mysqladmin|dbadmin|sqladmin|phppgadmin|adminer';
/** phpMyAdmin in a folder of any name, by its addresses. */
const ROUTE = '(?:^|&)route=(?:/|%2[fF])';
const TOOL_OF = `multiIf(match(path, '${TOOL}'), extract(path, '${TOOL}'), match(query, '${ROUTE}'), replaceRegexpOne(path, '/[^/]*$', ''), '')`;
const OF_TOOLS = `((${quick('path', `'${TOOL_NAMES}'`)} and match(path, '${TOOL}')) or match(query, '${ROUTE}'))`;
/** Requests that write tables out; those that show the form for it are read. */
const EXPORTED = `method = 'POST' and status = 200 and match(target, '(?i)/(?:export|dataexport|dbexport)\\\\.php|[?&]route=(?:/|%2f)export(?:&|$)|[?&]dump=')`;
const EXPORTS = `from web where ${EXPORTED} and ${OF_TOOLS}`;
const SENT_ON = "method = 'POST' and status in (302, 303)";
const REFUSED = "method = 'POST' and status in (200, 401, 403)";

/** The page that asks for a password, at the largest: an answer as large is no table. */
const TIMES_DOOR = 2;
const LEAST_BYTES = 20_000;
/** Exports of one client that are looked at, the earliest: of more, the number is told as the least. */
const MOST_EXPORTS = 1_000;
/** Passwords refused before, from where they were guessed. */
const GUESSES = 10;
/** Days of the log before, and of exports from one network, as for the log of a database. */
const DAYS_KNOWN = 3;
const DAYS_OF_HABIT = 3;
const DAY_MS = 86_400_000;

type Row = {
  readonly tool: string;
  readonly client: string;
  readonly entered: number;
  readonly refused: number;
  /** The largest page it was given that is no export. */
  readonly page: number;
  readonly exports: readonly (readonly [at: number, size: number, f: number, n: number])[];
  readonly days: readonly number[];
  readonly first: number;
};

/** What each client did at each such page by which anything was written out: on most logs there is none, which few lines tell. */
async function visits(store: LogStore): Promise<Row[]> {
  const any = await store.rows(`select 1 ${EXPORTS} limit 1`);
  if (any.length === 0) return [];
  return store.rows<Row>(
    `select tool, client, countIf(${SENT_ON}) as entered, countIf(${REFUSED} and not (${EXPORTED})) as refused, maxIf(size, status = 200 and not (${EXPORTED})) as page,
       arrayMap(t -> (toUnixTimestamp64Milli(t.1), t.2, t.3, t.4), groupArraySortedIf(${MOST_EXPORTS})((ts, size, f, n), ${EXPORTED})) as exports,
       arraySort(groupUniqArrayIf(toUInt32(intDiv(toUnixTimestamp(toDateTime(ts)), 86400)), status < 400)) as days,
       toUnixTimestamp64Milli(min(ts)) as first
     from (select *, ${TOOL_OF} as tool from web where ${TIMED} and ${OF_TOOLS})
     where tool in (select ${TOOL_OF} ${EXPORTS})
     group by tool, client order by tool, client`,
  );
}

type Judged = { readonly level: Level; readonly success: Success; readonly ja: string; readonly en: string };

function judge(row: Row, all: readonly Row[], logFrom: number, exportDays: number): Judged {
  const network = networkOf(row.client);
  const at = row.exports[0]?.[0] ?? row.first;
  const today = Math.floor(at / DAY_MS);
  const known = all.some((one) => networkOf(one.client) === network && one.days.some((day) => day < today));
  if (exportDays >= DAYS_OF_HABIT)
    return {
      level: 'noise',
      success: 'none',
      ja: `。${exportDays}日にわたり行われている`,
      en: `, as on ${exportDays} days in all`,
    };
  if (row.refused >= GUESSES)
    return {
      level: 'adverse',
      success: 'shown',
      ja: `（${row.refused}回の拒否の後）`,
      en: ` (after ${row.refused} refusals)`,
    };
  if (isOutside(row.client) && !known && at - logFrom >= DAYS_KNOWN * DAY_MS)
    return {
      level: 'adverse',
      success: 'possible',
      ja: '（それまで一度も使われていない外部の接続元）',
      en: ' (from an outside network that had never used it before)',
    };
  return {
    level: 'notable',
    success: 'possible',
    ja: known ? '（普段から使っている接続元）' : '（それまでの記録が短い、または内部の接続元）',
    en: known ? ' (from where it is used ordinarily)' : ' (from inside, or the log begins too shortly before to tell)',
  };
}

/** One finding for each client that took tables. @throws AkashiError as every question to the logs does */
export async function databasePages(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await visits(store);
  const logFrom = Math.min(...store.files.flatMap(({ from }) => (from ? [Date.parse(from)] : [])));
  return rows.flatMap((row): Finding[] => {
    const all = rows.filter(({ tool }) => tool === row.tool);
    const door = Math.max(0, ...all.filter(({ entered }) => entered === 0).map(({ page }) => page));
    const isTable = ([, size]: Row['exports'][number]) => size >= Math.max(LEAST_BYTES, TIMES_DOOR * door);
    const taken = row.exports.filter(isTable);
    const isCut = row.exports.length === MOST_EXPORTS;
    if (taken.length === 0) {
      if (isCut) tell(limits, limitOf('database-exports', ['data-dump'], MOST_EXPORTS));
      return [];
    }
    const network = networkOf(row.client);
    const exportDays = new Set(
      all
        .filter(({ client }) => networkOf(client) === network)
        .flatMap(({ exports }) => exports.filter(isTable).map(([at]) => Math.floor(at / DAY_MS))),
    ).size;
    const { level, success, ja, en } = judge({ ...row, exports: taken }, all, logFrom, exportDays);
    const most = Math.max(...taken.map(([, size]) => size));
    return [
      {
        actor: { kind: 'ip', id: row.client },
        sign: 'database-pages',
        class: 'data-dump',
        ...{ level, success },
        says: {
          ja: `データベースの管理画面 ${row.tool} から表が${taken.length}回${isCut ? '以上' : ''}書き出された（最大${most}バイト）${ja}`,
          en: `tables were written out ${isCut ? 'at least ' : ''}${taken.length} ${taken.length === 1 ? 'time' : 'times'} through ${row.tool}, the pages by which the database is run (up to ${most} bytes)${en}`,
        },
        ...{ count: taken.length, first: taken[0]?.[0] ?? 0, last: taken.at(-1)?.[0] ?? 0 },
        places: taken.slice(0, 20).map(([, , f, n]): Place => ({ f, n })),
      },
    ];
  });
}
