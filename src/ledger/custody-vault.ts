// Where the keys of people lie: a folder outside the log, left out of its backups. The journal of erasures outlives
// every key, so that a restored copy of the keys is erased again.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import type { Payloads, Vault } from './custody-events.ts';
import { PRIVATE } from './folder.ts';
import { isHeld, refuseUnderHold } from './holds.ts';

const isHandle = (text: string) => /^[0-9a-f]{32}$/.test(text);

function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeDurably(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, `${name}.new`);
  const file = openSync(temporary, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, join(folder, name));
  syncFolder(folder);
}

/** Overwrites before removing. KNOWN GAP: a flash disk or a snapshot may keep the old bytes: encrypt the disk too. */
function shred(folder: string, name: string): void {
  const path = join(folder, name);
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    writeSync(file, randomBytes(statSync(path).size), 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
  syncFolder(folder);
}

/** Handles that the journal says were erased; a torn last line is the erasure that was being written: it counts not yet. */
function erasedHandles(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [handle = ''] = line.split(' ');
    if (!isHandle(handle)) throw new AkashiError('ledger/broken', `${path} holds a line that is no erasure`);
    return handle;
  });
}

/**
 * Opens the vault beside a log, and erases again whatever a restored backup brought back; under a hold that waits, and such a
 * key opens nothing meanwhile.
 *
 * @param logFolder where holds are looked up: nothing is erased under one
 * @throws AkashiError ledger/broken; `destroy` throws ledger/held under a hold
 */
export function openVault(
  folder: string,
  logFolder: string,
  now: Date = new Date(),
): Vault & { readonly erasedAgain: readonly string[]; readonly erased: readonly string[] } {
  const keys = join(folder, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const journal = join(folder, 'erasures');
  if (!existsSync(join(folder, 'actor-key'))) writeDurably(folder, 'actor-key', randomBytes(32));
  const erased = new Set(erasedHandles(journal));
  const brought = readdirSync(keys).filter((name) => erased.has(name));
  const erasedAgain = brought.length > 0 && isHeld(logFolder, now) ? [] : brought;
  for (const name of erasedAgain) shred(keys, name);
  return {
    actorKey: readFileSync(join(folder, 'actor-key')),
    erasedAgain,
    get erased() {
      return [...erased];
    },
    keyOf(handle) {
      const path = join(keys, handle);
      return isHandle(handle) && !erased.has(handle) && existsSync(path) ? readFileSync(path) : undefined;
    },
    keep(handle, key) {
      if (!isHandle(handle)) throw new RangeError('a handle is 16 bytes in hex');
      writeDurably(keys, handle, key);
    },
    destroy(handle, now) {
      if (!isHandle(handle)) throw new RangeError('a handle is 16 bytes in hex');
      refuseUnderHold(logFolder, 'erasing', now);
      const file = openSync(journal, 'a', 0o600);
      try {
        writeSync(file, `${handle} ${now.toISOString()}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      syncFolder(folder);
      erased.add(handle);
      shred(keys, handle);
    },
  };
}

/** Encrypted payloads in `.akashi/custody/` of a log. */
export function payloadsBeside(logFolder: string): Payloads {
  const folder = join(logFolder, PRIVATE, 'custody');
  return {
    write(index, bytes) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeDurably(folder, String(index), bytes);
    },
    read(index) {
      const path = join(folder, String(index));
      return existsSync(path) ? readFileSync(path) : undefined;
    },
  };
}
