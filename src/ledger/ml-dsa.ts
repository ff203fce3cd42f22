// ML-DSA-44 cosignatures (type 06): C2SP tlog-cosignature v1.1.0-rc.1, by @noble/post-quantum, which is not audited for
// side channels: keep the key on a host that nobody else computes on.
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { AkashiError } from '../vocabulary/error.ts';
import { concat, fromBase64, fromHex, toBase64 } from './bytes.ts';
import { joinCosignature, mlDsaMessage } from './cosignature.ts';
import type { Cosigner } from './cosigner.ts';
import { isKeyName, keyId, keyTypes, type VerifierKey, type VerifySignature } from './note.ts';

const SEED_BYTES = 32;

export const verifyMlDsa44: VerifySignature = (key, message, signature) => {
  if (key.length !== 1312 || signature.length !== 2420) return false;
  return ml_dsa44.verify(signature, message, key);
};

/** The verifier key of a seed, as cosigner of type 06. */
export function mlDsaVerifier(name: string, seed: Uint8Array): VerifierKey {
  const key = ml_dsa44.keygen(seed).publicKey;
  return { name, id: keyId(name, keyTypes.mlDsa44Cosignature, key), type: keyTypes.mlDsa44Cosignature, key };
}

/** `PRIVATE+KEY+name+id+base64(06 || seed of 32 bytes)`: a signed-note signer key of this type. */
export function formatMlDsaKey(name: string, seed: Uint8Array): string {
  const { id } = mlDsaVerifier(name, seed);
  return `PRIVATE+KEY+${name}+${id}+${toBase64(concat(Uint8Array.of(keyTypes.mlDsa44Cosignature), seed))}`;
}

export function parseMlDsaKey(text: string): { readonly name: string; readonly seed: Uint8Array } | undefined {
  const found = /^PRIVATE\+KEY\+([^+]{1,1000})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text.trim());
  const [, name = '', id = '', encoded = ''] = found ?? [];
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length !== 1 + SEED_BYTES || bytes[0] !== keyTypes.mlDsa44Cosignature) return undefined;
  const seed = bytes.subarray(1);
  return isKeyName(name) && fromHex(id) && mlDsaVerifier(name, seed).id === id ? { name, seed } : undefined;
}

/** @throws AkashiError ledger/unreadable */
export async function readMlDsaCosigner(text: string, now: () => Date): Promise<Cosigner> {
  const parsed = parseMlDsaKey(text);
  if (!parsed) {
    throw new AkashiError('ledger/unreadable', 'the ML-DSA key file does not hold a signer key of type 06', {
      hint: 'one line: PRIVATE+KEY+name+id+base64(06 || 32 bytes of seed)',
    });
  }
  const { name, seed } = parsed;
  const { secretKey, publicKey } = ml_dsa44.keygen(seed);
  const id = keyId(name, keyTypes.mlDsa44Cosignature, publicKey);
  return {
    name,
    async sign(text) {
      const timestamp = BigInt(Math.floor(now().getTime() / 1000));
      const message = mlDsaMessage({ cosigner: name, timestamp, text });
      if (!message) throw new AkashiError('ledger/unreadable', 'an ML-DSA cosigner name or origin is over 255 bytes');
      // Deterministic: the same checkpoint at the same time gives the same bytes.
      const signature = ml_dsa44.sign(message, secretKey, { extraEntropy: false });
      return { name, id, signature: joinCosignature(timestamp, signature) };
    },
  };
}
