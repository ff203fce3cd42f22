// One sequencer at a time: `.akashi/lock.N`, where N is the fencing token. The highest N holds; taking over creates
// N+1 exclusively, so that of several only one succeeds, and whoever held N finds out before its next acknowledgement.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { type FileCalls, fileCalls, isErrno } from './folder-calls.ts';

type Holder = { readonly pid: number; readonly started: string; readonly boot: string; readonly host: string };

export type FolderLock = {
  readonly token: number;
  /** @throws AkashiError ledger/locked when another sequencer took over */
  check(): void;
  release(): void;
};

/** Locks that this very process holds: a lock with our pid that is not among them was left by a failed release. */
const ours = new Set<string>();

function readText(calls: FileCalls, path: string): string {
  try {
    return calls.readFile(path).toString('utf8');
  } catch {
    return '';
  }
}

/** Start time of a process in clock ticks, where /proc tells it: a pid alone may have been given to another. */
function startOf(calls: FileCalls, pid: number): string {
  const stat = readText(calls, `/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isAlive(calls: FileCalls, holder: Holder): boolean {
  // Another host's processes cannot be seen from here: only its own release, or a person, frees its lock.
  if (holder.host !== hostname()) return true;
  const boot = readText(calls, '/proc/sys/kernel/random/boot_id').trim();
  if (boot !== holder.boot) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
  }
  return startOf(calls, holder.pid) === holder.started;
}

function readHolder(text: string): Holder | 'released' | undefined {
  if (text === 'released\n') return 'released';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, started, boot, host } = value as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof started !== 'string') return undefined;
    return typeof boot === 'string' && typeof host === 'string' ? { pid, started, boot, host } : undefined;
  } catch {
    return undefined;
  }
}

function writeWhole(calls: FileCalls, path: string, flags: string, text: string): void {
  const file = calls.open(path, flags, 0o600);
  try {
    calls.write(file, Buffer.from(text), 0);
    calls.fsync(file);
  } finally {
    calls.close(file);
  }
}

export function takeLock(calls: FileCalls, folder: string): FolderLock {
  const tokens = calls.list(folder).flatMap((name) => {
    const found = /^lock\.([1-9]\d{0,9})$/.exec(name);
    return found ? [Number(found[1])] : [];
  });
  const highest = Math.max(0, ...tokens);
  const pathOf = (token: number) => join(folder, `lock.${token}`);
  if (highest > 0) {
    const holder = readHolder(readText(calls, pathOf(highest)));
    // An unreadable lock was torn by a crash while it was being taken: nobody has acknowledged anything under it.
    const isLeft = typeof holder === 'object' && holder.pid === process.pid && !ours.has(pathOf(highest));
    if (holder !== undefined && holder !== 'released' && !isLeft && isAlive(calls, holder)) {
      throw new AkashiError('ledger/locked', `another process (${holder.pid} on ${holder.host}) writes to this log`, {
        hint: `stop it first; if that host is gone for good, remove ${pathOf(highest)}`,
      });
    }
  }
  const token = highest + 1;
  const boot = readText(calls, '/proc/sys/kernel/random/boot_id').trim();
  const holder: Holder = { pid: process.pid, started: startOf(calls, process.pid), boot, host: hostname() };
  try {
    writeWhole(calls, pathOf(token), 'wx', JSON.stringify(holder));
  } catch (cause) {
    if (!isErrno(cause, 'EEXIST')) throw cause;
    throw new AkashiError('ledger/locked', 'another process has just opened this log', { cause });
  }
  for (const old of tokens) calls.unlink(pathOf(old));
  ours.add(pathOf(token));
  return {
    token,
    check() {
      if (calls.exists(pathOf(token + 1)) || !calls.exists(pathOf(token))) {
        throw new AkashiError('ledger/locked', 'another process took this log over');
      }
    },
    release() {
      ours.delete(pathOf(token));
      writeWhole(calls, pathOf(token), 'w', 'released\n');
    },
  };
}

/** The same lock for a folder that is no log. @throws AkashiError ledger/locked */
export function takeFolder(folder: string): FolderLock {
  return takeLock(fileCalls, folder);
}
