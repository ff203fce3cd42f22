import type { Language } from '../../vocabulary/finding.ts';

/** Characters of a Japanese sentence, words of an English one: one fact each. */
export const longestSentence: Readonly<Record<Language, number>> = { ja: 90, en: 28 };

/** A word in Latin letters is read at a glance, whatever its length: it counts as many characters as 28 words stand to 90. */
const latinWord = /[A-Za-z][A-Za-z’'-]{2,40}/g;
const AS_LATIN_WORD = '…'.repeat(Math.round(longestSentence.ja / longestSentence.en));

export function sentenceLength(text: string, lang: Language): number {
  return lang === 'ja'
    ? Array.from(text.replace(latinWord, AS_LATIN_WORD)).length
    : text.split(/\s+/).filter((word) => /\w/.test(word)).length;
}
