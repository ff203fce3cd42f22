// A list that only the error log of the web server tells of: nginx notes an answer larger than its buffers, with the request and
// the client, and the access log that tells of everybody else at that time has no line of that client. Whoever takes their own
// lines out of the one seldom thinks of the other.
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { inLiteral, PEOPLE_IN_PATHS } from './people-words.ts';

export const UNSEEN_EXPORT = 'export-in-error-log';

/** Days on which a client took lists: its work. */
const DAYS_OF_HABIT = 3;
/** Milliseconds before and after the lists in which the access log must tell of others; a small site is silent for hours at night. */
const AROUND_MS = 6 * 3_600_000;
const FEWEST_OTHERS = 3;
const MOST_CLIENTS = 1_000;

const TARGET = `fields['target']`;
const PATH = `splitByChar('?', ${TARGET})[1]`;
/** As of lists in access logs (stray-exports.ts); how large the answer was is said by the note itself. */
const GAVE_LIST = `program = 'nginx' and ip != '' and position(message, 'response is buffered to a temporary file') > 0
  and match(${TARGET}, '(?i)export|download|[/._=-](?:csv|tsv|xlsx?)(?:$|[/._?&-])')
  and match(${PATH}, '(?i)${inLiteral(PEOPLE_IN_PATHS)}|users?(?:\\\\b|_)|admin|manage|staff|kanri|accounts?(?:\\\\b|_)')`;

const instant = (parameter: string) => `fromUnixTimestamp64Milli({${parameter}:Int64})`;

type Row = {
  readonly ip: string;
  readonly path: string;
  readonly lists: number;
  readonly days: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function unseenExports(store: LogStore, limits: Limit[], most: number = MOST_CLIENTS): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select ip, any(${PATH}) as path, count() as lists, uniqExact(toDate(ts)) as days,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3, 'UTC')) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3, 'UTC')) as last,
       groupArraySorted(20)((f, n)) as places
     from event where ${GAVE_LIST} and ts > toDateTime64(86400, 3, 'UTC')
     group by ip having days < ${DAYS_OF_HABIT} order by ip limit ${most + 1}`,
  );
  const outside = within(rows, most, limits, 'lists-in-error-log', ['bulk-read']).filter(({ ip }) => isOutside(ip));
  if (outside.length === 0) return [];
  const seen = await store.rows<{ client: string }>(
    'select distinct client from web where client in {clients:Array(String)} order by client',
    { clients: outside.map(({ ip }) => ip) },
  );
  const told = new Set(seen.map(({ client }) => client));
  const found: Finding[] = [];
  for (const row of outside.filter(({ ip }) => !told.has(ip))) {
    const [others] = await store.rows<{ before: number; after: number }>(
      `select uniqExactIf(client, ts <= ${instant('first')}) as before, uniqExactIf(client, ts >= ${instant('last')}) as after
       from web where ts between ${instant('from')} and ${instant('to')} order by before`,
      { first: row.first, last: row.last, from: row.first - AROUND_MS, to: row.last + AROUND_MS },
    );
    if (Math.min(others?.before ?? 0, others?.after ?? 0) >= FEWEST_OTHERS) found.push(finding(row));
  }
  return found;
}

const finding = ({ ip, path, lists, first, last, places }: Row): Finding => ({
  actor: { kind: 'ip', id: ip },
  sign: UNSEEN_EXPORT,
  class: 'bulk-read',
  level: 'notable',
  success: 'possible',
  reachesData: true,
  says: {
    ja: `アクセスログにまったく現れない接続元に、一覧の書き出し（${path}）が${lists}回、大きな応答で返されたことが、エラーログにだけ記されている`,
    en: `lists were written out (${path}) in large answers, ${lists} ${lists === 1 ? 'time' : 'times'}, to a client of which the access log has no line; only the error log tells of it`,
  },
  ...{ count: lists, first, last },
  places: places.map(([f, n]): Place => ({ f, n })),
});
