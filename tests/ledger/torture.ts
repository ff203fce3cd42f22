// Crashes and failing storage against a log: nothing acknowledged may be lost, nothing signed may be taken back.
// `npm run torture [-- KILLS [PART [SEED]]]` runs the full count; torture.test.ts a small one.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { folderSource, servedFiles } from '../../src/ledger/folder.ts';
import { type FileCalls, fileCalls } from '../../src/ledger/folder-calls.ts';
import { initLog, openLogFolder } from '../../src/ledger/log-folder.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying } from '../../src/ledger/node-crypto.ts';
import { parseNote, parseVerifierKey } from '../../src/ledger/note.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { AkashiError } from '../../src/vocabulary/error.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { changeBytes } from './tamper.ts';

const now = () => new Date('2026-01-02T03:04:05Z');

/** What the entry of an index holds, so that a lost or moved one is seen. */
export function entryAt(index: number): Uint8Array {
  return Buffer.alloc(1 + (index % 300), `entry ${index} `);
}

function publishedSize(folder: string): number {
  const bytes = readFileSync(join(folder, 'checkpoint'));
  return Number(parseCheckpoint(parseNote(bytes)?.text ?? '')?.size ?? -1n);
}

/** Opens a log after a failure and looks at everything in it. Gives what is wrong. */
export async function examine(folder: string, vkey: string, acknowledged: number): Promise<string[]> {
  const wrong: string[] = [];
  const before = publishedSize(folder);
  const log = await openLogFolder(folder, { now });
  const size = log.size;
  await log.close();
  if (size < acknowledged) wrong.push(`${acknowledged - size} acknowledged entries lost`);
  if (publishedSize(folder) < before) wrong.push('the published size went back');
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error('no key');
  let others = 0;
  const report = await verifyLog(folderSource(folder), {
    key,
    verifying: nodeVerifying,
    merkle: nodeMerkle,
    hasher: nodeTreeHasher,
    files: servedFiles(folder),
    onEntry(entry, index) {
      if (!Buffer.from(entry).equals(entryAt(index))) others += 1;
    },
  });
  if (others > 0) wrong.push(`${others} entries are not what was added`);
  if (!report.ok) wrong.push(...report.problems.map(({ what, where }) => `${what} at ${where}`));
  return wrong;
}

/** Kills a process that adds entries, `kills` times, on one log. */
export async function killRepeatedly(kills: number, seed: number): Promise<{ acknowledged: number; wrong: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'akashi-kill-'));
  const folder = join(root, 'log');
  const random = seededRandom(seed, 'kills');
  const wrong: string[] = [];
  let acknowledged = 0;
  try {
    const { vkey } = await initLog(folder, { origin: 'example.com/kill' }, now);
    const child = fileURLToPath(new URL('torture-child.ts', import.meta.url));
    for (let kill = 0; kill < kills && wrong.length === 0; kill += 1) {
      const adding = spawn(process.execPath, ['--import', 'tsx', child, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      adding.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('latin1');
      });
      await Promise.race([once(adding.stdout, 'data'), once(adding, 'exit')]);
      await new Promise((done) => setTimeout(done, 1 + random.below(120)));
      adding.kill('SIGKILL');
      await once(adding, 'close');
      const last = said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1);
      acknowledged = Math.max(acknowledged, Number(last ?? 0));
      wrong.push(...(await examine(folder, vkey, acknowledged)).map((each) => `kill ${kill}: ${each}`));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { acknowledged, wrong };
}

/** Calls of which the n-th fails with the given error. Gives how many were made. */
function failing(at: number, code: 'EIO' | 'ENOSPC'): { readonly calls: FileCalls; made(): number } {
  let made = 0;
  const turn = () => {
    made += 1;
    if (made === at) throw Object.assign(new Error(code), { code });
  };
  const counted =
    <A extends readonly unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      turn();
      return call(...given);
    };
  const calls: FileCalls = {
    open: counted(fileCalls.open),
    // A full disk takes a part of what is written before it refuses.
    write(file, bytes, from) {
      const half = from + ((bytes.length - from) >> 1);
      if (made + 1 === at && half > from) fileCalls.write(file, bytes.subarray(0, half), from);
      turn();
      return fileCalls.write(file, bytes, from);
    },
    fsync: counted(fileCalls.fsync),
    fdatasync: counted(fileCalls.fdatasync),
    fsyncAside: async (file) => counted(fileCalls.fsyncAside)(file),
    fdatasyncAside: async (file) => counted(fileCalls.fdatasyncAside)(file),
    makeAside: async (path, bytes, mode) => counted(fileCalls.makeAside)(path, bytes, mode),
    renameAside: async (from, to) => counted(fileCalls.renameAside)(from, to),
    close: counted(fileCalls.close),
    rename: counted(fileCalls.rename),
    mkdir: counted(fileCalls.mkdir),
    readFile: (path) => (path.startsWith('/proc/') ? fileCalls.readFile : counted(fileCalls.readFile))(path),
    list: counted(fileCalls.list),
    unlink: counted(fileCalls.unlink),
    rmdir: counted(fileCalls.rmdir),
    exists: fileCalls.exists,
  };
  return { calls, made: () => made };
}

/** Opens, adds, publishes, adds, closes, with one call failing; gives how many entries were acknowledged. */
async function useUnder(folder: string, calls: FileCalls): Promise<number> {
  let acknowledged = 0;
  const ordinary = (error: unknown) => {
    if (!(error instanceof AkashiError)) throw error;
  };
  let log: Awaited<ReturnType<typeof openLogFolder>> | undefined;
  try {
    log = await openLogFolder(folder, { now, calls, publishesAlone: false, collects: true });
    acknowledged = log.size;
    for (const count of [3, 260, 40]) {
      const first = log.size;
      const results = await Promise.allSettled(Array.from({ length: count }, (_, i) => log?.add(entryAt(first + i))));
      acknowledged += results.filter(({ status }) => status === 'fulfilled').length;
      await log.publish();
    }
  } catch (error) {
    ordinary(error);
  }
  await log?.close().catch(ordinary);
  return acknowledged;
}

/** Fails each file system call in turn, `step` apart. */
export async function failEachCall(step: number): Promise<{ calls: number; wrong: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'akashi-fail-'));
  const wrong: string[] = [];
  try {
    const start = join(root, 'start');
    const { vkey } = await initLog(start, { origin: 'example.com/fail' }, now);
    await useUnder(start, fileCalls);
    const counted = failing(0, 'EIO');
    cpSync(start, join(root, 'count'), { recursive: true });
    cpSync(`${start}.key`, join(root, 'count.key'));
    await useUnder(join(root, 'count'), counted.calls);
    const calls = counted.made();
    for (let at = 1; at <= calls; at += step) {
      for (const code of ['EIO', 'ENOSPC'] as const) {
        const folder = join(root, `${code}-${at}`);
        cpSync(start, folder, { recursive: true });
        const acknowledged = await useUnder(folder, failing(at, code).calls);
        wrong.push(
          ...(await examine(folder, vkey, acknowledged).catch((error: unknown) => [String(error)])).map(
            (each) => `${code} at call ${at}: ${each}`,
          ),
        );
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return { calls, wrong };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Not one of our packages: where it is missing, the full run says so. */
const strace = 'strace';

/** What a log does to its storage, by name of the system call. */
const systemCalls = ['fsync', 'fdatasync', 'rename', 'mkdir', 'unlink'];

/** Undefined where strace cannot run: then the failing driver above is all there is. */
export function straceVersion(): string | undefined {
  const tried = spawnSync(strace, ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
  return tried.status === 0 ? 'strace' : undefined;
}

/** Lets the n-th call of each kind fail in a whole `akashi ledger append`, until a run meets no n-th one. */
export async function failSystemCalls(most: number): Promise<{ runs: number; wrong: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'akashi-strace-'));
  const wrong: string[] = [];
  let runs = 0;
  try {
    const start = join(root, 'start');
    const { vkey } = await initLog(start, { origin: 'example.com/strace' }, now);
    await useUnder(start, fileCalls);
    const first = publishedSize(start);
    const lines = Array.from({ length: 300 }, (_, i) => `${Buffer.from(entryAt(first + i)).toString('base64')}\n`);
    writeFileSync(join(root, 'lines'), lines.join(''));
    const command = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    for (const call of systemCalls) {
      for (let when = 1; when <= most; when += 1) {
        const folder = join(root, 'log');
        cpSync(start, folder, { recursive: true });
        const inject = [
          '-f',
          '-o',
          join(root, 'trace'),
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${call}:error=EIO:when=${when}`,
        ];
        const append = [command, 'ledger', 'append', folder, '--lines', join(root, 'lines')];
        const tried = spawnSync(strace, [...inject, process.execPath, '--import', 'tsx', ...append], {
          stdio: 'ignore',
        });
        runs += 1;
        const found = await examine(folder, vkey, tried.status === 0 ? first + 300 : first);
        wrong.push(...found.map((each) => `${call} ${when}: ${each}`));
        const met = readFileSync(join(root, 'trace'), 'utf8').includes('(INJECTED)');
        rmSync(folder, { recursive: true, force: true });
        if (!met) break;
      }
    }
    return { runs, wrong };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Each part of the full run: prints what it did, gives what was wrong. */
const parts = {
  async calls() {
    const failed = await failEachCall(1);
    process.stdout.write(`${failed.calls} file system calls failed in turn: ${failed.wrong.length} wrong\n`);
    return failed.wrong;
  },
  async strace() {
    const traced = straceVersion() ? await failSystemCalls(200) : undefined;
    process.stdout.write(
      traced
        ? `${traced.runs} runs under strace with one call failing: ${traced.wrong.length} wrong\n`
        : 'strace cannot run here: system calls were failed by the driver alone\n',
    );
    return traced?.wrong ?? [];
  },
  async bytes(kills: number, seed: number) {
    const tampered = await changeBytes(10 * kills, seed);
    process.stdout.write(
      `${10 * kills} single bytes changed ${JSON.stringify(tampered.tried)}: ${tampered.wrong.length} unnoticed\n`,
    );
    return tampered.wrong;
  },
  async kills(kills: number, seed: number) {
    const killed = await killRepeatedly(kills, seed);
    process.stdout.write(`${kills} kills, ${killed.acknowledged} entries acknowledged: ${killed.wrong.length} wrong\n`);
    return killed.wrong;
  },
} as const satisfies Record<string, (kills: number, seed: number) => Promise<readonly string[]>>;

/** `npm run torture -- [KILLS [PART [SEED]]]`: all parts, or one, so that a long run can be split. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kills, only, seed] = [Number(process.argv[2] ?? 1000), process.argv[3], Number(process.argv[4] ?? 1)];
  const wrong: string[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (only === undefined || only === name) wrong.push(...(await run(kills, seed)));
  }
  for (const each of wrong) process.stdout.write(`  ${each}\n`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
