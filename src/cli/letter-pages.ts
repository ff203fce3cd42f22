// The letters of a case as pages to print.
import type { Refusal } from '../store/case-folder.ts';
import { typesetPages } from '../store/typesetting.ts';
import type { CaseFile, Letter } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';

export const nameOf = ({ stage, lang }: Letter) => `${stage === 'holding' ? 'holding' : 'letter'}.${lang}`;

export type LettersSet = {
  /** As PDF, by name. */
  readonly pages: ReadonlyMap<string, Uint8Array>;
  /** What a person has to know of the pages. */
  readonly notes: readonly string[];
  readonly refused: readonly Refusal[];
};

/** A letter that cannot be set as a page is told; its text, and the rest of the work, stand without it. */
export async function setLetters(caseFile: CaseFile): Promise<LettersSet> {
  const pages = new Map<string, Uint8Array>();
  const notes: string[] = [];
  const refused: Refusal[] = [];
  for (const letter of caseFile.letters) {
    const name = `${nameOf(letter)}.pdf`;
    try {
      const { pdf, missing } = await typesetPages(letter, caseFile);
      pages.set(name, pdf);
      if (missing.length > 0) {
        notes.push(
          `${name}: ${missing.length} characters that the font does not have stand as 〓: write them in by hand`,
        );
      }
    } catch (error) {
      if (!(error instanceof AkashiError)) throw error;
      refused.push({
        path: name,
        because: {
          ja: 'ページとして組めませんでした。文面は .txt にあります',
          en: `${error.message}; its text is in the .txt`,
        },
      });
    }
  }
  return { pages, notes, refused };
}
