import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../vocabulary/random.ts';
import { folderSource } from './folder.ts';
import { initLog, openLogFolder, readConfig, readPolicy } from './log-folder.ts';
import { nodeMerkle, nodeVerifying, signerKeyFrom } from './node-crypto.ts';
import { formatNote, formatVerifierKey, parseNote, parseVerifierKey } from './note.ts';
import { filesToSeal, sealFiles } from './seal.ts';
import { parseSegment, verifyLine } from './seal-entry.ts';
import { openLine, parseSealFile } from './seal-segment.ts';
import { verifySealedLogs } from './verify-sealed.ts';
import { openWitness } from './witness-store.ts';

const now = () => new Date('2026-01-02T03:04:05Z');
const root = mkdtempSync(join(tmpdir(), 'akashi-seal-'));
let made = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function newPlace(): Promise<{ ledger: string; logs: string }> {
  made += 1;
  const [ledger, logs] = [join(root, `ledger${made}`), join(root, `logs${made}`)];
  await initLog(ledger, { origin: 'example.com/t' }, now);
  mkdirSync(logs);
  return { ledger, logs };
}

async function seal(ledger: string, ...paths: string[]) {
  const log = await openLogFolder(ledger, { now, publishesAlone: false });
  const how = { folder: ledger, log, source: folderSource(ledger), now, sealsOpenEnd: true };
  const report = await sealFiles(filesToSeal(paths).files, how);
  await log.close();
  return report;
}

const lines = Array.from({ length: 500 }, (_, i) => `10.0.0.${i % 250} - - [t ${i}] "GET /${(i * 7919) % 97}" 200`);
const text = (of: readonly string[]) => of.map((line) => `${line}\n`).join('');
const named = async (ledger: string, path: string) => {
  const report = await verifySealedLogs(ledger, [path], now());
  const [file] = report.files;
  return { ok: report.ok, ...file, changed: file?.changed.map(({ line, kind }) => `${line} ${kind}`) };
};

describe('what was done to a sealed log is named', () => {
  it.each<[string, (lines: string[]) => string[], string[]]>([
    ['nothing', (l) => l, []],
    ['lines added at the end', (l) => [...l, 'later'], []],
    ['a changed line', (l) => l.with(41, 'x'), ['42 changed']],
    ['the first line changed', (l) => l.with(0, 'x'), ['1 changed']],
    ['the last line changed', (l) => l.with(499, 'x'), ['500 changed']],
    ['a removed line', (l) => l.toSpliced(41, 1), ['42 removed']],
    ['an inserted line', (l) => l.toSpliced(41, 0, 'x'), ['42 inserted']],
    ['an inserted first line', (l) => l.toSpliced(0, 0, 'x'), ['1 inserted']],
    ['two near changes', (l) => l.with(41, 'x').with(43, 'y'), ['42 changed', '44 changed']],
    ['a run removed', (l) => l.toSpliced(100, 3), ['101 removed', '102 removed', '103 removed']],
    ['the end removed', (l) => l.slice(0, 498), ['499 removed', '500 removed']],
    ['one changed, one removed later', (l) => l.with(9, 'x').toSpliced(19, 1), ['10 changed', '20 removed']],
    ['one inserted, one changed later', (l) => l.toSpliced(9, 0, 'x').with(20, 'y'), ['10 inserted', '21 changed']],
    ['two lines swapped', (l) => l.with(41, l[42] ?? '').with(42, l[41] ?? ''), ['42 removed', '43 inserted']],
  ])('%s', async (_, edit, want) => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines));
    const { sealed } = await seal(ledger, path);
    expect(sealed).toMatchObject([{ fromLine: 1, toLine: 500, lines: 500, index: 0 }]);
    writeFileSync(path, text(edit([...lines])));
    const found = await named(ledger, path);
    expect(found.changed).toEqual(want);
    expect(found.ok).toBe(want.length === 0);
    expect(found.sealedLines).toBe(500);
  });

  it('in random edits every touched line is named, and no other', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines));
    await seal(ledger, path);
    const random = seededRandom(5, 'edits');
    for (let trial = 0; trial < 60; trial += 1) {
      const touched = new Set(Array.from({ length: 1 + random.below(8) }, () => 3 * random.below(160)));
      const edited: string[] = [];
      const want: string[] = [];
      for (const [i, line] of lines.entries()) {
        const how = touched.has(i) ? random.below(3) : -1;
        if (how === 0) want.push(`${edited.push(`changed ${i}`)} changed`);
        else if (how === 1) want.push(`${i + 1} removed`);
        else if (how === 2) {
          want.push(`${edited.push(`inserted ${i}`)} inserted`);
          edited.push(line);
        } else edited.push(line);
      }
      writeFileSync(path, text(edited));
      expect((await named(ledger, path)).changed).toEqual(want);
    }
  });

  it('any changed byte of a sealed log is named to its line', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    const whole = Buffer.from(text(lines));
    writeFileSync(path, whole);
    await seal(ledger, path);
    const random = seededRandom(6, 'bytes');
    for (let trial = 0; trial < 60; trial += 1) {
      const bytes = Buffer.from(whole);
      const at = random.below(bytes.length);
      const line = bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
      bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
      writeFileSync(path, bytes);
      const { changed = [] } = await named(ledger, path);
      expect(changed.some((each) => Number.parseInt(each, 10) === line || Number.parseInt(each, 10) === line + 1)).toBe(
        true,
      );
    }
  });
});

describe('kept hashes', () => {
  it('a changed byte of them is noticed, and is no change of a log line', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines));
    await seal(ledger, path);
    const [name = ''] = readdirSync(join(ledger, '.akashi/seals')).filter((each) => each.endsWith('.seal'));
    const sealFile = join(ledger, '.akashi/seals', name);
    const whole = readFileSync(sealFile);
    const random = seededRandom(7, 'seals');
    for (let trial = 0; trial < 40; trial += 1) {
      const bytes = Buffer.from(whole);
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
      writeFileSync(sealFile, bytes);
      const report = await verifySealedLogs(ledger, [path], now());
      expect([at, report.ok, report.problems.length > 0]).toEqual([at, false, true]);
      expect(report.files.flatMap(({ changed }) => changed)).toEqual([]);
    }
  });

  it('open one line for somebody else, and no other', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines));
    await seal(ledger, path);
    const [name = ''] = readdirSync(join(ledger, '.akashi/seals')).filter((each) => each.endsWith('.seal'));
    const file = parseSealFile(readFileSync(join(ledger, '.akashi/seals', name)));
    const entry = file && parseSegment(file.entry);
    const opening = file && openLine(file, 42);
    if (!entry || !opening) throw new Error('cannot open the line');
    const says = (line: number, words: string) => verifyLine(entry, { ...opening, line }, Buffer.from(words));
    expect(says(42, lines[41] ?? '')).toBe(true);
    expect(says(42, lines[42] ?? '')).toBe(false);
    expect(says(43, lines[42] ?? '')).toBe(false);
    expect(file && openLine(file, 501)).toBeUndefined();
  });

  it('are the only place where line hashes stand', async () => {
    const { ledger, logs } = await newPlace();
    writeFileSync(join(logs, 'a.log'), text(lines));
    await seal(ledger, logs);
    const entry = readFileSync(join(ledger, 'tile/entries/000.p/1'));
    expect(entry.length).toBeLessThan(600);
    expect(entry.toString()).not.toContain('a.log');
  });
});

describe('a file that moves on', () => {
  it('is sealed from where it stopped, and once only', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines.slice(0, 100)));
    await seal(ledger, path);
    expect((await seal(ledger, path)).sealed).toEqual([]);
    writeFileSync(path, text(lines));
    expect((await seal(ledger, path)).sealed).toMatchObject([{ fromLine: 101, toLine: 500 }]);
    expect(await named(ledger, path)).toMatchObject({ ok: true, sealedLines: 500, unsealedTail: 0 });
  });

  it('a last line without an end may grow, and what was sealed of it must stay', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'a.log');
    writeFileSync(path, 'one\ntw');
    await seal(ledger, path);
    expect((await seal(ledger, path)).sealed).toEqual([]);
    writeFileSync(path, 'one\ntwo\n');
    expect((await named(ledger, path)).changed).toEqual([]);
    writeFileSync(path, 'one\nTwo\n');
    expect((await named(ledger, path)).changed).toEqual(['2 changed']);
    writeFileSync(path, 'one\ntwo\nthree\n');
    await seal(ledger, path);
    expect(await named(ledger, path)).toMatchObject({ ok: true, sealedLines: 3 });
  });

  it.each<[string, (path: string) => void]>([
    ['renamed', (path) => renameSync(path, `${path}.1`)],
    [
      'renamed and compressed',
      (path) => {
        writeFileSync(`${path}.1.gz`, gzipSync(readFileSync(path)));
        rmSync(path);
      },
    ],
    [
      'copied and cut',
      (path) => {
        cpSync(path, `${path}.1`);
        truncateSync(path, 0);
      },
    ],
  ])('%s: the rest of the old one is sealed, then the new one', async (_, rotate) => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines.slice(0, 300)));
    await seal(ledger, path);
    writeFileSync(path, text(lines.slice(0, 400)));
    rotate(path);
    writeFileSync(path, text(lines.slice(400)));
    const { sealed, gaps } = await seal(ledger, path);
    expect(sealed.map(({ fromLine, toLine }) => [fromLine, toLine])).toEqual([
      [301, 400],
      [1, 100],
    ]);
    expect(gaps).toEqual([]);
    const report = await verifySealedLogs(ledger, [logs], now());
    expect(report).toMatchObject({ ok: true, files: [{ sealedLines: 100 }, { sealedLines: 400 }] });
  });

  it('one whose rest is gone leaves a gap that is named ever after', async () => {
    const { ledger, logs } = await newPlace();
    const path = join(logs, 'access.log');
    writeFileSync(path, text(lines));
    await seal(ledger, path);
    writeFileSync(path, 'quite another\n');
    expect((await seal(ledger, path)).gaps).toHaveLength(1);
    expect((await verifySealedLogs(ledger, [path], now())).files[0]?.gaps).toHaveLength(1);
  });
});

describe('what is not known is said', () => {
  it('a file that was never sealed is not "unchanged"', async () => {
    const { ledger, logs } = await newPlace();
    writeFileSync(join(logs, 'a.log'), 'x\n');
    const report = await verifySealedLogs(ledger, [logs], now());
    expect(report).toMatchObject({
      ok: false,
      files: [{ firstSealedAt: null, unsealedTail: 1 }],
      problems: [{ what: 'never-sealed' }],
    });
  });

  // Bytes that an archiver writes first; what follows is never read.
  it.each([
    { name: 'zstd', start: [0x28, 0xb5, 0x2f, 0xfd] },
    { name: 'xz', start: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
    { name: 'bzip2', start: [0x42, 0x5a, 0x68, 0x39] },
  ])(
    'a file packed with $name after sealing was not compared, and is neither changed nor never sealed',
    async ({ name, start }) => {
      const { ledger, logs } = await newPlace();
      const path = join(logs, 'access.log');
      writeFileSync(path, text(lines));
      await seal(ledger, path);
      writeFileSync(path, Buffer.from([...start, 1, 2, 3, 10, 4, 5]));
      const report = await verifySealedLogs(ledger, [path], now());
      expect(report).toMatchObject({ ok: false, files: [], problems: [], unreadable: [path] });
      expect(report.limits[0]?.en).toContain(`packed with ${name}`);
    },
  );

  it('a file packed otherwise than with gzip is not sealed, and is named; the others are', async () => {
    const { ledger, logs } = await newPlace();
    const [packed, plain] = [join(logs, 'access.log.1.xz'), join(logs, 'access.log')];
    writeFileSync(packed, Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1, 10, 2]));
    writeFileSync(plain, text(lines));
    const { sealed, unreadable } = await seal(ledger, logs);
    expect(sealed.map(({ path }) => path)).toEqual([plain]);
    expect(unreadable).toEqual([packed]);
  });

  it('without anybody else, a seal proves nothing to others, and the report says so', async () => {
    const { ledger, logs } = await newPlace();
    writeFileSync(join(logs, 'a.log'), 'x\n');
    await seal(ledger, logs);
    const report = await verifySealedLogs(ledger, [logs], now());
    expect(report.files[0]).toMatchObject({ firstSealedAt: '2026-01-02T03:04:05.000Z', firstExternalAt: null });
    expect(report.limits.some(({ en }) => en.includes('no outside witness'))).toBe(true);
  });
});

it('an anchor that was signed for another history is named, and proves nothing of this one', async () => {
  const { ledger, logs } = await newPlace();
  const path = join(logs, 'access.log');
  writeFileSync(path, text(lines));
  const witnessKey = signerKeyFrom('example.net/w', new Uint8Array(32).fill(3));
  const vkey = parseVerifierKey(readConfig(ledger).vkey);
  const policyFile = join(root, 'anchors.policy');
  const witness = openWitness({
    ...{ folder: join(root, 'anchors-witness'), key: witnessKey, logs: vkey ? [vkey] : [], now },
    ...{ verifying: nodeVerifying, merkle: nodeMerkle },
  });
  writeFileSync(policyFile, `witness w ${formatVerifierKey(witness.key)}\nquorum w\n`);
  const policy = readPolicy(policyFile);
  const empty = join(root, 'anchors-empty');
  cpSync(ledger, empty, { recursive: true });
  await seal(ledger, path);
  const note = parseNote(readFileSync(join(ledger, 'checkpoint')));
  if (!note) throw new Error('no note');
  const answer = await witness.add({ oldSize: 0n, proof: [], note });
  if (answer.status !== 200) throw new Error(`refused: ${answer.status}`);
  const anchored = Buffer.from(formatNote({ ...note, signatures: [...note.signatures, answer.line] }));
  const keep = (folder: string) => {
    mkdirSync(join(folder, '.akashi/anchors'), { recursive: true });
    writeFileSync(join(folder, '.akashi/anchors/00000000000000000001.checkpoint'), anchored);
  };
  keep(ledger);
  const sound = await verifySealedLogs(ledger, [path], now(), { policy });
  expect(sound).toMatchObject({ ok: true, files: [{ firstExternalAt: '2026-01-02T03:04:05.000Z' }] });
  // The same key writes another history over an earlier copy, and the old anchor is put beside it.
  writeFileSync(path, text(lines.with(9, 'never happened')));
  cpSync(`${ledger}.key`, `${empty}.key`);
  await seal(empty, path);
  keep(empty);
  const forged = await verifySealedLogs(empty, [path], now(), { policy });
  expect(forged.problems).toMatchObject([{ what: 'anchor-contradicts' }]);
  expect(forged).toMatchObject({ ok: false, ledger: { ok: false }, files: [{ firstExternalAt: null }] });
});
