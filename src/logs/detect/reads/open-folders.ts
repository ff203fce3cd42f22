// A folder that the server lists, walked down to a file named as a list of people or a copy of everything. What stands in a
// listing asks nobody for a login.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import { DATA_ENDING, DATA_NAMES, isDataKey, namesPeople } from '../cloud/storage-reads.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Files so named and their readers. */
const MOST_FILES = 50_000;
/** Milliseconds between the listing and the file. */
const WALK_MS = 3_600_000;
/** Read from as many networks, a file was most likely offered. */
const READ_BY_MANY = 5;
/** Days on which a network took files of the folder: its work. */
const DAYS_OF_HABIT = 3;
/** Folders of copies and files: no page of an application. */
const FILES_FOLDER =
  /\/(?:backups?|back-up|bak|dumps?|old|archives?|te?mp|private|files?|uploads?|data|db|sql|share|copies|wp-content)[\w.-]{0,24}\//i;
/** What a server puts beside a listing: its pictures, its orders. */
const LISTED =
  "startsWith(path, '/icons/') and match(path, '(?i)[.](?:gif|png)$') or match(query, '^C=[NMSD];O=[AD]$')";
/** A file that an application makes when it is asked for. */
const MADE = /export|download/i;
/** A page of staff that lists copies asks for a login, which may lie before the log. */
const STAFF_PAGE = /\/(?:wp-)?(?:admin|manage|manager|staff|backoffice|console|kanri|panel|cpanel|plesk)\w{0,16}\//i;

type FileRow = {
  readonly client: string;
  readonly path: string;
  readonly bytes: number;
  readonly day: number;
  readonly at: number;
  readonly place: readonly [f: number, n: number];
};
type ListingRow = { readonly client: string; readonly path: string; readonly at: number; readonly bytes: number };

function filesGiven(store: LogStore): Promise<FileRow[]> {
  return store.rows<FileRow>(
    `select client, path, max(size) as bytes, toYYYYMMDD(min(ts)) as day, toUnixTimestamp64Milli(min(ts)) as at, min((f, n)) as place from web
     where user = '' and method = 'GET' and status in (200, 206) and size > 0 and ${TIMED} and match(path, '${DATA_ENDING}') and match(decodeURLFormComponent(path), {names:String})
     group by client, path order by client, path limit ${MOST_FILES + 1}`,
    { names: DATA_NAMES },
  );
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** When each of these clients was shown each of these folders. */
async function listings(store: LogStore, files: readonly FileRow[]): Promise<Map<string, ListingRow>> {
  const rows = await store.rows<ListingRow>(
    `select client, path, toUnixTimestamp64Milli(min(ts)) as at, argMin(size, (ts, f, n)) as bytes from web
     where client in {clients:Array(String)} and path in {folders:Array(String)} and query = '' and method = 'GET' and status = 200 and ${TIMED}
     group by client, path order by client, path`,
    {
      clients: [...new Set(files.map(({ client }) => client))].sort(),
      folders: [
        ...new Set(files.flatMap(({ path }) => [folderOf(path), folderOf(folderOf(path).slice(0, -1))])),
      ].sort(),
    },
  );
  return new Map(rows.map((row) => [`${row.client}\n${row.path}`, row]));
}

/** Clients that saw a listing for certain, and files that somebody was refused: those are pages that ask who one is. */
async function sure(store: LogStore, files: readonly FileRow[]) {
  const clients = [...new Set(files.map(({ client }) => client))].sort();
  const paths = [...new Set(files.map(({ path }) => path))].sort();
  const listed = await store.rows<{ client: string }>(
    `select distinct client from web where client in {clients:Array(String)} and (${LISTED}) order by client`,
    { clients },
  );
  const refused = await store.rows<{ path: string }>(
    `select distinct path from web where path in {paths:Array(String)} and status in (302, 303, 307, 401, 403) order by path`,
    { paths },
  );
  return { listed: new Set(listed.map(({ client }) => client)), refused: new Set(refused.map(({ path }) => path)) };
}

function found(client: string, files: readonly FileRow[], isOffered: boolean): Finding {
  const names = files.length === 1 ? 'file' : 'files';
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-folder',
    class: 'sensitive-file',
    level: isOffered ? 'notable' : 'adverse',
    success: isOffered ? 'possible' : 'shown',
    reachesData: true,
    says: {
      ja: `一覧の見えるフォルダ（${folderOf(files[0]?.path ?? '')}）をたどって、名簿や控えの名前を持つファイル${files.length}件が受け取られた${isOffered ? '（ほかにも多くの接続元が受け取っている）' : ''}`,
      en: `through a folder whose contents the server lists (${folderOf(files[0]?.path ?? '')}), ${files.length} ${names} named as lists of people or copies were taken${isOffered ? ' (as many others did)' : ''}`,
    },
    count: files.length,
    first: leastAndMost(files.map(({ at }) => at)).least,
    last: leastAndMost(files.map(({ at }) => at)).most,
    places: files.slice(0, 20).map(({ place: [f, n] }): Place => ({ f, n })),
  };
}

/** Whether any folder but the first was asked for: what ends in a slash is told sooner than what a file is called. */
async function anyFolder(store: LogStore): Promise<boolean> {
  return (await store.rows(`select 1 from web where endsWith(path, '/') and path != '/' limit 1`)).length > 0;
}

/** @throws AkashiError as every question to the logs does */
export async function openFolders(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  if (!(await anyFolder(store))) return [];
  const given = within(await filesGiven(store), MOST_FILES, limits, 'files-in-folders', ['sensitive-file']);
  const data = given.filter(({ path, client }) => isDataKey(path) && !STAFF_PAGE.test(path) && isOutside(client));
  if (data.length === 0) return [];
  const shown = await listings(store, data);
  const walked = data.filter(({ client, path, at, bytes }) => {
    const listing = shown.get(`${client}\n${folderOf(path)}`);
    return (
      listing && listing.at <= at && at - listing.at <= WALK_MS && listing.bytes !== bytes && folderOf(path) !== '/'
    );
  });
  const { listed, refused } = await sure(store, walked);
  const parentOf = (path: string) => folderOf(folderOf(path).slice(0, -1));
  const isListing = ({ client, path }: FileRow) =>
    listed.has(client) ||
    FILES_FOLDER.test(path) ||
    (shown.has(`${client}\n${parentOf(path)}`) && parentOf(path) !== '/' && !MADE.test(path));
  const logins = await firstLogins(store, [...new Set(walked.map(({ client }) => client))].sort());
  const readers = new Map<string, Set<string>>();
  const days = new Map<string, Set<number>>();
  for (const { client, path, day } of data) {
    readers.set(path, (readers.get(path) ?? new Set()).add(networkOf(client)));
    const habit = `${networkOf(client)}\n${folderOf(path)}`;
    days.set(habit, (days.get(habit) ?? new Set()).add(day));
  }
  const isOffered = ({ path }: FileRow) => (readers.get(path)?.size ?? 0) >= READ_BY_MANY;
  const byClient = grouped(walked, (row) => {
    const isTheirWork =
      (days.get(`${networkOf(row.client)}\n${folderOf(row.path)}`)?.size ?? 0) >= DAYS_OF_HABIT ||
      (logins.get(row.client) ?? Number.POSITIVE_INFINITY) <= row.at;
    // A copy of everything that many fetch is software; a list of people stays one.
    return isTheirWork || !isListing(row) || refused.has(row.path) || (isOffered(row) && !namesPeople(row.path))
      ? undefined
      : row.client;
  });
  return [...byClient].map(([client, files]) => found(client, files, files.every(isOffered)));
}
