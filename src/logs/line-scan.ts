import { isAscii, isUtf8 } from 'node:buffer';

/** Lines longer than this are cut for the engine, kept by offset, and counted as unparsed, but for lists of records (long-records.ts). */
export const LONGEST_LINE_BYTES = 1 << 20;
/** What is kept of the beginning and of the end, to tell what the file is. */
const SAMPLE_BYTES = 1 << 16;

/** What one pass over the bytes learns about a text file without understanding it. */
export class LineScan {
  lines = 0;
  bytes = 0;
  longLines = 0;
  nulBytes = false;
  /** Whether every byte so far is ASCII, and whether all is UTF-8. */
  ascii = true;
  utf8 = true;
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);
  #open = 0;
  #carry: Buffer = Buffer.alloc(0);

  push(piece: Buffer): void {
    this.bytes += piece.length;
    let from = 0;
    for (;;) {
      const end = piece.indexOf(10, from);
      if (end < 0) break;
      this.lines += 1;
      if (this.#open + end - from > LONGEST_LINE_BYTES) this.longLines += 1;
      this.#open = 0;
      from = end + 1;
    }
    this.#open += piece.length - from;
    if (this.head.length < SAMPLE_BYTES) {
      this.head = Buffer.concat([this.head, piece.subarray(0, SAMPLE_BYTES - this.head.length)]);
    }
    this.tail =
      piece.length >= SAMPLE_BYTES
        ? Buffer.from(piece.subarray(piece.length - SAMPLE_BYTES))
        : Buffer.concat([this.tail, piece]).subarray(-SAMPLE_BYTES);
    if (!this.nulBytes && piece.includes(0)) this.nulBytes = true;
    this.#encoding(piece);
  }

  /** The last line has no line end. */
  get openEnd(): boolean {
    return this.#open > 0;
  }

  end(): void {
    if (this.#open > 0) {
      this.lines += 1;
      if (this.#open > LONGEST_LINE_BYTES) this.longLines += 1;
    }
    if (this.#carry.length > 0) this.utf8 = false;
  }

  #encoding(piece: Buffer): void {
    if (this.#carry.length === 0 && isAscii(piece)) return;
    this.ascii = false;
    if (!this.utf8) return;
    const whole = this.#carry.length > 0 ? Buffer.concat([this.#carry, piece]) : piece;
    // A character may be cut at the end of a piece: at most three of its bytes are waiting there.
    let cut = whole.length;
    for (let back = 1; back <= 3 && back <= whole.length; back += 1) {
      const byte = whole[whole.length - back] ?? 0;
      if (byte >= 0xc0) {
        const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        if (needs > back) cut = whole.length - back;
        break;
      }
      if (byte < 0x80) break;
    }
    this.utf8 = isUtf8(whole.subarray(0, cut));
    this.#carry = Buffer.from(whole.subarray(cut));
  }
}
