import { describe, expect, it } from 'vitest';
import { type Passed, unansweredRequests } from './passed-on.ts';

/** Numbers from 0 to 1, the same for a seed. */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

type Site = { front: Passed[]; kept: Passed[] };

const pages = ['GET /', 'GET /items', 'GET /contact', 'POST /contact', 'GET /items/1', 'GET /items/2'];
const files = ['GET /a.css', 'GET /b.js', 'GET /c.png'];
const HOUR = 3_600_000;

/** Four days of visits: pages go on to the application, pictures and styles are the front's own. */
function site(seed: number): Site {
  const random = chance(seed);
  const of = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const front: Passed[] = [];
  const kept: Passed[] = [];
  for (let visit = 0; visit < 700; visit += 1) {
    let t = random() * 96 * HOUR;
    const client = `192.0.2.${Math.floor(random() * 4000)}`;
    for (let page = 0; page < 1 + Math.floor(random() * 4); page += 1) {
      const key = of(pages);
      front.push({ n: 0, t: Math.floor(t / 1000) * 1000, key, client });
      kept.push({ n: 0, t: Math.floor(t + random() * 400), key, client });
      for (let file = 0; file < 2; file += 1) {
        front.push({ n: 0, t: Math.floor((t + 1500 * random()) / 1000) * 1000, key: of(files), client });
      }
      t += 5000 + 120_000 * random();
    }
  }
  return { front, kept };
}

const ordered = (lines: readonly Passed[]): Passed[] =>
  [...lines].sort((a, b) => a.t - b.t).map((line, n) => ({ ...line, n }));
const asked = ({ front, kept }: Site) => unansweredRequests(ordered(kept), ordered(front));
const isPage = ({ key }: Passed) => pages.includes(key);
/** What the front has without its pages of a stretch. */
const without = (front: readonly Passed[], from: number, to: number, also: (line: Passed) => boolean = isPage) =>
  front.filter((line) => line.t < from || line.t > to || !also(line));

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
/** From the twelve requests on that begin in the middle. */
function middle({ kept }: Site, requests = 12): readonly [number, number] {
  const lines = ordered(kept);
  const from = Math.floor(lines.length / 2);
  return [(lines[from]?.t ?? 0) - 1000, (lines[from + requests - 1]?.t ?? 0) + 1000];
}

describe('requests that a server in front passed on', () => {
  it('are found where it lacks a row of them and has its own answers meanwhile', () => {
    const found = seeds.map((seed) => {
      const whole = site(seed);
      const [from, to] = middle(whole, 24);
      const lacking = asked({ ...whole, front: without(whole.front, from, to) });
      // The log of the front tells whole seconds: at the ends one more or less.
      return lacking && lacking.lines.length >= 21 && lacking.lines.every(({ t }) => t > from - 2000 && t < to + 2000);
    });
    expect(found).toEqual(seeds.map(() => true));
  });

  it.each<[string, (site: Site, random: () => number) => Site]>([
    ['nothing is missing', (whole) => whole],
    [
      'a scanner asks the application directly',
      ({ front, kept }) => ({
        front,
        kept: [
          ...kept,
          ...Array.from({ length: 60 }, (_, i) => ({
            n: 0,
            t: 50 * HOUR + i * 200,
            key: `GET /${i}`,
            client: '198.51.100.9',
          })),
        ],
      }),
    ],
    [
      'a monitor does',
      ({ front, kept }) => ({
        front,
        kept: [
          ...kept,
          ...Array.from({ length: 96 * 30 }, (_, i) => ({
            n: 0,
            t: i * 120_000,
            key: 'GET /health',
            client: '10.0.0.2',
          })),
        ],
      }),
    ],
    [
      'the front was silent, as where a rotation loses lines',
      (whole) => ({ ...whole, front: without(whole.front, ...middle(whole), () => true) }),
    ],
    [
      'another server took the visitors, and only a monitor still asks this one',
      (whole) => {
        const [from, to] = middle(whole, 20);
        const monitor = (t: number): Passed => ({ n: 0, t, key: 'GET /up', client: '10.0.0.2' });
        const checks = Array.from({ length: 96 * 60 }, (_, i) => monitor(i * 60_000));
        return { ...whole, front: [...without(whole.front, from, to, () => true), ...checks] };
      },
    ],
    [
      'the application’s clock is off by a minute for an hour, and by ten for another',
      (whole) => {
        const shifted = (line: Passed) =>
          line.t > 40 * HOUR && line.t < 41 * HOUR
            ? { ...line, t: line.t + 60_000 }
            : line.t > 70 * HOUR && line.t < 71 * HOUR
              ? { ...line, t: line.t - 600_000 }
              : line;
        return { ...whole, kept: whole.kept.map(shifted) };
      },
    ],
    [
      'one of two processes of the front was killed with its buffer',
      (whole, random) => ({ ...whole, front: without(whole.front, ...middle(whole, 40), () => random() < 0.5) }),
    ],
    [
      'half of the visitors come through a second front',
      ({ front, kept }) => ({ kept, front: front.filter(({ client }) => Number(client.slice(8)) % 2 === 0) }),
    ],
    [
      'the application asks itself each night',
      ({ front, kept }) => ({
        front,
        kept: [
          ...kept,
          ...[2, 26, 50, 74].flatMap((hour) =>
            Array.from({ length: 9 }, (_, i) => ({
              n: 0,
              t: hour * HOUR + i * 900,
              key: 'GET /items',
              client: '127.0.0.1',
            })),
          ),
        ],
      }),
    ],
    [
      'requests are tried twice while the application fails',
      (whole) => {
        const [from, to] = middle(whole, 40);
        const again = whole.kept.filter(({ t }) => t > from && t < to).map((line) => ({ ...line, t: line.t + 50 }));
        return { ...whole, kept: [...whole.kept, ...again] };
      },
    ],
    [
      'the clients are the proxy’s address',
      (whole) => ({
        front: without(whole.front, ...middle(whole)),
        kept: whole.kept.map((line) => ({ ...line, client: '127.0.0.1' })),
      }),
    ],
    [
      'the application lost lines',
      (whole) => {
        const [from, to] = middle(whole, 60);
        return { ...whole, kept: whole.kept.filter(({ t }) => t < from || t > to) };
      },
    ],
    [
      'the front passes everything on',
      (whole) => ({ ...whole, front: without(whole.front.filter(isPage), ...middle(whole)) }),
    ],
  ])('say nothing where %s', (_, change) => {
    for (const seed of seeds) expect(asked(change(site(seed), chance(seed + 100)))).toBeUndefined();
  });
});
