import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import type { Gap } from './gap-candidates.ts';
import { rateGaps } from './gap-rarity.ts';
import { HOUR_MS, type Timeline } from './log-timeline.ts';

const start = Date.UTC(2026, 2, 2);

/** Poisson traffic, twice as much by day, with a stretch cut out. */
function inventedTimes(seed: number, days: number, perHour: number, cut?: { from: number; to: number }): number[] {
  const random = seededRandom(seed, 'times');
  const times: number[] = [];
  for (let at = start; at < start + days * 24 * HOUR_MS; ) {
    const hour = Math.floor(at / HOUR_MS) % 24;
    const rate = perHour * (hour >= 8 && hour < 20 ? 1.33 : 0.67);
    at += (-Math.log(1 - random.next()) * HOUR_MS) / rate;
    const second = Math.floor(at / 1000) * 1000;
    if (!cut || second < cut.from || second >= cut.to) times.push(second);
  }
  return times;
}

function rate(times: readonly number[]) {
  const hours = new Map<number, number>();
  for (const t of times) hours.set(Math.floor(t / HOUR_MS), (hours.get(Math.floor(t / HOUR_MS)) ?? 0) + 1);
  const timeline: Timeline = {
    f: 0,
    fromMs: times[0] ?? 0,
    toMs: times.at(-1) ?? 0,
    lines: times.length,
    hours: [...hours].map(([hour, lines]) => ({ hour, lines })),
  };
  const gaps: Gap[] = times.slice(1).flatMap((toMs, i) => {
    const fromMs = times[i] ?? toMs;
    return toMs - fromMs >= 2000 ? [{ f: 0, fromN: i, toN: i + 1, fromMs, toMs }] : [];
  });
  const longest = gaps.sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, 300);
  return rateGaps(timeline, longest);
}

it('raises no alarm over a silence in untouched traffic more than once in fifty logs', () => {
  let alarms = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    if (rate(inventedTimes(seed, 7, 60)).some(({ p }) => p < 0.01)) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(2);
});

it.each([
  { minutes: 40, perHour: 60 },
  { minutes: 20, perHour: 150 },
  { minutes: 5, perHour: 600 },
])('notices $minutes minutes cut out of a day at $perHour lines an hour', ({ minutes, perHour }) => {
  const noticed = Array.from({ length: 20 }, (_, seed) => {
    const from = start + 3 * 24 * HOUR_MS + (9 + (seed % 9)) * HOUR_MS;
    const gaps = rate(inventedTimes(seed, 7, perHour, { from, to: from + minutes * 60_000 }));
    return gaps.some(({ p, fromMs, toMs }) => p < 0.01 && fromMs < from + minutes * 60_000 && toMs > from);
  });
  expect(noticed.filter(Boolean).length).toBeGreaterThanOrEqual(18);
});

const cutOnSecondDay = (seed: number, fromHour: number, hours: number, days: number) => {
  const from = start + (24 + fromHour) * HOUR_MS;
  const to = from + hours * HOUR_MS;
  const gaps = rate(inventedTimes(seed, days, 180, { from, to }));
  return gaps.some(({ p, fromMs, toMs }) => p < 0.01 && fromMs <= from && toMs >= to);
};

it('notices eight busy hours cut out of the second of three days', () => {
  const noticed = Array.from({ length: 20 }, (_, seed) => cutOnSecondDay(seed, 9, 8, 3));
  expect(noticed.filter(Boolean).length).toBeGreaterThanOrEqual(18);
});

it('says nothing of a whole day that is silent in a log of four: it may have been a holiday', () => {
  expect(Array.from({ length: 10 }, (_, seed) => cutOnSecondDay(seed, 0, 24, 4)).some(Boolean)).toBe(false);
});

it('takes nights that are silent on each of three days for what they are', () => {
  const times = inventedTimes(1, 3, 180).filter((t) => Math.floor(t / HOUR_MS) % 24 >= 7);
  expect(rate(times).every(({ p }) => p >= 0.01)).toBe(true);
});

it('says nothing of a night when the log saw no other', () => {
  const day = inventedTimes(1, 1, 200);
  const later = day.filter((t) => t < start + 12 * HOUR_MS || t > start + 20 * HOUR_MS);
  expect(rate(later).every(({ p, fromMs, toMs }) => toMs - fromMs < 2 * HOUR_MS || p === 1)).toBe(true);
});

it('is not surprised by a record of uploads, silent for most of its hours', () => {
  // Some lines within a quarter of an hour on one day in two, at any hour from nine on: nine in ten of all hours are empty.
  const random = seededRandom(7, 'uploads');
  const times = Array.from(
    { length: 40 },
    (_, i) => start + (2 * i * 24 + 9 + Math.floor(random.next() * 12)) * HOUR_MS,
  )
    .flatMap((from) => Array.from({ length: 6 }, () => from + Math.floor(random.next() * 900) * 1000))
    .sort((a, b) => a - b);
  expect(Math.min(...rate(times).map(({ p }) => p))).toBeGreaterThan(0.02);
});

it('says nothing of a log with few lines', () => {
  expect(rate([start, start + 1000, start + 40 * HOUR_MS]).every(({ p }) => p === 1)).toBe(true);
});

/** Visits of some minutes that come at random, and now and then a scanner that asks a thousand times within two minutes. */
function visitsAndScanners(seed: number, cut?: { from: number; to: number }) {
  const random = seededRandom(seed, 'visits');
  const exponential = (mean: number) => -Math.log(1 - random.next()) * mean;
  const end = start + 7 * 24 * HOUR_MS;
  const lines: { at: number; who: number }[] = [];
  let who = 0;
  for (let at = start; at < end; at += exponential(HOUR_MS / 30)) {
    who += 1;
    for (let then = at, step = 0; step < 6; step += 1, then += exponential(20_000)) lines.push({ at: then, who });
  }
  for (let at = start; at < end; at += exponential(2 * HOUR_MS)) {
    who += 1;
    for (let i = 0; i < 1000; i += 1) lines.push({ at: at + i * 120, who });
  }
  return lines
    .map((line) => ({ ...line, at: Math.floor(line.at / 1000) * 1000 }))
    .filter(({ at }) => at < end && (!cut || at < cut.from || at >= cut.to))
    .sort((a, b) => a.at - b.at);
}

/** @param known whether the log says who asked */
function rateVisits(lines: readonly { at: number; who: number }[], known: boolean) {
  const hours = new Map<number, { hour: number; lines: number; present: number; arrived: number }>();
  const last = new Map<number, number>();
  for (const { at, who } of lines) {
    const hour = Math.floor(at / HOUR_MS);
    const minute = Math.floor(at / 60_000);
    const before = last.get(who) ?? 0;
    const sum = hours.get(hour) ?? { hour, lines: 0, present: 0, arrived: 0 };
    sum.lines += 1;
    if (minute > before) sum.present += 1;
    if (minute - before > 10) sum.arrived += 1;
    last.set(who, minute);
    hours.set(hour, sum);
  }
  const timeline: Timeline = {
    ...{ f: 0, fromMs: lines[0]?.at ?? 0, toMs: lines.at(-1)?.at ?? 0, lines: lines.length },
    hours: [...hours.values()].map((hour) => (known ? hour : { hour: hour.hour, lines: hour.lines })),
  };
  const gaps = lines.slice(1).flatMap(({ at: toMs }, i): Gap[] => {
    const fromMs = lines[i]?.at ?? toMs;
    return toMs - fromMs >= 2000 ? [{ f: 0, fromN: i, toN: i + 1, fromMs, toMs }] : [];
  });
  return rateGaps(timeline, gaps.sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, 300));
}

it('sees forty minutes cut out between the bursts of scanners, because it counts who was there', () => {
  const noticed = (known: boolean) =>
    Array.from({ length: 10 }, (_, seed) => {
      const from = start + (72 + seed) * HOUR_MS;
      const to = from + 40 * 60_000;
      const gaps = rateVisits(visitsAndScanners(seed, { from, to }), known);
      return gaps.some(({ p, fromMs, toMs }) => p < 0.003 && fromMs < to && toMs > from);
    }).filter(Boolean).length;
  expect(noticed(true)).toBeGreaterThanOrEqual(9);
  expect(noticed(false)).toBeLessThanOrEqual(5);
});

it('raises no alarm over visits and scanners that nobody touched', () => {
  const alarms = Array.from({ length: 40 }, (_, seed) =>
    rateVisits(visitsAndScanners(100 + seed), true).some(({ p }) => p < 0.01),
  );
  expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(1);
});

it('is not surprised by a server that is off for half an hour every day, whatever the model of arrivals says', () => {
  const off = (at: number) => at % (24 * HOUR_MS) >= 13 * HOUR_MS && at % (24 * HOUR_MS) < 13.5 * HOUR_MS;
  const gaps = rateVisits(
    visitsAndScanners(7).filter(({ at }) => !off(at)),
    true,
  );
  expect(gaps.every(({ p }) => p >= 0.01)).toBe(true);
});
