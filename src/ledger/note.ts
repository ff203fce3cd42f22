// Signed notes: C2SP signed-note v1.0.0. Verifier keys of every registered type are parsed; Ed25519 (01), Ed25519
// cosignatures (04) and, where a verifier for it is given, ML-DSA-44 cosignatures (06) are verified.
import { concat, fromBase64, fromHex, fromLooseBase64, fromText, toBase64, toHex, toText } from './bytes.ts';
import { cosignedMessage, mlDsaMessage, splitCosignature } from './cosignature.ts';
import { portableSha256 } from './sha256.ts';

export const keyTypes = { ed25519: 1, ecdsa: 2, ed25519Cosignature: 4, rfc6962: 5, mlDsa44Cosignature: 6 } as const;

/** A key's public half. `id` is 4 bytes as hex; `key` the bytes after the type. */
export type VerifierKey = {
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly key: Uint8Array;
};

/** A key with its seed: `type` is 01, `seed` 32 bytes. */
export type SignerKey = { readonly name: string; readonly id: string; readonly seed: Uint8Array };

export type NoteSignature = { readonly name: string; readonly id: string; readonly signature: Uint8Array };

/** `text` ends in a newline and is what the signatures cover. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Verifies under a raw public key. */
export type VerifySignature = (
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** How signatures are verified here. Without `mlDsa44` a signature of that type counts as of an unknown key. */
export type Verifying = { readonly ed25519: VerifySignature; readonly mlDsa44?: VerifySignature };

export const MOST_NOTE_BYTES = 1_000_000;
/** As Go's implementation; the specification asks for at least 16. */
const MOST_SIGNATURES = 100;

const KEY_BYTES: Readonly<Record<number, number>> = {
  [keyTypes.ed25519]: 32,
  [keyTypes.ed25519Cosignature]: 32,
  [keyTypes.rfc6962]: 32,
  [keyTypes.mlDsa44Cosignature]: 1312,
};

// Go's unicode.IsSpace, which the specification's own implementation uses: JavaScript's \s differs.
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const loneSurrogate = /[\ud800-\udfff]/u;

export function isKeyName(name: string): boolean {
  return name !== '' && !space.test(name) && !name.includes('+') && !loneSurrogate.test(name);
}

/** First 4 bytes of SHA-256(name || 0A || type || key), in hex. */
export function keyId(name: string, type: number, key: Uint8Array): string {
  const hashed = type === keyTypes.ecdsa ? key : concat(fromText(`${name}\n`), Uint8Array.of(type), key);
  return toHex(portableSha256(hashed).subarray(0, 4));
}

/** `name+id+base64(type || key)`. Undefined for anything else, an unknown type or an id that is not the key's. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [name, id, encoded, ...more] = text.split('+').length > 3 ? splitKey(text) : text.split('+');
  if (name === undefined || id === undefined || encoded === undefined || more.length > 0) return undefined;
  const bytes = fromBase64(encoded);
  const [type] = bytes ?? [];
  if (!bytes || type === undefined || !isKeyName(name) || !/^[0-9a-f]{8}$/.test(id)) return undefined;
  const key = bytes.subarray(1);
  const length = KEY_BYTES[type];
  if (type === keyTypes.ecdsa ? key.length < 64 || key.length > 256 : key.length !== length) return undefined;
  return keyId(name, type, key) === id ? { name, id, type, key } : undefined;
}

/** A name and an id hold no "+", but base64 may. */
function splitKey(text: string): string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

export function formatVerifierKey({ name, id, type, key }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), key))}`;
}

/** The same public key under another type, with the id that it has there. */
export function asType(key: VerifierKey, type: number): VerifierKey {
  return { name: key.name, id: keyId(key.name, type, key.key), type, key: key.key };
}

/** `PRIVATE+KEY+name+id+base64(01 || seed)`. The id is not checked: that needs the public half (node-crypto.ts). */
export function parseSignerKey(text: string): SignerKey | undefined {
  const prefix = 'PRIVATE+KEY+';
  if (!text.startsWith(prefix)) return undefined;
  const [name = '', id = '', encoded = ''] = splitKey(text.slice(prefix.length));
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== keyTypes.ed25519) return undefined;
  return isKeyName(name) && fromHex(id)?.length === 4 ? { name, id, seed: bytes.subarray(1) } : undefined;
}

export function formatSignerKey({ name, id, seed }: SignerKey): string {
  return `PRIVATE+KEY+${name}+${id}+${toBase64(concat(Uint8Array.of(keyTypes.ed25519), seed))}`;
}

/** `— name base64(id || signature)` and a newline. */
export function signatureLine({ name, id, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concat(fromHex(id) ?? new Uint8Array(0), signature))}\n`;
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

export function parseSignatureLine(line: string): NoteSignature | undefined {
  if (!line.startsWith('— ')) return undefined;
  const [name = '', encoded = '', ...more] = line.slice(2).split(' ');
  const bytes = fromLooseBase64(encoded);
  if (!isKeyName(name) || more.length > 0 || !bytes || bytes.length < 5) return undefined;
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** Undefined for anything but a well-formed note, signed by anyone at all. */
export function parseNote(bytes: Uint8Array): Note | undefined {
  if (bytes.length > MOST_NOTE_BYTES || bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) return undefined;
  const whole = toText(bytes);
  const split = whole?.lastIndexOf('\n\n') ?? -1;
  if (whole === undefined || split < 0) return undefined;
  const text = whole.slice(0, split + 1);
  const signed = whole.slice(split + 2);
  if (!signed.endsWith('\n')) return undefined;
  const lines = signed.slice(0, -1).split('\n', MOST_SIGNATURES + 1);
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? []);
  return signatures.length === lines.length ? { text, signatures } : undefined;
}

/** What a signature of this type covers, and the raw signature; undefined when its form is wrong. */
function covered(text: string, key: VerifierKey, { signature }: NoteSignature) {
  if (key.type === keyTypes.ed25519) return { message: fromText(text), raw: signature, at: undefined };
  const parts = splitCosignature(signature);
  if (!parts) return undefined;
  const { timestamp, raw } = parts;
  if (key.type === keyTypes.ed25519Cosignature)
    return { message: cosignedMessage(text, timestamp), raw, at: timestamp };
  const message = mlDsaMessage({ cosigner: key.name, timestamp, text });
  return message && { message, raw, at: timestamp };
}

/** A signature that holds. `at`: seconds since 1970 that a cosignature covers; a plain signature covers no time. */
export type Verified = { readonly key: VerifierKey; readonly at: bigint | undefined };

export type OpenedNote =
  | { readonly text: string; readonly verified: readonly Verified[]; readonly unverified: readonly NoteSignature[] }
  | { readonly refused: 'no-known-signature' | 'bad-signature'; readonly by: string };

/**
 * Sorts a note's signatures into those of known keys, which must hold, and others. One known key whose signature fails
 * refuses the whole note. A name and id that stand twice count once.
 */
export async function openNote(note: Note, keys: readonly VerifierKey[], verifying: Verifying): Promise<OpenedNote> {
  const verified: Verified[] = [];
  const unverified: NoteSignature[] = [];
  const seen = new Set<string>();
  for (const signature of note.signatures) {
    const label = `${signature.name}+${signature.id}`;
    if (seen.has(label)) continue;
    seen.add(label);
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    const verify =
      key?.type === keyTypes.mlDsa44Cosignature
        ? verifying.mlDsa44
        : key?.type === keyTypes.ed25519 || key?.type === keyTypes.ed25519Cosignature
          ? verifying.ed25519
          : undefined;
    if (!key || !verify) {
      unverified.push(signature);
      continue;
    }
    const what = covered(note.text, key, signature);
    if (!what || !(await verify(key.key, what.message, what.raw))) return { refused: 'bad-signature', by: key.name };
    verified.push({ key, at: what.at });
  }
  if (verified.length === 0) return { refused: 'no-known-signature', by: keys[0]?.name ?? '' };
  return { text: note.text, verified, unverified };
}
