// `npm run bench:ledger [-- --json] [-- --repeats N]`: the ledger on this machine. Acknowledged and integrated rates are
// printed apart: an acknowledged entry is durable, an integrated one stands in tiles under a published checkpoint.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectPartials, folderSource, servedFiles } from '../src/ledger/folder.ts';
import { type FileCalls, fileCalls } from '../src/ledger/folder-calls.ts';
import { logServer } from '../src/ledger/http-server.ts';
import type { SequencedLog } from '../src/ledger/log.ts';
import { initLog, openLogFolder } from '../src/ledger/log-folder.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying, signerKeyFrom } from '../src/ledger/node-crypto.ts';
import { formatVerifierKey, parseVerifierKey } from '../src/ledger/note.ts';
import { filesToSeal, sealFiles } from '../src/ledger/seal.ts';
import { verifyLog } from '../src/ledger/verify-log.ts';
import { witnessServer } from '../src/ledger/witness-server.ts';
import { openWitness } from '../src/ledger/witness-store.ts';
import { installed, type Measure, median, printMeasures } from './measure.ts';

const ENTRY_BYTES = 300;
const MANY = 200_000;
const given = process.argv.indexOf('--repeats');
const repeats = given < 0 ? 3 : Math.max(1, Number(process.argv[given + 1]));
const root = mkdtempSync(join(tmpdir(), 'akashi-bench-ledger-'));
const now = () => new Date();
let made = 0;

const entryAt = (i: number) => Buffer.alloc(ENTRY_BYTES, `entry ${i} `);
const seconds = (from: number) => (performance.now() - from) / 1000;
const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
const ascending = (values: number[]) => values.sort((a, b) => a - b);

/** A disk that takes 5 ms to make anything durable. */
const SLOW_MS = 5;
const waitHere = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SLOW_MS);
const waitAside = () => new Promise((done) => setTimeout(done, SLOW_MS));
const slowCalls: FileCalls = {
  ...fileCalls,
  fsync(file) {
    waitHere();
    fileCalls.fsync(file);
  },
  fdatasync(file) {
    waitHere();
    fileCalls.fdatasync(file);
  },
  async fsyncAside(file) {
    await waitAside();
    await fileCalls.fsyncAside(file);
  },
  async fdatasyncAside(file) {
    await waitAside();
    await fileCalls.fdatasyncAside(file);
  },
};

type How = { readonly calls?: FileCalls; readonly policyFile?: string; readonly publishesAlone?: boolean };

async function withLog<T>(how: How, work: (log: SequencedLog, folder: string, vkey: string) => Promise<T>): Promise<T> {
  made += 1;
  const folder = join(root, `log${made}`);
  const { vkey } = await initLog(
    folder,
    { origin: 'example.com/bench', ...(how.policyFile === undefined ? {} : { policyFile: how.policyFile }) },
    now,
  );
  const log = await openLogFolder(folder, {
    now,
    publishEveryMs: 10,
    collects: true,
    publishesAlone: how.publishesAlone ?? true,
    ...(how.calls ? { calls: how.calls } : {}),
  });
  try {
    return await work(log, folder, vkey);
  } finally {
    // Left where it is until the end: some file systems get slow at making files after many were removed.
    await log.close().catch(() => undefined);
  }
}

const oneWriter = (count: number, calls?: FileCalls) =>
  withLog(calls ? { calls } : {}, async (log) => {
    const took: number[] = [];
    const start = performance.now();
    for (let i = 0; i < count; i += 1) {
      const entry = entryAt(i);
      const from = performance.now();
      await log.add(entry);
      took.push(performance.now() - from);
    }
    return { rate: count / seconds(start), p99: quantile(ascending(took), 0.99) };
  });

const manyInFlight = (count: number, flight: number, calls?: FileCalls) =>
  withLog(calls ? { calls } : {}, async (log) => {
    const took = new Float64Array(count);
    let next = 0;
    const start = performance.now();
    const writer = async () => {
      for (let i = next++; i < count; i = next++) {
        const from = performance.now();
        await log.add(entryAt(i));
        took[i] = performance.now() - from;
      }
    };
    await Promise.all(Array.from({ length: flight }, writer));
    const acknowledged = count / seconds(start);
    await log.publish();
    return { acknowledged, integrated: count / seconds(start), p99: quantile([...took.sort()], 0.99) };
  });

const untilPublished = (policyFile?: string) =>
  withLog({ publishesAlone: false, ...(policyFile === undefined ? {} : { policyFile }) }, async (log) => {
    const took: number[] = [];
    for (let i = 0; i < 100; i += 1) {
      const from = performance.now();
      await log.publish((await log.add(entryAt(i))) + 1);
      took.push(performance.now() - from);
    }
    return median(took);
  });

async function withWitness<T>(work: (policyFile: string) => Promise<T>): Promise<T> {
  const folder = join(root, `witness${made}`);
  mkdirSync(folder);
  // The log's key is made by `init`; the witness learns it when the first log of this run exists.
  const log = signerKeyFrom('example.com/bench', new Uint8Array(32).fill(1));
  const { verifierOf } = await import('../src/ledger/node-crypto.ts');
  const { formatSignerKey } = await import('../src/ledger/note.ts');
  const key = signerKeyFrom('example.net/witness', new Uint8Array(32).fill(2));
  const witness = openWitness({
    folder,
    key,
    logs: [verifierOf(log)],
    verifying: nodeVerifying,
    merkle: nodeMerkle,
    now,
  });
  const server = witnessServer(witness).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const policyFile = join(root, `policy${made}`);
  writeFileSync(policyFile, `witness w ${formatVerifierKey(witness.key)} http://127.0.0.1:${port}/\nquorum w\n`);
  // `withLog` finds this key beside the folder it is about to make.
  writeFileSync(join(root, `log${made + 1}.key`), formatSignerKey(log));
  try {
    return await work(policyFile);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const overHttp = (writers: number, entries: number) =>
  withLog({}, async (log, folder) => {
    const server = logServer(folderSource(folder), log).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const child = fork(fileURLToPath(new URL('./ledger-writers.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, WRITERS: JSON.stringify({ port, writers, entries, bytes: ENTRY_BYTES }) },
    });
    const [took] = (await Promise.race([
      once(child, 'message'),
      once(child, 'error').then(([error]) => Promise.reject(error)),
    ])) as [number];
    server.closeAllConnections();
    server.close();
    return entries / took;
  });

const wholeLog = () =>
  withLog({ publishesAlone: false }, async (log, folder, vkey) => {
    for (let at = 0; at < MANY; at += 10_000) {
      await Promise.all(Array.from({ length: 10_000 }, (_, i) => log.add(entryAt(at + i))));
    }
    await log.close();
    collectPartials(folder);
    const key = parseVerifierKey(vkey);
    if (!key) throw new Error('no key');
    const files = servedFiles(folder);
    const start = performance.now();
    const using = { key, verifying: nodeVerifying, merkle: nodeMerkle, hasher: nodeTreeHasher };
    const report = await verifyLog(folderSource(folder), using);
    if (!report.ok) throw new Error('the log that was just written does not verify');
    const bytes = files.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
    return { seconds: seconds(start), bytes, files: files.length };
  });

const sealing = (lines: number) =>
  withLog({ publishesAlone: false }, async (log, folder) => {
    const path = join(root, 'access.log');
    const line = (i: number) =>
      `10.${i % 251}.${i % 241}.7 - - [10/Oct/2025:13:55:${String(i % 60).padStart(2, '0')} +0900] "GET /item/${i} HTTP/1.1" 200 ${i % 9973} "-" "Mozilla/5.0"\n`;
    writeFileSync(path, Array.from({ length: lines }, (_, i) => line(i)).join(''));
    const start = performance.now();
    await sealFiles(filesToSeal([path]).files, { folder, log, source: folderSource(folder), now, sealsOpenEnd: true });
    await log.publish();
    const took = seconds(start);
    const { readdirSync } = await import('node:fs');
    const kept = readdirSync(join(folder, '.akashi/seals')).reduce(
      (sum, name) => sum + statSync(join(folder, '.akashi/seals', name)).size,
      0,
    );
    const served = servedFiles(folder).reduce((sum, each) => sum + statSync(join(folder, each)).size, 0);
    return { rate: lines / took, bytes: (kept + served) / lines };
  });

async function repeat<T>(work: () => Promise<T>): Promise<T[]> {
  const out: T[] = [];
  for (let i = 0; i < repeats; i += 1) out.push(await work());
  return out;
}
const middle = <T>(runs: readonly T[], of: (run: T) => number) => median(runs.map(of));

const peer =
  installed('tessera-posix-bench', '--version') === undefined ? 'peer (Tessera POSIX) not installed: ours alone' : '';
/** Microseconds to make one small file here: some file systems get slow at it after many deletions. */
function creating(): number {
  const folder = join(root, 'creating');
  mkdirSync(folder);
  const start = performance.now();
  for (let i = 0; i < 500; i += 1) writeFileSync(join(folder, String(i)), 'x', { flag: 'wx' });
  return (1000 * (performance.now() - start)) / 500;
}

/** What one append of an entry with fdatasync takes here, milliseconds: no synchronous writer can be faster. */
function syncing(): { readonly p50: number; readonly p99: number } {
  const file = openSync(join(root, 'syncing'), 'wx');
  const took: number[] = [];
  for (let i = 0; i < 2000; i += 1) {
    const entry = entryAt(i);
    const start = performance.now();
    writeSync(file, entry);
    fdatasyncSync(file);
    took.push(performance.now() - start);
  }
  closeSync(file);
  ascending(took);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

const measures: Measure[] = [];
const add = (id: string, value: number, unit: string, goal: number | null, better: 'lower' | 'higher', note = '') =>
  measures.push({
    id,
    value,
    unit,
    goal,
    better,
    peer: null,
    note: [note, peer].filter((each) => each !== '').join('; '),
  });

try {
  add(
    'create-file',
    creating(),
    'µs',
    null,
    'lower',
    'what this disk takes to make one small file; the log makes two per 256 entries',
  );
  const floor = syncing();
  const floorNote =
    'append and fdatasync of one entry alone, without a ledger: a writer that waits for each cannot be faster';
  add('disk-sync-p50', floor.p50, 'ms', null, 'lower', floorNote);
  add('disk-sync-p99', floor.p99, 'ms', null, 'lower', floorNote);
  const one = await repeat(() => oneWriter(5000));
  add(
    'one-writer',
    middle(one, ({ rate }) => rate),
    'acknowledged/s',
    7000,
    'higher',
  );
  add(
    'one-writer-p99',
    middle(one, ({ p99 }) => p99),
    'ms',
    1,
    'lower',
  );
  const many = await repeat(() => manyInFlight(MANY, 4096));
  add(
    'in-flight-4096-acknowledged',
    middle(many, ({ acknowledged }) => acknowledged),
    'acknowledged/s',
    null,
    'higher',
  );
  add(
    'in-flight-4096',
    middle(many, ({ integrated }) => integrated),
    'integrated/s',
    150_000,
    'higher',
    'in tiles under a published checkpoint',
  );
  add(
    'in-flight-4096-p99',
    middle(many, ({ p99 }) => p99),
    'ms',
    75,
    'lower',
    'until acknowledged',
  );
  add(
    'add-to-checkpoint',
    middle(await repeat(() => untilPublished()), (ms) => ms),
    'ms',
    15,
    'lower',
    'median of 100',
  );
  const witnessed = await repeat(() => withWitness((policyFile) => untilPublished(policyFile)));
  add(
    'add-to-checkpoint-witnessed',
    middle(witnessed, (ms) => ms),
    'ms',
    30,
    'lower',
    'median of 100, one witness on this machine',
  );
  add(
    'http-512',
    middle(await repeat(() => overHttp(512, 40_000)), (rate) => rate),
    'acknowledged/s',
    12_000,
    'higher',
    'writers in another process on the same cores',
  );
  const whole = await repeat(wholeLog);
  add(
    'verify-200k',
    middle(whole, (run) => run.seconds),
    's',
    0.5,
    'lower',
    'every entry, tile and the root',
  );
  add(
    'disk-200k',
    middle(whole, ({ bytes }) => bytes / 1e6),
    'MB',
    70,
    'lower',
    'served files after gc',
  );
  add(
    'files-200k',
    middle(whole, ({ files }) => files),
    'files',
    1600,
    'lower',
    'after gc',
  );
  const seals = await repeat(() => sealing(500_000));
  add(
    'seal',
    middle(seals, ({ rate }) => rate),
    'lines/s',
    400_000,
    'higher',
  );
  add(
    'seal-bytes',
    middle(seals, ({ bytes }) => bytes),
    'bytes/line',
    40,
    'lower',
    'kept hashes and ledger together',
  );
  add(
    'slow-one-writer',
    middle(await repeat(() => oneWriter(300, slowCalls)), ({ rate }) => rate),
    'acknowledged/s',
    null,
    'higher',
    'every sync takes 5 ms',
  );
  const slow = await repeat(() => manyInFlight(100_000, 4096, slowCalls));
  add(
    'slow-in-flight-4096',
    middle(slow, ({ integrated }) => integrated),
    'integrated/s',
    null,
    'higher',
    'every sync takes 5 ms',
  );
  add(
    'slow-in-flight-4096-p99',
    middle(slow, ({ p99 }) => p99),
    'ms',
    null,
    'lower',
    'every sync takes 5 ms',
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
printMeasures(measures);
