import { expect, it } from 'vitest';
import { within } from './within-files.ts';

it('cuts each file at its own bound, and tells which', () => {
  const rows = [0, 0, 0, 1, 1, 2].map((f, n) => ({ f, n }));
  const told: (readonly [number, string])[] = [];
  const kept = within(rows, 2, 'queued-beyond-limit', (f, limit) => told.push([f, limit]));
  expect(kept.map(({ n }) => n)).toEqual([0, 1, 3, 4, 5]);
  expect(told).toEqual([[0, 'queued-beyond-limit']]);
});
