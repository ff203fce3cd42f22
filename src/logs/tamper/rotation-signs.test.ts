import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { findTamperSigns } from './find-tamper-signs.ts';
import { areDaysOff, missingMembers, parseRotatedName, runsRoundTheClock, silenceBetween } from './rotation-signs.ts';

it.each([
  { path: 'logs/access.log', want: { series: 'logs/access.log', style: 'numbered', index: 0 } },
  { path: 'logs/access.log.1', want: { series: 'logs/access.log', style: 'numbered', index: 1 } },
  { path: 'logs/access.log.12.gz', want: { series: 'logs/access.log', style: 'numbered', index: 12 } },
  { path: 'a/access.log-20220207.gz', want: { series: 'a/access.log', style: 'dated', index: 19_030 } },
  { path: 'W3SVC1/u_ex220207.log', want: { series: 'W3SVC1/u_ex.log', style: 'dated', index: 19_030 } },
  { path: 'a/access-2022-02-07.log', want: { series: 'a/access.log', style: 'dated', index: 19_030 } },
])('$path', ({ path, want }) => {
  expect(parseRotatedName(path)).toEqual(want);
});

it('refuses a date that no calendar has', () => {
  expect(parseRotatedName('access.log-20220231')).toBeUndefined();
});

it('takes any name in its stride', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (path) => parseRotatedName(path) !== null));
});

const member = (index: number) => ({ f: index, index, path: `access.log.${index}` });

it.each([
  { name: 'none', have: [0, 1, 2, 3], style: 'numbered', missing: [] },
  { name: 'one', have: [0, 1, 3, 4], style: 'numbered', missing: [[2]] },
  { name: 'two stretches', have: [0, 2, 3, 6], style: 'numbered', missing: [[1], [4, 5]] },
  { name: 'a day', have: [100, 101, 102, 104, 105, 106], style: 'dated', missing: [[103]] },
  { name: 'a week of a weekly series', have: [100, 107, 114, 121, 135], style: 'dated', missing: [[128]] },
  { name: 'dates without a rhythm', have: [100, 103, 109, 150], style: 'dated', missing: [] },
] as const)('missing: $name', ({ have, style, missing }) => {
  expect(missingMembers(have.map(member), style).map((hole) => hole.missing)).toEqual(missing);
});

const HOUR = 3_600_000;
/** A day of a small site: some lines in each hour from eight to twenty-two. */
const day = (index: number, lines = 8) => ({
  f: index,
  fromMs: (index * 24 + 8) * HOUR,
  toMs: (index * 24 + 22) * HOUR,
  lines: 14 * lines,
  hours: Array.from({ length: 14 }, (_, i) => ({ hour: index * 24 + 8 + i, lines: lines + (i % 3) })),
});
const days = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => day(from + i));

it.each([
  { name: 'a month missing of two is rare, although it is half of what there is to know', missing: 30 },
  { name: 'as is a week', missing: 7 },
  { name: 'and two days', missing: 2 },
])('$name', ({ missing }) => {
  const [before, after] = [days(700, 715), days(715 + missing, 730 + missing)];
  const [older, newer] = [before.at(-1), after[0]];
  if (!older || !newer) throw new Error('two days to stand beside the hole');
  expect(silenceBetween(older, newer, [...before, ...after])).toBeLessThan(0.05);
});

it('a series that is silent on every second day has no rare silence', () => {
  const every = Array.from({ length: 30 }, (_, i) => day(700 + 2 * i));
  const [older, newer] = [every[14], every[15]];
  if (!older || !newer) throw new Error('two days to stand beside the silence');
  const p = silenceBetween(older, newer, every);
  expect(p === null || p > 0.05).toBe(true);
});

/** Mondays are days 4, 11, 18 … of 1970, moved up by weeks. */
const MONDAY = 20_549;
it.each([
  { name: 'weekends of an office', missing: [5, 6], present: [0, 1, 2, 3, 4, 7, 8, 9, 10, 11], off: true },
  { name: 'a weekend where another has files', missing: [5, 6], present: [0, 1, 2, 3, 4, 7, 8, 12, 13], off: false },
  { name: 'a working day that has no other like it', missing: [3], present: [0, 1, 2, 4, 5], off: false },
  { name: 'three days', missing: [4, 5, 6], present: [0, 1, 2, 3, 7, 8, 9, 10], off: false },
  { name: 'too few members to know', missing: [5, 6], present: [3, 4, 7], off: false },
])('days off: $name', ({ missing, present, off }) => {
  const days = (of: readonly number[]) => of.map((day) => MONDAY + day);
  expect(areDaysOff(days(missing), days(present))).toBe(off);
});

it('a member without a line is told where its time stands in no other file and such a silence is rare', async () => {
  const line = (t: number, i: number) =>
    `203.0.113.${i % 250} - - [${new Date(t).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1/$2/$3:$4')} +0000] "GET /${i} HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11)"`;
  const first = Date.UTC(2026, 4, 4);
  const written = (index: number, minutes = 5) =>
    Array.from({ length: (24 * 60) / minutes }, (_, i) =>
      line(first + (7 - index) * 24 * HOUR + i * minutes * 60_000 + ((i * 7919) % 240) * 1000, i),
    ).join('\n');
  const signsOf = async (text: (index: number) => string) => {
    const store = await readSharedCopy(
      Array.from({ length: 8 }, (_, index) => ({
        name: index === 0 ? 'access.log' : `access.log.${index}`,
        bytes: Buffer.from(text(index) === '' ? '' : `${text(index)}\n`),
      })),
      new Date('2026-06-01T00:00:00Z'),
    );
    try {
      return (await findTamperSigns(store, { maintenance: [] })).signs.filter(({ kind }) => kind === 'rotation');
    } finally {
      await store.close();
    }
  };
  expect(await signsOf((index) => (index === 3 ? '' : written(index)))).toMatchObject([
    { strength: 'weak', statement: { en: expect.stringContaining('.3 holds no line') } },
  ]);
  // The writer went on with the older file: no time is missing.
  expect(
    await signsOf((index) => (index === 3 ? '' : index === 4 ? `${written(4)}\n${written(3)}` : written(index))),
  ).toEqual([]);
});

it('week-ends without a file are days off by what files hold, though they are named after the day after', async () => {
  const monday = Date.UTC(2026, 4, 4);
  const day = (i: number, ahead: number) => {
    const lines = Array.from({ length: 540 }, (_, minute) => {
      const at = new Date(monday + i * 24 * HOUR + 8 * HOUR + minute * 60_000).toISOString();
      return `${at} web1 app[7]: order ${minute * 31} took ${minute % 17} ms`;
    });
    const name = new Date(monday + (i + ahead) * 24 * HOUR).toISOString().slice(0, 10).replaceAll('-', '');
    return { name: `app.log-${name}`, bytes: Buffer.from(`${lines.join('\n')}\n`) };
  };
  const signsOf = async (days: readonly number[]) => {
    const files = days.map((i) => day(i, 1));
    const store = await readSharedCopy(files, new Date('2026-06-01T00:00:00Z'));
    try {
      return (await findTamperSigns(store, { maintenance: [] })).signs.filter(({ kind }) => kind === 'rotation');
    } finally {
      await store.close();
    }
  };
  const worked = Array.from({ length: 19 }, (_, i) => i).filter((i) => i % 7 < 5);
  expect(await signsOf(worked)).toEqual([]);
  expect(await signsOf(worked.filter((i) => i !== 8))).toHaveLength(1);
});

describe('a log that goes on round the clock', () => {
  const day = (f: number, hours: readonly number[]) => ({
    ...{ f, fromMs: f * 86_400_000, toMs: f * 86_400_000 + 86_399_000, lines: hours.length * 20 },
    hours: hours.map((hour) => ({ hour: f * 24 + hour, lines: 20 })),
  });
  const all = Array.from({ length: 24 }, (_, hour) => hour);
  const office = all.slice(8, 19);

  it('is told from that of an office, which has days off', () => {
    expect(runsRoundTheClock([0, 1, 2, 3, 4, 6, 7].map((f) => day(f, all)))).toBe(true);
    expect(runsRoundTheClock([0, 1, 2, 3, 4, 6, 7].map((f) => day(f, office)))).toBe(false);
    expect(runsRoundTheClock([0, 1].map((f) => day(f, all)))).toBe(false);
  });
});
