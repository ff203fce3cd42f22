// What a pack is made of. Everything comes in as a value: writing one touches no file, clock or chance.
import type { KeyObject } from 'node:crypto';
import type { CaseFile } from '../vocabulary/case-file.ts';
import type { Redactor } from './pseudonym.ts';
import type { Quote } from './quote.ts';

/** A row of the model's table of numbers: every figure with its source, or marked as an assumption. */
export type ModelNumber = { readonly id: string; readonly value: string; readonly source: string };

export type PackInput = {
  /** As it stands in OUT/case.json; it is redacted on the way in. */
  readonly caseFile: CaseFile;
  /** The redactor that made the quotes. */
  readonly redactor: Redactor;
  /** One for every pointer that a fact or a check names, as far as the bytes could be read; two of one pointer are one. */
  readonly quotes: readonly Quote[];
  readonly model: { readonly version: string; readonly numbers: readonly ModelNumber[] };
  /** verify.html as `scripts/build.mjs` makes it; null: the pack carries none, and says so. */
  readonly verifyPage: Uint8Array | null;
  /** acquisition.csv of `akashi preserve`, where there is one. */
  readonly acquisition?: Uint8Array;
  /** Ledger checkpoints and proofs by name, such as `checkpoint` or `log-0.tlog-proof`. */
  readonly ledger?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** An Ed25519 private key; without it anyone could have made the pack, and verify says so. */
  readonly signWith?: KeyObject;
};
