// Ed25519 by the platform's Web Cryptography: browsers and Node alike.
import type { Verifying, VerifySignature } from './note.ts';

export const verifyEd25519: VerifySignature = async (key, message, signature) => {
  if (key.length !== 32 || signature.length !== 64) return false;
  const { subtle } = globalThis.crypto;
  const copy = (bytes: Uint8Array) => new Uint8Array(bytes);
  try {
    const imported = await subtle.importKey('raw', copy(key), { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, imported, copy(signature), copy(message));
  } catch {
    // Not a point on the curve: no signature under it can hold.
    return false;
  }
};

/** Without ML-DSA: signatures of that type count as of unknown keys. */
export const webVerifying: Verifying = { ed25519: verifyEd25519 };
