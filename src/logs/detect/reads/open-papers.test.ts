import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import { plainLists } from './open-papers.ts';

const line = (client: string, day: number, target: string, agent = 'python-requests/2.32') =>
  `${client} - - [${String(day).padStart(2, '0')}/Jun/2026:04:12:09 +0900] "GET ${target} HTTP/1.1" 200 48211 "-" "${agent}"`;
const list = '/yoyaku/data/yoyaku2026.csv';

async function takers(lines: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'open-papers-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return (await plainLists(store, [])).map(({ actor }) => actor.id);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('tells who took a list of bookings that lay open, and not the office that fetches it every day', async () => {
  const office = [1, 2, 3, 4].map((day) => line('198.18.5.66', day, list, 'Mozilla/5.0'));
  expect(await takers([...office, line('45.84.107.33', 3, list)])).toEqual(['45.84.107.33']);
  expect(await takers([line('45.84.107.33', 3, '/opening-hours/2026.csv')])).toEqual([]);
});
