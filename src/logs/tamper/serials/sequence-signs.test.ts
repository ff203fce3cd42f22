import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';

const start = Date.UTC(2026, 4, 4);
const line = (host: string, i: number, id: number) =>
  `<86>1 ${new Date(start + i * 7000 + ((i * i * 977) % 61) * 100).toISOString()} ${host} app ${400 + (i % 7)} - [meta sequenceId="${id}"] job ${i % 3} done`;

async function serialSigns(written: readonly string[], name = 'remote.log') {
  const bytes = Buffer.from(`${written.join('\n')}\n`);
  const store = await readSharedCopy([{ name, bytes }], new Date('2026-06-01T00:00:00Z'));
  try {
    return (await findTamperSigns(store, { maintenance: [] })).signs.filter(({ kind }) => kind === 'serial');
  } finally {
    await store.close();
  }
}
const numbers = (of: (i: number) => number) => Array.from({ length: 400 }, (_, i) => of(i));

it('numbers that a sender of syslog gave and that stand in no line are told, and no more than suspect', async () => {
  const written = numbers((i) => (i < 200 ? 900 + i : 912 + i)).map((id, i) => line('web1', i, id));
  expect(await serialSigns(written)).toMatchObject([{ strength: 'weak', fromLine: 200, toLine: 201 }]);
});

it.each([
  {
    name: 'two hosts, each with its own count',
    written: numbers((i) => i).map((i) => line(i % 2 ? 'web1' : 'web2', i, 50 + (i >> 1))),
  },
  {
    name: 'a count that begins anew',
    written: numbers((i) => (i < 250 ? 1 + i : i - 249)).map((id, i) => line('web1', i, id)),
  },
  { name: 'a selection', written: numbers((i) => 3 * i + (i % 2)).map((id, i) => line('web1', i, id + 1)) },
])('$name: nothing is told', async ({ written }) => {
  expect(await serialSigns(written)).toEqual([]);
});

const counted = (i: number, seq: number) =>
  JSON.stringify({
    ts: new Date(start + i * 7000 + ((i * i * 977) % 61) * 100).toISOString(),
    ...{ seq, level: 'info', event: `job.${i % 3}` },
  });
/** Two threads that took their numbers in turn and wrote them the other way round, now and then. */
const swapped = (i: number) => (i % 40 === 7 ? i + 2 : i % 40 === 9 ? i - 2 : i);

it('numbers that an application gave its lines and that stand in none are told, no more than suspect, with both ends', async () => {
  const written = numbers((i) => 905_000 + swapped(i) + (i < 200 ? 0 : 18)).map((seq, i) => counted(i, seq));
  const signs = await serialSigns(written, 'staff.log');
  expect(signs).toMatchObject([{ strength: 'weak', fromLine: 200, toLine: 201 }]);
  expect(signs[0]?.statement.en).toContain('905200–905217 (18) are missing');
});

it.each([
  { name: 'in another order by threads', of: (i: number) => 10 + swapped(i) },
  { name: 'of events, many a line', of: (i: number) => 5 * i + 1 + (i % 3) },
  { name: 'begun anew', of: (i: number) => (i < 250 ? 50 + i : i - 249) },
])('numbers $name: nothing is told', async ({ of }) => {
  const written = numbers(of).map((seq, i) => counted(i, seq));
  expect(await serialSigns(written, 'staff.log')).toEqual([]);
});

it.each(['', 'Jun  4 00:00:00 10.0.0.9 '])('numbers that a switch gave are told after "%s"', async (head) => {
  const of = (i: number, id: number) => {
    const time = new Date(start + i * 60_000).toISOString().slice(11, 19);
    return `${head}<189>${id}: May  4 ${time}.000: %LINK-3-UPDOWN: Interface Gi0/${i % 9}, changed state to up`.replace(
      / <189>/,
      ' ',
    );
  };
  const whole = numbers((i) => 900 + i).map((id, i) => of(i, id));
  expect(await serialSigns(whole)).toEqual([]);
  const cut = whole.filter((_, i) => i < 200 || i > 205);
  expect(await serialSigns(cut)).toMatchObject([{ strength: 'weak', fromLine: 200, toLine: 201 }]);
});

it('rows that an exported table of a database lacks are told; a few that were rolled back are not', async () => {
  const row = (i: number, id: number) =>
    `${id},${new Date(start + i * 7000 + ((i * i * 977) % 61) * 100).toISOString()},${(i * i) % 30},view,answers/${i * 31}`;
  const table = (of: (i: number) => number) => [
    'id,created_at,user_id,action,target',
    ...numbers(of).map((id, i) => row(i, id)),
  ];
  const signs = await serialSigns(
    table((i) => 88_100 + i + (i < 200 ? 0 : 23)),
    'audit_log.csv',
  );
  expect(signs).toMatchObject([{ strength: 'weak', fromLine: 201, toLine: 202 }]);
  expect(
    await serialSigns(
      table((i) => 88_100 + i + (i < 200 ? 0 : 2)),
      'audit_log.csv',
    ),
  ).toEqual([]);
});
