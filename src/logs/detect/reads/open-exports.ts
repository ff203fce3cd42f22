// A page that exports a list, given to somebody whom it should have asked who they are: others were sent to the login or
// asked for a password, or a name always stood there.
import { grouped } from '../../../vocabulary/grouped.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';
import { TABLE_ENDINGS } from './stray-exports.ts';

/** What gives a list as a file, among pages of staff or pages that name people. */
const EXPORT = `multiSearchAnyCaseInsensitive(target, ['export', 'download', ${TABLE_ENDINGS}, 'format=json', '.sql', '.zip']) and match(target, '(?i)export|download|[/._=-](?:csv|tsv|xlsx?)(?:$|[/._?&-])|format=json|\\\\.(?:sql|zip)$')
  and match(path, '(?i)${inLiteral(PEOPLE_IN_PATHS)}|users?(?:\\\\b|_)|admin|manage|staff|kanri|report|accounts?(?:\\\\b|_)')`;
/** A link that carries its own key is given to whoever holds it. */
const WITH_KEY =
  '(?i)(?:^|&)(?:token|key|code|hash|sig|signature|expires|x-amz-signature|rid|uid|invite|ticket)=[0-9A-Za-z_%+/=-]{16}';
const WAS_GIVEN = `status = 200 and method in ('GET', 'POST') and size > 0 and not match(query, '${WITH_KEY}')`;
const WAS_REFUSED = 'status in (302, 303, 307, 401, 403)';

/** Pages asked about, and readers of one from where it is there for everybody. */
const MOST_PAGES = 2_000;
const MOST_READERS = 200;
/** Refusals that make a page one of a few, where nobody is seen to log in for it. */
const REFUSALS_ALONE = 3;
/** Share of what staff ordinarily get, from where it is the list; and bytes where nobody of staff is seen. */
const LIST_SHARE = 0.5;
const LIST_BYTES = 20_000;
/** Days on which a network took it: its work, however it said who it was. */
const DAYS_OF_HABIT = 3;
/** Of one reader, the first: which they are must not hang on the order in which lines are read. */
const TAKINGS_KEPT = 50;
/** Days on which other pages of the folder were given to somebody who is not seen to log in. */
const DAYS_AT_WORK = 2;

type ReaderRow = {
  readonly path: string;
  readonly client: string;
  readonly user: string;
  readonly refused: number;
  readonly given: number;
  readonly days: readonly number[];
  /** Bytes of the largest taking; of the first takings, how many each had and with which programs. */
  readonly largest: number;
  readonly sizes: readonly number[];
  readonly agents: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

const OF_EXPORTS = `${EXPORT} and ${TIMED} and not match(path, '${LOGIN_PATH}')`;
/** Pages of which one line at least shows that they ask who is there: few lines do, and only of these pages are all looked at. */
const GUARDED = `from web prewhere ${WAS_REFUSED} or user != '' where (${WAS_REFUSED} or ${WAS_GIVEN}) and ${OF_EXPORTS}`;

/** Pages that were given to a few, and refused to others or given to names. */
async function guardedPages(store: LogStore): Promise<{ path: string }[]> {
  const any = await store.rows(`select 1 ${GUARDED} limit 1`);
  if (any.length === 0) return [];
  return store.rows<{ path: string }>(
    `select path from web prewhere path in (select path ${GUARDED}) where ${OF_EXPORTS} group by path
     having countIf(${WAS_GIVEN} and user = '') > 0 and (countIf(${WAS_REFUSED}) > 0 or countIf(${WAS_GIVEN} and user != '') > 0)
       and uniqExactIf(client, ${WAS_GIVEN}) <= ${MOST_READERS}
     order by countIf(${WAS_GIVEN} and user != '') desc, countIf(${WAS_REFUSED}) desc, path limit ${MOST_PAGES + 1}`,
  );
}

function readersOf(store: LogStore, paths: readonly string[]): Promise<ReaderRow[]> {
  return store.rows<ReaderRow>(
    `select path, client, user, countIf(${WAS_REFUSED}) as refused, countIf(${WAS_GIVEN}) as given,
       arraySort(groupUniqArrayIf(toYYYYMMDD(ts), ${WAS_GIVEN})) as days, maxIf(size, ${WAS_GIVEN}) as largest,
       arrayMap(t -> t.3, groupArraySortedIf(${TAKINGS_KEPT})((f, n, size, agent), ${WAS_GIVEN}) as takings) as sizes,
       arraySort(arrayDistinct(arrayMap(t -> t.4, takings))) as agents,
       toUnixTimestamp64Milli(minIf(ts, ${WAS_GIVEN})) as first, toUnixTimestamp64Milli(maxIf(ts, ${WAS_GIVEN})) as last,
       groupArraySortedIf(20)((f, n), ${WAS_GIVEN}) as places
     from web where path in {paths:Array(String)} and ${TIMED} group by path, client, user order by path, first, client, user`,
    { paths },
  );
}

const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

type Page = {
  readonly path: string;
  readonly staff: readonly ReaderRow[];
  readonly strangers: readonly ReaderRow[];
  /** Names were asked for: who was given it without one said none. */
  readonly named: boolean;
};

/** Of one page's readers, who said who they are and who did not; undefined where nothing shows that it asks. */
function pageOf(path: string, rows: readonly ReaderRow[], logins: ReadonlyMap<string, number>): Page | undefined {
  const given = rows.filter((row) => row.given > 0);
  const loggedIn = (row: ReaderRow) => (logins.get(row.client) ?? Number.POSITIVE_INFINITY) <= row.last;
  const days = new Map<string, Set<number>>();
  for (const row of given)
    for (const day of row.days)
      days.set(networkOf(row.client), (days.get(networkOf(row.client)) ?? new Set()).add(day));
  const isStaff = (row: ReaderRow) =>
    row.user !== '' || loggedIn(row) || (days.get(networkOf(row.client))?.size ?? 0) >= DAYS_OF_HABIT;
  const staff = given.filter(isStaff);
  const places = new Set(staff.map(({ client }) => networkOf(client)));
  const strangers = given.filter((row) => !isStaff(row) && !places.has(networkOf(row.client)) && isOutside(row.client));
  const named = staff.some(({ user }) => user !== '');
  const givenTo = new Set(given.filter(isStaff).map(({ client }) => client));
  const refusals = rows.reduce((sum, row) => sum + (givenTo.has(row.client) ? 0 : row.refused), 0);
  const asks = named || (staff.length > 0 && refusals > 0) || refusals >= REFUSALS_ALONE;
  return asks && strangers.length > 0 ? { path, staff, strangers, named } : undefined;
}

/** Days on which clients were also given other pages of the same folder, as somebody at work is. */
async function atWork(store: LogStore, pages: readonly Page[]): Promise<ReadonlyMap<string, number>> {
  const clients = [...new Set(pages.flatMap(({ strangers }) => strangers.map(({ client }) => client)))].sort();
  const rows = await store.rows<{ client: string; folder: string; days: number }>(
    `select client, splitByChar('/', path)[2] as folder, uniqExact(toYYYYMMDD(ts)) as days from web
     where client in {clients:Array(String)} and status = 200 and method = 'GET' and not (${EXPORT}) and not match(target, '${LOGIN_PATH}')
       and not match(path, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|map)$') and length(splitByChar('/', path)) > 2
     group by client, folder order by client, folder`,
    { clients },
  );
  return new Map(rows.map(({ client, folder, days }) => [`${client}\n${folder}`, days]));
}

function found(page: Page, row: ReaderRow, isRoaming: boolean): Finding {
  const shown = page.named && !isRoaming;
  return {
    actor: { kind: 'ip', id: row.client },
    sign: 'open-export',
    class: 'sensitive-file',
    level: isRoaming ? 'notable' : 'adverse',
    success: shown ? 'shown' : 'possible',
    reachesData: true,
    says: {
      ja: `ログインまたはパスワードを求めるはずの ${page.path} が、名のらずログインの記録もない接続元に${row.given}回渡された（最大${row.largest}バイト${page.staff.length > 0 ? '。担当者が受け取る名簿と同程度' : ''}${isRoaming ? '。ほかの画面も開いており、ログインしたままの担当者とも区別できない' : ''}）`,
      en: `${page.path}, which asks others for a login or a password, was given ${row.given} ${row.given === 1 ? 'time' : 'times'} to a source that gave no name and is not seen to log in (up to ${row.largest} bytes${page.staff.length > 0 ? ', as large as staff are given' : ''}${isRoaming ? '; it opened other pages too, or uses the program that staff do, as staff still logged in would' : ''})`,
    },
    ...{ count: row.given, first: row.first, last: row.last },
    places: row.places.map(([f, n]): Place => ({ f, n })),
  };
}

function findingsOf(page: Page, works: ReadonlyMap<string, number>): Finding[] {
  const usual = middleOf(page.staff.flatMap(({ sizes }) => sizes));
  const least = usual > 0 ? LIST_SHARE * usual : LIST_BYTES;
  const programs = new Set(page.staff.flatMap(({ agents }) => agents));
  const folder = page.path.split('/')[1] ?? '';
  const sameProgram = (row: ReaderRow) => row.agents.some((agent) => programs.has(agent));
  const took = page.strangers.filter(({ largest }) => largest >= least);
  // Several networks and one program: somebody who carries it about, still logged in.
  const carried = new Set(took.filter(sameProgram).map(({ client }) => networkOf(client))).size > 1;
  // Whoever opens other pages day after day works there; and once, where nobody else is seen to.
  const isAtWork = (row: ReaderRow) => {
    const days = works.get(`${row.client}\n${folder}`) ?? 0;
    return days >= DAYS_AT_WORK || (days > 0 && (page.staff.length === 0 || sameProgram(row)));
  };
  return took.map((row) => found(page, row, isAtWork(row) || (carried && sameProgram(row))));
}

/** @throws AkashiError as every question to the logs does */
export async function openExports(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const guarded = await guardedPages(store);
  if (guarded.length === 0) return [];
  const rows = await readersOf(
    store,
    within(guarded, MOST_PAGES, limits, 'export-pages', ['sensitive-file']).map(({ path }) => path),
  );
  const logins = await firstLogins(store, [...new Set(rows.map(({ client }) => client))].sort());
  const byPath = grouped(rows, ({ path }) => path);
  const pages = [...byPath].flatMap(([path, readers]) => pageOf(path, readers, logins) ?? []);
  if (pages.length === 0) return [];
  const works = await atWork(store, pages);
  return pages.flatMap((page) => findingsOf(page, works));
}
