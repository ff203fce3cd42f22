import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readShared } from './engine/shared-engine.test-support.ts';
import { loginsWithin } from './logins-within.ts';

const folder = mkdtempSync(join(tmpdir(), 'logins-within-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, lines: readonly string[]) => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return { path: join(folder, name), shown: name };
};
const minutes = Array.from({ length: 20 }, (_, i) => String(10 + i));
const web = (request: string, status: number) => (minute: string) =>
  `203.0.113.9 - - [03/Mar/2026:04:${minute}:01 +0000] "${request} HTTP/1.1" ${status} 612 "-" "Mozilla/5.0"`;

test('logins are counted where they stand: in mail, on web pages called so, and not in what a machine writes of its jobs', async () => {
  const cron = minutes.map((minute) => `Mar  3 04:${minute}:01 web1 CRON[90${minute}]: (root) CMD (run-parts)`);
  const mail = minutes.flatMap((minute) => [
    `Mar  3 04:${minute}:02 ml dovecot: imap-login: Login: user=<abe>, method=PLAIN, rip=198.51.100.3, lip=192.0.2.25, mpid=12985, TLS, session=<a${minute}>`,
    `Mar  3 04:${minute}:03 ml postfix/qmgr[880]: 4F1A2B3C4D: removed`,
  ]);
  const { store } = await readShared(
    [
      put('cron.log', cron),
      put('maillog', mail),
      put('plain.log', [...minutes.map(web('GET /contact', 200)), ...minutes.map(web('POST /wp-login.php', 404))]),
      put(
        'sign-ups.log',
        ['/account/register', '/wp-login.php?action=register', '/password/reset'].flatMap((path) =>
          minutes.map(web(`POST ${path}`, 302)),
        ),
      ),
      put(
        'laravel.log',
        minutes.flatMap((minute) => [
          `[2026-03-03 04:${minute}:01] production.WARNING: token mismatch {"ms":227}`,
          `[2026-03-03 04:${minute}:02] production.WARNING: login failed {"ms":131}`,
        ]),
      ),
      put('members.log', minutes.map(web('POST /registered/login', 302))),
      put('shop.log', [...minutes.map(web('GET /', 200)), ...minutes.slice(0, 3).map(web('POST /account/login', 302))]),
    ],
    { now: new Date('2026-03-10T00:00:00Z') },
  );
  try {
    expect([...(await loginsWithin(store))]).toEqual([
      ['maillog', 20],
      ['members.log', 20],
      ['shop.log', 3],
    ]);
  } finally {
    await store.close();
  }
});
