import { expect, it } from 'vitest';
import { missedBeats, periodOf } from './heartbeats.ts';

const HOUR = 3_600_000;
const hourly = Array.from({ length: 96 }, (_, i) => i * HOUR + (i % 3) * 1000);
const log = (beats: readonly number[]) => ({ beats, fromMs: 0, toMs: 96 * HOUR });

it('knows the period', () => {
  expect(periodOf(log(hourly))).toBeCloseTo(HOUR, -4);
});

it.each([
  { name: 'whole', beats: hourly, missed: [] },
  { name: 'three hours gone', beats: hourly.filter((_, i) => i < 40 || i > 42), missed: [3] },
  { name: 'a day of four gone', beats: hourly.filter((_, i) => i < 30 || i > 53), missed: [24] },
  { name: 'two days of four gone', beats: hourly.filter((_, i) => i < 24 || i > 71), missed: [] },
  { name: 'begun on the second day', beats: hourly.filter((_, i) => i > 30), missed: [] },
  { name: 'only by day: no heartbeat', beats: hourly.filter((_, i) => i % 24 > 8), missed: [] },
  { name: 'too few beats', beats: hourly.slice(0, 20), missed: [] },
])('$name', ({ beats, missed }) => {
  expect(missedBeats(log(beats)).map((run) => run.missed)).toEqual(missed);
});

it('calls three misses of a faithful heartbeat rare, and of one that often misses not', () => {
  const [rare] = missedBeats(log(hourly.filter((_, i) => i < 40 || i > 42)));
  expect(rare?.p).toBeLessThan(0.01);
  const forgetful = Array.from({ length: 960 }, (_, i) => i * HOUR).filter((_, i) => i % 40 > 2);
  const common = missedBeats({ beats: forgetful, fromMs: 0, toMs: 960 * HOUR });
  expect(Math.min(...common.map(({ p }) => p))).toBeGreaterThan(0.5);
});
