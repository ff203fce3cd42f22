// Whether a text can hold a word, without looking through all of it: of a text of a million characters, a register asks for
// thousands of names.

/** Bits of the filter; a text of a million characters sets a tenth of them. */
const SIZE = 1 << 22;
/** Shorter texts are looked through faster than a filter is made. */
const LEAST_TEXT = 20_000;
/** Nor is it worth it for a few words. */
const LEAST_ASKED = 64;
/** Characters in a row that are kept of each place. */
const GRAM = 4;

const placeOf = (text: string, at: number, length: number): number => {
  let hash = length;
  for (let next = at; next < at + length; next += 1) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(next)) | 0;
  return (hash ^ (hash >>> 15)) & (SIZE - 1);
};

/** A word that is in the text is never said to be missing; some that are missing are not told. */
export function gramFilter(text: string): (word: string) => boolean {
  let asked = 0;
  let bits: Uint32Array | undefined;
  const make = () => {
    const made = new Uint32Array(SIZE / 32);
    for (let at = 0; at + GRAM <= text.length; at += 1) {
      const place = placeOf(text, at, GRAM);
      made[place >>> 5] = (made[place >>> 5] ?? 0) | (1 << (place & 31));
    }
    return made;
  };
  return (word) => {
    asked += 1;
    if (text.length < LEAST_TEXT || asked < LEAST_ASKED || word.length < GRAM) return true;
    bits ??= make();
    for (let at = 0; at + GRAM <= word.length; at += 1) {
      const place = placeOf(word, at, GRAM);
      if (((bits[place >>> 5] ?? 0) & (1 << (place & 31))) === 0) return false;
    }
    return true;
  };
}

const isLatin = (text: string, at: number): boolean => text.charCodeAt(at) >= 97 && text.charCodeAt(at) <= 122;

/** Whether one word stands in a text within so many characters of another; words of Latin letters where a word begins. */
export function standNear(text: string, one: string, other: string, within: number): boolean {
  const [rare, common] = one.length >= other.length ? [one, other] : [other, one];
  const latin = isLatin(rare, 0);
  // Where the other word stands first from there on: both are walked through once, however often they stand there.
  let near = Number.NEGATIVE_INFINITY;
  for (let at = text.indexOf(rare); at >= 0; ) {
    let next = at + 1;
    if (!latin || at === 0 || !isLatin(text, at - 1)) {
      if (near < at - within) near = text.indexOf(common, Math.max(0, at - within));
      if (near < 0) return false;
      const beyond = near + common.length - (at + rare.length + within);
      if (beyond <= 0) return true;
      next = at + beyond;
    }
    at = text.indexOf(rare, next);
  }
  return false;
}
