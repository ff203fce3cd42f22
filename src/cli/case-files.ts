// The small files of a case, read: what cannot be opened is told, and the rest goes on.
import { addUnreadable, type CaseFiles, type Unreadable } from '../cases/material.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { type CasePlaces, type Refusal, readSmall, readSmallFiles } from '../store/case-folder.ts';
import { AkashiError } from '../vocabulary/error.ts';

/** The files of a folder were given, and not one of them could be opened: that is not the same as none given. */
export const noneOpened = (files: readonly NamedBytes[], refused: readonly Refusal[]): Unreadable | undefined => {
  const [first] = refused;
  return files.length === 0 && first
    ? {
        ja: `渡されたもの（${refused.length}件）を読み取れませんでした（${first.path}：${first.because.ja}）`,
        en: `nothing that was given could be read (${refused.length} ${refused.length === 1 ? 'file' : 'files'}; ${first.path}: ${first.because.en})`,
        tells: first.path,
      }
    : undefined;
};

/**
 * Reads every small file. One that cannot be opened is told under what it would have been, and one of a folder is a refusal;
 * a claim that cannot be read ends the run.
 */
export function readCaseFiles(places: CasePlaces): { files: CaseFiles; refused: readonly Refusal[] } {
  const { folder } = places;
  if (places.claim === null) {
    throw new AkashiError('case/not-found', 'no claim: name a case folder or --claim FILE');
  }
  const refused: Refusal[] = [];
  const unopened: Record<string, Unreadable> = {};
  const optional = (source: string, path: string | null): NamedBytes | null => {
    if (path === null) return null;
    try {
      return readSmall(path, folder);
    } catch (error) {
      if (!(error instanceof AkashiError)) throw error;
      addUnreadable(unopened, source, { ja: `読み取れませんでした：${error.message}`, en: error.message });
      return null;
    }
  };
  const spam = readSmallFiles(places.spam, folder);
  const pages = readSmallFiles(places.pages, folder);
  const sent = readSmallFiles(places.sent, folder);
  refused.push(...spam.refused, ...pages.refused, ...sent.refused);
  const noSpam = noneOpened(spam.files, spam.refused);
  if (noSpam) unopened['spam'] = noSpam;
  const noPages = noneOpened(pages.files, pages.refused);
  if (noPages) unopened['pages'] = noPages;
  const files: CaseFiles = {
    claim: readSmall(places.claim, folder),
    // Who we are decides what counts as ours and which vendors there are: without it, as with a mistake in it, nothing is said.
    organisation: places.organisation === null ? null : readSmall(places.organisation, folder),
    register: optional('register', places.register),
    exports: optional('exports', places.exports),
    canaries: optional('canaries', places.canaries),
    breaches: optional('breaches', places.breaches),
    dns: optional('dns', places.dns),
    acquisition: optional('acquisition', places.acquisition),
    collections: [],
    facts: optional('facts', places.facts),
    handling: optional('handling', places.handling),
    sent: sent.files,
    approvals: optional('approvals', places.approvals),
    holds: places.holds.flatMap((path) => optional('holds', path) ?? []),
    spam: spam.files,
    pages: pages.files,
    unopened,
  };
  return { files, refused };
}
