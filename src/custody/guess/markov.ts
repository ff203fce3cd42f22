import type { Random } from '../../vocabulary/random.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const FIRST_LETTER = 97;
/** 26 letters and the end. */
const SYMBOLS = 27;
const END = 26;
/** Three letters back, each of 26, or 27 where there is none. */
const CONTEXTS = 28 ** 3;

/**
 * Letters that follow one another as in the names and words it was shown: what a person makes up and can pronounce.
 *
 * Order 3 (three letters back), each order blended with the one below it by Witten and Bell's rule, the lowest with
 * the uniform chance, so that no string of letters has chance 0.
 */
export class LetterModel {
  /** Chances by the three letters before and the next, worked out when first asked for; −1 until then. */
  readonly #known = new Float64Array(CONTEXTS * SYMBOLS).fill(-1);
  readonly #counts = new Map<number, { total: number; distinct: number; of: Float64Array }>();

  constructor(words: Iterable<{ readonly text: string; readonly weight: number }>) {
    for (const { text, weight } of words) {
      const codes = [...text].map((letter) => letters.indexOf(letter));
      if (codes.includes(-1)) continue;
      for (let at = 0; at <= codes.length; at += 1) {
        const next = codes[at] ?? END;
        for (let order = 0; order <= 3; order += 1) {
          const key = contextKey(codes, at, order);
          let entry = this.#counts.get(key);
          if (!entry) {
            entry = { total: 0, distinct: 0, of: new Float64Array(SYMBOLS) };
            this.#counts.set(key, entry);
          }
          if (entry.of[next] === 0) entry.distinct += 1;
          entry.of[next] = (entry.of[next] ?? 0) + weight;
          entry.total += weight;
        }
      }
    }
  }

  #chance(codes: readonly number[], at: number, next: number): number {
    let chance = 1 / SYMBOLS;
    for (let order = 0; order <= 3; order += 1) {
      const entry = this.#counts.get(contextKey(codes, at, order));
      if (!entry) break;
      chance = ((entry.of[next] ?? 0) + entry.distinct * chance) / (entry.total + entry.distinct);
    }
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
      const place = context * SYMBOLS + next;
      let step = this.#known[place] ?? -1;
      if (step < 0) {
        const before = [context % 28, Math.floor(context / 28) % 28, Math.floor(context / 784)];
        step = this.#chance(before.reverse(), 3, next);
        this.#known[place] = step;
      }
      chance *= step;
      context = (context * 28 + next) % CONTEXTS;
    }
    return chance;
  }

  /** A string of letters drawn by these chances; undefined when the draw is empty or past 24 letters. */
  draw(random: Random): string | undefined {
    const codes: number[] = [];
    while (codes.length <= 24) {
      let left = random.next();
      let next = 0;
      for (; next < SYMBOLS - 1; next += 1) {
        left -= this.#chance(codes, codes.length, next);
        if (left < 0) break;
      }
      if (next === END) return codes.length > 0 ? codes.map((code) => letters[code]).join('') : undefined;
      codes.push(next);
    }
    return undefined;
  }
}

/** The `order` letters before `at`, with 27 where there is none, as one number. */
function contextKey(codes: readonly number[], at: number, order: number): number {
  let key = order;
  for (let back = 1; back <= order; back += 1) key = key * 28 + (codes[at - back] ?? 27);
  return key;
}
