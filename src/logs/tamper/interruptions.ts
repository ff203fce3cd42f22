// Visits that break off at the beginning of a silence, and visits that are under way at its end.
//
// A page that polls every fifteen seconds, a style sheet that no page called for, a form that is sent without having been
// opened: what a request waits for, and what comes before it, differs from kind to kind, and the log shows it thousands of
// times. An ordinary pause begins after visits that were over and ends with visits that begin. A stretch cut out begins
// and ends anywhere.
import type { Request } from './continuity.ts';
import { chanceOfWaiting, learnWaits, type Wait, type Waits } from './waits.ts';

export type Visits = {
  readonly requests: readonly Request[];
  /** From each request to the next of its visitor; from the one before; since its page was last opened or used. */
  readonly next: readonly Wait[];
  readonly before: readonly Wait[];
  readonly idle: readonly Wait[];
  readonly learned: { readonly next: Waits; readonly before: Waits; readonly idle: Waits };
};

/** Requests in an order of time: as in the log, or with visitors shifted against each other. */
export type LineUp = { readonly times: Float64Array; readonly who: Int32Array };

/**
 * Programs that never name a page of ours are no browsers: addresses that share one may be a fleet, which begins, rests and
 * stops together. They count as one visitor.
 */
function withFleets(requests: readonly Request[]): Request[] {
  const browsers = new Set(requests.filter(({ standsOn }) => standsOn !== 0).map(({ agent }) => agent));
  return requests.map((request) => (browsers.has(request.agent) ? request : { ...request, visitor: request.agent }));
}

/** @param asRead ordered by time */
export function learnVisits(asRead: readonly Request[]): Visits {
  const requests = withFleets(asRead);
  const from = requests[0]?.t ?? 0;
  const to = requests.at(-1)?.t ?? from;
  const next: Wait[] = [];
  const before: Wait[] = [];
  const idle: Wait[] = [];
  const last = new Map<number, number>();
  const touched = new Map<number, Map<number, number>>();
  requests.forEach(({ t, visitor, opens, standsOn, kind, family }, i) => {
    const wait = (since: number | undefined): Wait =>
      since === undefined ? { kind, family, ms: t - from, ended: false } : { kind, family, ms: t - since, ended: true };
    const previous = last.get(visitor);
    const earlier = previous === undefined ? undefined : requests[previous];
    if (earlier !== undefined && previous !== undefined) {
      next[previous] = { kind: earlier.kind, family: earlier.family, ms: t - earlier.t, ended: true };
    }
    before.push(wait(earlier?.t));
    last.set(visitor, i);
    let pages = touched.get(visitor);
    if (!pages) {
      pages = new Map();
      touched.set(visitor, pages);
    }
    const page = standsOn === 0 ? opens : standsOn;
    idle.push(wait(pages.get(page)));
    pages.set(page, t);
    pages.set(opens, t);
  });
  for (const i of last.values()) {
    const request = requests[i];
    if (request) next[i] = { kind: request.kind, family: request.family, ms: to - request.t, ended: false };
  }
  return {
    ...{ requests, next, before, idle },
    learned: { next: learnWaits(next), before: learnWaits(before), idle: learnWaits(idle) },
  };
}

export function asLogged({ requests }: Visits): LineUp {
  return { times: Float64Array.from(requests, ({ t }) => t), who: Int32Array.from(requests, (_, i) => i) };
}

/** What is known of visitors who were away for longer than this is nothing. */
const BACK_MS = 1_800_000;
/** How long after a silence its end is looked at. */
const AHEAD_MS = 300_000;
/** Fewer nats than this are no interruption of a visit. */
const TELLING = 2;

export type Interruption = {
  /** Nats: −log of how often so much is seen by chance, summed over both ends of the silence and all visitors. */
  readonly total: number;
  /** Requests (numbers in `requests`) of visits that broke off, and that were under way. */
  readonly brokenOff: readonly number[];
  readonly underWay: readonly number[];
};

/** The first place whose time is at least this. */
function placeOf(times: Float64Array, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nats in having waited until `until`, given that it waited until `since`. */
function nats(waits: Waits, wait: Wait | undefined, since: number, until: number): number {
  if (!wait || until <= since) return 0;
  return Math.max(0, -Math.log(chanceOfWaiting(waits, wait, until) / chanceOfWaiting(waits, wait, since)));
}

type Told = { nats: number; from: number; most: number };

/** Places of the last request of each visitor who was there within half an hour before an instant, the latest first. */
function lastBefore({ requests }: Visits, { times, who }: LineUp, ms: number): number[] {
  const found: number[] = [];
  const known = new Set<number>();
  for (let at = placeOf(times, ms + 1) - 1; at >= 0 && (times[at] ?? 0) >= ms - BACK_MS; at -= 1) {
    const visitor = requests[who[at] ?? 0]?.visitor ?? 0;
    if (known.has(visitor)) continue;
    known.add(visitor);
    found.push(at);
  }
  return found;
}

/** `lastBefore` for every place asked, in one pass: `ask` is told of each place and of the visitors before it. */
export function sweep(
  { requests }: Visits,
  { times, who }: LineUp,
  ends: readonly number[],
  ask: (end: number, last: readonly number[]) => void,
): void {
  // A map keeps the order of insertion: a visitor seen again goes to its end.
  const last = new Map<number, number>();
  let at = 0;
  for (const end of ends) {
    for (; at < end; at += 1) {
      const visitor = requests[who[at] ?? 0]?.visitor ?? 0;
      last.delete(visitor);
      last.set(visitor, at);
    }
    const fromMs = (times[end - 1] ?? 0) - BACK_MS;
    for (const [visitor, place] of last) {
      if ((times[place] ?? 0) >= fromMs) break;
      last.delete(visitor);
    }
    ask(end, [...last.values()]);
  }
}

/**
 * @param fromMs the last instant before the silence that holds a line
 * @param toMs the first instant after it
 * @param last as `lastBefore` gives it
 */
export function interruptionAt(
  visits: Visits,
  lineUp: LineUp,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  last: readonly number[] = lastBefore(visits, lineUp, fromMs),
): Interruption {
  const { requests, next, before, idle, learned } = visits;
  const { times, who } = lineUp;
  let total = 0;
  const brokenOff: number[] = [];
  const underWay: number[] = [];

  for (const at of last) {
    const t = times[at] ?? 0;
    const i = who[at] ?? 0;
    const value = nats(learned.next, next[i], fromMs - t, toMs - t);
    total += value;
    if (value >= TELLING) brokenOff.push(i);
  }

  const seen = new Map<number, Set<number>>();
  const right = new Map<number, Told>();
  for (let at = placeOf(times, toMs); at < times.length; at += 1) {
    const t = times[at] ?? 0;
    if (t > toMs + AHEAD_MS) break;
    const i = who[at] ?? 0;
    const request = requests[i];
    if (!request) continue;
    const { visitor, opens, standsOn } = request;
    const page = standsOn === 0 ? opens : standsOn;
    const pages = seen.get(visitor);
    let told = right.get(visitor);
    if (!told) {
      told = { nats: nats(learned.before, before[i], t - toMs, t - fromMs), from: i, most: 0 };
      right.set(visitor, told);
      told.most = told.nats;
      // The visitor's first request speaks of the visitor and of its page: of the two, the one that says more.
      told.nats = Math.max(told.nats, nats(learned.idle, idle[i], t - toMs, t - fromMs));
    } else if (!pages?.has(page)) {
      const value = nats(learned.idle, idle[i], t - toMs, t - fromMs);
      told.nats += value;
      if (value > told.most) {
        told.most = value;
        told.from = i;
      }
    }
    if (pages) {
      pages.add(page);
      pages.add(opens);
    } else {
      seen.set(visitor, new Set([page, opens]));
    }
  }
  for (const { nats: value, from } of right.values()) {
    total += value;
    if (value >= TELLING) underWay.push(from);
  }
  return { total, brokenOff, underWay };
}
