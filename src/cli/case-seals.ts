// What the ledger of a case says of its logs. Loaded where a case names one: proofs and their signatures are much code.
import { readFileSync } from 'node:fs';
import type { PresentOptions } from '../cases/present.ts';
import type { LogStore } from '../logs/port.ts';
import type { LogInput } from '../logs/read-logs.ts';
import type { SealEvidence } from '../logs/seal-evidence.ts';
import { readSeals } from '../logs/seals.ts';
import type { CasePlaces } from '../store/case-folder.ts';
import { ledgerMembers } from '../store/ledger-proofs.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import { shownAs } from './case-logs.ts';
import type { InvestigateValues } from './investigate-options.ts';
import { trustFrom } from './ledger-verify-logs.ts';

/** `now`: milliseconds UTC. */
export type SealedLogs = { readonly store: LogStore; readonly inputs: readonly LogInput[]; readonly now: number };

/** `because`: why the ledger could not be read. */
export type CaseSeals = {
  readonly evidence: SealEvidence | null;
  readonly because?: Both;
  readonly prove?: PresentOptions['prove'];
};

/** A ledger that cannot be read is a stated reason, and the rest of the case goes on. */
export async function openSeals(
  ledger: string,
  places: CasePlaces,
  values: InvestigateValues,
  { store, inputs, now }: SealedLogs,
): Promise<CaseSeals> {
  const shown = shownAs(ledger, places);
  try {
    const noted = places.ledgerKey === null ? undefined : readFileSync(places.ledgerKey, 'utf8');
    const vkey = values.vkey ?? noted;
    const trust = trustFrom({
      ...(vkey === undefined ? {} : { vkey }),
      ...(places.ledgerPolicy === null ? {} : { policy: places.ledgerPolicy }),
    });
    const evidence = await readSeals({ path: ledger, shown }, { store, inputs }, { now: new Date(now), trust });
    return { evidence, prove: (cited) => ledgerMembers(ledger, evidence, trust, cited) };
  } catch (error) {
    if (!(error instanceof AkashiError)) throw error;
    return {
      evidence: null,
      because: {
        ja: `台帳（${shown}）を読み取れませんでした：${error.message}`,
        en: `the ledger (${shown}) could not be read: ${error.message}`,
      },
    };
  }
}
