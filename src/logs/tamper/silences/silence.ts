// How rare a silence is: by a Gamma–Poisson model of counts, and by the tail of the log's own silences.

export type Silence = {
  /** Lines expected in it, above 0. */
  readonly expected: number;
  /** k of the negative binomial, above 0; Infinity: Poisson. */
  readonly dispersion: number;
  /** How many stretches of this length were looked at, at least 1. */
  readonly looks: number;
};

/**
 * How many silences like this an untouched log shows by chance.
 *
 * Counts are taken as Gamma–Poisson, so that an empty stretch has probability (1 + μ/k)^−k, which is exp(−μ) as k grows.
 *
 * @returns an expected count, not a probability: it can exceed 1
 * @throws RangeError when a value is out of range
 * @see A. C. Cameron and P. K. Trivedi, Regression Analysis of Count Data, ch. 3 (negative binomial, NB2)
 */
export function expectedSilences({ expected, dispersion, looks }: Silence): number {
  if (!(expected >= 0 && dispersion > 0 && looks >= 1) || !Number.isFinite(expected + looks)) {
    throw new RangeError(`out of range: ${expected}, ${dispersion}, ${looks}`);
  }
  const logEmpty = Number.isFinite(dispersion) ? -dispersion * Math.log1p(expected / dispersion) : -expected;
  return looks * Math.exp(logEmpty);
}

/** The chance of at least one, when this many are expected: 1 − exp(−x), exact for small x. */
export function atLeastOne(expectedCount: number): number {
  return -Math.expm1(-expectedCount);
}

/** The chance of at least `count` in a Poisson with this mean. */
export function atLeast(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // The tail itself, so that small values keep their digits: the sum from `count` upwards.
  let term = Math.exp(-mean);
  for (let i = 1; i <= count; i += 1) term *= mean / i;
  let tail = 0;
  for (let i = count + 1; i < count + 1000; i += 1) {
    tail += term;
    term *= mean / i;
    if (term < tail * 1e-15) break;
  }
  return Math.min(1, tail);
}

/** Fewest silences from which a tail is fitted: fewer say nothing about rare ones. */
const LEAST_TAIL = 15;
/**
 * How far down the tail is looked at. Pauses within a visit and pauses between visits are of different kinds: a long tail
 * is precise and may see only the first kind, a short one is coarse and sees the second.
 */
const TAILS = [20, 50, 150] as const;

/** Standard errors by which the shape is raised; three depths are looked at besides, and the worst believed. */
const DOUBT = 0.7;

/**
 * How many silences at least this long the log's own tail of silences leads to expect.
 *
 * Fits a generalised Pareto distribution to the longest of the *other* silences (each in lines expected during it, so that
 * night and day compare), by probability-weighted moments, at three depths, and believes the one that expects most. The
 * shape is raised by most of its standard error and never below 0: what is not known about the tail counts against calling a
 * silence rare.
 *
 * @param others lengths of the other silences, any order, the longest ones suffice
 * @returns an expected count over the whole log; undefined when there are too few to say
 * @see J. R. M. Hosking and J. R. Wallis, Parameter and quantile estimation for the generalized Pareto distribution (1987)
 */
export function expectedByOwnTail(length: number, others: readonly number[]): number | undefined {
  const sorted = others.filter((value) => value > 0 && Number.isFinite(value)).sort((a, b) => b - a);
  const found = TAILS.flatMap((depth) => tailExpects(length, sorted, Math.min(depth, sorted.length - 1)) ?? []);
  return found.length > 0 ? Math.max(...found) : undefined;
}

/** @param sorted descending */
function tailExpects(length: number, sorted: readonly number[], size: number): number | undefined {
  const threshold = sorted[size];
  if (size < LEAST_TAIL || threshold === undefined) return undefined;
  const tail = sorted.slice(0, size).map((value) => value - threshold);
  const mean = tail.reduce((sum, value) => sum + value, 0) / size;
  if (!(mean > 0)) return undefined;
  // tail is descending: the i-th value has plotting position of exceedance (i + 0.65) / size.
  const weighted = tail.reduce((sum, value, i) => sum + value * ((i + 0.65) / size), 0) / size;
  const denominator = mean - 2 * weighted;
  const raw = denominator > 0 ? 2 - mean / denominator : 1;
  const shape = Math.max(0, raw) + (DOUBT * (1 + Math.max(0, raw))) / Math.sqrt(size);
  // The scale that keeps the mean where the mean exists; a heavier tail keeps the median instead.
  const scale =
    shape < 0.9 ? mean * (1 - shape) : ((tail[Math.floor(size / 2)] ?? mean) * shape) / Math.max(1e-9, 2 ** shape - 1);
  const excess = length - threshold;
  if (excess <= 0) return size;
  return size * (1 + (shape * excess) / Math.max(1e-12, scale)) ** (-1 / shape);
}

/**
 * By the model's own account chances fall by a factor e with each nat; with over-dispersion, which also holds how days
 * differ, they fall faster. More than twice as fast is not believed. On 80 untouched logs of invented sites two silences
 * were then called rarer than one log in ten, where eight would be right.
 */
const LEAST_SCALE = 0.5;

/**
 * How many silences at least this improbable the log's own silences lead to expect, by what a model of counts gives each.
 *
 * Where the model is right, −log of the chance falls off exponentially, at one a factor e; where it is not (servers that
 * are off every night for a while, lunch), the log's own silences show it: the fall is that of the longest of the others,
 * one standard error slower, at three depths, and the depth that expects most is believed. So a model that is wrong has
 * less power, and no more alarms.
 *
 * @param nats −log of the chance that the model gives this silence
 * @param others the same of the other silences, any order
 * @returns an expected count over the whole log; undefined when there are too few to say
 */
export function expectedByNats(nats: number, others: readonly number[]): number | undefined {
  const sorted = [...others].sort((a, b) => b - a);
  const found = TAILS.flatMap((depth): number | [] => {
    const size = Math.min(depth, sorted.length - 1);
    const threshold = sorted[size];
    if (size < LEAST_TAIL || threshold === undefined) return [];
    if (nats <= threshold) return sorted.filter((value) => value >= nats).length + 1;
    const excess = sorted.slice(0, size).reduce((sum, value) => sum + value - threshold, 0) / size;
    const scale = Math.max(LEAST_SCALE, excess) * (1 + 1 / Math.sqrt(size));
    return size * Math.exp((threshold - nats) / scale);
  });
  return found.length > 0 ? Math.max(...found) : undefined;
}
