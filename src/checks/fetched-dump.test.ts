import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { detectActors } from '../logs/detect/detect-actors.ts';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import { loadRules } from '../logs/sigma/load-rules.ts';
import type { Sources } from './check.ts';
import { writtenInto } from './fetched-dump.ts';
import { logsAttackTraces } from './logs-attack-traces.ts';

const rules = loadRules([]);

const folder = mkdtempSync(join(tmpdir(), 'fetched-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (client: string, second: number, request: string, bytes: number) =>
  `${client} - - [11/Feb/2026:03:04:${second}] "${request} HTTP/1.1" 200 ${bytes} "-" "Mozilla/5.0"`.replace(
    /:(\d+)\]/,
    (_, digits: string) => `:${digits.padStart(2, '0')} +0000]`,
  );
const intruder = '203.0.113.14';
const shell = '/wp-content/uploads/2026/02/x7.php';
const attack = (fetched: string) => [
  line(intruder, 10, 'POST /wp-admin/admin-ajax.php?action=upload_file', 71),
  line(intruder, 19, `GET ${shell}`, 0),
  line(intruder, 30, `GET ${shell}?cmd=id`, 54),
  line(intruder, 41, `GET ${shell}?cmd=cat+/var/www/html/wp-config.php`, 3210),
  line(
    intruder,
    45,
    `GET ${shell}?cmd=mysqldump+-u+wp+wp+wp_users+%3E+/var/www/html/wp-content/uploads/2026/02/u.sql`,
    12,
  ),
  line(intruder, 58, `GET ${fetched}`, 412_877),
];

async function answer(name: string, lines: readonly string[]) {
  const path = join(folder, name);
  const visits = Array.from({ length: 200 }, (_, n) =>
    line(`198.51.100.${n % 90}`, n % 60, `GET /page/${n % 30}`, 900 + n),
  );
  writeFileSync(path, `${[...visits, ...lines].join('\n')}\n`);
  const { store } = await readShared([{ path, shown: name }], { now: new Date('2026-02-20T00:00:00Z') });
  try {
    const detection = await detectActors(store, rules);
    const logs = { store, detection, clocks: new Map(), mailWithin: new Set(), logins: new Map(), unparsedHits: 0 };
    return await logsAttackTraces.run({ logs, risk: null, unreadable: {} } as unknown as Sources);
  } finally {
    await store.close();
  }
}

it('the file that a command names and the same source then fetches is one act, and a command no climbing path', async () => {
  const { facts: found } = await answer('fetched.log', attack('/wp-content/uploads/2026/02/u.sql'));
  expect(found).toContainEqual(
    expect.objectContaining({
      ...{ attack: 'webshell', success: 'shown', tables: 'wp_users' },
      ...{ fetchedAt: '2026-02-11T03:04:58.000Z', fetchedBytes: 412_877 },
    }),
  );
  expect(found.map((fact) => 'attack' in fact && fact.attack)).not.toContain('traversal');
});

it('another file that was fetched is none of the command', async () => {
  const { facts: found } = await answer('other.log', attack('/old/site.sql'));
  expect(found.some((fact) => 'fetchedAt' in fact)).toBe(false);
});

it('tells that the source asked for more than was looked through', async () => {
  const many = Array.from({ length: 2_000 }, (_, n) => line(intruder, n % 10, `GET /page/${n % 30}`, 900));
  const { finding } = await answer('busy.log', [...many, ...attack('/wp-content/uploads/2026/02/u.sql')]);
  expect(finding).toMatchObject({
    says: { en: expect.stringContaining('there are more than the 2000 that were looked at') },
  });
});

it.each([
  ['/x.php?cmd=mysqldump+-u+wp+wp+wp_users+%3E+/var/www/u.sql', ['u.sql']],
  ['/x.php?c=pg_dump%20-t%20users%20-f%20/tmp/Out.dump%20app', ['out.dump']],
  ['/x.php?c=mysqldump+shop+--result-file=/srv/www/a.txt+2%3E/dev/null', ['a.txt']],
  ['/x.php?c=ls+%3E+/var/www/list.txt', []],
  ['/search?q=how+to+use+tar', []],
])('%s is to write %j', (target, want) => {
  expect(writtenInto(target)).toEqual(want);
});
