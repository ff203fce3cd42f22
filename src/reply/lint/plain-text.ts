// A sentence as the patterns read it: one spelling for each character, contractions written out.
import type { Language } from '../../vocabulary/finding.ts';

/** `places[i]` is where the i-th UTF-16 unit of `text` stood in the original. */
export type PlainText = { readonly text: string; readonly places: readonly number[] };

/** Half-width kana with its mark is one character; everything else is made plain by itself. */
const character = /[ｦ-ﾝ][ﾞﾟ]|[\s\S]/gu;
/** Punctuation that the cutting and covering of sentences relies on keeps its shape. */
const kept = /[。、「」『』“”（）！？：　…＿]/;
const allKept = /[。、「」『』“”（）！？：　…＿]/g;
const curled = /[‘’＇]/;

const contractions: readonly (readonly [RegExp, string])[] = [
  [/^won't$/i, 'will not'],
  [/^can't$/i, 'cannot'],
  [/^shan't$/i, 'shall not'],
  [/^ain't$/i, 'is not'],
  [/^(\w{1,12})n't(?:'ve)?$/i, '$1 not'],
  [/^(I)'m$/i, '$1 am'],
  [/^(\w{1,12})'re$/i, '$1 are'],
  [/^(\w{1,12})'ve$/i, '$1 have'],
  [/^(\w{1,12})'ll$/i, '$1 will'],
  [/^(I|you|he|she|it|we|they)'d$/i, '$1 would'],
  [/^(it|that|there|here|he|she|what|who|where)'s$/i, '$1 is'],
  [/^(let)'s$/i, '$1 us'],
];
const contracted = /\b[A-Za-z]{1,12}'(?:t've|t|m|re|ve|ll|d|s)(?![A-Za-z])/g;

function writtenOut(word: string): string {
  const [pattern, full] = contractions.find(([one]) => one.test(word)) ?? [];
  return pattern && full !== undefined ? word.replace(pattern, full) : word;
}

/** 0, 1, 2 and so on: every character stands where it stood. Grown when a longer text comes. */
let ascending: readonly number[] = [];
function unmoved(length: number): readonly number[] {
  if (ascending.length < length) ascending = Array.from({ length: 2 * length }, (_, i) => i);
  return ascending.slice(0, length);
}

/** Most sentences are. A part of a text in normal form is in normal form, so that each character needs no look of its own. */
function isPlain(text: string): boolean {
  const others = text.replace(allKept, '');
  return !curled.test(text) && others.normalize('NFKC') === others;
}

function oneSpelling(text: string): PlainText {
  if (isPlain(text)) return { text, places: unmoved(text.length) };
  let plain = '';
  const places: number[] = [];
  for (const match of text.matchAll(character)) {
    const [whole] = match;
    const as = curled.test(whole) ? "'" : kept.test(whole) ? whole : whole.normalize('NFKC');
    for (let i = 0; i < as.length; i += 1) places.push(match.index + Math.min(i, whole.length - 1));
    plain += as;
  }
  return { text: plain, places };
}

/** Compatibility forms (full-width digits and letters, half-width kana) made plain; in English, contractions written out. */
export function plainText(original: string, lang: Language): PlainText {
  const spelled = oneSpelling(original);
  if (lang === 'ja' || !spelled.text.includes("'")) return spelled;
  let text = '';
  const places: number[] = [];
  let from = 0;
  const take = (part: string, at: (i: number) => number) => {
    for (let i = 0; i < part.length; i += 1) places.push(spelled.places[at(i)] ?? 0);
    text += part;
  };
  for (const match of spelled.text.matchAll(contracted)) {
    const [whole] = match;
    const { index } = match;
    take(spelled.text.slice(from, index), (i) => from + i);
    take(writtenOut(whole), (i) => index + Math.min(i, whole.length - 1));
    from = index + whole.length;
  }
  take(spelled.text.slice(from), (i) => from + i);
  return { text, places };
}
