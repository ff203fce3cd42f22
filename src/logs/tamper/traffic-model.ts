// What a log would have held while it was silent: a rate by hour of week, learned from the log itself.
import { HOUR_MS, type Timeline } from './log-timeline.ts';

/** A stretch of time, milliseconds, end exclusive. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

/** Hours on either side whose rate counts towards an hour of the week, by exp(−(h/2)²/2). */
const REACH_HOURS = 4;
const reachWeight = Array.from({ length: REACH_HOURS + 1 }, (_, h) => Math.exp(-((h / 2) ** 2) / 2));

/** An hour of the week is believed on its own once it was seen for this many hours; before, its neighbours speak too. */
const SHRINK_HOURS = 2;

export type TrafficModel = {
  /**
   * Lines the log would have held in a stretch, judged by everything else in it: the stretch itself is left out, so that
   * a silence cannot lower what is expected of it. It is taken to be silent: lines in it would count without their time.
   */
  expectedLines(stretch: Stretch): number;
  /**
   * Over-dispersion at the scale of a stretch: k of a negative binomial, from how much equally long stretches of the rest
   * of the log vary around what is expected of them. Infinity: no more than Poisson.
   */
  dispersion(stretch: Stretch): number;
  /** Equally long stretches that fit into the log: how often the question could have been asked. */
  looks(stretch: Stretch): number;
};

type Sums = { readonly lines: Float64Array; readonly exposure: Float64Array };

/**
 * Rates by hour of week (by hour of day below two weeks, by the hour itself below two days), each shrunk to its
 * neighbours (a Gamma prior worth SHRINK_HOURS), times how busy the day is.
 *
 * Bursts, holidays and shift work are more than any rate by the hour knows: they show as over-dispersion, and where that
 * is large, no silence is rare. That is meant: on such a log a removed stretch cannot be told from a quiet one by counts.
 */
export function trafficModel(timeline: Timeline): TrafficModel {
  const { fromMs, toMs } = timeline;
  const spanHours = (toMs - fromMs) / HOUR_MS;
  const period = spanHours >= 14 * 24 ? 168 : spanHours >= 48 ? 24 : 0;
  const firstHour = Math.floor(fromMs / HOUR_MS);
  const lastHour = Math.floor(toMs / HOUR_MS);
  const counts = new Float64Array(lastHour - firstHour + 1);
  for (const { hour, lines } of timeline.hours) counts[hour - firstHour] = lines;

  /** Hours of an hour's exposure that lie inside the log and outside the stretch. */
  const exposureOf = (hour: number, without: Stretch): number => {
    const low = Math.max(hour * HOUR_MS, fromMs);
    const high = Math.min((hour + 1) * HOUR_MS, toMs + 1);
    const cut = Math.max(0, Math.min(high, without.toMs) - Math.max(low, without.fromMs));
    return Math.max(0, high - low - cut) / HOUR_MS;
  };
  const none: Stretch = { fromMs: 0, toMs: 0 };
  const bins = period === 0 ? counts.length : period;
  const binOf = (hour: number) => (period === 0 ? hour - firstHour : ((hour % period) + period) % period);
  const all: Sums = { lines: new Float64Array(bins), exposure: new Float64Array(bins) };
  counts.forEach((lines, i) => {
    const bin = binOf(firstHour + i);
    all.lines[bin] = (all.lines[bin] ?? 0) + lines;
    all.exposure[bin] = (all.exposure[bin] ?? 0) + exposureOf(firstHour + i, none);
  });
  const totalLines = counts.reduce((sum, lines) => sum + lines, 0);

  const withoutStretch = (stretch: Stretch): Sums => {
    const sums = { lines: all.lines.slice(), exposure: all.exposure.slice() };
    const low = Math.max(firstHour, Math.floor(stretch.fromMs / HOUR_MS));
    const high = Math.min(lastHour, Math.floor((stretch.toMs - 1) / HOUR_MS));
    for (let hour = low; hour <= high; hour += 1) {
      const bin = binOf(hour);
      const cut = exposureOf(hour, none) - exposureOf(hour, stretch);
      sums.exposure[bin] = Math.max(0, (sums.exposure[bin] ?? 0) - cut);
    }
    return sums;
  };

  /** Lines an hour in a bin: its own, with its neighbours as the prior. */
  const rateOf = (bin: number, sums: Sums, overall: number): number => {
    let lines = 0;
    let exposure = 0;
    for (let h = 1; h <= REACH_HOURS; h += 1) {
      const weight = reachWeight[h] ?? 0;
      for (const side of [bin - h, bin + h]) {
        const at = period === 0 ? side : (side + period) % period;
        lines += weight * (sums.lines[at] ?? 0);
        exposure += weight * (sums.exposure[at] ?? 0);
      }
    }
    const around = (lines + overall * 0.05) / (exposure + 0.05);
    return ((sums.lines[bin] ?? 0) + SHRINK_HOURS * around) / ((sums.exposure[bin] ?? 0) + SHRINK_HOURS);
  };

  const expectedWith = (stretch: Stretch, sums: Sums, overall: number): number => {
    let expected = 0;
    const low = Math.max(firstHour, Math.floor(stretch.fromMs / HOUR_MS));
    const high = Math.min(lastHour, Math.floor((stretch.toMs - 1) / HOUR_MS));
    for (let hour = low; hour <= high; hour += 1) {
      const part = exposureOf(hour, none) - exposureOf(hour, stretch);
      if (part > 0) expected += part * rateOf(binOf(hour), sums, overall);
    }
    return expected;
  };

  const outside = (stretch: Stretch) => Math.max(1e-9, (toMs - fromMs - (stretch.toMs - stretch.fromMs)) / HOUR_MS);
  const looks = ({ fromMs: a, toMs: b }: Stretch) => Math.max(1, (toMs - fromMs) / Math.max(1000, b - a));

  return {
    expectedLines: (stretch) => expectedWith(stretch, withoutStretch(stretch), totalLines / outside(stretch)),
    looks,
    dispersion(stretch) {
      // Whole hours are the finest history kept; longer stretches are compared with equally many hours together.
      const width = Math.max(1, Math.round((stretch.toMs - stretch.fromMs) / HOUR_MS));
      const overall = totalLines / outside(stretch);
      const sums = withoutStretch(stretch);
      let squares = 0;
      let excess = 0;
      for (let start = firstHour; start + width - 1 <= lastHour; start += width) {
        const window = { fromMs: start * HOUR_MS, toMs: (start + width) * HOUR_MS };
        if (window.toMs > stretch.fromMs && window.fromMs < stretch.toMs) continue;
        if (window.fromMs < fromMs || window.toMs > toMs) continue;
        const expected = expectedWith(window, sums, overall);
        let seen = 0;
        for (let i = 0; i < width; i += 1) seen += counts[start - firstHour + i] ?? 0;
        squares += expected * expected;
        excess += (seen - expected) ** 2 - seen;
      }
      // Moments: Var = μ + μ²/k. With no other stretch to compare, nothing is known: the widest guess.
      if (squares === 0) return 0.1;
      return excess <= 0 ? Number.POSITIVE_INFINITY : squares / excess;
    },
  };
}
