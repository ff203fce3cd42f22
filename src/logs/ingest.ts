// Bytes to the table `raw`: one pass that hashes, counts and samples; then the engine reads the same bytes as lines.
import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import { countLines, type Scanned, scannedOf } from './count-lines.ts';
import type { Engine } from './engine/engine.ts';
import { type Batch, dropBatch, SegmentWriter } from './engine/segments.ts';
import type { Packing } from './gzip-header.ts';
import { LineScan } from './line-scan.ts';
import type { LogInput, Refused } from './list-logs.ts';
import { recordSize } from './login-records.ts';
import { compressionOf, foreign, readSource, type SourceRead, SourceRefused, unopened } from './source-bytes.ts';
import { utf16Of } from './text-stream.ts';
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
  /** What a gzip file says of itself. */
  readonly packing?: Packing | undefined;
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
    return (
      compressionOf(start) === 'none' &&
      utf16Of(start) === undefined &&
      foreign(start) === undefined &&
      recordSize(start) === 0
    );
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
    const counted = await (bulk.countLines ?? countLines)(input.path, progress).catch(async (error) => {
      await taken;
      throw error;
    });
    const after = fingerprint(input.path);
    if (counted && after.size === before.size && after.changed === before.changed) {
      // A file that is fit and could not be taken in: what was counted will never arrive.
      this.#queue(async () => {
        if (failed) throw failed.error;
      });
      return described(input, f, before, counted.read, counted, 0);
    }
    await taken;
    await bulk.drop('raw', `f = ${f}`);
    return undefined;
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
    const scanned = scannedOf(scan);
    while (this.#waiting > 1) await this.#pending;
    return described(input, f, found, read, scanned, size);
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
  read: SourceRead,
  scanned: Scanned,
  recordBytes: number,
): Ingested {
  const { sha256, bytes, streamBytes, compression, incomplete, packing } = read;
  return {
    f,
    path: input.path,
    found,
    shown: input.shown,
    sha256,
    bytes,
    streamBytes,
    compression,
    lines: recordBytes > 0 ? Math.ceil(streamBytes / recordBytes) : scanned.lines,
    openEnd: recordBytes === 0 && scanned.openEnd,
    recordBytes,
    encoding: recordBytes > 0 ? 'binary' : (read.utf16 ?? scanned.encoding),
    longLines: recordBytes > 0 ? 0 : scanned.longLines,
    head: scanned.head,
    incomplete,
    packing,
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
