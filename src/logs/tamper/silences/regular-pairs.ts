// Two sources that speak of the same acts: a form is posted, a mail goes out. Where one goes on without the other, lines
// of the other are missing.

/** Instants of one kind of line, ascending, milliseconds. */
export type Series = readonly number[];

export type PairQuestion = {
  /** What should be there. */
  readonly causes: Series;
  /** What shows that it was. */
  readonly effects: Series;
  /** A cause lies at most this long before its effect … */
  readonly beforeMs: number;
  /** … or this long after it, for clocks and for lines written at the end of a request. */
  readonly afterMs: number;
};

/** Effects in a row without a cause, with matched ones on both sides. */
export type Orphans = {
  readonly effects: Series;
  /** How often so many in a row come without a cause, by this pair's own habit, anywhere in the log. */
  readonly p: number;
};

/** Matched effects outside the run that make a habit. */
const LEAST_MATCHED = 12;
const REGULAR_SHARE = 0.95;
/** If effects shifted in time find causes as often as this, the pair is no pair: causes are simply everywhere. */
const MOST_BY_CHANCE = 0.5;
const SHIFTS_MS = [17, 37, 71, 113].flatMap((minutes) => [minutes * 60_000, -minutes * 60_000]);
/** A run over more than this share of the effects is a change of habit, not a hole. */
const MOST_ORPHAN_SHARE = 0.25;
const LEAST_RUN = 3;

function lowerBound(times: Series, value: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const HALF_HOUR_MS = 1_800_000;
/** Zones run from 12 hours west to 14 hours east. */
const ZONE_STEPS = Array.from({ length: 2 * (14 + 14) + 1 }, (_, i) => (i - 28) * HALF_HOUR_MS);
const ZONE_SAMPLE = 200;

/**
 * How far the effects' clock must be shifted to meet their causes, when one of the logs does not say its zone: the whole
 * half-hour at which most of them do; 0 when none does better than unshifted.
 */
export function clockShift(question: PairQuestion): number {
  const { effects } = question;
  const step = Math.max(1, Math.floor(effects.length / ZONE_SAMPLE));
  const sample = effects.filter((_, i) => i % step === 0);
  const met = (shift: number) => sample.filter((at) => hasCause(question, at + shift)).length;
  let best = 0;
  let most = met(0);
  for (const shift of ZONE_STEPS) {
    const count = met(shift);
    if (count > most) {
      most = count;
      best = shift;
    }
  }
  return best;
}

function hasCause({ causes, beforeMs, afterMs }: PairQuestion, at: number): boolean {
  const next = causes[lowerBound(causes, at - beforeMs)];
  return next !== undefined && next <= at + afterMs;
}

/**
 * Runs of effects without causes, where the pair is otherwise regular; empty where it is not.
 *
 * The pair's own rate of orphans (Jeffreys) to the power of the run, times the places a run could begin. Orphans of a
 * regular pair are taken as independent; a pair whose orphans come in clumps by nature has too many of them to be regular.
 */
export function orphanRuns(question: PairQuestion): Orphans[] {
  const { effects } = question;
  const matched = effects.map((at) => hasCause(question, at));
  const count = matched.filter(Boolean).length;
  if (count < LEAST_MATCHED) return [];
  let byChance = 0;
  for (const shift of SHIFTS_MS) {
    byChance += effects.filter((at) => hasCause(question, at + shift)).length;
  }
  if (byChance > MOST_BY_CHANCE * effects.length * SHIFTS_MS.length) return [];

  const runs: { from: number; to: number }[] = [];
  for (let i = 0; i < effects.length; i += 1) {
    if (matched[i]) continue;
    let end = i;
    while (end + 1 < effects.length && !matched[end + 1]) end += 1;
    // A run that reaches either end of the log may be a habit that began or ended.
    if (i > 0 && end < effects.length - 1 && end - i + 1 >= LEAST_RUN) runs.push({ from: i, to: end });
    i = end;
  }
  return runs.flatMap(({ from, to }): Orphans[] => {
    const length = to - from + 1;
    const others = effects.length - length;
    if (count < REGULAR_SHARE * others || length > MOST_ORPHAN_SHARE * effects.length) return [];
    const rate = (others - count + 0.5) / (others + 1);
    return [{ effects: effects.slice(from, to + 1), p: Math.min(1, effects.length * rate ** length) }];
  });
}
