import { expect, test } from 'vitest';
import type { LogStore } from '../../port.ts';
import { readGaps } from './gap-candidates.ts';

const MINUTE = 60_000;

/** A store of one file whose lines have these times, in minutes, in the order of the file. */
function storeOf(minutes: readonly number[]): Pick<LogStore, 'files' | 'numbers'> {
  const rows = Float64Array.from(minutes.flatMap((minute, n) => [0, n, 1_767_225_600_000 + minute * MINUTE]));
  const file = { path: 'a.log', lines: minutes.length } as LogStore['files'][number];
  return { files: [file], numbers: async (_sql, _columns, take) => take(rows) };
}

const gapsOf = async (minutes: readonly number[]) => {
  const found = (await readGaps(storeOf(minutes), new Map())).get(0);
  return found?.gaps.map(({ fromN, toN, fromMs, toMs }) => ({ fromN, toN, minutes: (toMs - fromMs) / MINUTE }));
};

test('a silence is between two lines that follow each other', async () => {
  expect(await gapsOf([0, 1, 41, 42])).toEqual([
    { fromN: 1, toN: 2, minutes: 40 },
    { fromN: 0, toN: 1, minutes: 1 },
    { fromN: 2, toN: 3, minutes: 1 },
  ]);
});

test('lines of a silence that were written behind it leave its longest stretch without any', async () => {
  expect((await gapsOf([0, 1, 41, 11, 31, 42]))?.[0]).toEqual({ fromN: 3, toN: 4, minutes: 20 });
});

test('a request that ends a few seconds after a later one changes no silence', async () => {
  expect((await gapsOf([0, 1, 41, 40.9, 42]))?.[0]).toEqual({ fromN: 1, toN: 2, minutes: 40 });
});
