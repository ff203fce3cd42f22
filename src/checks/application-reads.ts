// What an application's own record says of its users: records viewed one after another, lists written out. Such lines are no
// requests, and who looked at requests alone has not looked at them.
import { ENTRIES, EXPORTS, FEWEST_ENTRIES, named, said, VIEWS, what } from '../logs/application-lines.ts';
import { isOutside, networkInSql, networkOf } from '../logs/networks.ts';
import type { LogStore } from '../logs/port.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';

export type ApplicationRead = {
  readonly kind: 'views' | 'export';
  /** The name under which the application knows its user; empty where it says none. */
  readonly user: string;
  /** The address it came from; empty where the record says none. */
  readonly ip: string;
  /** When it began, milliseconds UTC. */
  readonly at: number;
  /** Different records viewed within an hour; entries of the list that was written out. */
  readonly records: number;
  /** From a network outside that stands in such records on no other day and for no other user. */
  readonly strange: boolean;
  readonly pointers: readonly Pointer[];
};

/** Beyond the largest that anybody else did, or did in any other hour: a busy day is twice a quiet one, not five times. */
const TIMES_HABIT = 5;
/** Exports differ more from month to month, but the whole list is many times what is taken out for a mailing. */
const TIMES_USUAL_EXPORT = 3;
/** Hours that stand far above all others together: two or three names that walk in equally busy hours hide each other otherwise. */
const MOST_HOURS = 4;
/** Hours with views, apart from the one in question, that make a habit. */
const FEWEST_HOURS = 5;
const MOST_TOLD = 10;
/** The largest ones: of a system that writes out more often than this, none that tells is left out. */
const MOST_EXPORTS = 1000;

type Read = Omit<ApplicationRead, 'strange'>;
type ExportRow = Pick<ApplicationRead, 'user' | 'ip' | 'at'> & {
  readonly f: number;
  readonly n: number;
  readonly counted: number;
};
type WrittenRow = ExportRow & { readonly usual: number };
type ViewRow = ExportRow & { readonly last: readonly [number, number]; readonly hours: number };

/** `at` of the answer; 0 where the line bears no time. */
const AT = 'toUnixTimestamp64Milli(toDateTime64(ts, 3))';

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Exports of far more than is usually written out; where there was only one, that one. */
async function exportsIn(store: LogStore): Promise<Read[]> {
  const rows = await store.rows<WrittenRow>(
    `select user, ip, at, f, n, counted, quantileExact(0.5)(counted) over () as usual from (
       select user, ip, ${AT} as at, f, n, toUInt32(${ENTRIES}) as counted from event
       where action = '' and ${named} and match(${said}, '${EXPORTS}')
     ) order by counted desc, f, n limit ${MOST_EXPORTS}`,
  );
  const telling = rows.filter(({ counted, usual, f, n }) => {
    // Among so many the one in question does not move the middle; among few it would be its own habit.
    if (rows.length === MOST_EXPORTS) return counted >= FEWEST_ENTRIES && counted >= TIMES_USUAL_EXPORT * usual;
    const others = rows.filter((row) => row.f !== f || row.n !== n).map((row) => row.counted);
    return counted >= FEWEST_ENTRIES && (others.length === 0 || counted >= TIMES_USUAL_EXPORT * median(others));
  });
  const largest = telling.toSorted((a, b) => b.counted - a.counted || a.f - b.f || a.n - b.n).slice(0, MOST_TOLD);
  return Promise.all(
    largest.map(
      async ({ user, ip, at, f, n, counted }): Promise<Read> => ({
        ...{ kind: 'export', user, ip, at, records: counted, pointers: await store.pointers([{ f, n }]) },
      }),
    ),
  );
}

/** Hours in which one user viewed far more different records than in any other hour anybody did; a few such hours at most. */
async function viewsIn(store: LogStore): Promise<Read[]> {
  const rows = await store.rows<ViewRow>(
    `select user, ip, at, f, n, last, counted, count() over () as hours
     from (select user, ip, toStartOfHour(ts) as hour, toUInt32(uniqExact(${what})) as counted, min(${AT}) as at,
             min((e.f, e.n)) as begun, begun.1 as f, begun.2 as n, max((e.f, e.n)) as last
           from event e where action = '' and ${named} and ts > 0 and match(${said}, '${VIEWS}')
           group by user, ip, hour)
     order by counted desc, f, n limit ${MOST_HOURS + 1}`,
  );
  const telling = farAbove(rows);
  return Promise.all(
    telling.map(async ({ user, ip, at, f, n, counted, last: [lastF, lastN] }): Promise<Read> => {
      const pointers = await store.pointers([
        { f, n },
        { f: lastF, n: lastN },
      ]);
      return { kind: 'views', user, ip, at, records: counted, pointers };
    }),
  );
}

/** The largest hours up to a step of five times, with hours enough below it to be a habit. @param rows largest first */
function farAbove(rows: readonly ViewRow[]): readonly ViewRow[] {
  const step = rows.findIndex(
    ({ counted }, i) => counted >= FEWEST_ENTRIES && counted >= TIMES_HABIT * (rows[i + 1]?.counted ?? Infinity),
  );
  const [first] = rows;
  return first && step >= 0 && first.hours - step > FEWEST_HOURS ? rows.slice(0, step + 1) : [];
}

/** Days on which work comes from elsewhere: on fewer there is no habit to be unlike. */
const HABIT_DAYS = 5;
const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const DAY_SECONDS = 86_400;

type NetworkRow = {
  readonly here: 0 | 1;
  readonly days: number;
  readonly users: number;
  readonly seconds: number;
};

/** Whether all else in such records was done from other networks. */
async function isStrange({ ip }: Pick<ApplicationRead, 'ip'>, store: LogStore): Promise<boolean> {
  if (ip === '' || !isOutside(ip)) return false;
  const rows = await store.rows<NetworkRow>(
    `select toUInt8(${networkInSql('ip')} = {network:String}) as here, uniqExact(intDiv(${SECOND}, ${DAY_SECONDS})) as days,
       uniqExactIf(user, user != '' and action != 'login-failed') as users, max(${SECOND}) - min(${SECOND}) as seconds
     from event where ${named} and action != 'cloud-call' and ts > 0 and ip != '' group by here`,
    { network: networkOf(ip) },
  );
  const [own, others] = [rows.find(({ here }) => here === 1), rows.find(({ here }) => here === 0)];
  return own !== undefined && own.users <= 1 && own.seconds < DAY_SECONDS && (others?.days ?? 0) >= HABIT_DAYS;
}

/** Records viewed, then lists written out, beyond the habit of that record, each with whether its source is a stranger to it. */
export async function applicationReads(store: LogStore): Promise<readonly ApplicationRead[]> {
  const reads = [...(await viewsIn(store)), ...(await exportsIn(store))];
  return Promise.all(reads.map(async (read) => ({ ...read, strange: await isStrange(read, store) })));
}

/** For the people who examine: counts alone, since a name of a colleague here would be read as a charge. */
export function applicationWords(reads: readonly ApplicationRead[]): Both | undefined {
  if (reads.length === 0) return undefined;
  const views = reads.filter(({ kind }) => kind === 'views');
  const written = reads.filter(({ kind }) => kind === 'export');
  const most = Math.max(0, ...written.map(({ records }) => records));
  const ja = [
    ...views.map(
      ({ records, strange, pointers: [line] }) =>
        `業務システムの記録では、1時間に${records}件の記録が一人の利用者名で開かれています${strange ? `（ほかの日の記録に現れない外部の接続元から。利用者名は ${line?.path}:${line?.line} にあります）` : ''}`,
    ),
    ...(most > 0
      ? [`業務システムの記録に、普段を大きく超える一覧の書き出しが${written.length}回あります（最大${most}件）`]
      : []),
  ];
  const en = [
    ...views.map(
      ({ records, strange, pointers: [line] }) =>
        `the application's own record shows ${records} records opened under one name within an hour${strange ? `, from a network outside that stands there on no other day (the name is in ${line?.path}:${line?.line})` : ''}`,
    ),
    ...(most > 0
      ? [
          `the application's own record shows ${written.length} ${written.length === 1 ? 'list' : 'lists'} written out far beyond what is usual (up to ${most} entries)`,
        ]
      : []),
  ];
  return { ja: ja.join('。'), en: en.join('; ') };
}
