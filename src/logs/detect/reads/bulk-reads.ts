// Pages that hold answers or lists, read in amounts far outside the habit of the page and of its readers.
import { grouped } from '../../../vocabulary/grouped.ts';
import { networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { officeNetworks } from '../logins/office-networks.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { type Busy, COUNTER, countersOf, GIVEN, OF_DATA, ofManyRequests, PAGE, PAGE_KIND } from './data-pages.ts';
import { dayKey, type Walked } from './walked-records.ts';

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
/** Days on which the office read as much, and how far one of them may go beyond the one in the middle: a busy day, not a copy of all. */
const DAYS_OF_WORK = 5;
const TIMES_WORKDAY = 3;

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

const keyOf = ({ client, kind }: { readonly client: string; readonly kind: string }) => `${client}\n${kind}`;

/**
 * Days on which the office read no more than it does day after day: what colleagues open who sign in there is their work.
 * Whoever takes a little every day from inside is not seen so; a day far beyond the others is.
 */
async function daysOfWork(store: LogStore, rows: readonly ReadRow[]): Promise<ReadonlySet<ReadRow>> {
  const byReader = grouped(rows, keyOf);
  const often = [...byReader.values()].filter((days) => days.length >= DAYS_OF_WORK);
  if (often.length === 0) return new Set();
  const offices = await officeNetworks(store);
  const ofOffice = often.filter(([row]) => row !== undefined && offices.has(networkOf(row.client)));
  return new Set(
    ofOffice.flatMap((days) => {
      const pages = days.map((row) => row.pages).toSorted((a, b) => a - b);
      const usual = pages[Math.floor((pages.length - 1) / 2)] ?? 0;
      return days.filter((row) => row.pages <= TIMES_WORKDAY * usual);
    }),
  );
}

/**
 * Readers who open the same list day after day, as an export by staff or a back-up does: on three days or more, and all
 * days together hardly more pages than one. Who copies answers for themselves has no reason to read them again.
 */
async function ownHabits(store: LogStore, rows: readonly ReadRow[]): Promise<Set<string>> {
  const days = grouped(rows, keyOf);
  const often = rows.filter((row) => (days.get(keyOf(row))?.length ?? 0) >= DAYS_OF_HABIT);
  if (often.length === 0) return new Set();
  const clients = [...new Set(often.map(({ client }) => client))].sort();
  const totals = await store.rows<{ client: string; kind: string; pages: number }>(
    `select client, ${PAGE_KIND} as kind, uniqExact(${PAGE}) as pages from web
     where client in {clients:Array(String)} and ${OF_DATA} group by client, kind order by client, kind`,
    { clients },
  );
  const same = totals.filter((total) => {
    const mine = days.get(keyOf(total)) ?? [];
    return mine.length >= DAYS_OF_HABIT && mine.some(({ pages }) => total.pages <= SAME_PAGES * pages);
  });
  return new Set(same.map(keyOf));
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
 * @param takers readers left out: what they read is nobody's habit
 * @param least readers of fewer requests may be missing
 */
function readersOf(
  store: LogStore,
  kinds: readonly string[],
  takers: readonly string[],
  least: number,
): Promise<Readers[]> {
  const known = least > 1 ? `and ${COUNTER} in (${countersOf(GIVEN, least)})` : '';
  return store.rows<Readers>(
    `select kind, count() as readers, arrayMap(r -> (-r.1, r.2), groupArraySorted(${TOP})((-toInt64(most), client))) as top
     from (
       select kind, client, max(pages) as most from (
         select ${PAGE_KIND} as kind, client, toYYYYMMDD(ts) as day, uniqExact(${PAGE}) as pages
         from web where ${OF_DATA} ${known} and kind in {kinds:Array(String)} and client not in {takers:Array(String)} group by kind, client, day
       ) group by kind, client
     ) group by kind order by kind`,
    { kinds, takers },
  );
}

async function readersByKind(
  store: LogStore,
  rows: readonly ReadRow[],
  takers: readonly string[],
): Promise<Map<string, Readers>> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const some = await readersOf(store, kinds, takers, SOME_PAGES);
  // All who read as much are among them, and so the first four of all.
  const known = some.filter(({ top }) => (top[TOP - 1]?.[0] ?? 0) >= SOME_PAGES);
  const open = kinds.filter((kind) => !known.some((one) => one.kind === kind));
  const rest = open.length > 0 ? await readersOf(store, open, takers, 1) : [];
  return new Map([...known, ...rest].map((one) => [one.kind, one]));
}

/** Pages of a kind that anybody but one reader opens on a day at most, the one who reads most left out; and whether there are others. */
function habitOf(of: Readers | undefined, client: string): { readonly habit: number; readonly others: boolean } {
  const others = (of?.top ?? []).filter(([, other]) => other !== client);
  return { habit: others[others.length > 2 ? 1 : 0]?.[0] ?? 0, others: others.length > 0 };
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

function workday({ client, kind, pages, first, last, places }: ReadRow): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'bulk-read',
    class: 'bulk-read',
    level: 'noise',
    success: 'none',
    says: {
      ja: `${kind} を1日に${pages}通り開いた（ほぼ全員のログイン元である所から、日々と同じ程度）`,
      en: `opened ${pages} different pages of ${kind} in one day, from where nearly everybody signs in, no more than day after day`,
    },
    ...{ count: pages, first, last, places: places.map(([f, n]) => ({ f, n })) },
  };
}

/** @param walked readers of whom more was said already */
export async function bulkReads(store: LogStore, busy: Busy, walked: Walked): Promise<Finding[]> {
  const many = await ofManyRequests(store, busy, FEWEST_PAGES, OF_DATA);
  if (!many) return [];
  const rows = await store.rows<ReadRow>(
    `select client, ${PAGE_KIND} as kind, toYYYYMMDD(ts) as day, uniqExact(${PAGE}) as pages,
       uniqExactIf(extract(query, '${PERSONAL_LINK}'), match(query, '${PERSONAL_LINK}')) as links, sum(size) as bytes, max(size) as largest,
       uniqExactIf(target, match(target, '${SQL_WORDS}')) as injected,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web where ${OF_DATA} and ${TIMED} and ${many.sql}
     group by client, kind, day having pages >= ${FEWEST_PAGES} order by client, kind, day`,
    many.parameters,
  );
  if (rows.length === 0) return [];
  const readers = await readersByKind(store, rows, walked.takers);
  const habits = await ownHabits(store, rows);
  const work = await daysOfWork(store, rows);
  return rows.flatMap((row): Finding[] => {
    if (walked.told.has(dayKey(row))) return [];
    const { habit, others } = habitOf(readers.get(row.kind), row.client);
    if (others && row.pages < TIMES_HABIT * habit) return [];
    if (row.injected > row.pages / 2) return [answeredInjections(row)];
    if (work.has(row)) return [workday(row)];
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
