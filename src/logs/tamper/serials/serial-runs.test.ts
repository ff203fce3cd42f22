import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Step } from './serial-order.ts';
import { seenAround, serialRuns } from './serial-runs.ts';

/** What readSteps finds in lines with these serials. */
function stepsOf(serials: readonly number[]): Step[] {
  return serials.flatMap((serial, n) => {
    const before = serials[n - 1] ?? serial;
    const goesOn = n === 0 || serial === before || serial === before + 1;
    return goesOn ? [] : [{ f: 0, fromN: n - 1, n, before, serial, beforeMs: 0, ms: 0 }];
  });
}

function seenAt(serials: readonly number[], step: Step, reach: number): number {
  const runs = serialRuns(stepsOf(serials), {
    ...{ firstN: 0, firstSerial: serials[0] ?? 0 },
    ...{ lastN: serials.length - 1, lastSerial: serials.at(-1) ?? 0 },
  });
  return seenAround(runs, { fromN: step.n - reach, toN: step.n + reach }, step);
}

const hole = (serials: readonly number[]) => stepsOf(serials).find(({ serial, before }) => serial > before + 1) as Step;

it.each([
  { name: 'a serial that stands nowhere', serials: [1, 2, 3, 5, 6, 7], seen: 0 },
  { name: 'one that stands late', serials: [1, 2, 3, 5, 6, 4, 7], seen: 1 },
  { name: 'one that stands early', serials: [4, 1, 2, 3, 5, 6, 7], seen: 1 },
  { name: 'two of three', serials: [1, 2, 6, 7, 4, 5, 8], seen: 2 },
])('$name', ({ serials, seen }) => {
  expect(seenAt(serials, hole(serials), 100)).toBe(seen);
});

it('a count that begins anew does not fill the holes of the one before it', () => {
  const first = Array.from({ length: 1000 }, (_, i) => i + 1);
  const anew = first.filter((serial) => serial !== 10);
  const serials = [...first, ...anew];
  const step = stepsOf(serials).find(({ before }) => before === 9) as Step;
  expect(seenAt(serials, step, 100)).toBe(0);
});

it('finds at least what a look at every line finds, and with all lines in reach just that', () => {
  const lines = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 60 }), (serials, reach) => {
      for (const step of stepsOf(serials).filter(({ serial, before }) => serial > before)) {
        const around = serials.slice(Math.max(0, step.n - reach), step.n + reach + 1);
        const seen = new Set(around.filter((serial) => serial > step.before && serial < step.serial)).size;
        expect(seenAt(serials, step, reach)).toBeGreaterThanOrEqual(seen);
        if (reach >= serials.length) expect(seenAt(serials, step, reach)).toBe(seen);
      }
    }),
  );
});
