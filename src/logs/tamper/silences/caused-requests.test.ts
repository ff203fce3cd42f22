import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import { causedVisitors } from './caused-requests.ts';
import type { Request } from './continuity.ts';

const request = (t: number, visitor: number, standsOn = 0): Request => ({
  ...{ f: 0, n: 0, t, visitor, agent: visitor, opens: 5, standsOn, kind: visitor, family: visitor },
});
const inOrder = (requests: Request[]) => requests.sort((a, b) => a.t - b.t);

/** Sittings of one browser, an hour or so apart. */
function sittings(): Request[] {
  const random = seededRandom(1, 'sittings');
  return Array.from({ length: 12 }, (_, i) => i * 3_600_000 + random.next() * 1_800_000).flatMap((at) =>
    Array.from({ length: 10 }, (_, k) => request(at + k * 2000, 1, 7)),
  );
}

it('a process that the server closes after each burst is caused', () => {
  const bursts = sittings().filter((_, i) => i % 10 === 9);
  expect(causedVisitors(inOrder([...sittings(), ...bursts.map(({ t }) => request(t + 8000, 2))]))).toEqual(
    new Set([2]),
  );
});

it('a monitor that comes every five minutes is not, nor a browser that comes after others', () => {
  const monitor = Array.from({ length: 140 }, (_, i) => request(i * 300_000, 3));
  const browser = sittings().map(({ t }) => request(t + 500, 4, 7));
  expect(causedVisitors(inOrder([...sittings(), ...monitor, ...browser]))).toEqual(new Set());
});

it('on a site where something always comes right after something, nothing is', () => {
  const busy = Array.from({ length: 20_000 }, (_, i) => request(i * 2000, 1, 7));
  const robot = Array.from({ length: 40 }, (_, i) => request(1_000_000 + i * 900_100, 2));
  expect(causedVisitors(inOrder([...busy, ...robot]))).toEqual(new Set());
});
