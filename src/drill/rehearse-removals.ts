// Cuts stretches out of the logs, in memory, and asks whether the silence that is left, or the beats it lacks, would have been
// noticed.
import { setImmediate as turn } from 'node:timers/promises';
import type { LogStore } from '../logs/port.ts';
import { findBrokenClocks } from '../logs/tamper/broken-clock.ts';
import {
  AFTER_MS,
  continuityAfter,
  hasFewVisitors,
  isAsked,
  type LateUse,
  type Request,
  rankOf,
  type VisitHistory,
  visitHistory,
} from '../logs/tamper/silences/continuity.ts';
import type { Gap } from '../logs/tamper/silences/gap-candidates.ts';
import { expectedOf, type GapMeasure, gapJudge } from '../logs/tamper/silences/gap-rarity.ts';
import { chanceOf, REPORT_BELOW } from '../logs/tamper/silences/gap-signs.ts';
import { LEAST_MISSED, LONG_SHARE, readStreams, type Stream } from '../logs/tamper/silences/heartbeat-signs.ts';
import { missedBeats } from '../logs/tamper/silences/heartbeats.ts';
import {
  interruptionOf,
  interruptionsByChance,
  type KnownVisits,
  knownVisits,
  learnedVisits,
} from '../logs/tamper/silences/interrupted-gaps.ts';
import { interruptionOwnP, interruptionP, isAskable } from '../logs/tamper/silences/interruption-rarity.ts';
import {
  AWAY_MINUTES,
  HOUR_MS,
  type HourOfLog,
  MINUTE_MS,
  presentIn,
  type Timeline,
  timedVisitors,
} from '../logs/tamper/silences/log-timeline.ts';
import { readRequests } from '../logs/tamper/silences/read-requests.ts';
import type { Stretch } from '../logs/tamper/silences/traffic-model.ts';
import type { DrillSummary } from '../vocabulary/case-file.ts';
import { type Random, seededRandom } from '../vocabulary/random.ts';

const MINUTES = [1, 2, 5, 10, 20, 40, 60] as const;
/** Logs that are rehearsed on, the largest; and lines of each that are held in memory. */
const MOST_FILES = 3;
const MOST_LINES = 100_000;
const LEAST_LINES = 200;
const KEPT_GAPS = 300;
/** Shifted copies of a log with a cut: fewer than an examination makes, since every cut needs its own. */
const CUT_COPIES = 10;

export type RemovalOptions = { readonly seed: number; readonly trials: number };

/** Lines in order of time. */
type Lines = {
  readonly times: Float64Array;
  /** 1 where the line is its visitor's first in that minute; and where the visitor had been away before. */
  readonly present: Uint8Array;
  readonly arrived: Uint8Array;
};

/** A log, or a stretch of a large one, held in memory. */
type Ground = {
  readonly timeline: Timeline;
  readonly lines: Lines;
  readonly gaps: readonly Gap[];
  readonly measured: readonly GapMeasure[];
  readonly history: VisitHistory;
  readonly sampling: number;
  readonly requests: readonly Request[];
  /** When each visitor opened or used each page, ascending. */
  readonly seen: ReadonlyMap<string, readonly number[]>;
  /** What is known of visits and of how they are interrupted; undefined where that is not asked. */
  readonly visited: KnownVisits | undefined;
  readonly fewVisitors: boolean;
  readonly streams: readonly Stream[];
  /** Streams of all logs: each was asked. */
  readonly streamsAsked: number;
};

function timelineOf(f: number, { times, present, arrived }: Lines): Timeline {
  const hours: HourOfLog[] = [];
  for (let i = 0; i < times.length; ) {
    const hour = Math.floor((times[i] ?? 0) / HOUR_MS);
    const next = lowerBound(times, (hour + 1) * HOUR_MS);
    const sum = (marks: Uint8Array) => marks.subarray(i, next).reduce((all, one) => all + one, 0);
    hours.push({ hour, lines: next - i, present: sum(present), arrived: sum(arrived) });
    i = next;
  }
  return {
    f,
    fromMs: times[0] ?? 0,
    toMs: times.at(-1) ?? 0,
    lines: times.length,
    hours,
  };
}

/** @param who visitors, as numbers, of lines in order of time */
function linesOf(times: Float64Array, who: Float64Array): Lines {
  const present = new Uint8Array(times.length);
  const arrived = new Uint8Array(times.length);
  const last = new Map<number, number>();
  times.forEach((t, i) => {
    const minute = Math.floor(t / MINUTE_MS);
    const visitor = who[i] ?? 0;
    const before = last.get(visitor) ?? Number.NEGATIVE_INFINITY;
    if (minute > before) present[i] = 1;
    if (minute - before > AWAY_MINUTES) arrived[i] = 1;
    last.set(visitor, minute);
  });
  return { times, present, arrived };
}

/** Lines without those of places from one to before another. Who stays over the cut is not counted as coming anew after it. */
function withoutPlaces({ times, present, arrived }: Lines, from: number, to: number): Lines {
  const numbers = new Float64Array(times.length - (to - from));
  numbers.set(times.subarray(0, from));
  numbers.set(times.subarray(to), from);
  const marks = (all: Uint8Array) => {
    const left = new Uint8Array(numbers.length);
    left.set(all.subarray(0, from));
    left.set(all.subarray(to), from);
    return left;
  };
  return { times: numbers, present: marks(present), arrived: marks(arrived) };
}

/** The silences that `readGaps` would keep. */
function longestGaps({ f, hours }: Timeline, times: Float64Array): Gap[] {
  const busy = new Map(hours.map((hour) => [hour.hour, presentIn(hour)]));
  const all: Gap[] = [];
  for (let i = 1; i < times.length; i += 1) {
    const fromMs = times[i - 1] ?? 0;
    const toMs = times[i] ?? 0;
    if (toMs - fromMs >= 2000) all.push({ f, fromN: i - 1, toN: i, fromMs, toMs });
  }
  const length = ({ fromMs, toMs }: Gap) => toMs - fromMs;
  const weight = (gap: Gap) => length(gap) * (busy.get(Math.floor(gap.toMs / HOUR_MS)) ?? 0);
  const byLength = [...all].sort((a, b) => length(b) - length(a) || a.toN - b.toN).slice(0, KEPT_GAPS);
  const byWeight = [...all].sort((a, b) => weight(b) - weight(a) || a.toN - b.toN).slice(0, KEPT_GAPS);
  return [...new Set([...byLength, ...byWeight])];
}

/** Whole hours in which so many lines of a log lie, from a place on in order of time, and how many lie before these hours. */
function hoursAround({ hours }: Timeline, skipped: number, count: number) {
  let [before, seen] = [0, 0];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { hour, lines } of hours) {
    if (seen >= skipped + count) break;
    seen += lines;
    if (seen <= skipped) before = seen;
    else [first, last] = [Math.min(first, hour), hour];
  }
  return { fromMs: first * HOUR_MS, toMs: (last + 1) * HOUR_MS, before };
}

/** Lines of a log, or of a stretch of a large one. */
async function readLines(store: LogStore, timeline: Timeline, random: Random): Promise<Lines> {
  const { f, lines } = timeline;
  const skipped = lines > MOST_LINES ? random.below(lines - MOST_LINES) : 0;
  const { fromMs, toMs, before } = hoursAround(timeline, skipped, MOST_LINES);
  const times = new Float64Array(Math.min(MOST_LINES, lines));
  const who = new Float64Array(times.length);
  let read = 0;
  // The hours only spare the engine from sorting the whole log.
  await store.numbers(
    `select toFloat64(t), toFloat64(who) from ${timedVisitors} where f = {f:UInt32} and t >= {fromMs:Int64} and t < {toMs:Int64}
     order by t, n limit ${MOST_LINES} offset {skipped:UInt64}`,
    2,
    (rows) => {
      for (let i = 0; i < rows.length; i += 2) {
        times[read] = rows[i] ?? 0;
        who[read] = rows[i + 1] ?? 0;
        read += 1;
      }
    },
    { f, fromMs, toMs, skipped: skipped - before },
  );
  return linesOf(times.subarray(0, read), who.subarray(0, read));
}

async function readGround(
  store: LogStore,
  whole: Timeline,
  random: Random,
  streams: readonly Stream[],
): Promise<Ground> {
  const { f } = whole;
  const lines = await readLines(store, whole, random);
  const timeline = timelineOf(f, lines);
  const gaps = longestGaps(timeline, lines.times);
  const judge = gapJudge(timeline);
  const read = await readRequests(store, [f], [], timeline);
  const requests = read.requests.filter(({ t }) => t >= timeline.fromMs && t <= timeline.toMs);
  const seen = new Map<string, number[]>();
  for (const { t, visitor, opens, standsOn } of requests) {
    for (const page of standsOn === 0 ? [opens] : [opens, standsOn]) {
      const key = `${visitor}:${page}`;
      const known = seen.get(key);
      if (known) known.push(t);
      else seen.set(key, [t]);
    }
  }
  const history = visitHistory(requests);
  return {
    ...{ timeline, lines, gaps, requests, seen, history },
    fewVisitors: hasFewVisitors(history),
    // Of a large log a stretch is rehearsed on: a heartbeat of the whole is one of the stretch, with fewer beats to know it by.
    streams: streams
      .filter((stream) => stream.f === f)
      .map((stream) => ({
        ...stream,
        beats: stream.beats.filter((t) => t >= timeline.fromMs && t <= timeline.toMs),
      })),
    streamsAsked: streams.length,
    measured: gaps.map((gap) => judge.measure(gap)),
    sampling: read.sampling,
    visited: read.sampling === 1 ? knownVisits(requests, CUT_COPIES) : undefined,
  };
}

/** The first place in an ascending list whose value is at least this. */
function lowerBound(times: { readonly length: number; readonly [i: number]: number }, value: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pages used after the cut whose last sight lies before it: what visitHistory would find in the log with the cut. */
function usesAcross(ground: Ground, cut: { readonly fromMs: number; readonly toMs: number }): LateUse[] {
  const { requests, seen, history } = ground;
  const there = new Set<number>();
  const uses: LateUse[] = [];
  const since = new Set<string>();
  const times = requests.map(({ t }) => t);
  for (let i = lowerBound(times, cut.toMs); i < requests.length; i += 1) {
    const request = requests[i];
    if (!request || request.t > cut.toMs + AFTER_MS) break;
    const { f, n, t, visitor, opens, standsOn } = request;
    const key = `${visitor}:${standsOn}`;
    if (standsOn !== 0 && !since.has(key)) {
      const sights = seen.get(key) ?? [];
      const idleFrom = sights[lowerBound(sights, cut.fromMs) - 1];
      if (idleFrom !== undefined || t - history.fromMs >= 2 * HOUR_MS) {
        uses.push({ f, n, t, visitor, idleFrom, arriving: !there.has(visitor) });
      }
    }
    there.add(visitor);
    since.add(key);
    since.add(`${visitor}:${opens}`);
  }
  return uses;
}

/**
 * How rare the interruption is, judged as the examination would: by the log with the cut in it, whose own broken visits make
 * broken visits look more ordinary. What is not rare by the untouched log is not rare by that one, and is not asked twice.
 */
function interruptedBy({ visited, requests, fewVisitors }: Ground, cut: Stretch, gap: Gap): number {
  if (!visited || !isAskable(gap)) return 1;
  const left = learnedVisits(requests.filter(({ t }) => t < cut.fromMs || t >= cut.toMs));
  const told = interruptionOf(left, gap);
  if (!told) return 1;
  const atBest = interruptionP(told, visited.known);
  if (chanceOf({ p: 1, continuityP: 1, interruptionP: atBest, fewVisitors }) >= REPORT_BELOW) return 1;
  return interruptionOwnP(told, interruptionsByChance(left.visits, CUT_COPIES));
}

/**
 * How rare it is, at the least, that a heartbeat misses the beats that were cut out. Longer parts of a log need a witness
 * besides (heartbeat-signs.ts), and are not counted.
 */
function missedIn({ streams, streamsAsked, timeline }: Ground, cut: Stretch): number {
  const { fromMs, toMs } = timeline;
  if (cut.toMs - cut.fromMs > LONG_SHARE * (toMs - fromMs)) return 1;
  let rarest = 1;
  for (const { beats } of streams) {
    const left = beats.filter((t) => t < cut.fromMs || t >= cut.toMs);
    if (left.length === beats.length) continue;
    for (const run of missedBeats({ beats: left, fromMs, toMs })) {
      const isCut = run.fromMs < cut.toMs && run.toMs > cut.fromMs;
      if (isCut && run.missed >= LEAST_MISSED) rarest = Math.min(rarest, run.p * streamsAsked);
    }
  }
  return rarest;
}

type Removal = { readonly expectedLines: number; readonly noticed: boolean };

/** One cut of so many minutes, at an hour that holds lines: nobody removes what is not there. */
function removeOnce(ground: Ground, minutes: number, random: Random): Removal | undefined {
  const { lines, timeline } = ground;
  const { times } = lines;
  const length = minutes * 60_000;
  const anchor = times[random.below(times.length)] ?? 0;
  const cut = { fromMs: anchor - Math.floor(random.next() * length), toMs: 0 };
  cut.toMs = cut.fromMs + length;
  const first = lowerBound(times, cut.fromMs);
  const after = lowerBound(times, cut.toMs);
  // Something must be left on both sides: what lies before the first line and after the last cannot be seen.
  if (first === 0 || after >= times.length || after === first) return undefined;
  const without = timelineOf(timeline.f, withoutPlaces(lines, first, after));
  const gap: Gap = {
    f: timeline.f,
    fromN: first - 1,
    toN: after,
    fromMs: times[first - 1] ?? 0,
    toMs: times[after] ?? 0,
  };
  const others = ground.gaps.flatMap((other, i) =>
    other.toMs > gap.fromMs && other.fromMs < gap.toMs ? [] : (ground.measured[i] ?? []),
  );
  const expectedLines = expectedOf(without, cut);
  const judge = gapJudge(without);
  const own = judge.measure(gap);
  const silence = judge.rarity(gap, own, others);
  const silent = { ...gap, expectedLines: own.expectedLines };
  const rank = rankOf(
    silent,
    ground.gaps.map((other, i) => ({ ...other, expectedLines: ground.measured[i]?.expectedLines ?? 0 })),
  );
  const uses = usesAcross(ground, cut);
  const told = new Set(uses.map(({ n }) => n));
  const history = {
    ...ground.history,
    lateUses: [
      ...ground.history.lateUses.filter(({ n, t }) => !told.has(n) && (t < cut.fromMs || t >= cut.toMs)),
      ...uses,
    ],
  };
  const went = isAsked(silent, rank) ? continuityAfter(gap, rank, history, ground.sampling).p : 1;
  const chances = { p: silence, continuityP: went, interruptionP: 1, fewVisitors: ground.fewVisitors };
  const noticed =
    chanceOf(chances) < REPORT_BELOW ||
    missedIn(ground, cut) < REPORT_BELOW ||
    chanceOf({ ...chances, interruptionP: interruptedBy(ground, cut, gap) }) < REPORT_BELOW;
  return { expectedLines, noticed };
}

/** For each length, how many of so many cuts would have been noticed. */
export async function rehearseRemovals(
  store: LogStore,
  timelines: readonly Timeline[],
  { seed, trials }: RemovalOptions,
): Promise<DrillSummary['removal']> {
  const broken = new Set((await findBrokenClocks(store)).map(({ f }) => f));
  const largest = timelines
    .filter(({ f, lines, fromMs, toMs }) => !broken.has(f) && lines >= LEAST_LINES && toMs > fromMs)
    .sort((a, b) => b.lines - a.lines || a.f - b.f)
    .slice(0, MOST_FILES);
  const random = seededRandom(seed, 'drill-removals');
  const grounds: Ground[] = [];
  const streams = (await readStreams({ store, stopped: () => {} }, timelines)).filter(({ f }) => !broken.has(f));
  for (const timeline of largest) grounds.push(await readGround(store, timeline, random, streams));
  const removals: DrillSummary['removal'][number][] = [];
  for (const minutes of MINUTES) {
    const done: Removal[] = [];
    for (let tries = 0; grounds.length > 0 && done.length < trials && tries < trials * 5; tries += 1) {
      const ground = grounds[tries % grounds.length];
      const removal = ground && removeOnce(ground, minutes, random);
      if (removal) done.push(removal);
      // The engine works for the examination meanwhile; its answers must not wait for all cuts.
      await turn();
    }
    const expected = done.reduce((sum, { expectedLines }) => sum + expectedLines, 0) / Math.max(1, done.length);
    removals.push({
      minutes,
      expectedLines: Math.round(expected * 10) / 10,
      trials: done.length,
      noticed: done.filter(({ noticed }) => noticed).length,
    });
  }
  return removals;
}
