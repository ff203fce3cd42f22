// What people hand over on a bad day: each gives a clear error or a stated refusal, the rest goes on, nothing is lost,
// left half written, or turned into a "nothing found".
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { akashi, built, root } from './run-akashi.ts';

let folder: string;
let out: string;
beforeEach(() => {
  const scratch = mkdtempSync(join(tmpdir(), 'akashi-bad-'));
  folder = join(scratch, 'case');
  out = join(scratch, 'out');
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const weighed = (...more: string[]) =>
  akashi(['investigate', folder, '--out', out, '--now', '2009-04-16T09:00:00+09:00', '--no-drill', ...more]);
/** Weighing takes half the time, and has no part in what is read, refused and written. */
const investigate = () => weighed('--no-weigh');
const caseFile = () => JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
const resultOf = (id: string) => caseFile().checks.find((check) => check.id === id)?.result;
const leftovers = () => readdirSync(join(out, '..')).filter((name) => name.includes('.partial'));

describe('a claim that cannot be used ends the run, and nothing is written', () => {
  it.each([
    {
      name: 'an empty folder',
      spoil: () => rmSync(join(folder, 'claim.yaml')),
      says: /no claim\.yaml, claim\.eml or claim\.txt/,
    },
    {
      name: 'a claim without an address',
      spoil: () => writeFileSync(join(folder, 'claim.yaml'), 'name: x\n'),
      says: /claim\.yaml: address: missing/,
    },
    {
      name: 'a claim that is no YAML',
      spoil: () => writeFileSync(join(folder, 'claim.yaml'), 'address: [\n'),
      says: /claim\.yaml, line \d+: not YAML/,
    },
    {
      name: 'a claim of broken bytes',
      spoil: () => writeFileSync(join(folder, 'claim.yaml'), Buffer.from([0xff, 0xfe, 0x00])),
      says: /claim\.yaml: not UTF-8/,
    },
  ])('$name', async ({ spoil, says }) => {
    spoil();
    const ran = await investigate();
    expect(ran.status).toBe(3);
    expect(ran.err).toMatch(says);
    expect(existsSync(out)).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});

describe('one source that cannot be read is told, and the rest goes on', () => {
  it.each([
    {
      name: 'a register with a wrong column, and a truncated gzip',
      spoil: () => {
        writeFileSync(join(folder, 'register.csv'), 'who,when\nx,y\n');
        truncateSync(join(folder, 'logs/access.log.3.gz'), 9000);
      },
      says: [/register\.csv, line 1: no column "address"/, /access\.log\.3\.gz/],
      // Of a set of which one file breaks off nobody says that none does.
      checks: ['register.holds-address', 'logs.attack-traces', 'tamper.rotation-holes'],
      result: 'not-checked',
    },
    {
      name: 'a zip bomb, and a folder that contains itself',
      spoil: () => {
        writeFileSync(join(folder, 'logs/bomb.gz'), gzipSync(Buffer.alloc(300 << 20)));
        symlinkSync('..', join(folder, 'logs/loop'));
      },
      says: [/bomb\.gz.*bomb/, /loop.*contains itself/],
      checks: ['logs.bulk-read'],
      result: 'nothing-found',
    },
  ])('$name', async ({ spoil, says, checks, result }) => {
    spoil();
    const ran = await investigate();
    expect(ran.status).toBe(3);
    for (const one of says) expect(ran.err).toMatch(one);
    expect(checks.map(resultOf)).toEqual(checks.map(() => result));
  });
});

describe('bytes that no format understands', () => {
  it('NUL bytes, invalid UTF-8 and one line of 64 MB are counted, and do not stop the case', async () => {
    const strange = {
      'logs/nul.log': Buffer.alloc(200_000),
      'logs/no-utf8.log': Buffer.from(
        Array.from({ length: 200_000 }, (_, index) => (index % 97 === 0 ? 10 : 128 + (index % 100))),
      ),
      'logs/one-line.log': Buffer.alloc(64 << 20, 'x'),
    };
    for (const [path, bytes] of Object.entries(strange)) writeFileSync(join(folder, path), bytes);
    const ran = await investigate();
    expect(ran.status, ran.err).toBe(0);
    for (const name of Object.keys(strange)) {
      const counted = caseFile().files.find(({ path }) => path === name);
      expect(counted?.unparsed, name).toBeGreaterThan(0);
    }
  });

  it('when most lines are not understood, nothing is called "nothing found"', async () => {
    rmSync(join(folder, 'logs'), { recursive: true });
    mkdirSync(join(folder, 'logs'));
    writeFileSync(
      join(folder, 'logs/own-format.log'),
      Array.from({ length: 500 }, (_, index) => `~${index}~ something happened, and nobody knows what\n`).join(''),
    );
    expect((await weighed()).status).toBe(0);
    expect(resultOf('logs.attack-traces')).toBe('not-checked');
    expect(caseFile().outcome).not.toBe('no_evidence');
  });
});

describe('a complaint with nothing else', () => {
  it('still gives an honest report and letter', async () => {
    const ran = await akashi([
      'investigate',
      '--claim',
      join(folder, 'claim.yaml'),
      '--out',
      out,
      '--now',
      '2009-04-16T09:00:00+09:00',
    ]);
    expect(ran.status, ran.err).toBe(0);
    expect(caseFile()).toMatchObject({ outcome: 'inconclusive', outcomeReason: 'missing_evidence' });
    expect(readFileSync(join(out, 'letter.ja.txt'), 'utf8')).toMatch(/判断に足る記録がそろわず/);
  });
});

describe('the output', () => {
  it('a folder that holds something else is refused and left alone', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'mine');
    const ran = await investigate();
    expect(ran.status).toBe(3);
    expect(ran.err).toMatch(/not an earlier output of ours/);
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  it('a disk that is full leaves the earlier output whole', async () => {
    expect((await investigate()).status).toBe(0);
    const before = readdirSync(out).map((name) => [name, readFileSync(join(out, name)).length]);
    // A file size limit of 40 blocks of 1 KiB stands for the full disk: writing case.json then fails in the same place.
    const limited = spawnSync(
      'bash',
      [
        '-c',
        `trap '' XFSZ; ulimit -f 40; exec "${process.execPath}" "${built}" investigate "${folder}" --out "${out}" --no-drill --no-weigh`,
      ],
      { encoding: 'utf8' },
    );
    expect(limited.status).not.toBe(0);
    expect(limited.stderr).toMatch(/cannot be|could not|failed|EFBIG/i);
    expect(readdirSync(out).map((name) => [name, readFileSync(join(out, name)).length])).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  it('an engine that is killed is an error, never an empty answer', async () => {
    const run = spawn(
      process.execPath,
      [built, 'investigate', folder, '--out', out, '--now', '2009-04-16T09:00:00+09:00'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let err = '';
    run.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    const ended = new Promise<number | null>((done) => run.on('close', done));
    // The child that holds the engine, as soon as there is one.
    for (let tries = 0; tries < 400 && run.exitCode === null; tries += 1) {
      const killed = spawnSync('pkill', ['-9', '-P', String(run.pid), '-f', 'engine-child']);
      if (killed.status === 0) break;
      await new Promise((wait) => setTimeout(wait, 25));
    }
    expect(await ended).toBe(3);
    expect(err).toMatch(/engine/);
    expect(existsSync(join(out, 'case.json'))).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});
