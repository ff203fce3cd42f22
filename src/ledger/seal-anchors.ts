// Times that somebody else vouches for: cosignatures of witnesses over checkpoints that were kept.
import { parseCheckpoint } from './checkpoint.ts';
import type { ExternalAnchor } from './external-anchor.ts';
import { anchorNotes, readConfig, readPolicy } from './log-folder.ts';
import { nodeVerifying } from './node-crypto.ts';
import { openNote, parseNote, parseVerifierKey } from './note.ts';
import type { LogSource } from './storage.ts';
import { timestampAnchors } from './timestamp-anchors.ts';

/**
 * Every external anchor that verifies, earliest first. A cosignature counts only under a key of the log's policy, and
 * only its own signed time counts.
 */
export async function externalAnchors(folder: string, source: LogSource): Promise<ExternalAnchor[]> {
  const config = readConfig(folder);
  const log = parseVerifierKey(config.vkey);
  const anchors: ExternalAnchor[] = [...(log ? await timestampAnchors(folder, log) : [])];
  if (config.policyFile !== undefined && log) {
    const witnesses = readPolicy(config.policyFile).witnesses.map(({ key }) => key);
    const published = await source.read('checkpoint');
    const current = published && parseNote(published);
    for (const note of [...anchorNotes(folder), ...(current ? [current] : [])]) {
      const opened = await openNote(note, [log, ...witnesses], nodeVerifying);
      const checkpoint = parseCheckpoint(note.text);
      if (!('verified' in opened) || checkpoint?.origin !== config.origin) continue;
      if (!opened.verified.some(({ key }) => key.id === log.id)) continue;
      for (const { key, at } of opened.verified) {
        if (at !== undefined && key.id !== log.id) {
          anchors.push({ size: checkpoint.size, at: new Date(Number(at) * 1000), by: key.name });
        }
      }
    }
  }
  return anchors.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The earliest anchor whose tree holds this entry. */
export function firstAnchor(anchors: readonly ExternalAnchor[], index: number): ExternalAnchor | undefined {
  return anchors.find(({ size }) => size > BigInt(index));
}
