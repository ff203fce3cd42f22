import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type Run = {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly output: string;
  readonly code: number;
};

/** Parent and resident bytes of a process, undefined once it has gone. */
function look(pid: string): { parent: string; bytes: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: fields[1] ?? '', bytes: Number(fields[21] ?? 0) * 4096 };
  } catch {
    return undefined;
  }
}

/** Resident bytes of a process and all below it. Linux only; 0 elsewhere. */
function treeBytes(root: number): number {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  const seen = new Map(pids.map((pid) => [pid, look(pid)]));
  let bytes = 0;
  for (const [pid, one] of seen) {
    let at: string | undefined = pid;
    for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
      if (at === String(root)) {
        bytes += one?.bytes ?? 0;
        break;
      }
      at = seen.get(at)?.parent;
    }
  }
  return bytes;
}

/** Milliseconds between looks at the memory. */
const LOOK_MS = 50;

/**
 * Runs a program to its end, or until what is waited for is there: then it is ended. Wall time, and the peak of what it and
 * its children held together.
 */
export async function runMeasured(program: string, args: readonly string[], until?: () => boolean): Promise<Run> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let peakBytes = 0;
  let reached: number | null = null;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, treeBytes(child.pid ?? 0));
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
