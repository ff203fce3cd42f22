// Rows of Float64 columns as the engine writes them (RowBinary): read in pieces, so that millions take no memory.
import { closeSync, openSync, readSync } from 'node:fs';

/** Called with whole rows, column after column. The memory is used again when it returns. */
export type TakeNumbers = (rows: Float64Array) => void;

const PIECE_BYTES = 1 << 20;
const NUMBER_BYTES = Float64Array.BYTES_PER_ELEMENT;

/** Bytes in any pieces; whole rows out. Little-endian, as every machine is that the engine runs on. */
export class NumberRows {
  readonly #take: TakeNumbers;
  readonly #rowBytes: number;
  readonly #memory: Buffer;
  #filled = 0;

  constructor(columns: number, take: TakeNumbers) {
    this.#take = take;
    this.#rowBytes = columns * NUMBER_BYTES;
    this.#memory = Buffer.from(new ArrayBuffer(Math.ceil(PIECE_BYTES / this.#rowBytes) * this.#rowBytes));
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const some = bytes.subarray(at, at + this.#memory.length - this.#filled);
      this.#memory.set(some, this.#filled);
      this.filled(some.length);
      at += some.length;
    }
  }

  /** Where the next bytes belong, for whoever can write them there: `filled` says how many they were. */
  get room(): Buffer {
    return this.#memory.subarray(this.#filled);
  }

  filled(count: number): void {
    this.#filled += count;
    if (this.#filled === this.#memory.length) this.#give();
  }

  /** @throws Error when a row is not whole: rows would be missing */
  end(): void {
    if (this.#filled % this.#rowBytes !== 0) throw new Error(`${this.#filled} bytes are no whole rows`);
    if (this.#filled > 0) this.#give();
  }

  #give(): void {
    this.#take(new Float64Array(this.#memory.buffer, 0, this.#filled / NUMBER_BYTES));
    this.#filled = 0;
  }
}

/** All rows of a file; it is missing when the answer had none. */
export function eachRowOf(path: string, columns: number, take: TakeNumbers): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  try {
    const rows = new NumberRows(columns, take);
    for (;;) {
      const { room } = rows;
      const count = readSync(file, room, 0, room.length, null);
      if (count === 0) break;
      rows.filled(count);
    }
    rows.end();
  } finally {
    closeSync(file);
  }
}
