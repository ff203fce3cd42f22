// One walk through records that many addresses share, each asking for a few: no address by itself reads much. What shows it is
// the row: number after number, rising with the time, nearly none left out and each asked for once, through pages of which
// before and after somebody opens one now and then.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { GIVEN } from './data-pages.ts';

export const SHARED_WALK = 'shared-walk';

/** Numbers of a row, and addresses that share it: fewer is told of the address, or is chance. */
const FEWEST_NUMBERS = 100;
const FEWEST_CLIENTS = 5;
/** Numbers between neighbours, where one was left out, and the share of the row that was asked for: filters that open links in mail leave out many. */
const MOST_APART = 3;
const SHARE_OF_ROW = 0.9;
/** Seconds between neighbours. */
const BETWEEN_SECONDS = 6 * 3_600;
/** Numbers of the row asked for again meanwhile: pages of the public are. */
const ASKED_AGAIN = 1.2;
/** How many times as many in an hour of the walk as in any other, and what is asked for at other times, at least: else it may be how these pages are used. */
const TIMES_USUAL = 5;
const FEWEST_OTHERS = 20;
/** Sizes of records differ; one for half of them is a page that is there for all. */
const RECORD_SIZE = 0.5;
/** Pages of a kind that robots were given, or that three networks opened on one day, from where they are the public's. */
const ROBOT_PAGES = 5;
const SHARED_BY = 3;
const SHARED = 0.2;
const FEWEST_SHARED = 3;
const ROBOT = '(?i)bot\\\\b|bot/|crawl|spider|slurp|archiver|facebookexternalhit|monitor|uptime|pingdom';
/** Kinds of page, and requests of all of them, that are looked at: those opened again least first. */
const MOST_KINDS = 20;
const MOST_REQUESTS = 200_000;
const COUNTERS = 2 ** 20;
const MOST_COUNTERS = 10_000;

/** Every digit masked: pages whose numbers have one length are of one kind, at the price of one pass without an expression. */
const KIND = `translate(substring(target, 1, 300), '0123456789', '##########')`;
const KIND_HASH = `cityHash64(${KIND})`;
const isAsset = (path: string) =>
  `match(${path}, '(?i)\\\\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|ttf|map|webp|mp4|pbf|mvt|ts|m3u8|xml|txt)$')`;
/** What names no page that somebody came from, by nobody who gave a name. */
const NUMBERED = `${GIVEN} and referer in ('', '-') and user = '' and ${TIMED} and match(target, '[0-9]{3}')`;
const BARE = `${NUMBERED} and not ${isAsset('path')}`;
const COUNTER = `toUInt32(${KIND_HASH} % ${COUNTERS})`;
/** Of the pages that robots were given, a set of bits by their hash: never more bits than pages, at eight bytes a counter. */
const ROBOT_BITS = `bitCount(groupBitOr(if(match(agent, '${ROBOT}'), bitShiftLeft(toUInt64(1), cityHash64(target) % 64), 0)))`;
/** Whether a counter is worth a second question: what two kinds share always is. */
const IS_OPEN = `(min(${KIND_HASH}) != max(${KIND_HASH}) or (${ROBOT_BITS} < ${ROBOT_PAGES} and not ${isAsset('any(path)')}))`;

type Kind = { readonly kind: string; readonly requests: number };
type Asked = readonly [second: number, number: number, client: string, f: number, n: number, size: number];

/** @throws AkashiError as every question to the logs does */
export async function sharedWalks(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const counters = await store.rows<{ counter: number }>(
    `select ${COUNTER} as counter from web where ${NUMBERED} group by counter having count() >= ${FEWEST_NUMBERS} and ${IS_OPEN}
     order by count() desc, counter limit ${MOST_COUNTERS + 1}`,
  );
  if (counters.length === 0) return [];
  const kinds = await store.rows<Kind>(
    `select ${KIND} as kind, count() as requests, uniqExact(target) as pages from web
     where ${BARE} and ${COUNTER} in {counters:Array(UInt32)} group by kind
     having pages >= ${FEWEST_NUMBERS} and uniq(client) >= ${FEWEST_CLIENTS} and uniqExactIf(target, match(agent, '${ROBOT}')) < ${ROBOT_PAGES}
     order by requests / pages, kind limit ${MOST_KINDS + 1}`,
    { counters: counters.slice(0, MOST_COUNTERS).map(({ counter }) => counter) },
  );
  let left = MOST_REQUESTS;
  const looked = kinds.slice(0, MOST_KINDS).filter(({ requests }) => {
    left -= requests;
    return left >= 0;
  });
  if (looked.length < kinds.length || counters.length > MOST_COUNTERS)
    limits.push(limitOf('shared-walks', ['bulk-read'], looked.length));
  const findings: Finding[] = [];
  for (const { kind } of looked) {
    const asked = await askedOf(store, kind);
    const walk = longestRow(asked);
    if (!walk) continue;
    const linked = await openedByLinks(store, kind, walk);
    if (isUnlikeUse(walk, asked, linked) && !(await isPublic(store, kind, walk))) findings.push(finding(kind, walk));
  }
  return findings;
}

async function askedOf(store: LogStore, kind: string): Promise<readonly Asked[]> {
  const rows = await store.rows<
    { second: number; digits: readonly string[] } & Record<'f' | 'n' | 'size', number> & { client: string }
  >(
    `select toUnixTimestamp(toDateTime(ts)) as second, extractAll(substring(target, 1, 300), '[0-9]{1,15}') as digits, client, f, n, size
     from web where ${BARE} and ${KIND} = {kind:String} order by ts, f, n limit ${MOST_REQUESTS}`,
    { kind },
  );
  // Of several numbers, the one of which there are most: the others name a version, a shop, a language.
  const parts = rows[0]?.digits.length ?? 0;
  const counts = Array.from({ length: parts }, (_, part) => new Set(rows.map(({ digits }) => digits[part])).size);
  const part = counts.indexOf(Math.max(...counts));
  return rows.map(
    ({ second, digits, client, f, n, size }): Asked => [second, Number(digits[part]), client, f, n, size],
  );
}

/** The longest row of numbers, each asked for after the one before it and soon; by several addresses from outside. */
function longestRow(asked: readonly Asked[]): readonly Asked[] | undefined {
  const length = new Array<number>(asked.length).fill(1);
  const before = new Array<number>(asked.length).fill(-1);
  const last = new Map<number, number>();
  let end = 0;
  for (const [i, [second, number]] of asked.entries()) {
    for (let step = 1; step <= MOST_APART; step += 1) {
      const j = last.get(number - step);
      if (j === undefined || second - (asked[j]?.[0] ?? 0) > BETWEEN_SECONDS) continue;
      if ((length[j] ?? 0) + 1 > (length[i] ?? 0)) {
        length[i] = (length[j] ?? 0) + 1;
        before[i] = j;
      }
    }
    // Somebody's own visit within the row does not break it.
    const same = last.get(number);
    const isStale = same === undefined || second - (asked[same]?.[0] ?? 0) > BETWEEN_SECONDS;
    if (isStale || (length[i] ?? 0) >= (length[same] ?? 0)) last.set(number, i);
    if ((length[i] ?? 0) > (length[end] ?? 0)) end = i;
  }
  const row: Asked[] = [];
  for (let i = end; i >= 0; i = before[i] ?? -1) {
    const one = asked[i];
    if (one) row.unshift(one);
  }
  const clients = new Set(row.map(([, , client]) => client).filter(isOutside));
  return row.length >= FEWEST_NUMBERS && clients.size >= FEWEST_CLIENTS ? row : undefined;
}

type Linked = { readonly requests: number; readonly known: number };

/** What people open of these pages by way of the site's own: how often, and the highest number before the walk. */
async function openedByLinks(store: LogStore, kind: string, walk: readonly Asked[]): Promise<Linked> {
  const [from = 0, lowest = 0] = walk[0] ?? [];
  const [, highest = 0] = walk.at(-1) ?? [];
  const [found] = await store.rows<Linked>(
    `select count() as requests, max(if(toUnixTimestamp(toDateTime(ts)) < {from:UInt32}, arrayMax(arrayFilter(x -> x <= {most:UInt64}, arrayMap(x -> toUInt64OrZero(x), extractAll(substring(target, 1, 300), '[0-9]{1,15}')))), 0)) as known
     from web where ${GIVEN} and referer not in ('', '-') and user = '' and ${TIMED} and ${KIND} = {kind:String} order by requests`,
    { kind, from, most: highest + (highest - lowest) },
  );
  return { requests: found?.requests ?? 0, known: Number(found?.known ?? 0) };
}

/** Whether these pages are else opened now and then, the numbers were there before, and each was asked for about once. */
function isUnlikeUse(walk: readonly Asked[], asked: readonly Asked[], linked: Linked): boolean {
  const [from, lowest] = walk[0] ?? [0, 0];
  const [to, highest] = walk.at(-1) ?? [0, 0];
  if (walk.length < SHARE_OF_ROW * (highest - lowest + 1)) return false;
  const during = asked.filter(
    ([second, number]) => second >= from && second <= to && number >= lowest && number <= highest,
  );
  const others = asked.filter(([second]) => second < from || second > to);
  // Numbers that are new, as of orders that come in, are opened in this order by those who made them.
  const known = others.reduce(
    (most, [second, number]) => (second < from ? Math.max(most, number) : most),
    linked.known,
  );
  // Where everybody else comes by a link, there is no other use without one.
  if (during.length > ASKED_AGAIN * walk.length || Math.max(others.length, linked.requests) < FEWEST_OTHERS)
    return false;
  if (known < (lowest + highest) / 2) return false;
  const span = (asked.at(-1)?.[0] ?? to) - (asked[0]?.[0] ?? from);
  const usual = others.length / Math.max(1, span - (to - from));
  if (walk.length / Math.max(1, to - from) < TIMES_USUAL * usual) return false;
  const sizes = new Map<number, number>();
  for (const [, , , , , size] of walk) sizes.set(size, (sizes.get(size) ?? 0) + 1);
  return Math.max(...sizes.values()) <= RECORD_SIZE * walk.length;
}

/** Whether people open the same page on one day, at other times than the walk's. */
async function isPublic(store: LogStore, kind: string, walk: readonly Asked[]): Promise<boolean> {
  const [found] = await store.rows<{ shared: number; pages: number }>(
    `select countIf(networks >= ${SHARED_BY}) as shared, count() as pages from (
       select target, toYYYYMMDD(ts) as day, uniqExact(${networkInSql('client')}) as networks from web
       where ${GIVEN} and ${TIMED} and ${KIND} = {kind:String} and not (toUnixTimestamp(toDateTime(ts)) between {from:UInt32} and {to:UInt32})
       group by target, day) order by shared`,
    { kind, from: walk[0]?.[0] ?? 0, to: walk.at(-1)?.[0] ?? 0 },
  );
  return found !== undefined && found.shared >= FEWEST_SHARED && found.shared >= SHARED * found.pages;
}

function finding(kind: string, walk: readonly Asked[]): Finding {
  const counts = new Map<string, number>();
  for (const [, , client] of walk) counts.set(client, (counts.get(client) ?? 0) + 1);
  const [busiest = ''] =
    [...counts].filter(([client]) => isOutside(client)).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ??
    [];
  const [from = 0, lowest = 0] = walk[0] ?? [];
  const [to = 0, highest = 0] = walk.at(-1) ?? [];
  return {
    actor: { kind: 'ip', id: busiest },
    sign: SHARED_WALK,
    class: 'bulk-read',
    level: 'notable',
    success: 'possible',
    says: {
      ja: `${kind} の番号${lowest}から${highest}までの${walk.length}件が、番号の順に、${counts.size}の接続元（最も多いのがこの接続元）に分かれて読み出された`,
      en: `${walk.length} pages of ${kind}, numbers ${lowest} to ${highest}, were read in their order, shared among ${counts.size} addresses, of which this one asked for most`,
    },
    ...{ count: walk.length, first: from * 1_000, last: to * 1_000 },
    places: [...walk.slice(0, 10), ...walk.slice(-10)].map(([, , , f, n]): Place => ({ f, n })),
  };
}
