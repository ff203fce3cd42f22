// Bytes to the table `raw`: one pass that hashes, counts and samples; then the engine reads the same bytes as lines.
import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Engine } from './engine.ts';
import { LineScan } from './line-scan.ts';
import type { LogInput, Refused } from './list-logs.ts';
import { recordSize } from './login-records.ts';
import { type Batch, dropBatch, SegmentWriter } from './segments.ts';
import { compressionOf, foreign, readSource, SourceRefused, unopened } from './source-bytes.ts';
import type { Compression } from './unpack.ts';

/** A file whose bytes are in `raw`. */
export type Ingested = {
  readonly f: number;
  readonly path: string;
  /** The file as it was found, before it was read. */
  readonly found: Fingerprint;
  readonly shown: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly streamBytes: number;
  readonly compression: Compression;
  readonly lines: number;
  /** The last line has no line end. */
  readonly openEnd: boolean;
  /** Bytes a record; 0 for a file of lines. */
  readonly recordBytes: number;
  readonly encoding: string;
  readonly longLines: number;
  readonly head: Buffer;
  readonly incomplete: Both | undefined;
};

/** Files this large are read by the engine from where they are; smaller ones go through segments, many at a time. */
const READ_IN_PLACE_BYTES = 8 << 20;

/** Whether a file begins as text does: compressed ones and records of logins go another way. */
function looksPlain(path: string): boolean {
  const head = Buffer.alloc(4096);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw unopened(error);
  }
  try {
    const start = head.subarray(0, readSync(file, head, 0, head.length, 0));
    return compressionOf(start) === 'none' && foreign(start) === undefined && recordSize(start) === 0;
  } finally {
    closeSync(file);
  }
}

/** When all three are as they were, a file is taken for unchanged. The change time cannot be set by hand. */
export type Fingerprint = { readonly size: number; readonly changed: number; readonly inode: number };

/** @throws SourceRefused */
export function fingerprint(path: string): Fingerprint {
  try {
    const { size, ctimeMs, ino } = statSync(path);
    return { size, changed: ctimeMs, inode: ino };
  } catch (error) {
    throw unopened(error);
  }
}

function encodingOf(scan: LineScan, records: boolean): string {
  if (records) return 'binary';
  const [a, b] = scan.head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16';
  if (scan.ascii) return scan.nulBytes ? 'ascii with NUL bytes' : 'ascii';
  if (scan.utf8) return scan.nulBytes ? 'utf-8 with NUL bytes' : 'utf-8';
  return eightBit(scan.head.length > 0 ? Buffer.concat([scan.head, scan.tail]) : scan.head);
}

/** Which of the Japanese encodings the bytes over 0x7F form, judged by how many pairs fit; else `8-bit`. */
function eightBit(sample: Buffer): string {
  let shiftJis = 0;
  let eucJp = 0;
  let high = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] ?? 0;
    if (byte < 0x80) continue;
    high += 1;
    const next = sample[i + 1] ?? 0;
    const lead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    if (lead && next >= 0x40 && next <= 0xfc && next !== 0x7f) {
      shiftJis += 1;
      if (byte >= 0xa1 && next >= 0xa1) eucJp += 1;
      i += 1;
    } else if (byte >= 0xa1 && byte <= 0xfe && next >= 0xa1 && next <= 0xfe) {
      eucJp += 1;
      i += 1;
    }
  }
  if (high === 0) return '8-bit';
  if (eucJp >= 0.9 * high) return 'euc-jp';
  return shiftJis >= 0.9 * high ? 'shift_jis' : '8-bit';
}

export type IngestProgress = (bytes: number) => void;

/** Takes files in, one after the other, while the engine still works on those before. */
export class Ingest {
  readonly #engine: Engine;
  readonly #writer: SegmentWriter;
  #pending: Promise<void> = Promise.resolve();
  #waiting = 0;
  #failed: { error: unknown } | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
    mkdirSync(join(engine.folder, 'in'), { recursive: true, mode: 0o700 });
    this.#writer = new SegmentWriter(join(engine.folder, 'segments'), (batch) => this.#send(batch));
  }

  #queue(work: () => Promise<void>): void {
    this.#waiting += 1;
    this.#pending = this.#pending.then(async () => {
      try {
        if (!this.#failed) await work();
      } catch (error) {
        this.#failed ??= { error };
      }
      this.#waiting -= 1;
    });
  }

  #send(batch: Batch): void {
    this.#queue(async () => {
      await this.#engine.bulk.takeBatch(batch);
      dropBatch(batch);
    });
  }

  /**
   * One file. Its lines are in `raw` once `settle` has resolved.
   *
   * @returns the refusal when it cannot be read; then nothing of it is, or will be, in `raw`
   */
  async take(input: LogInput, f: number, progress: IngestProgress): Promise<Ingested | Refused> {
    try {
      const before = fingerprint(input.path);
      const large = before.size >= READ_IN_PLACE_BYTES && this.#engine.bulk.takeInPlace !== undefined;
      const inPlace = large && looksPlain(input.path) ? await this.#inPlace(input, f, before, progress) : undefined;
      if (inPlace) return inPlace;
      return await this.#throughSegments(input, f, before, progress);
    } catch (error) {
      if (error instanceof SourceRefused) {
        await this.#forget(f);
        return { path: input.shown, reason: error.reason };
      }
      if (error instanceof RangeError && error.message.includes('4 GiB')) {
        await this.#forget(f);
        return {
          path: input.shown,
          reason: { ja: '4 GiB を超える行があります', en: 'it has a line longer than 4 GiB' },
        };
      }
      throw diskFull(error) ?? error;
    }
  }

  /** The engine reads a large file from where it is while we count it: undefined when it must not, and nothing of it is kept. */
  async #inPlace(
    input: LogInput,
    f: number,
    before: Fingerprint,
    progress: IngestProgress,
  ): Promise<Ingested | undefined> {
    const { bulk } = this.#engine;
    let failed: { error: unknown } | undefined;
    this.#queue(async () => {
      try {
        await bulk.takeInPlace?.(f, input.path);
      } catch (error) {
        failed = { error };
      }
    });
    const taken = this.#pending;
    const counted = await this.#countOnly(input, f, before, progress).catch(async (error) => {
      await taken;
      throw error;
    });
    const after = fingerprint(input.path);
    if (counted && after.size === before.size && after.changed === before.changed) {
      // A file that is fit and could not be taken in: what was counted will never arrive.
      this.#queue(async () => {
        if (failed) throw failed.error;
      });
      return counted;
    }
    await taken;
    await bulk.drop('raw', `f = ${f}`);
    return undefined;
  }

  /** A large plain text file: undefined when the engine must not read it from where it is. */
  async #countOnly(
    input: LogInput,
    f: number,
    found: Fingerprint,
    progress: IngestProgress,
  ): Promise<Ingested | undefined> {
    const scan = new LineScan();
    const unfit = new Error('not in place');
    try {
      const read = await readSource(
        input.path,
        (piece) => {
          if (scan.bytes === 0 && recordSize(piece) > 0) throw unfit;
          scan.push(piece);
          if (scan.longLines > 0) throw unfit;
        },
        progress,
      );
      scan.end();
      if (read.compression !== 'none' || read.incomplete || scan.longLines > 0 || scan.lines === 0) return undefined;
      return described(input, f, found, read, scan, 0);
    } catch (error) {
      if (error === unfit) return undefined;
      throw error;
    }
  }

  async #throughSegments(input: LogInput, f: number, found: Fingerprint, progress: IngestProgress): Promise<Ingested> {
    const scan = new LineScan();
    let size = 0;
    let started = false;
    let records: Buffer = Buffer.alloc(0);
    this.#writer.begin(f);
    const read = await readSource(
      input.path,
      (piece) => {
        if (!started) size = recordSize(piece);
        started = true;
        scan.push(piece);
        if (size === 0) this.#writer.push(piece);
        else {
          const whole = Buffer.concat([records, piece]);
          const full = whole.length - (whole.length % size);
          this.#writer.pushRecords(whole.subarray(0, full), size);
          records = Buffer.from(whole.subarray(full));
        }
      },
      progress,
    );
    if (records.length > 0) this.#writer.pushRecords(records, size);
    this.#writer.endFile();
    scan.end();
    while (this.#waiting > 1) await this.#pending;
    return described(input, f, found, read, scan, size);
  }

  /** Everything that was taken is in `raw`. @throws AkashiError */
  async settle(): Promise<void> {
    this.#writer.flush();
    await this.#pending;
    if (this.#failed) throw diskFull(this.#failed.error) ?? this.#failed.error;
  }

  /** A file was refused after some of its lines were sent. */
  async #forget(f: number): Promise<void> {
    await this.settle();
    await this.#engine.bulk.drop('raw', `f = ${f}`);
  }
}

function described(
  input: LogInput,
  f: number,
  found: Fingerprint,
  read: Awaited<ReturnType<typeof readSource>>,
  scan: LineScan,
  recordBytes: number,
): Ingested {
  const { sha256, bytes, streamBytes, compression, incomplete } = read;
  return {
    f,
    path: input.path,
    found,
    shown: input.shown,
    sha256,
    bytes,
    streamBytes,
    compression,
    lines: recordBytes > 0 ? Math.ceil(streamBytes / recordBytes) : scan.lines,
    openEnd: recordBytes === 0 && scan.openEnd,
    recordBytes,
    encoding: encodingOf(scan, recordBytes > 0),
    longLines: recordBytes > 0 ? 0 : scan.longLines,
    head: scan.head,
    incomplete,
  };
}

/** No room is the operator's to mend, and no fault of the file. */
export function diskFull(error: unknown): AkashiError | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') return undefined;
  return new AkashiError('logs/incomplete', 'the disk is full: the logs could not be taken in', {
    cause: error,
    hint: 'free some space, or set TMPDIR to a folder on a larger disk',
  });
}

/**
 * Every line and every byte that was counted must be in `raw`: a failed ingest must never look like an empty log.
 *
 * @throws AkashiError logs/incomplete
 */
export async function assertWhole(engine: Engine, files: readonly Ingested[]): Promise<void> {
  const rows = await engine.rows<{ f: number; lines: number; last: number; bytes: number }>(
    'select f, count() as lines, max(n) as last, sum(toUInt64(len)) as bytes from raw group by f order by f',
  );
  const byFile = new Map(rows.map((row) => [row.f, row]));
  for (const file of files) {
    const got = byFile.get(file.f) ?? { lines: 0, last: -1, bytes: 0 };
    const ends = file.recordBytes > 0 ? 0 : file.lines - (file.openEnd ? 1 : 0);
    const whole = got.lines === file.lines && got.last === file.lines - 1 && got.bytes + ends === file.streamBytes;
    if (!whole) {
      throw new AkashiError(
        'logs/incomplete',
        `${file.shown}: ${file.lines} lines and ${file.streamBytes} bytes were read, but ${got.lines} lines and ${got.bytes + ends} bytes arrived in the engine`,
        { hint: 'was the file written to meanwhile? copy it and read the copy' },
      );
    }
  }
}
