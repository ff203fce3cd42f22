import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_LINE_BYTES } from '../line-scan.ts';

/** A batch this large is handed to the engine. Two may be on the disk at a time. */
const BATCH_BYTES = 64 << 20;
/** Many small files are as slow as one large one. */
const BATCH_FILES = 2000;

/**
 * Lines on their way to the engine: files of whole lines in a folder, named `<f>-<n of the first line>`; a line that was
 * cut stands alone in a file `<f>-<n>-<true length>`; records that are no lines stand as hex, one a line.
 */
export type Batch = {
  readonly folder: string;
  readonly lines: boolean;
  readonly cut: boolean;
  readonly records: boolean;
};

export class SegmentWriter {
  readonly #parent: string;
  readonly #full: (batch: Batch) => void;
  #serial = 0;
  #folder: string | undefined;
  #kinds = { lines: false, cut: false, records: false };
  #batchBytes = 0;
  #batchFiles = 0;
  #out: number | undefined;
  #f = 0;
  #n = 0;
  #open: Buffer[] = [];
  #openBytes = 0;

  constructor(parent: string, full: (batch: Batch) => void) {
    this.#parent = parent;
    this.#full = full;
  }

  begin(f: number): void {
    this.#f = f;
    this.#n = 0;
    this.#open = [];
    this.#openBytes = 0;
  }

  /** Pieces of at most LONGEST_LINE_BYTES. */
  push(piece: Buffer): void {
    const first = piece.indexOf(10);
    if (first < 0) {
      this.#keep(piece);
      return;
    }
    let from = 0;
    if (this.#openBytes + first > LONGEST_LINE_BYTES) {
      this.#keep(piece.subarray(0, first));
      this.#writeCut();
      from = first + 1;
    }
    const last = piece.lastIndexOf(10);
    if (last >= from) {
      for (const one of this.#open) this.#write(one);
      this.#write(piece.subarray(from, last + 1));
      for (let at = from; at <= last; at += 1) {
        at = piece.indexOf(10, at);
        this.#n += 1;
      }
      this.#open = [];
      this.#openBytes = 0;
      if (this.#batchBytes >= BATCH_BYTES) this.flush();
    }
    this.#keep(piece.subarray(last + 1));
  }

  /** Records of `size` bytes each; a shorter one at the end stays what it is. */
  pushRecords(piece: Buffer, size: number): void {
    for (let at = 0; at < piece.length; at += size) {
      this.#writeTo('x', Buffer.from(`${piece.subarray(at, at + size).toString('hex')}\n`));
      this.#kinds.records = true;
      this.#n += 1;
    }
  }

  endFile(): void {
    if (this.#openBytes > LONGEST_LINE_BYTES) this.#writeCut();
    else if (this.#openBytes > 0) for (const one of this.#open) this.#write(one);
    this.#open = [];
    this.#openBytes = 0;
    this.#close();
    if (this.#batchBytes >= BATCH_BYTES || this.#batchFiles >= BATCH_FILES) this.flush();
  }

  /** Hands over what is there. */
  flush(): void {
    this.#close();
    if (this.#folder === undefined) return;
    this.#full({ folder: this.#folder, ...this.#kinds });
    this.#folder = undefined;
    this.#batchBytes = 0;
    this.#batchFiles = 0;
    this.#kinds = { lines: false, cut: false, records: false };
  }

  /** Bytes of a line that has not ended. Past the cut only their number is kept. */
  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    if (this.#openBytes < LONGEST_LINE_BYTES) {
      this.#open.push(Buffer.from(piece.subarray(0, LONGEST_LINE_BYTES - this.#openBytes)));
    }
    // The kept bytes and the true length part ways here.
    this.#openBytes += piece.length;
    if (this.#openBytes > 0xffffffff) throw new RangeError('a line longer than 4 GiB');
  }

  #writeCut(): void {
    this.#close();
    const path = join(this.#batchFolder(), `c${this.#f}-${this.#n}-${this.#openBytes}`);
    const out = openSync(path, 'w', 0o600);
    try {
      for (const one of this.#open) writeAll(out, one);
    } finally {
      closeSync(out);
    }
    this.#kinds.cut = true;
    this.#batchBytes += LONGEST_LINE_BYTES;
    this.#batchFiles += 1;
    this.#n += 1;
    this.#open = [];
    this.#openBytes = 0;
  }

  #batchFolder(): string {
    if (this.#folder === undefined) {
      this.#serial += 1;
      this.#folder = join(this.#parent, `batch-${this.#serial}`);
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    }
    return this.#folder;
  }

  #write(bytes: Buffer): void {
    this.#writeTo('l', bytes);
    this.#kinds.lines = true;
  }

  #writeTo(kind: 'l' | 'x', bytes: Buffer): void {
    if (this.#out === undefined) {
      this.#out = openSync(join(this.#batchFolder(), `${kind}${this.#f}-${this.#n}`), 'w', 0o600);
      this.#batchFiles += 1;
    }
    writeAll(this.#out, bytes);
    this.#batchBytes += bytes.length;
  }

  #close(): void {
    if (this.#out !== undefined) closeSync(this.#out);
    this.#out = undefined;
  }
}

function writeAll(out: number, bytes: Buffer): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(out, bytes, at);
}

/** The engine has read it. */
export function dropBatch(batch: Batch): void {
  rmSync(batch.folder, { recursive: true, force: true });
}

const name = "splitByChar('-', substring(_file, 2))";

/** Bytes that enter a table as one part. */
export const PART_BYTES = 64 << 20;

/**
 * How the engine reads a file of ours. It would map it into memory otherwise: the pages would count as the child's, and a
 * log that is cut short while it is read would kill it. By one thread: two ran into the cap (measured). Nothing is handed
 * from a cutter of pieces to a reader of pieces, and what is read becomes a part as it is, without being gathered first:
 * a third of the processor time, a fifth of the memory. Small files are still gathered.
 */
export const READ_SETTINGS = `settings storage_file_read_method = 'pread', input_format_parallel_parsing = 0, max_insert_threads = 1, max_block_size = 1048576, input_format_max_block_size_bytes = ${PART_BYTES}, min_insert_block_size_rows = 1048576, min_insert_block_size_bytes = ${PART_BYTES}`;

/** How a batch enters `raw`. The work folder's name is ours: no quote, no glob character. */
export function batchStatements(batch: Batch): string[] {
  const from = (kind: string, columns: string) =>
    `insert into raw select toUInt32(${name}[1]), ${columns} from file('${batch.folder}/${kind}*', 'LineAsString', 'line String', 'none') ${READ_SETTINGS}`;
  const statements: string[] = [];
  const number = `toUInt64(${name}[2]) + assumeNotNull(_row_number)`;
  if (batch.lines) statements.push(from('l', `${number}, toUInt32(length(line)), line`));
  if (batch.cut) statements.push(from('c', `toUInt64(${name}[2]), toUInt32(${name}[3]), line`));
  if (batch.records) statements.push(from('x', `${number}, toUInt32(length(line) / 2), unhex(line)`));
  return statements;
}
