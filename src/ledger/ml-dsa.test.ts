// Known answers made with another implementation (filippo.io/mldsa v1.0.0, Go): the same seed gives the same key, and the
// same message the same deterministic signature, which that implementation also accepts.
import { expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { mlDsaMessage } from './cosignature.ts';
import { formatMlDsaKey, mlDsaVerifier, readMlDsaCosigner, verifyMlDsa44 } from './ml-dsa.ts';
import { nodeSha256 } from './node-crypto.ts';

const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
const name = 'example.net/w';
const text = `example.com/log\n7\n${Buffer.alloc(32, 9).toString('base64')}\n`;
const at = new Date(1_700_000_000_000);
const sha256 = (bytes: Uint8Array) => toHex(nodeSha256(bytes));

it('key and cosignature of a checkpoint are those of another implementation', async () => {
  const { key } = mlDsaVerifier(name, seed);
  expect(sha256(key)).toBe('9f107644c1084526af3bc8098680b05499a2325a644e388fb4f970e058d19d46');
  const cosigner = await readMlDsaCosigner(formatMlDsaKey(name, seed), () => at);
  const { signature } = await cosigner.sign(text);
  const raw = signature.subarray(8);
  expect(raw).toHaveLength(2420);
  expect(sha256(raw)).toBe('a19c81e2fc6cae7e9af65527a349f7b1bedaba33b3af846f750cf1a3c0919c53');
  const message = mlDsaMessage({ cosigner: name, timestamp: 1_700_000_000n, text });
  if (!message) throw new Error('no message');
  expect(await verifyMlDsa44(key, message, raw)).toBe(true);
  expect(await verifyMlDsa44(key, message, raw.with(100, (raw[100] ?? 0) ^ 1))).toBe(false);
});
