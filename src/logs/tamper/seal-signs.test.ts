import { expect, it } from 'vitest';
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import { sealSigns } from './seal-signs.ts';

const file: LogFileSummary = {
  ...{ path: 'access.log', sha256: '0'.repeat(64), bytes: 1000, compression: 'none', format: 'combined' },
  ...{ encoding: 'ascii', lines: 100, parsed: 100, unparsed: 0, firstUnparsed: [], from: null, to: null, assumed: [] },
};
const changed = (kind: 'changed' | 'removed' | 'inserted', ...lines: number[]) => lines.map((line) => ({ line, kind }));

it.each([
  { name: 'nothing changed', changes: [], want: [] },
  { name: 'three lines rewritten', changes: changed('changed', 7, 8, 9), want: [{ fromN: 6, toN: 8 }] },
  {
    name: 'two places',
    changes: changed('inserted', 9, 3),
    want: [
      { fromN: 2, toN: 2 },
      { fromN: 8, toN: 8 },
    ],
  },
  {
    name: 'lines gone: between the last before and the first after',
    changes: changed('removed', 5),
    want: [{ fromN: 3, toN: 4 }],
  },
])('$name', ({ changes, want }) => {
  const signs = sealSigns([file], [{ path: 'access.log', changed: changes }]);
  expect(signs).toMatchObject(want.map((place) => ({ kind: 'seal-mismatch', strength: 'strong', ...place })));
  expect(signs).toHaveLength(want.length);
});

it('says nothing of files that are not there', () => {
  expect(sealSigns([file], [{ path: 'other.log', changed: changed('changed', 1) }])).toEqual([]);
});
