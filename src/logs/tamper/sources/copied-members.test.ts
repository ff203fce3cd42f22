import { expect, it } from 'vitest';
import type { Timeline } from '../silences/log-timeline.ts';
import { isSameShape } from './copied-members.ts';

const HOUR = 3_600_000;
const day = 490_000;

/** A day of a log, its hours as busy as told. */
const log = (at: number, countOf: (hour: number) => number): Timeline => {
  const hours = Array.from({ length: 24 }, (_, i) => ({ hour: at + i, lines: countOf(i) }));
  const lines = hours.reduce((sum, each) => sum + each.lines, 0);
  return { f: 0, fromMs: at * HOUR + 7000, toMs: (at + 24) * HOUR - 9000, lines, hours };
};
const busy = (i: number) => 30 + ((i * 37) % 23);

it('a file whose hours are those of another day, line for line, is a copy of it', () => {
  expect(isSameShape(log(day, busy), log(day + 24, busy))).toBe(true);
  expect(isSameShape(log(day, busy), log(day, busy))).toBe(true);
});

it.each([
  { name: 'a day that differs in two hours', other: log(day + 24, (i) => busy(i) + (i === 3 ? 1 : i === 4 ? -1 : 0)) },
  { name: 'another hour of the day', other: log(day + 25, busy) },
  { name: 'another first second', other: { ...log(day + 24, busy), fromMs: (day + 24) * HOUR + 8000 } },
])('$name is none', ({ other }) => {
  expect(isSameShape(log(day, busy), other)).toBe(false);
});

it('jobs by the clock write as many lines every day', () => {
  const cron = (i: number) => (i === 6 ? 40 : 30);
  expect(isSameShape(log(day, cron), log(day + 24, cron))).toBe(false);
});
