import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventedStart, inventSite, without } from '../../../../tests/invented-logs.ts';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import { comparedDays } from './redated-blocks.ts';

const now = new Date('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { access } = inventSite({ seed: 13, days: 3, visitsPerHour: 40 });

async function examine(lines: readonly InventedLine[]) {
  const store = await readSharedCopy([{ name: 'access.log', bytes: bytesOf(lines) }], now);
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const dateOf = (ms: number) => {
  const [, day, month, year] = new Date(ms).toUTCString().split(' ');
  return `[${day}/${month}/${year}:`;
};
const nextDay = ({ at, text }: InventedLine): InventedLine => ({
  at: at + DAY,
  text: text.replace(/\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/, dateOf(at + DAY)),
});

it('two hours filled with the lines of the day before are suspect, where they stand', async () => {
  const [from, to] = [inventedStart + 37 * HOUR, inventedStart + 39 * HOUR];
  const copied = access.filter(({ at }) => at >= from - DAY && at < to - DAY).map(nextDay);
  const filled = [...without(access, from, to), ...copied].sort((a, b) => a.at - b.at);
  const first = filled.findIndex(({ at }) => at >= from) + 1;
  const sign = (await examine(filled)).signs.find(({ kind }) => kind === 'duplicate');
  expect(sign).toMatchObject({ strength: 'weak' });
  expect(Math.abs((sign?.fromLine ?? 0) - first)).toBeLessThanOrEqual(5);
});

it('a health check that keeps its second every day is none', async () => {
  const checks = Array.from({ length: 2 * 1440 }, (_, i): InventedLine => {
    const at = inventedStart + i * 60_000;
    const time = `${dateOf(at)}${new Date(at).toISOString().slice(11, 19)} +0000]`;
    return { at, text: `192.0.2.${(i % 3) + 1} - - ${time} "GET /health HTTP/1.1" 200 2 "-" "probe/1.0"` };
  });
  expect((await examine(checks)).verdict).toBe('no-sign');
});

it.each([
  { each: 400_000, tooMany: false },
  { each: 600_000, tooMany: true },
])(
  'two logs of $each lines are too many to compare: $tooMany, and a short one is never compared',
  ({ each, tooMany }) => {
    const timeline = (f: number, days: number) => ({ f, fromMs: 0, toMs: days * 86_400_000, lines: each, hours: [] });
    const files = [each, each, each].map((lines) => ({ lines })) as unknown as Parameters<
      typeof comparedDays
    >[0]['files'];
    const timelines = new Map([timeline(0, 3), timeline(1, 2), timeline(2, 0.5)].map((one) => [one.f, one]));
    expect(comparedDays({ files, timelines, brokenClocks: new Set() })).toEqual({ compared: [0, 1], tooMany });
  },
);
