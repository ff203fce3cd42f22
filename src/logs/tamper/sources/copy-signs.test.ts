import { expect, it } from 'vitest';
import { bytesOf, type InventedLine, inventedStart, inventSite } from '../../../../tests/invented-logs.ts';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import type { TamperReport } from '../tamper-report.ts';
import { unmatched } from './copied-records.ts';
import { differingLines, isEdited, isSameWritten } from './copy-signs.ts';

const { access } = inventSite({ seed: 5, days: 1, visitsPerHour: 30 });

async function examine(files: Readonly<Record<string, readonly InventedLine[]>>): Promise<TamperReport> {
  const copies = Object.entries(files).map(([name, lines]) => ({ name, bytes: bytesOf(lines) }));
  const store = await readSharedCopy(copies, new Date('2026-06-01T00:00:00Z'));
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const byHost = (lines: readonly InventedLine[]) =>
  lines.map(({ at, text }) => ({ at, text: `www.example.co.jp:443 ${text}` }));
const from = (client: string) => (line: InventedLine, i: number) =>
  i === 700 ? { ...line, text: line.text.replace(/^\S+/, client) } : line;

it('an address edited in one of two logs with the same records is a contradiction that names both lines', async () => {
  expect((await examine({ 'access.log': access, 'vhosts.log': byHost(access) })).verdict).toBe('no-sign');
  const report = await examine({ 'access.log': access.map(from('192.0.2.200')), 'vhosts.log': byHost(access) });
  expect(report.verdict).toBe('altered');
  expect(report.signs).toMatchObject([{ kind: 'cross-source', strength: 'strong', fromLine: 701, toLine: 701 }]);
  expect(report.signs[0]?.pointers.map(({ path, line }) => `${path}:${line}`)).toEqual([
    'access.log:701',
    'vhosts.log:701',
  ]);
});

it('a page that was given, written as "not found" in one of two logs, is a contradiction', async () => {
  const hidden = access.map((line, i) =>
    i === 800 ? { ...line, text: line.text.replace(/" \d{3} \d+ "/, '" 404 153 "') } : line,
  );
  const report = await examine({ 'access.log': hidden, 'vhosts.log': byHost(access) });
  expect(report.verdict).toBe('altered');
  expect(report.signs).toMatchObject([{ kind: 'cross-source', strength: 'strong', fromLine: 801, toLine: 801 }]);
  expect(report.signs[0]?.statement.en).toContain('status and size');
});

it('addresses that differ in all lines, as behind a proxy, contradict nothing', async () => {
  const behind = access.map(({ at, text }) => ({ at, text: text.replace(/^\S+/, '10.0.0.5') }));
  expect((await examine({ 'proxy.log': access, 'backend.log': behind })).verdict).toBe('no-sign');
});

it('another agent in a proxy’s log than in its backend’s does', async () => {
  const behind = access.map(({ at, text }, i) => {
    const own = text.replace(/^\S+/, '10.0.0.5');
    return { at, text: i === 900 ? own.replace(/"[^"]*"$/, '"curl/8.0"') : own };
  });
  const { signs } = await examine({ 'proxy.log': access, 'backend.log': behind });
  expect(signs).toMatchObject([{ kind: 'cross-source', strength: 'weak', fromLine: 901 }]);
});

it('lines are matched first in their instant, then near in time', () => {
  const line = (n: number, t: number) => ({ h: 'x', n, t });
  expect(unmatched([line(1, 1000), line(2, 2000), line(3, 3000)], [line(1, 1000), line(2, 3000)])).toEqual([
    line(2, 2000),
  ]);
  expect(unmatched([line(1, 1000)], [line(9, 3000)])).toEqual([]);
  expect(unmatched([line(1, 1000)], [line(9, 30_000)])).toEqual([line(1, 1000)]);
});

it('of several lines that could be meant, none is', () => {
  const lone = (n: number, t: number) => ({ n, t, without: ['same', `other ${n}`] });
  expect(differingLines([lone(1, 0)], [lone(7, 0)], 2)).toHaveLength(1);
  expect(differingLines([lone(1, 0)], [lone(7, 0), lone(8, 0)], 2)).toHaveLength(0);
});

it('what was cut or escaped is the same; a word of a message is an edit, another message is none', () => {
  expect(isSameWritten('a'.repeat(300), 'a'.repeat(200))).toBe(true);
  expect(isSameWritten('/caf\\xc3\\xa9', '/café')).toBe(true);
  expect(isSameWritten('GET /a/../b//c', 'GET /b/c')).toBe(true);
  expect(isSameWritten('GET /a', 'GET /b')).toBe(false);
  expect(isSameWritten('203.0.113.5', '203.0.113.6')).toBe(false);
  expect(isEdited('Accepted password for ops from 192.0.2.1', 'Accepted password for ops from 192.0.2.2')).toBe(true);
  expect(isEdited('session opened for user ops', 'Accepted password for ops from')).toBe(false);
});

it('lines of one visitor that one of two logs lacks are told at their place, with the lines of the other', async () => {
  const client = access[1500]?.text.split(' ')[0] ?? '';
  const without = access.filter(({ text }) => !text.startsWith(`${client} `));
  expect(access.length - without.length).toBeGreaterThan(2);
  const report = await examine({ 'access.log': without, 'vhosts.log': byHost(access) });
  expect(report.verdict).toBe('suspect');
  expect(report.signs).toMatchObject([{ kind: 'cross-source', strength: 'weak', path: 'access.log' }]);
  expect(report.signs[0]?.pointers.map(({ path }) => path)).toContain('vhosts.log');
});

it('a line that was sent twice, and lines a transfer lost here and there, are no alteration', async () => {
  const twice = access.flatMap((line, i) => (i % 400 === 7 ? [line, line] : [line]));
  expect((await examine({ 'access.log': access, 'shipped.log': twice })).verdict).toBe('no-sign');
  const lossy = access.filter((_, i) => i % 400 !== 7);
  expect((await examine({ 'access.log': access, 'shipped.log': lossy })).verdict).toBe('defect');
});

it('a session erased from auth.log is told where the other log holds what auth.log was never meant to hold', async () => {
  const said = (seconds: number, program: string, pid: number, words: string): InventedLine => {
    const at = inventedStart + 1000 * seconds;
    const time = new Date(at).toISOString().replace('Z', '+00:00');
    return { at, text: `${time} web1 ${program}[${pid}]: ${words}` };
  };
  const hours = Array.from({ length: 900 }, (_, i) => i * 97 + ((i * i) % 53));
  const jobs = hours.map((at, i) => said(at, 'CRON', 900 + i, '(www-data) CMD (php artisan schedule:run)'));
  const pam = hours.map((at, i) =>
    said(at + 1, 'CRON', 900 + i, 'pam_unix(cron:session): session closed for user root'),
  );
  const commands = ['id', 'mysqldump app', 'tar c /srv', 'scp a b', 'shred a', 'exit'];
  const erased = commands.map((what, i) => said(40_010 + i, 'sudo', 3000 + i, `deploy : USER=root ; COMMAND=${what}`));
  const sorted = (...lines: readonly InventedLine[][]) => lines.flat().sort((a, b) => a.at - b.at);
  expect((await examine({ 'auth.log': pam, messages: sorted(jobs, pam) })).verdict).toBe('no-sign');
  const report = await examine({ 'auth.log': pam, messages: sorted(jobs, pam, erased) });
  expect(report.signs).toMatchObject([{ kind: 'cross-source', strength: 'weak', path: 'auth.log' }]);
});
