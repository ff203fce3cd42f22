import { expect, it } from 'vitest';
import { type MissingLine, missingGroup } from './missing-lines.ts';

const line = (n: number, actor: string): MissingLine => ({ n, t: n * 8640, actor, place: n });
const few = () => 20;
const how = (lines: readonly MissingLine[], linesOf = few) => missingGroup(lines, 10_000, linesOf)?.how;

it('lines of one visitor, between those of others, are told apart from lines lost here and there', () => {
  expect(how([5000, 5003, 5010, 5040].map((n) => line(n, 'x')))).toBe('one-actor');
  expect(how([50, 2003, 5010, 9040].map((n) => line(n, `visitor ${n}`)))).toBe('scattered');
});

it('a visitor who has a third of all lines loses a few of them by chance', () => {
  expect(
    how(
      [50, 2003, 5010, 9040].map((n) => line(n, 'x')),
      () => 3300,
    ),
  ).toBe('scattered');
});

it('lines in a row, of whomever, are a block', () => {
  expect(how(Array.from({ length: 12 }, (_, i) => line(400 + i, `visitor ${i % 5}`)))).toBe('block');
});

it('an excerpt lacks nothing', () => {
  expect(how(Array.from({ length: 101 }, (_, i) => line(i, 'x')))).toBeUndefined();
  expect(how([])).toBeUndefined();
});
