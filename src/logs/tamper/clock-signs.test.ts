import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventSite } from '../../../tests/invented-logs.ts';
import { readCopy } from '../read-copy.ts';
import { fillsItsPlace } from './clock-signs.ts';
import { findTamperSigns } from './find-tamper-signs.ts';

const now = new Date('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
const { access } = inventSite({ seed: 11, days: 2, visitsPerHour: 60 });

async function examine(files: Readonly<Record<string, readonly InventedLine[]>>) {
  const inputs = Object.entries(files).map(([name, lines]) => ({ name, bytes: bytesOf(lines) }));
  const store = await readCopy(inputs, now);
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
