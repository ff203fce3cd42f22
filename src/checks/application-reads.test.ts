import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import { applicationReads, applicationWords } from './application-reads.ts';

const folder = mkdtempSync(join(tmpdir(), 'application-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Act = { readonly at: string; readonly user: string; readonly event: string } & Record<string, string | number>;
const view = (at: string, user: string, booking: number): Act => ({ at, user, event: 'booking.view', booking });
const minute = (day: number, hour: number, n: number) =>
  `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:${String(Math.floor(n / 10)).padStart(2, '0')}:${String(n % 10).padStart(2, '0')}Z`;
/** Ordinary hours of two receptionists. */
const habit = Array.from({ length: 8 }, (_, day) =>
  Array.from({ length: 18 }, (_, n) => view(minute(day + 1, 9, n), `reception${(day % 2) + 1}`, day * 20 + n)),
).flat();

async function told(name: string, acts: readonly Act[]) {
  const path = join(folder, name);
  writeFileSync(
    path,
    `${acts.map(({ at, ...act }) => JSON.stringify({ time: at, level: 'info', ...act })).join('\n')}\n`,
  );
  const { store } = await readShared([{ path, shown: name }], { now: new Date('2026-11-28T00:00:00Z') });
  try {
    return (await applicationReads(store)).map(({ pointers, ip: _, at, ...read }) => ({
      ...read,
      at: new Date(at).toISOString(),
      lines: pointers.map(({ line }) => line),
    }));
  } finally {
    await store.close();
  }
}

it('tells an hour in which one name opened record after record, where everybody else opens a few', async () => {
  const walked = Array.from({ length: 200 }, (_, n) => view(minute(25, 2, n), 'reception2', 1000 + n));
  expect(await told('walked.log', [...habit, ...walked])).toEqual([
    {
      kind: 'views',
      user: 'reception2',
      at: '2026-11-25T02:00:00.000Z',
      records: 200,
      strange: false,
      lines: [145, 344],
    },
  ]);
});

it('tells two names that walked in equally busy hours, and no third that worked', async () => {
  const walk = (user: string, hour: number) =>
    Array.from({ length: 200 }, (_, n) => view(minute(25, hour, n), user, 1000 + n));
  const found = await told('two.log', [...habit, ...walk('reception2', 2), ...walk('ono', 3)]);
  expect(found.map(({ user, records }) => [user, records])).toEqual([
    ['reception2', 200],
    ['ono', 200],
  ]);
  const busy = ['a', 'b', 'c', 'd', 'e'].flatMap((user, n) => walk(user, n + 1));
  expect(await told('five.log', [...habit, ...busy])).toEqual([]);
});

it('counts records by the number of a customer, and not by that of a request', async () => {
  const opened = (id: (n: number) => object) => (act: Act, n: number) => ({ ...act, booking: 'all', ...id(n) });
  const walked = Array.from({ length: 200 }, (_, n) => view(minute(25, 2, n), 'reception2', 0));
  const ofCustomers = walked.map(opened((n) => ({ customer_id: 1000 + n })));
  expect(await told('customers.log', [...habit, ...ofCustomers])).toMatchObject([{ kind: 'views', records: 200 }]);
  const ofRequests = walked.map(opened((n) => ({ request_id: 1000 + n, requestId: n, traceId: `t${n}`, id: n })));
  const bare = walked.map(({ booking, ...act }, n) => ({ ...act, id: 1000 + n }) as Act);
  expect(await told('bare.log', [...habit, ...bare])).toMatchObject([{ kind: 'views', records: 200 }]);
  expect(await told('requests.log', [...habit, ...ofRequests])).toEqual([]);
});

it.each([
  { name: 'the same few records again and again', records: (n: number) => n % 12 },
  { name: 'fewer than five times the usual', records: (n: number) => n % 85 },
])('tells nothing of $name', async ({ records }) => {
  const busy = Array.from({ length: 200 }, (_, n) => view(minute(25, 2, n), 'reception2', 1000 + records(n)));
  expect(await told('busy.log', [...habit, ...busy])).toEqual([]);
});

it('tells nothing of many views where nothing shows what is usual', async () => {
  const walked = Array.from({ length: 200 }, (_, n) => view(minute(25, 2, n), 'reception2', 1000 + n));
  expect(await told('alone.log', walked)).toEqual([]);
});

const exported = (at: string, user: string, rows: number): Act => ({ at, user, event: 'customer.export_csv', rows });

it('tells the export of the whole list among monthly ones, and none of these', async () => {
  const monthly = [311, 402, 355].map((rows, n) => exported(minute(n + 1, 10, 0), 'ono', rows));
  expect(await told('exports.log', [...monthly, exported(minute(20, 20, 0), 'tanaka', 3812)])).toEqual([
    { kind: 'export', user: 'tanaka', at: '2026-11-20T20:00:00.000Z', records: 3812, strange: false, lines: [4] },
  ]);
  expect(await told('monthly.log', monthly)).toEqual([]);
});

it('names nobody in its words', async () => {
  const words = applicationWords([
    { kind: 'export', user: 'tanaka', ip: '', at: 0, strange: false, records: 3812, pointers: [] },
  ]);
  expect(words?.ja).toContain('3812');
  expect(`${words?.ja}${words?.en}`).not.toContain('tanaka');
  expect(applicationWords([])).toBeUndefined();
});

it('tells the export of the whole list after more small ones than are looked at', async () => {
  const small = Array.from({ length: 1_200 }, (_, n) => exported(minute((n % 20) + 1, 10, 0), 'ono', 110 + (n % 9)));
  const whole = exported(minute(25, 23, 0), 'sato', 8_412);
  expect(await told('often.log', [...small, whole])).toEqual([
    { kind: 'export', user: 'sato', at: '2026-11-25T23:00:00.000Z', records: 8_412, strange: false, lines: [1_201] },
  ]);
});

it.each([
  ['Guest profiles, all (CSV, 8,930 rows)', 8930],
  ['顧客一覧を書き出し（12,045件）', 12045],
  ['all contacts (8.412 records)', 8412],
])('a number with its thousands set apart is read whole: %s', async (detail, rows) => {
  const act = { at: '2026-11-25T02:00:00Z', user: 'sato', event: 'report.export', detail };
  expect(await told(`thousands-${rows}.log`, [act])).toMatchObject([{ kind: 'export', records: rows }]);
});

it('knows what was read from where nothing else of the record comes', async () => {
  const from = (ip: string) => (act: Act) => ({ ...act, ip });
  const walked = Array.from({ length: 200 }, (_, n) => view(minute(25, 2, n), 'reception2', 1000 + n));
  const strange = async (name: string, ip: string, more: readonly Act[] = []) =>
    (await told(name, [...habit.map(from('198.51.100.7')), ...walked.map(from(ip)), ...more])).map(
      (one) => one.strange,
    );
  expect(await strange('elsewhere.log', '203.0.113.82')).toEqual([true]);
  expect(await strange('office.log', '198.51.100.9')).toEqual([false]);
  expect(await strange('inside.log', '192.168.4.2')).toEqual([false]);
  const back = from('203.0.113.82')(view(minute(20, 9, 1), 'reception2', 5));
  expect(await strange('comes-back.log', '203.0.113.82', [back])).toEqual([false]);
});
