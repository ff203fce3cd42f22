// The two sides of a comparison: lines as they were sealed, and lines of the file as it is.
import { HASH_BYTES } from './merkle.ts';
import type { CurrentLines, SealedLines } from './seal-align.ts';
import type { SegmentEntry } from './seal-entry.ts';
import { readLineGroups } from './seal-lines.ts';
import { LineHasher, MARK_BYTES, type SealFile } from './seal-segment.ts';

/** `file` is undefined when the kept hashes are missing or were changed. */
export type Segment = { readonly entry: SegmentEntry; readonly index: number; readonly file: SealFile | undefined };

/** A line that a later segment sealed again, because it had no end the first time, counts there. */
function linesOf(segments: readonly Segment[], at: number): number {
  const segment = segments[at];
  if (!segment) return 0;
  const { entry } = segment;
  const next = segments[at + 1]?.entry;
  return entry.toLine - entry.fromLine + (next && next.fromLine === entry.toLine ? 0 : 1);
}

export class StreamLines implements SealedLines {
  readonly count: number;
  readonly #starts: number[] = [];
  readonly #segments: readonly Segment[];
  readonly #secret: Uint8Array;
  #at = 0;
  #hasher: { readonly segment: number; readonly hasher: LineHasher } | undefined;

  constructor(segments: readonly Segment[], secret: Uint8Array) {
    this.#segments = segments;
    this.#secret = secret;
    let count = 0;
    for (let i = 0; i < segments.length; i += 1) {
      this.#starts.push(count);
      count += linesOf(segments, i);
    }
    this.count = count;
  }

  /** Cursor-like: lines are asked for in order almost always. */
  #find(line: number): { readonly segment: Segment | undefined; readonly at: number; readonly number: number } {
    const start = (i: number) => this.#starts[i] ?? Number.POSITIVE_INFINITY;
    while (this.#at > 0 && line < start(this.#at)) this.#at -= 1;
    while (line >= start(this.#at + 1)) this.#at += 1;
    return { segment: this.#segments[this.#at], at: this.#at, number: line - start(this.#at) };
  }

  segmentOf(line: number): Segment | undefined {
    return this.#find(Math.min(line, this.count - 1)).segment;
  }

  mark(line: number): number {
    const { segment, number } = this.#find(line);
    const marks = segment?.file?.marks;
    if (!marks) return -1;
    return Buffer.from(marks.buffer, marks.byteOffset, marks.length).readUInt32BE(number * MARK_BYTES);
  }

  matches(line: number, bytes: Uint8Array): boolean {
    const { segment, at, number } = this.#find(line);
    // What cannot be checked is named as such once for the segment, not as a change of every line.
    if (!segment?.file) return true;
    if (this.#hasher?.segment !== at)
      this.#hasher = { segment: at, hasher: new LineHasher(segment.file.segmentKey, this.#secret) };
    const { hasher } = this.#hasher;
    const { leaves } = segment.file;
    const held = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.length);
    const sealed = held.toString('binary', number * HASH_BYTES, (number + 1) * HASH_BYTES);
    if (hasher.leaf(bytes, number) === sealed) return true;
    // A line that had no end yet may have grown since: what was sealed of it must be its beginning.
    const { openEnd, toLine, fromLine } = segment.entry;
    const isOpen = openEnd && at === this.#segments.length - 1 && number === toLine - fromLine;
    return (
      isOpen &&
      this.#openBytes !== undefined &&
      bytes.length > this.#openBytes &&
      hasher.leaf(bytes.subarray(0, this.#openBytes), number) === sealed
    );
  }

  #openBytes: number | undefined;
  /** Length of the last sealed line when it had no end. */
  set openBytes(length: number | undefined) {
    this.#openBytes = length;
  }
}

export class FileLines implements CurrentLines {
  readonly #groups: AsyncGenerator<readonly Buffer[]>;
  #lines: Buffer[] = [];
  #at = 0;
  #isDone = false;

  constructor(path: string) {
    this.#groups = readLineGroups(path, 0);
  }

  async peek(ahead: number): Promise<Uint8Array | undefined> {
    while (this.#at + ahead >= this.#lines.length && !this.#isDone) {
      const { value, done } = await this.#groups.next();
      this.#isDone = done === true;
      if (!value) continue;
      this.#lines = [...this.#lines.slice(this.#at), ...value];
      this.#at = 0;
    }
    return this.#lines[this.#at + ahead];
  }

  advance(lines: number): void {
    this.#at += lines;
  }

  /** Lines that are left, which are read and dropped. */
  async drain(): Promise<number> {
    let left = this.#lines.length - this.#at;
    for (let group = await this.#groups.next(); !group.done; group = await this.#groups.next())
      left += group.value.length;
    return left;
  }

  async close(): Promise<void> {
    await this.#groups.return(undefined);
  }
}
