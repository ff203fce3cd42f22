import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import type { Limit } from '../limits.ts';
import { unseenExports } from './unseen-exports.ts';

const guest = '45.95.147.236';
const error = (
  time: string,
  request: string,
  ip = guest,
  note = 'an upstream response is buffered to a temporary file /var/lib/nginx/fastcgi/3/07/73 while reading upstream',
) =>
  `2026/10/18 ${time} [warn] 742#742: *149 ${note}, client: ${ip}, server: a.example, request: "${request} HTTP/1.1", host: "a.example"`;
const access = (time: string, ip: string) =>
  `${ip} - - [18/Oct/2026:${time} +0000] "GET / HTTP/1.1" 200 4000 "-" "Mozilla/5.0"`;
const others = Array.from({ length: 20 }, (_, i) => access(`0${i % 8}:10:00`, `198.51.100.${i}`));
const lists = [
  error('02:33:11', 'GET /kanri/moushikomi/export?f=csv&y=2025'),
  error('02:53:15', 'GET /kanri/moushikomi/export?f=csv&y=2026'),
];

async function found(errors: readonly string[], accesses: readonly string[] = others) {
  const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) });
  const store = await readSharedCopy(
    [file('error.log', errors), ...(accesses.length > 0 ? [file('access.log', accesses)] : [])],
    new Date('2026-11-01T00:00:00Z'),
  );
  try {
    return (await unseenExports(store, [])).map(({ actor, count, level }) => [actor.id, count, level]);
  } finally {
    await store.close();
  }
}

it('tells lists given to a client of whom the access log knows nothing', async () => {
  expect(await found(lists)).toEqual([[guest, 2, 'notable']]);
});

it.each([
  ['a client whose requests the access log has', lists, [...others, access('02:33:11', guest)]],
  ['a time of which no access log was given', lists, []],
  ['a time at which the access log has ended', lists, others.filter((line) => line.includes('2026:01'))],
  ['another page', [error('02:33:11', 'GET /gallery/2026')], others],
  [
    'a list that was not given',
    [error('02:33:11', 'GET /kanri/moushikomi/export?f=csv', guest, 'access forbidden by rule')],
    others,
  ],
  ['our own network', lists.map((line) => line.replace(guest, '192.168.1.5')), others],
  [
    'a client who takes them day after day',
    [...lists, ...['19', '20'].map((day) => (lists[0] ?? '').replace('/10/18', `/10/${day}`))],
    others,
  ],
])('says nothing of %s', async (_, errors, accesses) => {
  expect(await found(errors, accesses)).toEqual([]);
});

it('says so where there are more clients than are looked at', async () => {
  const file = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) });
  const another = lists.map((line) => line.replace(guest, '45.95.147.237'));
  const store = await readSharedCopy(
    [file('error.log', [...lists, ...another]), file('access.log', others)],
    new Date('2026-11-01T00:00:00Z'),
  );
  try {
    const limits: Limit[] = [];
    expect(await unseenExports(store, limits, 1)).toHaveLength(1);
    expect(limits.map(({ id, classes }) => [id, classes])).toEqual([['lists-in-error-log', ['bulk-read']]]);
  } finally {
    await store.close();
  }
});
