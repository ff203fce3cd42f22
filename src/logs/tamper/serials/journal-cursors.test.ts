import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';

const HOUR_US = 3_600_000_000;
const start = Date.UTC(2026, 4, 4) * 1000;
const cursorOf = (i: number, at: number) =>
  `s=8c1d;i=${(500 + i).toString(16)};b=77ab;m=${(9000 + i).toString(16)};t=${at.toString(16)};x=${(i * 7919).toString(16)}`;
const at = (i: number) => start + i * 7_000_000 + ((i * i * 977) % 61) * 100_000;

const inJson = (i: number, told: number) =>
  JSON.stringify({
    __CURSOR: cursorOf(i, at(i)),
    __REALTIME_TIMESTAMP: `${told}`,
    _HOSTNAME: 'web1',
    SYSLOG_IDENTIFIER: 'app',
    MESSAGE: `job ${i}`,
  });
const inExport = (i: number, told: number) =>
  `__CURSOR=${cursorOf(i, at(i))}\n__REALTIME_TIMESTAMP=${told}\n_HOSTNAME=web1\nSYSLOG_IDENTIFIER=app\nMESSAGE=job ${i}\n`;

async function clockSigns(written: readonly string[]) {
  const bytes = Buffer.from(`${written.join('\n')}\n`);
  const store = await readSharedCopy([{ name: 'journal', bytes }], new Date('2026-06-01T00:00:00Z'));
  try {
    return (await findTamperSigns(store, { maintenance: [] })).signs.filter(({ strength }) => strength === 'strong');
  } finally {
    await store.close();
  }
}
const entries = (write: typeof inJson, changed: (i: number) => boolean) =>
  Array.from({ length: 300 }, (_, i) => write(i, at(i) - (changed(i) ? 3 * HOUR_US : 0)));

it.each([
  { name: 'JSON', write: inJson, fromLine: 121, toLine: 124 },
  { name: 'the export format', write: inExport, fromLine: 721, toLine: 739 },
])('a time in $name that is not the one in the cursor is a contradiction', async ({ write, fromLine, toLine }) => {
  const signs = await clockSigns(entries(write, (i) => i >= 120 && i < 124));
  expect(signs).toMatchObject([{ kind: 'clock', fromLine, toLine }]);
  expect(signs[0]?.statement.en).toContain('4 journal entries');
  expect(signs[0]?.statement.en).toContain('-10800 s');
  expect(await clockSigns(entries(write, () => false))).toEqual([]);
});

it('a tool that moved the times of all entries changed nothing by hand', async () => {
  expect(await clockSigns(entries(inJson, () => true))).toEqual([]);
});
