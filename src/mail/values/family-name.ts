// A mail that calls its reader by the family's name alone: 勅使河原様, "Dear Mr. Whitcombe", "J. Whitcombe". So little counts
// only where the name is rare, which the register tells.
import { familyOf, particle, plainName } from './person-name.ts';
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
  'sig.ra sig.na dott.ssa gent.ma gent.mo m.me familie famille family mevrouw mevr meneer dhr hr fru don dona doctor mr mrs ms mx miss dr prof professor herrn herr frau monsieur madame mme sr sra senor senora sig signora sir pan pani panie herra fru bay bayan sayin'
    .split(' ')
    .map((title) => title.replaceAll('.', '\\.'))
    .join('|');

/** Initials that kunrei and Hepburn write with different letters: Chizuru is Tizuru, Junko Zyunko. */
const hepburn: Readonly<Record<string, string>> = { t: '[tc]', z: '[zj]', h: '[hf]' };

/** Words that call somebody by what follows. */
const greetings =
  'dear|dearest|hi|hiya|hello|hey|hallo|hej|hei|hola|ola|oi|ciao|salut|bonjour|liebe[rs]?|cher|chere|caro|cara|gentile|estimad[oa]|querid[oa]|beste|good (?:morning|day|evening|afternoon)|greetings|welcome(?: back)?|congratulations|congrats|attn|moin|servus';

/**
 * A given name in Latin letters: behind a greeting, first in a line before a sign, last in a sentence behind a comma, or before
 * -san; and no other name behind it.
 *
 * @param last what may follow it of the family's name: its first letter
 */
function givenPattern(given: string, last: string): RegExp {
  const called = `${given}(?: ${last}\\.)?`;
  return new RegExp(
    `(?:(?<![a-z])(?:${greetings})(?: again| there)?[,:!]? ${called}(?=[ \\t]*(?:[,!:;.?)\\r\\n]|$|[-–—]\\s))|(?:^|\\n)[ \\t>"'*]{0,4}${called}(?:[,!:]{1,3}| ?[-–—…]|\\.\\.\\.)(?= )|, ${given}(?=[!?])|(?<![a-z])${given}[ -]?(?:san|sama|chan)(?![a-z]))`,
  );
}

/** In Latin letters: behind a title, before -san and -sama, or with the initial of the given name. */
function latinPattern(family: string, initial: string): RegExp {
  const shortened = `${initial}\\.? ?(?:[a-z](?:\\. ?| ))?`;
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

/** No letter at all, as a pattern: the initial of a given name that is not known. */
const NO_INITIAL = '(?!)';

/** The name of the family in a full name, folded; undefined when it is not clear which part that is, or too short. */
export function familyName(folded: string): FamilyName | undefined {
  if (folded.length > MOST_CHARACTERS) return undefined;
  const [family = '', given = '', ...more] = folded.trim().split(/\s+/);
  return given !== '' && more.length === 0 && !/^[a-z]/.test(family)
    ? japaneseFamily(family, romajiKey(given)[0] ?? '')
    : latinFamily(folded, undefined);
}

/** The same where a form asks it by itself. */
export function familyAlone(folded: string): FamilyName | undefined {
  if (folded.length > MOST_CHARACTERS) return undefined;
  return /^[a-z]/.test(folded) ? latinFamily(`x ${folded}`, NO_INITIAL) : japaneseFamily(folded.trim(), NO_INITIAL);
}

function japaneseFamily(family: string, first: string): FamilyName | undefined {
  // 神様, お客様 and the like have one kanji, and are no names.
  if (/^\p{Script=Han}{2,5}$/u.test(family)) {
    const honoured = `(?<!\\p{Script=Han})${family}[」』】)]?[ \\u3000]?(?:様|さま|さん|殿|氏|先生)`;
    return named(family, family, () => new RegExp(honoured, 'u'));
  }
  if (/^[ぁ-ゖー]{3,10}$/.test(family)) {
    const key = romajiKey(family);
    const honoured = `(?<![ぁ-ゖー])${family}[ \\u3000]?(?:様|(?:さま|さん)(?![ぁ-ゖ])|(?:さま|さん)(?=[のはへにが]))`;
    const spelled = key.length >= LEAST_LETTERS && /^[a-z]+$/.test(key);
    return named(
      key,
      family,
      () => new RegExp(honoured),
      () => (spelled ? latinPattern(key, hepburn[first] ?? first) : null),
    );
  }
  return undefined;
}

function latinFamily(folded: string, initial: string | undefined): FamilyName | undefined {
  const latin = familyOf(folded);
  if (!latin || latin.words.join('').length < LEAST_LETTERS) return undefined;
  // "L. v.d. Hagen": particles are cut short.
  const written = latin.words.map((word, at) =>
    at + 1 < latin.words.length && particle.test(word) ? `(?:${word}|${word[0]}\\.)` : word,
  );
  return named(romajiKey(latin.words.join('')), latin.words.at(-1) ?? '', () =>
    latinPattern(written.join(`[ .'’-]{0,2}`), initial ?? latin.initial),
  );
}

/** The given name in a full name; undefined when it is not clear which part that is, or too short. */
export function givenIn(folded: string): FamilyName | undefined {
  const words = folded.trim().split(/\s+/);
  if (!/^[a-z]/.test(words[0] ?? '')) return words.length === 2 ? givenName(words[1] ?? '', words[0] ?? '') : undefined;
  const [given = '', ...more] = plainName(folded).split(/\s+/);
  return givenName(given, more.at(-1) ?? '', more.length > 1 ? (more[0] ?? '') : '');
}

/**
 * A given name that a form asks by itself.
 *
 * @param family the family's, whose initial may stand behind it
 * @param middle what may stand behind it or not: Mary (Ann) Tregear
 */
export function givenName(given: string, family: string, middle = ''): FamilyName | undefined {
  if (given.length > MOST_CHARACTERS) return undefined;
  // さとしくん人形 is a thing, and no call.
  const honoured =
    '[ \\u3000]?(?:様|さま|さん|ちゃん|くん|君)(?=から|まで|だけ|です|への|には|にも|[宛専限]|(?!\\p{Script=Han}|[ぁ-ゖ]{2}))';
  // Behind 湯浅, りょう様 is somebody of that family; behind お客様 it is not.
  const alone = '(?<!\\p{Script=Han})(?<!(?![様名員者号])\\p{Script=Han}[ \\u3000]{1,2})';
  if (/^[ぁ-ゖー]{0,3}\p{Script=Han}{1,4}$/u.test(given) && given.length >= 2)
    return named(given, given, () => new RegExp(`${alone}${given}${honoured}`, 'u'));
  if (/^[ぁ-ゖー]{3,8}$/.test(given)) {
    const key = romajiKey(given);
    const spelled = key.length >= LEAST_LETTERS && /^[a-z]+$/.test(key);
    return named(
      key,
      given,
      () => new RegExp(`(?<![ぁ-ゖー])${alone}${given}${honoured}`, 'u'),
      () => (spelled ? givenPattern(key, NO_INITIAL) : null),
    );
  }
  if (!/^[a-z]{4,20}(?:[ -][a-z]{2,20})?$/.test(given)) return undefined;
  const second = /^[a-z]{2,20}$/.test(middle) ? `(?: ${middle})?` : '';
  const last = family[0] ?? '';
  return named(given, given.split(/[ -]/)[0] ?? '', () =>
    givenPattern(`${given.replace(/[ -]/, '[ -]')}${second}`, /^[a-z]$/.test(last) ? last : NO_INITIAL),
  );
}
