// Sets a letter as PDF/A-2b with embedded fonts. The same letter gives the same bytes.
import { numbersOfDate } from '../reply/days.ts';
import { frameOfLetter } from '../reply/frame.ts';
import type { CaseInput } from '../reply/grounds.ts';
import type { Letter } from '../vocabulary/case-file.ts';
import type { Language } from '../vocabulary/finding.ts';
import { prepareTemplate, type Typeset, typeset } from './typesetter.ts';

/** A first answer is one page, every later letter two. */
const mostPages = (letter: Letter) => (letter.stage === 'holding' ? 1 : 2);

const toWriteIn: Readonly<Record<Language, string>> = {
  ja: '【要記入：〓の文字】',
  en: '[to fill: the characters shown as 〓]',
};

/** For a moment with nothing to do, before letters are set. */
export const prepareLetters = (): void => prepareTemplate('letter');

/**
 * The pages of a letter: a Japanese business document, or an English block letter. One that runs over its last page is set
 * closer, and stays longer only when that is not enough.
 *
 * @throws AkashiError `reply/typesetting` when the compiler or its fonts are missing, or refuse
 */
export async function typesetPages(letter: Letter, caseFile: CaseInput): Promise<Typeset> {
  const frame = frameOfLetter(letter, caseFile);
  const footer = letter.lang === 'ja' ? `受付番号 ${frame.caseNumber}` : `Case ${frame.caseNumber}`;
  // PDF/A asks for a date: that of the letter, never that of the making.
  const day = numbersOfDate(caseFile.now, caseFile.organisation.timeZone).slice(0, 3);
  const data = { ...frame, lang: letter.lang, footer, day };
  const fits = ({ pages }: Typeset) => pages <= mostPages(letter);
  const set = (tight: 0 | 1 | 2, marked = {}) => typeset('letter', { ...data, ...marked, tight });
  const usual = await set(0);
  if (fits(usual) && usual.missing.length === 0) return usual;
  // Where even the closest setting does not help, one that is read more easily is worth more.
  const tight = fits(usual) ? 0 : fits(await set(1)) || !fits(await set(2)) ? 1 : 2;
  // A mark to fill, as every gap of a letter has one: a page with a hole in a name is not to be sent by mistake.
  const marked = usual.missing.length > 0 ? { footer: `${footer}　${toWriteIn[letter.lang]}` } : {};
  const again = await set(tight, marked);
  return { ...again, missing: usual.missing };
}

/** As `typesetPages`, the bytes alone. */
export async function typesetLetter(letter: Letter, caseFile: CaseInput): Promise<Uint8Array> {
  return (await typesetPages(letter, caseFile)).pdf;
}
