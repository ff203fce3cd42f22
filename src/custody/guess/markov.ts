import type { Random } from '../../vocabulary/random.ts';

const FIRST_LETTER = 97;
/** 26 letters and the end. */
const SYMBOLS = 27;
const END = 26;
/** Three letters back, each of 26, or 27 where there is none. */
const CONTEXTS = 28 ** 3;
/** From no letter back to three. */
const ORDERS = 4;

/**
 * Letters that follow one another as in the names and words it was shown: what a person makes up and can pronounce.
 *
 * Order 3 (three letters back), each order blended with the one below it by Witten and Bell's rule, the lowest with
 * the uniform chance, so that no string of letters has chance 0.
 */
export class LetterModel {
  /** Chances by the three letters before and the next, worked out when first asked for; 0, which no chance is, until then. */
  readonly #known = new Float64Array(CONTEXTS * SYMBOLS);
  /** What followed, by order: weights of each next symbol, their sum and their number, a context. */
  readonly #orders = Array.from({ length: ORDERS }, (_, order) => ({
    of: new Float64Array(28 ** order * SYMBOLS),
    total: new Float64Array(28 ** order),
    distinct: new Uint8Array(28 ** order),
  }));

  constructor(words: Iterable<{ readonly text: string; readonly weight: number }>) {
    for (const { text, weight } of words) {
      if (!/^[a-z]*$/.test(text)) continue;
      let context = CONTEXTS - 1;
      for (let at = 0; at <= text.length; at += 1) {
        const next = at === text.length ? END : text.charCodeAt(at) - FIRST_LETTER;
        this.#count(context, next, weight);
        context = (context * 28 + next) % CONTEXTS;
      }
    }
  }

  #count(context: number, next: number, weight: number): void {
    // Indexed, not iterated: done for every letter of every word shown, most of it before the code is compiled.
    for (let order = 0, contexts = 1; order < ORDERS; order += 1, contexts *= 28) {
      const table = this.#orders[order];
      if (!table) return;
      const { of, total, distinct } = table;
      const key = context % contexts;
      const place = key * SYMBOLS + next;
      if (of[place] === 0) distinct[key] = (distinct[key] ?? 0) + 1;
      of[place] = (of[place] ?? 0) + weight;
      total[key] = (total[key] ?? 0) + weight;
    }
  }

  /** The chance of a symbol after a context: three letters, 27 where there is none, as one number. */
  #chance(context: number, next: number): number {
    const place = context * SYMBOLS + next;
    const known = this.#known[place] ?? 0;
    if (known > 0) return known;
    let chance = 1 / SYMBOLS;
    // Indexed, not iterated: a model that draws asks for every symbol of every context it meets.
    for (let order = 0, contexts = 1; order < ORDERS; order += 1, contexts *= 28) {
      const table = this.#orders[order];
      const key = context % contexts;
      const shown = table?.total[key] ?? 0;
      if (!table || shown === 0) break;
      const kinds = table.distinct[key] ?? 0;
      chance = ((table.of[key * SYMBOLS + next] ?? 0) + kinds * chance) / (shown + kinds);
    }
    this.#known[place] = chance;
    return chance;
  }

  /** The chance of this string among all strings of letters; 0 when it holds anything else or nothing. */
  chance(text: string): number {
    if (text.length === 0) return 0;
    let context = CONTEXTS - 1; // no letter before: 27, 27, 27
    let chance = 1;
    for (let at = 0; at <= text.length; at += 1) {
      const next = at === text.length ? END : text.charCodeAt(at) - FIRST_LETTER;
      if (next < 0 || (next >= END && at < text.length)) return 0;
      chance *= this.#chance(context, next);
      context = (context * 28 + next) % CONTEXTS;
    }
    return chance;
  }

  /** The chances of the strings that begin at one place and are 1, 2, … letters long, as far as letters go. */
  chancesFrom(text: string, from: number, longest: number): readonly number[] {
    const chances: number[] = [];
    let context = CONTEXTS - 1;
    let chance = 1;
    for (let at = from; at < Math.min(text.length, from + longest); at += 1) {
      const next = text.charCodeAt(at) - FIRST_LETTER;
      if (next < 0 || next >= END) break;
      chance *= this.#chance(context, next);
      context = (context * 28 + next) % CONTEXTS;
      chances.push(chance * this.#chance(context, END));
    }
    return chances;
  }

  /** A string of letters drawn by these chances; undefined when the draw is empty or past 24 letters. */
  draw(random: Random): string | undefined {
    let text = '';
    let context = CONTEXTS - 1;
    while (text.length <= 24) {
      let left = random.next();
      let next = 0;
      for (; next < SYMBOLS - 1; next += 1) {
        left -= this.#chance(context, next);
        if (left < 0) break;
      }
      if (next === END) return text === '' ? undefined : text;
      text += String.fromCharCode(FIRST_LETTER + next);
      context = (context * 28 + next) % CONTEXTS;
    }
    return undefined;
  }
}
