// A witness's memory: per log the checkpoint it cosigned last, durable before any answer is given.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { fromText, toHex } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { cosignedMessage, joinCosignature } from './cosignature.ts';
import type { Merkle } from './merkle.ts';
import { ed25519Signer, nodeSha256, verifierOf } from './node-crypto.ts';
import {
  formatNote,
  keyTypes,
  type NoteSignature,
  parseNote,
  type SignerKey,
  type VerifierKey,
  type Verifying,
} from './note.ts';
import { type AddCheckpoint, judgeCheckpoint, type WitnessAnswer, type Witnessed } from './witness.ts';

export type Witness = {
  /** As type 04: what stands in a policy. */
  readonly key: VerifierKey;
  /** Judges, keeps, and cosigns. */
  add(request: AddCheckpoint): Promise<Exclude<WitnessAnswer, { status: 200 }> | { status: 200; line: NoteSignature }>;
  /** The checkpoint held for a log with our cosignature, by hex SHA-256 of its origin. */
  held(originHash: string): Uint8Array | undefined;
};

export type WitnessHow = {
  readonly folder: string;
  readonly key: SignerKey;
  readonly logs: readonly VerifierKey[];
  readonly verifying: Verifying;
  readonly merkle: Merkle;
  readonly now: () => Date;
};

function writeDurably(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, `${name}.new`);
  const file = openSync(temporary, 'w', 0o600);
  const directory = openSync(folder, 'r');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
    renameSync(temporary, join(folder, name));
    fsyncSync(directory);
  } finally {
    closeSync(file);
    closeSync(directory);
  }
}

/** @throws AkashiError ledger/broken when what it held of a log cannot be read: it must not begin anew */
export function openWitness({ folder, key, logs, verifying, merkle, now }: WitnessHow): Witness {
  const sign = ed25519Signer(key.seed);
  const ours = verifierOf(key, keyTypes.ed25519Cosignature);
  mkdirSync(join(folder, 'held'), { recursive: true, mode: 0o700 });
  const nameOf = (origin: string) => toHex(nodeSha256(fromText(origin)));
  const readHeld = (name: string): { note: Uint8Array; witnessed: Witnessed } | undefined => {
    const path = join(folder, 'held', name);
    if (!existsSync(path)) return undefined;
    const bytes = readFileSync(path);
    const checkpoint = parseCheckpoint(parseNote(bytes)?.text ?? '');
    if (!checkpoint) throw new AkashiError('ledger/broken', `the witness cannot read what it held: ${path}`);
    return { note: bytes, witnessed: checkpoint };
  };
  const held = new Map(logs.map(({ name }) => [name, readHeld(nameOf(name))?.witnessed] as const));
  // One request at a time per witness: between judging and keeping, nothing else may be kept.
  let turn: Promise<unknown> = Promise.resolve();
  const judgeAndKeep = async (request: AddCheckpoint): ReturnType<Witness['add']> => {
    const origin = parseCheckpoint(request.note.text)?.origin ?? '';
    const keys = logs.filter(({ name }) => name === origin);
    const log = keys.length > 0 ? { keys, held: held.get(origin) } : undefined;
    const answer = await judgeCheckpoint(request, log, verifying, merkle);
    if (answer.status !== 200) return answer;
    const timestamp = BigInt(Math.floor(now().getTime() / 1000));
    const raw = sign(cosignedMessage(answer.text, timestamp));
    const line: NoteSignature = { name: ours.name, id: ours.id, signature: joinCosignature(timestamp, raw) };
    const note = { text: answer.text, signatures: [...request.note.signatures, line] };
    writeDurably(join(folder, 'held'), nameOf(origin), fromText(formatNote(note)));
    held.set(origin, { size: answer.checkpoint.size, root: answer.checkpoint.root });
    return { status: 200, line };
  };
  return {
    key: ours,
    add(request) {
      const next = turn.then(() => judgeAndKeep(request));
      turn = next.catch(() => undefined);
      return next;
    },
    held: (originHash) => (/^[0-9a-f]{64}$/.test(originHash) ? readHeld(originHash)?.note : undefined),
  };
}
