// Results appear whole or not at all: written beside their place under a temporary name, synced, renamed.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';

/** Its presence says that a folder was written by us; its lines after the first, what in it is ours and may be replaced. */
const OURS = '.akashi-output';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Writes all bytes and syncs. @throws AkashiError case/out-unwritable */
function writeSynced(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const MOST_NAMED = 5;

/** Everything in a folder, by relative path with "/". */
const namesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .sort();

/** What was put into an earlier output since: collected copies, a record of approvals. It is nobody's to delete with the rest. */
function addedSince(out: string): string[] {
  if (!existsSync(join(out, OURS))) return [];
  const [, ...ours] = readFileSync(join(out, OURS), 'utf8').trimEnd().split('\n');
  // An output of a version that kept no list: what people are told to put there.
  if (ours.length === 0) return namesIn(out).filter((name) => /^collected-[^/]*$|(?:^|\/)approvals\.jsonl$/.test(name));
  const known = new Set([OURS, ...ours]);
  return namesIn(out).filter((name) => !known.has(name));
}

/** Empty, or with our mark. */
function isOurs(out: string): boolean {
  const names = readdirSync(out);
  return names.length === 0 || names.includes(OURS);
}

/**
 * Says before any work whether the results may go there.
 *
 * @throws AkashiError case/out-not-ours for a file, a folder of somebody else, or one of ours to which something was added
 */
export function requireUsableOutput(out: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) {
    throw new AkashiError('case/out-not-ours', `${out}: a file stands there, expected a folder or nothing`);
  }
  if (!isOurs(out)) {
    throw new AkashiError('case/out-not-ours', `${out}: holds files that are not an earlier output of ours`, {
      hint: 'name a new or empty folder; nothing was changed',
    });
  }
  const added = addedSince(out);
  if (added.length > 0) {
    const more = added.length > MOST_NAMED ? ` and ${added.length - MOST_NAMED} more` : '';
    throw new AkashiError(
      'case/out-not-ours',
      `${out}: replacing it would delete what was put there since: ${added.slice(0, MOST_NAMED).join(', ')}${more}`,
      { hint: 'name a new folder, or move these away first; nothing was changed' },
    );
  }
}

/** True when nothing, or an empty folder, stands there. */
export function isFresh(out: string): boolean {
  return !existsSync(out) || readdirSync(out).length === 0;
}

/** A folder being written, not yet in its place. */
export type PendingOutput = {
  readonly folder: string;
  write(name: string, bytes: Uint8Array | string): void;
  /** What was written so far, by name, with its SHA-256. */
  list(): readonly { readonly path: string; readonly sha256: string }[];
  /** Renames the whole folder into place; an earlier output of ours is replaced. */
  publish(): void;
  /** Removes what was written. Safe to call after publish. */
  discard(): void;
};

/** @throws AkashiError case/out-not-ours, case/out-unwritable */
export function openOutput(out: string): PendingOutput {
  requireUsableOutput(out);
  const target = resolve(out);
  const parent = dirname(target);
  const temporary = join(parent, `.${basename(target)}.${process.pid}.partial`);
  const refuse = (error: unknown, name: string): never => {
    throw new AkashiError('case/out-unwritable', `${name}: cannot be written (${codeOf(error)})`, {
      cause: error,
      hint: 'nothing half written was left in place',
    });
  };
  try {
    mkdirSync(parent, { recursive: true });
    rmSync(temporary, { recursive: true, force: true });
    // What people wrote, and where attackers were, is for those on the case: they open it to others themselves.
    mkdirSync(temporary, { mode: 0o700 });
  } catch (error) {
    refuse(error, out);
  }
  const written = new Map<string, string>();
  return {
    folder: temporary,
    list: () => [...written].map(([path, sha256]) => ({ path, sha256 })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    write(name, content) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      try {
        writeSynced(join(temporary, name), bytes);
        written.set(name, createHash('sha256').update(bytes).digest('hex'));
      } catch (error) {
        rmSync(temporary, { recursive: true, force: true });
        refuse(error, join(out, name));
      }
    },
    publish() {
      try {
        const names = namesIn(temporary);
        writeSynced(join(temporary, OURS), new TextEncoder().encode(`${['written by akashi', ...names].join('\n')}\n`));
        syncFolder(temporary);
        if (existsSync(target)) {
          // Whom it was opened to, it stays open to.
          chmodSync(temporary, statSync(target).mode & 0o777);
          const aside = `${temporary}.old`;
          renameSync(target, aside);
          try {
            renameSync(temporary, target);
          } catch (error) {
            renameSync(aside, target);
            throw error;
          }
          // Somebody added to it while this one was written: hours of work are not refused, and nothing of theirs is deleted.
          if (isOurs(aside) && addedSince(aside).length === 0) rmSync(aside, { recursive: true, force: true });
          else renameSync(aside, `${target}.kept-${process.pid}`);
        } else {
          renameSync(temporary, target);
        }
        syncFolder(parent);
      } catch (error) {
        rmSync(temporary, { recursive: true, force: true });
        refuse(error, out);
      }
    },
    discard() {
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}
