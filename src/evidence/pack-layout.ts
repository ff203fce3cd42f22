// What a pack is made of, by name: shared by the writer and the verifier, so that the two cannot drift apart.
export const FORMAT = 'akashi-pack/1';
export const MANIFEST = 'manifest.json';
export const DIGEST = 'manifest.sha256';
export const SIGNATURE = 'signature.ed25519';
export const PUBLIC_KEY = 'public-key.ed25519';
export const README = 'README.txt';
export const CASE = 'case.json';
export const FACTS = 'facts.json';
export const SOURCES = 'sources.json';
export const WEIGHTS = 'weights.json';
export const QUOTES = 'evidence/quotes.json';
export const VERIFY_PAGE = 'verify.html';
export const ACQUISITION = 'acquisition.csv';
export const LETTERS = 'letters/';
export const LEDGER = 'ledger/';
/** Keys of the log and of its witnesses, as a tlog-policy. */
export const LEDGER_POLICY = 'policy';
/** Which lines of which source each proof is of. */
export const SEALS = 'ledger/seals.json';

/** Members that the manifest cannot name by hash, because they are made from it. */
export const unnamed: ReadonlySet<string> = new Set([MANIFEST, DIGEST, SIGNATURE]);
/** Without these it is no pack. */
export const required = [MANIFEST, DIGEST, README, CASE, FACTS, SOURCES, WEIGHTS, QUOTES] as const;
/** JSON that must be in canonical form. */
export const canonicalMembers = [MANIFEST, CASE, FACTS, SOURCES, WEIGHTS, QUOTES, SEALS] as const;

/** A letter's file: which letter of case.json it is, from 0. */
export function letterPath(index: number, letter: { stage: string; lang: string; channel: string }): string {
  return `${LETTERS}${String(index + 1).padStart(2, '0')}-${letter.stage}.${letter.lang}.${letter.channel}.txt`;
}
