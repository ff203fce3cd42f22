// A mail that calls its reader by the family's name alone: 勅使河原様, "Dear Mr. Whitcombe", "J. Whitcombe". So little counts
// only where the name is rare, which the register tells.
import { familyOf, particle } from './person-name.ts';
import { romajiKey } from './spelling.ts';

export type FamilyName = {
  /** The name under which records of one family are counted. */
  readonly key: string;
  /** What `written` cannot do without, seen faster than the pattern. */
  readonly stem: string;
  readonly written: RegExp;
  /** On text in the key of romaji; null for kanji, whose sound is not known. */
  readonly spoken: RegExp | null;
};

/** Longer values are no name. */
const MOST_CHARACTERS = 100;

/** Fewer letters of a family's name are found as part of anything. */
const LEAST_LETTERS = 4;

const titles =
  'mr mrs ms mx miss dr prof professor herrn herr frau monsieur madame mme sr sra senor senora sig signora sir'
    .split(' ')
    .join('|');

/** Initials that kunrei and Hepburn write with different letters: Chizuru is Tizuru, Junko Zyunko. */
const hepburn: Readonly<Record<string, string>> = { t: '[tc]', z: '[zj]', h: '[hf]' };

/** In Latin letters: behind a title, before -san and -sama, or with the initial of the given name. */
function latinPattern(family: string, initial: string): RegExp {
  const shortened = `${initial}\\.? ?(?:[a-z]\\. ?)?`;
  return new RegExp(
    `(?<![a-z])(?:(?:${titles})\\.? (?:${shortened})?${family}|${initial}(?:\\. ?(?:[a-z]\\. ?)?| )${family}|${family},? ${initial}\\.|${family}[ -]?(?:san|sama))(?![a-z])`,
  );
}

/** Whether a text calls somebody by that name alone; `spoken` is the text in the key of romaji. */
export function holdsFamily(name: FamilyName, folded: string, spoken: () => string): boolean {
  if (folded.includes(name.stem) && name.written.test(folded)) return true;
  const pattern = name.spoken;
  return pattern !== null && spoken().includes(name.key) && pattern.test(spoken());
}

/** Patterns are made when they are asked for: a register has many names. */
function named(key: string, stem: string, written: () => RegExp, spoken: () => RegExp | null = () => null): FamilyName {
  return {
    key,
    stem,
    get written() {
      return written();
    },
    get spoken() {
      return spoken();
    },
  };
}

/** The name of the family in a full name, folded; undefined when it is not clear which part that is, or too short. */
export function familyName(folded: string): FamilyName | undefined {
  if (folded.length > MOST_CHARACTERS) return undefined;
  const [family = '', given = '', ...more] = folded.trim().split(/\s+/);
  const isPair = given !== '' && more.length === 0;
  // 神様, お客様 and the like have one kanji, and are no names.
  if (isPair && /^\p{Script=Han}{2,5}$/u.test(family)) {
    const honoured = `(?<!\\p{Script=Han})${family}[」』】)]?[ \\u3000]?(?:様|さま|さん|殿|氏|先生)`;
    return named(family, family, () => new RegExp(honoured, 'u'));
  }
  if (isPair && /^[ぁ-ゖー]{3,10}$/.test(family)) {
    const key = romajiKey(family);
    const first = romajiKey(given)[0] ?? '';
    const honoured = `(?<![ぁ-ゖー])${family}[ \\u3000]?(?:様|(?:さま|さん)(?![ぁ-ゖ])|(?:さま|さん)(?=[のはへにが]))`;
    const spelled = key.length >= LEAST_LETTERS && /^[a-z]+$/.test(key);
    return named(
      key,
      family,
      () => new RegExp(honoured),
      () => (spelled ? latinPattern(key, hepburn[first] ?? first) : null),
    );
  }
  const latin = familyOf(folded);
  if (!latin || latin.words.join('').length < LEAST_LETTERS) return undefined;
  // "L. v.d. Hagen": particles are cut short.
  const written = latin.words.map((word, at) =>
    at + 1 < latin.words.length && particle.test(word) ? `(?:${word}|${word[0]}\\.)` : word,
  );
  return named(romajiKey(latin.words.join('')), latin.words.at(-1) ?? '', () =>
    latinPattern(written.join(`[ .'’-]{0,2}`), latin.initial),
  );
}
