// CloudTrail puts the records of some minutes into one object on one line, and on a busy account that line is longer than
// any line the engine keeps whole. Its records are short: they are taken out of the file one by one.
import { LONGEST_LINE_BYTES } from './line-scan.ts';
import { readSource } from './source-bytes.ts';

/** How such a line begins. `latin1`: one character a byte. */
const OPENING = /^(?:\xef\xbb\xbf)?\s*\{\s*"Records"\s*:\s*\[/;
const OPENING_BYTES = 64;
/** AWS closes a file long before. */
const LONGEST_DOCUMENT_BYTES = 64 << 20;

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const NEWLINE = 10;

export const isRecordsLine = (latin1: string): boolean => OPENING.test(latin1.slice(0, OPENING_BYTES));

/** Cuts `{"Records":[{…},{…}]}`, which comes in pieces, into its objects. */
export class RecordSplitter {
  readonly #take: (record: string) => void;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #listClosed = false;
  /** Bytes of the object that is open, from earlier pieces. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Whether a byte stood where none may: the line is then not what it began as. */
  broken = false;

  /** @param take is given each object, one character a byte */
  constructor(take: (record: string) => void) {
    this.#take = take;
  }

  /** Whether the list and what surrounds it were closed. */
  get whole(): boolean {
    return !this.broken && this.#listClosed && this.#depth === 0;
  }

  push(piece: Buffer): void {
    let from = this.#depth > 2 ? 0 : -1;
    for (let at = 0; at < piece.length && !this.broken; at += 1) {
      const byte = piece[at] ?? 0;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN || byte === OPEN_LIST) {
        if (this.#depth === 2) {
          if (byte === OPEN_LIST || this.#listClosed) this.broken = true;
          from = at;
        }
        this.#depth += 1;
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.#depth -= 1;
        if (this.#depth === 2 && from >= 0) {
          this.#give(piece.subarray(from, at + 1));
          from = -1;
        } else if (this.#depth === 1) this.#listClosed = true;
        else if (this.#depth < 0) this.broken = true;
      }
    }
    if (from >= 0) this.#hold(piece.subarray(from));
  }

  #hold(part: Buffer): void {
    this.#held.push(Buffer.from(part));
    this.#heldBytes += part.length;
    if (this.#heldBytes > LONGEST_LINE_BYTES) this.broken = true;
  }

  #give(end: Buffer): void {
    this.#hold(end);
    const record = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    if (record && !this.broken) this.#take(record.toString('latin1'));
  }
}

/**
 * Reads a file again for its lines that are lists of records.
 *
 * @param wanted numbers of such lines, from 0
 * @param take is given each record with the number of its line; false: it is not understood
 * @returns the lines of which every record was understood
 * @throws SourceRefused as the first reading would
 */
export async function readLongRecords(
  path: string,
  wanted: ReadonlySet<number>,
  take: (n: number, record: string) => boolean,
): Promise<Set<number>> {
  const understood = new Set<number>();
  let n = 0;
  let bytes = 0;
  let all = true;
  let splitter: RecordSplitter | undefined;
  const open = () => {
    bytes = 0;
    all = true;
    const line = n;
    splitter = wanted.has(line)
      ? new RecordSplitter((record) => {
          if (!take(line, record)) all = false;
        })
      : undefined;
  };
  const close = () => {
    if (splitter?.whole && all) understood.add(n);
    n += 1;
    open();
  };
  open();
  await readSource(path, (piece) => {
    let from = 0;
    for (;;) {
      const end = piece.indexOf(NEWLINE, from);
      const part = piece.subarray(from, end < 0 ? piece.length : end);
      bytes += part.length;
      if (bytes > LONGEST_DOCUMENT_BYTES) splitter = undefined;
      splitter?.push(part);
      if (end < 0) break;
      close();
      from = end + 1;
    }
  });
  close();
  return understood;
}
