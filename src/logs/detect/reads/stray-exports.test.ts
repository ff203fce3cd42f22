import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Finding } from '../detection.ts';
import { strayExports } from './stray-exports.ts';

type Asked = {
  readonly day: number;
  readonly hour: number;
  readonly minute?: number;
  readonly client: string;
  readonly target: string;
  readonly size: number;
  readonly request?: string;
};

const two = (n: number) => String(n).padStart(2, '0');
const line = ({ day, hour, minute = 0, client, target, size, request = 'GET 200' }: Asked) =>
  `${client} - - [${two(day)}/Sep/2026:${two(hour)}:${two(minute)}:00 +0900] "${request.split(' ')[0]} ${target} HTTP/1.1" ${request.split(' ')[1]} ${size} "-" "Mozilla/5.0"`;

/** A week at the office: records opened by day, a list of twenty taken out once. */
const office = [1, 2, 3, 4, 5, 6].flatMap((day) =>
  Array.from({ length: 12 }, (_, i) =>
    line({
      ...{ day, hour: 10 + (i % 8), minute: i, client: '203.0.113.140' },
      ...{ target: `/staff/customers/${day * 100 + i}`, size: 7_000 },
    }),
  ),
);
const export_ = '/staff/customers/export?format=csv';
const monthly = line({ day: 3, hour: 15, client: '203.0.113.140', target: export_, size: 22_000 });
const night: Asked = { day: 7, hour: 1, minute: 51, client: '124.155.71.203', target: export_, size: 402_118 };

async function findings(lines: readonly string[]): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stray-exports-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-29T00:00:00Z') });
    try {
      return await strayExports(store, []);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('names a list taken at night from a network that never used these pages', async () => {
  expect(await findings([...office, monthly, line(night)])).toMatchObject([
    { actor: { kind: 'ip', id: '124.155.71.203' }, level: 'notable', success: 'possible', count: 1 },
  ]);
});

const visitors = Array.from({ length: 40 }, (_, i) =>
  line({ day: 1 + (i % 6), hour: i % 24, client: `198.51.${i}.7`, target: `/staff/profile/${i}`, size: 6_000 }),
);
it.each([
  { name: 'by day', lines: [...office, line({ ...night, hour: 13 })] },
  { name: 'from the office', lines: [...office, line({ ...night, client: '203.0.113.141' })] },
  { name: 'of no list', lines: [...office, line({ ...night, size: 9_000 })] },
  {
    name: 'no larger than that of staff',
    lines: [...office, line({ ...night, day: 3, client: '203.0.113.140', size: 300_000 }), line(night)],
  },
  { name: 'of pages that others open too', lines: [...office, ...visitors, line(night)] },
  { name: 'by somebody who comes again', lines: [...office, line(night), line({ ...night, day: 8 })] },
  { name: 'where nobody has a habit', lines: [...office.slice(0, 30), line(night)] },
])('says nothing of one $name', async ({ lines }) => {
  expect(await findings(lines)).toEqual([]);
});

/** The same list once a month by the office, and once by a stranger who came in for it: no larger, and by day. */
const usual = [2, 4, 6].map((day) =>
  line({ day, hour: 15, client: '203.0.113.140', target: export_, size: 120_000 + day }),
);
const once: Asked = { day: 5, hour: 16, minute: 20, client: '124.155.71.203', target: export_, size: 120_004 };
const cameIn: Asked = { ...once, minute: 17, target: '/wp-login.php', size: 0, request: 'POST 302' };

it('names a list taken within an hour of a login by a network that stands in the log at no other time', async () => {
  expect(await findings([...office, ...usual, line(cameIn), line(once)])).toMatchObject([
    {
      actor: { kind: 'ip', id: '124.155.71.203' },
      level: 'notable',
      success: 'possible',
      count: 1,
      first: Date.parse('2026-09-05T07:20:00Z'),
    },
  ]);
});

it.each([
  { name: 'without a login', more: [line(once)] },
  { name: 'hours after the login', more: [line({ ...cameIn, hour: 14 }), line(once)] },
  { name: 'after a login that was refused', more: [line({ ...cameIn, request: 'POST 200', size: 6_000 }), line(once)] },
  { name: 'by a network that came on another day', more: [line({ ...cameIn, day: 2 }), line(cameIn), line(once)] },
  { name: 'from the office', more: [line(cameIn), line({ ...once, client: '203.0.113.141' })] },
  {
    name: 'where two take them from elsewhere',
    more: [line(cameIn), line(once), line({ ...once, day: 3, client: '198.51.100.9' })],
  },
])('says nothing of one $name', async ({ more }) => {
  expect(await findings([...office, ...usual, ...more])).toEqual([]);
});

it('tells the same list as staff take where the network stands in the log for that alone', async () => {
  const same = line({ ...night, size: 22_000 });
  expect((await findings([...office, monthly, same])).map(({ actor }) => actor.id)).toEqual(['124.155.71.203']);
  const before = line({ day: 2, hour: 12, client: '124.155.71.203', target: '/news', size: 4_000 });
  expect(await findings([...office, monthly, before, same])).toEqual([]);
});

it('tells the book of addresses of a webmail', async () => {
  const mail = office.map((text) => text.replace(/\/staff\/customers\/(\d+)/, '/mail/?_task=mail&_uid=$1'));
  const book = line({ ...night, target: '/mail/?_task=addressbook&_action=export&_source=0', size: 188_213 });
  expect((await findings([...mail, book])).map(({ actor }) => actor.id)).toEqual(['124.155.71.203']);
});
