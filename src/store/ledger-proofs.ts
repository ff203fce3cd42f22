// What a pack carries of the ledger: proofs of the sealed stretches that cited lines stand in, and what opens those lines
// that the pack shows in the clear. A line with hidden parts stays closed: with its key, what is hidden could be guessed.

import type { CitedLine } from '../cases/present.ts';
import { canonicalJson, type Json } from '../evidence/canonical-json.ts';
import { toBase64 } from '../ledger/bytes.ts';
import { policyOf, readConfig, sourceOf } from '../ledger/log-folder.ts';
import { formatVerifierKey, parseVerifierKey } from '../ledger/note.ts';
import type { Policy } from '../ledger/policy.ts';
import { externalAnchors, firstAnchor } from '../ledger/seal-anchors.ts';
import { openSealedLines, proveSeal } from '../ledger/seal-proofs.ts';
import type { SealTrust } from '../ledger/verify-sealed.ts';
import type { SealEvidence, SealedLogFile, TimedRun } from '../logs/seal-evidence.ts';

/** Proofs in one pack; each is two members of it. */
const MOST_PROOFS = 300;

export type LedgerMember = { readonly name: string; readonly bytes: Uint8Array };

const text = (name: string, content: string): LedgerMember => ({ name, bytes: new TextEncoder().encode(content) });

/** `opens`: the line is as it was sealed, and the pack shows all of it. */
type Cited = CitedLine & { readonly sealedLine: number; readonly opens: boolean };
type Stretch = {
  readonly file: SealedLogFile;
  readonly run: TimedRun;
  readonly sha256: string;
  readonly lines: Cited[];
};

/** The number that a line of the file as it is was sealed with; undefined for one that was inserted. */
function sealedNumber({ changed }: SealedLogFile, line: number): number | undefined {
  if (changed.some((change) => change.kind === 'inserted' && change.line === line)) return undefined;
  let sealed = line - changed.filter((change) => change.kind === 'inserted' && change.line < line).length;
  const removed = changed.flatMap(({ kind, sealedLine }) => (kind === 'removed' ? (sealedLine ?? []) : []));
  for (const gone of removed.sort((a, b) => a - b)) if (gone <= sealed) sealed += 1;
  return sealed;
}

function stretchesOf(seals: SealEvidence, cited: readonly CitedLine[]): Stretch[] {
  const found = new Map<number, Stretch>();
  for (const line of cited) {
    const file = seals.files.find(({ path, stream }) => path === line.path && stream !== null);
    const sealedLine = file && sealedNumber(file, line.line);
    if (!file || sealedLine === undefined) continue;
    // A line that had no end when it was first sealed stands in two stretches: the later one holds it whole.
    const run = file.runs.findLast(({ fromLine, toLine }) => fromLine <= sealedLine && sealedLine <= toLine);
    if (!run?.compared) continue;
    const isChanged = file.changed.some((change) => change.kind === 'changed' && change.line === line.line);
    const stretch = found.get(run.index) ?? { file, run, sha256: line.sha256, lines: [] };
    stretch.lines.push({ ...line, sealedLine, opens: line.clear && !isChanged });
    found.set(run.index, stretch);
  }
  return [...found.values()].sort((a, b) => a.run.index - b.run.index);
}

function policyText(vkey: string, policy: Policy | undefined): string {
  const witnesses = policy?.witnesses.map(({ name, key }) => `witness ${name} ${formatVerifierKey(key)}\n`) ?? [];
  return `log ${vkey}\n${witnesses.join('')}quorum none\n`;
}

function rowOf({ file, run, sha256, lines }: Stretch, folder: string): Json {
  const stream = file.stream ?? '';
  const numbers = new Map(lines.filter(({ opens }) => opens).map(({ line, sealedLine }) => [sealedLine, line]));
  const opened = openSealedLines(folder, { stream, segment: run.segment }, [...numbers.keys()]);
  return {
    path: lines[0]?.shown ?? file.path,
    sha256,
    index: run.index,
    fromLine: run.fromLine,
    toLine: run.toLine,
    lines: opened.map(({ line, key, proof }) => ({
      line: numbers.get(line) ?? line,
      sealedLine: line,
      key: toBase64(key),
      proof: proof.map(toBase64),
    })),
  };
}

/**
 * @param folder the ledger's
 * @throws AkashiError ledger/broken when its files do not prove what they did a moment ago
 */
export async function ledgerMembers(
  folder: string,
  seals: SealEvidence,
  trust: SealTrust,
  cited: readonly CitedLine[],
): Promise<LedgerMember[]> {
  const key = parseVerifierKey(seals.vkey);
  if (!key || !seals.ledgerHolds) return [];
  const config = readConfig(folder);
  const policy = trust.policy ?? policyOf(folder, config);
  const source = sourceOf(folder);
  const anchors = (await externalAnchors(folder, source, key, policy)).filter(({ size }) => size <= BigInt(seals.size));
  const stretches = stretchesOf(seals, cited);
  const members: LedgerMember[] = [text('policy', policyText(seals.vkey, policy))];
  const rows: Json[] = [];
  for (const stretch of stretches.slice(0, MOST_PROOFS)) {
    const { index } = stretch.run;
    const anchor = firstAnchor(anchors, index);
    const { entry, proof } = await proveSeal(folder, index, anchor?.checkpoint);
    members.push({ name: `${index}.entry`, bytes: entry }, text(`${index}.tlog-proof`, proof));
    rows.push(rowOf(stretch, folder));
    const name = `${anchor?.size}`;
    if (anchor?.timestamp && !members.some((each) => each.name === `${name}.tsr`)) {
      members.push(
        { name: `${name}.tsr`, bytes: anchor.timestamp },
        { name: `${name}.checkpoint`, bytes: anchor.checkpoint },
      );
    }
  }
  if (rows.length === 0) return [];
  members.push(
    text(
      'seals.json',
      canonicalJson({
        format: 'akashi-seals/1',
        cited: new Set(stretches.flatMap(({ lines }) => lines.map(({ path, line }) => `${path}:${line}`))).size,
        left: Math.max(0, stretches.length - MOST_PROOFS),
        seals: rows,
      }),
    ),
  );
  return members;
}
