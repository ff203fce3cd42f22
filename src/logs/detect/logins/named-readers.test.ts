import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { namedReaders } from './named-readers.ts';

type Asked = { readonly day: number; readonly hour: number; readonly client: string; readonly target: string };

const line = ({ day, hour, client, target }: Asked, size: number, i = 0) =>
  `${client} - kanri [${String(day).padStart(2, '0')}/Nov/2026:${String(hour).padStart(2, '0')}:0${i}:00 +0000] "GET ${target} HTTP/1.1" 200 ${size} "-" "Mozilla/5.0"`;

/** Three days on which the name reads pages, and exports once a day, from the office. */
const habit = [2, 3, 4].flatMap((day) => [
  ...[0, 1, 2, 3, 4].map((i) =>
    line({ day, hour: 10, client: '203.0.113.10', target: `/admin/answers?page=${i}` }, 9_000, i),
  ),
  line({ day, hour: 17, client: '203.0.113.10', target: '/admin/answers/export?format=csv' }, 100_000),
]);
/** Two exports of one visit. */
const twice = (asked: Asked, size: number) => [
  line(asked, size),
  line({ ...asked, target: `${asked.target}&all=1` }, size, 5),
];
const night: Asked = { day: 5, hour: 3, client: '5.188.206.14', target: '/admin/answers/export?format=csv' };

async function findings(lines: readonly string[]): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'named-readers-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return await namedReaders(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('names a large export from a new network at an hour unlike all others', async () => {
  const [found, ...more] = await findings([...habit, ...twice(night, 2_210_332)]);
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    actor: { kind: 'ip', id: '5.188.206.14' },
    level: 'notable',
    success: 'possible',
    count: 2,
    places: [
      { f: 0, n: habit.length },
      { f: 0, n: habit.length + 1 },
    ],
  });
});

it.each([
  {
    name: 'from the same office, at night',
    lines: [...habit, ...twice({ ...night, client: '203.0.113.77' }, 2_210_332)],
  },
  { name: 'from another network, by day', lines: [...habit, ...twice({ ...night, hour: 12 }, 2_210_332)] },
  { name: 'no larger than usual', lines: [...habit, ...twice(night, 200_000)] },
  { name: 'of one export', lines: [...habit, line(night, 2_210_332)] },
  { name: 'no export', lines: [...habit, ...twice({ ...night, target: '/admin/?' }, 2_210_332)] },
  { name: 'with too little habit', lines: [...habit.slice(0, 6), ...twice(night, 2_210_332)] },
])('says nothing of one $name', async ({ lines }) => {
  expect(await findings(lines)).toEqual([]);
});

/** Eight days on which a partner's program fetches what is new, from one place. */
const partner = (agent = 'partner-sync/3.1', client = '203.0.113.20', from = 1, days = 8) =>
  Array.from({ length: days * 12 }, (_, i) => {
    const day = String(from + Math.floor(i / 12)).padStart(2, '0');
    const hour = String(6 + (i % 12)).padStart(2, '0');
    return `${client} - partner [${day}/Nov/2026:${hour}:00:00 +0000] "GET /api/orders?since=${day} HTTP/1.1" 200 4000 "-" "${agent}"`;
  });
const takes = (client: string, agent: string, size = 41_000) =>
  Array.from(
    { length: 50 },
    (_, i) =>
      `${client} - partner [10/Nov/2026:09:${String(i).padStart(2, '0')}:00 +0000] "GET /api/customers?page=${i} HTTP/1.1" 200 ${size} "-" "${agent}"`,
  );

it.each([
  {
    name: 'another program elsewhere reads far more',
    lines: [...partner(), ...takes('5.188.206.14', 'curl/8.5')],
    want: 1,
  },
  { name: 'the same program, moved', lines: [...partner(), ...takes('5.188.206.14', 'partner-sync/4.0')], want: 0 },
  { name: 'another program at the same place', lines: [...partner(), ...takes('203.0.113.77', 'curl/8.5')], want: 0 },
  { name: 'no more than usual', lines: [...partner(), ...takes('5.188.206.14', 'curl/8.5', 1_200)], want: 0 },
  {
    name: 'too short a habit',
    lines: [...partner(undefined, undefined, 4, 5), ...takes('5.188.206.14', 'curl/8.5')],
    want: 0,
  },
  {
    name: 'a person with a browser',
    lines: [...partner('Mozilla/5.0'), ...takes('5.188.206.14', 'curl/8.5')],
    want: 0,
  },
])('a name that a program uses: $name', async ({ lines, want }) => {
  const found = await findings(lines);
  expect(found.map(({ sign, level }) => `${sign} ${level}`)).toEqual(
    Array.from({ length: want }, () => 'program-unlike-habit adverse'),
  );
});

it('is less sure, and asks for ten times more, where a log names no program', async () => {
  const much = takes('5.188.206.14', '-', 21_000);
  expect((await findings([...partner('-'), ...much])).map(({ sign, level }) => `${sign} ${level}`)).toEqual([
    'program-unlike-habit notable',
  ]);
  expect(await findings([...partner('-'), ...takes('5.188.206.14', '-', 8_000)])).toEqual([]);
  const moved = partner('-', '198.51.100.4', 9, 1);
  expect(await findings([...partner('-'), ...moved, ...much])).toEqual([]);
});
