import { expect, it } from 'vitest';
import { readCopy } from '../../read-copy.ts';
import type { Finding } from '../detection.ts';
import { takenAfterLogin } from './taken-after-login.ts';

const guesser = '91.240.118.77';
const entry: Finding = {
  actor: { kind: 'ip', id: guesser },
  ...{ sign: 'login-after-failures', class: 'bruteforce-login', level: 'adverse', success: 'shown' },
  says: { ja: '', en: '' },
  ...{ count: 1, first: 0, last: 0, places: [] },
};
const ftpLogin = `2026-10-17 03:11:42,120 web proftpd[28114] 192.0.2.11 (${guesser}[${guesser}]): USER selwick: Login successful.`;
const fetched = (time: string, path: string, ip = guesser, direction = 'o') =>
  `Sat Oct 17 ${time} 2026 4 ${ip} 184220 ${path} b _ ${direction} r selwick ftp 0 * c`;
const sshLogin = `2026-10-17T03:11:42+00:00 web sshd[7]: Accepted password for ops from ${guesser} port 50412 ssh2`;
const sudo = (time: string, command: string, tty = 'TTY=pts/1 ; ') =>
  `2026-10-17T${time}+00:00 web sudo:      ops : ${tty}PWD=/home/ops ; USER=root ; COMMAND=${command}`;

async function found(...logs: readonly (readonly string[])[]) {
  const files = logs.map((lines, i) => ({ name: `${i}.log`, bytes: Buffer.from(`${lines.join('\n')}\n`) }));
  const store = await readCopy(files, new Date('2026-11-22T00:00:00Z'));
  try {
    return (await takenAfterLogin(store, [entry], [])).map(({ actor, class: of, success, count, first }) => [
      actor.id,
      of,
      success,
      count,
      new Date(first).toISOString(),
    ]);
  } finally {
    await store.close();
  }
}

it('tells lists and copies of a database fetched over FTP by whoever guessed the password', async () => {
  const lists = [
    fetched('03:12:31', '/home/s/public_html/config.php'),
    fetched('03:14:22', '/home/s/private/bookings_2026.csv'),
    fetched('03:29:47', '/home/s/backups/db.sql.gz'),
  ];
  expect(await found([ftpLogin], lists)).toEqual([[guesser, 'data-dump', 'shown', 2, '2026-10-17T03:14:22.000Z']]);
});

it('tells what was fetched over OpenSSH’s own SFTP, whose lines name nobody', async () => {
  const said = (second: number, message: string) =>
    `2026-10-17T03:12:${second}+00:00 web internal-sftp[41]: ${message}`;
  const session = [
    said(10, `session opened for local user ops from [${guesser}]`),
    said(14, 'close "/srv/data/members.csv" bytes read 88123 written 0'),
    said(15, 'close "/srv/data/upload.csv" bytes read 0 written 512'),
  ];
  expect(await found([sshLogin, ...session])).toEqual([[guesser, 'data-dump', 'shown', 1, '2026-10-17T03:12:14.000Z']]);
});

it('tells a database written out by commands of that user', async () => {
  expect(
    await found([
      sshLogin,
      sudo('03:27:10', '/usr/bin/pg_dump -Fc shop -f /tmp/.x'),
      sudo('03:29:44', '/usr/bin/apt-get upgrade'),
    ]),
  ).toEqual([[guesser, 'data-dump', 'shown', 1, '2026-10-17T03:27:10.000Z']]);
});

it('takes an archive, or a table of anything, for what may hold data', async () => {
  const files = [fetched('03:14:22', '/home/s/site.zip'), fetched('03:15:22', '/home/s/prices.csv')];
  expect(await found([ftpLogin], files)).toEqual([[guesser, 'data-dump', 'possible', 2, '2026-10-17T03:14:22.000Z']]);
});

it.each([
  ['brought, and not fetched', [ftpLogin], [fetched('03:14:22', '/home/s/a.csv', guesser, 'i')]],
  ['fetched by somebody else', [ftpLogin], [fetched('03:14:22', '/home/s/a.csv', '81.2.69.160')]],
  ['fetched before the login', [ftpLogin], [fetched('02:14:22', '/home/s/a.csv')]],
  ['pages', [ftpLogin], [fetched('03:14:22', '/home/s/index.html')]],
  ['a job without a terminal', [sshLogin], [sudo('04:00:00', '/usr/bin/pg_dump shop', '')]],
  ['a day later', [sshLogin], [sudo('23:40:00', '/usr/bin/pg_dump shop')]],
])('says nothing of what was %s', async (_, logins, acts) => {
  expect(await found(logins, acts)).toEqual([]);
});
