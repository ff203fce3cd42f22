import { expect, test } from 'vitest';
import { someRuns } from './line-runs.ts';

test('a log of fewer than 128 runs is looked at whole', () => {
  expect(someRuns([])).toBeUndefined();
  expect(someRuns([{ lines: 1_000_000 }, { lines: 48_575 }])).toBeUndefined();
});

test('of a larger one at least 64 runs are kept, from the first line on', () => {
  expect(someRuns([{ lines: 1_048_576 }])).toBe('intDiv(n, 8192) % 2 = 0');
  // Of 3 million lines 367 runs, of which every fifth: 74.
  expect(someRuns([{ lines: 2_000_000 }, { lines: 1_000_000 }])).toBe('intDiv(n, 8192) % 5 = 0');
});

test('of these runs every other one can be kept', () => {
  expect(someRuns([{ lines: 3_000_000 }], 2)).toBe('intDiv(n, 8192) % 10 = 0');
});
