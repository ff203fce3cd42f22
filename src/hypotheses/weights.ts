// What can be said of a set of importance weights: how many draws they are worth, how heavy their tail is, and the
// weighted mean and quantiles of a value.
import type { Interval } from '../vocabulary/outcome.ts';

/** Kong's effective sample size: (Σw)² ÷ Σw². */
export function effectiveSize(weights: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** Above this the weights' tail is too heavy for the mean to be trusted. */
export const HEAVY_TAIL = 0.7;

/**
 * Shape of the generalised Pareto distribution fitted to the largest weights: below .5 the variance exists, above .7 the
 * estimate is not to be used. Weights that are all alike give −∞ in theory; here 0.
 *
 * @see A. Vehtari et al., Pareto smoothed importance sampling (2015/2024); J. Zhang and M. Stephens,
 *      A new and efficient estimation method for the generalized Pareto distribution, Technometrics 51 (2009)
 */
export function paretoK(weights: Float64Array): number {
  const count = weights.length;
  const tail = Math.floor(Math.min(0.2 * count, 3 * Math.sqrt(count)));
  if (tail < 5) return Number.POSITIVE_INFINITY;
  const sorted = Float64Array.from(weights).sort();
  const cutoff = sorted[count - tail - 1] ?? 0;
  const excess = sorted.slice(count - tail).map((weight) => weight - cutoff);
  const largest = excess[tail - 1] ?? 0;
  if (!(largest > 1e-9 * (sorted[count - 1] ?? 1))) return 0;
  return paretoShape(excess);
}

/** Zhang and Stephens' posterior mean, with the weak prior of Vehtari et al. (as if ten tail draws had k = .5). */
function paretoShape(excess: Float64Array): number {
  const count = excess.length;
  const largest = excess[count - 1] ?? 0;
  const quartile = excess[Math.floor(count / 4 + 0.5) - 1] || largest;
  const points = 30 + Math.floor(Math.sqrt(count));
  const thetas = Array.from(
    { length: points },
    (_, i) => 1 / largest + (1 - Math.sqrt(points / (i + 0.5))) / (3 * quartile),
  );
  const shapeAt = (theta: number) => {
    let sum = 0;
    for (const x of excess) sum += Math.log1p(-theta * x);
    return sum / count;
  };
  const logs = thetas.map((theta) => {
    const k = shapeAt(theta);
    return count * (Math.log(-theta / k) - k - 1);
  });
  const top = Math.max(...logs.filter((log) => !Number.isNaN(log)));
  let [sum, weighted] = [0, 0];
  thetas.forEach((theta, i) => {
    const weight = Math.exp((logs[i] ?? Number.NEGATIVE_INFINITY) - top);
    if (!(weight > 0)) return;
    sum += weight;
    weighted += weight * theta;
  });
  const k = shapeAt(weighted / sum);
  return (k * count + 0.5 * 10) / (count + 10);
}

/** Weighted mean and weighted 5 and 95 % quantiles. A mean outside them, as a long tail can give, widens the interval. */
export function summary(values: Float64Array, weights: Float64Array): Interval {
  const mid = weightedMean(values, weights);
  const { low, high } = quantiles(values, weights);
  return { low: Math.min(low, mid), mid, high: Math.max(high, mid) };
}

/** The same for a ratio: the middle is the weighted median, because one wild draw would carry a mean. */
export function ratioSummary(values: Float64Array, weights: Float64Array): Interval {
  return quantiles(values, weights);
}

/** `values` and `weights` of one length; NaN where the weights sum to 0. */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    sum += (values[i] ?? 0) * (weights[i] ?? 0);
    total += weights[i] ?? 0;
  }
  return sum / total;
}

/** By bisection over the sorted values: sorting numbers alone is ten times as fast as sorting them with their weights. */
function quantiles(values: Float64Array, weights: Float64Array): Interval {
  const sorted = values.slice().sort();
  const upTo = (value: number) => {
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) if ((values[i] ?? 0) <= value) sum += weights[i] ?? 0;
    return sum;
  };
  const total = upTo(Number.POSITIVE_INFINITY);
  const at = (share: number) => {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo(sorted[middle] ?? 0) >= share * total) high = middle;
      else low = middle + 1;
    }
    return sorted[low] ?? 0;
  };
  return { low: at(0.05), mid: at(0.5), high: at(0.95) };
}
