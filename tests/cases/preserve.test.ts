// The first hour, on a real folder: a script that only reads, a record, and a check that names what is wrong.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCopies } from '../../src/cases/preserve/check-copies.ts';
import { collectScript } from '../../src/cases/preserve/collect-script.ts';
import { systemTemplates } from '../../src/cases/preserve/templates.ts';
import { collectionsIn, readCollection } from '../../src/store/collections.ts';
import { akashi } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-preserve-'));
const logs = join(scratch, 'var-log');
const work = join(scratch, 'work');
let collected: string;

/** Content, size, mode and times of everything below a folder. */
function treeOf(folder: string): string {
  const rows = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const at = statSync(join(folder, name));
      const digest = at.isFile()
        ? createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex')
        : '';
      return `${name} ${at.mode} ${at.size} ${at.mtimeMs} ${at.ctimeMs} ${digest}`;
    });
  return rows.join('\n');
}

beforeAll(() => {
  mkdirSync(logs);
  mkdirSync(work);
  writeFileSync(join(logs, 'access.log'), '203.0.113.9 - - [01/Feb/2026:10:00:00 +0900] "GET / HTTP/1.1" 200 5\n');
  writeFileSync(join(logs, 'access.log.1'), 'older\n');
  const template = {
    id: 'test',
    about: { ja: '試験', en: 'test' },
    steps: [{ id: 'weblog', kind: 'files' as const, needs: 'tar', run: logs, about: { ja: '', en: '' } }],
  };
  writeFileSync(
    join(work, 'collect.web1.sh'),
    collectScript({ system: 'web1', templates: [template], since: '2026-01-01' }),
  );
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the script', () => {
  it('changes nothing on its sources and records every step', () => {
    const before = treeOf(logs);
    execFileSync('sh', ['collect.web1.sh', 'A. Collector', 'engineer', 'yes'], { cwd: work, stdio: 'ignore' });
    expect(treeOf(logs)).toBe(before);
    [collected = ''] = collectionsIn(work);
    const record = readFileSync(join(collected, 'acquisition.csv'), 'utf8');
    for (const step of ['clock-utc', 'clock-offset', 'rotation', 'weblog']) expect(record).toContain(`"${step}"`);
    const listed = execFileSync('tar', ['-tf', join(collected, 'weblog.tar')], { encoding: 'utf8' });
    expect(listed).toMatch(/access\.log\n/);
  });

  it('does not run from a pipe, nor without the name of the collector', () => {
    const script = readFileSync(join(work, 'collect.web1.sh'), 'utf8');
    expect(spawnSync('sh', [], { cwd: scratch, input: script }).status).toBe(2);
    expect(spawnSync('sh', ['collect.web1.sh'], { cwd: work }).status).toBe(2);
    expect(collectionsIn(scratch)).toEqual([]);
  });

  it('takes no name or date that could mean something to a shell', () => {
    expect(() => collectScript({ system: 'web1; rm -rf /', templates: [], since: '2026-01-01' })).toThrow(RangeError);
    expect(() => collectScript({ system: 'web1', templates: [], since: '$(id)' })).toThrow(RangeError);
  });

  it('holds no command that writes, deletes or sends', () => {
    const script = collectScript({ system: 'all', templates: systemTemplates, since: '2026-01-01' });
    const steps = script.split('\n').filter((line) => /^(?:keep|files) /.test(line));
    expect(steps.length).toBeGreaterThan(10);
    for (const step of steps)
      expect(step).not.toMatch(
        /\b(?:rm|mv|cp|dd|tee|curl|wget|scp|ssh|nc|kill|reboot|vacuum|rotate|DELETE|DROP|UPDATE|INSERT)\b|[^2]>/,
      );
  });
});

describe('the check of copies', () => {
  const check = async () => checkCopies(await readCollection(collected));

  it('says since when a change would show', async () => {
    const result = await check();
    expect(result).toMatchObject({
      ok: true,
      since: expect.stringMatching(/^20\d\d-/),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('names a copy altered after collection, a file missing, a file added, a hash list edited', async () => {
    const list = readFileSync(join(collected, 'SHA256SUMS'), 'utf8');
    chmodSync(join(collected, 'weblog.tar'), 0o600);
    appendFileSync(join(collected, 'weblog.tar'), 'x');
    expect((await check()).problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'changed', where: expect.stringContaining('weblog.tar') }),
      ]),
    );
    const now = createHash('sha256')
      .update(readFileSync(join(collected, 'weblog.tar')))
      .digest('hex');
    writeFileSync(join(collected, 'SHA256SUMS'), list.replace(/[0-9a-f]{64}(?= {2}weblog\.tar)/, now));
    expect((await check()).problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'list', where: expect.stringContaining('SHA256SUMS') })]),
    );
    rmSync(join(collected, 'clock-utc.txt'));
    writeFileSync(join(collected, 'planted.txt'), '');
    const kinds = (await check()).problems.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['missing', 'added', 'list']));
    const ran = await akashi(['preserve', '--check', work, '--json']);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ collections: [{ ok: false }] });
  });

  it('names a clock off by 37 minutes', () => {
    const rows = [{ step: 'clock-utc', offset_seconds: '2220', end: '2026-02-01T00:00:00Z' }];
    const { problems, ok } = checkCopies({ path: 'c', rows, listed: new Map(), present: new Map(), listDigest: null });
    expect(problems).toEqual([
      expect.objectContaining({
        kind: 'clock',
        message: expect.objectContaining({ en: expect.stringContaining('37.0 minutes') }),
      }),
    ]);
    expect(ok).toBe(true);
  });
});

it('akashi preserve writes a hold list and a script for each host', async () => {
  const out = join(scratch, 'hold');
  const ran = await akashi([
    'preserve',
    '--out',
    out,
    '--system',
    'web1=web,login',
    '--system',
    'db=postgresql',
    '--case',
    'A-1',
    '--now',
    '2026-02-01T00:00:00Z',
    '--json',
  ]);
  expect(ran.status, ran.err).toBe(0);
  expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([
    'card.en.pdf',
    'card.en.txt',
    'card.ja.pdf',
    'card.ja.txt',
    'collect.db.sh',
    'collect.web1.sh',
    'hold.md',
  ]);
  expect(readFileSync(join(out, 'hold.md'), 'utf8')).toContain('A-1');
  expect((await akashi(['preserve', '--out', out, '--system', 'x=nothing'])).status).toBe(3);
});
