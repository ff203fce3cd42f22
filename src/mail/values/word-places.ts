// Where a word stands in a text, without looking through all of it: of a text of a million characters, a register asks for
// thousands of names.

/** A text in which words are looked for. */
export type Searched = {
  readonly text: string;
  /** False where the text cannot hold the word; true is no promise. */
  mayHold(word: string): boolean;
  /** Each call gives the next place where the word stands, from the text's beginning; -1: no more. */
  placesOf(word: string): () => number;
};

/** Characters in a row by which places are kept: the shortest names that are looked for without a space. */
const GRAM = 3;
/** Lists of places; a text of a million characters fills a tenth of them in English, half in Japanese. */
const LISTS = 1 << 18;
/** Shorter texts are looked through faster than their places are written down. */
const LEAST_TEXT = 20_000;
/** Longer texts would take too much memory: four bytes a place, in each of eight forms of the text. */
const MOST_TEXT = 1 << 24;
/** Nor is it worth it for a few words: writing down takes as long as looking through for some thirty. */
const LEAST_ASKED = 16;

const listOf = (text: string, at: number): number => {
  let hash = 0;
  for (let next = at; next < at + GRAM; next += 1) hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(next)) | 0;
  return (hash ^ (hash >>> 15)) & (LISTS - 1);
};

/** All places of a text in lists, by the characters that stand there; each list in the order of the text. */
type Index = {
  /** Of each list two units: its first place, from 1 (0: it is empty), and how many it holds. */
  readonly lists: Int32Array;
  /** Of each place, the next of its list, from 1; 0: it is the last. */
  readonly following: Int32Array;
};

function indexOf(text: string): Index {
  const lists = new Int32Array(2 * LISTS);
  const following = new Int32Array(text.length);
  for (let at = text.length - GRAM; at >= 0; at -= 1) {
    const list = 2 * listOf(text, at);
    following[at] = lists[list] ?? 0;
    lists[list] = at + 1;
    lists[list + 1] = (lists[list + 1] ?? 0) + 1;
  }
  return { lists, following };
}

/** The shortest of the lists in which a word's characters are, and where in the word those stand. */
function shortest(word: string, { lists }: Index): { readonly offset: number; readonly first: number } {
  let found = { offset: 0, first: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + GRAM <= word.length && least > 0; offset += 1) {
    const list = 2 * listOf(word, offset);
    const size = lists[list + 1] ?? 0;
    if (size < least) {
      found = { offset, first: lists[list] ?? 0 };
      least = size;
    }
  }
  return found;
}

function throughAll(text: string, word: string): () => number {
  let at = -1;
  return () => {
    at = text.indexOf(word, at + 1);
    return at;
  };
}

function throughList(text: string, word: string, index: Index): () => number {
  const { offset, first } = shortest(word, index);
  let place = first;
  return () => {
    while (place > 0) {
      const at = place - 1 - offset;
      place = index.following[place - 1] ?? 0;
      if (at >= 0 && text.startsWith(word, at)) return at;
    }
    return -1;
  };
}

/** A text made ready for being asked for many words: what is answered is what looking through all of it would answer. */
export function searched(text: string): Searched {
  let asked = 0;
  let index: Index | undefined;
  const indexFor = (word: string): Index | undefined => {
    asked += 1;
    if (text.length < LEAST_TEXT || text.length > MOST_TEXT || asked < LEAST_ASKED || word.length < GRAM)
      return undefined;
    index ??= indexOf(text);
    return index;
  };
  return {
    text,
    mayHold(word) {
      const known = indexFor(word);
      return known === undefined || shortest(word, known).first > 0;
    },
    placesOf(word) {
      const known = indexFor(word);
      return known === undefined ? throughAll(text, word) : throughList(text, word, known);
    },
  };
}

const isLatin = (text: string, at: number): boolean => text.charCodeAt(at) >= 97 && text.charCodeAt(at) <= 122;

/** From where to where of a text, in characters. */
export type Stretch = { readonly from: number; readonly to: number };

/**
 * The stretches of a text in which one word stands within so many characters of another, in its order, none touching the next;
 * words of Latin letters where a word begins.
 */
export function* stretchesNear(
  { text, placesOf }: Searched,
  one: string,
  other: string,
  within: number,
): Generator<Stretch> {
  const [rare, common] = one.length >= other.length ? [one, other] : [other, one];
  const latin = isLatin(rare, 0);
  const [ofRare, ofCommon] = [placesOf(rare), placesOf(common)];
  let open: Stretch | undefined;
  // Both are walked through once, however often they stand there.
  let near = ofCommon();
  for (let at = ofRare(); at >= 0 && near >= 0; at = ofRare()) {
    if (latin && at > 0 && isLatin(text, at - 1)) continue;
    while (near >= 0 && near < at - within) near = ofCommon();
    if (near < 0 || near + common.length > at + rare.length + within) continue;
    const next = { from: Math.max(0, at - within), to: at + rare.length + within };
    if (open !== undefined && next.from > open.to) {
      yield open;
      open = next;
    } else open = { from: open?.from ?? next.from, to: next.to };
  }
  if (open !== undefined) yield open;
}

/** Whether there is such a stretch. */
export const standNear = (searched: Searched, one: string, other: string, within: number): boolean =>
  stretchesNear(searched, one, other, within).next().done !== true;

/** What a pattern of words may ask for around them: a greeting before, a reading behind. */
const AROUND = 48;

/**
 * Whether a pattern matches inside a stretch or a little around it, read as in the whole text: what stands outside is seen by
 * the pattern and not searched.
 *
 * @param pattern of a row of words that stand in the stretch; with flags `gu`
 */
export function matchesIn(text: string, { from, to }: Stretch, pattern: RegExp): boolean {
  pattern.lastIndex = Math.max(0, from - AROUND);
  const found = pattern.exec(text.slice(0, to + 2 * AROUND));
  // At its end the cut would look like the text's own.
  return found !== null && found.index + found[0].length <= to + AROUND;
}
