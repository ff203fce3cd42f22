// Where sealing stands with every file: `.akashi/seals/streams.json`, secret, because it holds keys.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { PRIVATE } from './folder.ts';

export const SEALS = join(PRIVATE, 'seals');

/** One incarnation of a log file: from its first byte to its rotation. */
export type Stream = {
  readonly id: string;
  /** 32 random bytes in base64. */
  readonly secret: string;
  /** Where it was read last, absolute. */
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  /** False once its file was rotated away and read to its end. */
  readonly isCurrent: boolean;
  readonly segments: number;
  /** Sealed lines and bytes. With `openAt` the last line is sealed without its end, and starts at that byte. */
  readonly lines: number;
  readonly bytes: number;
  readonly openAt: number | null;
  /** Bytes [tailFrom, bytes) hash to this under the secret: tells whether a file goes on where this one stopped. */
  readonly tailFrom: number;
  readonly tailHash: string;
  /** Why lines before its first may be missing. */
  readonly gap: string | null;
};

export type SealState = {
  readonly streams: readonly Stream[];
  /** A segment whose seal file is written and whose entry may or may not have reached the ledger. */
  readonly pending: {
    readonly after: Stream;
    readonly file: string;
    readonly entry: string;
    readonly from: number;
  } | null;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function isStream(value: unknown): value is Stream {
  if (typeof value !== 'object' || value === null) return false;
  const s = value as Record<string, unknown>;
  return (
    [s['id'], s['secret'], s['path'], s['tailHash']].every(isText) &&
    [s['device'], s['inode'], s['segments'], s['lines'], s['bytes'], s['tailFrom']].every(isCount) &&
    (s['openAt'] === null || isCount(s['openAt'])) &&
    typeof s['isCurrent'] === 'boolean' &&
    (s['gap'] === null || isText(s['gap']))
  );
}

function isState(value: unknown): value is SealState {
  if (typeof value !== 'object' || value === null) return false;
  const { streams, pending } = value as Record<string, unknown>;
  if (!Array.isArray(streams) || !streams.every(isStream)) return false;
  if (pending === null) return true;
  if (typeof pending !== 'object' || pending === undefined) return false;
  const { after, file, entry, from } = pending as Record<string, unknown>;
  return isStream(after) && isText(file) && /^[0-9a-f-]{1,60}\.seal$/.test(file) && isText(entry) && isCount(from);
}

/** @throws AkashiError ledger/broken */
export function readSealState(folder: string): SealState {
  const path = join(folder, SEALS, 'streams.json');
  if (!existsSync(path)) return { streams: [], pending: null };
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isState(value)) return value;
  } catch (cause) {
    throw new AkashiError('ledger/broken', `${path} cannot be read: sealing would not know where it stopped`, {
      cause,
    });
  }
  throw new AkashiError('ledger/broken', `${path} does not hold where sealing stopped`);
}

/** Replaces a file of `.akashi/seals/` durably. @throws AkashiError ledger/io */
export function keepSeal(folder: string, name: string, bytes: Uint8Array): void {
  const directory = join(folder, SEALS);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const temporary = join(directory, `${name}.new`);
  try {
    const file = openSync(temporary, 'w', 0o600);
    const held = openSync(directory, 'r');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
      renameSync(temporary, join(directory, name));
      fsyncSync(held);
    } finally {
      closeSync(file);
      closeSync(held);
    }
  } catch (cause) {
    throw new AkashiError('ledger/io', `storage failed: could not keep ${name}`, { cause });
  }
}

export function keepSealState(folder: string, state: SealState): void {
  keepSeal(folder, 'streams.json', Buffer.from(`${JSON.stringify(state)}\n`));
}
