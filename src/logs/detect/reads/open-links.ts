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

/** Names of what somebody told us of themselves: meant for all by nobody, however many open it. A club shows its members a list. */
const NEVER_FOR_ALL =
  /responses?\b|answers\b|appl(?:ic(?:ant|ation)s?|y)|customers?|patients?|inquir|enquir|顧客|患者|回答|応募者|申込者|申し込み者|問い?合わ?せ|個人情報/i;

const inFiles = (column: string) =>
  `match(${column}, '${inLiteral(ABOUT_SOMEBODY)}|list|roster|回答|名簿|一覧|リスト|会員|顧客|患者|社員|参加者')`;
const IS_LIST = (column: string) => `match(${column}, '(?i)[.](?:csv|tsv|xlsx?|xlsm|ods|accdb|mdb|pdf|docx?|zip)$')`;

/** SharePoint and OneDrive write an anonymous guest so; the operation says whether a file was shown or saved. */
const BY_GUESTS_OF_MICROSOFT = `select ip as client, fields['SourceFileName'] as file, message in ('FileDownloaded', 'FileSyncDownloadedFull') as saved, ts, f, n
  from event where action = 'cloud-call' and startsWith(user, 'urn:spo:anon#')
    and message in ('FileAccessed', 'FilePreviewed', 'FileDownloaded', 'FileSyncDownloadedFull') and ${IS_LIST(`fields['SourceFileName']`)}`;

/** A parameter of an event of Google's, which stands in the record as JSON. */
const said = (name: string) =>
  `JSONExtractString(concat('"', extract(fields['events'], '"name":"${name}","value":"((?:[^"\\\\\\\\]|\\\\\\\\.)*)"'), '"'))`;
/** Who opens a link of Drive's without being logged in has no address in its log. A sheet of Google's own has no ending. */
const BY_GUESTS_OF_GOOGLE = `select ip as client, ${said('doc_title')} as file, match(message, 'download|export') as saved, ts, f, n
  from event where action = 'cloud-call' and program = 'workspace' and user = '' and match(message, '^drive (?:view|download|export|print)')
    and (${said('doc_type')} in ('spreadsheet', 'msexcel', 'csv', 'pdf', 'msword', 'document') or ${IS_LIST('file')})`;

/** @throws AkashiError as every question to the logs does */
export async function openLinks(store: LogStore, limits: Limit[], most: number = MOST_OPENED): Promise<Finding[]> {
  const found = await store.rows<Opened>(
    `select client, file, count() as opened, countIf(saved) as taken, uniqExact(toYYYYMMDD(ts)) as days,
       toUnixTimestamp64Milli(min(ts)) as at, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from (${BY_GUESTS_OF_MICROSOFT} union all ${BY_GUESTS_OF_GOOGLE}) where ts > 0 and client != '' and ${inFiles('file')}
     group by client, file order by client, file limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'open-links', ['sensitive-file']);
  const sources = new Map<string, number>();
  for (const { file } of rows) sources.set(file, (sources.get(file) ?? 0) + 1);
  return rows
    .filter(
      ({ client, file, days }) =>
        isOutside(client) &&
        days < DAYS_OF_HABIT &&
        ((sources.get(file) ?? 0) <= MEANT_FOR_ALL || NEVER_FOR_ALL.test(file)),
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
