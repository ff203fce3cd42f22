// What a sentence is made of, as the classifier counts it: its words as they stand, and once more with words that stand
// for each other ("our vendor", "the mailing house") put as one sign, so that what was never seen is still recognised.
import type { Language } from '../vocabulary/finding.ts';
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

const grams = (units: readonly string[], longest: number, join: string): string[] =>
  units.flatMap((_unit, i) =>
    Array.from({ length: Math.min(longest, units.length - i) }, (_, n) => units.slice(i, i + n + 1).join(join)),
  );
const apart = (units: readonly string[], distance: number): string[] =>
  units.slice(distance).map((unit, i) => `${units[i]}${'_'.repeat(distance - 1)}${unit}`);

/** ^ and $ stand for the beginning and the end: the end of a Japanese sentence decides what it says. */
const framed = (units: readonly string[]) => ['^', ...units, '$'];
const wordsOf = (text: string) => framed(text.match(/@?[a-z']{1,40}|0|[?!,;:]|["“”]/g) ?? []);

function englishFeatures(text: string): Features {
  const words = wordsOf(text);
  const classes = wordsOf(byClass(text, 'en'));
  const padded = ` ${text} `;
  const characters = Array.from({ length: Math.max(0, padded.length - 4) }, (_, i) => `~${padded.slice(i, i + 5)}`);
  return {
    words: [...grams(words, 3, ' '), ...apart(words, 2), ...characters],
    classes: [...grams(classes, 4, ' '), ...apart(classes, 2), ...apart(classes, 3)],
  };
}

const isSign = (character: string) => character >= '①' && character.charCodeAt(0) < FIRST_SIGN + japaneseClasses.length;

function japaneseFeatures(text: string): Features {
  const classed = framed(byClass(text, 'ja').split(''));
  const signs = classed.filter(isSign);
  const pairs = signs.flatMap((sign, i) => signs.slice(i + 2).map((later) => `${sign}…${later}`));
  return {
    words: grams(framed(text.split('')), 5, ''),
    classes: [...grams(classed, 5, ''), ...grams(signs, 3, '=').filter((gram) => gram.length > 1), ...pairs],
  };
}

/** The features of one sentence, each once. The same sentence gives the same features. */
export function featuresOf(text: string, lang: Language): Features {
  const plain = normalised(text, lang);
  const { words, classes } = lang === 'en' ? englishFeatures(plain) : japaneseFeatures(plain);
  return { words: [...new Set(words)], classes: [...new Set(classes)] };
}
