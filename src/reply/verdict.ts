// How the two halves of the lint decide together: patterns name what is wrong, the classifier has the last word on whether
// anything is. It was taught by sentences that patterns had got wrong, in both directions.
import type { Language } from '../vocabulary/finding.ts';
import type { Odds } from './classifier.ts';

/** Rules of form: what they match is wrong in whatever sense it is said, and their patterns seldom err. */
const ofForm = /^(?:CL0[1346]|CL10|JP0|LI0[478]|OC09|OC12|PR)/;
/** These are about characters, not about meaning: no honest sentence needs them. */
const beyondMeaning = /^(?:PR0[14]|JP06)/;
/**
 * What is added to the log odds, by what matched. Chosen from batches left out of learning, where misses are to 5 % about as
 * false alarms are to 2 %: the aim that is missed by more is not helped at the cost of the other.
 */
const IN_FAVOUR: Readonly<Record<Language, Readonly<Record<'form' | 'claim' | 'none', number>>>> = {
  en: { form: 1, claim: 0, none: -0.5 },
  ja: { form: 1, claim: -0.25, none: -1 },
};
/** A clause has less around it than a sentence, and must be plainer to stop it. Chosen like the above. */
const AGAINST_CLAUSE: Readonly<Record<Language, number>> = { en: 1, ja: 1 };
/** A name, a date or a heading claims nothing. */
const isSentence = (text: string, lang: Language) =>
  lang === 'ja' ? text.length >= 10 : text.split(/\s+/, 4).length >= 4;

/** The rules broken, of those whose patterns matched; or that a rule is broken which only likeness can name. */
export type Verdict = readonly string[] | 'by likeness';

export function verdictOn(text: string, lang: Language, matched: readonly string[], odds: Odds): Verdict {
  const favour = matched.some((rule) => ofForm.test(rule)) ? 'form' : matched.length > 0 ? 'claim' : 'none';
  const sum = Math.max(odds.whole + IN_FAVOUR[lang][favour], odds.clause - AGAINST_CLAUSE[lang]);
  if (sum <= 0) return matched.filter((rule) => beyondMeaning.test(rule));
  return matched.length > 0 || !isSentence(text, lang) ? matched : 'by likeness';
}
