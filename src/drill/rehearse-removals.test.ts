import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventedStart, inventSite } from '../../tests/invented-logs.ts';
import { readSharedCopy } from '../logs/engine/shared-engine.test-support.ts';
import { readTimelines } from '../logs/tamper/silences/log-timeline.ts';
import { rehearseRemovals } from './rehearse-removals.ts';

const now = new Date('2026-06-01T00:00:00Z');
const MINUTE = 60_000;
const two = (value: number) => String(value).padStart(2, '0');

/** A monitor that asks every five minutes, a second late now and then. */
const health: InventedLine[] = Array.from({ length: 5 * 288 }, (_, i) => {
  const at = inventedStart + i * 5 * MINUTE + (i % 7 === 0 ? 1000 : 0);
  const d = new Date(at);
  const clock = `${two(d.getUTCDate())}/Mar/2026:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
  return { at, text: `192.0.2.9 - - [${clock}] "GET /health HTTP/1.1" 200 2 "-" "ExampleMonitor/2.0"` };
});

async function rehearse(lines: readonly InventedLine[]) {
  const bytes = bytesOf([...lines].sort((a, b) => a.at - b.at));
  const store = await readSharedCopy([{ name: 'access.log', bytes }], now);
  try {
    return await rehearseRemovals(store, await readTimelines(store), { seed: 1, trials: 12 });
  } finally {
    await store.close();
  }
}

it('notices by a monitor that misses its beats what a quiet site alone does not show, and says the same twice', async () => {
  const quiet = inventSite({ seed: 5, days: 5, visitsPerHour: 1.5 }).access;
  const long = (rows: Awaited<ReturnType<typeof rehearse>>) =>
    rows.filter(({ minutes }) => minutes >= 20).reduce((sum, { noticed }) => sum + noticed, 0);
  const watched = await rehearse([...quiet, ...health]);
  expect(long(watched)).toBeGreaterThanOrEqual(34);
  expect(long(await rehearse(quiet))).toBeLessThan(12);
  expect(await rehearse([...quiet, ...health])).toEqual(watched);
  // One late beat is a busy machine.
  expect(watched.find(({ minutes }) => minutes === 2)?.noticed).toBeLessThanOrEqual(2);
});
