import { expect, it } from 'vitest';
import { twinBlocks } from './twin-blocks.ts';

it('joins twins at one distance into blocks', () => {
  const block = (from: number, apart: number, lines: number) =>
    Array.from({ length: lines }, (_, i) => ({ f: 0, first: from + i, second: from + i + apart }));
  const found = twinBlocks([...block(10, 500, 20), { f: 0, first: 100, second: 300 }, ...block(400, 500, 9)]);
  expect(found.map(({ from, to, apart, lines }) => ({ from, to, apart, lines }))).toEqual([
    { from: 10, to: 29, apart: 500, lines: 20 },
    { from: 100, to: 100, apart: 200, lines: 1 },
    { from: 400, to: 408, apart: 500, lines: 9 },
  ]);
});
