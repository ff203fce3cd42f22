// Checks a pack. Stands alone: no package, no node: module, no file, no clock; the same code runs on the command line and in
// verify.html. Everything in a pack is hostile until its hashes fit, and still only a claim after that.
import type { Json } from './canonical-json.ts';
import { checkOpenings } from './openings.ts';
import { openPack } from './verify-container.ts';
import { checkFacts, checkLetters } from './verify-contents.ts';
import { checkLedger } from './verify-ledger.ts';
import { Findings, type VerifyReport } from './verify-report.ts';
import { checkSources, type PackSources } from './verify-sources.ts';
import { checkWeights, type Reweigh } from './verify-weights.ts';

export type { VerifyReport } from './verify-report.ts';
export type { PackSources } from './verify-sources.ts';
export type { Reweigh } from './verify-weights.ts';

export type VerifyOptions = {
  /** What to call the pack in the report; a path as typed. */
  readonly name?: string;
  /** 32 bytes of the Ed25519 public key that must have signed it. */
  readonly key?: Uint8Array;
  readonly sources?: PackSources;
  /** A file of openings, parsed: what stood in the replaced places. */
  readonly openings?: Json;
  /** The verifier key that the ledger must have, learned by another way. */
  readonly ledgerKey?: string;
  /** The model, to compute weights and outcome again; without it they are not checked, and the report says so. */
  readonly reweigh?: Reweigh;
};

/** Never throws on foreign bytes: whatever is wrong is a problem with its place. */
export async function verifyPack(bytes: Uint8Array, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { name = 'pack.zip', key, sources, openings, reweigh, ledgerKey } = options;
  const findings = new Findings();
  const contents = await openPack(bytes, key, findings);
  if (!contents) return findings.report(name, false, null);
  checkFacts(contents, findings);
  checkLetters(contents, findings);
  checkWeights(contents, reweigh, findings);
  await checkSources(contents, sources, findings);
  await checkOpenings(contents, openings, findings);
  await checkLedger(contents, ledgerKey, findings);
  findings.notChecked(
    '資料が、読まれる前から本物だったか。これはどんな検査でも後からは分かりません（封じた台帳だけが助けます）。',
    'whether the sources were genuine before they were read: nothing can tell afterwards, except a log that sealed them',
  );
  return findings.report(name, contents.signed, contents.digest);
}
