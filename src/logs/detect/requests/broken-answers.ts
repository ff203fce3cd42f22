// What is asked in the body of a request stands in no access log. What stands there is that a page broke for one client
// again and again, and then gave it answers far larger than it ever gave to anybody else.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from './web-behaviour.ts';

/** Errors of a page for one client before its large answers; and its share of all errors there: a release breaks for everybody. */
const FEWEST_BROKEN = 4;
const SHARE_OF_BROKEN = 0.6;
/** Large answers, how many times the largest that anybody else was given, and how large at least; one alone is larger still. */
const FEWEST_LARGE = 2;
const TIMES_LARGEST = 10;
const TIMES_LARGEST_ALONE = 50;
const LEAST_BYTES = 50_000;
/** Answers to others, and how many others, from where the page's ordinary size is known. */
const FEWEST_ANSWERS = 20;
const FEWEST_OTHERS = 5;
/** From the first error to the large answers, in milliseconds: one sitting. */
const WITHIN_MS = 86_400_000;
const MOST_PAIRS = 5_000;

const ASKED = `method in ('POST', 'PUT', 'PATCH') and ${TIMED}`;
/** The page's own errors: a statement that broke, or a question that it could not read. */
const BROKE = `(status in (400, 422) or (status between 500 and 599 and status not in (502, 503, 504)))`;

type Pair = { readonly client: string; readonly path: string; readonly broken: number; readonly from: number };
type Page = {
  readonly client: string;
  readonly path: string;
  readonly largest: number;
  readonly answers: number;
  readonly others: number;
  readonly broken: number;
};
type Large = {
  readonly times: number;
  readonly most: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function brokenThenLarge(store: LogStore, limits: Limit[], most: number = MOST_PAIRS): Promise<Finding[]> {
  const pairs = await store.rows<Pair>(
    `select client, path, countIf(${BROKE}) as broken, toUnixTimestamp64Milli(minIf(ts, ${BROKE})) as from from web
     where ${ASKED} and path in (select path from web where ${ASKED} and ${BROKE} group by path having count() >= ${FEWEST_BROKEN})
     group by client, path having broken >= ${FEWEST_BROKEN} and maxIf(size, status between 200 and 299) >= ${LEAST_BYTES}
     order by client, path limit ${most + 1}`,
  );
  const findings: Finding[] = [];
  for (const { client, path, broken, from } of within(pairs, most, limits, 'broken-pages', ['bulk-read'])) {
    const [page] = await store.rows<Page>(
      `select maxIf(size, status between 200 and 299) as largest, countIf(status between 200 and 299) as answers,
         uniqExactIf(client, status between 200 and 299) as others, countIf(${BROKE}) as broken
       from web where ${ASKED} and path = {path:String} and client != {client:String} order by answers`,
      { path, client },
    );
    if (!page || page.answers < FEWEST_ANSWERS || page.others < FEWEST_OTHERS) continue;
    if (broken < SHARE_OF_BROKEN * (broken + page.broken)) continue;
    const least = Math.max(LEAST_BYTES, TIMES_LARGEST * page.largest);
    const [large] = await store.rows<Large>(
      `select count() as times, max(size) as most, toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
       from web where ${ASKED} and path = {path:String} and client = {client:String} and status between 200 and 299
         and size >= {least:Int64} and toUnixTimestamp64Milli(ts) between {from:Int64} and {to:Int64} order by times`,
      { path, client, least, from, to: from + WITHIN_MS },
    );
    const alone = Math.max(LEAST_BYTES, TIMES_LARGEST_ALONE * page.largest);
    if (large && (large.times >= FEWEST_LARGE || large.most >= alone))
      findings.push(finding({ client, path, broken, from }, page.largest, large));
  }
  return findings;
}

function finding({ client, path, broken, from }: Pair, largest: number, large: Large): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'broken-then-large',
    // What was asked is not seen: that it was SQL or another language would be a guess.
    class: 'bulk-read',
    level: 'adverse',
    success: 'possible',
    says: {
      ja: `${path} はこの接続元に${broken}回エラーを返した後、ほかの誰への応答（最大${largest}バイト）よりも${TIMES_LARGEST}倍以上大きい応答を${large.times}回返した。何を問い合わせたかは本文にあり、記録に残らない`,
      en: `${path} broke for this client ${broken} times and then gave it ${large.times} answers over ${TIMES_LARGEST} times larger than the largest anybody else was given (${largest} bytes); what was asked stood in the body and is not in the log`,
    },
    ...{ count: broken + large.times, first: from, last: large.last },
    places: large.places.map(([f, n]): Place => ({ f, n })),
  };
}
