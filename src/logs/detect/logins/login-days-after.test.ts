import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { loginBehaviour } from './login-behaviour.ts';
import { loginsDaysAfter } from './login-days-after.ts';

const guesser = '45.155.204.19';
const time = (second: number) => new Date(Date.UTC(2026, 10, 1) + second * 1_000).toISOString().slice(0, 19);
const line = (second: number, user: string, ip: string, what: 'Failed' | 'Accepted') =>
  `${time(second)}+00:00 srv sshd[${4_000 + (second % 900)}]: ${what} password for ${user} from ${ip} port 51122 ssh2`;
const DAY = 86_400;
const names = ['admin', 'backup', 'frontdesk', 'guest', 'scanner', 'tvoss'];
const guesses = (ip: string, users: readonly string[] = names, count = 240) =>
  Array.from({ length: count }, (_, i) => line(1_000 + i * 60, users[i % users.length] ?? '', ip, 'Failed'));
const cameIn = (ip: string, day: number) => line(day * DAY + 7_200, 'frontdesk', ip, 'Accepted');

async function ask<T>(
  files: readonly (readonly string[])[],
  question: (store: Parameters<typeof loginBehaviour>[0]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'login-days-after-'));
  try {
    for (const [i, lines] of files.entries()) writeFileSync(join(folder, `auth-${i}.log`), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-12-20T00:00:00Z') });
    try {
      return await question(store);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const found = (...files: (readonly string[])[]): Promise<Finding[]> =>
  ask(files, (store) => loginsDaysAfter(store, []));

it('tells a login days after hundreds of failures of the same source, in another file', async () => {
  expect(await found(guesses(guesser), [cameIn(guesser, 5)])).toMatchObject([
    {
      ...{ actor: { id: guesser }, level: 'adverse', success: 'shown', first: Date.parse('2026-11-06T02:00:00Z') },
      says: { en: expect.stringContaining('failed 240 times with 6 user names') },
    },
  ]);
});

it('tells one of an account whose one name was tried hundreds of times, and which its owner used elsewhere before', async () => {
  const owner = line(10, 'frontdesk', '81.2.69.160', 'Accepted');
  expect(await found([owner, ...guesses(guesser, ['frontdesk'])], [cameIn(guesser, 5)])).toMatchObject([
    {
      actor: { id: guesser },
      success: 'shown',
      says: { en: expect.stringContaining('240 times with that user name') },
    },
  ]);
});

it.each([
  { name: 'more than thirty days later', lines: [...guesses(guesser), cameIn(guesser, 40)] },
  { name: 'of a machine of the house', lines: [...guesses('192.168.10.21'), cameIn('192.168.10.21', 5)] },
  { name: 'after failures of one name', lines: [...guesses(guesser, ['frontdesk']), cameIn(guesser, 5)] },
  { name: 'after a few failures', lines: [...guesses(guesser, names, 60), cameIn(guesser, 5)] },
  {
    name: 'from a network from which people come in',
    lines: [line(10, 'tvoss', '45.155.204.7', 'Accepted'), ...guesses(guesser), cameIn(guesser, 5)],
  },
])('says nothing of one $name', async ({ lines }) => {
  expect(await found(lines)).toEqual([]);
});

/** A machine at which one account works day after day, and colleagues mistype now and then, some of them five times on one day. */
const desk = (ip: string) => [
  ...Array.from({ length: 6 }, (_, day) => line(day * DAY + 30_000, 'lpike', ip, 'Accepted')),
  ...['admin', 'tvoss', 'scan', 'tvoss', 'reception'].map((user, i) => line(5 * DAY + i * 4_000, user, ip, 'Failed')),
];
const afterFailures = async (lines: readonly string[]) =>
  (await ask([[...lines].sort()], loginBehaviour)).filter(({ sign }) => sign === 'login-after-failures');

it('a login of whoever works at a machine of the house is not laid to what others mistyped there', async () => {
  expect(await afterFailures(desk('192.168.10.21'))).toMatchObject([{ level: 'noise', success: 'none' }]);
});

it('one from outside, or of an account that never came in there, still is', async () => {
  expect(await afterFailures(desk('45.155.204.19'))).toMatchObject([{ level: 'notable', success: 'possible' }]);
  const stranger = line(5 * DAY + 29_000, 'frontdesk', '192.168.10.21', 'Accepted');
  expect(await afterFailures([...desk('192.168.10.21'), stranger])).toMatchObject([
    { level: 'notable', success: 'possible' },
  ]);
});
