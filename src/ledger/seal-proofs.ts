// Proofs of sealed stretches for somebody who has neither the ledger nor the logs: the entry, its path to a signed
// checkpoint, and what opens single lines.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { sourceOf } from './log-folder.ts';
import { inclusionRanges } from './merkle.ts';
import { nodeMerkle } from './node-crypto.ts';
import { parseNote } from './note.ts';
import { readPublished } from './prove.ts';
import type { LineOpening } from './seal-entry.ts';
import { openLine, parseSealFile } from './seal-segment.ts';
import { SEALS } from './seal-state.ts';
import { TILE_WIDTH } from './tile.ts';
import { rangeReader, readBundle, rootsOf } from './tile-reader.ts';
import { formatTlogProof } from './tlog-proof.ts';

export type SealProof = {
  readonly index: number;
  readonly entry: Uint8Array;
  /** A tlog-proof, under the checkpoint that was asked for. */
  readonly proof: string;
};

/**
 * The proof of an entry under a checkpoint that somebody else signed, or under the published one.
 *
 * @throws AkashiError ledger/broken when the log's files do not prove it
 */
export async function proveSeal(folder: string, index: number, anchored: Uint8Array | undefined): Promise<SealProof> {
  const source = sourceOf(folder);
  const published = await readPublished(source);
  const note = anchored ? parseNote(anchored) : published.note;
  const checkpoint = note && parseCheckpoint(note.text);
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Number(published.size) - bundle * TILE_WIDTH);
  const entry = (await readBundle(source, bundle, width))?.[index % TILE_WIDTH];
  if (note && checkpoint && entry && BigInt(index) < checkpoint.size) {
    const { size, root } = checkpoint;
    const reader = rangeReader(source, Number(published.size), nodeMerkle);
    const hashes = await rootsOf(reader, inclusionRanges(BigInt(index), size));
    const leafHash = nodeMerkle.leafHash(entry);
    if (hashes && nodeMerkle.verifyInclusion({ index: BigInt(index), size, leafHash, root, proof: hashes })) {
      return { index, entry, proof: formatTlogProof({ index: BigInt(index), extra: undefined, hashes, note }) };
    }
  }
  throw new AkashiError('ledger/broken', `the log does not prove entry ${index}`, {
    hint: '`akashi ledger verify` says where',
  });
}

/** What opens these lines of one segment, numbered as sealed. Lines that are not of it are left out. */
export function openSealedLines(
  folder: string,
  { stream, segment }: { readonly stream: string; readonly segment: number },
  lines: readonly number[],
): LineOpening[] {
  const file = parseSealFile(readFileSync(join(folder, SEALS, `${stream}-${segment}.seal`)));
  if (!file) throw new AkashiError('ledger/broken', `the kept hashes of segment ${segment} are damaged`);
  return lines.flatMap((line) => openLine(file, line) ?? []);
}
