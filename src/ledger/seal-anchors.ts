// Times that somebody else vouches for: cosignatures of witnesses over checkpoints that were kept.
import { fromText, sameBytes } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { ExternalAnchor } from './external-anchor.ts';
import { anchorNotes } from './log-folder.ts';
import type { Merkle } from './merkle.ts';
import { nodeVerifying } from './node-crypto.ts';
import { formatNote, openNote, parseNote, type VerifierKey } from './note.ts';
import type { Policy } from './policy.ts';
import type { LogSource } from './storage.ts';
import { rangeReader } from './tile-reader.ts';
import { timestampAnchors } from './timestamp-anchors.ts';

/**
 * Every external anchor that verifies, earliest first. A cosignature counts only under a key of the log's policy, and
 * only its own signed time counts.
 */
export async function externalAnchors(
  folder: string,
  source: LogSource,
  log: VerifierKey,
  policy: Policy | undefined,
): Promise<ExternalAnchor[]> {
  const anchors: ExternalAnchor[] = await timestampAnchors(folder, log);
  if (policy) {
    const witnesses = policy.witnesses.map(({ key }) => key);
    const published = await source.read('checkpoint');
    const current = published && parseNote(published);
    for (const note of [...anchorNotes(folder), ...(current ? [current] : [])]) {
      const signed = fromText(formatNote(note));
      const opened = await openNote(note, [log, ...witnesses], nodeVerifying);
      const checkpoint = parseCheckpoint(note.text);
      if (!('verified' in opened) || checkpoint?.origin !== log.name) continue;
      if (!opened.verified.some(({ key }) => key.id === log.id)) continue;
      for (const { key, at } of opened.verified) {
        if (at !== undefined && key.id !== log.id) {
          anchors.push({ size: checkpoint.size, at: new Date(Number(at) * 1000), by: key.name, checkpoint: signed });
        }
      }
    }
  }
  return anchors.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Whether the tree that was anchored is the beginning of this one. Where it is not, the log was written again after
 * somebody else had seen it: the anchor then proves nothing about what stands here, except that.
 */
export async function agreesWith(
  { size, checkpoint }: ExternalAnchor,
  tree: { readonly source: LogSource; readonly size: number; readonly merkle: Merkle },
): Promise<boolean> {
  const anchored = parseCheckpoint(parseNote(checkpoint)?.text ?? '');
  return anchored !== undefined && beginsWith({ size, root: anchored.root }, tree);
}

/** Whether the first `size` entries of this tree have that root. */
export async function beginsWith(
  { size, root }: { readonly size: bigint; readonly root: Uint8Array },
  tree: { readonly source: LogSource; readonly size: number; readonly merkle: Merkle },
): Promise<boolean> {
  if (size > BigInt(tree.size)) return false;
  if (size === 0n) return sameBytes(root, tree.merkle.emptyRoot);
  const found = await rangeReader(tree.source, tree.size, tree.merkle).rootOf({ start: 0n, end: size });
  return found !== undefined && sameBytes(found, root);
}

/** The earliest anchor whose tree holds this entry. */
export function firstAnchor(anchors: readonly ExternalAnchor[], index: number): ExternalAnchor | undefined {
  return anchors.find(({ size }) => size > BigInt(index));
}
