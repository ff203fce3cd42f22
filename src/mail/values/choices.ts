// Of a list that all choose from, an item, its price and its colour each stand in many records and in any advertisement. Together
// they may fit few. How few is not the product of their shares, since a price belongs to its item: it is counted in the register.
import { answersOf, type FormValue, JOINT } from './asked-in-pieces.ts';
import { findValue } from './find-value.ts';
import type { Haystack } from './haystack.ts';
import { isEveryday } from './needle.ts';
import { foldSpelling } from './spelling.ts';
import { priceOf } from './written-price.ts';

export type ChoicesHeld = {
  /** The columns whose choice of this record the mail holds, at least one. */
  readonly columns: readonly string[];
  readonly values: readonly string[];
  /** The share of all records that the mail fits at least as well, by the same columns or others. */
  readonly chance: number;
};

export type Choices = {
  /** Undefined when the mail holds no choice of the record. */
  heldBy(haystack: Haystack, values: readonly FormValue[]): ChoicesHeld | undefined;
};

/** A column with more different answers is none that people choose in; a bound on work, too. */
const MOST_KINDS = 1000;
/** A longer answer is no choice, but a text. */
const LONGEST = 200;
/** An answer is chosen by so many, in the mean of its column. */
const LEAST_EACH = 3;

const keyOf = (value: string) => foldSpelling(value).trim();

/** Words of all letters stand by themselves; a kanji alone, or two kana, are a part of too many. */
const shortWord = /^(?:[\p{Script=Latin}\d]{3,40}|\p{Script=Han}{2,40}|[ぁ-ゖー]{3,40})$/u;

/** How the first word of a choice begins: whether a text holds that is seen much faster than whether it holds the choice. */
function beginningOf(key: string): string {
  const word = /[\p{L}\p{N}]+/u.exec(key)?.[0] ?? '';
  return word.slice(0, /^[a-z]/.test(word) ? 4 : 1);
}

/** Whether a text holds a choice: as a value is looked for, as a price, or as a word too short for a value. */
export function holdsChoice(haystack: Haystack, value: string, field: string): boolean {
  const folded = keyOf(value);
  const price = priceOf(folded, field);
  if (price !== undefined) return haystack.prices.has(price);
  if (findValue(haystack, value, field) !== undefined) return true;
  if (!shortWord.test(folded)) return false;
  const edge = /^\p{Script=Latin}|^\d/u.test(folded) ? '[\\p{Script=Latin}\\d]' : '(?!)';
  return new RegExp(`(?<!${edge})${folded}(?!${edge})`, 'u').test(haystack.folded);
}

type Choice = {
  readonly key: string;
  /** As somebody wrote it. */
  readonly value: string;
  readonly share: number;
  readonly price: string | undefined;
  readonly begins: string;
};
type Column = {
  readonly field: string;
  /** Everyday answers are none. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** By record; undefined where it chose nothing. */
  readonly keys: readonly (string | undefined)[];
};

function columnsOf(records: readonly (readonly FormValue[])[]): readonly Column[] {
  const made = new Map<
    string,
    { counts: Map<string, number>; written: Map<string, string>; keys: (string | undefined)[] }
  >();
  for (const [at, record] of records.entries()) {
    for (const { field, value, kind, columns } of answersOf(record)) {
      if (kind !== 'other' || columns.length > 1 || value.length > LONGEST || value.includes('@')) continue;
      const column = made.get(field) ?? { counts: new Map(), written: new Map(), keys: [] };
      made.set(field, column);
      if (column.counts.size > MOST_KINDS) continue;
      const key = keyOf(value);
      column.counts.set(key, (column.counts.get(key) ?? 0) + 1);
      column.written.set(key, value);
      column.keys[at] = key;
    }
  }
  return [...made].flatMap(([field, { counts, written, keys }]) => {
    const answers = [...counts.values()].reduce((sum, one) => sum + one, 0);
    if (counts.size < 2 || counts.size > MOST_KINDS || answers < LEAST_EACH * counts.size) return [];
    const choices = new Map<string, Choice>();
    for (const [key, count] of counts) {
      if (isEveryday(key)) continue;
      const value = written.get(key) ?? key;
      choices.set(key, {
        key,
        value,
        share: count / records.length,
        price: priceOf(key, field),
        begins: beginningOf(key),
      });
    }
    return [{ field, choices, keys }];
  });
}

/** Read at the first question: most mails ask none. */
export function choicesOf(records: readonly (readonly FormValue[])[]): Choices {
  let read: readonly Column[] | undefined;
  return {
    heldBy(haystack, values) {
      const here = values.filter(
        ({ field, value }) => !isEveryday(value) && value.length <= LONGEST && holdsChoice(haystack, value, field),
      );
      if (here.length === 0) return undefined;
      read ??= columnsOf(records);
      const columns = read;
      const own = here.flatMap(({ field, value }) => {
        const share = columns.find((column) => column.field === field)?.choices.get(keyOf(value))?.share;
        return share === undefined ? [] : [{ field, value, bits: -Math.log2(share) }];
      });
      if (own.length === 0) return undefined;
      const score = own.reduce((sum, { bits }) => sum + bits, 0);
      // What else the mail holds: a catalogue names the choices of many.
      const sums = new Float64Array(records.length);
      const asked = haystack.prices;
      for (const { field, choices, keys } of columns) {
        const bits = new Map<string, number>();
        for (const { key, value, share, price, begins } of choices.values()) {
          const named =
            price === undefined
              ? haystack.folded.includes(begins) && holdsChoice(haystack, value, field)
              : asked.has(price);
          if (named) bits.set(key, -Math.log2(share));
        }
        if (bits.size === 0) continue;
        for (const [at, key] of keys.entries()) {
          if (key !== undefined) sums[at] = (sums[at] ?? 0) + (bits.get(key) ?? 0);
        }
      }
      const fits = sums.reduce((count, sum) => count + (sum >= score - 1e-9 ? 1 : 0), 0);
      return {
        columns: own.map(({ field }) => field),
        values: own.map(({ value }) => value),
        chance: Math.max(1, fits) / records.length,
      };
    },
  };
}

/** As a column of its own. */
export const choicesField = ({ columns }: ChoicesHeld) => columns.join(JOINT);
