// One sealed stretch of a log file: what stands in the ledger about it, and what is kept beside in secret.
//
// A plain hash of a log line can be guessed, so every line has its own key, derived from the segment's secret key:
//   key of line i  = SHA-256(02 || segment key || i as 8 bytes)      disclosed only for a line that is cited
//   leaf of line i = SHA-256(00 || key of line i || line)            leaves of an RFC 6962 tree, whose root is published
//   mark of line   = first 4 bytes of SHA-256(03 || stream secret || line)   never published: finds lines that moved
import { hash } from 'node:crypto';
import { concat, fromBase64, fromText, toBase64, toText, uint64 } from './bytes.ts';
import { rootOfTile } from './frontier.ts';
import { HASH_BYTES } from './merkle.ts';
import { nodeSha256, nodeTreeHasher } from './node-crypto.ts';

export const KEY_BYTES = 32;
export const MARK_BYTES = 4;
/** Lines of a full segment. */
export const SEGMENT_LINES = 65_536;

/** What the ledger holds of a segment. Lines count from 1, bytes from 0 of the file as it was, decompressed. */
export type SegmentEntry = {
  /** 16 random bytes in hex: a file's name may itself be confidential. */
  readonly stream: string;
  readonly segment: number;
  readonly fromLine: number;
  readonly toLine: number;
  readonly fromByte: number;
  readonly toByte: number;
  /** The last line had no line end yet: it may grow, and is sealed again when it has. */
  readonly openEnd: boolean;
  /** What the sealing host's clock said: a claim, not a proof. */
  readonly sealedAt: string;
  readonly root: Uint8Array;
  /** SHA-256(05 || segment key): a changed key must not make every line look changed. */
  readonly keyHash: Uint8Array;
  /** Why lines may be missing before this segment. */
  readonly gap: string | null;
};

const KIND = 'akashi-seal/1';

/** Keys in order, so that one segment has one spelling. */
export function encodeSegment(entry: SegmentEntry): Uint8Array {
  const { stream, segment, fromLine, toLine, fromByte, toByte, openEnd, sealedAt, gap } = entry;
  const [keyHash, root] = [toBase64(entry.keyHash), toBase64(entry.root)];
  return fromText(
    JSON.stringify({
      kind: KIND,
      fromByte,
      fromLine,
      gap,
      keyHash,
      openEnd,
      root,
      sealedAt,
      segment,
      stream,
      toByte,
      toLine,
    }),
  );
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Undefined for an entry that is no seal. */
export function parseSegment(bytes: Uint8Array): SegmentEntry | undefined {
  if (bytes.length > 2000 || bytes[0] !== 0x7b) return undefined;
  const text = toText(bytes);
  if (!text?.startsWith(`{"kind":"${KIND}"`)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { stream, segment, fromLine, toLine, fromByte, toByte, openEnd, sealedAt, root, keyHash, gap } =
    value as Record<string, unknown>;
  const [rootBytes, keyHashBytes] = [fromBase64(String(root)), fromBase64(String(keyHash))];
  if (rootBytes?.length !== HASH_BYTES || keyHashBytes?.length !== HASH_BYTES) return undefined;
  if (typeof stream !== 'string' || !/^[0-9a-f]{32}$/.test(stream) || typeof openEnd !== 'boolean') return undefined;
  if (!isCount(segment) || !isCount(fromLine) || !isCount(toLine) || !isCount(fromByte) || !isCount(toByte))
    return undefined;
  if (typeof sealedAt !== 'string' || Number.isNaN(Date.parse(sealedAt))) return undefined;
  if (
    fromLine < 1 ||
    toLine < fromLine ||
    toLine - fromLine >= SEGMENT_LINES ||
    (gap !== null && typeof gap !== 'string')
  ) {
    return undefined;
  }
  return {
    stream,
    segment,
    fromLine,
    toLine,
    fromByte,
    toByte,
    openEnd,
    sealedAt,
    root: rootBytes,
    keyHash: keyHashBytes,
    gap,
  };
}

export function keyHashOf(key: Uint8Array): Uint8Array {
  return nodeSha256(concat(Uint8Array.of(5), key));
}

/** The key of one line, counted from 0 in its segment: with the line it opens the leaf, and opens nothing else. */
export function lineKey(segmentKey: Uint8Array, line: number): Uint8Array {
  return nodeSha256(concat(Uint8Array.of(2), segmentKey, uint64(BigInt(line))));
}

/** Hashes lines of one segment without an object per line. */
export class LineHasher {
  readonly #keyInput: Buffer;
  #markInput: Buffer;
  #leafInput = Buffer.alloc(1 + KEY_BYTES + 4096);

  constructor(segmentKey: Uint8Array, streamSecret: Uint8Array) {
    this.#keyInput = Buffer.concat([Uint8Array.of(2), segmentKey, new Uint8Array(8)]);
    this.#markInput = Buffer.concat([Uint8Array.of(3), streamSecret, new Uint8Array(4096)]);
  }

  /** The leaf as 32 characters, one a byte. */
  leaf(line: Uint8Array, number: number): string {
    // The upper four bytes stay 0: a segment has 65,536 lines at most.
    this.#keyInput.writeUInt32BE(number, 1 + KEY_BYTES + 4);
    const length = 1 + KEY_BYTES + line.length;
    if (length > this.#leafInput.length) this.#leafInput = Buffer.alloc(2 * length);
    this.#leafInput.write(hash('sha256', this.#keyInput, 'binary'), 1, 'binary');
    this.#leafInput.set(line, 1 + KEY_BYTES);
    return hash('sha256', this.#leafInput.subarray(0, length), 'binary');
  }

  mark(line: Uint8Array): number {
    const length = 1 + KEY_BYTES + line.length;
    if (length > this.#markInput.length) {
      const larger = Buffer.alloc(2 * length);
      this.#markInput.copy(larger, 0, 0, 1 + KEY_BYTES);
      this.#markInput = larger;
    }
    this.#markInput.set(line, 1 + KEY_BYTES);
    const text = hash('sha256', this.#markInput.subarray(0, length), 'binary');
    const byte = (i: number) => text.charCodeAt(i);
    return ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
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

const MAGIC = fromText('akashi-seal-file/1\n');

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
