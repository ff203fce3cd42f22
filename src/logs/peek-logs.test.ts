import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { peekLogs } from './peek-logs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-peek-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const now = new Date('2026-11-28T12:00:00Z');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function line(at: string, target: string, { ip = '203.0.113.1', status = 200, size = 500 } = {}): string {
  const [day = '', time = ''] = at.split('T');
  const [year = '', month = '', date = ''] = day.split('-');
  return `${ip} - - [${date}/${months[Number(month) - 1]}/${year}:${time}:00 +0000] "GET ${target} HTTP/1.1" ${status} ${size} "-" "Mozilla/5.0"\n`;
}
const ordinary = Array.from({ length: 40 }, (_, i) => line('2026-11-28T09:00', `/view?id=${i}`)).join('');
const attack = (size: number) => line('2026-11-28T11:00', '/view?id=-1%20UNION%20SELECT%201,2--', { size });

async function peekAt(name: string, bytes: string | Buffer) {
  const path = join(scratch, name);
  writeFileSync(path, bytes);
  return peekLogs([{ path, shown: name }], 'UTC', now);
}

it('looks into a log in UTF-16', async () => {
  const { logs, signs } = await peekAt('utf-16.log', Buffer.from(`\ufeff${ordinary}${attack(50_000)}`, 'utf16le'));
  expect(signs.map(({ kind }) => kind)).toEqual(['attack-answered']);
  expect(logs[0]).toMatchObject({ from: Date.parse('2026-11-28T09:00Z'), compressed: false });
});

describe('signs in the first look', () => {
  const ssh = (text: string, second: number) =>
    `Nov 28 10:00:${String(second).padStart(2, '0')} web1 sshd[7]: ${text} from 203.0.113.9 port 4000 ssh2\n`;
  const failures = (count: number) =>
    Array.from({ length: count }, (_, i) => ssh('Failed password for root', i)).join('');
  it.each([
    {
      name: 'an attack answered with far more than the page',
      bytes: ordinary + attack(50_000),
      want: ['attack-answered'],
    },
    { name: 'an attack answered like the page is only tried', bytes: ordinary + attack(520), want: ['attack-tried'] },
    {
      name: 'an attack refused is nothing',
      bytes: ordinary + line('2026-11-28T11:00', '/?q=../../../etc/passwd', { status: 403 }),
      want: [],
    },
    {
      name: 'a login after five failures',
      bytes: failures(5) + ssh('Accepted password for root', 30),
      want: ['login-after-failures'],
    },
    {
      name: 'a login after one mistyped password is nothing',
      bytes: failures(1) + ssh('Accepted password for root', 30),
      want: [],
    },
    { name: 'twenty-five failures are guessing', bytes: failures(25), want: ['guessing'] },
    {
      name: 'one client reading 400 numbered pages',
      bytes: Array.from({ length: 400 }, (_, i) => line('2026-11-28T11:00', `/answers/${i}`)).join(''),
      want: ['bulk-read'],
    },
    {
      name: 'a copy of the database that was given',
      bytes: ordinary + line('2026-11-28T11:00', '/backup/db.sql', { size: 2_833_110 }),
      want: ['file-given'],
    },
    {
      name: 'one that was refused is nothing',
      bytes: ordinary + line('2026-11-28T11:00', '/backup/db.sql', { status: 404 }),
      want: [],
    },
    {
      name: 'a site with one answer to everything gave nothing',
      bytes: ordinary + ['/.env', '/db.sql'].map((of) => line('2026-11-28T11:00', of, { size: 812 })).join(''),
      want: [],
    },
    {
      name: 'nor did one that answers with its first page',
      bytes: line('2026-11-28T10:00', '/', { size: 812 }) + line('2026-11-28T11:00', '/.env', { size: 812 }),
      want: [],
    },
    { name: 'visitors are nothing', bytes: ordinary, want: [] },
  ])('$name', async ({ bytes, want, name }) => {
    const { signs, whole } = await peekAt(`${name.slice(0, 12)}.log`, bytes);
    expect(signs.map(({ kind }) => kind)).toEqual(want);
    expect(whole).toBe(true);
  });
});

describe('times', () => {
  it('of a compressed file are those of its end too', async () => {
    const { logs } = await peekAt('a.log.gz', gzipSync(ordinary + attack(1)));
    expect(logs[0]).toMatchObject({
      from: Date.parse('2026-11-28T09:00Z'),
      to: Date.parse('2026-11-28T11:00Z'),
      endSeen: true,
    });
  });

  it('of a file larger than the budget are those of both ends, and it is said to be a sample', async () => {
    const filler = line('2026-11-20T10:00', '/').repeat(400_000);
    const { logs, whole, looked, bytes } = await peekAt(
      'big.log',
      line('2026-11-01T00:00', '/') + filler + line('2026-11-28T08:00', '/'),
    );
    expect(logs[0]).toMatchObject({ from: Date.parse('2026-11-01T00:00Z'), to: Date.parse('2026-11-28T08:00Z') });
    expect(whole).toBe(false);
    expect(looked).toBeLessThan(bytes);
  });

  it('of what carries none are null', async () => {
    const { logs } = await peekAt('noise.log', 'no time here\n'.repeat(50));
    expect(logs[0]).toMatchObject({ from: null, to: null });
  });
});
