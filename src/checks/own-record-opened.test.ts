import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import { readRegister } from '../custody/register.ts';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import type { Sources } from './check.ts';
import { ownRecordOpened, ownRecordViewed } from './own-record-opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-record-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const walker = '203.0.113.9';
const request = (client: string, number: number, status: number) =>
  `${client} - - [29/May/2026:02:10:${String(number % 60).padStart(2, '0')} +0000] "GET /api/orders/${number} HTTP/1.1" ${status} 812 "-" "curl/8.5.0"`;
const table = (row: string) => ({
  path: 'register.csv',
  sha256: 'e'.repeat(64),
  bytes: new TextEncoder().encode(`email,form,at,order_no,phone\n${row}\n`),
});
const sources = (row: string) =>
  ({
    claim: { address: 'nell@example.net' },
    organisation: unknownOrganisation,
    register: readRegister(table(row), 'Europe/London'),
  }) as unknown as Sources;

it('a record is found among those opened by the number that the register gives it, by who walked and was answered', async () => {
  const path = join(folder, 'access.log');
  const walked = Array.from({ length: 30 }, (_, i) => request(walker, 48_180 + i, i === 20 ? 404 : 200));
  writeFileSync(path, `${[...walked, request('198.51.100.4', 48_300, 200)].join('\n')}\n`);
  const { store } = await readShared([{ path, shown: 'access.log' }], { now: new Date('2026-06-11T00:00:00Z') });
  const lines = async (row: string) =>
    (await ownRecordOpened(sources(row), [walker], store))?.pointers.map(({ line }) => line);
  try {
    expect(await lines('nell@example.net,Checkout,2026-05-14,48192,48193')).toEqual([13]);
    // Refused, opened by somebody else, another person's, no number of a record.
    expect(await lines('nell@example.net,Checkout,2026-05-14,48200,')).toEqual([]);
    expect(await lines('nell@example.net,Checkout,2026-05-14,48300,')).toEqual([]);
    expect(await lines('mark@example.net,Checkout,2026-05-14,48192,')).toBeUndefined();
    expect(await lines('nell@example.net,Checkout,2026-05-14,,48193')).toBeUndefined();
  } finally {
    await store.close();
  }
});

it('the same of an hour in an application, by a number that letters stand before', async () => {
  const path = join(folder, 'audit.log');
  const view = (user: string, hour: number, minute: number, booking: string) =>
    JSON.stringify({
      ...{ time: `2026-11-25T0${hour}:${minute}:00Z`, event: 'booking.view', user, ip: walker, booking },
    });
  writeFileSync(
    path,
    `${[view('desk2', 2, 40, 'HR-48100'), view('desk2', 2, 54, 'HR-48213'), view('desk1', 2, 55, 'HR-48300'), view('desk2', 5, 10, 'HR-48400')].join('\n')}\n`,
  );
  const { store } = await readShared([{ path, shown: 'audit.log' }], { now: new Date('2026-11-28T00:00:00Z') });
  const at = Date.UTC(2026, 10, 25, 2, 40);
  const register = (row: string) => {
    const bytes = new TextEncoder().encode(`email,form,at,booking,phone\n${row}\n`);
    return { ...sources(row), register: readRegister({ ...table(row), bytes }, 'Europe/London') };
  };
  const lines = async (row: string) =>
    (await ownRecordViewed(register(row), { user: 'desk2', ip: walker, at }, store))?.pointers.map(({ line }) => line);
  try {
    expect(await lines('nell@example.net,Stay,2026-11-09,HR-48213,')).toEqual([2]);
    // By another name, in another hour, and no number at all.
    expect(await lines('nell@example.net,Stay,2026-11-09,HR-48300,')).toEqual([]);
    expect(await lines('nell@example.net,Stay,2026-11-09,HR-48400,')).toEqual([]);
    expect(await lines('nell@example.net,Stay,2026-11-09,,48213')).toBeUndefined();
  } finally {
    await store.close();
  }
});
