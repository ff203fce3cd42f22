// Lines of a file that may be compressed and may grow, as bytes without their line ends.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AkashiError } from '../vocabulary/error.ts';

/** KNOWN GAP: a line longer than this is read as several: bytes. */
const MOST_LINE_BYTES = 16 << 20;
const CHUNK_BYTES = 1 << 20;
const LINE_END = 0x0a;

/** `from` and `to`: bytes of the decompressed file; `to` is past the line end. `isOpen`: the file ends without one. */
export type Line = { readonly bytes: Buffer; readonly from: number; readonly to: number; readonly isOpen: boolean };

export function isGzip(path: string): boolean {
  return /\.gz$/i.test(path);
}

/** Bytes of the decompressed file from `start` on. */
async function* chunks(path: string, start: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { start: isGzip(path) ? 0 : start, highWaterMark: CHUNK_BYTES });
  if (!isGzip(path)) {
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

/**
 * Lines from byte `start`, which must be the start of a line, in groups as they are read: a generator step per line
 * would cost more than hashing it.
 *
 * @throws AkashiError ledger/unreadable
 */
export async function* readLineGroups(path: string, start: number): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let at = start;
  try {
    for await (const chunk of chunks(path, start)) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const lines: Line[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
        lines.push({ bytes: bytes.subarray(from, end), from: at + from, to: at + end + 1, isOpen: false });
        from = end + 1;
      }
      if (bytes.length - from > MOST_LINE_BYTES) {
        lines.push({ bytes: bytes.subarray(from), from: at + from, to: at + bytes.length, isOpen: false });
        from = bytes.length;
      }
      rest = bytes.subarray(from);
      at += from;
      if (lines.length > 0) yield lines;
    }
  } catch (cause) {
    throw new AkashiError('ledger/unreadable', `cannot read ${path}`, { cause });
  }
  if (rest.length > 0) yield [{ bytes: rest, from: at, to: at + rest.length, isOpen: true }];
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
