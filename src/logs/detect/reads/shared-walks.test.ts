import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { sharedWalks } from './shared-walks.ts';

const START = Date.UTC(2026, 8, 1);
const DAY = 1_440;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
type Asked = {
  minute: number;
  number: number;
  client: string;
  size?: number;
  referer?: string;
  agent?: string;
  path?: string;
};
const line = ({
  minute,
  number,
  client,
  size = 5_000 + ((number * 37) % 300),
  referer = '-',
  agent = 'Mozilla/5.0',
  path = '/portal/reminder?ref=',
}: Asked) => {
  const at = new Date(START + minute * 60_000).toISOString();
  return `${client} - - [${at.slice(8, 10)}/${months[Number(at.slice(5, 7)) - 1]}/${at.slice(0, 4)}:${at.slice(11, 19)} +0000] "GET ${path}${number} HTTP/1.1" 200 ${size} "${referer}" "${agent}"`;
};

/** People who open their own page, five a day for twenty days, from where each of them lives. */
const people: readonly Asked[] = Array.from({ length: 100 }, (_, i) => ({
  ...{
    minute: Math.floor(i / 5) * DAY + 480 + (i % 5) * 70,
    number: 40_100 + ((i * 83) % 400),
    client: `110.174.${i}.22`,
  },
}));
/** Three hundred numbers in two days, by thirty addresses in no order. */
const walk: readonly Asked[] = Array.from({ length: 300 }, (_, i) => ({
  ...{ minute: 10 * DAY + i * 9, number: 40_150 + i, client: `88.13.${((i * 17) % 30) + 1}.44` },
}));

async function findings(asked: readonly Asked[]): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shared-walks-'));
  try {
    const lines = asked.toSorted((a, b) => a.minute - b.minute).map(line);
    writeFileSync(join(folder, 'access.log'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return await sharedWalks(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('tells one walk through numbers that many addresses share', async () => {
  expect(await findings([...people, ...walk])).toMatchObject([
    {
      ...{ sign: 'shared-walk', class: 'bulk-read', level: 'notable', success: 'possible', count: 300 },
      ...{ first: START + 10 * DAY * 60_000, last: START + (10 * DAY + 299 * 9) * 60_000 },
      says: {
        en: expect.stringContaining('numbers 40150 to 40449, were read in their order, shared among 30 addresses'),
      },
    },
  ]);
});

const linked = people.map((one) => ({ ...one, referer: 'https://a.example/portal' }));

it('tells it where everybody else comes by a link of the site, however slow it is', async () => {
  const slow = walk.map((one, i) => ({ ...one, minute: 8 * DAY + i * 25 }));
  expect(await findings([...linked, ...slow])).toMatchObject([{ sign: 'shared-walk', count: 300 }]);
});

it.each([
  {
    name: 'numbers that are new to those who come by a link',
    asked: [...linked, ...walk.map((one) => ({ ...one, number: one.number + 2_000 }))],
  },
  { name: 'pages that hardly anybody else opens', asked: [...linked.slice(0, 10), ...walk] },
  {
    name: 'numbers in no order',
    asked: [...people, ...walk.map((one, i) => ({ ...one, number: 40_150 + ((i * 113) % 300) }))],
  },
  { name: 'numbers that are new', asked: [...people, ...walk.map((one) => ({ ...one, number: one.number + 2_000 }))] },
  {
    name: 'links that filters of mail open, some of them',
    asked: [...people, ...walk.filter(({ number }) => number % 3 !== 0)],
  },
  {
    name: 'a page that somebody came to from another',
    asked: [...people, ...walk.map((one) => ({ ...one, referer: 'https://a.example/list' }))],
  },
  { name: 'a robot', asked: [...people, ...walk.map((one) => ({ ...one, agent: 'ExampleBot/2.1' }))] },
  { name: 'one address', asked: [...people, ...walk.map((one) => ({ ...one, client: '88.13.1.44' }))] },
  { name: 'one page for all', asked: [...people, ...walk.map((one) => ({ ...one, size: 812 }))] },
  {
    name: 'articles of the public',
    asked: [
      ...people.flatMap((one) =>
        [1, 2, 3].map((i) => ({ ...one, client: `110.${i}.7.22`, referer: 'https://a.example/' })),
      ),
      ...people,
      ...walk,
    ],
  },
])('says nothing of $name', async ({ asked }) => {
  expect(await findings(asked)).toEqual([]);
});
