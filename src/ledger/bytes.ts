// Bytes as the ledger's formats write them. No Buffer: this half runs in a browser.

const utf8 = new TextEncoder();
// ignoreBOM keeps a leading BOM in the text: dropping it would make two different notes read the same.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function fromText(text: string): Uint8Array {
  return utf8.encode(text);
}

/** Undefined when the bytes are not valid UTF-8. */
export function toText(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // A plain loop: every tile of a log goes through here, and a call for each byte would be an eighth of verifying it.
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Undefined unless an even number of lower-case hex digits. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard alphabet, padded. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 4096) binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(binary);
}

/**
 * Undefined for anything but the one padded standard spelling: `atob` also takes white space, missing padding and stray
 * bits, and two spellings of one hash would make two different proofs of one fact.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = fromLooseBase64(text);
  return bytes && toBase64(bytes) === text ? bytes : undefined;
}

/** As `fromBase64`, but with stray bits in the last character let pass, as Go's decoder does: for signature lines. */
export function fromLooseBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function uint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

export function readUint64(bytes: Uint8Array, at = 0): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at);
}

export const MOST_UINT64 = 2n ** 64n - 1n;

/** A decimal as the C2SP formats write it: no sign, no leading zero, at most 2^64−1. */
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,19})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= MOST_UINT64 ? value : undefined;
}
