import { expect, it } from 'vitest';
import { continuityAfter, type Request, visitHistory } from './continuity.ts';

const MINUTE = 60_000;
const start = 1_000_000_000_000;

type Step = { at: number; visitor: number; opens: number; from?: number };

const requests = (steps: readonly Step[]): Request[] =>
  steps
    .map(({ at, visitor, opens, from }, n) => ({
      f: 0,
      n,
      t: start + at,
      visitor,
      opens,
      standsOn: from ?? 0,
      agent: 0,
      kind: 0,
      family: 0,
    }))
    .sort((a, b) => a.t - b.t);

/** Visitors who open a page and use it at once, all day. */
const ordinary = Array.from({ length: 400 }, (_, i): Step[] => [
  { at: i * 2 * MINUTE, visitor: i, opens: 1 },
  { at: i * 2 * MINUTE + 2000, visitor: i, opens: 2, from: 1 },
]).flat();

const silence = { fromMs: start + 400 * MINUTE, toMs: start + 420 * MINUTE };
const outside = ordinary.filter(({ at }) => at < 400 * MINUTE || at > 421 * MINUTE);

it.each([
  { name: 'nobody goes on', after: [], visitors: 0, rare: false },
  {
    name: 'two go on with pages that nobody opened',
    after: [
      { at: 420 * MINUTE + 5000, visitor: 9001, opens: 3, from: 77 },
      { at: 420 * MINUTE + 20_000, visitor: 9002, opens: 3, from: 78 },
    ],
    visitors: 2,
    rare: true,
  },
  {
    name: 'one who was there just before the silence comes back to the page',
    after: [
      { at: 400 * MINUTE - 30_000, visitor: 9001, opens: 77 },
      { at: 420 * MINUTE + 5000, visitor: 9001, opens: 3, from: 77 },
    ],
    visitors: 0,
    rare: false,
  },
])('$name', ({ after, visitors, rare }) => {
  const found = continuityAfter(silence, 3, visitHistory(requests([...outside, ...after])));
  expect(found.visitors).toBe(visitors);
  expect(found.p < 0.01).toBe(rare);
});

it('has no alarm where visitors often go on with pages that were never opened', () => {
  const caches = Array.from(
    { length: 300 },
    (_, i): Step => ({ at: 130 * MINUTE + i * 2 * MINUTE, visitor: 5000 + i, opens: 4, from: 900 + i }),
  );
  const after = [{ at: 420 * MINUTE + 20_000, visitor: 9001, opens: 3, from: 77 }];
  const found = continuityAfter(silence, 3, visitHistory(requests([...outside, ...caches, ...after])));
  expect(found.p).toBeGreaterThan(0.01);
});

it('does not count the first hours: pages may have been opened before the log', () => {
  const early = requests([
    { at: 0, visitor: 1, opens: 1 },
    { at: MINUTE, visitor: 2, opens: 1, from: 55 },
  ]);
  expect(visitHistory(early).lateUses).toEqual([]);
});

it('a log that holds a sample of the lines does not show what was opened, and says nothing', () => {
  const kept = outside.filter((_, i) => (i * 7) % 5 === 0);
  const after = [9001, 9002, 9003].map((visitor, i) => ({
    ...{ at: 420 * MINUTE + 1000 * i, visitor, opens: 3, from: 70 + i },
  }));
  expect(continuityAfter(silence, 3, visitHistory(requests([...kept, ...after])))).toMatchObject({ p: 1, visitors: 0 });
});

it('that somebody ends a silence is no chance: where many come so, one of them says little', () => {
  // One in nine who come opens a form from a page that a cache answered for, at any hour.
  const forms = Array.from(
    { length: 48 },
    (_, i): Step => ({ at: 125 * MINUTE + i * 14 * MINUTE, visitor: 5000 + i, opens: 4, from: 900 }),
  ).filter(({ at }) => at < 400 * MINUTE || at > 426 * MINUTE);
  const two = (first: number): Step[] =>
    [0, 20_000].map((later, i) => ({ at: first + later, visitor: 9001 + i, opens: 4, from: 900 }));
  const chanceAfter = (first: number) =>
    continuityAfter(silence, 1, visitHistory(requests([...outside, ...forms, ...two(first)]))).p;
  const ends = chanceAfter(420 * MINUTE);
  const follows = chanceAfter(420 * MINUTE + 5000);
  expect(ends).toBeGreaterThan(0.01);
  expect(ends).toBeGreaterThan(3 * follows);
});
