// The witness protocol: C2SP tlog-witness v1.0.0 with the changes up to C2SP@5ba5ee8 (2026-07-22). What a request
// says, and what a witness in a given state answers; the state is kept by witness-store.ts.
import { fromBase64, fromText, parseDecimal, toBase64, toText } from './bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { HASH_BYTES, type Merkle } from './merkle.ts';
import { formatNote, type Note, openNote, parseNote, type VerifierKey, type Verifying } from './note.ts';

/** 63 hashes prove any step between two sizes below 2^63. */
const MOST_HASHES = 63;
export const MOST_REQUEST_BYTES = 1_100_000;

export type AddCheckpoint = {
  readonly oldSize: bigint;
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
};

export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${formatNote(note)}`;
}

/** Undefined for anything but a well-formed body of add-checkpoint. */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint | undefined {
  if (bytes.length > MOST_REQUEST_BYTES) return undefined;
  const text = toText(bytes);
  const split = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || split < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, split).split('\n', MOST_HASHES + 2);
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined;
  if (oldSize === undefined || lines.length > MOST_HASHES) return undefined;
  const proof = lines.flatMap((line) => fromBase64(line) ?? []);
  if (proof.length !== lines.length || proof.some(({ length }) => length !== HASH_BYTES)) return undefined;
  const note = parseNote(fromText(text.slice(split + 2)));
  return note && { oldSize, proof, note };
}

/** What a witness holds of one log: the size and root it cosigned last. */
export type Witnessed = { readonly size: bigint; readonly root: Uint8Array };

export type WitnessAnswer =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly why: string }
  | { readonly status: 409; readonly size: bigint };

/**
 * What a witness answers to a request. 200 says that the checkpoint may be cosigned once it has been kept durably, by
 * comparing `held` with what is stored at that moment: an answer computed from an older state must not be given.
 */
export async function judgeCheckpoint(
  request: AddCheckpoint,
  log: { readonly keys: readonly VerifierKey[]; readonly held: Witnessed | undefined } | undefined,
  verifying: Verifying,
  hashing: Merkle,
): Promise<WitnessAnswer> {
  const checkpoint = parseCheckpoint(request.note.text);
  if (!checkpoint) return { status: 400, why: 'not a checkpoint' };
  if (!log) return { status: 404, why: 'unknown log' };
  const opened = await openNote(request.note, log.keys, verifying);
  if ('refused' in opened) return { status: 403, why: `invalid signature: ${opened.refused}` };
  const { oldSize, proof } = request;
  const { size, root } = checkpoint;
  if (oldSize > size) return { status: 400, why: 'old size above the size of the checkpoint' };
  const held = log.held ?? { size: 0n, root: hashing.emptyRoot };
  if (oldSize !== held.size) return { status: 409, size: held.size };
  const first = oldSize === 0n && size > 0n;
  const holds = first
    ? proof.length === 0
    : hashing.verifyConsistency({ oldSize, newSize: size, oldRoot: held.root, newRoot: root, proof });
  if (!holds) return { status: 422, why: 'consistency proof does not hold' };
  return { status: 200, checkpoint, text: opened.text };
}
