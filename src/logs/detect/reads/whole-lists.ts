// A list given whole to somebody who asked for a hundred thousand entries at once, or for an export, where everybody else is
// given a page of it. What is wanted stands in the address; whether the page should have asked who wants it does not.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { PEOPLE_IN_PATHS } from './people-words.ts';

/** Entries asked for at once, from where nobody looks at a page of them. */
const FEWEST_ASKED = 500;
/** Bytes of an answer, and times the largest that anybody else was given of the same page. */
const LEAST_BYTES = 100_000;
const TIMES_OTHERS = 10;
/** Answers to others, and how many of them, before a page's ordinary size is known. */
const OTHER_ANSWERS = 20;
const OTHER_CLIENTS = 3;
/** Days on which a network asks for it: its work. */
const DAYS_OF_HABIT = 3;
const MOST_LISTS = 10_000;
const LONGEST_QUERY = 2_048;

const NETWORK = networkInSql('client');
/** A plain search first: an expression goes over the whole of every query. */
const MAY_ASK = `multiSearchAnyCaseInsensitive(query, ['limit=', 'size=', 'page=', 'count=', 'take=', 'rows=', 'top=', 'results=', 'length=', 'max='])`;
const ASKED = `toUInt64OrZero(extract(query, '(?i)(?:^|[&_.-])(?:limit|(?:page[_.-]?)?size|per[_-]?page|count|take|rows|[$]?top|(?:max[_-]?)?results|length|max)=([0-9]{1,9})(?:&|$)'))`;
/** An export by a page that does other things for everybody else, such as WordPress' one page for all requests of plugins. */
const MAY_EXPORT = `multiSearchAnyCaseInsensitive(query, ['export', 'csv', 'xls', 'download', 'dump'])`;
const EXPORTS = `match(query, '(?i)(?:^|[=&_.-])(?:export[a-z]{0,16}|csv|xlsx?|download[a-z]{0,16}|dump)(?:[=&_.-]|$)')`;
const ANSWERED = `method in ('GET', 'POST') and status in (200, 206) and user = '' and ${TIMED}`;

type Taken = {
  readonly path: string;
  readonly network: string;
  /** One address of the network. */
  readonly reader: string;
  readonly asked: number;
  readonly bytes: number;
  /** The query of one of them. */
  readonly sought: string;
  readonly times: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};
type Others = {
  readonly path: string;
  readonly network: string;
  readonly answers: number;
  readonly clients: number;
  readonly bytes: number;
  readonly asked: number;
  readonly days: number;
};

/** @throws AkashiError as every question to the logs does */
export async function wholeLists(store: LogStore, limits: Limit[], most: number = MOST_LISTS): Promise<Finding[]> {
  const found = await store.rows<Taken>(
    `select path, ${NETWORK} as network, any(client) as reader, max(${ASKED}) as asked, max(size) as bytes, count() as times, any(query) as sought,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere (${MAY_ASK} or ${MAY_EXPORT}) where ${ANSWERED} and size >= ${LEAST_BYTES} and (${ASKED} >= ${FEWEST_ASKED} or ${EXPORTS})
     group by path, network order by path, network limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'whole-lists', ['bulk-read']).filter(({ reader }) => isOutside(reader));
  if (rows.length === 0) return [];
  // Of each page, what every network was given: few pages are asked so.
  const given = await store.rows<Others>(
    `select path, ${NETWORK} as network, count() as answers, uniqExact(client) as clients, max(size) as bytes, max(${ASKED}) as asked, uniqExact(toYYYYMMDD(ts)) as days
     from web where path in {paths:Array(String)} and ${ANSWERED} group by path, network order by path, network`,
    { paths: [...new Set(rows.map(({ path }) => path))].sort() },
  );
  // Who logs in may be staff, whose first export of the month this is.
  const logins = await firstLogins(store, [...new Set(rows.map(({ reader }) => reader))].sort());
  return rows.flatMap((row) => {
    const isStranger = (logins.get(row.reader) ?? Number.POSITIVE_INFINITY) > row.first;
    const habit = isStranger ? unlikeOthers(row, given) : undefined;
    return habit === undefined ? [] : [finding(row, habit)];
  });
}

/** The largest answer that others were given; undefined where this one is like theirs, or too little is known of them. */
function unlikeOthers({ path, network, asked, bytes }: Taken, given: readonly Others[]): number | undefined {
  const ofPage = given.filter((one) => one.path === path);
  const days = ofPage.find((one) => one.network === network)?.days ?? 0;
  const others = ofPage.filter((one) => one.network !== network);
  const sum = (of: 'answers' | 'clients') => others.reduce((all, one) => all + one[of], 0);
  const most = (of: 'bytes' | 'asked') => others.reduce((all, one) => Math.max(all, one[of]), 0);
  const isKnown = sum('answers') >= OTHER_ANSWERS && sum('clients') >= OTHER_CLIENTS;
  const isFar = bytes >= TIMES_OTHERS * most('bytes') && (asked === 0 || asked >= TIMES_OTHERS * most('asked'));
  return isKnown && isFar && days < DAYS_OF_HABIT ? most('bytes') : undefined;
}

const people = new RegExp(
  `${PEOPLE_IN_PATHS}|users?\\b|respondents?|accounts?\\b|people|persons?\\b|guests?\\b|_entries\\b|form_?data`,
  'i',
);

function finding({ path, sought, reader, asked, bytes, times, first, last, places }: Taken, habit: number): Finding {
  const ofPeople = people.test(path) || people.test(sought.slice(0, LONGEST_QUERY));
  const wanted =
    asked > 0 ? { ja: `一度に${asked}件`, en: `${asked} entries at once` } : { ja: '一覧の書き出し', en: 'an export' };
  return {
    actor: { kind: 'ip', id: reader },
    sign: 'whole-list',
    class: 'bulk-read',
    // Whoever is still logged in at home exports as staff do.
    level: ofPeople && asked > 0 ? 'adverse' : 'notable',
    success: 'possible',
    reachesData: ofPeople,
    says: {
      ja: `${path} に${wanted.ja}を求め、${bytes}バイトの応答を受け取った（ほかの接続元への応答は最大${habit}バイト）`,
      en: `${path} was asked for ${wanted.en} and answered with ${bytes} bytes; others were given ${habit} bytes of it at most`,
    },
    ...{ count: times, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
