// Lines that stand in one of two logs that one program writes alike, and not in the other.

import type { Examination } from '../examination.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { FoundSign } from '../tamper-report.ts';
import { type Copies, SAME_MS, wholeOf } from './copied-records.ts';
import { type MissingGroup, type MissingLine, missingGroup } from './missing-lines.ts';

/** What stands in a buffer when a file is copied comes late, or never. */
const MARGIN_MS = 300_000;
const MOST_LINES = 2000;
const MOST_EQUAL = 100_000;
const MOST_PLACES = 20;

/** One of the two ways to compare a pair: `fuller` has lines that `lacking` has not. */
type Side = { readonly fuller: number; readonly lacking: number };

type Read = { readonly lines: MissingLine[]; readonly of: number };

const within = 'ts between fromUnixTimestamp64Milli({from:Int64}) and fromUnixTimestamp64Milli({to:Int64})';

/** A sort of lines that is left out is left out all the time. */
const LEAST_FILTERED = 20;
const FILTERED_SPAN = 1 / 3;

/** Sorts of lines that the fuller log has all the time and the other never has: it was told to leave them out. */
async function leftOut({ store }: Examination, { kind, fromMs, toMs }: Copies, { fuller, lacking }: Side) {
  const rows = await store.rows<{ sort: string }>(
    `select arrayJoin([${kind.sorts.join(', ')}]) as sort from ${kind.table}
     where f in ({fuller:UInt32}, {lacking:UInt32}) and ${kind.where} and ${within} group by sort
     having countIf(f = {lacking:UInt32}) = 0 and count() >= ${LEAST_FILTERED}
       and dateDiff('millisecond', min(ts), max(ts)) >= {span:Float64} order by sort limit ${MOST_LINES}`,
    { fuller, lacking, from: fromMs, to: toMs, span: FILTERED_SPAN * (toMs - fromMs) },
  );
  return rows.map(({ sort }) => sort);
}

/** Lines of the fuller log that no equal line of the other stands near; undefined where they are too many. */
async function readMissing(examination: Examination, copies: Copies, side: Side): Promise<Read | undefined> {
  const { store } = examination;
  const { kind, fromMs, toMs } = copies;
  const { fuller, lacking } = side;
  const filtered = await leftOut(examination, copies, side);
  const asked = `${kind.where} and not hasAny([${kind.sorts.join(', ')}], {filtered:Array(String)})`;
  const parameters = { fuller, lacking, from: fromMs, to: toMs, filtered };
  const whole = wholeOf(copies);
  const counted = `select ${whole} as h, countIf(f = {fuller:UInt32}) as has, countIf(f = {lacking:UInt32}) as left
    from ${kind.table} where f in ({fuller:UInt32}, {lacking:UInt32}) and ${asked} and ${within} group by h`;
  const [sums] = await store.rows<{ lines: number; more: number }>(
    `select sum(has) as lines, sum(if(has > left, has - left, 0)) as more from (${counted}) order by lines`,
    parameters,
  );
  const { lines: of = 0, more = 0 } = sums ?? {};
  if (more === 0 || more > MOST_LINES) return undefined;
  const found = await store.rows<MissingLine & { h: string }>(
    `select n, t, place, toString(h) as h, actor from (
       select n, toUnixTimestamp64Milli(ts) as t, ${whole} as h, ${kind.actor} as actor, row_number() over (order by n) as place
       from ${kind.table} where f = {fuller:UInt32} and ${asked} and ${within}
     ) where h in (select h from (${counted}) where has > left) order by n limit ${MOST_EQUAL}`,
    parameters,
  );
  const equal = await store.rows<{ h: string; t: number }>(
    `select toString(${whole}) as h, toUnixTimestamp64Milli(ts) as t from ${kind.table}
     where f = {lacking:UInt32} and ${kind.where} and h in {wanted:Array(String)} order by t limit ${MOST_EQUAL}`,
    { lacking, wanted: [...new Set(found.map(({ h }) => h))] },
  );
  if (found.length >= MOST_EQUAL || equal.length >= MOST_EQUAL) return undefined;
  const seconds = new Set(equal.map(({ h, t }) => `${h}:${Math.floor(t / SAME_MS)}`));
  const isNear = (h: string, t: number) => [-1, 0, 1].some((by) => seconds.has(`${h}:${Math.floor(t / SAME_MS) + by}`));
  // A line that stands once here and twice there was sent twice.
  const lines = found.filter(({ h, t }) => t > fromMs + MARGIN_MS && t < toMs - MARGIN_MS && !isNear(h, t));
  return { lines, of };
}

async function groupOf(
  examination: Examination,
  copies: Copies,
  side: Side,
  changed: ReadonlySet<string>,
): Promise<MissingGroup | undefined> {
  const { store } = examination;
  const { kind } = copies;
  const read = await readMissing(examination, copies, side);
  const lines = read?.lines.filter(({ n }) => !changed.has(`${side.fuller}:${n}`)) ?? [];
  if (!read || lines.length === 0) return undefined;
  const actors = await store.rows<{ actor: string; lines: number }>(
    `select ${kind.actor} as actor, count() as lines from ${kind.table}
     where f = {f:UInt32} and ${kind.where} and actor in {wanted:Array(String)} group by actor order by actor`,
    { f: side.fuller, wanted: [...new Set(lines.map(({ actor }) => actor))] },
  );
  const linesOf = new Map(actors.map(({ actor, lines: own }) => [actor, own]));
  return missingGroup(lines, read.of, (actor) => linesOf.get(actor) ?? 0);
}

/** Where in the log that lacks them the lines should stand. */
async function holeIn({ store }: Examination, f: number, fromMs: number, toMs: number) {
  const [row] = await store.rows<{ before: number; after: number }>(
    `select maxIf(n, ts <= fromUnixTimestamp64Milli({from:Int64})) as before, minIf(n, ts > fromUnixTimestamp64Milli({to:Int64})) as after
     from (select n, ts from web where f = {f:UInt32} union all select n, ts from event where f = {f:UInt32})
     where ts > toDateTime64(86400, 3, 'UTC') order by before`,
    { f, from: fromMs, to: toMs },
  );
  return { before: row?.before ?? 0, after: row?.after ?? 0 };
}

const words: Readonly<Record<MissingGroup['how'], { ja: string; en: string }>> = {
  'one-actor': {
    ja: 'ほとんどが一つの送信元（または処理）の行で、その前後のほかの行はここにもある。この送信元だけを書かない設定でも起こる。',
    en: 'nearly all are of one visitor or process, and lines of others between them are here; a log told to leave that one out does this too',
  },
  block: {
    ja: '続けて書かれた行がまとまって抜けている。転送の途切れや、書き込み前の停止でも起こる。',
    en: 'they follow each other; a transfer that broke off, or a writer that was killed, does this too',
  },
  scattered: {
    ja: 'ところどころで抜けていて、転送での取りこぼしの形でもある。改ざんの兆候とはしない。',
    en: 'they are missing here and there, as a transfer loses lines: by itself no sign of alteration',
  },
};

async function signOf(examination: Examination, { fuller, lacking }: Side, group: MissingGroup): Promise<FoundSign> {
  const { lines, how } = group;
  const times = lines.map(({ t }) => t);
  const fromMs = Math.min(...times);
  const toMs = Math.max(...times);
  const { before, after } = await holeIn(examination, lacking, fromMs, toMs);
  const other = examination.files[fuller]?.path ?? '';
  return {
    kind: 'cross-source',
    strength: how === 'scattered' ? 'defect' : 'weak',
    ...{ f: lacking, fromN: Math.min(before, after), toN: Math.max(before, after), fromMs, toMs, p: null },
    places: [
      { f: lacking, n: before },
      { f: lacking, n: after },
      ...lines.slice(0, MOST_PLACES).map(({ n }) => ({ f: fuller, n })),
    ],
    statement: {
      ja: `「${other}」に同じ記録があり、そちらにある ${lines.length} 行がここにはない。${words[how].ja}`,
      en: `"${other}" holds the same records, and ${lines.length} of its lines ${lines.length === 1 ? 'is' : 'are'} not here: ${words[how].en}`,
    },
  };
}

/**
 * Signs of lines that one of two logs lacks, where one program writes both. A proxy and its backend are not asked: what the
 * proxy answers itself never reaches the other.
 *
 * @param changed lines, as `file:number`, that stand in both logs but for one thing
 */
export async function findMissingRecords(
  examination: Examination,
  copies: Copies,
  changed: ReadonlySet<string>,
): Promise<FoundSign[]> {
  if (!copies.oneWriter) return [];
  const signs: FoundSign[] = [];
  for (const side of [
    { fuller: copies.b, lacking: copies.a },
    { fuller: copies.a, lacking: copies.b },
  ]) {
    const group = await groupOf(examination, copies, side, changed);
    const [first, last] = [group?.lines[0], group?.lines.at(-1)];
    if (!group || !first || !last) continue;
    const stretch = { f: side.lacking, fromN: first.n, toN: last.n, fromMs: first.t, toMs: last.t };
    const [started] = group.how === 'block' ? await startedMeanwhile(examination, [stretch]) : [];
    if (!started) signs.push(await signOf(examination, side, group));
  }
  return signs;
}
