// From "found 18 of 20" to an interval that does not pretend the twenty were twenty different attacks.
import type { Power } from '../vocabulary/finding.ts';

/** Trials of one template resemble each other. An assumption: the share of their variance that is the template's. */
const ALIKE = 0.5;

/**
 * How many independent trials so many of a few templates are worth: n / (1 + (n/templates − 1)·ρ).
 *
 * @see J. N. K. Rao and A. J. Scott, A simple method for the analysis of clustered binary data (1992)
 */
export function effectiveTrials(planted: number, templates: number): number {
  if (planted === 0) return 0;
  return planted / (1 + Math.max(0, planted / Math.max(1, templates) - 1) * ALIKE);
}

/** ln Γ(x) for x > 0, Lanczos' approximation (g = 7, 9 terms): relative error below 1e-13. */
function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const sum = terms.slice(1).reduce((total, term, i) => total + term / (y + i + 1), terms[0] ?? 1);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The incomplete beta function's continued fraction (Lentz), for x below (a+1)/(a+b+2). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m <= 500; m += 1) {
    for (const numerator of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 + numerator * d;
      c = 1 + numerator / c;
      d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = Math.abs(c) < tiny ? tiny : c;
      h *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return h;
}

/** The share of a Beta(a, b) below x. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The x below which a Beta(a, b) has this share, by halving: 60 steps, exact to the last digit shown. */
export function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** 5 and 95 % bounds of the share found (Jeffreys' prior, effective trials). With nothing planted, all is possible. */
export function powerInterval(found: number, planted: number, templates: number): Power {
  if (planted === 0) return { low: 0, high: 1 };
  const shrink = effectiveTrials(planted, templates) / planted;
  const a = 0.5 + found * shrink;
  const b = 0.5 + (planted - found) * shrink;
  return { low: found === 0 ? 0 : betaQuantile(0.05, a, b), high: found === planted ? 1 : betaQuantile(0.95, a, b) };
}
