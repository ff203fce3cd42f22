import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import type { TamperReport } from '../tamper-report.ts';

const start = Date.UTC(2026, 4, 4);
const at = (i: number) => new Date(start + i * 7000 + ((i * i * 977) % 61) * 100).toISOString();

type Style = (i: number, id: number) => string;
const json: Style = (i, id) => JSON.stringify({ time: at(i), level: 'info', request_id: id, msg: 'done' });
const text: Style = (i, id) => `${at(i)} INFO  req ${id} done`;
const fastify: Style = (i, id) =>
  JSON.stringify({ level: 30, time: Date.parse(at(i)), pid: 1, reqId: `req-${id.toString(36)}`, msg: 'done' });

const decimalFastify: Style = (i, id) =>
  JSON.stringify({ level: 30, time: Date.parse(at(i)), pid: 1, reqId: `req-${id}`, msg: 'done' });

const traefik: Style = (i, id) =>
  JSON.stringify({
    ClientHost: '192.0.2.7',
    DownstreamStatus: 200,
    RequestCount: id,
    RequestMethod: 'GET',
    RequestPath: '/',
    StartUTC: at(i),
  });

const lines = (style: Style, ids: readonly number[]) => ids.map((id, i) => style(i, id));
const count = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

async function serialSigns(written: readonly string[]): Promise<TamperReport['signs']> {
  const bytes = Buffer.from(`${written.join('\n')}\n`);
  const store = await readSharedCopy([{ name: 'app.log', bytes }], new Date('2026-06-01T00:00:00Z'));
  try {
    return (await findTamperSigns(store, { maintenance: [] })).signs.filter(({ kind }) => kind === 'serial');
  } finally {
    await store.close();
  }
}

it.each([
  { name: 'JSON', style: json },
  { name: 'words', style: text },
  { name: 'Fastify, to base 36', style: fastify },
  { name: 'the same in decimal', style: decimalFastify },
  { name: 'Traefik', style: traefik },
])('request numbers that stand in no line are told: $name', async ({ style }) => {
  const cut = lines(style, [...count(1000, 1400), ...count(1412, 1900)]);
  expect(await serialSigns(cut)).toMatchObject([{ strength: 'weak', fromLine: 400, toLine: 401 }]);
});

it.each([
  { name: 'a counter that begins anew', ids: [...count(1, 300), ...count(1, 500)] },
  { name: 'numbers of which some are not written', ids: count(1, 900).filter((id) => (id * 7919) % 13 > 3) },
  { name: 'numbers that do not rise', ids: count(0, 600).map((i) => 1 + ((i * 7) % 601)) },
  { name: 'lines of requests that overlap', ids: count(0, 600).map((i) => 100 + (i % 3 === 0 ? i + 2 : i - 1)) },
])('$name: nothing is told', async ({ ids }) => {
  expect(await serialSigns(lines(json, ids))).toEqual([]);
});

it('a count that began anew is counted by itself', async () => {
  const cut = lines(json, [...count(1, 900), ...count(1, 400), ...count(412, 900)]);
  expect(await serialSigns(cut)).toMatchObject([{ strength: 'weak', fromLine: 1298, toLine: 1299 }]);
});
