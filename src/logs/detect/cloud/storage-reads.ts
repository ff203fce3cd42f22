// Files of data that a storage service gave to somebody who had not logged in: the bucket stood open, and it was used.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { PEOPLE_IN_FILE_NAMES } from '../reads/people-words.ts';

/** Files of records by their ending. Others of a bucket, such as pictures, may be open on purpose. */
export const DATA_ENDING =
  '(?i)\\.(?:csv|tsv|xlsx?|ods|jsonl?|ndjson|xml|parquet|avro|orc|sql|dump|dmp|bak|mdb|accdb|sqlite3?|db|pst|mbox|eml|txt|zip|7z|rar|tar|tgz|gz|bz2|xz|zst)$';
/** A file of records is a list already: words that say little of a page say whose list it is. */
const OF_PEOPLE = new RegExp(
  `${PEOPLE_IN_FILE_NAMES}|clients?|users?|accounts?|subscrib|recipient|order|address|newsletter|respon[ds]|entry|appl(?:y|ic)|registr|patients?|students?|employees?|staff|personal|reservations?|bookings?|appointments?|yoyaku|oubo|moushikomi|予約|会員|顧客|名簿|回答|問い?合わ?せ|応募|申込|アンケート|個人|住所|注文|受講|参加者|社員|患者|生徒`,
  'i',
);
const OF_EVERYTHING = /backup|back-up|dump|export|snapshot|バックアップ|書き?出し/i;
/** What is given to everybody to fill in or to read. */
const FOR_EVERYBODY =
  /form(?:at)?s?[^/]{0,8}\.|registration\.(?:xlsx?|ods|docx?)$|\/(?:open-?data|datasets?|statistics|オープンデータ|統計)\/|blank|template|sample|example|guide|manual|how-?to|terms|policy|brochure|catalog|price|様式|書式|用紙|申込書|申請書|届出?書?[^/]{0,4}\.|手引|案内|ひな形|雛形|テンプレート|見本|記入例|規約/i;

/** Read by as many different addresses, a file was most likely offered to the public; what it holds is to be looked at. */
const READ_BY_MANY = 5;

/** Files so named and their readers are counted up to this, those that name people first: pictures and pages of a bucket do not count towards it. */
const MOST_KEYS = 50_000;

type Row = {
  readonly client: string;
  readonly key: string;
  readonly reads: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** The key as its owner wrote it; one that is no UTF-8 stays as it was logged. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

/** The names that `isDataKey` looks for, for the engine: it takes more than that does. */
export const DATA_NAMES = `(?i)${OF_PEOPLE.source}|${OF_EVERYTHING.source}`;

export const namesPeople = (key: string): boolean => OF_PEOPLE.test(decoded(key));

/** Whether the key of a file of records names people, or a copy of everything. */
export function isDataKey(key: string): boolean {
  const name = decoded(key);
  return (OF_PEOPLE.test(name) || OF_EVERYTHING.test(name)) && !FOR_EVERYBODY.test(name);
}

const KEY = "fields['requestParameters.key']";
/** The same in CloudTrail's records of objects: an account that is none. */
const IN_CLOUDTRAIL = `select ip as client, ${KEY} as path, toDateTime64(ts, 3) as ts, f, n from event
  where action = 'cloud-call' and fields['eventName'] = 'GetObject' and lower(fields['userIdentity.accountId']) in ('anonymous', 'anonymous_principal')
    and fields['errorCode'] = '' and ${KEY} != '' and ip != ''`;
const IN_ACCESS_LOGS = `select client, path, ts, f, n from web
  where f in {files:Array(UInt32)} and user = '' and method = 'GET' and status in (200, 206) and size > 0`;

/** Reads of whole or partial objects that were answered, with no identity: `requester` was "-". */
function anonymousReads(store: LogStore, files: readonly number[], most: number): Promise<Row[]> {
  return store.rows<Row>(
    `select client, path as key, count() as reads,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from (${IN_ACCESS_LOGS} union all ${IN_CLOUDTRAIL}) where match(path, '${DATA_ENDING}') and match(decodeURLFormComponent(path), {names:String})
     group by client, path order by match(decodeURLFormComponent(path), {people:String}) desc, client, path limit ${most + 1}`,
    { files, names: DATA_NAMES, people: `(?i)${OF_PEOPLE.source}` },
  );
}

/** How many different addresses were given each file. */
function readersOf(rows: readonly Row[]): Map<string, number> {
  const readers = new Map<string, number>();
  for (const { key } of rows) readers.set(key, (readers.get(key) ?? 0) + 1);
  return readers;
}

/** One finding for each address that was given files of data without saying who it is. */
export async function storageReads(store: LogStore, limits: Limit[], most: number = MOST_KEYS): Promise<Finding[]> {
  const files = store.files.flatMap(({ format }, f) => (format === 's3_access' ? [f] : []));
  if (files.length === 0 && !store.files.some(({ format }) => format === 'cloudtrail')) return [];
  const all = await anonymousReads(store, files, most);
  const read = within(all, most, limits, 'storage-files', ['sensitive-file']).filter(({ key }) => isDataKey(key));
  const readers = readersOf(read);
  const byClient = grouped(read, ({ client }) => client);
  return [...byClient].map(([client, rows]): Finding => {
    const reads = rows.reduce((sum, row) => sum + row.reads, 0);
    const forAll = rows.every(({ key }) => (readers.get(key) ?? 0) >= READ_BY_MANY);
    return {
      actor: { kind: 'ip', id: client },
      sign: 'anonymous-storage-read',
      class: 'sensitive-file',
      level: forAll ? 'notable' : 'adverse',
      success: forAll ? 'possible' : 'shown',
      says: {
        ja: `名簿や控えの名前を持つファイル${rows.length}件が、認証なしで${reads}回読み出された${forAll ? '（ほかにも多くの接続元が読み出している）' : ''}`,
        en: `${rows.length} ${rows.length === 1 ? 'file' : 'files'} named as lists of people or copies were read without any login, ${reads} ${reads === 1 ? 'time' : 'times'}${forAll ? ' (as many other addresses did)' : ''}`,
      },
      count: reads,
      first: leastAndMost(rows.map(({ first }) => first)).least,
      last: leastAndMost(rows.map(({ last }) => last)).most,
      places: rows
        .flatMap(({ places }) => places)
        .slice(0, 20)
        .map(([f, n]) => ({ f, n })),
    };
  });
}
