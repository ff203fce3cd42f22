import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readShared } from './engine/shared-engine.test-support.ts';
import { quietStretches } from './quiet-stretches.ts';

const folder = mkdtempSync(join(tmpdir(), 'quiet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file tells where it is silent for a day and more, in whole hours', async () => {
  const at = (day: number, clock: string) =>
    `203.0.113.9 - - [${String(day).padStart(2, '0')}/Jul/2026:${clock} +0000] "GET / HTTP/1.1" 200 612 "-" "Mozilla/5.0"`;
  const path = join(folder, 'access.log');
  // Friday to Monday; a night alone is no such stretch.
  writeFileSync(path, `${[at(2, '09:10:00'), at(3, '08:00:00'), at(3, '16:51:00'), at(6, '09:10:00')].join('\n')}\n`);
  const { store } = await readShared([{ path, shown: 'access.log' }]);
  expect([...(await quietStretches(store))]).toEqual([
    [0, [{ from: '2026-07-03T17:00:00.000Z', to: '2026-07-06T09:00:00.000Z' }]],
  ]);
  await store.close();
});
