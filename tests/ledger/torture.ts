// Crashes and failing storage against a log: nothing acknowledged may be lost, nothing signed may be taken back.
// `npm run torture [-- KILLS [PART [SEED]]]` runs the full count; torture.test.ts a small one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileCalls, fileCalls } from '../../src/ledger/folder-calls.ts';
import { initLog } from '../../src/ledger/log-folder.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { acknowledgedIn, buildChild } from './child-process.ts';
import { examine, now, publishedSize, useLog } from './examined-log.ts';
import { failSystemCalls, straceVersion } from './system-calls.ts';
import { changeBytes } from './tamper.ts';

/** After so many kills a new log is begun: each look reads the whole of it. */
const KILLS_OF_ONE_LOG = 100;
/** Below so many kills asked for, strace fails only so many calls of each kind; else every one. */
const SOME_SYSTEM_CALLS = 100;

/** Kills a process that adds entries, `kills` times. */
export async function killRepeatedly(kills: number, seed: number): Promise<{ acknowledged: number; wrong: string[] }> {
  const wrong: string[] = [];
  let acknowledged = 0;
  for (let done = 0; done < kills && wrong.length === 0; done += KILLS_OF_ONE_LOG) {
    const log = await killOnOneLog(Math.min(KILLS_OF_ONE_LOG, kills - done), seed + done);
    acknowledged += log.acknowledged;
    wrong.push(...log.wrong.map((each) => `from kill ${done}, ${each}`));
  }
  return { acknowledged, wrong };
}

async function killOnOneLog(kills: number, seed: number): Promise<{ acknowledged: number; wrong: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'akashi-kill-'));
  const folder = join(root, 'log');
  const random = seededRandom(seed, 'kills');
  const wrong: string[] = [];
  let acknowledged = 0;
  try {
    const { vkey } = await initLog(folder, { origin: 'example.com/kill' }, now);
    const child = buildChild(root);
    for (let kill = 0; kill < kills && wrong.length === 0; kill += 1) {
      const published = publishedSize(folder);
      const adding = spawn(process.execPath, [child, 'add', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      adding.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString('latin1');
      });
      const start = await Promise.race([once(adding.stdout, 'data'), once(adding, 'exit')]);
      if (said === '') throw new Error(`the child ended before it opened the log: ${String(start[0])}`);
      await new Promise((done) => setTimeout(done, 1 + random.below(120)));
      adding.kill('SIGKILL');
      await once(adding, 'close');
      acknowledged = Math.max(acknowledged, acknowledgedIn(said));
      wrong.push(...(await examine(folder, vkey, { acknowledged, published })).map((each) => `kill ${kill}: ${each}`));
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

/** Gives how many entries were acknowledged. */
async function useUnder(folder: string, calls: FileCalls): Promise<number> {
  let acknowledged = 0;
  await useLog(folder, calls, (size) => {
    acknowledged = size;
  });
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
    const published = publishedSize(start);
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
          ...(await examine(folder, vkey, { acknowledged, published }).catch((error: unknown) => [String(error)])).map(
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

/** Each part of the full run: prints what it did, gives what was wrong. */
const parts = {
  async calls() {
    const failed = await failEachCall(1);
    process.stdout.write(`${failed.calls} file system calls failed in turn: ${failed.wrong.length} wrong\n`);
    return failed.wrong;
  },
  async strace(kills: number) {
    if (!straceVersion()) {
      process.stdout.write('strace cannot run here: system calls were failed by the driver alone\n');
      return [];
    }
    const { runs, injected, never, unmet, wrong } = await failSystemCalls(
      kills < SOME_SYSTEM_CALLS ? kills : undefined,
    );
    process.stdout.write(
      `${runs} runs under strace, in ${unmet} of which no call was failed; by kind: ${JSON.stringify(injected)}; ` +
        `kinds that a log never calls: ${never.join(', ') || 'none'}; ${wrong.length} wrong\n`,
    );
    return wrong;
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
