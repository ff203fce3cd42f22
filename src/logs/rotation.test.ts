import { expect, it } from 'vitest';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { rotationSets } from './rotation.ts';

function file(path: string, from: string | null): LogFileSummary {
  return {
    path,
    sha256: '',
    bytes: 1,
    compression: 'none',
    format: 'combined',
    encoding: 'ascii',
    lines: 1,
    parsed: 1,
    unparsed: 0,
    firstUnparsed: [],
    from,
    to: from,
    assumed: [],
  };
}
const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

it.each([
  {
    name: 'numbers, one missing, oldest content first',
    files: [
      file('a/x.log', day(9)),
      file('a/x.log.1', day(8)),
      file('a/x.log.3.gz', day(6)),
      file('a/x.log.4.gz', day(5)),
    ],
    want: [{ name: 'a/x.log', order: [3, 2, 1, 0], missing: ['a/x.log.2'], inOrder: true }],
  },
  {
    name: 'dates, one day missing',
    files: [1, 2, 3, 5].map((n) => file(`x.log-2026010${n}`, day(n))).concat(file('x.log', day(6))),
    want: [{ name: 'x.log', order: [0, 1, 2, 3, 4], missing: ['x.log-20260104'], inOrder: true }],
  },
  {
    name: 'what they hold is in another order than their names',
    files: [file('x.log', day(9)), file('x.log.1', day(3)), file('x.log.2', day(8))],
    want: [{ name: 'x.log', order: [1, 2, 0], missing: [], inOrder: false }],
  },
  {
    name: 'a file alone is no series',
    files: [file('x.log', day(1)), file('y.log', day(1)), file('b/x.log.1', day(1))],
    want: [],
  },
  {
    name: 'a number that is part of the name',
    files: [file('server-10.log', day(1)), file('server-11.log', day(1))],
    want: [],
  },
])('$name', ({ files, want }) => {
  const sets = rotationSets(files).map(({ name, members, missing, inOrder }) => ({
    name,
    order: members.map(({ f }) => f),
    missing,
    inOrder,
  }));
  expect(sets).toEqual(want);
});
