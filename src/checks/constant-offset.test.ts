import { expect, it } from 'vitest';
import { seededRandom } from '../vocabulary/random.ts';
import { constantOffset } from './constant-offset.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 4, 1);
const random = seededRandom(7, 'offset');
const month = 30 * 24 * HOUR;
/** Forty entries of a month, at any hour. */
const acts = Array.from({ length: 40 }, () => start + random.below(month)).sort((a, b) => a - b);
const covers = [start, start + month] as const;

it.each([
  { name: 'none', hours: 0 },
  { name: 'UTC against Tokyo', hours: 9 },
  { name: 'the other way round', hours: -9 },
  { name: 'half hours', hours: 5.5 },
  { name: 'a clock that was 37 minutes fast', hours: 37 / 60 },
])('$name is found', ({ hours }) => {
  const rows = acts.map((at) => at + hours * HOUR + random.below(3000));
  const found = constantOffset(rows, acts, [covers]);
  expect((found?.offsetMs ?? Number.NaN) / HOUR).toBe(hours);
  expect(found?.met).toBe(found?.of);
});

it('times in minutes are enough', () => {
  const rows = acts.map((at) => Math.floor((at + 9 * HOUR) / 60_000) * 60_000);
  expect(Math.abs((constantOffset(rows, acts, [covers])?.offsetMs ?? 0) - 9 * HOUR)).toBeLessThanOrEqual(60_000);
});

it.each([
  { name: 'rows that have nothing to do with the acts', rows: acts.map(() => start + random.below(month)) },
  { name: 'half at one offset and half at another', rows: acts.map((at, i) => at + (i % 2) * 9 * HOUR) },
  { name: 'too few rows', rows: acts.slice(0, 7) },
  { name: 'rows outside what the record covers', rows: acts.map((at) => at + 400 * 24 * HOUR) },
  { name: 'no rows', rows: [] },
])('$name: none', ({ rows }) => {
  expect(constantOffset(rows, acts, [covers])).toBeUndefined();
});

it('acts that are everywhere meet at every offset, and tell none', () => {
  const everywhere = Array.from({ length: 30 * 24 * 60 }, (_, i) => start + i * 60_000);
  expect(constantOffset(acts, everywhere, [covers])).toBeUndefined();
});
