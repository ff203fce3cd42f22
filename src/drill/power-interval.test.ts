import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaBelow, betaQuantile, effectiveTrials, powerInterval } from './power-interval.ts';

it.each([
  { x: 0.5, a: 2, b: 2, want: 0.5 },
  { x: 0.3, a: 1, b: 1, want: 0.3 },
  { x: 0.2, a: 2, b: 3, want: 0.1808 },
  { x: 0.9, a: 20.5, b: 0.5, want: 0.038839 },
])('Beta($a, $b) below $x', ({ x, a, b, want }) => {
  expect(betaBelow(x, a, b)).toBeCloseTo(want, 4);
});

it('finds the x of a share again', () => {
  const shape = fc.double({ min: 0.5, max: 200, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (share, a, b) => {
      expect(betaBelow(betaQuantile(share, a, b), a, b)).toBeCloseTo(share, 6);
    }),
  );
});

it('counts forty trials of four templates for fewer than forty', () => {
  expect(effectiveTrials(40, 4)).toBeCloseTo(40 / 5.5, 6);
  expect(effectiveTrials(4, 4)).toBe(4);
});

it('leaves everything open when nothing was planted, and never more certain than the trials', () => {
  expect(powerInterval(0, 0, 1)).toEqual({ low: 0, high: 1 });
  const few = powerInterval(9, 9, 3);
  const many = powerInterval(900, 900, 300);
  expect(few.low).toBeLessThan(many.low);
  expect(few.high).toBe(1);
});
