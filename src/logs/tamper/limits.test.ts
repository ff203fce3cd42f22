import { expect, it } from 'vitest';
import { bytesOf, inventSite } from '../../../tests/invented-logs.ts';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import type { Examination } from './examination.ts';
import type { Limit } from './not-visible.ts';
import { findNulRuns } from './nul-runs.ts';
import { readTimelines } from './silences/log-timeline.ts';
import { findPairingSigns } from './sources/pairing-signs.ts';

const { auth } = inventSite({ seed: 3, days: 2, visitsPerHour: 1 });

/** What a method says it stopped at, by file. */
async function stoppedBy(bytes: Uint8Array, method: (examination: Examination) => Promise<unknown>): Promise<Limit[]> {
  const store = await readSharedCopy([{ name: 'auth.log', bytes }], new Date('2026-06-01T00:00:00Z'));
  const limits: Limit[] = [];
  try {
    await method({
      store,
      files: store.files,
      timelines: new Map((await readTimelines(store)).map((timeline) => [timeline.f, timeline])),
      ...{ maintenance: [], brokenClocks: new Set<number>(), clocks: new Map() },
      stopped: (_, limit) => limits.push(limit),
    });
    return limits;
  } finally {
    await store.close();
  }
}

it.each([
  { most: 20, want: ['sessions-beyond-limit'] },
  { most: 100_000, want: [] },
])('lines of sessions beyond $most are told as not looked at', async ({ most, want }) => {
  expect(await stoppedBy(bytesOf(auth), (examination) => findPairingSigns(examination, most))).toEqual(want);
});

it.each([
  { most: 2, want: ['zeros-beyond-limit'] },
  { most: 1000, want: [] },
])('lines with zero bytes beyond $most are told as not looked at', async ({ most, want }) => {
  const text = auth.map((line, i) => (i % 20 === 9 ? `${'\0'.repeat(40)}${line.text}\n` : `${line.text}\n`)).join('');
  expect(await stoppedBy(Buffer.from(text), (examination) => findNulRuns(examination, most))).toEqual(want);
});
