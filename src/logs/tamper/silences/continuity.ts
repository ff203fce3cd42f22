// Visitors who go on, after a silence, with pages that nobody opened: what a removed stretch leaves behind.
//
// A browser names, with most requests, the page it stands on (Referer). That page was opened, and used, before; how long
// before is the visitor's habit, and the log shows it thousands of times. When lines are cut out, pages opened inside the
// cut are used after it, although they were last opened hours ago or never.
import { atLeast } from './silence.ts';

/** One request, in numbers: all but f, n and t are hashes; standsOn 0: no page of ours is named. */
export type Request = {
  readonly f: number;
  readonly n: number;
  readonly t: number;
  readonly visitor: number;
  /** The visitor's program, whatever its address. */
  readonly agent: number;
  readonly opens: number;
  readonly standsOn: number;
  /** What is asked, numbers blanked out, how it was answered, and the kind of page it is asked from. */
  readonly kind: number;
  /** Method, whether a part of a page is asked for, and whether a page of ours is named. */
  readonly family: number;
};

/** A page used again after it lay idle; idleFrom undefined: it was never opened or used before in this log. */
export type LateUse = {
  readonly f: number;
  readonly n: number;
  readonly t: number;
  readonly visitor: number;
  readonly idleFrom: number | undefined;
  /** Whether the visitor came with it: the visitor's first request since IDLE_MS. */
  readonly arriving: boolean;
};

/** Pages used within this long are simply in use. */
const IN_USE_MS = 60_000;
/** Before a silence begins, a page must have been idle this long: else it was in use and the visitor paused. */
export const IDLE_MS = 120_000;
/** At the start of a log, pages may have been opened before it. */
const START_MS = 2 * 3_600_000;
/** How long after a silence a late use still speaks of it. */
export const AFTER_MS = 300_000;
/** A late use within this long of the end of a silence is what ended it: clocks of logs count whole seconds. */
const ENDING_MS = 2000;
/** Late uses in one breath are one visitor's one page load. */
const EPISODE_MS = 60_000;
const BUCKET_MS = 300_000;

export type VisitHistory = {
  readonly lateUses: readonly LateUse[];
  /** Time in which visitors were there at all. */
  readonly activeMs: number;
  readonly fromMs: number;
  /** Different visitors in the whole log. */
  readonly visitors: number;
  /** Of all requests that stand on a page of ours, how many do so on one that the log does not show being opened. */
  readonly unopenedShare: number;
  /** How often somebody came who had not been there for IDLE_MS. */
  readonly arrivals: number;
};

/**
 * From this share on, the log does not show what was opened (a sample of the lines, a cache that answers for most pages):
 * that a page was not opened then says nothing of a silence.
 */
const SAMPLED_SHARE = 0.2;

/**
 * With fewer visitors than this, a silence is a time in which just these few were idle, and whoever comes back first comes
 * back late: late uses and silences are then not independent. Interruptions of visits (interruptions.ts) are asked instead.
 */
const LEAST_VISITORS = 50;

export const hasFewVisitors = ({ visitors }: VisitHistory): boolean => visitors > 0 && visitors < LEAST_VISITORS;

/** @param requests ordered by time, then file, then line */
export function visitHistory(requests: readonly Request[]): VisitHistory {
  const lastSeen = new Map<number, Map<number, number>>();
  const lastThere = new Map<number, number>();
  const lateUses: LateUse[] = [];
  const buckets = new Set<number>();
  const fromMs = requests[0]?.t ?? 0;
  let uses = 0;
  let unopened = 0;
  let arrivals = 0;
  for (const { f, n, t, visitor, opens, standsOn } of requests) {
    buckets.add(Math.floor(t / BUCKET_MS));
    let pages = lastSeen.get(visitor);
    if (!pages) {
      pages = new Map();
      lastSeen.set(visitor, pages);
    }
    const arriving = t - (lastThere.get(visitor) ?? Number.NEGATIVE_INFINITY) >= IDLE_MS;
    lastThere.set(visitor, t);
    if (arriving && t - fromMs >= START_MS) arrivals += 1;
    if (standsOn !== 0) {
      const idleFrom = pages.get(standsOn);
      if (t - fromMs >= START_MS) {
        uses += 1;
        if (idleFrom === undefined) unopened += 1;
      }
      if (idleFrom === undefined ? t - fromMs >= START_MS : t - idleFrom >= IN_USE_MS) {
        lateUses.push({ f, n, t, visitor, idleFrom, arriving });
      }
      pages.set(standsOn, t);
    }
    pages.set(opens, t);
  }
  const unopenedShare = uses === 0 ? 0 : unopened / uses;
  return { lateUses, activeMs: buckets.size * BUCKET_MS, fromMs, visitors: lastSeen.size, unopenedShare, arrivals };
}

export type Continuity = {
  readonly p: number;
  /** Different visitors who go on with pages not opened. */
  readonly visitors: number;
  readonly uses: readonly LateUse[];
};

/** Choices made while looking: lengths of silence that differ in kind, and how many visitors were waited for. */
const SCALES = 3;
const COUNTS = 2;
const MOST_VISITORS = 4;

/**
 * How often an untouched log shows, right after one of its `rank` longest silences, so many visitors going on with pages
 * that lay idle for so long.
 *
 * The rate of such late uses is taken from the same log, this silence left out (Jeffreys: half a use more than was seen),
 * so that a site whose visitors often come back to old tabs, or whose cache answers for pages, has no power and no alarm.
 * Somebody has to end a silence: of a use that does, it is asked how many of those who come, come so, and not how often
 * one falls into these few seconds.
 *
 * @param rank how many silences of the log are at least this long, this one included
 * @param sampling how many visitors each visitor of the history stands for
 */
export function continuityAfter(
  silence: { readonly fromMs: number; readonly toMs: number },
  rank: number,
  history: VisitHistory,
  sampling = 1,
): Continuity {
  const { fromMs, toMs } = silence;
  const idleEnough = toMs - fromMs + IDLE_MS;
  const spanning = (use: LateUse) =>
    use.t >= toMs - ENDING_MS &&
    use.t <= toMs + AFTER_MS &&
    (use.idleFrom === undefined || use.idleFrom <= fromMs - IDLE_MS);
  const firstOf = new Map<number, LateUse>();
  const elsewhere = new Set<string>();
  let cameSo = 0;
  for (const use of history.lateUses) {
    if (spanning(use)) {
      if (!firstOf.has(use.visitor)) firstOf.set(use.visitor, use);
    } else if (use.idleFrom === undefined || use.t - use.idleFrom >= idleEnough) {
      elsewhere.add(`${use.visitor}:${Math.floor(use.t / EPISODE_MS)}`);
      if (use.arriving) cameSo += 1;
    }
  }
  const uses = [...firstOf.values()].sort((a, b) => a.t - b.t || a.n - b.n);
  const seen = history.visitors >= LEAST_VISITORS && history.unopenedShare < SAMPLED_SHARE;
  if (uses.length === 0 || history.activeMs === 0 || !seen) {
    return { p: 1, visitors: 0, uses: [] };
  }
  const rate = (elsewhere.size * sampling + 0.5) / history.activeMs;
  const ending = (uses[0]?.t ?? 0) <= toMs + ENDING_MS;
  const endsSo = ending ? Math.min(1, (cameSo + 0.5) / (history.arrivals + 1)) : 1;
  let best = 1;
  uses.slice(0, MOST_VISITORS).forEach((use, i) => {
    const waited = Math.max(5000, use.t - toMs);
    const others = ending ? i : i + 1;
    best = Math.min(best, rank * SCALES * COUNTS * endsSo * atLeast(others, rate * waited));
  });
  return { p: Math.min(1, best), visitors: uses.length, uses };
}

type Silent = { readonly fromMs: number; readonly toMs: number; readonly expectedLines: number };

/** Silences shorter than this are never asked what visitors did after them. */
const SHORTEST_ASKED_MS = 60_000;
const MOST_ASKED = 60;

/**
 * How far down a silence stands among its like, by length or by what was expected of it, whichever is higher up. Times two,
 * for having looked at both lists.
 */
export function rankOf(gap: Silent, all: readonly Silent[]): number {
  const length = gap.toMs - gap.fromMs;
  let longer = 1;
  let fuller = 1;
  for (const other of all) {
    if (other === gap) continue;
    if (other.toMs - other.fromMs >= length) longer += 1;
    if (other.expectedLines >= gap.expectedLines) fuller += 1;
  }
  return 2 * Math.min(longer, fuller);
}

/** How many of the sorted values are no smaller than one of them. */
function noSmaller(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}

/** Whether a silence of this rank is asked at all. */
export const isAsked = ({ fromMs, toMs }: Silent, rank: number): boolean =>
  toMs - fromMs >= SHORTEST_ASKED_MS && rank <= 2 * MOST_ASKED;

/** The silences to be asked, the foremost first. */
export function rankedSilences<T extends Silent>(all: readonly T[]): { readonly gap: T; readonly rank: number }[] {
  // As rankOf, for all at once: a busy month has tens of thousands of silences.
  const lengths = Float64Array.from(all, (gap) => gap.toMs - gap.fromMs).sort();
  const expected = Float64Array.from(all, (gap) => gap.expectedLines).sort();
  return all
    .map((gap) => ({
      gap,
      rank: 2 * Math.min(noSmaller(lengths, gap.toMs - gap.fromMs), noSmaller(expected, gap.expectedLines)),
    }))
    .filter(({ gap, rank }) => isAsked(gap, rank))
    .sort((a, b) => a.rank - b.rank || a.gap.fromMs - b.gap.fromMs);
}
