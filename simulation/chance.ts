// Random numbers of the shapes that the world needs, from the one seeded source.
import type { Random } from '../src/vocabulary/random.ts';

/** Gamma with this shape and mean 1. @see G. Marsaglia and W. W. Tsang, ACM TOMS 26 (2000) */
export function gammaOfMeanOne(random: Random, shape: number): number {
  return standardGamma(random, shape) / shape;
}

function standardGamma(random: Random, shape: number): number {
  if (shape < 1) return standardGamma(random, shape + 1) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function beta(random: Random, { alpha, beta: other }: { alpha: number; beta: number }): number {
  const a = standardGamma(random, alpha);
  return a / (a + standardGamma(random, other));
}

/** Poisson; by multiplication for small means, by a rounded normal for large ones, where nobody sees the difference. */
export function poisson(random: Random, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count += 1;
    product *= random.next();
  }
  return count;
}

export function binomial(random: Random, trials: number, share: number): number {
  let hits = 0;
  for (let i = 0; i < trials; i += 1) if (random.next() < share) hits += 1;
  return hits;
}

export function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random.next();
}

/** Uniform on a logarithmic scale. */
export function logBetween(random: Random, least: number, most: number): number {
  return least * (most / least) ** random.next();
}

/** The index of one of these weights, each as likely as its share of the sum. */
export function pick(random: Random, weights: readonly number[]): number {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}
