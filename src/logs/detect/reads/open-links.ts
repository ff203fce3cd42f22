// A list about people that anybody with its link can open: somebody at work made the link, and whoever has it, by whatever way,
// is known by no name. Of those who used it, some come on many days and were most likely given it; the others are told.
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { ABOUT_SOMEBODY } from './open-papers.ts';
import { inLiteral } from './people-words.ts';

/** Days on which a source opened what it was given: its work. */
const DAYS_OF_HABIT = 3;
/** More sources than this are a file that was meant for everybody. */
const MEANT_FOR_ALL = 30;
const MOST_OPENED = 10_000;

type Opened = {
  readonly client: string;
  readonly file: string;
  readonly opened: number;
  readonly taken: number;
  readonly days: number;
  readonly at: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** SharePoint and OneDrive write an anonymous guest so; the operation says whether a file was shown or saved. */
const ANONYMOUS = `startsWith(user, 'urn:spo:anon#')`;
const OPENED = `message in ('FileAccessed', 'FilePreviewed', 'FileDownloaded', 'FileSyncDownloadedFull')`;
const TAKEN = `message in ('FileDownloaded', 'FileSyncDownloadedFull')`;
const IS_LIST = `match(fields['SourceFileName'], '(?i)[.](?:csv|tsv|xlsx?|xlsm|ods|accdb|mdb|pdf|docx?|zip)$')`;

/** @throws AkashiError as every question to the logs does */
export async function openLinks(store: LogStore, limits: Limit[], most: number = MOST_OPENED): Promise<Finding[]> {
  const found = await store.rows<Opened>(
    `select ip as client, fields['SourceFileName'] as file, count() as opened, countIf(${TAKEN}) as taken, uniqExact(toYYYYMMDD(ts)) as days,
       toUnixTimestamp64Milli(min(ts)) as at, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from event where action = 'cloud-call' and ${ANONYMOUS} and ${OPENED} and ts > 0 and ip != '' and ${IS_LIST}
       and match(fields['SourceFileName'], '${inLiteral(ABOUT_SOMEBODY)}|list|roster')
     group by client, file order by client, file limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'open-links', ['sensitive-file']);
  const sources = new Map<string, number>();
  for (const { file } of rows) sources.set(file, (sources.get(file) ?? 0) + 1);
  return rows
    .filter(
      ({ client, file, days }) =>
        isOutside(client) && days < DAYS_OF_HABIT && (sources.get(file) ?? 0) <= MEANT_FOR_ALL,
    )
    .map(
      ({ client, file, opened, taken, at, last, places }): Finding => ({
        actor: { kind: 'ip', id: client },
        sign: 'open-link',
        class: 'sensitive-file',
        level: 'notable',
        success: 'possible',
        reachesData: true,
        says: {
          ja: `リンクを知る人なら誰でも開ける、個人に関する名前のファイル（${file}）が、名乗らない者に${taken > 0 ? '受け取られた' : '開かれた'}`,
          en: `a file named as one about people (${file}), open to anybody with its link, was ${taken > 0 ? 'downloaded' : 'opened'} by somebody who gave no name`,
        },
        ...{ count: opened, first: at, last, places: places.map(([f, n]): Place => ({ f, n })) },
      }),
    );
}
