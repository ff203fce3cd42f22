import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isByTheClock } from './mail-programs.ts';

const row = (count: number, at: (i: number) => number) => Array.from({ length: count }, (_, i) => at(i));

it.each([
  { of: 'every five minutes', seconds: row(30, (i) => 300 * i), want: true },
  { of: 'every five minutes, give or take', seconds: row(30, (i) => 300 * i + ((i * 7) % 12)), want: true },
  { of: 'two protocols, twice each', seconds: row(40, (i) => 900 * Math.floor(i / 4) + (i % 4)), want: true },
  { of: 'a telephone that sleeps now and then', seconds: row(20, (i) => 600 * (i + (i > 8 ? 5 : 0))), want: true },
  { of: 'one after the other', seconds: row(60, (i) => 4 * i), want: false },
  { of: 'in bursts by the clock', seconds: row(200, (i) => 600 * Math.floor(i / 20) + (i % 20)), want: false },
  {
    of: 'with pauses as they come',
    seconds: row(40, (i) => i * 130 + ((i * i * 37) % 900)).toSorted((a, b) => a - b),
    want: false,
  },
  { of: 'four times only', seconds: row(4, (i) => 300 * i), want: false },
  { of: 'every thirty-five seconds', seconds: row(40, (i) => 35 * i), want: false },
  { of: 'never', seconds: [], want: false },
])('attempts $of: $want', ({ seconds, want }) => {
  expect(isByTheClock(seconds)).toBe(want);
});

it('is the same at any time', () => {
  const times = fc
    .array(fc.nat(100_000), { minLength: 5, maxLength: 60 })
    .map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(
      times,
      fc.nat(10 ** 9),
      (list, from) => isByTheClock(list) === isByTheClock(list.map((at) => at + from)),
    ),
  );
});
