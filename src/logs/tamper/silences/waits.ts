// How long the requests of each kind wait for the next, or since the one before: learned from the log itself.

/** Waits of one kind, each list ascending. */
type Sample = {
  /** Waits that ended inside the log. */
  readonly ended: Float64Array;
  /** Waits that were still going on where the log begins or ends: at least this long. */
  readonly open: Float64Array;
};

/** Waits by kind, by family of kinds, and of all requests. */
export type Waits = {
  readonly byKind: ReadonlyMap<number, Sample>;
  readonly byFamily: ReadonlyMap<number, Sample>;
  readonly all: Sample;
};

/** A wait of one request; `ended` false: the log begins or ends before it did. */
export type Wait = { readonly kind: number; readonly family: number; readonly ms: number; readonly ended: boolean };

function samplesBy(waits: readonly Wait[], group: (wait: Wait) => number): Map<number, Sample> {
  const lists = new Map<number, { ended: number[]; open: number[] }>();
  for (const wait of waits) {
    const key = group(wait);
    let list = lists.get(key);
    if (!list) {
      list = { ended: [], open: [] };
      lists.set(key, list);
    }
    (wait.ended ? list.ended : list.open).push(wait.ms);
  }
  return new Map(
    [...lists].map(([key, { ended, open }]) => [
      key,
      { ended: Float64Array.from(ended).sort(), open: Float64Array.from(open).sort() },
    ]),
  );
}

export function learnWaits(waits: readonly Wait[]): Waits {
  return {
    byKind: samplesBy(waits, ({ kind }) => kind),
    byFamily: samplesBy(waits, ({ family }) => family),
    all: samplesBy(waits, () => 0).get(0) ?? { ended: new Float64Array(), open: new Float64Array() },
  };
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A family's own word on a kind never falls below this: what a kind never did, its relatives cannot make rarer than so. */
const LEAST_PRIOR = 0.05;

/**
 * Beyond what a kind was ever seen to wait, no more is believed than that twice the wait is four times rarer: a kind that
 * waits now and then for minutes may wait for an hour, one that never waits for longer than two minutes hardly will.
 */
const HALVING = 0.25;
const HALVINGS = 8;
const SHORTEST_MS = 1000;

/** The share of waits at least this long, among those that could have been seen to be; a prior worth one wait. */
function share(sample: Sample | undefined, ms: number, own: number | undefined, prior: number): number {
  if (!sample) return prior;
  const open = sample.open.length - countBelow(sample.open, ms);
  let longer = sample.ended.length - countBelow(sample.ended, ms) + open;
  let known = sample.ended.length + open;
  if (own !== undefined) {
    known -= 1;
    if (own >= ms) longer -= 1;
  }
  return (Math.max(0, longer) + prior) / (Math.max(0, known) + 1);
}

/** What one request's wait is judged by: the waits of its kind, of its family, and of all. */
type Peers = { readonly kind: Sample | undefined; readonly family: Sample | undefined; readonly all: Sample };

function shareOf({ kind, family, all }: Peers, own: number | undefined, ms: number): number {
  const anyone = share(all, ms, own, 0.5);
  const relatives = share(family, ms, own, anyone);
  return share(kind, ms, own, Math.max(LEAST_PRIOR, relatives));
}

function chanceAmong(peers: Peers, wait: Wait, ms: number): number {
  if (ms < SHORTEST_MS) return 1;
  // The wait itself is left out of what it is judged by.
  const own = wait.ended ? wait.ms : undefined;
  let best = 0;
  let factor = 1;
  let shorter = ms;
  for (let i = 0; i < HALVINGS && shorter >= SHORTEST_MS && factor > best; i += 1) {
    best = Math.max(best, factor * shareOf(peers, own, shorter));
    factor *= HALVING;
    shorter /= 2;
  }
  return best;
}

/** The chance that a request of this kind waits at least so long, judged by all other requests. */
export function chanceOfWaiting({ byKind, byFamily, all }: Waits, wait: Wait, ms: number): number {
  return chanceAmong({ kind: byKind.get(wait.kind), family: byFamily.get(wait.family), all }, wait, ms);
}

/** The chance that a request of whatever kind waits at least so long. */
export function chanceOfAnyWaiting({ all }: Waits, wait: Wait, ms: number): number {
  return chanceAmong({ kind: undefined, family: undefined, all }, wait, ms);
}
