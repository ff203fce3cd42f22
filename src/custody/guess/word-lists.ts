// The words local parts are made of, with a chance each. The lists of @zxcvbn-ts are of two shapes (version 3 for Japanese,
// version 4 for the others) and carry no counts: rank stands in for them, by Zipf and Mandelbrot's law.
import { dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import * as japanesePackage from '@zxcvbn-ts/language-ja';
import type { Random } from '../../vocabulary/random.ts';
import { commonEnglishFirstNames, commonGivenNames, commonSurnames, roles } from './common-names.ts';
import { beginnings, endings, everydayWords, favouriteWords } from './everyday-words.ts';
import { impossible, type Likelihood } from './likelihood.ts';
import { LetterModel } from './markov.ts';
import { spellings } from './spelling.ts';
import { weightedChoice } from './weighted-choice.ts';
import { worldFirstNames, worldLastNames } from './world-names.ts';

/** Likelihoods by position: plain numbers, because many forms ask for many of them. */
type Positions = { readonly chance: Float64Array; readonly local: Float64Array };
type Parts = {
  readonly text: string;
  /** Of the text before each position. */
  readonly heads: Positions;
  /** Of the text from there on. */
  readonly tails: Positions;
};
/** A text, the same without its digits, and without the separator before them. */
const KEPT = 3;

/** Every word of every list has a number, so that one search for a text serves all lists. */
const numbers = new Map<string, number>();

/** The number of a word in all lists; undefined when none holds it. */
export const numberOf = (word: string): number | undefined => numbers.get(word);

type Piece = { readonly text: string; readonly number: number | undefined };
type Cut = { readonly text: string; readonly heads: readonly Piece[]; readonly tails: readonly Piece[] };
const nothing: Piece = { text: '', number: undefined };
const pieceOf = (text: string): Piece => ({ text, number: numbers.get(text) });
const cuts: Cut[] = [];
/** What stands before and after each position of a text, where that is letters alone: a name holds nothing else. */
function cut(text: string): Cut {
  const kept = cuts.find((one) => one.text === text);
  if (kept) return kept;
  const leading = /^[a-z]*/.exec(text)?.[0].length ?? 0;
  let trailing = text.length;
  while (trailing > 0 && /[a-z]/.test(text.charAt(trailing - 1))) trailing -= 1;
  const positions = Array.from({ length: text.length }, (_, at) => at);
  const made = {
    text,
    heads: positions.map((at) => (at <= leading ? pieceOf(text.slice(0, at)) : nothing)),
    tails: positions.map((at) => (at >= trailing ? pieceOf(text.slice(at)) : nothing)),
  };
  cuts.unshift(made);
  if (cuts.length > KEPT) cuts.pop();
  return made;
}

/** How much fewer and more people than a list's usual number one place may have. */
const SPREAD = 6;

/**
 * How much likelier a word is at a place where it occurs, as a natural logarithm; 0 of a list that every place has whole.
 *
 * Where so many people chose, a word of chance p occurs with chance 1 − exp(−people · p), and all places together must come
 * back to p. The mean over a few numbers of people, which nobody knows.
 */
export function likelierWhereItOccurs(chance: number, people: number): number {
  if (people === Infinity || chance === 0) return 0;
  const x = people * chance;
  if (x * SPREAD < 1e-4) return -Math.log(x);
  return -Math.log(Math.expm1(-x) * Math.expm1(-x * SPREAD) * -Math.expm1(-x / SPREAD)) / 3;
}

/** Words with chances that sum to 1. */
export class WordList {
  readonly #byNumber: Float64Array;
  readonly #words: readonly string[];
  readonly #upTo: Float64Array;
  readonly #parts: Parts[] = [];
  /** How many people of one place chose from the list. */
  readonly #people: number;

  /** @param people of one place who chose from the list; where it is left out, every place has all of its words */
  constructor(weights: ReadonlyMap<string, number>, people = Infinity) {
    this.#people = people;
    let total = 0;
    for (const weight of weights.values()) total += weight;
    this.#words = [...weights.keys()];
    for (const word of this.#words) if (!numbers.has(word)) numbers.set(word, numbers.size);
    this.#byNumber = new Float64Array(numbers.size);
    this.#upTo = new Float64Array(weights.size);
    let sum = 0;
    for (const [at, word] of this.#words.entries()) {
      const chance = (weights.get(word) ?? 0) / total;
      sum += chance;
      this.#upTo[at] = sum;
      this.#byNumber[numbers.get(word) ?? 0] = chance;
    }
  }

  /** Words with their chances, as they were given. */
  listed(most = Infinity): readonly (readonly [word: string, chance: number])[] {
    return this.#words.slice(0, most).map((word) => [word, this.#byNumber[numbers.get(word) ?? 0] ?? 0]);
  }

  likelihood(word: string): Likelihood {
    const number = numbers.get(word);
    const chance = this.chanceOf(word, number);
    return chance === 0 ? impossible : { chance, local: this.localOf(word, number) };
  }

  chance(word: string): number {
    return this.chanceOf(word, numbers.get(word));
  }

  /** @param number that of the word, undefined when no list holds it */
  chanceOf(_word: string, number: number | undefined): number {
    return this.listedChance(number);
  }

  /** Times its chance, as in a likelihood. */
  localOf(word: string, number: number | undefined): number {
    return this.localAt(this.chanceOf(word, number));
  }

  /** The chance of a word by its number, leaving out that an unlisted one may be spelled so. */
  listedChance(number: number | undefined): number {
    return number === undefined ? 0 : (this.#byNumber[number] ?? 0);
  }

  listedLocal(number: number | undefined): number {
    return this.localAt(this.listedChance(number));
  }

  protected localAt(chance: number): number {
    return chance * likelierWhereItOccurs(chance, this.#people);
  }

  /**
   * Likelihoods of the beginnings and ends of a text, for a list of words of letters alone. Kept for the last texts asked
   * for: many forms ask for the same ones.
   */
  parts(text: string): Parts {
    const kept = this.#parts.find((one) => one.text === text);
    if (kept) return kept;
    const { heads, tails } = cut(text);
    const made = { text, heads: this.#positions(heads), tails: this.#positions(tails) };
    this.#parts.unshift(made);
    if (this.#parts.length > KEPT) this.#parts.pop();
    return made;
  }

  #positions(pieces: readonly Piece[]): Positions {
    const made = { chance: new Float64Array(pieces.length), local: new Float64Array(pieces.length) };
    for (let at = 0; at < pieces.length; at += 1) {
      const { text, number } = pieces[at] ?? nothing;
      if (text === '') continue;
      const chance = this.chanceOf(text, number);
      made.chance[at] = chance;
      made.local[at] = this.localAt(chance);
    }
    return made;
  }

  draw(random: Random): string {
    const at = random.next();
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 1) < at) low = middle + 1;
      else high = middle;
    }
    return this.#words[low] ?? '';
  }
}

type OpenList = {
  /** Share of people whose name, or whose word, stands in no list of ours. */
  readonly unlisted: number;
  /** Of one place, who chose from the list: the fewer, the fewer of its words occur there. */
  readonly people: number;
};
/** Assumptions. */
const open = {
  surnameJa: { unlisted: 0.12, people: 800 },
  givenJa: { unlisted: 0.1, people: 500 },
  first: { unlisted: 0.1, people: 500 },
  last: { unlisted: 0.12, people: 600 },
  word: { unlisted: 0.2, people: 130 },
} as const;
/** The same of roles, of what is set around names, of initials, and of what stands in no list and may be anything. */
export const PEOPLE = { role: 20, around: 20, initial: 100, madeUp: 20_000 } as const;

/** How many words of a list teach its letters. */
const SHOWN = 2000;
/** Longer names stand in the lists or nowhere. */
const LONGEST_UNLISTED = 14;

/** A list that knows it is not whole: some bear a name that stands in none, spelled like those that do. */
class OpenWordList extends WordList {
  readonly #letters: LetterModel;
  readonly #unlisted: number;

  constructor(weights: ReadonlyMap<string, number>, { unlisted, people }: OpenList) {
    super(weights, people);
    this.#unlisted = unlisted;
    const shown = this.listed(SHOWN).map(([text, chance]) => ({ text, weight: chance * SHOWN }));
    this.#letters = new LetterModel(shown);
  }

  override chanceOf(word: string, number: number | undefined): number {
    // One letter is an initial, not a name.
    if (word.length < 2 || word.length > LONGEST_UNLISTED) return super.listedChance(number);
    return this.listedChance(number) + this.#unlisted * this.#letters.chance(word);
  }

  override listedChance(number: number | undefined): number {
    return (1 - this.#unlisted) * super.listedChance(number);
  }

  override draw(random: Random): string {
    const unlisted = random.next() < this.#unlisted ? this.#letters.draw(random) : undefined;
    return unlisted !== undefined && unlisted.length > 1 ? unlisted : super.draw(random);
  }
}

function add(to: Positions, more: Positions, share: number): void {
  for (let at = 0; at < to.chance.length; at += 1) {
    to.chance[at] = (to.chance[at] ?? 0) + share * (more.chance[at] ?? 0);
    to.local[at] = (to.local[at] ?? 0) + share * (more.local[at] ?? 0);
  }
}

/** A word from one of several lists. */
export class MixedWordList extends WordList {
  readonly #lists: readonly (readonly [list: WordList, share: number])[];

  /** @param lists with their shares, which sum to 1 */
  constructor(lists: readonly (readonly [list: WordList, share: number])[]) {
    super(new Map());
    this.#lists = lists;
  }

  #sum(of: (list: WordList) => number): number {
    let sum = 0;
    for (const [list, share] of this.#lists) sum += share * of(list);
    return sum;
  }

  override chanceOf(word: string, number: number | undefined): number {
    return this.#sum((list) => list.chanceOf(word, number));
  }

  override localOf(word: string, number: number | undefined): number {
    return this.#sum((list) => list.localOf(word, number));
  }

  override listedChance(number: number | undefined): number {
    return this.#sum((list) => list.listedChance(number));
  }

  override listedLocal(number: number | undefined): number {
    return this.#sum((list) => list.listedLocal(number));
  }

  /** Put together from those of its lists, which keep theirs. */
  override parts(text: string): Parts {
    const empty = (): Positions => ({ chance: new Float64Array(text.length), local: new Float64Array(text.length) });
    const made = { text, heads: empty(), tails: empty() };
    for (const [list, share] of this.#lists) {
      const { heads, tails } = list.parts(text);
      add(made.heads, heads, share);
      add(made.tails, tails, share);
    }
    return made;
  }

  override draw(random: Random): string {
    return weightedChoice(this.#lists, ([, share]) => share, random)?.[0].draw(random) ?? '';
  }
}

export type WordLists = {
  readonly surnameJa: WordList;
  readonly givenJa: WordList;
  /** First and last names of other countries. */
  readonly first: WordList;
  readonly last: WordList;
  readonly word: WordList;
  readonly role: WordList;
  /** What is set after a name (chan, love), and before one (mr, the). */
  readonly ending: WordList;
  readonly beginning: WordList;
  /** Any name at all: given names more than surnames. */
  readonly name: WordList;
  /** Chance of each first letter: of Japanese given names, of first names elsewhere, of surnames of both. */
  readonly initialJa: WordList;
  readonly initial: WordList;
  readonly surnameInitial: WordList;
};

type Law = { readonly exponent: number; readonly shift: number; readonly most?: number };

/** Weight 1 / (rank + shift)^exponent, rank from 1; of a word given twice, the first place counts. */
function byRank(lists: readonly (readonly string[])[], { exponent, shift, most = Infinity }: Law): Map<string, number> {
  const weights = new Map<string, number>();
  for (const list of lists) {
    for (const word of list) {
      if (weights.size >= most) return weights;
      if (!weights.has(word) && /^[a-z]{2,20}$/.test(word)) weights.set(word, (weights.size + 1 + shift) ** -exponent);
    }
  }
  return weights;
}

/** All alike; a word given twice weighs twice. */
function alike(words: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const word of words) {
    if (/^[a-z]{2,20}$/.test(word)) weights.set(word, (weights.get(word) ?? 0) + 1);
  }
  return weights;
}

/** Several lists as one, each with its share of the whole; what most people bear goes first: unlisted names are spelled after it. */
function blended(
  ...lists: readonly (readonly [share: number, weights: ReadonlyMap<string, number>])[]
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [share, weights] of lists) {
    let total = 0;
    for (const weight of weights.values()) total += weight;
    for (const [word, weight] of weights) sums.set(word, (sums.get(word) ?? 0) + (share * weight) / total);
  }
  return sums;
}

function spelledOut(names: ReadonlyMap<string, number>): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [name, weight] of names) {
    for (const { text, share } of spellings(name)) weights.set(text, (weights.get(text) ?? 0) + weight * share);
  }
  return weights;
}

function firstLetters(lists: readonly WordList[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const list of lists) {
    for (const [word, chance] of list.listed()) {
      const letter = word[0] ?? '';
      weights.set(letter, (weights.get(letter) ?? 0) + chance);
    }
  }
  // No letter is impossible: initials of middle names and nicknames are not in the lists.
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') weights.set(letter, (weights.get(letter) ?? 0) + 0.004);
  return weights;
}

const listOf = (words: unknown): readonly string[] =>
  Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
const split = (words: string) => words.split(' ');

/** Read once, in some 200 ms; a program that never asks for a guess number never pays for it. */
export function readWordLists(): WordLists {
  const japanese = japaneseDictionary();
  const surnameJa = new OpenWordList(japaneseSurnames(japanese), open.surnameJa);
  const givenJa = new OpenWordList(japaneseGivenNames(japanese), open.givenJa);
  const first = new OpenWordList(firstNames(), open.first);
  const last = new OpenWordList(lastNames(), open.last);
  const word = new OpenWordList(words(japanese), open.word);
  return {
    surnameJa,
    givenJa,
    first,
    last,
    word,
    role: new WordList(byRankOf(roles, 1, 1), PEOPLE.role),
    ending: new WordList(byRankOf(endings, 0.7, 4), PEOPLE.around),
    beginning: new WordList(byRankOf(beginnings, 0.7, 2), PEOPLE.around),
    name: new MixedWordList([
      [givenJa, 0.45],
      [first, 0.3],
      [surnameJa, 0.16],
      [last, 0.09],
    ]),
    initialJa: new WordList(firstLetters([givenJa]), PEOPLE.initial),
    initial: new WordList(firstLetters([first]), PEOPLE.initial),
    surnameInitial: new WordList(firstLetters([surnameJa, last]), PEOPLE.initial),
  };
}

const byRankOf = (text: string, exponent: number, shift: number) =>
  new Map(split(text).map((word, rank) => [word, (rank + 1 + shift) ** -exponent]));

// Exponents and shifts are set so that known shares come out: of surnames in Japan the first is borne by about 1.5 %, the
// tenth by half as many, the hundredth by a tenth, the thousandth by a hundredth; in the United States the last is alike.
function japaneseSurnames(lists: Readonly<Record<string, unknown>>): Map<string, number> {
  return spelledOut(byRank([split(commonSurnames), listOf(lists['lastnames'])], { exponent: 1, shift: 8 }));
}

function japaneseGivenNames(lists: Readonly<Record<string, unknown>>): Map<string, number> {
  return spelledOut(
    blended(
      [0.85, byRank([split(commonGivenNames)], { exponent: 1, shift: 40 })],
      // In the order of the syllables: their place says nothing.
      [0.15, alike(listOf(lists['firstnames']))],
    ),
  );
}

/** Steep at first: of a country's names the commonest few are borne by many (Nguyen, Kim, Wang, García, Mohammed). */
const ofOneCountry: Law = { exponent: 1, shift: 3 };

function firstNames(): Map<string, number> {
  const listed = listOf((english as Readonly<Record<string, unknown>>)['firstnames-en']);
  const each = 0.35 / worldFirstNames.length;
  return blended(
    [0.58, byRank([split(commonEnglishFirstNames)], { exponent: 1, shift: 15 })],
    ...worldFirstNames.map((names) => [each, byRank([split(names)], ofOneCountry)] as const),
    [0.07, alike(listed)],
  );
}

function lastNames(): Map<string, number> {
  const census = listOf((english as Readonly<Record<string, unknown>>)['lastnames-en']);
  const each = 0.35 / worldLastNames.length;
  return blended(...worldLastNames.map((names) => [each, byRank([split(names)], ofOneCountry)] as const), [
    0.65,
    byRank([census], { exponent: 1, shift: 10, most: 10_000 }),
  ]);
}

/** As many of each list make the common words. */
const FIRST_IN_TURN = 8000;

/** Few words are liked by many: what people keep, eat, play and follow weighs more than any dictionary. */
function words(japanese: Readonly<Record<string, unknown>>): Map<string, number> {
  const englishWords = listOf((english as Readonly<Record<string, unknown>>)['commonWords-en']);
  const passwords = listOf((common as Readonly<Record<string, unknown>>)['passwords-common']);
  const firstOfAll = inTurn([englishWords, listOf(japanese['commonWords']), passwords], FIRST_IN_TURN);
  // Places and surnames of Japan stand in the last alone. Shorter words would make words of half of all random letters.
  const rest = inTurn([englishWords, listOf(japanese['wikipedia']), passwords]).filter((word) => word.length > 3);
  const each = 0.52 / everydayWords.length;
  return blended(
    [0.34, alike(split(favouriteWords))],
    ...everydayWords.map((list) => [each, byRank([split(list)], { exponent: 1, shift: 5 })] as const),
    [0.1, byRank([firstOfAll], { exponent: 0.8, shift: 40, most: 10_000 })],
    [0.04, byRank([rest], { exponent: 0.8, shift: 1000 })],
  );
}

/** The lists in turn, so that the hundredth Japanese word does not stand behind ten thousand English ones. */
function inTurn(lists: readonly (readonly string[])[], most = Infinity): readonly string[] {
  const longest = Math.min(most, Math.max(...lists.map((list) => list.length)));
  const words: string[] = [];
  for (let at = 0; at < longest; at += 1) {
    for (const list of lists) {
      const word = list[at];
      if (word !== undefined) words.push(word);
    }
  }
  return words;
}

/** The Japanese package is CommonJS: its names stand on the default export under Node, beside it under a bundler. */
function japaneseDictionary(): Readonly<Record<string, unknown>> {
  const loaded: unknown = japanesePackage;
  const inner = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const dictionary = inner(loaded, 'dictionary') ?? inner(inner(loaded, 'default'), 'dictionary');
  if (typeof dictionary !== 'object' || dictionary === null)
    throw new Error('@zxcvbn-ts/language-ja has no dictionary');
  return Object.fromEntries(Object.entries(dictionary));
}
