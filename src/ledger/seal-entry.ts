// What the ledger holds of a sealed stretch of a log file, and how one line of it is shown to somebody else. Pure: a
// browser checks a line with it.
import { concat, fromBase64, fromText, toBase64, toText } from './bytes.ts';
import { HASH_BYTES, type Merkle, merkle } from './merkle.ts';

export const KEY_BYTES = 32;
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

/** What shows one line to somebody who holds the ledger's entry, and tells nothing about any other line. */
export type LineOpening = {
  /** Number in the file when it was sealed, from 1. */
  readonly line: number;
  readonly key: Uint8Array;
  /** Siblings from the line's leaf to the segment's root. */
  readonly proof: readonly Uint8Array[];
};

/** Whether these bytes, without a line end, are what was sealed as that line. */
export function verifyLine(
  entry: SegmentEntry,
  opening: LineOpening,
  bytes: Uint8Array,
  hashing: Merkle = merkle,
): boolean {
  if (opening.key.length !== KEY_BYTES) return false;
  return hashing.verifyInclusion({
    index: BigInt(opening.line - entry.fromLine),
    size: BigInt(entry.toLine - entry.fromLine + 1),
    leafHash: hashing.leafHash(concat(opening.key, bytes)),
    root: entry.root,
    proof: opening.proof,
  });
}
