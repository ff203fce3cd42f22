// Timestamps kept beside a log: `.akashi/anchors/SIZE.checkpoint` and the authority's answer over it, `SIZE.tsr`.
// The authorities that are believed stand in `.akashi/anchors/authorities.pem`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { ExternalAnchor } from './external-anchor.ts';
import { PRIVATE } from './folder.ts';
import { nodeVerifying } from './node-crypto.ts';
import { openNote, parseNote, type VerifierKey } from './note.ts';
import { checkTimestamp, readCertificates } from './timestamp.ts';

const ANCHORS = join(PRIVATE, 'anchors');
const AUTHORITIES = 'authorities.pem';

/** Every kept timestamp that verifies, over a checkpoint that the log signed. */
export async function timestampAnchors(folder: string, log: VerifierKey): Promise<ExternalAnchor[]> {
  const path = join(folder, ANCHORS);
  if (!existsSync(join(path, AUTHORITIES))) return [];
  const trusted = readCertificates(readFileSync(join(path, AUTHORITIES), 'utf8'));
  const anchors: ExternalAnchor[] = [];
  for (const name of readdirSync(path).sort()) {
    const checkpointPath = join(path, name.replace(/\.tsr$/, '.checkpoint'));
    if (!name.endsWith('.tsr') || !existsSync(checkpointPath)) continue;
    const bytes = readFileSync(checkpointPath);
    const note = parseNote(bytes);
    const opened = note && (await openNote(note, [log], nodeVerifying));
    const checkpoint = opened && 'text' in opened ? parseCheckpoint(opened.text) : undefined;
    if (!checkpoint) continue;
    const timestamp = readFileSync(join(path, name));
    const checked = await checkTimestamp(timestamp, bytes, trusted);
    if (checked.ok) {
      anchors.push({ size: checkpoint.size, at: checked.at, by: checked.by, checkpoint: bytes, timestamp });
    }
  }
  return anchors;
}

/**
 * Keeps a timestamp over the published checkpoint, once it verifies.
 *
 * @param pem certificates of the authority; undefined: those that were given before
 * @throws AkashiError ledger/unreadable when it does not verify
 */
export async function keepTimestamp(
  folder: string,
  given: {
    readonly response: Uint8Array;
    readonly checkpoint: Uint8Array;
    readonly pem: string | undefined;
    readonly nonce?: Uint8Array;
  },
): Promise<{ readonly at: Date; readonly by: string }> {
  const path = join(folder, ANCHORS);
  const kept = existsSync(join(path, AUTHORITIES)) ? readFileSync(join(path, AUTHORITIES), 'utf8') : '';
  const pem = given.pem === undefined || kept.includes(given.pem.trim()) ? kept : `${kept}${given.pem.trim()}\n`;
  const checked = await checkTimestamp(given.response, given.checkpoint, readCertificates(pem), given.nonce);
  if (!checked.ok) {
    throw new AkashiError('ledger/unreadable', `the timestamp does not verify: ${checked.why}`, {
      hint: "give the authority's certificates with --ca FILE (PEM)",
    });
  }
  const size = parseCheckpoint(parseNote(given.checkpoint)?.text ?? '')?.size ?? 0n;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const name = `${String(size).padStart(20, '0')}-tsa`;
  writeFileSync(join(path, AUTHORITIES), pem, { mode: 0o600 });
  writeFileSync(join(path, `${name}.checkpoint`), given.checkpoint, { mode: 0o600 });
  writeFileSync(join(path, `${name}.tsr`), given.response, { mode: 0o600 });
  return { at: checked.at, by: checked.by };
}
