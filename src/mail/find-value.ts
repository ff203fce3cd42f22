// One value of a form in a text, in any of its spellings.
import type { Haystack } from './haystack.ts';
import { holdsLabelledCode } from './labelled-code.ts';
import { findNeedle, needleOf, type Spelling } from './needle.ts';
import { foldSpelling } from './spelling.ts';
import { formsOf } from './value-forms.ts';
import { datesOf, holdsDate } from './written-date.ts';

/**
 * Whether a value is in the text, in any spelling; undefined when it is too common a value to ask.
 *
 * @param field what the form called it: of a person's name, the middle one may be missing; a short code counts beside a word of it
 */
export function findValue(haystack: Haystack, value: string, field = ''): Spelling | undefined {
  const dates = datesOf(foldSpelling(value));
  if (dates.length > 0) return dates.some((date) => holdsDate(haystack.dates, date)) ? 'digits' : undefined;
  for (const form of formsOf(value, field)) {
    const needle = needleOf(form);
    const found = needle && findNeedle(haystack, needle);
    if (found) return found;
  }
  return holdsLabelledCode(haystack.folded, value, field) ? 'as-written' : undefined;
}
