import type { Language } from '../vocabulary/finding.ts';

/** Characters of a Japanese sentence, words of an English one: one fact each. */
export const longestSentence: Readonly<Record<Language, number>> = { ja: 90, en: 28 };

export function sentenceLength(text: string, lang: Language): number {
  return lang === 'ja' ? Array.from(text).length : text.split(/\s+/).filter((word) => /\w/.test(word)).length;
}
