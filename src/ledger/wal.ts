// The write-ahead log: batches of entries, durable before anyone is told their index. Pure: bytes in, batches out.
import { createHash } from 'node:crypto';

/** magic 4, fencing token 4, first index 8, count 4, payload length 4, checksum 16. */
export const BATCH_HEADER_BYTES = 40;
const MAGIC = 0x414b5731; // "AKW1"
const CHECKED_BYTES = 24;
const MOST_PAYLOAD_BYTES = 1 << 30;

/** The payload holds the entries as a bundle does: two bytes of length, then the bytes. */
export type Batch = {
  readonly token: number;
  readonly first: number;
  readonly count: number;
  readonly payload: Buffer;
};

function checksum(record: Buffer): Buffer {
  const digest = createHash('sha256').update(record.subarray(0, CHECKED_BYTES));
  return digest.update(record.subarray(BATCH_HEADER_BYTES)).digest().subarray(0, 16);
}

/** Fills in the header of a record whose payload already stands behind it. */
export function sealBatch(record: Buffer, { token, first, count }: Omit<Batch, 'payload'>): void {
  record.writeUInt32BE(MAGIC, 0);
  record.writeUInt32BE(token, 4);
  record.writeBigUInt64BE(BigInt(first), 8);
  record.writeUInt32BE(count, 16);
  record.writeUInt32BE(record.length - BATCH_HEADER_BYTES, 20);
  checksum(record).copy(record, CHECKED_BYTES);
}

/**
 * The whole batches at the start of a segment, and whether anything follows that is none: a torn last write, which was
 * never acknowledged, or damage.
 */
export function readBatches(segment: Buffer): { readonly batches: readonly Batch[]; readonly torn: boolean } {
  const batches: Batch[] = [];
  let at = 0;
  while (at + BATCH_HEADER_BYTES <= segment.length) {
    const length = segment.readUInt32BE(at + 20);
    const end = at + BATCH_HEADER_BYTES + length;
    if (segment.readUInt32BE(at) !== MAGIC || length > MOST_PAYLOAD_BYTES || end > segment.length) break;
    const record = segment.subarray(at, end);
    if (!checksum(record).equals(record.subarray(CHECKED_BYTES, BATCH_HEADER_BYTES))) break;
    batches.push({
      token: record.readUInt32BE(4),
      first: Number(record.readBigUInt64BE(8)),
      count: record.readUInt32BE(16),
      payload: record.subarray(BATCH_HEADER_BYTES),
    });
    at = end;
  }
  return { batches, torn: at < segment.length };
}
