// What seals.ts finds, and how it stands in case.json. Without the code of the ledger, which few cases load.
import type { SealedFile, SealedRun } from '../ledger/verify-sealed.ts';
import type { SealSummary } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

/** A sealed stretch with the times that its lines bear, milliseconds; null where no line of it has a time. */
export type TimedRun = SealedRun & { readonly lowMs: number | null; readonly highMs: number | null };

export type SealedLogFile = Omit<SealedFile, 'runs' | 'stream' | 'changed'> & {
  /** Null: never sealed. */
  readonly stream: string | null;
  readonly runs: readonly TimedRun[];
  readonly changed: SealedFile['changed'];
  /** Times of the lines after the last sealed one. */
  readonly tailLowMs: number | null;
};

/** One ledger against the files that were read. */
export type SealEvidence = {
  /** As the user named it. */
  readonly ledger: string;
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  /** False: the ledger itself does not verify; then nothing it says counts. */
  readonly ledgerHolds: boolean;
  /** Whether the key came from somewhere else than the ledger. */
  readonly keyIsOutside: boolean;
  readonly problems: readonly { readonly what: string; readonly where: string; readonly message: Both }[];
  readonly files: readonly SealedLogFile[];
  readonly limits: readonly Both[];
  /** SHA-256 of the published checkpoint as it was read. */
  readonly checkpoint: string;
};

/** As it stands in case.json: keys and hashes left out. */
export function sealSummary({ files, ledgerHolds, problems, ...seals }: SealEvidence): SealSummary {
  const { ledger, origin, vkey, size, checkpoint, keyIsOutside, limits } = seals;
  return {
    ...{ ledger, origin, vkey, size, checkpoint, holds: ledgerHolds, keyIsOutside },
    files: files.map((file) => ({
      path: file.path,
      sealed: file.stream !== null,
      sealedLines: file.sealedLines,
      unsealedTail: file.unsealedTail,
      firstSealedAt: file.firstSealedAt,
      lastSealedAt: file.lastSealedAt,
      firstExternalAt: file.firstExternalAt,
      gaps: file.gaps,
      differences: file.changed.length,
    })),
    problems,
    limits,
  };
}
