// One value of a form in a text, in any of its spellings.
import type { Haystack } from './haystack.ts';
import { holdsLabelledCode } from './labelled-code.ts';
import { findNeedle, needleOf, type Spelling } from './needle.ts';
import { holdsInOtherAlphabet } from './other-alphabet.ts';
import { foldSpelling } from './spelling.ts';
import { formsOf } from './value-forms.ts';
import { datesOf, holdsDate } from './written-date.ts';
import { holdsSum, namesCurrency, priceOf } from './written-price.ts';

/**
 * Whether a value is in the text, in any spelling; undefined when it is too common a value to ask.
 *
 * @param field what the form called it: of a person's name, the middle one may be missing; a short code counts beside a word of it
 */
export function findValue(haystack: Haystack, value: string, field = ''): Spelling | undefined {
  const folded = foldSpelling(value);
  const dates = datesOf(folded);
  if (dates.length > 0) return dates.some((date) => holdsDate(haystack.dates, date)) ? 'digits' : undefined;
  const price = priceOf(folded.trim(), field);
  if (price !== undefined) {
    if (holdsSum(haystack.prices, price)) return 'digits';
    // The digits of what is written as a sum are in numbers of anything: 218,700 mails.
    if (namesCurrency(price) || !/^\d+$/.test(folded.trim())) return undefined;
  }
  for (const form of formsOf(value, field)) {
    const needle = needleOf(form);
    const found = needle && findNeedle(haystack, needle);
    if (found) return found;
  }
  if (holdsInOtherAlphabet(haystack, folded)) return 'romaji';
  return holdsLabelledCode(haystack.folded, value, field) ? 'as-written' : undefined;
}
