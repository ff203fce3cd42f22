// A folder that the server lists, or a bucket, emptied of papers about people one by one: applications, curricula, invoices; or
// those that the site's own map for search engines leads to. And a list of people that lies in the open under a plain name, taken by somebody whom no page of the site sent there.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import { DATA_NAMES, isDataKey, namesPeople } from '../cloud/storage-reads.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { inLiteral, PEOPLE_IN_FILE_NAMES } from './people-words.ts';

/** Papers of one folder in a day: who looks for their own opens a few. */
const FEWEST_PAPERS = 30;
/** Milliseconds from the listing to the first paper. */
const WALK_MS = 3_600_000;
/** Emptied by as many networks, a folder was most likely offered. */
const EMPTIED_BY_MANY = 5;
/** Days on which a network took papers of the folder: its work. */
const DAYS_OF_HABIT = 3;
const MOST_READERS = 50_000;
/** Folders named in a question; beyond them, all are looked at. */
const MOST_FOLDERS = 1_000;
/** Bytes; a list of a handful of people, a sample or an empty form is smaller. */
const SMALLEST_LIST = 20_000;

/** First by plain texts in the last six characters: an expression for an ending goes over the whole of every path. */
const endsIn = (words: readonly string[], expression: string) =>
  `multiSearchAnyCaseInsensitive(right(path, 6), [${words.map((word) => `'.${word}'`).join(', ')}]) and match(path, '${expression}')`;
const IS_PAPER = endsIn(
  ['pdf', 'doc', 'odt', 'xls', 'csv', 'jpg', 'jpeg', 'png', 'heic', 'tif', 'eml', 'msg'],
  '(?i)[.](?:pdf|docx?|odt|xlsx?|csv|jpe?g|png|heic|tiff?|eml|msg)$',
);
/** Words in the path that say that a paper is about somebody, beside those of lists. */
export const ABOUT_SOMEBODY = `(?i)${PEOPLE_IN_FILE_NAMES}|appl(?:ic|y)|r[eé]sum[eé]|curricul|[/_-]cvs?[/_.-]|candidat|volunteer|patient|student|employee|passport|licen[cs]e|contract|invoice|payslip|certificat|rirekisho|oubo|moushikomi|履歴書|応募|申込|申請|免許|契約|請求|診断|給与`;
const IS_ABOUT = `match(decodeURLFormComponent(path), '${inLiteral(ABOUT_SOMEBODY)}')`;
const IS_LIST = endsIn(['csv', 'tsv', 'xls', 'ods'], '(?i)[.](?:csv|tsv|xlsx?|ods)$');
const ROBOT = '(?i)bot|crawl|spider|slurp|archiver';
/** Where somebody is sent from who had looked for it. */
const SEARCH = '(?i)^https?://(?:[a-z]+[.])?(?:google|bing|yahoo|duckduckgo|yandex|baidu|ecosia)[.]';

type Emptied = {
  readonly client: string;
  readonly folder: string;
  readonly papers: number;
  readonly at: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

const FOLDER = `substring(path, 1, length(path) - position(reverse(path), '/') + 1)`;
/** The folder above, where forms keep what each sender brings in a folder of its own. */
const ABOVE = `replaceRegexpOne(path, '[^/]*/[^/]*$', '')`;
const toPlaces = (places: Emptied['places']): Place[] => places.map(([f, n]) => ({ f, n }));

/** @throws AkashiError as every question to the logs does */
export async function openPapers(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const own = await papersIn(store, limits, FOLDER);
  const known = new Set(own.map(({ actor }) => actor.id));
  const below = await papersIn(store, limits, ABOVE);
  return [...own, ...below.filter(({ actor }) => !known.has(actor.id))];
}

/** @param folderOf the folder that a path counts to, as SQL */
async function papersIn(store: LogStore, limits: Limit[], folderOf: string): Promise<Finding[]> {
  // Folders first: their files are fewer than the requests for them, and names are compared with many words.
  const holding = await store.rows<{ folder: string }>(
    `select folder from (select path, ${folderOf} as folder from web prewhere ${IS_PAPER} group by path)
     where folder not in ('', '/') and ${IS_ABOUT} group by folder having count() >= ${FEWEST_PAPERS} order by folder limit ${MOST_FOLDERS}`,
  );
  if (holding.length === 0) return [];
  const where = holding.length < MOST_FOLDERS ? 'and folder in {folders:Array(String)}' : '';
  const rows = await store.rows<Emptied>(
    `select client, ${folderOf} as folder, uniqExact(path) as papers, toUnixTimestamp64Milli(min(ts)) as at, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere ${IS_PAPER} where method = 'GET' and status in (200, 206) and size > 0 and user = '' and ${TIMED} ${where} and ${IS_ABOUT}
     group by client, folder, toYYYYMMDD(ts) having papers >= ${FEWEST_PAPERS} and folder not in ('', '/') order by client, folder, at limit ${MOST_READERS + 1}`,
    where === '' ? {} : { folders: holding.map(({ folder }) => folder) },
  );
  const emptied = within(rows, MOST_READERS, limits, 'files-in-folders', ['sensitive-file']).filter(({ client }) =>
    isOutside(client),
  );
  if (emptied.length === 0) return [];
  const clients = [...new Set(emptied.map(({ client }) => client))].sort();
  const folders = [...new Set(emptied.map(({ folder }) => folder))].sort();
  const ways = await waysIn(store, clients, folders);
  const refused = await store.rows<{ folder: string }>(
    `select distinct ${folderOf} as folder from web where folder in {folders:Array(String)} and ${IS_PAPER} and status in (302, 303, 307, 401, 403) order by folder`,
    { folders },
  );
  const logins = await firstLogins(store, clients);
  const asked = new Set(refused.map(({ folder }) => folder));
  const networks = new Map<string, Set<string>>();
  for (const { client, folder } of emptied)
    networks.set(folder, (networks.get(folder) ?? new Set()).add(networkOf(client)));
  const daysOf = (one: Emptied) =>
    emptied.filter(({ client, folder }) => folder === one.folder && networkOf(client) === networkOf(one.client)).length;
  return emptied.flatMap((one): Finding[] => {
    const isOpen =
      !asked.has(one.folder) &&
      (logins.get(one.client) ?? Number.POSITIVE_INFINITY) > one.at &&
      (networks.get(one.folder)?.size ?? 0) < EMPTIED_BY_MANY &&
      daysOf(one) < DAYS_OF_HABIT;
    const led = ways.filter(
      ({ client, folder, at }) =>
        client === one.client && (folder === '' || folder === one.folder) && at <= one.at && one.at - at <= WALK_MS,
    );
    if (!isOpen || led.length === 0) return [];
    return [
      papersTaken(
        one,
        led.every(({ way }) => way === 'map'),
      ),
    ];
  });
}

/** How somebody learned the names of a folder's files; a bucket and a map name those of all folders. */
type Way = {
  readonly client: string;
  readonly way: 'folder' | 'bucket' | 'map';
  readonly folder: string;
  readonly at: number;
};

/** A map of the site's own; robots read it for what it is made for. */
const MAP = `match(path, '(?i)sitemap[^/]{0,64}[.]xml(?:[.]gz)?$') and not match(agent, '${ROBOT}')`;

function waysIn(store: LogStore, clients: readonly string[], folders: readonly string[]): Promise<Way[]> {
  const buckets = store.files.flatMap(({ format }, f) => (format === 's3_access' ? [f] : []));
  return store.rows<Way>(
    `select client, multiIf(path in {folders:Array(String)}, 'folder', f in {buckets:Array(UInt32)}, 'bucket', 'map') as way, if(way = 'folder', path, '') as folder,
       toUnixTimestamp64Milli(min(ts)) as at from web
     where client in {clients:Array(String)} and method = 'GET' and status = 200 and user = '' and ${TIMED}
       and (path in {folders:Array(String)} or (f in {buckets:Array(UInt32)} and (path = '/' or match(query, '(?i)(?:^|&)(?:list-type|prefix|max-keys|delimiter|marker)='))) or (${MAP}))
     group by client, way, folder order by client, way, folder`,
    { clients, folders, buckets },
  );
}

/** A map says that the papers were offered to everybody, by mistake perhaps; a list of files that nobody looked at who could open it. */
function papersTaken({ client, folder, papers, at, last, places }: Emptied, byMap: boolean): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-papers',
    class: 'sensitive-file',
    level: byMap ? 'notable' : 'adverse',
    success: byMap ? 'possible' : 'shown',
    reachesData: true,
    says: {
      ja: byMap
        ? `サイトマップを読んだ接続元に、フォルダ（${folder}）の、個人に関する書類の名前を持つファイル${papers}件が渡された`
        : `一覧の見えるフォルダ（${folder}）から、個人に関する書類の名前を持つファイル${papers}件が受け取られた`,
      en: byMap
        ? `a source that had read the site's map was given ${papers} files of a folder (${folder}) that are named as papers about people`
        : `from a folder whose contents the server lists (${folder}), ${papers} files named as papers about people were taken`,
    },
    ...{ count: papers, first: at, last, places: toPlaces(places) },
  };
}

type Taken = Omit<Emptied, 'folder' | 'papers'> & {
  readonly path: string;
  readonly bytes: number;
  readonly days: readonly number[];
};

/** Lists of people that no page of the site led to. @throws AkashiError as every question to the logs does */
export async function plainLists(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const any = await store.rows(`select 1 from web prewhere ${IS_LIST} limit 1`);
  if (any.length === 0) return [];
  const rows = await store.rows<Taken>(
    `select client, path, max(size) as bytes, groupUniqArray(toYYYYMMDD(ts)) as days, toUnixTimestamp64Milli(min(ts)) as at, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places from web
     prewhere ${IS_LIST} where method = 'GET' and status in (200, 206) and size >= ${SMALLEST_LIST} and user = '' and ${TIMED} and match(decodeURLFormComponent(path), {names:String})
       and not match(agent, '${ROBOT}') and path not in (
         select path from web prewhere ${IS_LIST} where (status in (302, 303, 307, 401, 403) or (referer not in ('', '-') and not match(referer, '${SEARCH}'))))
     group by client, path order by client, path limit ${MOST_READERS + 1}`,
    { names: DATA_NAMES },
  );
  const lists = within(rows, MOST_READERS, limits, 'files-in-folders', ['sensitive-file']).filter(
    ({ path }) => isDataKey(path) && namesPeople(path) && !/export|download/i.test(path),
  );
  const readers = new Map<string, Set<string>>();
  const days = new Map<string, Set<number>>();
  const placeOf = ({ client, path }: Taken) => `${networkOf(client)}\n${path}`;
  for (const one of lists) {
    const known = days.get(placeOf(one)) ?? new Set();
    for (const day of one.days) known.add(day);
    days.set(placeOf(one), known);
  }
  for (const { client, path } of lists) readers.set(path, (readers.get(path) ?? new Set()).add(networkOf(client)));
  const logins = await firstLogins(store, [...new Set(lists.map(({ client }) => client))].sort());
  const byClient = grouped(lists, (one) => {
    const isStranger = isOutside(one.client) && (logins.get(one.client) ?? Number.POSITIVE_INFINITY) > one.at;
    // Whoever fetches the same list day after day is at work with it.
    const isHabit = (days.get(placeOf(one))?.size ?? 0) >= DAYS_OF_HABIT;
    return !isStranger || isHabit || (readers.get(one.path)?.size ?? 0) >= EMPTIED_BY_MANY ? undefined : one.client;
  });
  return [...byClient].map(
    ([client, files]): Finding => ({
      actor: { kind: 'ip', id: client },
      sign: 'plain-list',
      class: 'sensitive-file',
      level: 'notable',
      success: 'possible',
      reachesData: true,
      says: {
        ja: `どのページからもたどれない、名簿の名前を持つファイル（${files[0]?.path ?? ''}）が、ログインしていない外部の接続元に渡された`,
        en: `a file named as a list of people (${files[0]?.path ?? ''}), to which no page was seen to lead, was given to a source outside that is not seen to log in`,
      },
      count: files.length,
      first: leastAndMost(files.map(({ at }) => at)).least,
      last: leastAndMost(files.map(({ last }) => last)).most,
      places: files.flatMap(({ places }) => toPlaces(places)).slice(0, 20),
    }),
  );
}
