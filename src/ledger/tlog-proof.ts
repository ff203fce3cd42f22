// Offline proofs: C2SP tlog-proof v1 (C2SP@5ba5ee8, 2026-07-22).
import { fromBase64, fromText, parseDecimal, toBase64, toText } from './bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { HASH_BYTES, type Merkle, merkle } from './merkle.ts';
import { formatNote, type Note, openNote, parseNote, type Verified, type VerifierKey, type Verifying } from './note.ts';
import { type Policy, satisfies } from './policy.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^64 entries is 64 levels high. */
const MOST_HASHES = 64;
const MOST_PROOF_BYTES = 1_100_000;

/** `extra` is not covered by any signature: it must never be believed. */
export type TlogProof = {
  readonly index: bigint;
  readonly extra: Uint8Array | undefined;
  readonly hashes: readonly Uint8Array[];
  readonly note: Note;
};

export function formatTlogProof({ index, extra, hashes, note }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${formatNote(note)}`;
}

/** Undefined for anything but a well-formed proof. */
export function parseTlogProof(bytes: Uint8Array): TlogProof | undefined {
  if (bytes.length > MOST_PROOF_BYTES) return undefined;
  const text = toText(bytes);
  const split = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || split < 0) return undefined;
  const [header, ...lines] = text.slice(0, split).split('\n', MOST_HASHES + 4);
  if (header !== HEADER) return undefined;
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice(6) ?? '') : null;
  const index = lines[0]?.startsWith('index ') ? parseDecimal(lines.shift()?.slice(6) ?? '') : undefined;
  if (extra === undefined || index === undefined || lines.length > MOST_HASHES) return undefined;
  const hashes = lines.flatMap((line) => fromBase64(line) ?? []);
  if (hashes.length !== lines.length || hashes.some(({ length }) => length !== HASH_BYTES)) return undefined;
  const note = parseNote(fromText(text.slice(split + 2)));
  const proof = note && { index, extra: extra ?? undefined, hashes, note };
  // One spelling only, so that no byte of a proof can change unnoticed.
  return proof && formatTlogProof(proof) === text ? proof : undefined;
}

export type CheckedProof =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly verified: readonly Verified[] }
  | {
      readonly ok: false;
      readonly why: 'malformed' | 'log-signature' | 'cosignatures' | 'not-a-checkpoint' | 'not-included';
    };

/**
 * Verifies that an entry stands in the log: the log's signature for its origin, the policy's cosignatures, the path to
 * the root. Says nothing about when, and nothing about what is not in the log.
 *
 * @param entry the entry's bytes, or its leaf hash
 */
export async function verifyTlogProof(
  proof: TlogProof,
  entry: { readonly bytes: Uint8Array } | { readonly leafHash: Uint8Array },
  log: VerifierKey,
  verifying: Verifying,
  more: { readonly policy?: Policy; readonly hashing?: Merkle; readonly origin?: string } = {},
): Promise<CheckedProof> {
  const hashing = more.hashing ?? merkle;
  const witnesses = more.policy?.witnesses.map(({ key }) => key) ?? [];
  const opened = await openNote(proof.note, [log, ...witnesses], verifying);
  if ('refused' in opened) return { ok: false, why: 'log-signature' };
  const isLog = ({ key }: Verified) => key.id === log.id && key.name === log.name;
  if (!opened.verified.some(isLog)) return { ok: false, why: 'log-signature' };
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return { ok: false, why: 'not-a-checkpoint' };
  if (checkpoint.origin !== (more.origin ?? log.name)) return { ok: false, why: 'log-signature' };
  const cosigners = opened.verified.filter((each) => !isLog(each)).map(({ key }) => key);
  if (more.policy && !satisfies(more.policy, cosigners)) return { ok: false, why: 'cosignatures' };
  const { size, root } = checkpoint;
  const leafHash = 'bytes' in entry ? hashing.leafHash(entry.bytes) : entry.leafHash;
  const included = hashing.verifyInclusion({ index: proof.index, size, leafHash, root, proof: proof.hashes });
  return included ? { ok: true, checkpoint, verified: opened.verified } : { ok: false, why: 'not-included' };
}
