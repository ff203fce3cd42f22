import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Examination } from './examination.ts';
import { joinedTimeline, runGaps, seriesRuns } from './series-run.ts';
import type { Timeline } from './silences/log-timeline.ts';

const HOUR = 3_600_000;
const START = 490_000;

/** Ten lines an hour from one hour to before another, both of the whole log. */
const written = (f: number, from: number, to: number): Timeline => ({
  f,
  fromMs: (START + from) * HOUR,
  toMs: (START + to) * HOUR - 1000,
  lines: 10 * (to - from),
  hours: Array.from({ length: to - from }, (_, i) => ({ hour: START + from + i, lines: 10 })),
});

function runs(files: readonly (readonly [path: string, from: number, to: number])[]) {
  const timelines = files.map(([, from, to], f) => written(f, from, to));
  return seriesRuns({
    files: files.map(([path]) => ({ path })),
    timelines: new Map(timelines.map((timeline) => [timeline.f, timeline])),
    brokenClocks: new Set<number>(),
  } as unknown as Examination);
}

it.each([
  {
    name: 'numbers',
    files: [
      ['a.log', 48, 72],
      ['a.log.1', 24, 48],
      ['a.log.2.gz', 0, 24],
    ],
    want: [[2, 1, 0]],
  },
  {
    name: 'days',
    files: [
      ['u_ex260401.log', 0, 24],
      ['u_ex260402.log', 24, 48],
      ['u_ex260403.log', 48, 72],
    ],
    want: [[0, 1, 2]],
  },
  {
    name: 'days of a bucket',
    files: [
      ['cf/E2ABC.2026-09-01-00.1a2b3c4d.gz', 0, 24],
      ['cf/E2ABC.2026-09-02-00.9f8e7d6c.gz', 24, 48],
      ['cf/E2ABC.2026-09-03-00.0a0b0c0d.gz', 48, 72],
    ],
    want: [[0, 1, 2]],
  },
  {
    name: 'a missing number parts them',
    files: [
      ['a.log', 72, 96],
      ['a.log.1', 48, 72],
      ['a.log.3', 0, 24],
    ],
    want: [[2], [1, 0]],
  },
  {
    name: 'so do times that contradict the numbers',
    files: [
      ['a.log', 0, 24],
      ['a.log.1', 24, 48],
    ],
    want: [[0], [1]],
  },
  {
    name: 'and files that lie over each other',
    files: [
      ['a.log', 0, 48],
      ['a.log.1', 0, 24],
    ],
    want: [[0], [1]],
  },
  {
    name: 'and a pause of weeks',
    files: [
      ['a.log', 900, 924],
      ['a.log.1', 0, 24],
    ],
    want: [[1], [0]],
  },
  {
    name: 'other names are other logs',
    files: [
      ['a.log', 24, 48],
      ['b.log.1', 0, 24],
    ],
    want: [[0], [1]],
  },
] as const)('$name', ({ files, want }) => {
  expect(runs(files).map((run) => run.files)).toEqual(want);
});

const noGaps = () => [];

it('a silence between two files stands at the first line of the newer one', () => {
  const [run] = runs([
    ['a.log', 61, 72],
    ['a.log.1', 24, 48],
    ['a.log.2', 0, 24],
  ]);
  if (!run) throw new Error('three files that follow each other are a run');
  const [longest] = runGaps(run, noGaps, () => 240);
  expect(longest).toMatchObject({ f: 0, fromN: 0, toN: 0, before: { f: 1, n: 239 } });
  expect(longest?.toMs).toBe((START + 61) * HOUR);
});

it('a file by itself keeps the silences it has', () => {
  const [run] = runs([['a.log', 0, 24]]);
  if (!run) throw new Error('a file is a run');
  const gap = { f: 0, fromN: 3, toN: 4, fromMs: 5, toMs: 9000 };
  expect(
    runGaps(
      run,
      () => [gap],
      () => 240,
    ),
  ).toEqual([gap]);
});

it('joins without losing lines', () => {
  const files = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 50 })), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(files, (spans) => {
      const timelines = spans.map(([from, hours], f) => written(f, from, from + hours));
      const joined = joinedTimeline(timelines);
      const lines = timelines.reduce((sum, each) => sum + each.lines, 0);
      return joined.lines === lines && joined.hours.reduce((sum, hour) => sum + hour.lines, 0) === lines;
    }),
  );
});
