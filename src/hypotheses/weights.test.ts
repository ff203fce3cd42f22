import { describe, expect, it } from 'vitest';
import { seededRandom } from '../vocabulary/random.ts';
import {
  betaQuantile,
  gammaQuantile,
  logBetaBinomial,
  logGamma,
  logNegativeBinomial,
  normalShare,
} from './distribution.ts';
import { powerOf } from './evidence-records.ts';
import { effectiveSize, paretoK, summary } from './weights.ts';

/** Weights u^(−k) of a uniform u have a generalised Pareto tail of shape k. */
const paretoWeights = (k: number) => {
  const random = seededRandom(1, 'pareto');
  return Float64Array.from({ length: 20_000 }, () => (1 - random.next()) ** -k);
};

describe('importance weights', () => {
  it.each([0.2, 0.5, 0.9])('with a tail of shape %d are found out', (k) => {
    expect(Math.abs(paretoK(paretoWeights(k)) - k)).toBeLessThan(0.12);
  });

  it('that are all alike have no tail and count in full', () => {
    const even = new Float64Array(1000).fill(0.5);
    expect(paretoK(even)).toBe(0);
    expect(effectiveSize(even)).toBeCloseTo(1000, 6);
  });

  it('of which one carries all count as one', () => {
    const one = new Float64Array(1000).fill(1e-12);
    one[3] = 1;
    expect(effectiveSize(one)).toBeCloseTo(1, 3);
  });

  it('move mean and quantiles to where they are', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => i / 100);
    const even = summary(values, new Float64Array(101).fill(1));
    expect(even.mid).toBeCloseTo(0.5, 10);
    expect(even.low).toBeCloseTo(0.05, 10);
    expect(even.high).toBeCloseTo(0.95, 10);
    const upper = summary(
      values,
      values.map((value) => (value > 0.5 ? 1 : 0)),
    );
    expect(upper.low).toBeGreaterThan(0.5);
  });
});

describe('distributions', () => {
  it.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [101, 363.7393755555635],
  ])('ln Γ(%d) = %d', (x, want) => {
    expect(logGamma(x)).toBeCloseTo(want, 8);
  });

  it.each([
    [0, 0.5],
    [1.645, 0.95],
    [-1.96, 0.025],
  ])('the normal share below %d is %d', (z, want) => {
    expect(normalShare(z)).toBeCloseTo(want, 3);
  });

  it('twenty canaries with a = 1.8, b = 1.2 are all silent nine times in a thousand', () => {
    expect(Math.exp(logBetaBinomial(0, 20, 1.8, 1.2))).toBeCloseTo(0.009, 3);
  });

  it('sums to 1 over all counts', () => {
    const sum = (chance: (count: number) => number, most: number) =>
      Array.from({ length: most + 1 }, (_, count) => chance(count)).reduce((total, one) => total + one, 0);
    expect(sum((count) => Math.exp(logBetaBinomial(count, 12, 1.8, 1.2)), 12)).toBeCloseTo(1, 8);
    expect(sum((count) => Math.exp(logNegativeBinomial(count, 5, 1.5)), 400)).toBeCloseTo(1, 8);
  });

  it('has the medians of tables', () => {
    expect(betaQuantile(51, 1)(0.5)).toBeCloseTo(0.5 ** (1 / 51), 2);
    expect(gammaQuantile(19.5, 3450)(0.5)).toBeCloseTo(0.005556, 4);
    // Exact Poisson 95 % interval of 19 events, as Tripwire's rate is quoted: 11.44 to 29.67.
    expect(gammaQuantile(19, 1)(0.025)).toBeCloseTo(11.44, 0);
    expect(gammaQuantile(20, 1)(0.975)).toBeCloseTo(29.67, 0);
  });
});

describe('power', () => {
  it('rises with what a drill found, and is never certain', () => {
    expect(powerOf(50, 50)(0.5)).toBeGreaterThan(powerOf(50, 45)(0.5));
    expect(powerOf(50, 50)(0.95)).toBeLessThan(1);
    expect(powerOf(50, 0)(0.05)).toBeGreaterThan(0);
    expect(powerOf(0, 0)(0.3)).toBeCloseTo(0.3, 2);
  });
});
