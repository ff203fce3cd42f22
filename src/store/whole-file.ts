// One result as one file: whole or not at all, and never over something that stands there.
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';

/** Says before any work whether the result may go there. @throws AkashiError case/out-not-ours */
export function requireFreeFile(path: string): void {
  if (existsSync(path)) {
    throw new AkashiError('case/out-not-ours', `${path}: a file stands there already`, {
      hint: 'what stands there may be evidence: name another file, or move it away yourself',
    });
  }
}

/** Written beside its place, synced, and linked there only if the place is still free. @throws AkashiError */
export function writeWholeFile(path: string, text: string): void {
  requireFreeFile(path);
  const target = resolve(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  const bytes = new TextEncoder().encode(text);
  try {
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(temporary, target);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new AkashiError('case/out-unwritable', `${path}: cannot be written (${code})`, {
      cause,
      hint: 'nothing half written was left in place',
    });
  } finally {
    rmSync(temporary, { force: true });
  }
}
