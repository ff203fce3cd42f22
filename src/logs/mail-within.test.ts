import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readShared } from './engine/shared-engine.test-support.ts';
import { mailWithin } from './mail-within.ts';

const folder = mkdtempSync(join(tmpdir(), 'mail-within-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, lines: readonly string[]) => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return { path: join(folder, name), shown: name };
};

test('a log of the whole system is a mail log only where a mail program wrote into it', async () => {
  const cron = Array.from(
    { length: 30 },
    (_, i) => `Mar  3 04:${10 + i}:01 web1 CRON[90${10 + i}]: (root) CMD (run-parts)`,
  );
  const queued = 'Mar  3 04:55:02 web1 postfix/qmgr[880]: 4F1A2B3C4D: removed';
  const { store } = await readShared([put('plain.log', cron), put('mixed.log', [...cron, queued])], {
    now: new Date('2026-03-10T00:00:00Z'),
  });
  try {
    expect(store.files.map(({ format }) => format)).toEqual(['syslog', 'syslog']);
    expect([...(await mailWithin(store))]).toEqual(['mixed.log']);
  } finally {
    await store.close();
  }
});
