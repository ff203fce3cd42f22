// Words of org.yaml that stand in Japanese only: an English letter cannot be sent with them, so it says which are wanted.
import type { Both } from '../vocabulary/finding.ts';

const japanese = /[\u3040-\u30ff\u3400-\u9fff]/;

export const isJapanese = (text: string): boolean => japanese.test(text);

/** A department, an office, hours: in English as given, else a place to fill. People and companies keep their names as they stand. */
export function inBothLanguages(words: Both): Both {
  if (!isJapanese(words.en)) return words;
  return { ja: words.ja, en: `[to fill: English for ${words.en.slice(0, 40)}]` };
}
