// What an investigation leaves behind: its files, what only a recipient may open, and what is told of what is missing.
import type { Material } from '../cases/material.ts';
import type { Presented } from '../cases/present.ts';
import type { Refusal } from '../store/case-folder.ts';
import type { PendingOutput } from '../store/output-folder.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import type { Streams } from './command.ts';
import { type LettersSet, nameOf } from './letter-pages.ts';

/** Every file of the result but triage.txt, by name. */
export function resultFiles(
  caseFile: CaseFile,
  { report, pack }: Presented,
  letters: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array | string> {
  const written = new Map<string, Uint8Array | string>();
  written.set('case.json', `${JSON.stringify(caseFile, null, 1)}\n`);
  written.set('report.html', report);
  written.set('pack.zip', pack);
  for (const letter of caseFile.letters) {
    written.set(`${nameOf(letter)}.txt`, letter.text.endsWith('\n') ? letter.text : `${letter.text}\n`);
  }
  for (const [name, pdf] of letters) written.set(name, pdf);
  return written;
}

/** Names of colleagues that stand in tables, and canaries: hidden wherever a row is quoted. */
export function hiddenNames({ exports: given, canaries }: Material, withCanaries: boolean) {
  const names = new Set((given?.exports ?? []).flatMap(({ requestedBy }) => requestedBy ?? []));
  // A canary on our own domain would else stay readable, as our own addresses do.
  const hidden = withCanaries ? [] : (canaries?.canaries ?? []);
  return [
    ...[...names].map((value) => ({ kind: 'name' as const, value })),
    ...hidden.map(({ address }) => ({ kind: 'email' as const, value: address })),
  ];
}

/** Who may open what others may not see, and what seals it for them; both undefined where nobody was named. */
export type Restricted = {
  readonly recipient: string | undefined;
  readonly compartment: typeof import('../store/compartment.ts') | undefined;
};

/** Notes that only a recipient may read, sealed for them. Where none is named, that they were left out is told. */
export async function writeRestricted(
  pending: PendingOutput,
  { claim, handling, canaries }: Material,
  { recipient, compartment }: Restricted,
  { err }: Streams,
): Promise<void> {
  const notes = handling?.restricted ?? [];
  if (recipient !== undefined && compartment) {
    const content = { caseNumber: claim.caseNumber, notes, canaries: canaries?.canaries ?? [] };
    pending.write('restricted.age', await compartment.sealCompartment(content, recipient));
  } else if (notes.length > 0) {
    err.write(`not written: ${notes.length} restricted notes of handling.yaml (--restricted-to)\n`);
  }
}

/** What was not read, not used or not written, each with its reason; notes on the pages last. */
export function tellWhatIsMissing(
  notRead: readonly Refusal[],
  unnamed: readonly string[],
  letters: Pick<LettersSet, 'refused' | 'notes'>,
  { err }: Streams,
): void {
  for (const { path, because } of notRead) err.write(`not read: ${path}: ${because.en}\n`);
  // No failure: a folder may hold notes of somebody's own. But nobody shall think that it was examined.
  for (const name of unnamed) err.write(`not used: ${name}: not a name that is read in a case folder\n`);
  for (const { path, because } of letters.refused) err.write(`not written: ${path}: ${because.en}\n`);
  for (const note of letters.notes) err.write(`${note}\n`);
}
