// The few distributions the model needs, each as a function of a normal or uniform latent: the same latent gives the same
// place in every distribution, so that adding a fact never shifts the other draws.

/** Standard normal distribution function; error below 1.5·10⁻⁷ (Abramowitz and Stegun 7.1.26). */
export function normalShare(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = 0.5 * series * Math.exp(-(z * z) / 2);
  return z > 0 ? 1 - upper : upper;
}

/** ln Γ(x) for x above 0; error below 10⁻¹⁰ (Lanczos, g = 7, n = 9). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  let sum = 0.99999999999980993;
  for (let i = 0; i < lanczos.length; i += 1) sum += (lanczos[i] ?? 0) / (y + i + 1);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln of the chance of `count` events: Poisson whose rate is gamma with this mean and shape (negative binomial). */
export function logNegativeBinomial(count: number, mean: number, shape: number): number {
  return (
    logGamma(count + shape) -
    logGamma(shape) -
    logGamma(count + 1) +
    shape * Math.log(shape / (shape + mean)) +
    (count === 0 ? 0 : count * Math.log(mean / (shape + mean)))
  );
}

/** ln of the chance of `hits` of `trials` when the chance of each is beta with parameters a, b and the same for all. */
export function logBetaBinomial(hits: number, trials: number, a: number, b: number): number {
  const logChoose = logGamma(trials + 1) - logGamma(hits + 1) - logGamma(trials - hits + 1);
  return logChoose + logBeta(hits + a, trials - hits + b) - logBeta(a, b);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Inverse of a distribution given by its density (any scale): a table of ranks, read by interpolation. */
export type Quantile = (rank: number) => number;

const CELLS = 400;

/** Numeric inverse over [low, high]; the density must be finite inside. */
export function quantileOf(logDensity: (x: number) => number, low: number, high: number): Quantile {
  const step = (high - low) / CELLS;
  const logs = Array.from({ length: CELLS }, (_, i) => logDensity(low + (i + 0.5) * step));
  const top = Math.max(...logs);
  const sums = [0];
  let total = 0;
  for (const log of logs) {
    total += Math.exp(log - top);
    sums.push(total);
  }
  return (rank) => {
    const wanted = Math.min(1, Math.max(0, rank)) * total;
    let [left, right] = [0, CELLS];
    while (right - left > 1) {
      const middle = (left + right) >> 1;
      if ((sums[middle] ?? total) <= wanted) left = middle;
      else right = middle;
    }
    const [below, above] = [sums[left] ?? 0, sums[right] ?? total];
    const within = above > below ? (wanted - below) / (above - below) : 0.5;
    return low + (left + within) * step;
  };
}

/** The same few are asked for whenever a fact is left out. */
const betas = new Map<string, Quantile>();
const MOST_BETAS = 500;

/** Beta with both shapes above 0: rank (0 to 1) to value (0 to 1). Kept, as a table costs more than all that is asked of it. */
export function betaQuantile(a: number, b: number): Quantile {
  const key = `${a} ${b}`;
  const known = betas.get(key);
  if (known) return known;
  const made = quantileOf((x) => (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x), 0, 1);
  if (betas.size >= MOST_BETAS) betas.clear();
  betas.set(key, made);
  return made;
}

/** Gamma with shape and rate; the table is in ln x, so that shapes under 1 keep their small values. */
export function gammaQuantile(shape: number, rate: number): Quantile {
  const mean = shape / rate;
  const inLog = quantileOf(
    (y) => shape * y - rate * Math.exp(y),
    Math.log(mean) - 12 / Math.sqrt(shape),
    Math.log(mean) + 5 / Math.sqrt(shape),
  );
  return (rank) => Math.exp(inLog(rank));
}
