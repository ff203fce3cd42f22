// Does the spam hold what the customer wrote into a form? Found values point to the record set itself; how strongly
// depends on how rare each value is, so that is counted in the register.
import { readingsOf } from './name-readings.ts';
import { foldSpelling, romajiKey } from './spelling.ts';
import { familyFirst, streetsIn, withoutHouse, withoutLegalForm, withoutUmlauts } from './value-variants.ts';
import { dateOf, holdsDate } from './written-date.ts';
import { digitsOf, holdsNumber, type WrittenNumber, writtenNumber } from './written-number.ts';

export type FormValue = { readonly field: string; readonly value: string };

/** How many records of the register hold a value, spelled in any way; undefined: no register. */
export type RegisterCount = (field: string, value: string) => number;

export type FormValueFound = {
  readonly field: string;
  /** Chance that a record drawn at random from the register holds this value: (records with it) / (records). */
  readonly chance: number;
  /** False when the value can be read from the address itself, as a name in the local part: then it weighs nothing. */
  readonly addsToAddress: boolean;
  readonly spelling: 'as-written' | 'romaji' | 'digits';
};

/**
 * Text made ready for comparing: words set end to end, with where they began and ended, so that "Sato Hanako",
 * "SATO.HANAKO" and "satohanako" are one string.
 */
export type Squeezed = {
  readonly text: string;
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
};

/** Between words of one value at most this; more, or another sign, is a break. */
const joint = /^[ \t\u3000・･·.,_\-‐‑–−’'`´/|]{0,3}$|^[ \t\u3000]*\r?\n[ \t\u3000>]*$/;

/** One private-use character that no word holds. */
const BREAK = '\uf8ff';

export function squeeze(folded: string): Squeezed {
  const starts = new Set<number>();
  const ends = new Set<number>();
  const out: string[] = [];
  let length = 0;
  let last = 0;
  for (const match of folded.matchAll(/[\p{L}\p{N}ー]+/gu)) {
    const between = folded.slice(last, Math.min(match.index, last + 40));
    if (length > 0 && between !== ' ' && !joint.test(between)) {
      out.push(BREAK);
      length += 1;
    }
    starts.add(length);
    out.push(match[0]);
    length += match[0].length;
    ends.add(length);
    last = match.index + match[0].length;
  }
  return { text: out.join(''), starts, ends };
}

export type Haystack = {
  readonly folded: string;
  readonly plain: Squeezed;
  readonly romaji: Squeezed;
  readonly digits: string;
};

/** Prepares a mail's text once for all values; each form only when a value needs it. */
export function haystackOf(text: string): Haystack {
  const folded = foldSpelling(text);
  let plain: Squeezed | undefined;
  let romaji: Squeezed | undefined;
  let digits: string | undefined;
  return {
    folded,
    get plain() {
      plain ??= squeeze(folded);
      return plain;
    },
    get romaji() {
      romaji ??= squeeze(romajiKey(folded));
      return romaji;
    },
    get digits() {
      digits ??= digitsOf(folded);
      return digits;
    },
  };
}

const isLatin = (char: string | undefined) => char !== undefined && /[\p{Script=Latin}\p{N}]/u.test(char);
const isKana = (char: string | undefined) => char !== undefined && /[ぁ-ゖー]/.test(char);

/**
 * Whether a needle stands in a text as whole words. Kanji need no edges (names are followed by 様 or a particle);
 * Latin letters and digits do; kana only when short, where it could be part of another word.
 */
function holds({ text, starts, ends }: Squeezed, needle: string): boolean {
  const [first, last] = [needle.at(0), needle.at(-1)];
  const shortKana = needle.length < 5 && [...needle].every(isKana);
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const before = text[at - 1];
    const after = text[end];
    const startOk = starts.has(at) || (isLatin(first) ? !isLatin(before) : !shortKana || !isKana(before));
    const endOk =
      ends.has(end) ||
      (isLatin(last) ? !isLatin(after) : !shortKana || !isKana(after) || /[さのをはがにへと]/.test(after ?? ''));
    if (startOk && endOk) return true;
  }
  return false;
}

/** Bits of information, roughly, by script: a kanji of names 7, kana 4.5, a Latin letter 3, a digit 3.3. */
function bitsOf(needle: string): number {
  let bits = 0;
  for (const char of needle) bits += /\d/.test(char) ? 3.3 : isKana(char) ? 4.5 : isLatin(char) ? 3 : 7;
  return bits;
}

/** Less than this and a stranger's text holds the value by accident: 2 kanji, 4 kana, 5 letters or 5 digits. */
const ENOUGH_BITS = 14;
/** A single Latin word must be longer: any mail is full of words. */
const ENOUGH_BITS_WORD = 18;

/** Words of every advertisement: answers such as these prove nothing, however rare in the register. */
const everyday = new Set(
  'female male other others company business student housewife teacher engineer manager office internet online computer magazine friend friends family facebook twitter instagram google search yahoo website newsletter monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december american america england london japan tokyo osaka united states canada germany france china australia english japanese satisfied dissatisfied neither unknown nothing everything always sometimes never usually several thousand hundred million service services product products quality price health medical insurance education travel sports music movies cooking reading shopping fashion beauty television newspaper radio email address please contact information question answer customer support account password birthday marriage married single'.split(
    ' ',
  ),
);

/** Japanese answers that any mail may hold. */
const everydayJapanese =
  /^(?:男性|女性|男|女|はい|いいえ|その他|会社員|公務員|自営業|主婦|学生|無職|満足|不満|普通|ふつう|とても満足|やや満足|やや不満|とても不満|大変満足|知人の紹介|友人|家族|インターネット|検索|雑誌|新聞|テレビ|東京|東京都|大阪|大阪府|京都|京都府|神奈川県|愛知県|福岡県|北海道|埼玉県|千葉県|兵庫県|日本|商品|価格|品質|特になし|なし|ありません|希望する|希望しない|未回答|既婚|未婚|\d{1,2}代|\d{1,3}歳)$/;

/** An address of Japan as spam shortens it: without prefecture, and from below city and ward on. */
function shorterAddresses(joined: string): string[] {
  const prefecture = /^(?:東京都|北海道|京都府|大阪府|\p{Script=Han}{2,3}県)/u.exec(joined)?.[0];
  if (prefecture === undefined) return [];
  const rest = joined.slice(prefecture.length);
  const below = /^[^\d]{1,12}?[市区町村](?:[^\d]{1,4}区)?(?=[^\d])(.{4,60})$/u.exec(rest)?.[1];
  return [rest, below ?? ''].filter((part) => /^[^\d].{0,20}\d/.test(part) && bitsOf(part) >= 24);
}

function orders(words: readonly string[]): string[] {
  const joined = words.join('');
  // "Hanako Sato" and "Sato Hanako"; longer values have one order.
  return words.length === 2 ? [joined, [...words].reverse().join('')] : [joined];
}

/** A shorter form must carry so much by itself: four kanji, eight letters. */
const ENOUGH_BITS_VARIANT = 24;

/** Other forms of an answer that mean the same. */
function variantsOf(value: string, folded: string): readonly string[] {
  const house = withoutHouse(folded);
  const address = house?.replace(/[^\p{L}\p{N}ー]/gu, '');
  const inLetters = withoutUmlauts(value);
  const written = [folded, ...(inLetters === undefined ? [] : [foldSpelling(inLetters)])];
  const others = written.flatMap((one) => [one, withoutLegalForm(one) ?? one, ...streetsIn(one)]);
  const made = others.flatMap((one) => [
    ...orders(one.match(/[\p{L}\p{N}ー]+/gu) ?? []),
    // With the signs between its words that are a break elsewhere: "Schroeder & Soehne".
    squeeze(one).text,
  ]);
  if (address !== undefined) made.push(address, ...shorterAddresses(address));
  return [...new Set(made)].filter((one) => bitsOf(one) >= ENOUGH_BITS_VARIANT);
}

export type Needle = {
  readonly plain: readonly string[];
  readonly romaji: readonly string[];
  readonly number: WrittenNumber | null;
  /** The name with the family's first and a comma. */
  readonly familyFirst: RegExp | null;
  readonly bits: number;
  readonly words: number;
};

/** The spellings in which a value is looked for; undefined when it is too short or too common to mean anything. */
export function needleOf(value: string): Needle | undefined {
  const folded = foldSpelling(value)
    .replace(/(?:様|さん|殿|先生)$/u, '')
    .trim()
    .slice(0, 400);
  const number = writtenNumber(folded);
  if (number !== undefined) {
    const { length } = number.digits;
    return length > 40 ? undefined : { plain: [], romaji: [], number, familyFirst: null, bits: 3.3 * length, words: 1 };
  }
  const words = folded.match(/[\p{L}\p{N}ー]+/gu) ?? [];
  const joined = words.join('');
  if (everydayJapanese.test(joined) || words.every((word) => everyday.has(word))) return undefined;
  const bits = bitsOf(joined);
  const singleLatin = words.length === 1 && /^[\p{Script=Latin}\p{N}]+$/u.test(joined) && !/\d/.test(joined);
  if (bits < (singleLatin ? ENOUGH_BITS_WORD : ENOUGH_BITS)) return undefined;
  const spoken = /^[\p{Script=Latin}ぁ-ゖー\s'.]+$/u.test(folded) && words.length <= 4;
  const keys = spoken ? words.map(romajiKey) : [];
  const read = readingsOf(words).flatMap((name) => orders(name.map(romajiKey)));
  const romaji = [...(keys.join('').length >= 5 ? orders(keys) : []), ...read.filter((key) => key.length >= 5)];
  const plain = [...orders(words), ...shorterAddresses(joined), ...variantsOf(value, folded)];
  return { plain, romaji, number: null, familyFirst: familyFirst(words), bits, words: words.length };
}

/** How the haystack holds the needle; undefined when it does not. */
export function findNeedle(haystack: Haystack, needle: Needle): FormValueFound['spelling'] | undefined {
  if (needle.number !== null) return holdsNumber(haystack.digits, needle.number) ? 'digits' : undefined;
  if (needle.plain.some((word) => holds(haystack.plain, word)) || needle.familyFirst?.test(haystack.folded))
    return 'as-written';
  return needle.romaji.some((word) => holds(haystack.romaji, word)) ? 'romaji' : undefined;
}

/** Whether a value is in the text, in any spelling; undefined when it is too common a value to ask. */
export function findValue(haystack: Haystack, value: string): FormValueFound['spelling'] | undefined {
  const date = dateOf(foldSpelling(value));
  if (date) return holdsDate(haystack.folded, date) ? 'digits' : undefined;
  const needle = needleOf(value);
  return needle && findNeedle(haystack, needle);
}

/** Whether the address itself gives the value away: "hanako.sato@" for 佐藤 花子 needs the kana or romaji of the record. */
function readFromAddress(address: string, value: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  const key = romajiKey(foldSpelling(local)).replace(/[^\p{L}]/gu, '');
  const words = (foldSpelling(value).match(/[\p{L}ー]+/gu) ?? []).map(romajiKey);
  return words.length > 0 && words.every((word) => /^[a-z]{2,}$/.test(word) && key.includes(word));
}

export type FormContext = {
  readonly values: readonly FormValue[];
  readonly address: string | null;
  readonly count: RegisterCount | null;
  readonly registerSize: number;
};

const nameField = /name|kana|sei|mei|氏名|名前|お名前|姓|フリガナ|ふりがな|カナ|かな|よみ/i;

/** Held by more than this share of the register, a value is an answer many give. */
const COMMON_SHARE = 0.02;

/** The values of one record that a mail holds. Common answers and the address itself are left out. */
export function findFormValues(haystack: Haystack, context: FormContext): FormValueFound[] {
  const { values, address, count, registerSize } = context;
  const found: FormValueFound[] = [];
  const isName = ({ field }: FormValue) => nameField.test(field);
  // The kana of the record tell whether its kanji can be read from the address.
  const nameInAddress = address !== null && values.some((one) => isName(one) && readFromAddress(address, one.value));
  for (const one of values) {
    const { field, value } = one;
    if (value.includes('@') || value.length > 400) continue;
    const spelling = findValue(haystack, value);
    if (spelling === undefined) continue;
    const holders = count && registerSize > 0 ? Math.max(1, count(field, value)) : null;
    // Without a register the chance is guessed from the value's length, and never below 1 in 1,000.
    const bits = needleOf(value)?.bits ?? 20;
    const chance = holders === null ? Math.max(0.001, 2 ** (-bits / 3)) : Math.min(1, holders / registerSize);
    if (holders !== null && registerSize >= 100 && chance > COMMON_SHARE && holders > 2) continue;
    const inAddress = address !== null && (readFromAddress(address, value) || (nameInAddress && isName(one)));
    found.push({ field, chance, addsToAddress: !inAddress, spelling });
  }
  return withoutSecondReadings(found, values);
}

/** A name in kanji and its kana, both found by ear, are one value, not two: the one that spells the sound is kept. */
function withoutSecondReadings(found: readonly FormValueFound[], values: readonly FormValue[]): FormValueFound[] {
  const written = new Map(values.map(({ field, value }) => [field, value]));
  const spoken = ({ field }: FormValueFound) =>
    /^[\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}ー\s'.・]+$/u.test(
      (written.get(field) ?? '').normalize('NFKC'),
    );
  const names = found.filter((one) => nameField.test(one.field));
  const byEar = names.filter(({ spelling }) => spelling === 'romaji');
  const heard = names.some((one) => one.spelling === 'as-written' && spoken(one));
  const kept = heard ? undefined : (byEar.find(spoken) ?? byEar[0]);
  return found.filter((one) => !byEar.includes(one) || one === kept);
}
