// A walk through records that name people, spread over days so that no day holds much of it. Whoever fetches what is new each
// day walks too: what tells them apart is that these records were there before.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { type Busy, OF_RECORDS, ofManyRequests, PAGE, PAGE_KIND } from './data-pages.ts';
import {
  DAYS_OF_HABIT,
  type DayRow,
  FEWEST_OTHERS,
  habitsOf,
  oneSize,
  othersOf,
  RECORD_SIZE,
  TIMES_HABIT,
  wellBehaved,
} from './walkers.ts';
import { FEWEST_WALKED, walkOf } from './walks.ts';

/** Records of one pass over several days, from where they are looked at, and those from where nobody clicks through them. */
const FEWEST_SPREAD = 2 * FEWEST_WALKED;
const FEWEST_DAYS = 3;
/** Days of the log before the walk: a walk that was under way when the log began may be anybody's habit. */
const DAYS_BEFORE = 2;
/** Pages opened again, at most: a pass asks once. */
const ASKED_AGAIN = 1.1;
/** Share of requests that name no page from which somebody came, from where nobody clicked. */
const BARE = 0.9;
const MOST_REQUESTS = 5_000;
const MOST_READERS = 500;
const DAY_MS = 86_400_000;

type SpreadRow = DayRow & { readonly days: number; readonly requests: number; readonly bare: number };

async function passes(store: LogStore, busy: Busy, told: ReadonlySet<string>, limits: Limit[]): Promise<SpreadRow[]> {
  const many = await ofManyRequests(store, busy, FEWEST_WALKED, OF_RECORDS);
  if (!many) return [];
  const rows = await store.rows<SpreadRow>(
    `select client, ${PAGE_KIND} as kind, toUInt32(0) as day, uniqExact(${PAGE}) as pages, uniqExact(toYYYYMMDD(ts)) as days, count() as requests,
       countIf(user != '') as named, countIf(referer in ('', '-')) as bare, countIf(match(agent, '(?i)bot\\\\b|bot/|crawl|spider')) as robot,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       arrayMap(t -> (t.2, t.3, t.4, t.5), groupArraySorted(${MOST_REQUESTS})((ts, f, n, size, substring(target, 1, 500)))) as asked
     from web where ${OF_RECORDS} and ${TIMED} and ${many.sql} group by client, kind
     having pages >= ${FEWEST_SPREAD} and days >= ${FEWEST_DAYS} and requests <= ${ASKED_AGAIN} * pages and named = 0
     order by pages desc, client, kind limit ${MOST_READERS + 1}`,
    many.parameters,
  );
  return within(rows, MOST_READERS, limits, 'slow-walks', ['bulk-read']).filter(
    ({ client }) => isOutside(client) && !told.has(client),
  );
}

/** The most that nine of ten others read of each kind in the whole log, and since when the kind is read. */
async function usualOf(
  store: LogStore,
  rows: readonly SpreadRow[],
): Promise<Map<string, { usual: number; since: number }>> {
  const found = await store.rows<{ kind: string; usual: number; since: number }>(
    `select kind, quantileExact(0.9)(pages) as usual, min(first) as since from (
       select ${PAGE_KIND} as kind, client, uniqExact(${PAGE}) as pages, toUnixTimestamp64Milli(min(ts)) as first
       from web where ${OF_RECORDS} and ${TIMED} and kind in {kinds:Array(String)} and client not in {walkers:Array(String)} group by kind, client
     ) group by kind order by kind`,
    {
      kinds: [...new Set(rows.map(({ kind }) => kind))].sort(),
      walkers: [...new Set(rows.map(({ client }) => client))].sort(),
    },
  );
  return new Map(found.map((row) => [row.kind, row]));
}

/** The highest number of this kind that anybody else had opened before. */
async function highestBefore(store: LogStore, { client, kind, first }: SpreadRow, part: number): Promise<number> {
  const [found] = await store.rows<{ highest: number }>(
    `select max(toUInt64OrZero(extractAll(target, '[0-9]{1,19}')[{part:UInt32}])) as highest from web
     where ${OF_RECORDS} and ${TIMED} and ${PAGE_KIND} = {kind:String} and client != {client:String} and toUnixTimestamp64Milli(ts) < {first:Int64} order by highest`,
    { kind, client, first, part: part + 1 },
  );
  return Number(found?.highest ?? 0);
}

/**
 * @param told readers of whom a walk within a day is told already
 * @throws AkashiError as every question to the logs does
 */
export async function spreadWalks(
  store: LogStore,
  busy: Busy,
  told: ReadonlySet<string>,
  limits: Limit[],
): Promise<Finding[]> {
  const rows = await passes(store, busy, told, limits);
  if (rows.length === 0) return [];
  const [others, usual, habits, robots] = [
    await othersOf(store, rows),
    await usualOf(store, rows),
    await habitsOf(store, rows),
    await wellBehaved(store, rows),
  ];
  const findings: Finding[] = [];
  for (const row of rows) {
    const walk = walkOf(row.asked.map(([, , , target]) => target));
    const [other, ordinary, same] = [others.get(row.kind), usual.get(row.kind), oneSize(row)];
    if (!walk || !other || !ordinary || same === undefined || same > RECORD_SIZE) continue;
    if (other.readers < FEWEST_OTHERS || other.shared || other.robots > 0 || robots.has(row.client)) continue;
    if (row.pages < TIMES_HABIT * ordinary.usual || row.first - ordinary.since < DAYS_BEFORE * DAY_MS) continue;
    const begun = Number(new Date(row.first).toISOString().slice(0, 10).replaceAll('-', ''));
    const before = (habits.get(`${networkOf(row.client)}\n${row.kind}`) ?? []).filter(({ day }) => day < begun);
    if (before.length >= DAYS_OF_HABIT) continue;
    const middle = walk.numbers.toSorted((a, b) => a - b)[walk.numbers.length >> 1] ?? 0;
    if (middle > (await highestBefore(store, row, walk.part))) continue;
    findings.push(finding(row, ordinary.usual));
  }
  return findings;
}

function finding({ client, kind, pages, days, requests, bare, first, last, asked }: SpreadRow, usual: number): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'walked-records',
    class: 'bulk-read',
    // Staff at home click through their list of people; programs name no page from which they came.
    level: bare >= BARE * requests ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `${kind} の番号を順に変えて、以前からあった、人についての記録${pages}件を${days}日に分けて読み出した（ほかの閲覧者の9割は全期間で最大${usual}件）`,
      en: `read ${pages} records of people, which were there before, over ${days} days by walking through the numbers of ${kind} (nine of ten others read at most ${usual} in all)`,
    },
    ...{ count: pages, first, last },
    places: asked.slice(0, 20).map(([f, n]): Place => ({ f, n })),
  };
}
