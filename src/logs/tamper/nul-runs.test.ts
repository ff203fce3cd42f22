import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, inventSite } from '../../../tests/invented-logs.ts';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { findTamperSigns } from './find-tamper-signs.ts';
import { beginningOf } from './nul-runs.ts';

const now = new Date('2026-06-01T00:00:00Z');
const site = inventSite({ seed: 5, days: 2, visitsPerHour: 40 });

async function examine(bytes: Uint8Array) {
  const store = await readSharedCopy([{ name: 'access.log', bytes }], now);
  try {
    const { verdict, signs } = await findTamperSigns(store, { maintenance: [] });
    return { verdict, signs: signs.filter(({ kind }) => kind === 'truncation') };
  } finally {
    await store.close();
  }
}

/** The longest pause of the busy hours, so that a restart would fit into it; and two lines of one second. */
const pauses = site.access.map(({ at }, i) => at - (site.access[i - 1]?.at ?? at));
const pause = pauses.indexOf(Math.max(...pauses));
const second = pauses.findIndex((ms, i) => i > 1000 && ms < 1000);
const nul = (size: number) => Buffer.alloc(size);

it('lines overwritten with zeros, the rest of a line left, are suspect', async () => {
  const bytes = Buffer.from(bytesOf(site.access));
  const from = Math.floor(bytes.length / 2);
  const line = bytes.subarray(0, from).toString('latin1').split('\n').length;
  const after = bytes.indexOf('\n', from + 900) + 40;
  bytes.fill(0, from, after);
  const { verdict, signs } = await examine(bytes);
  expect(verdict).toBe('suspect');
  expect(signs).toMatchObject([{ strength: 'weak' }]);
  expect(Math.abs((signs[0]?.fromLine ?? 0) - line)).toBeLessThanOrEqual(2);
});

it.each([
  { name: 'between lines of one second are suspect', at: second, size: 4096, verdict: 'suspect' },
  { name: 'in a pause long enough for a restart are a defect', at: pause, size: 4096, verdict: 'defect' },
  {
    name: 'of a file emptied under its writer, joined to others, are a defect',
    at: second,
    size: 90_000,
    verdict: 'defect',
  },
  { name: 'fewer than sixteen are nothing', at: second, size: 8, verdict: 'no-sign' },
])('zeros $name', async ({ at, size, verdict }) => {
  const joined = Buffer.concat([bytesOf(site.access.slice(0, at)), nul(size), bytesOf(site.access.slice(at))]);
  expect((await examine(joined)).verdict).toBe(verdict);
});

it.each([
  ['192.0.2.7 - - [06/Apr', '198.51.100.9 - - [07/May', true],
  ['Apr  9 10:00:00 web1', 'Nov 29 08:00:00 web1', true],
  ['Apr  9 10:00:00 web1', '00 web1 sshd[9]: x', false],
  ['{"level":30', '"level":30}', false],
])('%s begins as %s: %s', (a, b, same) => {
  expect(beginningOf(a) === beginningOf(b)).toBe(same);
});

it('takes any text', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => beginningOf(text).length <= 4));
});
