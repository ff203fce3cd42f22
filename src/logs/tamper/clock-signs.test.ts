import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventSite } from '../../../tests/invented-logs.ts';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { fillsItsPlace, mayBeJoined } from './clock-places.ts';
import { findTamperSigns } from './find-tamper-signs.ts';

const now = new Date('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
const { access } = inventSite({ seed: 11, days: 2, visitsPerHour: 60 });

async function examine(files: Readonly<Record<string, readonly InventedLine[]>>) {
  const inputs = Object.entries(files).map(([name, lines]) => ({ name, bytes: bytesOf(lines) }));
  const store = await readSharedCopy(inputs, now);
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A line with its time moved, as somebody would who edits it. */
function moved({ at, text }: InventedLine, ms: number): InventedLine {
  const to = new Date(at + ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(to.getUTCDate())}/${months[to.getUTCMonth()]}/${to.getUTCFullYear()}:${two(to.getUTCHours())}:${two(to.getUTCMinutes())}:${two(to.getUTCSeconds())}`;
  return { at, text: text.replace(/\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d/, time) };
}

const from = 8000;
const back = access.map((line, i) => (i >= from && i < from + 90 ? moved(line, -7 * HOUR) : line));

it('ninety lines set back by seven hours, in a log that then goes on, are suspect', async () => {
  const report = await examine({ 'access.log': back });
  expect(report.verdict).toBe('suspect');
  expect(report.signs).toContainEqual(
    expect.objectContaining({ kind: 'clock', strength: 'weak', fromLine: from, toLine: from + 90 }),
  );
});

it.each([7 * HOUR, HOUR])('ninety lines set forward by %i ms, in a log that then goes on, are suspect', async (by) => {
  const ahead = access.map((line, i) => (i >= from && i < from + 90 ? moved(line, by) : line));
  const report = await examine({ 'access.log': ahead });
  expect(report.verdict).toBe('suspect');
  expect(report.signs).toContainEqual(
    expect.objectContaining({ kind: 'clock', strength: 'weak', fromLine: from + 1, toLine: from + 90 }),
  );
});

it('they are a defect where the host tells that its clock was set', async () => {
  const at = (back[from + 90]?.at ?? 0) + 1000;
  const text = `${new Date(at).toISOString().slice(0, 23)}+00:00 web1 chronyd[612]: System clock was stepped by 25200.1 seconds`;
  const report = await examine({ 'access.log': back, syslog: [{ at, text }] });
  expect(report.signs.filter(({ kind }) => kind === 'clock')).toMatchObject([{ strength: 'defect' }]);
});

it('a clock that goes back and stays there is a defect', async () => {
  const stays = access.map((line, i) => (i >= from && i < from + 400 ? moved(line, -7 * HOUR) : line));
  const { verdict } = await examine({ 'access.log': stays.slice(0, from + 400) });
  expect(verdict).toBe('defect');
});

it('logs of two servers, joined day by day, are a defect and no lines that were moved', async () => {
  const other = inventSite({ seed: 12, days: 2, visitsPerHour: 60 }).access;
  const day = 24 * HOUR;
  const half = (lines: readonly InventedLine[], second: boolean) =>
    lines.filter(({ at }) => at - (access[0]?.at ?? 0) >= day === second);
  const joined = [...half(access, false), ...half(other, false), ...half(access, true), ...half(other, true)];
  expect((await examine({ 'access.log': joined })).verdict).toBe('defect');
});

it('files of two days, joined the wrong way round, are a defect', async () => {
  const half = access.findIndex(({ at }) => at - (access[0]?.at ?? 0) >= 24 * HOUR);
  expect((await examine({ 'access.log': [...access.slice(half), ...access.slice(0, half)] })).verdict).toBe('defect');
});

it('forty lines that stand hours before their place were moved', async () => {
  const lines = [
    ...access.slice(0, 3000),
    ...access.slice(9000, 9040),
    ...access.slice(3000, 9000),
    ...access.slice(9040),
  ];
  expect((await examine({ 'access.log': lines })).verdict).toBe('altered');
});

const day = 24 * HOUR;
it.each([
  {
    name: 'a block before all others',
    of: { fromMs: day, toMs: day + 60_000 },
    beforeMs: 0,
    afterMs: 2 * day,
    so: true,
  },
  { name: 'one behind all others', of: { fromMs: day, toMs: day + 60_000 }, beforeMs: day - 1, afterMs: 0, so: true },
  { name: 'a day', of: { fromMs: day + 1, toMs: 2 * day - 1 }, beforeMs: day - 1, afterMs: 2 * day + 1, so: true },
  {
    name: 'an hour from its start to its end',
    of: { fromMs: day + 1, toMs: day + HOUR - 1 },
    beforeMs: day - 1,
    afterMs: day + HOUR + 1,
    so: true,
  },
  {
    name: 'an hour from half past',
    of: { fromMs: day + HOUR / 2, toMs: day + 1.5 * HOUR },
    beforeMs: day + HOUR / 2 - 1,
    afterMs: day + 1.5 * HOUR + 1,
    so: false,
  },
  {
    name: 'ten minutes',
    of: { fromMs: day + 600_000, toMs: day + 1_200_000 },
    beforeMs: day + 599_000,
    afterMs: day + 1_201_000,
    so: false,
  },
])('$name may come of joining files: $so', ({ of, beforeMs, afterMs, so }) => {
  expect(mayBeJoined(of, { beforeMs, afterMs })).toBe(so);
});

const run = { fromMs: 0, toMs: 600_000, behindMs: 7 * HOUR, lines: 90 };
it.each([
  {
    name: 'a block that takes up the time between its neighbours',
    change: {},
    nextMs: 7 * HOUR + 610_000,
    fills: true,
  },
  { name: 'one that ends the file', change: {}, nextMs: 0, fills: false },
  { name: 'a file joined between two others', change: {}, nextMs: 7 * HOUR + 20_000, fills: false },
  { name: 'a short one in a long pause', change: {}, nextMs: 12 * HOUR, fills: false },
  { name: 'a few lines', change: { lines: 6 }, nextMs: 7 * HOUR + 610_000, fills: false },
  { name: 'a few minutes back', change: { behindMs: 300_000 }, nextMs: 910_000, fills: false },
])('$name: $fills', ({ change, nextMs, fills }) => {
  expect(fillsItsPlace({ ...run, ...change }, { nextMs })).toBe(fills);
});

it('a single line with a later time moves nothing', async () => {
  const ahead = access.map((line, i) => (i === from ? moved(line, 2 * HOUR) : line));
  expect((await examine({ 'access.log': ahead })).signs).toEqual([]);
});

/** A syslog of two hosts: edge writes every four minutes, gw only in a burst of twelve lines. */
const stamp = (t: number) => new Date(t).toISOString().replace('Z', '+00:00');
const began = Date.UTC(2026, 4, 4);
const MINUTE = 60_000;
const edge = Array.from({ length: 400 }, (_, i) => ({
  at: began + i * 4 * MINUTE + ((i * 7919) % 97) * 1000,
  text: `edge app[${i % 3}]: job ${i} done`,
}));
const written = (lines: readonly { at: number; text: string }[]) =>
  lines.map(({ at, text }) => ({ at, text: `${stamp(at)} ${text}` }));

it.each([
  { name: 'another host: its queue came in late', writer: 'gw kernel', strength: 'defect', kind: 'clock' },
  { name: 'the same program: they were moved', writer: 'edge app[1]', strength: 'strong', kind: 'splice' },
])('lines behind later ones of $name', async ({ writer, strength, kind }) => {
  const late = edge.slice(200, 240);
  const burst = Array.from({ length: 12 }, (_, k) => ({
    at: (late.at(-1)?.at ?? 0) + (k + 1) * 500,
    text: `${writer}: link ${k} is up`,
  }));
  const { signs } = await examine({
    messages: written([...edge.slice(0, 200), ...burst, ...late, ...edge.slice(240)]),
  });
  expect(signs.filter((sign) => sign.kind === kind)).toMatchObject(
    kind === 'splice' ? [{ strength }, { strength }] : [{ strength }],
  );
  expect(signs.every((sign) => sign.kind === kind)).toBe(true);
});

it('a clock set back is no block that was moved, whatever stands right before it', async () => {
  const quiet = access.filter((_, i) => i % 12 === 0);
  const k = 400;
  const at = quiet[k]?.at ?? 0;
  // Five requests at once, and then the clock goes back by 37 minutes.
  const burst = Array.from({ length: 5 }, (_, i) => ({
    at: at + i * 500,
    text: moved(quiet[k] ?? { at, text: '' }, i * 500).text,
  }));
  const after = quiet.slice(k + 1).map((line) => moved(line, -37 * MINUTE));
  const { signs } = await examine({ 'access.log': [...quiet.slice(0, k), ...burst, ...after] });
  expect(signs.filter(({ kind }) => kind === 'splice')).toEqual([]);
  expect(signs.filter(({ kind }) => kind === 'clock')).toMatchObject([{ strength: 'defect' }]);
});
