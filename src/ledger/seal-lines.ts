// Lines of a file that may be compressed and may grow, as bytes without their line ends.
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AkashiError } from '../vocabulary/error.ts';

/** KNOWN GAP: a line longer than this is read as several: bytes. */
const MOST_LINE_BYTES = 16 << 20;
const CHUNK_BYTES = 1 << 20;
const LINE_END = 0x0a;

/** First bytes of compressed files. */
const packings = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
] as const;

/**
 * How a file is packed, by its first bytes: a rotated file may be packed under any name.
 *
 * @throws AkashiError ledger/unreadable
 */
export function packingOf(path: string): (typeof packings)[number][0] | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    throw new AkashiError('ledger/unreadable', `cannot read ${path}`, { cause });
  }
  try {
    const start = Buffer.alloc(6);
    const length = readSync(file, start, 0, start.length, 0);
    return packings.find(([, magic]) => length >= magic.length && magic.every((byte, i) => start[i] === byte))?.[0];
  } finally {
    closeSync(file);
  }
}

/** Bytes of the decompressed file from `start` on. */
async function* chunks(path: string, start: number): AsyncGenerator<Buffer> {
  const packed = packingOf(path) === 'gzip';
  const file = createReadStream(path, { start: packed ? 0 : start, highWaterMark: CHUNK_BYTES });
  if (!packed) {
    yield* file;
    return;
  }
  const unpacked = file.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  file.on('error', (error) => unpacked.destroy(error));
  let skip = start;
  for await (const chunk of unpacked) {
    const bytes: Buffer = chunk;
    if (skip < bytes.length) yield bytes.subarray(skip);
    skip = Math.max(0, skip - bytes.length);
  }
}

/** Whole lines side by side. Line i is `bytes` from `starts[i]` to `ends[i]`, its line end left out; `at` is the byte of the file where `bytes` begins. */
export type LineBlock = {
  readonly bytes: Buffer;
  readonly at: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The only line of this block, and the last of the file, has no line end. */
  readonly isOpen: boolean;
};

/**
 * Lines from byte `start`, which must be the start of a line. In blocks as they are read: an object per line would cost
 * more than hashing it.
 *
 * @throws AkashiError ledger/unreadable
 */
export async function* readLineBlocks(path: string, start: number): AsyncGenerator<LineBlock> {
  let rest: Buffer = Buffer.alloc(0);
  let at = start;
  try {
    for await (const chunk of chunks(path, start)) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const starts: number[] = [];
      const ends: number[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
        starts.push(from);
        ends.push(end);
        from = end + 1;
      }
      if (bytes.length - from > MOST_LINE_BYTES) {
        starts.push(from);
        ends.push(bytes.length);
        from = bytes.length;
      }
      if (starts.length > 0) yield { bytes, at, starts, ends, isOpen: false };
      rest = bytes.subarray(from);
      at += from;
    }
  } catch (cause) {
    throw new AkashiError('ledger/unreadable', `cannot read ${path}`, { cause });
  }
  if (rest.length > 0) yield { bytes: rest, at, starts: [0], ends: [rest.length], isOpen: true };
}

/** The same, a buffer a line. @throws AkashiError ledger/unreadable */
export async function* readLineGroups(path: string, start: number): AsyncGenerator<readonly Buffer[]> {
  for await (const { bytes, starts, ends } of readLineBlocks(path, start)) {
    yield starts.map((from, i) => bytes.subarray(from, ends[i]));
  }
}

/** Bytes [from, to) of the decompressed file; shorter when the file is. Undefined when it cannot be read. */
export async function readSlice(path: string, from: number, to: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks(path, from)) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= to - from) break;
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).subarray(0, to - from);
}
