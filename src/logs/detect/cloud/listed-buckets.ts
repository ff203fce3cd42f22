// A bucket that stood open and was emptied: by CloudTrail's records of objects, somebody without a login asked for the list of its
// files and was given many of them. `open-papers.ts` tells the same of the storage's own log.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { ABOUT_SOMEBODY } from '../reads/open-papers.ts';
import { inLiteral } from '../reads/people-words.ts';
import { DATA_ENDING, isDataKey } from './storage-reads.ts';

/** Files of one bucket in the hour after its list: who looks for their own fetches a few. */
const FEWEST_FILES = 20;
const WALK_SECONDS = 3_600;
/** Emptied by as many networks, a bucket was most likely offered: open data. */
const EMPTIED_BY_MANY = 5;
/** Days on which a network lists the bucket: its work. */
const DAYS_OF_HABIT = 3;
const MOST_READERS = 50_000;
const MOST_KEYS_NAMED = 200;

const BUCKET = "fields['requestParameters.bucketName']";
const KEY = "fields['requestParameters.key']";
const ANONYMOUS = `action = 'cloud-call' and lower(fields['userIdentity.accountId']) in ('anonymous', 'anonymous_principal') and fields['errorCode'] = ''`;
const LISTED = "fields['eventName'] in ('ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'ListBucket')";
/** Records by their ending, and pictures and letters by a name or folder that speaks of somebody. */
const HOLDS_RECORDS = `match(${KEY}, '${inLiteral(DATA_ENDING)}')
  or (match(${KEY}, '(?i)[.](?:pdf|docx?|odt|jpe?g|png|heic|tiff?|msg)$') and match(decodeURLFormComponent(${KEY}), '${inLiteral(ABOUT_SOMEBODY)}'))`;

type Emptied = {
  readonly client: string;
  readonly bucket: string;
  readonly files: number;
  readonly keys: readonly string[];
  readonly days: number;
  readonly at: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function listedBuckets(store: LogStore, limits: Limit[], most: number = MOST_READERS): Promise<Finding[]> {
  if (!store.files.some(({ format }) => format === 'cloudtrail')) return [];
  const found = await store.rows<Emptied>(
    `select client, bucket, uniqExactIf(key, key != '') as files, arraySort(groupUniqArrayIf(${MOST_KEYS_NAMED})(key, key != '')) as keys, days,
       toUnixTimestamp64Milli(min(ts)) as at, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from (select ip as client, ${BUCKET} as bucket, ${KEY} as key, toDateTime64(ts, 3) as ts, f, n from event
           where ${ANONYMOUS} and fields['eventName'] = 'GetObject' and (${HOLDS_RECORDS})) as taken
     inner join (select ip as client, ${BUCKET} as bucket, groupUniqArray(toUnixTimestamp(toDateTime(ts))) as listed, uniqExact(toYYYYMMDD(ts)) as days
           from event where ${ANONYMOUS} and ${LISTED} and ts > 0 and ip != '' group by client, bucket) as lists using (client, bucket)
     where arrayExists(t -> toUnixTimestamp(toDateTime(ts)) between t and t + ${WALK_SECONDS}, listed)
     group by client, bucket, days having files >= ${FEWEST_FILES} order by client, bucket limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'storage-files', ['sensitive-file']).filter(({ client }) =>
    isOutside(client),
  );
  const networks = new Map<string, Set<string>>();
  for (const { client, bucket } of rows)
    networks.set(bucket, (networks.get(bucket) ?? new Set()).add(networkOf(client)));
  return rows
    .filter(({ bucket, days }) => (networks.get(bucket)?.size ?? 0) < EMPTIED_BY_MANY && days < DAYS_OF_HABIT)
    .map(finding);
}

const about = new RegExp(ABOUT_SOMEBODY.replace('(?i)', ''), 'i');

/** Names decide how sure it is that people's data went: a bucket of prices stands open on purpose. */
function finding({ client, bucket, files, keys, at, last, places }: Emptied): Finding {
  const named = about.test(bucket) || keys.filter((key) => isDataKey(key) || about.test(key)).length * 2 > keys.length;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-papers',
    class: 'sensitive-file',
    level: named ? 'adverse' : 'notable',
    success: named ? 'shown' : 'possible',
    reachesData: true,
    says: {
      ja: `誰でも一覧を見られるバケット（${bucket}）から、${named ? '個人に関する名前の、' : ''}データのファイル${files}件が認証なしで受け取られた`,
      en: `from a bucket whose list anybody could ask for (${bucket}), ${files} files of records${named ? ', named as ones about people,' : ''} were taken without any login`,
    },
    ...{ count: files, first: at, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
