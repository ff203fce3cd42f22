// What a sentence is made of, as the classifier counts it: its words as they stand, and once more with words that stand
// for each other ("our vendor", "the mailing house") put as one sign, so that what was never seen is still recognised.
import type { Language } from '../../vocabulary/finding.ts';
import { englishClasses } from './data/word-classes-en.ts';
import { japaneseClasses } from './data/word-classes-ja.ts';
import type { WordClass } from './learned-data.ts';
import { plainText } from './plain-text.ts';

/** Two kinds, weighed apart: a sentence has more word features than class features, and neither may drown the other. */
export type Features = { readonly words: readonly string[]; readonly classes: readonly string[] };

/** Longer sentences than this are read up to here: a letter has none, and work stays bounded. */
const LONGEST = 400;
const numbers = /\d{1,20}(?:[.,]\d{1,20}){0,3}/g;

/** Lower case, one spelling, every number as 0: a date must not vouch for a claim. */
function normalised(text: string, lang: Language): string {
  return plainText(text.slice(0, LONGEST), lang)
    .text.toLowerCase()
    .replace(/＿{1,400}/g, '＿')
    .replace(numbers, '0');
}

type Replacement = { readonly pattern: RegExp; readonly signs: readonly string[] };

/** One pattern for all classes: the n-th group stands for the n-th sign. The classes have no groups of their own. */
function replacement(
  classes: readonly WordClass[],
  sign: (name: string, n: number) => string,
  edge: string,
): Replacement {
  return {
    pattern: new RegExp(classes.map(({ words }) => `${edge}(${words})${edge}`).join('|'), 'g'),
    signs: classes.map(({ name }, n) => sign(name, n)),
  };
}

/** Japanese is counted by characters, so a class is one character: ① and on, which plain text never holds. */
const FIRST_SIGN = 0x2460;
const byLanguage: Readonly<Record<Language, Replacement>> = {
  en: replacement(englishClasses, (name) => `@${name}`, '\\b'),
  ja: replacement(japaneseClasses, (_name, n) => String.fromCharCode(FIRST_SIGN + n), ''),
};

function byClass(text: string, lang: Language): string {
  const { pattern, signs } = byLanguage[lang];
  return text.replace(pattern, (whole: string, ...groups: unknown[]) => {
    const n = signs.findIndex((_sign, i) => groups[i] !== undefined);
    return signs[n] ?? whole;
  });
}

/** Into a set, by plain loops: every sentence of every letter has thousands of these. */
function addGrams(to: Set<string>, units: readonly string[], longest: number, join: string): void {
  for (let i = 0; i < units.length; i += 1) {
    let gram = units[i] ?? '';
    to.add(gram);
    for (let n = 1; n < longest && i + n < units.length; n += 1) {
      gram += join + (units[i + n] ?? '');
      to.add(gram);
    }
  }
}
function addApart(to: Set<string>, units: readonly string[], distance: number): void {
  const between = '_'.repeat(distance - 1);
  for (let i = distance; i < units.length; i += 1) to.add((units[i - distance] ?? '') + between + (units[i] ?? ''));
}
/** Characters of a run of English that are one feature. */
const RUN = 5;

/** ^ and $ stand for the beginning and the end: the end of a Japanese sentence decides what it says. */
const framed = (units: readonly string[]) => ['^', ...units, '$'];
const wordsOf = (text: string) => framed(text.match(/@?[a-z']{1,40}|0|[?!,;:]|["“”]/g) ?? []);

function englishFeatures(text: string): Features {
  const [words, classes] = [new Set<string>(), new Set<string>()];
  const units = wordsOf(text);
  addGrams(words, units, 3, ' ');
  addApart(words, units, 2);
  const padded = ` ${text} `;
  for (let i = 0; i + RUN <= padded.length; i += 1) words.add(`~${padded.slice(i, i + RUN)}`);
  const classed = wordsOf(byClass(text, 'en'));
  addGrams(classes, classed, 4, ' ');
  addApart(classes, classed, 2);
  addApart(classes, classed, 3);
  return { words: [...words], classes: [...classes] };
}

const isSign = (character: string) => character >= '①' && character.charCodeAt(0) < FIRST_SIGN + japaneseClasses.length;

function japaneseFeatures(text: string): Features {
  const [words, classes] = [new Set<string>(), new Set<string>()];
  addGrams(words, framed(text.split('')), 5, '');
  const classed = framed(byClass(text, 'ja').split(''));
  addGrams(classes, classed, 5, '');
  const signs = classed.filter(isSign);
  // A sign alone is among the grams above.
  addGrams(classes, signs, 3, '=');
  for (const [i, sign] of signs.entries()) for (const later of signs.slice(i + 2)) classes.add(`${sign}…${later}`);
  return { words: [...words], classes: [...classes] };
}

/** The features of one sentence, each once. The same sentence gives the same features. */
export function featuresOf(text: string, lang: Language): Features {
  const plain = normalised(text, lang);
  return lang === 'en' ? englishFeatures(plain) : japaneseFeatures(plain);
}
