// One sealed stretch of a log file: what stands in the ledger about it, and what is kept beside in secret.
//
// A plain hash of a log line can be guessed, so every line has its own key, derived from the segment's secret key:
//   key of line i  = bytes 32·i to 32·i+31 of the AES-256-CTR key stream of the segment key, counter from 0
//                                                                     disclosed only for a line that is cited
//   leaf of line i = SHA-256(00 || key of line i || line)            leaves of an RFC 6962 tree, whose root is published
//   mark of line   = first 4 bytes of SHA-256(03 || stream secret || line)   never published: finds lines that moved
import { createCipheriv, hash } from 'node:crypto';
import { concat, fromText, uint64 } from './bytes.ts';
import { rootOfTile } from './frontier.ts';
import { HASH_BYTES, inclusionRanges, type Range } from './merkle.ts';
import { nodeSha256, nodeTreeHasher } from './node-crypto.ts';
import { KEY_BYTES, type LineOpening, parseSegment, SEGMENT_LINES } from './seal-entry.ts';

export const MARK_BYTES = 4;

export function keyHashOf(key: Uint8Array): Uint8Array {
  return nodeSha256(concat(Uint8Array.of(5), key));
}

/** Opens one line of a segment for somebody else. Undefined when it is not of this segment. */
export function openLine(file: SealFile, line: number): LineOpening | undefined {
  const entry = parseSegment(file.entry);
  if (!entry || line < entry.fromLine || line > entry.toLine) return undefined;
  const size = entry.toLine - entry.fromLine + 1;
  const ranges = inclusionRanges(BigInt(line - entry.fromLine), BigInt(size));
  const leaves = ({ start, end }: Range) => file.leaves.subarray(Number(start) * HASH_BYTES, Number(end) * HASH_BYTES);
  return {
    line,
    key: Uint8Array.from(lineKeys(file.segmentKey, line - entry.fromLine, 1)),
    proof: ranges.map((range) => segmentRoot(leaves(range))),
  };
}

/** Lines up to this length are hashed without a new object each. */
const CACHED_BYTES = 4096;
const SHORT_BYTES = 256;
/** Before a line stands one byte that says what the hash is for, and a key or the stream's secret, of the same length. */
const PREFIX_BYTES = 1 + KEY_BYTES;

/** A line behind room for what is hashed before it, and views of both by length. */
class LineInput {
  bytes = Buffer.alloc(PREFIX_BYTES + CACHED_BYTES);
  #views: Buffer[] = [];

  /** Puts a line in; gives the view of prefix and line. */
  take(source: Uint8Array, from: number, to: number): Buffer {
    const length = PREFIX_BYTES + to - from;
    if (length > this.bytes.length) {
      this.bytes = Buffer.alloc(PREFIX_BYTES + 2 * (to - from));
      this.#views = [];
    }
    // Short lines byte by byte: that is sooner done than a call; and a slice a line would be an object a line.
    if (to - from <= SHORT_BYTES) {
      for (let i = from, at = PREFIX_BYTES; i < to; i += 1, at += 1) this.bytes[at] = source[i] ?? 0;
    } else if (source instanceof Buffer) source.copy(this.bytes, PREFIX_BYTES, from, to);
    else this.bytes.set(source.subarray(from, to), PREFIX_BYTES);
    const found = this.#views[length];
    if (found) return found;
    const view = this.bytes.subarray(0, length);
    if (to - from <= CACHED_BYTES) this.#views[length] = view;
    return view;
  }
}

/** Keys made at once: 128 KiB. */
const KEYS_AT_ONCE = 4096;

/** Keys of lines `from` to `from + count - 1`, one after the other. One key tells nothing about any other. */
export function lineKeys(segmentKey: Uint8Array, from: number, count: number): Buffer {
  const counter = Buffer.alloc(16);
  // A key is two blocks of the stream; a segment has 65,536 lines at most, so that 32 bits are enough.
  counter.writeUInt32BE(2 * from, 12);
  return createCipheriv('aes-256-ctr', segmentKey, counter).update(Buffer.alloc(count * KEY_BYTES));
}

/** Hashes lines of one segment without an object per line, and a line that is hashed twice is copied once. */
export class LineHasher {
  readonly #segmentKey: Uint8Array;
  readonly #secret: Uint8Array;
  readonly #input = new LineInput();
  #view: Buffer = Buffer.alloc(0);
  #keys: Buffer = Buffer.alloc(0);
  #keysFrom = 0;

  constructor(segmentKey: Uint8Array, streamSecret: Uint8Array) {
    if (streamSecret.length !== KEY_BYTES) throw new RangeError(`a secret of ${streamSecret.length} bytes`);
    this.#segmentKey = segmentKey;
    this.#secret = streamSecret;
  }

  /** Where the key of a line stands in `#keys`. */
  #keyAt(number: number): number {
    if (number < this.#keysFrom || (number - this.#keysFrom) * KEY_BYTES >= this.#keys.length) {
      this.#keysFrom = number - (number % KEYS_AT_ONCE);
      this.#keys = lineKeys(this.#segmentKey, this.#keysFrom, KEYS_AT_ONCE);
    }
    return (number - this.#keysFrom) * KEY_BYTES;
  }

  #hash(use: number, key: Uint8Array, at: number): string {
    const { bytes } = this.#input;
    bytes[0] = use;
    for (let i = 0; i < KEY_BYTES; i += 1) bytes[1 + i] = key[at + i] ?? 0;
    return hash('sha256', this.#view, 'binary');
  }

  /** The line that `leafOf` and `markOf` are asked about. */
  take(source: Uint8Array, from = 0, to = source.length): void {
    this.#view = this.#input.take(source, from, to);
  }

  /** The leaf as 32 characters, one a byte. */
  leafOf(number: number): string {
    const at = this.#keyAt(number);
    return this.#hash(0, this.#keys, at);
  }

  markOf(): number {
    const text = this.#hash(3, this.#secret, 0);
    const [a, b] = [
      (text.charCodeAt(0) << 24) | (text.charCodeAt(1) << 16),
      (text.charCodeAt(2) << 8) | text.charCodeAt(3),
    ];
    return (a | b) >>> 0;
  }

  leaf(source: Uint8Array, number: number, from = 0, to = source.length): string {
    this.take(source, from, to);
    return this.leafOf(number);
  }

  mark(source: Uint8Array, from = 0, to = source.length): number {
    this.take(source, from, to);
    return this.markOf();
  }
}

/** Root over up to 65,536 leaves, written one after the other. */
export function segmentRoot(leaves: Uint8Array): Uint8Array {
  return rootOfTile(nodeTreeHasher, leaves) ?? new Uint8Array(HASH_BYTES);
}

/** What is kept in secret beside the ledger, in one file a segment. */
export type SealFile = {
  /** The entry's bytes as they stand in the ledger. */
  readonly entry: Uint8Array;
  readonly index: number;
  readonly segmentKey: Uint8Array;
  readonly streamSecret: Uint8Array;
  readonly leaves: Uint8Array;
  readonly marks: Uint8Array;
};

const MAGIC = fromText('akashi-seal-file/2\n');

/** magic, entry length, entry, index, two keys, count, leaves, marks, and a checksum over all of it. */
export function encodeSealFile(file: SealFile): Uint8Array {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(file.entry.length);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(file.leaves.length / HASH_BYTES);
  const body = concat(
    MAGIC,
    head,
    file.entry,
    uint64(BigInt(file.index)),
    file.segmentKey,
    file.streamSecret,
    count,
    file.leaves,
    file.marks,
  );
  return concat(body, nodeSha256(body));
}

/** Undefined when any byte is not as it was written. */
export function parseSealFile(bytes: Uint8Array): SealFile | undefined {
  const body = bytes.subarray(0, Math.max(0, bytes.length - HASH_BYTES));
  const whole = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (whole.length < MAGIC.length + 4 || !whole.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (Buffer.compare(nodeSha256(body), bytes.subarray(body.length)) !== 0) return undefined;
  let at = MAGIC.length;
  const take = (length: number) => {
    const part = whole.subarray(at, at + length);
    at += length;
    return part;
  };
  const entry = take(take(4).readUInt32BE());
  const keys = take(8 + 2 * KEY_BYTES + 4);
  if (keys.length < 8 + 2 * KEY_BYTES + 4) return undefined;
  const count = keys.readUInt32BE(8 + 2 * KEY_BYTES);
  const leaves = take(count * HASH_BYTES);
  const marks = take(count * MARK_BYTES);
  if (count > SEGMENT_LINES || marks.length !== count * MARK_BYTES || at !== whole.length) return undefined;
  return {
    entry,
    index: Number(keys.readBigUInt64BE(0)),
    segmentKey: keys.subarray(8, 8 + KEY_BYTES),
    streamSecret: keys.subarray(8 + KEY_BYTES, 8 + 2 * KEY_BYTES),
    leaves,
    marks,
  };
}
