/** SHA-256 of the bytes. Synchronous, so that a Merkle fold needs no promise per node. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** First 32 bits of the fractional parts of the cube (or square) roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
function fractions(count: number, root: 2 | 3): Uint32Array {
  const out = new Uint32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate += 1) {
    let isPrime = true;
    for (let d = 2; d * d <= candidate; d += 1) if (candidate % d === 0) isPrime = false;
    if (!isPrime) continue;
    const value = root === 2 ? Math.sqrt(candidate) : Math.cbrt(candidate);
    out[found] = Math.floor((value % 1) * 2 ** 32);
    found += 1;
  }
  return out;
}

const k = fractions(64, 3);
const initial = fractions(8, 2);
const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by));

/**
 * SHA-256 in plain JavaScript, for where `node:crypto` is not: a browser's SubtleCrypto only has an asynchronous one.
 *
 * @see FIPS 180-4 §6.2
 */
export const portableSha256: Sha256 = (bytes) => {
  const blocks = (bytes.length + 72) >> 6;
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const state = Uint32Array.from(initial);
  const w = new Uint32Array(64);
  const word = (list: Uint32Array, i: number) => list[i] ?? 0;
  for (let block = 0; block < blocks; block += 1) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(block * 64 + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [word(w, i - 15), word(w, i - 2)];
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = word(w, i - 16) + s0 + word(w, i - 7) + s1;
    }
    let [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => word(state, i)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < 64; i += 1) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(k, i) + word(w, i)) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = word(state, i) + value;
  }
  const out = new Uint8Array(32);
  const outView = new DataView(out.buffer);
  for (let i = 0; i < 8; i += 1) outView.setUint32(i * 4, word(state, i));
  return out;
};
