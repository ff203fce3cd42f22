import { expect, it } from 'vitest';
import { orderOf, otherWithSerial, type Step, withoutFar } from './serial-order.ts';

const step = (n: number, before: number, serial: number, ms = 1000 * n): Step => ({
  ...{ f: 0, fromN: n - 1, n, before, serial, beforeMs: ms, ms },
});

it.each([
  { name: 'a line slipped in with a lower serial', steps: [step(10, 500, 120), step(11, 120, 501)], lines: [10, 10] },
  { name: 'two lines with a higher one', steps: [step(10, 500, 900), step(12, 901, 501)], lines: [10, 11] },
  { name: 'a line that repeats the serial before it', steps: [step(10, 500, 500)], lines: [10, 10] },
])('$name is an outlier', ({ steps, lines }) => {
  const { outliers, resets } = orderOf(steps);
  expect(outliers.map(({ fromN, toN }) => [fromN, toN])).toEqual([lines]);
  expect(resets).toEqual([]);
});

it.each([
  { name: 'a hole', steps: [step(10, 500, 520)], resets: [] },
  { name: 'a restart', steps: [step(10, 500, 12)], resets: [10] },
  { name: 'a restart that later climbs past', steps: [step(10, 500, 12), step(900, 700, 720)], resets: [10] },
])('$name is none', ({ steps, resets }) => {
  expect(orderOf(steps)).toEqual({ outliers: [], resets });
});

it('steps into and out of what was slipped in are no holes', () => {
  const steps = [step(10, 500, 120), step(11, 120, 501), step(40, 530, 540)];
  expect(withoutFar(steps, orderOf(steps))).toEqual([step(40, 530, 540)]);
});

it('the same serial across a restart is another count', () => {
  const [outlier] = orderOf([step(10, 500, 120), step(11, 120, 501)]).outliers;
  if (!outlier) throw new Error('found above');
  const other = { serial: 120, n: 3, ms: 7 };
  expect(otherWithSerial(outlier, [other], [])).toEqual(other);
  expect(otherWithSerial(outlier, [other], [5])).toBeUndefined();
  // Records of one event stand apart and share its time.
  expect(otherWithSerial(outlier, [{ ...other, ms: outlier.ms }], [])).toBeUndefined();
});
