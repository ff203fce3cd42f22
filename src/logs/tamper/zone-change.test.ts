import { expect, it } from 'vitest';
import { zoneLeap } from './zone-change.ts';

const HOUR = 3_600_000;

it.each([
  { name: 'nine hours and a restart', silence: 9 * HOUR + 90_000, want: 9 * HOUR },
  { name: 'five and a half hours', silence: 5.5 * HOUR, want: 5.5 * HOUR },
  { name: 'nine hours and twenty minutes', silence: 9 * HOUR + 20 * 60_000, want: undefined },
  { name: 'a quarter of an hour', silence: HOUR / 4, want: undefined },
  { name: 'two days', silence: 48 * HOUR, want: undefined },
])('$name', ({ silence, want }) => {
  expect(zoneLeap(1_000_000, 1_000_000 + silence)).toBe(want);
});
