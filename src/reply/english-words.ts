// Words of org.yaml that stand in Japanese only: an English letter cannot be sent with them, so it says which are wanted.
import type { Both } from '../vocabulary/finding.ts';

const japanese = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Kana or Han anywhere in it. */
export const isJapanese = (text: string): boolean => japanese.test(text);

/** Words of a sentence, which another language does not take over as it does names: "mailing the newsletter". */
const phrase = /^[a-z][\x20-\x7e]*\s[\x20-\x7e]+$/;

/** What a company does for us, which both letters tell in a sentence: in each language as given, else a place to fill. */
export function workInBoth(words: Both): Both {
  const { ja, en } = inBothLanguages(words);
  return phrase.test(ja) ? { ja: `【要記入：「${ja.slice(0, 40)}」の日本語】`, en } : { ja, en };
}

/** A department, an office, hours: in English as given, else a place to fill. People and companies keep their names as they stand. */
export function inBothLanguages(words: Both): Both {
  if (!isJapanese(words.en)) return words;
  return { ja: words.ja, en: `[to fill: English for ${words.en.slice(0, 40)}]` };
}
