// Pages that hold answers or lists, read in amounts far outside the habit of the page and of its readers.
import type { LogStore, Parameters } from '../port.ts';
import { quick } from '../sigma/web-text.ts';
import type { Finding } from './detection.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';
import { TIMED } from './web-behaviour.ts';

/** Paths and parameters that name answers, lists and exports; where a word of people says too little, what a page does with it. */
const DATA_PAGE = `(?i)${inLiteral(PEOPLE_IN_PATHS)}|export|download|\\\\.csv|\\\\.xlsx?\\\\b|format=(?:csv|xls|json)|results?\\\\b|address(?:es|book)|/order\\\\b|dump|backup|list=|page=users|(?:/api|/v[0-9])/(?:[^?]*/)?(?:users|accounts|people|persons|profiles|patients|employees|clients|tickets|invoices)/[0-9a-f]|/graphql\\\\b.*(?:first|last|limit|take|pagesize|per_?page)(?:%22|%3a|\\\\W){1,6}[1-9][0-9]{2}`;
/** Statements in a parameter: such a page is an attack that was answered, whatever table it names. */
const SQL_WORDS =
  '(?i)(?:%20|\\\\+|%09|%0a|/\\\\*\\\\*/|=|\\\\()(?:union|select|from|where|and|or|limit)(?:%20|\\\\+|%09|%0a|/\\\\*|\\\\().{0,200}(?:select|from|where|limit|[=<>]|%3d|%3c|%3e)';
/** Different pages of one kind that one reader opened on one day, from where it is worth a look. */
const FEWEST_PAGES = 40;
/** How many times the habit of everybody else on the same kind of page; the one who read most is left out, or two copyists would excuse each other. */
const TIMES_HABIT = 5;
/** Days on which one reader opened as many, and how far the pages of all days may go beyond those of one: the same list again. */
const DAYS_OF_HABIT = 3;
const SAME_PAGES = 1.5;

type ReadRow = {
  readonly client: string;
  readonly kind: string;
  readonly day: number;
  readonly pages: number;
  /** Different personal links among them. */
  readonly links: number;
  readonly bytes: number;
  readonly largest: number;
  /** Of these pages, those asked for with words of SQL. */
  readonly injected: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** A link that was made for one person, and that nobody guesses: what mail filters open for everybody behind them. */
const PERSONAL_LINK =
  '(?i)(?:^|&)(?:token|key|code|hash|sig|signature|rid|uid|invite|ticket|[tkchu])=([0-9A-Za-z_-]{16,128})(?:&|$)';
/** Share of the pages with a link of their own: one key for all of them is no personal link. */
const PERSONAL_SHARE = 0.8;

/** One kind of page: its path with numbers and long identifiers blanked out. */
const PAGE_KIND = `replaceRegexpAll(replaceRegexpAll(path, '[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,40}|[0-9a-fA-F]{16,64}', '#'), '[0-9]+', '#')`;

/** A page that was given to somebody; what else a data page is, below. */
const GIVEN = `status >= 200 and status < 300 and method = 'GET'`;

/** What makes a data page: shared by the questions below. */
const OF_DATA = `${GIVEN} and ${quick('target', `'${DATA_PAGE}'`)} and match(target, '${DATA_PAGE}')
         and not match(path, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|ttf|map|webp|mp4)$')`;

const keyOf = ({ client, kind }: { readonly client: string; readonly kind: string }) => `${client}\n${kind}`;

/**
 * Readers who open the same list day after day, as an export by staff or a back-up does: on three days or more, and all
 * days together hardly more pages than one. Who copies answers for themselves has no reason to read them again.
 */
async function ownHabits(store: LogStore, rows: readonly ReadRow[]): Promise<Set<string>> {
  const days = new Map<string, number[]>();
  for (const row of rows) days.set(keyOf(row), [...(days.get(keyOf(row)) ?? []), row.pages]);
  const often = rows.filter((row) => (days.get(keyOf(row))?.length ?? 0) >= DAYS_OF_HABIT);
  if (often.length === 0) return new Set();
  const clients = [...new Set(often.map(({ client }) => client))].sort();
  const totals = await store.rows<{ client: string; kind: string; pages: number }>(
    `select client, ${PAGE_KIND} as kind, uniqExact(target) as pages from web
     where client in {clients:Array(String)} and ${OF_DATA} group by client, kind order by client, kind`,
    { clients },
  );
  const same = totals.filter((total) => {
    const mine = days.get(keyOf(total)) ?? [];
    return mine.length >= DAYS_OF_HABIT && total.pages <= SAME_PAGES * Math.max(...mine);
  });
  return new Set(same.map(keyOf));
}

/** Readers share a counter by their hash: a counter each would be a table of every address there is. */
const COUNTERS = 2 ** 20;
const COUNTER = `toUInt32(cityHash64(client) % ${COUNTERS})`;
/** More counters than this are asked for again rather than named. */
const MOST_NAMED = 10_000;

const countersOf = (which: string, least: number) =>
  `select ${COUNTER} as counter from web where ${which} group by counter having count() >= ${least}`;

type Condition = { readonly sql: string; readonly parameters: Parameters };

/**
 * What holds for the lines of everybody who may have read enough to be asked about, or undefined: on most logs nobody did. A
 * counter never holds less than one reader's requests, so that nobody is missed. Pages are looked at only where somebody
 * asked for enough of any kind.
 */
async function ofManyRequests(store: LogStore): Promise<Condition | undefined> {
  const any = await among(store, { sql: GIVEN, parameters: {} });
  return any && among(store, { sql: `${any.sql} and ${OF_DATA}`, parameters: any.parameters });
}

/** Of lines for which a condition holds, those of counters with enough of them. */
async function among(store: LogStore, { sql, parameters }: Condition): Promise<Condition | undefined> {
  const busy = countersOf(sql, FEWEST_PAGES);
  const rows = await store.rows<{ counter: number }>(`${busy} order by counter limit ${MOST_NAMED + 1}`, parameters);
  if (rows.length === 0) return undefined;
  if (rows.length > MOST_NAMED) return { sql: `${COUNTER} in (${busy})`, parameters };
  return {
    sql: `${COUNTER} in {counters:Array(UInt32)}`,
    parameters: { counters: rows.map(({ counter }) => counter) },
  };
}

type Reader = readonly [most: number, client: string];
type Readers = { readonly kind: string; readonly readers: number; readonly top: readonly Reader[] };

/** One reader and three others: enough to say what anybody else reads at most, but for who read most. */
const TOP = 4;
/** Readers of fewer pages a day are looked at only where the first four read no more than that: they may be millions. */
const SOME_PAGES = FEWEST_PAGES / TIMES_HABIT;

/**
 * Who opened most different pages of each kind on one day, and how many readers it has.
 *
 * @param least readers of fewer requests may be missing
 */
function readersOf(store: LogStore, kinds: readonly string[], least: number): Promise<Readers[]> {
  const known = least > 1 ? `and ${COUNTER} in (${countersOf(GIVEN, least)})` : '';
  return store.rows<Readers>(
    `select kind, count() as readers, arrayMap(r -> (-r.1, r.2), groupArraySorted(${TOP})((-toInt64(most), client))) as top
     from (
       select kind, client, max(pages) as most from (
         select ${PAGE_KIND} as kind, client, toYYYYMMDD(ts) as day, uniqExact(target) as pages
         from web where ${OF_DATA} ${known} and kind in {kinds:Array(String)} group by kind, client, day
       ) group by kind, client
     ) group by kind order by kind`,
    { kinds },
  );
}

async function readersByKind(store: LogStore, rows: readonly ReadRow[]): Promise<Map<string, Readers>> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const some = await readersOf(store, kinds, SOME_PAGES);
  // All who read as much are among them, and so the first four of all.
  const known = some.filter(({ top }) => (top[TOP - 1]?.[0] ?? 0) >= SOME_PAGES);
  const open = kinds.filter((kind) => !known.some((one) => one.kind === kind));
  const rest = open.length > 0 ? await readersOf(store, open, 1) : [];
  return new Map([...known, ...rest].map((one) => [one.kind, one]));
}

/** Pages of a kind that anybody but one reader opens on a day at most, the one who reads most left out; and whether there are others. */
function habitOf({ readers, top }: Readers, client: string): { readonly habit: number; readonly others: boolean } {
  const others = top.filter(([, other]) => other !== client);
  return { habit: others[readers - 1 > 2 ? 1 : 0]?.[0] ?? 0, others: readers > 1 };
}

/** Many different statements, each answered with a page: it may have worked, but nobody read a list of answers in bulk. */
function answeredInjections(row: ReadRow): Finding {
  return {
    actor: { kind: 'ip', id: row.client },
    sign: 'answered-injections',
    class: 'sqli',
    level: 'notable',
    success: 'possible',
    says: {
      ja: `${row.kind} への、SQLの文を含む${row.injected}通りの要求に、ページが返された`,
      en: `${row.injected} different requests to ${row.kind} with words of SQL were answered with a page`,
    },
    ...{ count: row.injected, first: row.first, last: row.last, places: row.places.map(([f, n]) => ({ f, n })) },
  };
}

export async function bulkReads(store: LogStore): Promise<Finding[]> {
  const many = await ofManyRequests(store);
  if (!many) return [];
  const rows = await store.rows<ReadRow>(
    `select client, ${PAGE_KIND} as kind, toYYYYMMDD(ts) as day, uniqExact(target) as pages,
       uniqExactIf(extract(query, '${PERSONAL_LINK}'), match(query, '${PERSONAL_LINK}')) as links, sum(size) as bytes, max(size) as largest,
       uniqExactIf(target, match(target, '${SQL_WORDS}')) as injected,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web where ${OF_DATA} and ${TIMED} and ${many.sql}
     group by client, kind, day having pages >= ${FEWEST_PAGES} order by client, kind, day`,
    many.parameters,
  );
  if (rows.length === 0) return [];
  const readers = await readersByKind(store, rows);
  const habits = await ownHabits(store, rows);
  return rows.flatMap((row): Finding[] => {
    const of = readers.get(row.kind);
    if (!of) throw new Error('a kind of page that somebody read has readers');
    const { habit, others } = habitOf(of, row.client);
    if (others && row.pages < TIMES_HABIT * habit) return [];
    if (row.injected > row.pages / 2) return [answeredInjections(row)];
    const isPersonal = row.links >= PERSONAL_SHARE * row.pages;
    return [
      {
        actor: { kind: 'ip', id: row.client },
        sign: 'bulk-read',
        class: 'bulk-read',
        level: isPersonal || habits.has(keyOf(row)) ? 'noise' : 'notable',
        success: isPersonal ? 'none' : 'possible',
        says: isPersonal
          ? {
              ja: `${row.kind} の個人向けリンクを1日に${row.links}通り開いた（受信者側のメール検査と同じ動き）`,
              en: `opened ${row.links} personal links to ${row.kind} in one day, as a filter of the recipients' mail does`,
            }
          : {
              ja: `${row.kind} を1日に${row.pages}通り読み出した（ほかの閲覧者は1日に最大${habit}通り）`,
              en: `read ${row.pages} different pages of ${row.kind} in one day (anyone else at most ${habit})`,
            },
        ...{ count: row.pages, first: row.first, last: row.last, places: row.places.map(([f, n]) => ({ f, n })) },
      },
    ];
  });
}
