// The text of a mail, made ready for comparing.
import { withCarried } from './carried.ts';
import { kanaKey } from './kana-key.ts';
import { canStand, isHan, isToldFromWords, type KanjiName, mayBeCut, placeEnd, SHORT } from './kanji-edges.ts';
import { foldSpelling, latinKey, romajiKey } from './spelling.ts';
import { shortStreets } from './street.ts';
import { type Searched, searched } from './word-places.ts';
import { withWholeDates } from './written-date.ts';
import { digitsOf } from './written-number.ts';
import { pricesIn } from './written-price.ts';

/** Places in a text, from 0. */
type Places = { has(at: number): boolean };

/**
 * Text made ready for comparing: words set end to end, with where they began and ended, so that "Sato Hanako",
 * "SATO.HANAKO" and "satohanako" are one string.
 */
export type Squeezed = Searched & {
  readonly starts: Places;
  readonly ends: Places;
  /** Where a word begins that a comma parts from the one before. */
  readonly commas: Places;
  /** Where a word begins that only white space parts from the one before. */
  readonly spaces: Places;
};

/** Between words of one value at most this; more, or another sign, is a break. */
const joint = /^[ \t\u3000・･·.,_\-‐‑–−’'`´/|]{0,3}$|^[-_/‐‑–]?[ \t\u3000]*\r?\n[ \t\u3000>]*$/;

/** One private-use character that no word holds. */
const BREAK = '\uf8ff';

/** Of each UTF-16 unit, whether it is of a word: asked of every character of a mail, so it is written down once. */
let unitsOfWords: Uint8Array | undefined;
const wordUnits = (): Uint8Array => {
  unitsOfWords ??= Uint8Array.from({ length: 0x10000 }, (_, unit) =>
    /[\p{L}\p{N}ー]/u.test(String.fromCharCode(unit)) ? 1 : 0,
  );
  return unitsOfWords;
};

/** How many units the character of a word takes that stands there; 0: none does. */
function wordAt(text: string, at: number, units: Uint8Array): 0 | 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return units[unit] === 1 ? 1 : 0;
  return /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2)) ? 2 : 0;
}

const isDigit = (text: string | undefined) => text !== undefined && text >= '0' && text <= '9';

/** What a place of squeezed text is, as bits. */
const IS = { start: 1, end: 2, comma: 4, space: 8 } as const;

type Mark = (at: number, bit: number) => void;

/**
 * The words of a folded text set end to end.
 *
 * @param numbers what is put between digits that a sign parts; nothing: "21-1" and "2-11" are one
 * @param mark told of what each place of them is
 */
export function joinedWords(folded: string, numbers: '' | '-' = '', mark?: Mark): string {
  const units = wordUnits();
  const out: string[] = [];
  let length = 0;
  let last = 0;
  let at = 0;
  while (at < folded.length) {
    const from = at;
    for (let width = wordAt(folded, at, units); width > 0; width = wordAt(folded, at, units)) at += width;
    if (at === from) {
      at += 1;
      continue;
    }
    const isSpace = from - last === 1 && folded[last] === ' ';
    const between = isSpace ? ' ' : folded.slice(last, Math.min(from, last + 40));
    if (length > 0 && !isSpace && !joint.test(between)) {
      out.push(BREAK);
      length += 1;
    } else if (numbers !== '' && length > 0 && isDigit(folded[last - 1]) && isDigit(folded[from])) {
      out.push(numbers);
      length += 1;
    }
    mark?.(length, IS.start);
    if (isSpace) mark?.(length, IS.space);
    else if (between.includes(',')) mark?.(length, IS.comma);
    out.push(folded.slice(from, at));
    length += at - from;
    mark?.(length, IS.end);
    last = at;
  }
  return out.join('');
}

/** The same with where words begin and end, to be asked for words. */
export function squeeze(folded: string, numbers: '' | '-' = ''): Squeezed {
  // Between two words at least one character goes and at most one is put there.
  const flags = new Uint8Array(folded.length + 1);
  const text = joinedWords(folded, numbers, (at, bit) => {
    flags[at] = (flags[at] ?? 0) | bit;
  });
  const placesOf = (bit: number): Places => ({ has: (place) => ((flags[place] ?? 0) & bit) !== 0 });
  return {
    ...searched(text),
    starts: placesOf(IS.start),
    ends: placesOf(IS.end),
    commas: placesOf(IS.comma),
    spaces: placesOf(IS.space),
  };
}

export type Haystack = {
  /** As it was given. */
  readonly text: string;
  readonly folded: string;
  /** `folded` in the key of romaji. */
  readonly spoken: string;
  /** The same of its Latin letters alone: names whose kana are known are looked for here, and in `inKana`. */
  readonly spelled: string;
  /** `folded` in the key of kana; empty when there are none. */
  readonly inKana: string;
  readonly plain: Squeezed;
  readonly romaji: Squeezed;
  readonly latin: Squeezed;
  readonly kana: Squeezed;
  /** `plain` over all signs between words. */
  readonly bare: string;
  /** Where addresses are looked for: words of streets in their shortest, numbers kept apart. */
  readonly streets: Squeezed;
  readonly digits: string;
  /** `folded` with no line's end within a date. */
  readonly dates: string;
  /** Every price, as `pricesIn` writes it. */
  readonly prices: ReadonlySet<string>;
  /** A form of the text for being asked for words. */
  searched(form: Form): Searched;
};

/** Forms of a text that are not squeezed. */
export type Form = 'folded' | 'spoken' | 'spelled' | 'inKana' | 'bare' | 'digits';

/** M A K I T A as one word. */
const joinSpaced = (folded: string) =>
  folded.replace(/(?<![a-z])[a-z](?: [a-z]){2,30}(?![a-z])/g, (letters) => letters.replaceAll(' ', ''));

/** YukiBeppu as two words, below a text: only capitals tell where the one ends. */
function parted(text: string): string {
  const found = text.match(/(?<![A-Za-z\d])[A-Z][a-z]{1,11}[A-Z][a-z]{2,11}(?![A-Za-z\d])/g);
  return found ? `\n\n${found.map((word) => word.replace(/(?<=[a-z])(?=[A-Z])/, ' ').toLowerCase()).join('\n\n')}` : '';
}

/** Signs that a shop's database holds as `&#39;`, and that a mail of plain text then shows so. */
const withoutEntities = (text: string) =>
  text.includes('&#')
    ? text.replace(/&#(?:(\d{2,6})|x([0-9a-f]{2,5}));/gi, (whole, decimal?: string, hex?: string) => {
        const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
        return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;

/** Prepares a mail's text once for all values; each form only when a value needs it. */
export function haystackOf(given: string): Haystack {
  const text = withCarried(withoutEntities(given));
  const folded = foldSpelling(text);
  let spoken: string | undefined;
  let spelled: string | undefined;
  let inKana: string | undefined;
  let plain: Squeezed | undefined;
  let romaji: Squeezed | undefined;
  let latin: Squeezed | undefined;
  let kana: Squeezed | undefined;
  let bare: string | undefined;
  let streets: Squeezed | undefined;
  let digits: string | undefined;
  let dates: string | undefined;
  let prices: ReadonlySet<string> | undefined;
  const forms = new Map<Form, Searched>();
  return {
    text,
    folded,
    get spoken() {
      // Without kana, what is heard is what is spelled.
      spoken ??= this.inKana === '' ? this.spelled : romajiKey(joinSpaced(folded + parted(text)));
      return spoken;
    },
    get spelled() {
      spelled ??= latinKey(joinSpaced(folded + parted(text)));
      return spelled;
    },
    get inKana() {
      inKana ??= /[ぁ-ゖ]/.test(folded) ? kanaKey(folded) : '';
      return inKana;
    },
    get plain() {
      plain ??= squeeze(folded);
      return plain;
    },
    get romaji() {
      romaji ??= this.inKana === '' ? this.latin : squeeze(this.spoken);
      return romaji;
    },
    get latin() {
      latin ??= squeeze(this.spelled);
      return latin;
    },
    get kana() {
      kana ??= squeeze(this.inKana);
      return kana;
    },
    get bare() {
      bare ??= this.plain.text.replaceAll(BREAK, '');
      return bare;
    },
    get streets() {
      streets ??= squeeze(shortStreets(folded), '-');
      return streets;
    },
    get digits() {
      digits ??= digitsOf(folded);
      return digits;
    },
    get dates() {
      dates ??= withWholeDates(folded);
      return dates;
    },
    searched(form) {
      const known = forms.get(form) ?? searched(this[form]);
      forms.set(form, known);
      return known;
    },
    get prices() {
      prices ??= pricesIn(folded);
      return prices;
    },
  };
}

/** A letter of an alphabet whose words are parted by spaces (Latin, Cyrillic, Greek, …), or a digit: a word ends where it does. */
export const isAlphabetic = (char: string | undefined) =>
  char !== undefined &&
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー])[\p{L}\p{N}]/u.test(
    char,
  );
export const isKana = (char: string | undefined) =>
  char !== undefined && ((char >= 'ぁ' && char <= 'ゖ') || char === 'ー');

/** Kana that may follow a name at once: a form of address, a particle. */
const afterName = /^(?:さ[まん]|くん|ちゃ|[のをはがにへともで])/;

/** The same in the key of romaji, where kana had no space before them. */
const spokenAfterName = /^(?:sama|san|kun|tyan)(?![a-z])/;

/** Names of so few characters are words, too, when written without a space: 2 and 3 kanji, 5 and 6 kana. */
const kanjiNames = { surely: 2, perhaps: 3 };
const kanaNames = { surely: 5, perhaps: 6 };

export type Edges = {
  /** Null for all but full names in kanji. */
  readonly kanjiName: KanjiName | null;
  /** A name in kana, which another kana would make another name. */
  readonly kanaName: boolean;
  /** The name of a firm, which more kana would make another firm; alone, more kanji, too. */
  readonly firm: 'alone' | 'whole' | null;
  /** Where spaces may stand within, from its beginning; null: anywhere. */
  readonly cuts: ReadonlySet<number> | null;
  /** False where a comma between two words parts two people. */
  readonly overCommas: boolean;
  /** False where a short name of two words must not be one: RAYBAN is no Ray Ban. */
  readonly joined: boolean;
  /** A place, which another town before it would make another: 松本市本町3-12 is not that of 高山市. */
  readonly place: boolean;
};

/** A name of so many letters is one as a single word, too: johnathansmith. */
const LEAST_JOINED = 10;

/**
 * Whether a needle stands in a text as whole words. Kanji need no edges (names are followed by 様 or a particle) but those
 * of names; Latin letters and digits do; kana only when short, where it could be part of another word.
 */
export function holds(
  { text, starts, ends, commas, spaces, mayHold, placesOf }: Squeezed,
  needle: string,
  { kanjiName, kanaName, firm, cuts, overCommas, joined, place }: Edges,
): boolean {
  if (!mayHold(needle)) return false;
  const [first, last] = [needle.at(0), needle.at(-1)];
  const shortKana = needle.length < 5 && [...needle].every(isKana);
  const kanaEnds = shortKana || kanaName || kanjiName !== null;
  const endsPlace = kanjiName !== null && placeEnd.test(needle);
  const tells = kanjiName === null ? (kanaName ? kanaNames : undefined) : kanjiNames;
  const next = placesOf(needle);
  for (let at = next(); at >= 0; at = next()) {
    const end = at + needle.length;
    const before = text[at - 1];
    const after = text[end];
    const [parted, closed] = [starts.has(at), ends.has(end)];
    if (
      kanjiName !== null &&
      !canStand(kanjiName, parted ? undefined : before, closed ? undefined : text.slice(end, end + 2))
    )
      continue;
    if (kanjiName !== null && !closed && !mayBeCut(kanjiName, cutsWithin(starts, at, end), after)) continue;
    // みどり豊かな is no みどり of a family of one kanji, which begins other words: 森, 林, 原.
    if (kanjiName?.family === 1 && isKana(last) && !closed && isHan(after) && !/[様殿氏先君宛御]/.test(after ?? ''))
      continue;
    const shortEnds = kanjiName !== null && kanjiName.length <= SHORT && !closed && isKana(after);
    if (shortEnds && !afterName.test(text.slice(end, end + 2))) continue;
    if (tells && !holdsAny(starts, at + 1, end)) {
      const ahead = text.slice(Math.max(0, at - 4), at);
      if (!isToldFromWords({ ...tells, length: needle.length, endsPlace }, ahead, text.slice(end, end + 3), closed))
        continue;
    }
    if (firm === 'alone' && !closed && /[\p{Script=Han}]/u.test(after ?? '') && !/[様御殿宛]/.test(after ?? ''))
      continue;
    if (firm !== null && !closed && isKana(last) && isKana(after) && !afterName.test(text.slice(end, end + 2)))
      continue;
    if (place && /[市区町村郡]/.test(before ?? '')) continue;
    if (cuts !== null && [...spacesWithin(spaces, at, end)].some((space) => !cuts.has(space - at))) continue;
    if (!joined && needle.length < LEAST_JOINED && !holdsAny(starts, at + 1, end)) continue;
    if (!overCommas && holdsAny(commas, at + 1, end)) continue;
    const startOk =
      parted || (isAlphabetic(first) ? !isAlphabetic(before) : !(shortKana || kanaName) || !isKana(before));
    const endOk =
      closed ||
      (isAlphabetic(last)
        ? !isAlphabetic(after) || (isAlphabetic(first) && spokenAfterName.test(text.slice(end, end + 5)))
        : !kanaEnds || !isKana(last) || !isKana(after) || afterName.test(text.slice(end, end + 2)));
    if (startOk && endOk) return true;
  }
  return false;
}

function* spacesWithin(spaces: Places, at: number, end: number): Generator<number> {
  for (let inner = at + 1; inner < end; inner += 1) if (spaces.has(inner)) yield inner;
}

/** How many characters stand before each word that begins within. */
function cutsWithin(starts: Places, at: number, end: number): number[] {
  const cuts: number[] = [];
  for (let inner = at + 1; inner < end; inner += 1) if (starts.has(inner)) cuts.push(inner - at);
  return cuts;
}

function holdsAny(places: Places, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (places.has(at)) return true;
  return false;
}
