import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import { HOUR_MS, type Timeline } from './log-timeline.ts';
import { trafficModel } from './traffic-model.ts';

const monday = Date.UTC(2026, 2, 2);

/** A log with so many lines in each hour of its days. */
function logOf(days: number, lines: (hour: number, day: number) => number): Timeline {
  const first = monday / HOUR_MS;
  const hours = Array.from({ length: days * 24 }, (_, i) => ({
    hour: first + i,
    lines: lines(i % 24, Math.floor(i / 24)),
  }));
  const total = hours.reduce((sum, hour) => sum + hour.lines, 0);
  return { f: 0, fromMs: monday, toMs: monday + days * 24 * HOUR_MS - 1, lines: total, hours };
}
const stretch = (day: number, hour: number, hours: number) => ({
  fromMs: monday + (day * 24 + hour) * HOUR_MS,
  toMs: monday + (day * 24 + hour + hours) * HOUR_MS,
});

it('expects the constant rate of a constant log', () => {
  const silent = logOf(21, (hour, day) => (day === 9 && hour === 10 ? 0 : 60));
  expect(trafficModel(silent).expectedLines(stretch(9, 10, 1))).toBeCloseTo(60, 0);
});

it('knows nights from days', () => {
  const model = trafficModel(logOf(21, (hour) => (hour >= 9 && hour < 18 ? 100 : 4)));
  expect(model.expectedLines(stretch(9, 13, 1))).toBeGreaterThan(75);
  expect(model.expectedLines(stretch(9, 3, 1))).toBeLessThan(20);
});

it('is not talked down by the silence it judges', () => {
  const cut = stretch(9, 10, 3);
  const silent = logOf(21, (hour, day) => (day === 9 && hour >= 10 && hour < 13 ? 0 : 60));
  expect(trafficModel(silent).expectedLines(cut)).toBeGreaterThan(170);
});

it('expects nothing outside the log', () => {
  expect(trafficModel(logOf(3, () => 60)).expectedLines(stretch(50, 0, 5))).toBe(0);
});

it('sees that bursts are bursts', () => {
  const random = seededRandom(1, 'bursts');
  const bursty = trafficModel(logOf(21, () => (random.below(10) === 0 ? 600 : 0)));
  const even = trafficModel(logOf(21, () => 60));
  expect(bursty.dispersion(stretch(9, 10, 1))).toBeLessThan(1);
  expect(even.dispersion(stretch(9, 10, 1))).toBeGreaterThan(100);
});

it('expects no burst after a burst', () => {
  const mailing = logOf(42, (hour, day) => ((day === 11 || day === 25) && hour === 10 ? 6_000 : 10));
  expect(trafficModel(mailing).expectedLines(stretch(11, 11, 1))).toBeLessThan(50);
  expect(trafficModel(mailing).expectedLines(stretch(18, 10, 1))).toBeLessThan(50);
});
