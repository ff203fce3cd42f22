// A fourth reading, of what a sentence shows by itself and no meaning takes back: a salutation to nobody, a decoy told of,
// a sentence far too long, honorifics doubled, a promise without a day. Read before the statistics of classifier.ts, which
// have no say about these: an honest word beside a decoy's address makes it no less given away.
import type { Language } from '../../vocabulary/finding.ts';
import { englishExact } from './data/exact-en.ts';
import { japaneseExact } from './data/exact-ja.ts';
import { firstMatch, type Place, placeBefore, readsQuotes, type Seen } from './patterns.ts';
import { plainText } from './plain-text.ts';
import { coverQuoted, isHeardOnly } from './quoted.ts';
import type { Wordings } from './rule.ts';
import { lintRules, ruleOf } from './rules.ts';
import { sentenceLength } from './sentence-length.ts';

const exact: Readonly<Record<Language, Wordings>> = { en: englishExact, ja: japaneseExact };

/**
 * Characters of a Japanese sentence, words of an English one. Beside a case the limit of notes is held (longestSentence);
 * of a sentence by itself only what is far over it is told: no honest sentence of ours is longer than 34 words or 91 characters.
 */
const farTooLong: Readonly<Record<Language, number>> = { ja: 95, en: 35 };

/** Where places are not filled yet ({…} and [E:…] of a skeleton, those of a draft) a sentence has no length of its own. */
const unfilled = /\{|\[E:|【要記入|\[to fill:/;
const isFarTooLong = (text: string, lang: Language) =>
  sentenceLength(text, lang) > farTooLong[lang] && !unfilled.test(text);

/** What a sentence shows by itself. Linear in its length. */
export function shownByItself(text: string, lang: Language): readonly Seen[] {
  const { text: plain, places } = plainText(text, lang);
  // What the customer wrote, or we wrote earlier, is no promise of now; a decoy is given away even in quotation marks.
  const ours = coverQuoted(plain, lang);
  const matched = lintRules.flatMap((rule): Seen[] => {
    const wording = exact[lang][rule.id];
    const place = wording && firstMatch(wording, readsQuotes(rule.id) ? plain : ours);
    return place ? [{ rule, place: placeBefore(place, places) }] : [];
  });
  const whole: Place = { index: 0, length: Math.max(1, text.length) };
  // How long the customer's own questions are is theirs.
  return isFarTooLong(text, lang) && !isHeardOnly(ours, lang)
    ? [...matched, { rule: ruleOf('CL05'), place: whole }]
    : matched;
}

/** What tells where our own checks lie, beside a case: decoys, hosts, versions, rules by name. */
export function tellsOfSafeguards(text: string, lang: Language): RegExp | undefined {
  const { when = [], unless = [] } = exact[lang].PR02 ?? {};
  return unless.some((pattern) => pattern.test(text)) ? undefined : when.find((pattern) => pattern.test(text));
}
