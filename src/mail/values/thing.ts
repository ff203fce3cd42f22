// A thing with its makers, colours and sizes, in whatever order and with whatever signs a mail names them: "Cast-Iron Casserole
// 28cm, Sage" is "casserole (28 cm) in sage, cast iron".
import { isAlphabetic } from './haystack.ts';
import { type Searched, standNear } from './word-places.ts';

/** Words that a mail puts between and that say nothing, and the units of its sizes. */
const between = /^(?:and|und|et|y|in|of|with|the|mit|de|en|cm|mm|kg|g|ml|l|の)$/;

/** The same word, written in two ways. */
const british: readonly (readonly [RegExp, string])[] = [
  [/^gray$/, 'grey'],
  [/colour/, 'color'],
  [/^alumini?um$/, 'aluminum'],
  [/^jewell?ery$/, 'jewelry'],
];
const sameWord = (word: string) => british.reduce((made, [found, to]) => made.replace(found, to), word);

/** Letters, and numbers with their fractions: 28cm is two words, VX-820Pro three. */
const wordsIn = (folded: string): readonly string[] => folded.match(/\d+(?:[.,]\d+)?|[\p{L}ー]+/gu) ?? [];

/** Fewer words are a name, more a text. */
const LEAST_WORDS = 3;
const MOST_WORDS = 10;
/** Places of its longest word in a text that are looked at. */
const MOST_PLACES = 50;
/** Characters between two of its words. */
const MOST_BETWEEN = 4;

/** The words by which a folded value is a thing; none for what is none. */
export function thingWords(folded: string): readonly string[] {
  const words = wordsIn(folded)
    .map(sameWord)
    .filter((word) => !between.test(word));
  return words.length < LEAST_WORDS || words.length > MOST_WORDS ? [] : words;
}

type Run = { readonly word: string; readonly from: number; readonly to: number };

/** The words of a piece of text, signs and words between left out; a gap wider than allowed breaks it off. */
function runFrom(text: string, from: number, to: number): readonly Run[] {
  const found: Run[] = [];
  for (const { index, 0: word } of text.slice(from, to).matchAll(/\d+(?:[.,]\d+)?|[\p{L}ー]+/gu))
    found.push({ word: sameWord(word), from: from + index, to: from + index + word.length });
  return found;
}

/** The words still wanted once a word of the text is taken, which in Japan may be several: 南部鉄器急須. Undefined where it is another. */
function without(wanted: readonly string[], word: string): readonly string[] | undefined {
  let rest = word;
  const left = [...wanted];
  while (rest !== '') {
    if (rest !== word && rest.startsWith('の')) rest = rest.slice(1);
    const at = left.findIndex((one) => one === rest || (rest.startsWith(one) && !isAlphabetic(one[0])));
    if (at < 0) return undefined;
    rest = rest.slice(left[at]?.length ?? 0);
    left.splice(at, 1);
  }
  return left;
}

/** Whether a folded text names all of the words in one place. */
export function holdsThing({ text: folded, mayHold, placesOf }: Searched, words: readonly string[]): boolean {
  const [anchor = ''] = [...words].sort((one, other) => other.length - one.length);
  if (anchor === '' || !mayHold(anchor) || !words.every((word) => folded.includes(word.slice(0, 2)))) return false;
  // Each other word, and what may stand between two.
  const width = words.join('').length + words.length * (MOST_BETWEEN + 4);
  const next = placesOf(anchor);
  let at = next();
  for (let tries = 0; at >= 0 && tries < MOST_PLACES; tries += 1, at = next()) {
    const run = runFrom(folded, Math.max(0, at - width), Math.min(folded.length, at + width));
    if (coversAll(run, words)) return true;
  }
  return false;
}

/** Whether a row of words holds all that are wanted with none of its own among them. */
function coversAll(run: readonly Run[], words: readonly string[]): boolean {
  for (let start = 0; start < run.length; start += 1) {
    let wanted = words;
    let last = run[start]?.from ?? 0;
    for (const { word, from, to } of run.slice(start)) {
      if (from - last > MOST_BETWEEN) break;
      const left = without(wanted, word);
      if (left === undefined && !between.test(word)) break;
      wanted = left ?? wanted;
      last = to;
      if (wanted.length === 0) return true;
    }
  }
  return false;
}

/** Signs between two words of a thing, and a word that joins them. */
const WIDEST_JOINT = 10;

/** A thing's words, with any signs between them: "walnut bookcase (five shelves)". */
export function thingIn(searched: Searched, words: readonly string[]): boolean {
  const [first = '', second = first] = words;
  // A pattern over all of a large text is the last resort.
  const possible =
    words.every((word) => /^[\p{Script=Latin}\d]{1,40}$/u.test(word) && searched.mayHold(word)) &&
    standNear(searched, first, second, WIDEST_JOINT);
  if (!possible) return false;
  return new RegExp(
    `(?<![\\p{L}\\d])${words.join('[^\\p{L}\\p{N}]{1,3}(?:(?:and|und|et|y)[^\\p{L}\\p{N}]{1,2})?')}(?![\\p{L}\\d])`,
    'u',
  ).test(searched.text);
}
