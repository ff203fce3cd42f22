import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import type { LogStore } from '../../port.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { openPapers, plainLists } from './open-papers.ts';

const line = (client: string, day: number, target: string, agent = 'python-requests/2.32') =>
  `${client} - - [${String(day).padStart(2, '0')}/Jun/2026:04:12:09 +0900] "GET ${target} HTTP/1.1" 200 48211 "-" "${agent}"`;
const list = '/yoyaku/data/yoyaku2026.csv';

async function takers(
  lines: readonly string[],
  question: (store: LogStore) => Promise<Finding[]> = (store) => plainLists(store, []),
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'open-papers-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return (await question(store)).map(({ actor }) => actor.id);
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

const papers = (store: LogStore) => openPapers(store, []);
const taken = (client: string, path: (i: number) => string) =>
  Array.from({ length: 40 }, (_, i) => line(client, 3, path(i)));

it('tells who emptied a folder that the server lists, of papers in it or in folders of their own below it', async () => {
  const below = (i: number) => `/uploads/form/${(i * 7919).toString(16)}/resume_${i}.pdf`;
  expect(await takers([line('45.84.107.33', 3, '/uploads/form/'), ...taken('45.84.107.33', below)], papers)).toEqual([
    '45.84.107.33',
  ]);
  const within = (i: number) => `/uploads/form/resume_${i}.pdf`;
  expect(await takers([line('45.84.107.33', 3, '/uploads/form/'), ...taken('45.84.107.33', within)], papers)).toEqual([
    '45.84.107.33',
  ]);
  expect(await takers(taken('45.84.107.33', below), papers)).toEqual([]);
  const pictures = (i: number) => `/uploads/2026/${i}/flower_${i}.jpg`;
  expect(await takers([line('45.84.107.33', 3, '/uploads/2026/'), ...taken('45.84.107.33', pictures)], papers)).toEqual(
    [],
  );
});
