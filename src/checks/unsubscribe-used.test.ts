import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLogs } from '../logs/read-logs.ts';
import type { SpamSample } from './spam-evidence.ts';
import { unsubscribeUsed } from './unsubscribe-used.ts';

const folder = mkdtempSync(join(tmpdir(), 'unsubscribe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (time: string, request: string, status = 200) =>
  `198.51.100.7 - - [02/Oct/2026:${time} +0000] "${request} HTTP/1.1" ${status} 900 "-" "Mozilla/5.0"`;
const sample = (target: string, token: string) =>
  ({ unsubscribe: [{ target, tokens: [token] }] }) as unknown as SpamSample;

it('the first sending to the address of our own mail, else its opening; of nobody else, and none that was refused', async () => {
  const path = join(folder, 'access.log');
  writeFileSync(
    path,
    `${[
      line('08:00:00', 'POST /newsletter/unsubscribe?u=77aa11'),
      line('08:15:30', 'GET /newsletter/unsubscribe?u=9f31c7'),
      line('08:15:35', 'POST /newsletter/unsubscribe?u=9f31c7', 500),
      line('08:15:41', 'POST /newsletter/unsubscribe?u=9f31c7'),
      line('09:00:00', 'GET /newsletter/unsubscribe/confirm?id=b2c3d4'),
      line('09:30:00', 'GET /spring-offers?u=e5f6a7'),
    ].join('\n')}\n`,
  );
  const { store } = await readLogs([{ path, shown: 'access.log' }], { now: new Date('2026-10-11T00:00:00Z') });
  const used = async (...samples: readonly SpamSample[]) => {
    const found = await unsubscribeUsed(samples, store);
    return found && [new Date(found.at).toISOString().slice(11, 19), found.posted, found.pointers[0]?.line];
  };
  try {
    expect(await used(sample('/newsletter/unsubscribe?u=9f31c7', '9f31c7'))).toEqual(['08:15:41', true, 4]);
    expect(await used(sample('/u/b2c3d4', 'b2c3d4'))).toEqual(['09:00:00', false, 5]);
    // The same token on another page is no unsubscribing.
    expect(await used(sample('/u/e5f6a7', 'e5f6a7'))).toBeUndefined();
    expect(await used({} as SpamSample)).toBeUndefined();
  } finally {
    await store.close();
  }
});
