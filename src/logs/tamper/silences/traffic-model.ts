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

const binned = (sums: Sums, bin: number) => ({ lines: sums.lines[bin] ?? 0, exposure: sums.exposure[bin] ?? 0 });

/** Hours of a week in a log of two weeks, of a day in one of two days; 0: each hour by itself. */
type Period = 168 | 24 | 0;

function periodOf(spanHours: number): Period {
  if (spanHours >= 14 * 24) return 168;
  return spanHours >= 48 ? 24 : 0;
}

/** The hours of a log, counted, and how much of each lies inside it. */
class CountedHours {
  readonly fromMs: number;
  readonly toMs: number;
  readonly first: number;
  readonly last: number;
  readonly counts: Float64Array;
  readonly total: number;

  constructor({ fromMs, toMs, hours }: Timeline, countOf: (hour: HourOfLog) => number) {
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.first = Math.floor(fromMs / HOUR_MS);
    this.last = Math.floor(toMs / HOUR_MS);
    const counted = new Float64Array(this.last - this.first + 1);
    for (const hour of hours) counted[hour.hour - this.first] = countOf(hour);
    this.counts = withoutBursts(counted, this.first);
    this.total = this.counts.reduce((sum, lines) => sum + lines, 0);
  }

  get spanHours(): number {
    return (this.toMs - this.fromMs) / HOUR_MS;
  }

  countIn(hour: number): number {
    return this.counts[hour - this.first] ?? 0;
  }

  /** Hours of an hour's exposure that lie inside the log and outside the stretch. */
  exposureOf(hour: number, without: Stretch): number {
    const low = Math.max(hour * HOUR_MS, this.fromMs);
    const high = Math.min((hour + 1) * HOUR_MS, this.toMs + 1);
    const cut = Math.max(0, Math.min(high, without.toMs) - Math.max(low, without.fromMs));
    return Math.max(0, high - low - cut) / HOUR_MS;
  }

  /** The first and last hour of the log that a stretch touches. */
  touchedBy({ fromMs, toMs }: Stretch): readonly [low: number, high: number] {
    return [Math.max(this.first, Math.floor(fromMs / HOUR_MS)), Math.min(this.last, Math.floor((toMs - 1) / HOUR_MS))];
  }

  /** Lines an hour in the log without a stretch. */
  rateOutside({ fromMs, toMs }: Stretch): number {
    return this.total / Math.max(1e-9, (this.toMs - this.fromMs - (toMs - fromMs)) / HOUR_MS);
  }
}

const nothing: Stretch = { fromMs: 0, toMs: 0 };

/** What the hours beside say, and a little of the whole log, so that nothing is divided by nothing. */
function besides(bin: number, sums: Sums, overall: number, period: Period): number {
  let lines = overall * 0.05;
  let exposure = 0.05;
  BESIDE.forEach((weight, i) => {
    for (const side of [bin - i - 1, bin + i + 1]) {
      const one = binned(sums, period === 0 ? side : (side + period) % period);
      lines += weight * one.lines;
      exposure += weight * one.exposure;
    }
  });
  return lines / exposure;
}

/** Lines and exposure of an hour of the day, over all days of the week. */
function overDays(hourOfDay: number, sums: Sums): { lines: number; exposure: number } {
  let lines = 0;
  let exposure = 0;
  for (let day = 0; day < 7; day += 1) {
    const one = binned(sums, day * 24 + hourOfDay);
    lines += one.lines;
    exposure += one.exposure;
  }
  return { lines, exposure };
}

/** The same hour on the other days of the week, times how busy this day of the week is. Undefined where nothing is known. */
function sameHour(bin: number, sums: Sums): number | undefined {
  const day = Math.floor(bin / 24);
  let dayLines = 0;
  let dayExpected = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    const one = binned(sums, day * 24 + hour);
    dayLines += one.lines;
    const all = overDays(hour, sums);
    if (all.exposure > 0) dayExpected += (one.exposure * all.lines) / all.exposure;
  }
  const { lines, exposure } = overDays(bin % 24, sums);
  return exposure > 0 && dayExpected > 0 ? (lines / exposure) * (dayLines / dayExpected) : undefined;
}

/** Lines an hour in a bin: its own, shrunk to what is known of hours like it. */
function rateOf(bin: number, sums: Sums, overall: number, period: Period): number {
  const own = binned(sums, bin);
  const prior = (period === 168 ? sameHour(bin, sums) : undefined) ?? besides(bin, sums, overall, period);
  return (own.lines + SHRINK_HOURS * prior) / (own.exposure + SHRINK_HOURS);
}

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
  return new HourlyTraffic(new CountedHours(timeline, countOf));
}

class HourlyTraffic implements TrafficModel {
  readonly #log: CountedHours;
  readonly #period: Period;
  readonly #all: Sums;
  readonly #overallRate: number;
  readonly #baseRates: Float64Array;

  constructor(log: CountedHours) {
    this.#log = log;
    this.#period = periodOf(log.spanHours);
    const bins = this.#period === 0 ? log.counts.length : this.#period;
    const all = { lines: new Float64Array(bins), exposure: new Float64Array(bins) };
    log.counts.forEach((lines, i) => {
      const bin = this.#binOf(log.first + i);
      all.lines[bin] = (all.lines[bin] ?? 0) + lines;
      all.exposure[bin] = (all.exposure[bin] ?? 0) + log.exposureOf(log.first + i, nothing);
    });
    this.#all = all;
    this.#overallRate = log.total / Math.max(1e-9, log.spanHours);
    this.#baseRates = Float64Array.from({ length: bins }, (_, bin) =>
      rateOf(bin, all, this.#overallRate, this.#period),
    );
  }

  expectedLines(stretch: Stretch): number {
    return this.#expected(stretch, this.#without(stretch), this.#log.rateOutside(stretch));
  }

  looks({ fromMs, toMs }: Stretch): number {
    return Math.max(1, (this.#log.toMs - this.#log.fromMs) / Math.max(1000, toMs - fromMs));
  }

  knownFrom({ fromMs, toMs }: Stretch): number {
    const ofDay = new Set<number>();
    // A stretch of more than a day knows all hours.
    for (let hour = Math.floor(fromMs / HOUR_MS); hour * HOUR_MS < toMs && ofDay.size < 24; hour += 1)
      ofDay.add(hour % 24);
    let known = 0;
    this.#log.counts.forEach((count, i) => {
      if (ofDay.has((this.#log.first + i) % 24)) known += count;
    });
    return known;
  }

  dispersion(stretch: Stretch): number {
    const log = this.#log;
    // Whole hours are the finest history kept; longer stretches are compared with equally many hours together.
    const width = Math.max(1, Math.round((stretch.toMs - stretch.fromMs) / HOUR_MS));
    const overall = log.rateOutside(stretch);
    const sums = this.#without(stretch);
    let squares = 0;
    let excess = 0;
    for (let start = log.first; start + width - 1 <= log.last; start += width) {
      const window = { fromMs: start * HOUR_MS, toMs: (start + width) * HOUR_MS };
      if (window.toMs > stretch.fromMs && window.fromMs < stretch.toMs) continue;
      if (window.fromMs < log.fromMs || window.toMs > log.toMs) continue;
      const expected = this.#expected(window, sums, overall);
      let seen = 0;
      for (let i = 0; i < width; i += 1) seen += log.countIn(start + i);
      squares += expected * expected;
      excess += (seen - expected) ** 2 - seen;
    }
    // Moments: Var = μ + μ²/k. With no other stretch to compare, nothing is known: the widest guess.
    if (squares === 0) return 0.1;
    return excess <= 0 ? Number.POSITIVE_INFINITY : squares / excess;
  }

  #binOf(hour: number): number {
    const period = this.#period;
    return period === 0 ? hour - this.#log.first : ((hour % period) + period) % period;
  }

  /** What the bins hold without a stretch, which is taken to be silent: its time goes, no lines do. */
  #without(stretch: Stretch): Sums {
    const sums = { lines: this.#all.lines.slice(), exposure: this.#all.exposure.slice() };
    const [low, high] = this.#log.touchedBy(stretch);
    for (let hour = low; hour <= high; hour += 1) {
      const bin = this.#binOf(hour);
      const cut = this.#log.exposureOf(hour, nothing) - this.#log.exposureOf(hour, stretch);
      sums.exposure[bin] = Math.max(0, (sums.exposure[bin] ?? 0) - cut);
    }
    return sums;
  }

  /** How busy the day of an hour was, the stretch left out. One where days cannot be told apart from hours. */
  #dayFactor(hour: number, without: Stretch): number {
    if (this.#period === 0) return 1;
    const log = this.#log;
    const first = hour - (((hour % 24) + 24) % 24);
    let lines = 0;
    let expected = 0;
    for (let h = Math.max(first, log.first); h <= Math.min(first + 23, log.last); h += 1) {
      lines += log.countIn(h);
      expected += log.exposureOf(h, without) * (this.#baseRates[this.#binOf(h)] ?? 0);
    }
    // A share of an ordinary day.
    const prior = DAY_SHARE * (this.#overallRate * 24);
    return (lines + prior) / (expected + prior);
  }

  #expected(stretch: Stretch, sums: Sums, overall: number): number {
    let expected = 0;
    const [low, high] = this.#log.touchedBy(stretch);
    for (let hour = low; hour <= high; hour += 1) {
      const part = this.#log.exposureOf(hour, nothing) - this.#log.exposureOf(hour, stretch);
      if (part > 0)
        expected += part * rateOf(this.#binOf(hour), sums, overall, this.#period) * this.#dayFactor(hour, stretch);
    }
    return expected;
  }
}
