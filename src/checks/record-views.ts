// Who opened one record, by lines that name a user and the number of the record: an application's own record of what its users
// do, and access logs of pages behind a login of the web server.

import { ABOUT_THE_ACT, named, said, VIEWS, what } from '../logs/application-lines.ts';
import type { LogStore, Place } from '../logs/port.ts';

/** One name within one hour of UTC in which it opened the record. */
export type ViewsOfHour = {
  readonly user: string;
  readonly views: number;
  readonly first: Place;
  /** Milliseconds UTC; 0 where the lines have no time. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Different other records that this name opened within that hour. */
  readonly others: number;
};

export type RecordViews = {
  /** Lines that tell that a named user opened some record, and the files (by their numbers) in which they stand. */
  readonly lines: number;
  readonly files: ReadonlySet<number>;
  /** Whether other numbers of the register stand in these lines: else the application numbers records in a way of its own. */
  readonly knowsOurNumbers: boolean;
  readonly own: readonly ViewsOfHour[];
  /** There were more, which were not looked at. */
  readonly isCut: boolean;
};

/** Hours told of one record: a record opened in more is opened by everybody's routine, and what is counted is a part. */
export const MOST_HOURS = 1000;

const isOfTheRecord = (k: string, v: string) => `${v} != '' and not match(lower(${k}), '${ABOUT_THE_ACT}')`;
/** Short numbers count only where the field says that it is a number of something. */
const isNumbered = (k: string, v: string) => `(length(${v}) >= 4 or match(lower(${k}), '(id|no|num|number|番号)$'))`;
const fieldsLeft = `mapFilter((k, v) -> ${isOfTheRecord('k', 'v')}, fields)`;
/** A year is no number of a record. */
const isYear = (value: string) => `match(${value}, '^(19|20)[0-9]{2}$')`;
/** Whole values, and the number at the end of "/customers/48192" or "Customer#48192"; a bare `id` where no other field is left. */
const numbersOfEvent = `arrayFilter(x -> x != '', arrayConcat(
    if(empty(${fieldsLeft}), [fields['id']], mapValues(mapFilter((k, v) -> ${isNumbered('k', 'v')}, ${fieldsLeft}))),
    arrayFilter(x -> not ${isYear('x')}, arrayMap(v -> extract(v, '[/#:=. _-]([0-9]{4,18})$'), mapValues(${fieldsLeft})))))`;
const numbersOfRequest = `arrayFilter(x -> not ${isYear('x')}, extractAll(target, '[0-9]{4,18}'))`;

const views = `(
  select f, n, ts, user, ${what} as record, ${numbersOfEvent} as numbers from event
    where action = '' and user != '' and ${named} and match(${said}, '${VIEWS}')
  union all
  select f, n, ts, user, path as record, ${numbersOfRequest} as numbers from web
    where user not in ('', '-') and status between 200 and 299 and match(target, '[0-9]{4}')
)`;

type HourRow = {
  readonly user: string;
  readonly views: number;
  readonly place: readonly [f: number, n: number];
  readonly firstAt: number;
  readonly lastAt: number;
  readonly others: number;
};

/**
 * @param numbers by which the register tells the record; not empty
 * @param others numbers of other records, as many as should be looked for
 * @param except names of the person the record is of: whoever opens their own record is no colleague
 */
export async function recordViews(
  store: LogStore,
  numbers: readonly string[],
  others: readonly string[],
  except: readonly string[],
): Promise<RecordViews> {
  const [all] = await store.rows<{ lines: number; files: readonly number[]; known: number }>(
    `select toUInt32(count()) as lines, groupUniqArray(f) as files,
            toUInt32(countIf(hasAny(numbers, {others:Array(String)}))) as known
     from ${views} order by lines`,
    { others },
  );
  const rows = await store.rows<HourRow>(
    `select user, toUInt32(countIf(own)) as views, argMinIf((f, n), (ts, f, n), own) as place,
            toUnixTimestamp(minIf(ts, own)) as firstAt, toUnixTimestamp(maxIf(ts, own)) as lastAt,
            toUInt32(uniqExactIf(record, not own)) as others
     from (select *, hasAny(numbers, {numbers:Array(String)}) as own from ${views}
           where not has({except:Array(String)}, lower(user)))
     group by user, toStartOfHour(ts) having views > 0 order by firstAt, user, place limit ${MOST_HOURS + 1}`,
    { numbers, except: except.map((name) => name.toLowerCase()) },
  );
  return {
    lines: all?.lines ?? 0,
    files: new Set(all?.files ?? []),
    knowsOurNumbers: (all?.known ?? 0) > 0,
    isCut: rows.length > MOST_HOURS,
    own: rows.slice(0, MOST_HOURS).map(({ place: [f, n], firstAt, lastAt, ...row }) => ({
      ...row,
      first: { f, n },
      firstAt: firstAt * 1000,
      lastAt: lastAt * 1000,
    })),
  };
}
