// Does the spam hold what the customer wrote into a form? Found values point to the record set itself; how strongly
// depends on how rare each value is, so that is counted in the register.
import { familyName, holdsFamily } from './family-name.ts';
import type { Haystack } from './haystack.ts';
import { findNeedle, needleOf, type Spelling } from './needle.ts';
import { foldSpelling, romajiKey } from './spelling.ts';
import { formsOf } from './value-forms.ts';
import { datesOf, holdsDate } from './written-date.ts';

export type FormValue = { readonly field: string; readonly value: string };

/**
 * How many records of the register hold a value, spelled in any way; undefined: no register. Of a name, `family` asks how
 * many have the same family's name, 0 where that is not clear.
 */
export type RegisterCount = (field: string, value: string, part?: 'family') => number;

export type FormValueFound = {
  readonly field: string;
  /** Chance that a record drawn at random from the register holds this value: (records with it) / (records). */
  readonly chance: number;
  /** False when the value can be read from the address itself, as a name in the local part: then it weighs nothing. */
  readonly addsToAddress: boolean;
  /** `family-name`: of a name, only the family's, with a title or an initial. */
  readonly spelling: Spelling;
};

/**
 * Whether a value is in the text, in any spelling; undefined when it is too common a value to ask.
 *
 * @param field what the form called it: of a person's name, the middle one may be missing
 */
export function findValue(haystack: Haystack, value: string, field = ''): Spelling | undefined {
  const dates = datesOf(foldSpelling(value));
  if (dates.length > 0) return dates.some((date) => holdsDate(haystack.folded, date)) ? 'digits' : undefined;
  for (const form of formsOf(value, field)) {
    const needle = needleOf(form);
    const found = needle && findNeedle(haystack, needle);
    if (found) return found;
  }
  return undefined;
}

/** Whether the text calls somebody by the family's name of that full name. */
export function findFamily(haystack: Haystack, value: string): 'family-name' | undefined {
  const name = familyName(foldSpelling(value));
  return name && holdsFamily(name, haystack.folded, () => haystack.spoken) ? 'family-name' : undefined;
}

/** Whether the address itself gives the value away: "hanako.sato@" for 佐藤 花子 needs the kana or romaji of the record. */
function readFromAddress(address: string, value: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  const key = romajiKey(foldSpelling(local)).replace(/[^\p{L}]/gu, '');
  const words = (foldSpelling(value).match(/[\p{L}ー]+/gu) ?? []).map(romajiKey);
  return words.length > 0 && words.every((word) => /^[a-z]{2,}$/.test(word) && key.includes(word));
}

/** Whether a family's name of the record stands in the address, in any spelling that the record has. */
function familyInAddress(address: string, values: readonly FormValue[]): boolean {
  const local = romajiKey(foldSpelling(address.slice(0, address.lastIndexOf('@')))).replace(/[^\p{L}]/gu, '');
  const families = values
    .filter(({ field }) => nameField.test(field))
    .map(({ value }) => familyName(foldSpelling(value))?.key ?? '');
  return families.some((key) => key.length >= 3 && local.includes(key));
}

export type FormContext = {
  readonly values: readonly FormValue[];
  readonly address: string | null;
  readonly count: RegisterCount | null;
  readonly registerSize: number;
  /** When the mail came, ISO 8601; null: not known. */
  readonly receivedAt?: string | null;
};

/** A mail speaks of the days around its own; a date so near says nothing of a record. */
const OWN_DAYS = 31;

function isOfItsTime(value: string, receivedAt: string | null | undefined): boolean {
  if (!receivedAt) return false;
  return datesOf(foldSpelling(value)).some((date) => {
    const [year, month, day] = date.map(Number);
    const apart = Date.parse(receivedAt) - Date.UTC(year ?? 0, (month ?? 1) - 1, day);
    return Math.abs(apart) <= OWN_DAYS * 86_400_000;
  });
}

export const nameField = /name|kana|sei|mei|氏名|名前|お名前|姓|フリガナ|ふりがな|カナ|かな|よみ/i;

/** Held by more than this share of the register, a value is an answer many give. */
const COMMON_SHARE = 0.02;
/** A family's name alone counts when no more than this share of the register bears it: one in 500. */
const RARE_FAMILY = 0.002;

/** The values of one record that a mail holds. Common answers and the address itself are left out. */
export function findFormValues(haystack: Haystack, context: FormContext): FormValueFound[] {
  const { values, address, count, registerSize } = context;
  const found: FormValueFound[] = [];
  const isName = ({ field }: FormValue) => nameField.test(field);
  // The kana of the record tell whether its kanji can be read from the address.
  const nameInAddress = address !== null && values.some((one) => isName(one) && readFromAddress(address, one.value));
  for (const one of values) {
    const { field, value } = one;
    if (value.includes('@') || value.length > 400 || isOfItsTime(value, context.receivedAt)) continue;
    const whole = findValue(haystack, value, field);
    const relatives = whole === undefined && count && isName(one) ? count(field, value, 'family') : 0;
    const mayBeFamily = relatives > 0 && relatives <= RARE_FAMILY * registerSize;
    const spelling = whole ?? (mayBeFamily ? findFamily(haystack, value) : undefined);
    if (spelling === undefined) continue;
    const alike = spelling === 'family-name' ? relatives : (count?.(field, value) ?? 0);
    const holders = count && registerSize > 0 ? Math.max(1, alike) : null;
    // Without a register the chance is guessed from the value's length, and never below 1 in 1,000.
    const bits = needleOf(value)?.bits ?? 20;
    const chance = holders === null ? Math.max(0.001, 2 ** (-bits / 3)) : Math.min(1, holders / registerSize);
    if (holders !== null && registerSize >= 100 && chance > COMMON_SHARE && holders > 2) continue;
    const inAddress =
      address !== null &&
      (readFromAddress(address, value) ||
        (isName(one) && (nameInAddress || (spelling === 'family-name' && familyInAddress(address, values)))));
    found.push({ field, chance, addsToAddress: !inAddress, spelling });
  }
  return withoutSecondReadings(found, values);
}

/**
 * A family's name alone says nothing beside the whole name, and only once. A name in kanji and its kana, both found by ear, are one value, not two:
 * the one that spells the sound is kept.
 */
function withoutSecondReadings(found: readonly FormValueFound[], values: readonly FormValue[]): FormValueFound[] {
  const written = new Map(values.map(({ field, value }) => [field, value]));
  const spoken = ({ field }: FormValueFound) =>
    /^[\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}ー\s'.・]+$/u.test(
      (written.get(field) ?? '').normalize('NFKC'),
    );
  const named = found.filter((one) => nameField.test(one.field));
  const names = named.filter(({ spelling }) => spelling !== 'family-name');
  const [firstFamily] = named.filter(({ spelling }) => spelling === 'family-name');
  const family = names.length === 0 ? firstFamily : undefined;
  const byEar = names.filter(({ spelling }) => spelling === 'romaji');
  const heard = names.some((one) => one.spelling === 'as-written' && spoken(one));
  const kept = heard ? undefined : (byEar.find(spoken) ?? byEar[0]);
  return found.filter((one) =>
    one.spelling === 'family-name' ? one === family : !byEar.includes(one) || one === kept,
  );
}
