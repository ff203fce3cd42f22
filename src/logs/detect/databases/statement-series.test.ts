import { expect, it } from 'vitest';
import { formOf, StatementSeries } from './statement-series.ts';

type Asked = { readonly target: string; readonly size?: number; readonly status?: number; readonly at?: number };
const judged = (list: readonly Asked[]) => {
  const series = new StatementSeries();
  for (const [n, { target, size = 6_000, status = 200, at = 1_000 * (n + 1) }] of list.entries())
    series.add({ ...{ f: 0, n, client: '192.0.2.1', path: '/item', target, size, status, at } });
  return series.findings().map(({ level, success }) => `${level} ${success}`);
};
const times = (count: number, make: (i: number) => Asked): Asked[] => Array.from({ length: count }, (_, i) => make(i));
const character = (i: number, id = '7') =>
  `/item?id=${id}%20AND%20ORD(MID((SELECT+mail+FROM+people+LIMIT+${i % 30},1),${i % 17},1))%3E${32 + (i % 90)}`;
const waits = (i: number) =>
  `/item?id=7+AND+IF(ASCII(SUBSTRING((SELECT+mail+FROM+people+LIMIT+1),${i % 17},1))%3E${32 + (i % 90)},SLEEP(3),0)`;

it.each([
  {
    says: 'two pages that come back by turns',
    list: times(300, (i) => ({ target: character(i), size: i % 3 ? 6_000 : 3_307 })),
    want: ['adverse shown'],
  },
  {
    says: 'a page, or none',
    list: times(300, (i) => ({ target: character(i), status: i % 3 ? 200 : 404, size: i % 3 ? 6_000 : 300 })),
    want: ['adverse shown'],
  },
  {
    says: 'waits as long as were asked for',
    list: times(300, (i) => ({
      target: waits(i),
      at: 1_000_000 + 1_000 * (i + 3 * Math.floor(i / 3)),
    })),
    want: ['adverse possible'],
  },
  { says: 'one page for all', list: times(300, (i) => ({ target: character(i) })), want: [] },
  {
    says: 'a page that varies, and repeats what it was asked',
    list: times(300, (i) => ({ target: character(i), size: 6_000 + 6 * character(i).length + ((i * 37) % 400) })),
    want: [],
  },
  {
    says: 'one statement tried on every page of a shop',
    list: times(300, (i) => ({ target: character(3, String(i + 1)), size: i % 3 ? 6_000 : 3_307 })),
    want: [],
  },
  {
    says: 'a guard that turns away every third',
    list: times(300, (i) => ({ target: character(i), status: i % 3 ? 200 : 403, size: i % 3 ? 6_000 : 12 })),
    want: [],
  },
  {
    says: 'a few, as any scanner tries',
    list: times(40, (i) => ({ target: character(i), size: i % 2 ? 6_000 : 3_307 })),
    want: [],
  },
  {
    says: 'asked at an even pace',
    list: times(300, (i) => ({ target: waits(i), at: 4_000 * (i + 1) })),
    want: [],
  },
  {
    says: 'filters of a program that have functions too',
    list: times(300, (i) => ({
      target: `/odata/Items?$select=name&$filter=substring(name,${i % 9}) eq 'x' and price gt ${i}`,
      size: i % 2 ? 2 : 900,
    })),
    want: [],
  },
])('$says: $want', ({ list, want }) => expect(judged(list)).toEqual(want));

it('keeps the number a parameter begins with, and blanks the others', () => {
  expect(formOf("/item?id=7 AND MID((SELECT 1),2,1)='a'")).toBe("/item?id=7 AND MID((SELECT #),#,#)='?'");
});
