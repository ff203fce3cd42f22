import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { strangeSessions } from './strange-sessions.ts';

const office = '198.51.100.7';
const stranger = '203.0.113.82';
const head = 'Date/time (UTC),User,Action,Details,IP address,Country,Result';
const act = (at: string, user: string, action: string, details = '', ip = office, country = 'PT') =>
  `2026-10-${at},${user},${action},"${details}",${ip},${country},${action.includes('failed') ? 'FAILED' : 'OK'}`;
const two = (n: number) => String(n).padStart(2, '0');

/** Twelve days of work of two people. */
const work = Array.from({ length: 12 }, (_, day) => [
  act(`${two(day + 1)} 08:00:00`, 'ana', 'Sign-in'),
  act(`${two(day + 1)} 08:10:00`, 'rui', 'Sign-in'),
  act(`${two(day + 1)} 09:00:00`, 'ana', 'Booking viewed', `Booking ${day}`),
]).flat();
const monthly = act('09 10:00:00', 'rui', 'Report exported', 'Arrivals (CSV, 64 rows)');

const of = (at: string, action: string, details = '', country = 'NO') =>
  act(at, 'ana', action, details, stranger, country);
const failed = of('13 01:38:07', 'Sign-in failed', 'Wrong password');
const entered = of('13 01:41:07', 'Sign-in', 'Password, new device');
const opened = of('13 01:43:07', 'Security setting changed', 'Two-step verification turned off');
const list = of('13 01:50:07', 'Report exported', 'Guest profiles, all (CSV, 8,930 rows)');

async function findings(lines: readonly string[], web: readonly string[] = []): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'strange-sessions-'));
  try {
    writeFileSync(join(folder, 'audit.csv'), `${[head, ...lines].join('\n')}\n`);
    if (web.length > 0) writeFileSync(join(folder, 'access.log'), `${web.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return await strangeSessions(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('names who failed once, came in, took the second step away and wrote the list out', async () => {
  const found = await findings([...work, monthly, failed, entered, opened, list]);
  expect(found).toMatchObject([
    {
      ...{ actor: { kind: 'ip', id: stranger }, level: 'adverse', success: 'shown', reachesData: true },
      workedAt: Date.parse('2026-10-13T01:41:07Z'),
    },
  ]);
  expect(found[0]?.places.map(({ n }) => n)).toEqual([39, 38, 40, 41]);
});

it.each([
  { name: 'a key instead', acts: [of('13 01:43:00', 'API key created', 'key 9f')], level: 'adverse' },
  {
    name: 'mail sent elsewhere instead',
    acts: [of('13 01:43:00', 'Settings changed', 'Forwarding rule added')],
    level: 'adverse',
  },
  {
    name: 'a second step switched on',
    acts: [of('13 01:43:00', 'Security setting changed', 'Two-step verification turned on')],
    level: 'notable',
  },
])('$name', async ({ acts, level }) => {
  expect(await findings([...work, failed, entered, ...acts, list])).toMatchObject([{ level }]);
});

it.each([
  { name: 'no failed try', lines: [entered, opened, list] },
  { name: 'no list', lines: [failed, entered, opened] },
  {
    name: 'the country where all work',
    lines: [failed, entered, opened, list].map((line) => line.replace(',NO,', ',PT,')),
  },
])('is possible at most: $name', async ({ lines }) => {
  expect(await findings([...work, ...lines])).toMatchObject([{ level: 'notable', success: 'possible' }]);
});

it.each([
  { name: 'a new device of a colleague', lines: [entered] },
  { name: 'a new device, mistyped once', lines: [failed, entered] },
  {
    name: 'a short list from a new device',
    lines: [entered, of('13 01:50:00', 'Report exported', 'Today (CSV, 12 rows)')],
  },
  {
    name: 'what comes hours later',
    lines: [failed, entered, of('13 05:50:00', 'Report exported', 'All (8,930 rows)')],
  },
  { name: 'a place they come back to', lines: [failed, entered, opened, list, of('20 01:41:07', 'Sign-in')] },
  {
    name: 'a place of others too',
    lines: [failed, entered, opened, list, act('13 02:00:00', 'rui', 'Sign-in', '', stranger, 'NO')],
  },
])('says nothing of $name', async ({ lines }) => {
  expect(await findings([...work, ...lines])).toEqual([]);
});

it('says nothing of an account that is on the road all the time', async () => {
  const roads = Array.from({ length: 6 }, (_, day) =>
    act(`${two(day + 14)} 08:00:00`, 'ana', 'Sign-in', '', `192.0.${day + 10}.5`, 'ES'),
  );
  expect(await findings([...work, failed, entered, opened, list, ...roads])).toEqual([]);
});

it('names who tried another, closed account first, and whose lists stand in the log of the web server alone', async () => {
  const closed = act('13 01:38:07', 'ivo', 'Sign-in failed', 'Account disabled', stranger, 'NO');
  const given = (ip: string, minute: number) =>
    `${ip} - - [13/Oct/2026:01:${minute}:20 +0000] "GET /staff/customers/export?format=csv HTTP/1.1" 200 402118 "-" "Mozilla/5.0"`;
  const found = await findings([...work, closed, entered], [given(stranger, 51), given(stranger, 53)]);
  expect(found).toMatchObject([{ level: 'notable', success: 'possible', reachesData: true }]);
  expect(found[0]?.says.en).toContain('2 lists written out');
  // The account that was come into is named in the first line, and not the one that was tried before.
  expect(found[0]?.places[0]).toMatchObject({ n: 38 });
  expect(await findings([...work, closed, entered], [given(office, 51)])).toEqual([]);
});

it('tells a list alone, from a country nobody else came from', async () => {
  const [found, ...more] = await findings([...work, monthly, entered, list]);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ level: 'notable', success: 'possible', reachesData: true });
  expect(found?.says.en).toMatch(/^a login without a failure before it, .*; within an hour, 1 list written out$/);
});
