// A file as bytes: hashed as it is, and unpacked under bounds when it is compressed.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Both } from '../vocabulary/finding.ts';
import { gzipHeader, type Packing } from './gzip-header.ts';
import { openTextStream, type Utf16 } from './text-stream.ts';
import type { Compression } from './unpack.ts';

/** Bytes read at a time from a file that is not compressed. */
const CHUNK_BYTES = 1 << 20;
/** Compressed bytes unpacked at a time: small, so that a bomb is noticed before it has filled the memory. */
const PACKED_CHUNK_BYTES = 1 << 16;
/** Logs shrink to a tenth or a thirtieth; a file of one repeated line to a 250th. Beyond this it is a bomb. */
const MOST_EXPANSION = 500;
/** Below this much output nobody minds the ratio. */
const ALWAYS_ALLOWED_BYTES = 64 << 20;

/** Why a file is not read, or not to its end. Thrown inside this folder only. */
export class SourceRefused extends Error {
  readonly reason: Both;
  constructor(reason: Both) {
    super(reason.en);
    this.reason = reason;
  }
}

/** Why a file could not be opened, or even looked at. */
export function unopened(error: unknown): SourceRefused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new SourceRefused(
    code === 'EACCES' || code === 'EPERM'
      ? { ja: '読む権限がありません', en: 'no permission to read it' }
      : { ja: `開けません（${code}）`, en: `cannot be opened (${code})` },
  );
}

export type SourceRead = {
  readonly sha256: string;
  /** Of the file as it is. */
  readonly bytes: number;
  /** Of what came out of it. */
  readonly streamBytes: number;
  readonly compression: Compression;
  /** Set when the file is UTF-16: what came out of it is UTF-8. */
  readonly utf16: Utf16 | undefined;
  /** Set when the file ended before its contents did: what came before was read. */
  readonly incomplete: Both | undefined;
  /** What a gzip file says of itself. */
  readonly packing?: Packing | undefined;
};

export function compressionOf(head: Uint8Array): Compression {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  if (starts(0x42, 0x5a, 0x68) && head[4] === 0x31 && head[5] === 0x41 && head[6] === 0x59) return 'bzip2';
  return 'none';
}

/** Containers and binary logs that must be unpacked or exported by the tool that wrote them. */
export function foreign(head: Buffer): Both | undefined {
  const is = (text: string, at = 0) => head.subarray(at, at + text.length).toString('latin1') === text;
  if (is('PK\x03\x04') || is('ustar', 257) || is('7z\xbc\xaf') || is('Rar!')) {
    return {
      ja: '書庫（zip、tar など）です。展開してから渡してください',
      en: 'an archive (zip, tar, …): unpack it and give its files',
    };
  }
  if (is('LPKSHHRH')) {
    return {
      ja: 'journald のバイナリです。journalctl -o export で書き出してください',
      en: 'a binary journal: write it out with journalctl -o export',
    };
  }
  if (is('ElfFile\0')) {
    return { ja: 'Windows イベントログのバイナリです', en: 'a binary Windows event log' };
  }
  return undefined;
}

/**
 * Reads a file once, from its first byte to the last it had when it was opened; what is appended meanwhile is not read.
 *
 * @param take is handed what the file unpacks to, UTF-16 as UTF-8, in order, in pieces of at most 1 MiB, valid until it returns
 * @param progress is told the bytes of the file read so far
 * @throws SourceRefused for a file that cannot be read at all, a bomb, or what `take` refuses
 */
export async function readSource(
  path: string,
  take: (bytes: Buffer) => void,
  progress: (bytes: number) => void = () => {},
): Promise<SourceRead> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw unopened(error);
  }
  try {
    const size = (await file.stat()).size;
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const hash = createHash('sha256');
    const first = await file.read(buffer, 0, Math.min(CHUNK_BYTES, 4096), 0);
    const head = Buffer.from(buffer.subarray(0, first.bytesRead));
    const strange = foreign(head);
    if (strange) throw new SourceRefused(strange);
    const compression = compressionOf(head);
    let bytes = 0;
    let streamBytes = 0;
    const give = (piece: Buffer) => {
      for (let from = 0; from < piece.length; from += CHUNK_BYTES) {
        const part = piece.subarray(from, from + CHUNK_BYTES);
        streamBytes += part.length;
        if (compression !== 'none' && streamBytes > ALWAYS_ALLOWED_BYTES && streamBytes > bytes * MOST_EXPANSION) {
          throw new SourceRefused({
            ja: `展開すると ${MOST_EXPANSION} 倍を超えます（圧縮爆弾）。${streamBytes} バイト目で中止しました`,
            en: `it unpacks to more than ${MOST_EXPANSION} times its size (an archive bomb): stopped at byte ${streamBytes} of its contents`,
          });
        }
        take(part);
      }
    };
    const unpacker = openTextStream(compression, give);
    const step = compression === 'none' ? CHUNK_BYTES : PACKED_CHUNK_BYTES;
    while (bytes < size) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(step, size - bytes), bytes);
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      bytes += bytesRead;
      await unpacker.write(piece);
      progress(bytes);
    }
    const whole = await unpacker.end();
    const shrunk = bytes < size;
    const incomplete: Both | undefined = shrunk
      ? {
          ja: `読む間に短くなりました（${bytes} バイトまで）`,
          en: `it became shorter while it was read (${bytes} bytes)`,
        }
      : whole
        ? undefined
        : {
            ja: `圧縮データが途中で切れているか壊れています。展開できた ${streamBytes} バイトまでを読みました`,
            en: `its compressed data is cut off or broken; the ${streamBytes} bytes that unpacked were read`,
          };
    const packing = gzipHeader(head);
    return {
      ...{ sha256: hash.digest('hex'), bytes, streamBytes, compression, incomplete, packing },
      utf16: unpacker.encoding(),
    };
  } catch (error) {
    if (error instanceof SourceRefused) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC') throw error;
    if (/^E[A-Z]+$/.test(code))
      throw new SourceRefused({ ja: `読めません（${code}）`, en: `cannot be read (${code})` });
    throw error;
  } finally {
    await file.close();
  }
}
