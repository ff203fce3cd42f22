import { expect, it } from 'vitest';
import { DAY, detect, drawn, levels, request, spread } from '../invented-logs.test-support.ts';
import { formOf } from './own-forms.ts';

it.each([
  { target: '/layer/4/query?where=1%3D1&outFields=*', want: '/layer/0/query?where=0=0&outFields=*' },
  { target: "/wms?CQL_FILTER=POP>100+AND+STATE%3D'Aichi'", want: '/wms?CQL_FILTER=POP>0 AND STATE=""' },
  { target: '/item?id=1%20union%20select%201', want: undefined },
  { target: "/item?id=1'%20or%201=1", want: undefined },
  { target: '/item?id=1%20or%201=1--', want: undefined },
  {
    target: '/wfs?version=2.0.0&CQL_FILTER=name%20LIKE%20%27%25koen%25%27%20AND%20area%20%3E%20300',
    want: '/wfs?version=0.0&CQL_FILTER=name LIKE "" AND area > 0',
  },
  { target: '/item?version=version()', want: undefined },
  { target: '/item?id=sleep(5)', want: undefined },
  { target: '/item?id=%E0%A4', want: undefined },
  { target: '/item', want: undefined },
])('the form of $target', ({ target, want }) => {
  expect(formOf(target)).toBe(want);
});

const visitor = (i: number) => `198.18.${i}.${1 + drawn(i, 200)}`;
const asks = (i: number, what: string) =>
  spread(12, (i * DAY) / 8, 9, (k, at) =>
    request({ at, client: visitor(i), asks: `GET ${what}&bbox=${k}`, size: 900 + drawn(k * 31 + i, 60_000) }),
  );
const visits = (i: number) =>
  ['/', '/map', '/style.css', '/about'].map((path, k) =>
    request({ at: (i * DAY) / 8 - 60 + k, client: visitor(i), asks: `GET ${path}`, size: 4_000 }),
  );
const people = Array.from({ length: 12 }, (_, i) => i);
const all = people.map(visitor);
const layer = '/layers/4/query?where=1%3D1%20or%20pop%3E20';

it('does not count what a site’s own script asks, visitor after visitor', async () => {
  const found = await detect({ 'access.log': people.flatMap((i) => [...visits(i), ...asks(i, layer)]) });
  expect(Object.values(levels(found, all)).filter((level) => !/^noise/.test(level))).toEqual([]);
});

it('nor a map that stands open, of which a visitor’s log has its tiles alone', async () => {
  const tiles = (i: number) =>
    spread(3, (i * DAY) / 8 - 60, 4, (k, at) =>
      request({ at, client: visitor(i), asks: `GET /tiles?bbox=${i},${k}`, size: 9_000 + drawn(k + i, 9_000) }),
    );
  const found = await detect({ 'access.log': people.flatMap((i) => [...tiles(i), ...asks(i, layer)]) });
  expect(Object.values(levels(found, all)).filter((level) => !/^noise/.test(level))).toEqual([]);
});

it.each([
  { says: 'who opens nothing else', lines: people.flatMap((i) => asks(i, layer)) },
  { says: 'who ends the statement', lines: people.flatMap((i) => [...visits(i), ...asks(i, `${layer}--`)]) },
  { says: 'one alone', lines: [...people.flatMap(visits), ...people.slice(0, 1).flatMap((i) => asks(i, layer))] },
])('counts the same of $says', async ({ lines }) => {
  expect(levels(await detect({ 'access.log': lines }), [visitor(0)])[visitor(0)]).toMatch(/^notable/);
});
