import { expect, it } from 'vitest';
import { readCopy } from '../../read-copy.ts';
import type { Limit } from '../limits.ts';
import { filesUnlikeHabit } from './files-unlike-habit.ts';

const two = (n: number) => String(n).padStart(2, '0');
let process = 2_000;
/** A session of OpenSSH's server for files, on a day of October 2026 at an hour. */
function sftp(day: number, hour: number, user: string, ip: string, paths: readonly string[]): string[] {
  process += 7;
  const say = (second: number, program: string, message: string) =>
    `2026-10-${two(day)}T${two(hour)}:${two(Math.floor(second / 60))}:${two(second % 60)}+00:00 files ${program}[${program === 'sshd' ? process : process + 1}]: ${message}`;
  return [
    say(0, 'sshd', `Accepted publickey for ${user} from ${ip} port 51022 ssh2: ED25519 SHA256:x`),
    say(1, 'internal-sftp', `session opened for local user ${user} from [${ip}]`),
    ...paths.flatMap((path, i) => [
      say(2 + 2 * i, 'internal-sftp', `open "${path}" flags READ mode 0666`),
      say(3 + 2 * i, 'internal-sftp', `close "${path}" bytes read ${40_000 + i} written 0`),
    ]),
    say(4 + 2 * paths.length, 'internal-sftp', `session closed for local user ${user} from [${ip}]`),
  ];
}
const HOME = '192.0.2.10';
const ELSEWHERE = '203.0.113.77';
const customers = (count: number) => Array.from({ length: count }, (_, i) => `/srv/share/customers/${i}.csv`);
/** Two colleagues at work, a paper or two a day. */
const work = (days: readonly number[] = [5, 6, 7, 8, 9]) =>
  days.flatMap((day) => [
    ...sftp(day, 9, 'sato', HOME, [`/srv/share/plan-${day}.xlsx`, `/srv/share/notes-${day}.docx`]),
    ...sftp(day, 10, 'mori', HOME, [`/srv/share/plan-${day}.xlsx`]),
  ]);

async function found(lines: readonly string[], name = 'auth.log', most?: number) {
  const store = await readCopy(
    [{ name, bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const limits: Limit[] = [];
    const findings = await filesUnlikeHabit(store, limits, most);
    return {
      told: findings.map(({ actor, level, success, count }) => `${actor.id} ${level} ${success} ${count}`),
      limits: limits.map(({ id }) => id),
    };
  } finally {
    await store.close();
  }
}

it('tells an account that takes far more than ever, from where nobody ever was', async () => {
  const taken = sftp(12, 22, 'sato', ELSEWHERE, customers(15));
  expect((await found([...work(), ...taken])).told).toEqual([`${ELSEWHERE} adverse possible 15`]);
});

it('says less of an account that took nothing before, and of papers with other names', async () => {
  const stranger = sftp(12, 22, 'old-admin', ELSEWHERE, customers(15));
  expect((await found([...work(), ...stranger])).told).toEqual([`${ELSEWHERE} notable possible 15`]);
  const site = sftp(12, 22, 'sato', ELSEWHERE, [
    '/www/contact.php',
    ...Array.from({ length: 14 }, (_, i) => `/www/page-${i}.html`),
  ]);
  expect((await found([...work(), ...site])).told).toEqual([`${ELSEWHERE} notable possible 15`]);
  const plans = sftp(
    12,
    22,
    'sato',
    ELSEWHERE,
    Array.from({ length: 15 }, (_, i) => `/srv/share/drawing-${i}.dwg`),
  );
  expect((await found([...work(), ...plans])).told).toEqual([`${ELSEWHERE} notable possible 15`]);
});

it.each([
  ['as much as on other days', sftp(12, 22, 'sato', ELSEWHERE, customers(5))],
  ['much, at its own place', sftp(12, 22, 'sato', HOME, customers(15))],
  ['much, from inside', sftp(12, 22, 'sato', '10.0.0.8', customers(15))],
  [
    'much, where a colleague was before',
    [...sftp(7, 12, 'mori', '203.0.113.9', ['/srv/a.txt']), ...sftp(12, 22, 'sato', ELSEWHERE, customers(15))],
  ],
  [
    'an account that moves about',
    [
      ...[6, 7, 8, 9].flatMap((day) => sftp(day, 12, 'sato', `203.0.${day}.9`, ['/srv/a.txt'])),
      ...sftp(12, 22, 'sato', '198.51.100.7', customers(15)),
    ],
  ],
  ['much, day after day', [10, 11, 12].flatMap((day) => sftp(day, 22, 'sato', ELSEWHERE, customers(15)))],
])('says nothing of %s', async (_, taken) => {
  expect((await found([...work(), ...taken].toSorted())).told).toEqual([]);
});

it('says nothing in a record that has only begun', async () => {
  expect((await found([...work([8, 9]), ...sftp(12, 22, 'sato', ELSEWHERE, customers(15))])).told).toEqual([]);
});

it('counts lists that an application wrote out by themselves', async () => {
  const line = (day: number, user: string, ip: string, event: string, target: string, minute = 0) =>
    JSON.stringify({ time: `2026-10-${two(day)}T03:${two(minute)}:00Z`, event, user, ip, target });
  const daily = [5, 6, 7, 8, 9].flatMap((day) => [
    line(day, 'sato', HOME, 'login', ''),
    line(day, 'sato', HOME, 'list.export', 'orders of the day'),
  ]);
  const taken = [1, 2, 3, 4].map((i) => line(12, 'sato', ELSEWHERE, 'list.export', `customers, part ${i}`, i));
  expect((await found([...daily, ...taken], 'audit.jsonl')).told).toEqual([`${ELSEWHERE} adverse possible 4`]);
  expect((await found([...daily, ...taken.slice(0, 2)], 'audit.jsonl')).told).toEqual([]);
});

it('counts files that an application’s own record says were downloaded', async () => {
  const line = (day: number, minute: number, ip: string, target: string) =>
    JSON.stringify({
      ts: `2026-10-${two(day)}T03:${two(minute)}:00Z`,
      action: 'file_download',
      actor: 'mori',
      ip,
      target,
    });
  const daily = [5, 6, 7, 8].map((day) => line(day, 9, HOME, `plan-${day}.docx`));
  const taken = Array.from({ length: 20 }, (_, i) => line(12, i, ELSEWHERE, `Customers/${i}-card.pdf`));
  expect((await found([...daily, ...taken], 'audit.jsonl')).told).toEqual([`${ELSEWHERE} adverse possible 20`]);
});

it('tells of days beyond those it looked at', async () => {
  expect((await found(work(), 'auth.log', 3)).limits).toEqual(['files-by-account']);
});
