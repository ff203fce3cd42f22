import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AkashiError } from '../vocabulary/error.ts';
import { seededRandom } from '../vocabulary/random.ts';
import { collectPartials, folderSource, servedFiles } from './folder.ts';
import { fileCalls } from './folder-calls.ts';
import { holdInForce, isHeld, refuseUnderHold } from './holds.ts';
import { httpSource } from './http.ts';
import { logServer } from './http-server.ts';
import { initLog, openLogFolder } from './log-folder.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying, signerKeyFrom, verifierOf } from './node-crypto.ts';
import { formatSignerKey, formatVerifierKey, parseVerifierKey } from './note.ts';
import { proveEntry } from './prove.ts';
import type { LogSource } from './storage.ts';
import { readBundle } from './tile-reader.ts';
import { verifyTlogProof } from './tlog-proof.ts';
import { verifyLog } from './verify-log.ts';
import { BATCH_HEADER_BYTES, sealBatch } from './wal.ts';
import { witnessServer } from './witness-server.ts';
import { openWitness } from './witness-store.ts';

const now = () => new Date('2026-01-02T03:04:05Z');
const root = mkdtempSync(join(tmpdir(), 'akashi-log-'));
const keyFile = join(root, 'key');
const vkey = formatVerifierKey(verifierOf(signerKeyFrom('example.com/t', new Uint8Array(32).fill(3))));
const how = { now, publishesAlone: false } as const;
let made = 0;

beforeAll(() => writeFileSync(keyFile, formatSignerKey(signerKeyFrom('example.com/t', new Uint8Array(32).fill(3)))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function newLog(more: { policyFile?: string; failClosed?: boolean } = {}): Promise<string> {
  made += 1;
  const folder = join(root, `log${made}`);
  await initLog(folder, { origin: 'example.com/t', keyFile, ...more }, now);
  return folder;
}

async function append(folder: string, count: number): Promise<void> {
  const log = await openLogFolder(folder, how);
  const first = log.size;
  await Promise.all(Array.from({ length: count }, (_, i) => log.add(Buffer.from(`entry ${first + i}`))));
  await log.close();
}

function verify(source: LogSource, files?: string[]) {
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error('no key');
  const using = { key, verifying: nodeVerifying, merkle: nodeMerkle, hasher: nodeTreeHasher };
  return verifyLog(source, files ? { ...using, files } : using);
}

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(() => undefined).catch((each: unknown) => each);
  return error instanceof AkashiError ? error.code : error;
};
const bytesOf = (folder: string) =>
  servedFiles(folder).map((path) => [path, readFileSync(join(folder, path)).toString('hex')]);

describe('appending', () => {
  it('the same entries with the same key give the same files, byte for byte', async () => {
    const [a, b] = [await newLog(), await newLog()];
    for (const folder of [a, b]) for (const count of [0, 1, 300, 260]) await append(folder, count);
    expect(bytesOf(a)).toEqual(bytesOf(b));
    expect((await verify(folderSource(a), servedFiles(a))).ok).toBe(true);
    expect(readdirSync(join(a, '.akashi/wal'))).toEqual([]);
  });

  it.each([0, 1, 255, 256, 257, 70_000])('%d entries verify, from a folder and over HTTP', async (count) => {
    const folder = await newLog();
    await append(folder, count);
    const server = logServer(folderSource(folder)).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    for (const source of [folderSource(folder), httpSource(`http://127.0.0.1:${port}`)]) {
      expect(await verify(source)).toMatchObject({ ok: true, size: count, problems: [] });
    }
    server.closeAllConnections();
    server.close();
  });

  it('every checkpoint that is published while entries stream in verifies', async () => {
    const folder = await newLog();
    const log = await openLogFolder(folder, { now, publishEveryMs: 0 });
    const sizes = new Set<number>();
    let isDone = false;
    const reader = (async () => {
      while (!isDone) {
        const report = await verify(folderSource(folder));
        expect(report).toMatchObject({ ok: true, problems: [] });
        sizes.add(report.size);
        await new Promise((done) => setTimeout(done, 1));
      }
    })();
    // A machine that writes faster than it verifies has the reader see few sizes: entries come until it has seen enough.
    let groups = 0;
    while (groups < 6 || (sizes.size <= 2 && groups < 60)) {
      await Promise.all(Array.from({ length: 900 }, (_, i) => log.add(Buffer.from(`entry ${groups * 900 + i}`))));
      groups += 1;
    }
    await log.publish();
    isDone = true;
    await reader;
    await log.close();
    expect(sizes.size).toBeGreaterThan(2);
    expect(await verify(folderSource(folder), servedFiles(folder))).toMatchObject({ ok: true, size: groups * 900 });
  });

  it('takes entries over HTTP from programs, and from no web page', async () => {
    const folder = await newLog();
    const log = await openLogFolder(folder, { now, publishEveryMs: 0 });
    const server = logServer(folderSource(folder), log).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const add = async (headers: Record<string, string>) => {
      const asked = request({ port, path: '/add', method: 'POST', headers });
      const answered = new Promise<number>((done) =>
        asked.on('response', (answer) => done(answer.resume().statusCode ?? 0)),
      );
      asked.end('entry');
      return answered;
    };
    expect(await add({})).toBe(200);
    expect(await add({ origin: 'https://page.example', 'content-type': 'text/plain' })).toBe(403);
    server.closeAllConnections();
    server.close();
    await log.close();
    expect(await verify(folderSource(folder))).toMatchObject({ ok: true, size: 1 });
  });

  it('every entry is proved', async () => {
    const folder = await newLog();
    await append(folder, 300);
    const key = parseVerifierKey(vkey);
    for (const index of [0, 255, 256, 299]) {
      const proof = await proveEntry(folderSource(folder), index, nodeMerkle);
      const bytes = Buffer.from(`entry ${index}`);
      expect(key && (await verifyTlogProof(proof, { bytes }, key, nodeVerifying))).toMatchObject({ ok: true });
    }
    expect(await codeOf(proveEntry(folderSource(folder), 300, nodeMerkle))).toBe('ledger/unreadable');
  });

  it('refuses an entry over 65,535 bytes and takes one of that length, and of none', async () => {
    const log = await openLogFolder(await newLog(), how);
    expect(await codeOf(log.add(new Uint8Array(65_536)))).toBe('input/too-large');
    expect(await log.add(new Uint8Array(65_535))).toBe(0);
    expect(await log.add(new Uint8Array(0))).toBe(1);
    await log.close();
  });

  it('collecting partial tiles leaves a log that verifies and goes on', async () => {
    const folder = await newLog();
    for (let i = 0; i < 6; i += 1) await append(folder, 60);
    expect(collectPartials(folder)).toBeGreaterThan(3);
    expect(collectPartials(folder)).toBe(0);
    await append(folder, 1);
    expect((await verify(folderSource(folder), servedFiles(folder))).ok).toBe(true);
  });
});

describe('one writer', () => {
  it('a second one is refused while the first lives', async () => {
    const folder = await newLog();
    const log = await openLogFolder(folder, how);
    expect(await codeOf(openLogFolder(folder, how))).toBe('ledger/locked');
    await log.close();
    await append(folder, 1);
  });

  it('one whose lock was taken over acknowledges nothing more', async () => {
    const folder = await newLog();
    const log = await openLogFolder(folder, how);
    await log.add(Buffer.from('before'));
    const token = Number(
      readdirSync(join(folder, '.akashi'))
        .find((name) => name.startsWith('lock.'))
        ?.slice(5),
    );
    writeFileSync(join(folder, '.akashi', `lock.${token + 1}`), 'released\n');
    expect(await codeOf(log.add(Buffer.from('after')))).toBe('ledger/locked');
    await log.close().catch(() => undefined);
    const next = await openLogFolder(folder, how);
    expect(next.size).toBeGreaterThanOrEqual(1);
    await next.close();
    expect((await verify(folderSource(folder))).ok).toBe(true);
  });
});

describe('after a crash', () => {
  async function crashed(): Promise<string> {
    const folder = await newLog();
    await append(folder, 10);
    // Storage goes away right after the entries are durable, and nothing is integrated any more.
    let isGone = false;
    const gone = () => {
      if (isGone) throw Object.assign(new Error('gone'), { code: 'EIO' });
    };
    const calls = {
      ...fileCalls,
      open(path: string, flags: string, mode?: number) {
        if (!path.includes('.akashi') && flags === 'wx') gone();
        return fileCalls.open(path, flags, mode);
      },
      async makeAside(path: string, bytes: Uint8Array, mode: number) {
        gone();
        await fileCalls.makeAside(path, bytes, mode);
      },
      rename(from: string, to: string) {
        gone();
        fileCalls.rename(from, to);
      },
    };
    const log = await openLogFolder(folder, { ...how, calls });
    isGone = true;
    await Promise.all(Array.from({ length: 300 }, (_, i) => log.add(Buffer.from(`entry ${10 + i}`))));
    await log.close().catch(() => undefined);
    return folder;
  }

  it('what was acknowledged is there', async () => {
    const folder = await crashed();
    expect((await verify(folderSource(folder))).size).toBe(10);
    await append(folder, 0);
    expect(await verify(folderSource(folder))).toMatchObject({ ok: true, size: 310 });
  });

  it('a torn last write is dropped', async () => {
    const folder = await crashed();
    const [segment = ''] = readdirSync(join(folder, '.akashi/wal'));
    appendFileSync(join(folder, '.akashi/wal', segment), Buffer.from('AKW1 torn'));
    await append(folder, 0);
    expect(await verify(folderSource(folder))).toMatchObject({ ok: true, size: 310 });
  });

  it('what a sequencer wrote after it had been replaced is left out: it was never acknowledged', async () => {
    const folder = await newLog();
    await append(folder, 10);
    const record = (token: number, first: number, ...entries: readonly string[]) => {
      const parts = entries.flatMap((entry) => [Buffer.from([0, entry.length]), Buffer.from(entry)]);
      const bytes = Buffer.concat([Buffer.alloc(BATCH_HEADER_BYTES), ...parts]);
      sealBatch(bytes, { token, first, count: entries.length });
      return bytes;
    };
    const keep = (token: number, ...records: readonly Buffer[]) =>
      writeFileSync(
        join(folder, '.akashi/wal', `${String(token).padStart(10, '0')}-000001.wal`),
        Buffer.concat(records),
      );
    keep(7, record(7, 10, 'entry 10'), record(7, 11, 'written late', 'and more'));
    keep(8, record(8, 11, 'entry 11'), record(8, 12, 'entry 12'));
    await append(folder, 0);
    expect(await verify(folderSource(folder))).toMatchObject({ ok: true, size: 13 });
    const held = await readBundle(folderSource(folder), 0, 13);
    expect(held?.slice(10).map((entry) => Buffer.from(entry).toString())).toEqual(['entry 10', 'entry 11', 'entry 12']);
  });

  it('a damaged beginning of the write-ahead log is not passed over', async () => {
    const folder = await crashed();
    const [segment = ''] = readdirSync(join(folder, '.akashi/wal'));
    const path = join(folder, '.akashi/wal', segment);
    writeFileSync(join(folder, '.akashi/wal', '9999999999-000001.wal'), readFileSync(path));
    const bytes = readFileSync(path);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await codeOf(openLogFolder(folder, how))).toBe('ledger/broken');
  });
});

describe('no rollback', () => {
  it('tiles older than the published checkpoint are refused', async () => {
    const folder = await newLog();
    await append(folder, 5);
    const old = `${folder}-old`;
    cpSync(folder, old, { recursive: true });
    await append(folder, 5);
    cpSync(join(folder, 'checkpoint'), join(old, 'checkpoint'));
    expect(await codeOf(openLogFolder(old, how))).toBe('ledger/rollback');
  });

  it('a witness that holds more makes a restored backup refuse', async () => {
    const key = signerKeyFrom('example.net/w', new Uint8Array(32).fill(5));
    const log = parseVerifierKey(vkey);
    if (!log) throw new Error('no key');
    const folder = join(root, 'witness');
    mkdirSync(folder);
    const witness = openWitness({ folder, key, logs: [log], verifying: nodeVerifying, merkle: nodeMerkle, now });
    const server = witnessServer(witness).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const policyFile = join(root, 'policy');
    writeFileSync(policyFile, `witness w ${formatVerifierKey(witness.key)} http://127.0.0.1:${port}/\nquorum w\n`);
    const original = await newLog({ policyFile, failClosed: true });
    await append(original, 5);
    const backup = `${original}-backup`;
    cpSync(original, backup, { recursive: true });
    await append(original, 300);
    expect(readFileSync(join(original, 'checkpoint'), 'utf8').split('\n')[5]).toMatch(/^— example.net\/w /);
    expect(await codeOf(openLogFolder(backup, how))).toBe('ledger/rollback');
    // A witness started again remembers.
    const again = openWitness({ folder, key, logs: [log], verifying: nodeVerifying, merkle: nodeMerkle, now });
    const { createHash } = await import('node:crypto');
    const held = again.held(createHash('sha256').update('example.com/t').digest('hex'));
    expect(Buffer.from(held ?? '').toString()).toContain('\n305\n');
    server.closeAllConnections();
    server.close();
  });
});

describe('a changed byte', () => {
  it('anywhere in the files is noticed', async () => {
    const folder = await newLog();
    for (const count of [100, 300, 200]) await append(folder, count);
    const source = folderSource(folder);
    const files = servedFiles(folder);
    const random = seededRandom(1, 'tamper');
    for (let trial = 0; trial < 150; trial += 1) {
      const path = files[random.below(files.length)] ?? '';
      const changed = readFileSync(join(folder, path));
      const at = random.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 + random.below(255));
      const report = await verify({ read: async (each) => (each === path ? changed : source.read(each)) }, files);
      expect([path, at, report.ok]).toEqual([path, at, false]);
    }
  });

  it('in an entry is named to the entry', async () => {
    const folder = await newLog();
    await append(folder, 600);
    const path = join(folder, 'tile/entries/001');
    const bytes = readFileSync(path);
    bytes[2 + 3 * (2 + 'entry 256'.length) + 1] = 0x41;
    writeFileSync(path, bytes);
    const { problems } = await verify(folderSource(folder));
    expect(problems.map(({ what, where }) => `${what} ${where}`)).toContain('entry-changed entry 259');
  });
});

describe('holds', () => {
  const hold = { case: 'C-17', scope: 'all logs', by: 'counsel', from: '2026-01-01T00:00:00Z', until: null };
  it.each([
    { name: 'in force', holds: [hold], want: 'C-17' },
    { name: 'over', holds: [{ ...hold, until: '2026-01-02T00:00:00Z' }], want: undefined },
    { name: 'not begun', holds: [{ ...hold, from: '2026-02-01T00:00:00Z' }], want: undefined },
  ])('$name', async ({ holds, want }) => {
    const folder = await newLog();
    writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify(holds));
    expect(holdInForce(folder, now())?.case).toBe(want);
    const refuse = () => refuseUnderHold(folder, 'removing', now());
    if (want) expect(refuse).toThrow(/C-17/);
    else expect(refuse).not.toThrow();
  });
  it('one that cannot be read still holds', async () => {
    const folder = await newLog();
    writeFileSync(join(folder, '.akashi/holds.json'), '[{"case":1}]');
    expect(() => holdInForce(folder, now())).toThrow(AkashiError);
    expect(isHeld(folder, now())).toBe(true);
  });

  it('more of them than are read still hold: none is passed over', async () => {
    const folder = await newLog();
    const over = { ...hold, until: '2026-01-02T00:00:00Z' };
    writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify([...Array(10_000).fill(over), hold]));
    expect(() => holdInForce(folder, now())).toThrow(AkashiError);
  });
});
