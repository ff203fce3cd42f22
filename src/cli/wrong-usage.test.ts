// Values that no command can use: exit code 2 with what was expected, never a crash and never passed over.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { main } from './main.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-usage-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const log = join(scratch, 'access.log');
writeFileSync(log, '203.0.113.5 - - [10/Apr/2026:09:00:00 +0900] "GET / HTTP/1.1" 200 512 "-" "-"\n');

async function run(...argv: string[]) {
  let [out, err] = ['', ''];
  const into = (take: (text: string) => void) =>
    new Writable({
      write(piece, _, done) {
        take(String(piece));
        done();
      },
    });
  const streams = {
    out: into((text) => {
      out += text;
    }),
    err: into((text) => {
      err += text;
    }),
  };
  return { status: await main(argv, streams), out, err };
}

it.each([
  { argv: ['logs', 'read', log, '--time-zone', 'Nowhere/Zone'], wants: '--time-zone wants' },
  { argv: ['logs', 'detect', log, '--clickhouse', 'somewhere'], wants: '--clickhouse wants' },
  {
    argv: ['investigate', scratch, '--out', join(scratch, 'o'), '--clickhouse', 'somewhere'],
    wants: '--clickhouse wants',
  },
  { argv: ['mail', log, '--time-zone', 'Nowhere/Zone'], wants: '--time-zone wants' },
  { argv: ['preserve', '--out', join(scratch, 'p'), '--since', 'last week'], wants: '--since wants' },
  { argv: ['preserve', '--out', join(scratch, 'p'), '--system', 'web1=fridge'], wants: '--system wants' },
  { argv: ['ledger', 'verify-logs', scratch, log, '--now', 'soon'], wants: '--now wants' },
])('akashi $argv', async ({ argv, wants }) => {
  expect(await run(...argv)).toEqual({ status: 2, out: '', err: expect.stringContaining(wants) });
});

it('a pack is not called good by sources that are not there', async () => {
  const pack = join(scratch, 'pack.zip');
  writeFileSync(pack, 'no pack');
  expect(await run('verify', pack, '--sources', join(scratch, 'nowhere'))).toMatchObject({ status: 3, out: '' });
});

it('a folder of somebody else is no --store, and nothing in it is touched', async () => {
  const folder = join(scratch, 'theirs');
  mkdirSync(join(folder, 'clickhouse'), { recursive: true });
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'clickhouse/data'), 'years of it');
  writeFileSync(join(folder, 'manifest.json'), '{"name":"an app"}');
  const { status, err } = await run('logs', 'read', log, '--store', folder);
  expect({ status, err }).toEqual({ status: 3, err: expect.stringContaining('something else stands there') });
  expect(readdirSync(folder).sort()).toEqual(['clickhouse', 'in', 'manifest.json']);
  expect(readFileSync(join(folder, 'clickhouse/data'), 'utf8')).toBe('years of it');
  expect(await run('logs', 'read', log, '--store', log)).toMatchObject({ status: 3 });
});
