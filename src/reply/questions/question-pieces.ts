// What a question is made of, as it is compared with others: words and parts of words in English, characters in Japanese.
import type { Language } from '../../vocabulary/finding.ts';

/** How often each piece stands in a question, in groups that weigh alike: a sentence has far more parts of words than words. */
export type Pieces = readonly ReadonlyMap<string, number>[];

/** Characters of a question that are read. */
const READ_AT_MOST = 400;
/** How many words, characters of an English word, or Japanese characters make one piece: from, to. */
type Lengths = readonly [shortest: number, longest: number];
const WORDS: Lengths = [1, 3];
const WITHIN_WORD: Lengths = [3, 5];
const CHARACTERS: Lengths = [1, 3];

function count(pieces: Map<string, number>, piece: string): void {
  pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
}

function countRuns(pieces: Map<string, number>, text: string, [shortest, longest]: Lengths): void {
  for (let from = 0; from < text.length; from += 1) {
    const last = Math.min(from + longest, text.length);
    for (let end = from + shortest; end <= last; end += 1) count(pieces, text.slice(from, end));
  }
}

function countPhrases(pieces: Map<string, number>, words: readonly string[], [shortest, longest]: Lengths): void {
  for (let from = 0; from < words.length; from += 1) {
    const last = Math.min(from + longest, words.length);
    for (let end = from + shortest; end <= last; end += 1) count(pieces, words.slice(from, end).join(' '));
  }
}

export function piecesOf(question: string, lang: Language): Pieces {
  const text = question.slice(0, READ_AT_MOST).normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const whole = new Map<string, number>();
  if (lang === 'ja') {
    countRuns(whole, text.replaceAll(/\s/g, ''), CHARACTERS);
    return [whole];
  }
  const words = text.match(/[a-z']{1,40}|\d{1,20}|\?/g) ?? [];
  countPhrases(whole, words, WORDS);
  // Beginnings and ends of words are pieces of their own, and none of them is a word of the group above.
  const within = new Map<string, number>();
  for (const word of words) countRuns(within, `_${word}_`, WITHIN_WORD);
  return [whole, within];
}
