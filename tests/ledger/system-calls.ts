// Every kind of system call that a log makes on its folder, failed in turn by strace in a process of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileCalls } from '../../src/ledger/folder-calls.ts';
import { initLog } from '../../src/ledger/log-folder.ts';
import { acknowledgedIn, buildChild } from './child-process.ts';
import { examine, type Known, now, publishedSize, useLog } from './examined-log.ts';

/** Not one of our packages: where it is missing, the full run says so. */
const strace = 'strace';

/** By kind, the system calls that do it: which of them a process makes is up to platform and C library. */
const kinds = {
  openat: ['open', 'openat'],
  read: ['read', 'pread64'],
  write: ['write', 'pwrite64', 'writev', 'pwritev'],
  ftruncate: ['ftruncate', 'truncate'],
  fsync: ['fsync'],
  fdatasync: ['fdatasync'],
  close: ['close'],
  rename: ['rename', 'renameat', 'renameat2'],
  link: ['link', 'linkat'],
  mkdir: ['mkdir', 'mkdirat'],
  unlink: ['unlink', 'unlinkat'],
  rmdir: ['rmdir'],
  getdents: ['getdents64'],
  stat: ['stat', 'fstat', 'newfstatat', 'statx', 'access', 'faccessat', 'faccessat2'],
} as const satisfies Record<string, readonly string[]>;
type Kind = keyof typeof kinds;
const allKinds = Object.keys(kinds) as Kind[];

/** A disk that is full stays full: `+` lets every call from the n-th on fail. */
type Fault = { readonly error: 'EIO' | 'ENOSPC' | 'EMFILE'; readonly from: '' | '+' };
const everyKind: readonly Fault[] = [
  { error: 'EIO', from: '' },
  { error: 'ENOSPC', from: '' },
  { error: 'ENOSPC', from: '+' },
];
const faultsOf = (kind: Kind): readonly Fault[] =>
  kind === 'openat' ? [...everyKind, { error: 'EMFILE', from: '' }, { error: 'EMFILE', from: '+' }] : everyKind;

/** Undefined where strace cannot run: then the failing driver is all there is. */
export function straceVersion(): string | undefined {
  const tried = spawnSync(strace, ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
  return tried.status === 0 ? 'strace' : undefined;
}

const namesOf = (kind: Kind) => kinds[kind].map((name) => `?${name}`).join(',');

type Traced = { readonly trace: string; readonly acknowledged: number };

/** Some failures end Node itself (it aborts when closing a folder's handle fails): to the log that is one more crash. */
function run(root: string, child: string, filters: readonly string[]): Traced {
  const trace = join(root, 'trace');
  const { stdout } = spawnSync(
    strace,
    ['-f', '--seccomp-bpf', '-o', trace, ...filters, process.execPath, child, 'use', join(root, 'log')],
    // One thread for what is done aside, so that the n-th call is the same in every run.
    { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
  );
  return { trace: readFileSync(trace, 'utf8'), acknowledged: acknowledgedIn(stdout) };
}

/** Everything that a whole run touches in the log's folder: only calls on these are failed, not those of Node's own start. */
function pathsTouched(root: string, trace: string): string[] {
  const log = join(root, 'log');
  const found = [...trace.matchAll(/["<](\/[^">]{1,4096})[">]/g)].map(([, path = '']) =>
    path.replace(/ \(deleted\)$/, ''),
  );
  return [...new Set(found)].filter((path) => path === log || path.startsWith(`${log}/`)).sort();
}

/** Of each kind the most calls of one name by one thread: strace counts each of these by itself. */
function callsOf(trace: string): Readonly<Record<Kind, number>> {
  const counts = new Map<string, number>();
  for (const [call] of trace.matchAll(/^\d+ +[a-z0-9_]+(?=\()/gm)) counts.set(call, (counts.get(call) ?? 0) + 1);
  const most = (names: readonly string[]) =>
    Math.max(0, ...[...counts].flatMap(([call, count]) => (names.includes(call.split(/ +/)[1] ?? '') ? [count] : [])));
  return Object.fromEntries(allKinds.map((kind) => [kind, most(kinds[kind])])) as Record<Kind, number>;
}

/** The numbers from 1 to `count`, or `some` of them spread over the whole. */
function spread(count: number, some: number | undefined): number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  if (some === undefined || count <= some) return all;
  return Array.from({ length: some }, (_, i) => Math.ceil(((i + 1) * count) / (some + 1)));
}

export type Injected = {
  readonly runs: number;
  /** By kind, in how many runs at least one call failed, as strace's own output says. */
  readonly injected: Readonly<Record<string, number>>;
  /** Kinds of which a log makes no call at all. */
  readonly never: readonly string[];
  /** Runs in which no call failed, because fewer were made than before: they have shown nothing. */
  readonly unmet: number;
  readonly wrong: readonly string[];
};

/** Fails the calls of each kind with each error, one a run: all of them, or `some` of each spread over the whole. */
export async function failSystemCalls(some?: number): Promise<Injected> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'akashi-strace-')));
  const [wrong, injected] = [[] as string[], {} as Record<string, number>];
  let [runs, unmet] = [0, 0];
  try {
    const child = buildChild(root);
    const [start, folder] = [join(root, 'start'), join(root, 'log')];
    const { vkey } = await initLog(start, { origin: 'example.com/strace' }, now);
    await useLog(start, fileCalls, () => undefined);
    const published = publishedSize(start);
    cpSync(`${start}.key`, `${folder}.key`);
    const runAnew = (filters: readonly string[]) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(start, folder, { recursive: true });
      return run(root, child, filters);
    };
    const look = async (known: Known, what: string) => {
      const found = await examine(folder, vkey, known).catch((error: unknown) => [String(error)]);
      wrong.push(...found.map((each) => `${what}: ${each}`));
    };
    const everything = `trace=${allKinds.map(namesOf).join(',')}`;
    const { trace: touched, acknowledged: undisturbed } = runAnew(['-y', '-e', everything]);
    if (undisturbed !== published + 303) throw new Error('the child does not add all, even undisturbed');
    const paths = pathsTouched(root, touched).flatMap((path) => ['-P', path]);
    const counts = callsOf(runAnew([...paths, '-e', everything]).trace);
    for (const kind of allKinds) {
      injected[kind] = 0;
      for (const { error, from } of faultsOf(kind)) {
        for (const when of spread(counts[kind], some)) {
          const inject = `inject=${namesOf(kind)}:error=${error}:when=${when}${from}`;
          const { trace, acknowledged } = runAnew([...paths, '-e', `trace=${namesOf(kind)}`, '-e', inject]);
          runs += 1;
          if (trace.includes('(INJECTED)')) injected[kind] += 1;
          else unmet += 1;
          await look({ acknowledged: Math.max(acknowledged, published), published }, `${kind} ${when}${from} ${error}`);
        }
      }
    }
    return { runs, injected, never: allKinds.filter((kind) => counts[kind] === 0), unmet, wrong };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
