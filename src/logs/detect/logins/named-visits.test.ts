import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import { visitsOf } from './named-visits.ts';

/** Two hundred exports within one second, each by a program of its own name. */
const lines = Array.from(
  { length: 200 },
  (_, i) =>
    `203.0.113.10 - kanri [02/Nov/2026:10:00:00 +0000] "GET /admin/export?part=${i} HTTP/1.1" 200 90000 "-" "sync-${(i * 77) % 200}/1.0"`,
);

async function visits(written: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'named-visits-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${written.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return await visitsOf(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('says the same of a visit whichever of its lines was written first', async () => {
  const [visit, ...more] = await visits(lines);
  expect(more).toEqual([]);
  expect(visit?.places.map(([, n]) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(await visits(lines.toReversed())).toEqual([visit]);
});
