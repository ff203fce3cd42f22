// Ed25519 and SHA-256 by node:crypto: signing, and verifying without a promise.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { TreeHasher } from './frontier.ts';
import { HASH_BYTES, merkleWith } from './merkle.ts';
import { keyId, keyTypes, parseSignerKey, type SignerKey, type VerifierKey, type Verifying } from './note.ts';
import type { Sha256 } from './sha256.ts';
import { MOST_ENTRY_BYTES } from './tile.ts';

export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');
export const nodeMerkle = merkleWith(nodeSha256);

/** PKCS #8 and SPKI frames of RFC 8410 before 32 raw bytes. */
const PRIVATE_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_FRAME = Buffer.from('302a300506032b6570032100', 'hex');

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_FRAME, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(PUBLIC_FRAME.length));
}

/** The verifier key of a signer key, as type 01 or 04. */
export function verifierOf(
  { name, seed }: Pick<SignerKey, 'name' | 'seed'>,
  type: number = keyTypes.ed25519,
): VerifierKey {
  const key = publicKeyOf(seed);
  return { name, id: keyId(name, type, key), type, key };
}

/** A signer key out of a file: one line; undefined when it is none or its id is not its public half's. */
export function readSignerKey(text: string): SignerKey | undefined {
  const key = parseSignerKey(text.trim());
  return key && verifierOf(key).id === key.id ? key : undefined;
}

export function signerKeyFrom(name: string, seed: Uint8Array): SignerKey {
  return { name, seed, id: verifierOf({ name, seed }).id };
}

/** Keeps the parsed key: one signature takes 20 µs, parsing the key takes longer. */
export function ed25519Signer(seed: Uint8Array): (message: Uint8Array) => Uint8Array {
  const key = privateKey(seed);
  return (message) => new Uint8Array(sign(null, message, key));
}

export const nodeVerifying: Verifying = {
  ed25519(key, message, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    try {
      const parsed = createPublicKey({ key: Buffer.concat([PUBLIC_FRAME, key]), format: 'der', type: 'spki' });
      return verify(null, message, parsed, signature);
    } catch {
      return false;
    }
  },
};

const leafScratch = Buffer.alloc(1 + MOST_ENTRY_BYTES);
/** Views of the scratch by length: making one takes a sixth of a hash. */
const leafViews: Buffer[] = [];
const MOST_VIEWS = 4096;
const nodeScratch = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

function leafView(length: number): Buffer {
  const found = leafViews[length];
  if (found) return found;
  const view = leafScratch.subarray(0, length);
  if (length < MOST_VIEWS) leafViews[length] = view;
  return view;
}

function writeBinary(text: string, out: Uint8Array, at: number): void {
  for (let i = 0; i < HASH_BYTES; i += 1) out[at + i] = text.charCodeAt(i);
}

/** A string result costs a third of a Buffer: at 100,000 entries a second that decides. */
export const nodeTreeHasher: TreeHasher = {
  leafInto(entry, out, at) {
    leafScratch.set(entry, 1);
    writeBinary(hash('sha256', leafView(1 + entry.length), 'binary'), out, at);
  },
  nodeInto(pair, from, out, at) {
    // So few bytes are copied sooner than a view of them is made.
    for (let i = 0; i < 2 * HASH_BYTES; i += 1) nodeScratch[1 + i] = pair[from + i] ?? 0;
    writeBinary(hash('sha256', nodeScratch, 'binary'), out, at);
  },
};
