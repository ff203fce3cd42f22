// The words local parts are made of, with a chance each. The lists of @zxcvbn-ts are of two shapes (version 3 for Japanese,
// version 4 for the others) and carry no counts: rank stands in for them, by Zipf and Mandelbrot's law.
import { dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import * as japanesePackage from '@zxcvbn-ts/language-ja';
import type { Random } from '../../vocabulary/random.ts';
import { commonEnglishFirstNames, commonGivenNames, commonSurnames, nicknameWords, roles } from './common-names.ts';
import { LetterModel } from './markov.ts';
import { spellings } from './spelling.ts';

/** Words with chances that sum to 1. */
export class WordList {
  readonly chances: ReadonlyMap<string, number>;
  readonly #words: readonly string[];
  readonly #upTo: Float64Array;

  constructor(weights: ReadonlyMap<string, number>) {
    let total = 0;
    for (const weight of weights.values()) total += weight;
    const chances = new Map<string, number>();
    this.#upTo = new Float64Array(weights.size);
    let sum = 0;
    for (const [word, weight] of weights) {
      sum += weight / total;
      this.#upTo[chances.size] = sum;
      chances.set(word, weight / total);
    }
    this.chances = chances;
    this.#words = [...chances.keys()];
  }

  chance(word: string): number {
    return this.chances.get(word) ?? 0;
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

/** Share of people whose name, or whose word, stands in no list of ours. Assumptions. */
const UNLISTED = { surnameJa: 0.1, givenJa: 0.1, firstEn: 0.1, lastEn: 0.1, word: 0.15 } as const;

/** Longer names stand in the lists or nowhere. */
const LONGEST_UNLISTED = 14;

/** A list that knows it is not whole: some bear a name that stands in none, spelled like those that do. */
class OpenWordList extends WordList {
  readonly #letters: LetterModel;
  readonly #unlisted: number;

  /** @param unlisted share of people whose name is not in the list */
  constructor(weights: ReadonlyMap<string, number>, unlisted: number) {
    super(weights);
    this.#unlisted = unlisted;
    const shown = [...this.chances].slice(0, 4000).map(([text, chance]) => ({ text, weight: chance * 4000 }));
    this.#letters = new LetterModel(shown);
  }

  override chance(word: string): number {
    const listed = super.chance(word);
    // One letter is an initial, not a name.
    if (word.length < 2 || word.length > LONGEST_UNLISTED) return listed;
    return (1 - this.#unlisted) * listed + this.#unlisted * this.#letters.chance(word);
  }

  override draw(random: Random): string {
    const unlisted = random.next() < this.#unlisted ? this.#letters.draw(random) : undefined;
    return unlisted !== undefined && unlisted.length > 1 ? unlisted : super.draw(random);
  }
}

export type WordLists = {
  readonly surnameJa: WordList;
  readonly givenJa: WordList;
  readonly firstEn: WordList;
  readonly lastEn: WordList;
  readonly word: WordList;
  readonly role: WordList;
  /** Chance of each first letter, over given names of both languages. */
  readonly initial: WordList;
};

type Law = { readonly exponent: number; readonly shift: number; readonly most: number };

/** Weight 1 / (rank + shift)^exponent, rank from 1; of a word given twice, the first place counts. */
function byRank(lists: readonly (readonly string[])[], { exponent, shift, most }: Law): Map<string, number> {
  const weights = new Map<string, number>();
  for (const list of lists) {
    for (const word of list) {
      if (weights.size >= most) return weights;
      if (!weights.has(word) && /^[a-z]{2,20}$/.test(word)) weights.set(word, (weights.size + 1 + shift) ** -exponent);
    }
  }
  return weights;
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
    for (const [word, chance] of list.chances) {
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
  const english4 = english as Readonly<Record<string, unknown>>;
  const common4 = common as Readonly<Record<string, unknown>>;
  const japanese3 = japaneseDictionary();
  // Exponents and shifts are assumptions set so that known shares come out: Satō about 1.5 % of surnames in Japan,
  // Smith about 0.9 % in the United States, no given name much above 0.5 %.
  const surnameJa = new OpenWordList(
    spelledOut(
      byRank([split(commonSurnames), listOf(japanese3['lastnames'])], { exponent: 1.2, shift: 8, most: 2000 }),
    ),
    UNLISTED.surnameJa,
  );
  const givenJa = new OpenWordList(
    spelledOut(
      byRank([split(commonGivenNames), listOf(japanese3['firstnames'])], { exponent: 1.35, shift: 60, most: 4000 }),
    ),
    UNLISTED.givenJa,
  );
  const firstEn = new OpenWordList(
    byRank([split(commonEnglishFirstNames), listOf(english4['firstnames-en'])], {
      exponent: 1.15,
      shift: 15,
      most: 6000,
    }),
    UNLISTED.firstEn,
  );
  const lastEn = new OpenWordList(
    byRank([listOf(english4['lastnames-en'])], { exponent: 1, shift: 6, most: 20_000 }),
    UNLISTED.lastEn,
  );
  const word = new OpenWordList(
    byRank(
      [
        split(nicknameWords),
        ...interleaved(
          listOf(english4['commonWords-en']),
          listOf(japanese3['commonWords']),
          listOf(common4['passwords-common']),
        ),
      ],
      {
        exponent: 0.8,
        shift: 40,
        most: 16_000,
      },
    ),
    UNLISTED.word,
  );
  const role = new WordList(new Map(split(roles).map((text, rank) => [text, (rank + 2) ** -1])));
  return { surnameJa, givenJa, firstEn, lastEn, word, role, initial: new WordList(firstLetters([givenJa, firstEn])) };
}

/** The lists in turn, so that the hundredth Japanese word does not stand behind ten thousand English ones. */
function interleaved(...lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: Math.min(longest, 8000) }, (_, at) => lists.flatMap((list) => list[at] ?? []));
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
