import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import { readRegister } from '../custody/register.ts';
import { readLogs } from '../logs/read-logs.ts';
import type { Sources } from './check.ts';
import { ownRecordOpened } from './own-record-opened.ts';

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
  const { store } = await readLogs([{ path, shown: 'access.log' }], { now: new Date('2026-06-11T00:00:00Z') });
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
