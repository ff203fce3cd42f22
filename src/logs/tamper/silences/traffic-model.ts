// What a log would have held while it was silent (lines, or who was there): a rate by hour of week, learned from the log itself.
import { HOUR_MS, type HourOfLog, type Timeline } from './log-timeline.ts';

/** A stretch of time, milliseconds, end exclusive. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

/** How much the hours beside an hour count, where nothing better is known of it: 1 h, 2 h, 3 h away. */
const BESIDE = [0.4, 0.1, 0.02] as const;

/** An hour of the week is believed on its own once it was seen for this many hours; before, its prior speaks too. */
const SHRINK_HOURS = 2;

/** A day is as busy as its lines say once they are worth this share of an ordinary day; before, it is an ordinary day. */
const DAY_SHARE = 0.15;

/**
 * An hour so many times as busy as nine in ten of the same hours of other days, and as the log is on the whole, is a burst of
 * its own, such as a mailing to everybody: it tells nothing of how busy the quiet after it would have been. Asked only where
 * that hour was seen on so many days.
 */
const BURST_TIMES = 8;
const BURST_DAYS = 7;
/** Where nine in ten of all hours hold nothing, as in a record of uploads, none is busy to compare with: a line an hour is. */
const LEAST_BUSY = 1;

/** Counts by the hour, those of bursts brought down to where a burst begins. */
function withoutBursts(counts: Float64Array, firstHour: number): Float64Array {
  if (counts.length < BURST_DAYS * 24) return counts;
  const byHour = Array.from({ length: 24 }, (): number[] => []);
  for (const [i, count] of counts.entries()) byHour[(((firstHour + i) % 24) + 24) % 24]?.push(count);
  const busy = byHour.map((of) => of.sort((a, b) => a - b)[Math.floor(0.9 * (of.length - 1))] ?? 0);
  const overall = busy.reduce((sum, count) => sum + count, 0) / busy.length;
  const most = busy.map((count) => BURST_TIMES * (Math.max(overall, count) || LEAST_BUSY));
  return counts.map((count, i) => Math.min(count, most[(((firstHour + i) % 24) + 24) % 24] ?? count));
}

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
  /** What the rate in a stretch is known from: how much the log holds in the same hours of all its days. */
  knownFrom(stretch: Stretch): number;
  /** Equally long stretches that fit into the log: how often the question could have been asked. */
  looks(stretch: Stretch): number;
};

type Sums = { readonly lines: Float64Array; readonly exposure: Float64Array };

/**
 * Rates by hour of week (by hour of day below two weeks, by the hour itself below two days), each shrunk (a Gamma prior
 * worth SHRINK_HOURS) to the same hour of other days, or to the hours beside it, times how busy the day was.
 *
 * Bursts, holidays and shift work are more than any rate by the hour knows: they show as over-dispersion, and where that
 * is large, no silence is rare. That is meant: on such a log a removed stretch cannot be told from a quiet one by counts.
 *
 * @param countOf what is counted in an hour, "lines" below: lines, or who was there
 */
export function trafficModel(timeline: Timeline, countOf = ({ lines }: HourOfLog): number => lines): TrafficModel {
  const { fromMs, toMs } = timeline;
  const spanHours = (toMs - fromMs) / HOUR_MS;
  const period = spanHours >= 14 * 24 ? 168 : spanHours >= 48 ? 24 : 0;
  const firstHour = Math.floor(fromMs / HOUR_MS);
  const lastHour = Math.floor(toMs / HOUR_MS);
  const counted = new Float64Array(lastHour - firstHour + 1);
  for (const hour of timeline.hours) counted[hour.hour - firstHour] = countOf(hour);
  const counts = withoutBursts(counted, firstHour);

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

  const bin = (sums: Sums, at: number) => ({ lines: sums.lines[at] ?? 0, exposure: sums.exposure[at] ?? 0 });

  /** What the hours beside say, and a little of the whole log, so that nothing is divided by nothing. */
  const besides = (at: number, sums: Sums, overall: number): number => {
    let lines = overall * 0.05;
    let exposure = 0.05;
    BESIDE.forEach((weight, i) => {
      for (const side of [at - i - 1, at + i + 1]) {
        const one = bin(sums, period === 0 ? side : (side + period) % period);
        lines += weight * one.lines;
        exposure += weight * one.exposure;
      }
    });
    return lines / exposure;
  };

  /** The same hour on the other days of the week, times how busy this day of the week is. */
  const sameHour = (at: number, sums: Sums): number | undefined => {
    if (period !== 168) return undefined;
    let lines = 0;
    let exposure = 0;
    let dayLines = 0;
    let dayExpected = 0;
    const day = Math.floor(at / 24);
    for (let d = 0; d < 7; d += 1) {
      const one = bin(sums, d * 24 + (at % 24));
      lines += one.lines;
      exposure += one.exposure;
    }
    for (let h = 0; h < 24; h += 1) {
      const one = bin(sums, day * 24 + h);
      dayLines += one.lines;
      let hourLines = 0;
      let hourExposure = 0;
      for (let d = 0; d < 7; d += 1) {
        hourLines += bin(sums, d * 24 + h).lines;
        hourExposure += bin(sums, d * 24 + h).exposure;
      }
      if (hourExposure > 0) dayExpected += (one.exposure * hourLines) / hourExposure;
    }
    return exposure > 0 && dayExpected > 0 ? (lines / exposure) * (dayLines / dayExpected) : undefined;
  };

  /** Lines an hour in a bin: its own, shrunk to what is known of hours like it. */
  const rateOf = (at: number, sums: Sums, overall: number): number => {
    const own = bin(sums, at);
    const prior = sameHour(at, sums) ?? besides(at, sums, overall);
    return (own.lines + SHRINK_HOURS * prior) / (own.exposure + SHRINK_HOURS);
  };

  const overallRate = totalLines / Math.max(1e-9, spanHours);
  const baseRates = Float64Array.from({ length: bins }, (_, at) => rateOf(at, all, overallRate));
  const ordinaryDay = overallRate * 24;

  /** How busy the day of an hour was, the stretch left out. One where days cannot be told apart from hours. */
  const dayFactor = (hour: number, without: Stretch): number => {
    if (period === 0) return 1;
    const first = hour - (((hour % 24) + 24) % 24);
    let lines = 0;
    let expected = 0;
    for (let h = Math.max(first, firstHour); h <= Math.min(first + 23, lastHour); h += 1) {
      lines += counts[h - firstHour] ?? 0;
      expected += exposureOf(h, without) * (baseRates[binOf(h)] ?? 0);
    }
    const prior = DAY_SHARE * ordinaryDay;
    return (lines + prior) / (expected + prior);
  };

  const expectedWith = (stretch: Stretch, sums: Sums, overall: number): number => {
    let expected = 0;
    const low = Math.max(firstHour, Math.floor(stretch.fromMs / HOUR_MS));
    const high = Math.min(lastHour, Math.floor((stretch.toMs - 1) / HOUR_MS));
    for (let hour = low; hour <= high; hour += 1) {
      const part = exposureOf(hour, none) - exposureOf(hour, stretch);
      if (part > 0) expected += part * rateOf(binOf(hour), sums, overall) * dayFactor(hour, stretch);
    }
    return expected;
  };

  const outside = (stretch: Stretch) => Math.max(1e-9, (toMs - fromMs - (stretch.toMs - stretch.fromMs)) / HOUR_MS);
  const looks = ({ fromMs: a, toMs: b }: Stretch) => Math.max(1, (toMs - fromMs) / Math.max(1000, b - a));

  return {
    expectedLines: (stretch) => expectedWith(stretch, withoutStretch(stretch), totalLines / outside(stretch)),
    looks,
    knownFrom({ fromMs: a, toMs: b }) {
      const ofDay = new Set<number>();
      // A stretch of more than a day knows all hours.
      for (let hour = Math.floor(a / HOUR_MS); hour * HOUR_MS < b && ofDay.size < 24; hour += 1) ofDay.add(hour % 24);
      let known = 0;
      counts.forEach((count, i) => {
        if (ofDay.has((firstHour + i) % 24)) known += count;
      });
      return known;
    },
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
