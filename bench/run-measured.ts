import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type Run = {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly output: string;
  readonly code: number;
};

/** Parent of a process, undefined once it has gone. */
function parentOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined;
  }
}

/** A process and all below it. Linux only; elsewhere none. */
function treeOf(root: number): string[] {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  return pids.filter((pid) => {
    let at: string | undefined = pid;
    for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
      if (at === String(root)) return true;
      at = parents.get(at);
    }
    return false;
  });
}

/** Bytes of a page of memory on the machines that run this. */
const PAGE_BYTES = 4096;

/** Resident bytes of a process: 0 once it has gone. This file, unlike the one with its parent, costs no walk over its threads. */
function residentBytes(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

/** Milliseconds between looks at the memory. */
const LOOK_MS = 50;
/** Looks between those at which processes there are: going through all of the machine's each time took from what is measured. */
const LOOKS_PER_TREE = 10;

/**
 * Runs a program to its end, or until what is waited for is there: then it is ended. Wall time, and the peak of what it and
 * its children held together.
 */
export async function runMeasured(program: string, args: readonly string[], until?: () => boolean): Promise<Run> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let peakBytes = 0;
  let reached: number | null = null;
  let looks = 0;
  let tree: readonly string[] = [];
  const timer = setInterval(() => {
    if (looks % LOOKS_PER_TREE === 0) tree = treeOf(child.pid ?? 0);
    looks += 1;
    peakBytes = Math.max(
      peakBytes,
      tree.reduce((bytes, pid) => bytes + residentBytes(pid), 0),
    );
    if (reached === null && until?.()) {
      reached = (performance.now() - began) / 1000;
      child.kill();
    }
  }, LOOK_MS);
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => {
    // Only the end is looked at: some peers print much.
    pieces.push(piece);
    if (pieces.length > 64) pieces.shift();
  });
  const code = await new Promise<number>((done) => child.on('close', (status) => done(status ?? 1)));
  clearInterval(timer);
  const seconds = reached ?? (performance.now() - began) / 1000;
  return { seconds, peakBytes, output: Buffer.concat(pieces).toString('utf8'), code };
}
