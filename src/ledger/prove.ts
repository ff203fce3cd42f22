// Makes proofs out of a log's own files.
import { AkashiError } from '../vocabulary/error.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { consistencyRanges, inclusionRanges, type Merkle } from './merkle.ts';
import { type Note, parseNote } from './note.ts';
import type { LogSource } from './storage.ts';
import { TILE_WIDTH } from './tile.ts';
import { rangeReader, readBundle, rootsOf } from './tile-reader.ts';
import type { TlogProof } from './tlog-proof.ts';

const broken = (what: string) => new AkashiError('ledger/broken', what, { hint: '`akashi ledger verify` says where' });

/** @throws AkashiError ledger/unreadable, ledger/broken */
export async function readPublished(
  source: LogSource,
): Promise<{ readonly note: Note; readonly size: bigint; readonly root: Uint8Array }> {
  const bytes = await source.read('checkpoint');
  if (!bytes) throw new AkashiError('ledger/unreadable', 'no checkpoint: this is no log');
  const note = parseNote(bytes);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint || checkpoint.size > BigInt(Number.MAX_SAFE_INTEGER))
    throw broken('the checkpoint cannot be read');
  return { note, size: checkpoint.size, root: checkpoint.root };
}

/**
 * The proof for an entry under the published checkpoint. It is verified before it is given: a proof that fails
 * elsewhere would look like a lie.
 *
 * @throws AkashiError ledger/unreadable when there is no such entry; ledger/broken
 */
export async function proveEntry(source: LogSource, index: number, merkle: Merkle): Promise<TlogProof> {
  const { note, size, root } = await readPublished(source);
  if (BigInt(index) >= size) {
    throw new AkashiError(
      'ledger/unreadable',
      `no entry ${index}: the published checkpoint has ${size}, counted from 0`,
    );
  }
  const hashes = await rootsOf(rangeReader(source, Number(size), merkle), inclusionRanges(BigInt(index), size));
  const bundle = Math.floor(index / TILE_WIDTH);
  const entries = await readBundle(source, bundle, Math.min(TILE_WIDTH, Number(size) - bundle * TILE_WIDTH));
  const entry = entries?.[index % TILE_WIDTH];
  if (!hashes || !entry) throw broken('a tile that the proof needs is missing');
  const leafHash = merkle.leafHash(entry);
  if (!merkle.verifyInclusion({ index: BigInt(index), size, leafHash, root, proof: hashes })) {
    throw broken(`the tiles do not prove entry ${index}`);
  }
  return { index: BigInt(index), extra: undefined, hashes, note };
}

/** Hashes that prove that the tree of `newSize` continues the one of `oldSize`. @throws AkashiError ledger/broken */
export async function proveConsistency(
  source: LogSource,
  sizes: { readonly oldSize: bigint; readonly newSize: bigint },
  merkle: Merkle,
): Promise<Uint8Array[]> {
  const reader = rangeReader(source, Number(sizes.newSize), merkle);
  const hashes = await rootsOf(reader, consistencyRanges(sizes.oldSize, sizes.newSize));
  if (!hashes) throw broken('a tile that the proof needs is missing');
  return hashes;
}
