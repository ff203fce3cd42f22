// Pages that hold answers or lists, read in amounts far outside the habit of the page and of its readers.
import type { LogStore } from '../port.ts';
import { quick } from '../sigma/web-text.ts';
import type { Finding } from './detection.ts';

/** Paths and parameters that name answers, lists and exports. */
const DATA_PAGE =
  '(?i)export|download|\\\\.csv|\\\\.xlsx?\\\\b|format=(?:csv|xls|json)|answers?\\\\b|responses?\\\\b|submissions?\\\\b|entries\\\\b|enqu|inquir|survey|questionnaire|results?\\\\b|customers?\\\\b|members?\\\\b|contacts?\\\\b|subscribers?|mailing|recipients|address(?:es|book)|applicants?|orders?\\\\b|dump|backup|list=|page=users';
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
  readonly bytes: number;
  readonly largest: number;
  readonly habit: number;
  readonly others: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** One kind of page: its path with numbers and long identifiers blanked out. */
const PAGE_KIND = `replaceRegexpAll(replaceRegexpAll(path, '[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,40}|[0-9a-fA-F]{16,64}', '#'), '[0-9]+', '#')`;

/** What makes a data page: shared by the questions below. */
const OF_DATA = `status >= 200 and status < 300 and method = 'GET' and ${quick('target', `'${DATA_PAGE}'`)} and match(target, '${DATA_PAGE}')
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
const COUNTERS = 2 ** 18;

/**
 * Whether anybody may have read enough to be asked about: on most logs nobody did, and the costly question is not put. A
 * counter never holds less than one reader's requests, so that nobody is missed.
 */
async function anyReader(store: LogStore): Promise<boolean> {
  const [row] = await store.rows<{ most: number }>(
    `select max(requests) as most from (
       select count() as requests from web where ${OF_DATA} group by cityHash64(client) % ${COUNTERS}) order by most`,
  );
  return (row?.most ?? 0) >= FEWEST_PAGES;
}

export async function bulkReads(store: LogStore): Promise<Finding[]> {
  if (!(await anyReader(store))) return [];
  const rows = await store.rows<ReadRow>(
    `with days as (
       select client, ${PAGE_KIND} as kind, toYYYYMMDD(ts) as day, uniqExact(target) as pages, sum(size) as bytes, max(size) as largest,
         toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
       from web where ${OF_DATA}
       group by client, kind, day)
     select days.client as client, days.kind as kind, day, pages, bytes, largest, first, last, places, habit, others
     from days left join (
       select a.client as client, a.kind as kind, arrayReverseSort(groupArray(b.most)) as readers, count() as others,
         if(others > 2, readers[2], readers[1]) as habit
       from (select distinct client, kind from days where pages >= ${FEWEST_PAGES}) as a
       inner join (select client, kind, max(pages) as most from days group by client, kind) as b on a.kind = b.kind where b.client != a.client group by client, kind) as rest
     on days.client = rest.client and days.kind = rest.kind
     where pages >= ${FEWEST_PAGES} order by client, kind, day`,
  );
  const habits = await ownHabits(store, rows);
  return rows.flatMap((row): Finding[] => {
    if (row.others > 0 && row.pages < TIMES_HABIT * row.habit) return [];
    return [
      {
        actor: { kind: 'ip', id: row.client },
        sign: 'bulk-read',
        class: 'bulk-read',
        level: habits.has(keyOf(row)) ? 'noise' : 'notable',
        success: 'possible',
        says: {
          ja: `${row.kind} を1日に${row.pages}通り読み出した（ほかの閲覧者は1日に最大${row.habit}通り）`,
          en: `read ${row.pages} different pages of ${row.kind} in one day (anyone else at most ${row.habit})`,
        },
        ...{ count: row.pages, first: row.first, last: row.last, places: row.places.map(([f, n]) => ({ f, n })) },
      },
    ];
  });
}
