// Cosignatures: C2SP tlog-cosignature v1.1.0-rc.1. What a cosigner's key signs; the signing itself is elsewhere.
import { concat, fromText, readUint64, uint64 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';

/** What type 04 covers: the time and the whole text of the checkpoint, but not the cosigner's name. */
export function cosignedMessage(text: string, timestamp: bigint): Uint8Array {
  return fromText(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

/** Type 04 and 06: 8 bytes of seconds since 1970, then the signature. */
export function splitCosignature(
  bytes: Uint8Array,
): { readonly timestamp: bigint; readonly raw: Uint8Array } | undefined {
  return bytes.length > 8 ? { timestamp: readUint64(bytes), raw: bytes.subarray(8) } : undefined;
}

export function joinCosignature(timestamp: bigint, raw: Uint8Array): Uint8Array {
  return concat(uint64(timestamp), raw);
}

/** What type 06 (ML-DSA-44) covers for a checkpoint. Undefined when a name is too long or the checkpoint has extensions. */
export function mlDsaMessage(of: {
  readonly cosigner: string;
  readonly timestamp: bigint;
  readonly text: string;
}): Uint8Array | undefined {
  const checkpoint = parseCheckpoint(of.text);
  const cosigner = fromText(of.cosigner);
  const origin = fromText(checkpoint?.origin ?? '');
  // Extension lines are not covered: a signature over them would be taken to say what it does not.
  if (!checkpoint || checkpoint.extensions.length > 0 || cosigner.length > 255 || origin.length > 255) return undefined;
  return concat(
    fromText('subtree/v1\n\0'),
    Uint8Array.of(cosigner.length),
    cosigner,
    uint64(of.timestamp),
    Uint8Array.of(origin.length),
    origin,
    uint64(0n),
    uint64(checkpoint.size),
    checkpoint.root,
  );
}
