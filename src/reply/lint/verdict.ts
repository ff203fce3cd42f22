// How the two halves of the lint decide together: patterns name what is wrong, the classifier has the last word on whether
// anything is. It was taught by sentences that patterns had got wrong, in both directions.
import type { Language } from '../../vocabulary/finding.ts';
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
/** A comma or a colon ends a salutation, which says to whom; "Inc." ends a name, not a sentence. */
const endMarked = /[.!?,:。！？、][”"'’)\]」』）]{0,2}$/;
const endsAbbreviated = /\b(?:inc|ltd|co|corp|llc|plc|e\.v|bros|st|jr|sr)\.$/i;
/** Without any of these hardly anything is said: in English who, that it is or was, that it is not; in Japanese how a verb or a subject line ends. */
const saysSomething: Readonly<Record<Language, RegExp>> = {
  ja: /を|です|ます|ません|でした|ました|ない|れる|れた|(?:した|する|なし|の件|について)$/,
  en: /\b(?:i|we|us|ours?|you|yours?|it|its|they|there|this|that|am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|cannot|could|may|might|must|shall|should|not|no|never|none|nothing|nobody)\b/i,
};

/** A name, a date or a heading claims nothing; patterns read it all the same. */
function isSentence(text: string, lang: Language): boolean {
  const long = lang === 'ja' ? text.length >= 10 : text.split(/\s+/, 4).length >= 4;
  return long && ((endMarked.test(text) && !endsAbbreviated.test(text)) || saysSomething[lang].test(text));
}

/** The rules broken, of those whose patterns matched; or that a rule is broken which only likeness can name. */
export type Verdict = readonly string[] | 'by likeness';

export function verdictOn(text: string, lang: Language, matched: readonly string[], odds: Odds): Verdict {
  const favour = matched.some((rule) => ofForm.test(rule)) ? 'form' : matched.length > 0 ? 'claim' : 'none';
  const sum = Math.max(odds.whole + IN_FAVOUR[lang][favour], odds.clause - AGAINST_CLAUSE[lang]);
  if (sum <= 0) return matched.filter((rule) => beyondMeaning.test(rule));
  return matched.length > 0 || !isSentence(text, lang) ? matched : 'by likeness';
}
