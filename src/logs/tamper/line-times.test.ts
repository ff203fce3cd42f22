import { expect, test } from 'vitest';
import { piecesOf } from './line-times.ts';

test('small files are asked for together, large ones in pieces, and every line of each once', () => {
  expect(piecesOf([3, 4, 25, 2, 9], 10)).toEqual([
    { from: 0, to: 1, first: 0, end: 10 },
    { from: 2, to: 2, first: 0, end: 10 },
    { from: 2, to: 2, first: 10, end: 20 },
    { from: 2, to: 2, first: 20, end: 30 },
    { from: 3, to: 3, first: 0, end: 10 },
    { from: 4, to: 4, first: 0, end: 10 },
  ]);
  expect(piecesOf([], 10)).toEqual([]);
  expect(piecesOf([0, 0, 10], 10)).toEqual([{ from: 0, to: 2, first: 0, end: 10 }]);
});
