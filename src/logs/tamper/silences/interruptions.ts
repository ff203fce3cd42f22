// Visits that break off at the beginning of a silence, and visits that are under way at its end.
//
// A page that polls every fifteen seconds, a style sheet that no page called for, a form that is sent without having been
// opened: what a request waits for, and what comes before it, differs from kind to kind, and the log shows it thousands of
// times. An ordinary pause begins after visits that were over and ends with visits that begin. A stretch cut out begins
// and ends anywhere.
import { causedVisitors } from './caused-requests.ts';
import type { Request } from './continuity.ts';
import { chanceOfAnyWaiting, chanceOfWaiting, learnWaits, type Wait, type Waits } from './waits.ts';

export type Visits = {
  /** Without what other requests cause. */
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
  const fleets = withFleets(asRead);
  const caused = causedVisitors(fleets);
  const requests = fleets.filter(({ visitor }) => !caused.has(visitor));
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
const TELLING = 1;
/** So little is not worth keeping. */
const NOTHING = 0.05;
/**
 * Somebody pauses in an ordinary silence too: of the nats in waiting so long, this share of what any request would say is
 * taken away. Taking all would leave nothing of several visitors pausing at once.
 */
const ORDINARY = 0.3;
/**
 * No visitor says more than all others together and this: a computer that slept, an address that changed, a page kept in a
 * cache explain whatever one visitor does, and happen now and then.
 */
const MOST_OF_ONE = 8;

/** What one end of one visitor's silence says. */
export type Told = {
  readonly visitor: number;
  /** The request (a number in `requests`) that says it. */
  readonly i: number;
  /** Nats: how much more likely a cut leaves this than a pause does. */
  readonly nats: number;
  readonly end: 'left' | 'right';
};

/** The sum over both ends of a silence and all visitors, what some requests say left out. */
export function totalOf(told: readonly Told[], without: ReadonlySet<number> = new Set()): number {
  const each = new Map<number, number>();
  for (const { visitor, i, nats } of told) {
    if (!without.has(i)) each.set(visitor, (each.get(visitor) ?? 0) + nats);
  }
  let total = 0;
  let foremost = 0;
  for (const nats of each.values()) {
    total += nats;
    foremost = Math.max(foremost, nats);
  }
  const others = total - foremost;
  return others + Math.min(foremost, others + MOST_OF_ONE);
}

export const tellingVisitors = (told: readonly Told[]): number =>
  new Set(told.filter(({ nats }) => nats >= TELLING).map(({ visitor }) => visitor)).size;

/** Requests of visits that broke off, and that were under way. */
export const telling = (told: readonly Told[]): number[] =>
  told.filter(({ nats }) => nats >= TELLING).map(({ i }) => i);

/** The first place whose time is at least this. */
export function placeOf(times: Float64Array, ms: number): number {
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
function nats(chance: typeof chanceOfWaiting, waits: Waits, wait: Wait | undefined, since: number, until: number) {
  if (!wait || until <= since) return 0;
  return Math.max(0, -Math.log(chance(waits, wait, until) / chance(waits, wait, since)));
}

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
 * What the visitors around a silence say.
 *
 * @param fromMs the last instant before the silence that holds a request
 * @param toMs the first instant after it
 * @param last as `lastBefore` gives it
 */
export function interruptionAt(
  visits: Visits,
  lineUp: LineUp,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  last: readonly number[] = lastBefore(visits, lineUp, fromMs),
): Told[] {
  const { requests, next, before, idle, learned } = visits;
  const { times, who } = lineUp;
  const told: Told[] = [];

  const beyond = (waits: Waits, wait: Wait | undefined, since: number, until: number, other = 0): number => {
    const most = Math.max(nats(chanceOfWaiting, waits, wait, since, until), other);
    // Most visitors say nothing, whatever anybody's wait would say.
    return most <= NOTHING ? 0 : Math.max(0, most - ORDINARY * nats(chanceOfAnyWaiting, waits, wait, since, until));
  };

  for (const at of last) {
    const t = times[at] ?? 0;
    const i = who[at] ?? 0;
    const value = beyond(learned.next, next[i], fromMs - t, toMs - t);
    if (value > NOTHING) told.push({ visitor: requests[i]?.visitor ?? 0, i, nats: value, end: 'left' });
  }

  const seen = new Map<number, Set<number>>();
  for (let at = placeOf(times, toMs); at < times.length; at += 1) {
    const t = times[at] ?? 0;
    if (t > toMs + AHEAD_MS) break;
    const i = who[at] ?? 0;
    const request = requests[i];
    if (!request) continue;
    const { visitor, opens, standsOn } = request;
    const page = standsOn === 0 ? opens : standsOn;
    const pages = seen.get(visitor);
    if (!pages?.has(page)) {
      const lay = idle[i]?.ms ?? 0;
      // A page that is used was opened: it lay idle for as long as nobody was seen to use it, not for the silence alone.
      const until = standsOn === 0 ? t - fromMs : Math.max(t - fromMs, lay);
      const unopened = lay >= t - fromMs ? nats(chanceOfWaiting, learned.idle, idle[i], t - toMs, until) : 0;
      // The visitor's first request speaks of the visitor and of its page: of the two, the one that says more.
      const value = pages ? unopened : beyond(learned.before, before[i], t - toMs, t - fromMs, unopened);
      if (value > NOTHING) told.push({ visitor, i, nats: value, end: 'right' });
    }
    if (pages) {
      pages.add(page);
      pages.add(opens);
    } else {
      seen.set(visitor, new Set([page, opens]));
    }
  }
  return told;
}
