// Does the spam hold what the customer wrote into a form? Found values point to the record set itself; how strongly
// depends on how rare each value is, so that is counted in the register.
import { type Answer, answersOf, type FormValue } from './asked-in-pieces.ts';
import { type Choices, choicesField, holdsChoice } from './choices.ts';
import { type FamilyName, familyAlone, familyName, givenIn, givenName, holdsFamily } from './family-name.ts';
import { findValue } from './find-value.ts';
import type { Haystack } from './haystack.ts';
import { codesLike } from './labelled-code.ts';
import { needleOf, type Spelling } from './needle.ts';
import { foldSpelling, romajiKey } from './spelling.ts';
import { withoutUmlauts } from './value-variants.ts';
import { datesOf, holdsDay } from './written-date.ts';
import { priceOf, sumsLike } from './written-price.ts';

/** What is counted: an answer in its column, or columns. */
export type Named = Pick<Answer, 'field' | 'value' | 'kind' | 'parts'>;

/** Of a name, the part that a mail may call somebody by. */
export type NamePart = 'family' | 'given';

/** What a mail may show of an answer without the rest: of a date, its day without the year. */
export type AnswerPart = NamePart | 'day';

/**
 * How many records of the register hold a value, spelled in any way; undefined: no register. Of a name, `part` asks how
 * many have the same one, 0 where that is not clear; of a date, how many have that day of the year. Of what a form asks in several columns, `field` names all of them.
 */
export type RegisterCount = (answer: Named, part?: AnswerPart) => number;

export type FormValueFound = {
  /** The column; of what a form asks in several, all of them: "姓 + 名". */
  readonly field: string;
  readonly answer: Answer;
  /** Chance that a record drawn at random from the register holds this value: (records with it) / (records). */
  readonly chance: number;
  /** False when the value can be read from the address itself, as a name in the local part: then it weighs nothing. */
  readonly addsToAddress: boolean;
  /**
   * `family-name`, `given-name`: of a name, only that part, where somebody is called by it. `day`: of a
   * date, the day without its year. `together`: choices of several columns, each common alone.
   */
  readonly spelling: Spelling;
};

/** That part of a name by which somebody may be called; undefined where it is not clear or too short. */
export function partOfName({ value, kind, parts }: Omit<Named, 'field'>, part: NamePart): FamilyName | undefined {
  const folded = foldSpelling(value);
  if (part === 'family')
    return kind === 'given' ? undefined : kind === 'family' ? familyAlone(folded) : familyName(folded);
  if (parts) return givenName(foldSpelling(parts.given), foldSpelling(parts.family));
  return kind === 'family' ? undefined : kind === 'given' ? givenName(folded, '') : givenIn(folded);
}

/** Whether the text calls somebody by that part of a name. */
export function findPart(
  haystack: Haystack,
  answer: Omit<Named, 'field'>,
  part: NamePart,
): 'family-name' | 'given-name' | undefined {
  const writings = [answer, ...withoutUmlauts(answer.value).map((value) => ({ value, kind: answer.kind }))];
  const holdsOne = writings.some((one) => {
    const name = partOfName(one, part);
    return name && holdsFamily(name, haystack.folded, () => haystack.spoken);
  });
  return holdsOne ? `${part}-name` : undefined;
}

/** Whether the text holds the day of a date beside a word that says whose day it is. */
const dayIn = (haystack: Haystack, { value, field }: Pick<Answer, 'value' | 'field'>): boolean =>
  datesOf(foldSpelling(value)).some((date) => holdsDay(haystack.dates, date, field));

/** Whether what was found in a whole mail stands in this part of it. */
export function holdsFound(haystack: Haystack, { answer, spelling }: FormValueFound): boolean {
  if (spelling === 'family-name') return findPart(haystack, answer, 'family') !== undefined;
  if (spelling === 'given-name') return findPart(haystack, answer, 'given') !== undefined;
  if (spelling === 'day') return dayIn(haystack, answer);
  if (spelling === 'together')
    return answer.writings.some((one, at) => holdsChoice(haystack, one, answer.columns[at] ?? ''));
  return answer.writings.some((writing) => findValue(haystack, writing, answer.field) !== undefined);
}

/** Whether the address itself gives the value away: "hanako.sato@" for 佐藤 花子 needs the kana or romaji of the record. */
function readFromAddress(address: string, value: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@'));
  const key = romajiKey(foldSpelling(local)).replace(/[^\p{L}]/gu, '');
  const words = (foldSpelling(value).match(/[\p{L}ー]+/gu) ?? []).map(romajiKey);
  return words.length > 0 && words.every((word) => /^[a-z]{2,}$/.test(word) && key.includes(word));
}

const isName = ({ kind }: Answer) => kind === 'name' || kind === 'family' || kind === 'given';

/** Whether that part of the record's name stands in the address, in any spelling that the record has. */
function partInAddress(address: string, names: readonly Answer[], part: NamePart): boolean {
  const local = romajiKey(foldSpelling(address.slice(0, address.lastIndexOf('@')))).replace(/[^\p{L}]/gu, '');
  const keys = names.map((one) => romajiKey(partOfName(one, part)?.key ?? ''));
  return keys.some((key) => key.length >= 3 && local.includes(key));
}

export type FormContext = {
  /** What many choose of, counted together. */
  readonly choices?: Choices;
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

/** Held by more than this share of the register, a value is an answer many give. */
const COMMON_SHARE = 0.02;
/** A part of a name counts when no more than this share of the register bears it: one in 500. */
const RARE_PART = 0.002;

/** A short code or a sum is met by accident as often as there are few that look like it, however large the register. */
function sumsAs(value: string, field: string): number {
  const price = priceOf(foldSpelling(value).trim(), field);
  return price === undefined ? Number.POSITIVE_INFINITY : sumsLike(price);
}

type Heard = { readonly spelling: Spelling; readonly alike: number };

/** How a mail holds an answer, and how many records hold the same; undefined when it does not. */
function hear(haystack: Haystack, answer: Answer, { count, registerSize }: FormContext): Heard | undefined {
  const { field, writings, kind } = answer;
  const isPart = kind === 'family' || kind === 'given';
  for (const writing of isPart ? [] : writings) {
    const spelling = findValue(haystack, writing, field);
    if (spelling) return { spelling, alike: count?.(answer) ?? 0 };
  }
  if (!count) return undefined;
  if (!isName(answer)) {
    const alike = count(answer, 'day');
    return alike > 0 && registerSize >= ENOUGH_RECORDS && dayIn(haystack, answer)
      ? { spelling: 'day', alike }
      : undefined;
  }
  for (const part of ['family', 'given'] as const) {
    const spelling = findPart(haystack, answer, part);
    if (!spelling) continue;
    const alike = count(answer, part);
    if (alike > 0 && alike <= RARE_PART * registerSize) return { spelling, alike };
  }
  return undefined;
}

/** The values of one record that a mail holds. Common answers and the address itself are left out. */
export function findFormValues(haystack: Haystack, context: FormContext): FormValueFound[] {
  const { values, address, count, registerSize } = context;
  const found: FormValueFound[] = [];
  const answers = answersOf(values);
  const names = answers.filter(isName);
  // The kana of the record tell whether its kanji can be read from the address.
  const nameInAddress = address !== null && names.some(({ value }) => readFromAddress(address, value));
  for (const answer of answers) {
    const { field, value } = answer;
    if (value.includes('@') || value.length > 400 || isOfItsTime(value, context.receivedAt)) continue;
    const heard = hear(haystack, answer, context);
    if (heard === undefined) continue;
    const { spelling, alike } = heard;
    const holders = count && registerSize > 0 ? Math.max(1, alike) : null;
    // Without a register the chance is guessed from the value's length, and never below 1 in 1,000.
    const bits = needleOf(value)?.bits ?? 20;
    const byAccident = 1 / Math.min(codesLike(value) ?? Number.POSITIVE_INFINITY, sumsAs(value, field));
    const chance =
      holders === null ? Math.max(0.001, 2 ** (-bits / 3)) : Math.min(1, Math.max(byAccident, holders / registerSize));
    if (holders !== null && registerSize >= 100 && chance > COMMON_SHARE && holders > 2) continue;
    const part = spelling === 'family-name' ? 'family' : spelling === 'given-name' ? 'given' : undefined;
    const inAddress =
      address !== null &&
      (readFromAddress(address, value) ||
        (isName(answer) && (nameInAddress || (part !== undefined && partInAddress(address, names, part)))));
    found.push({ field, answer, chance, addsToAddress: !inAddress, spelling });
  }
  const counted = withChoices(found, haystack, context);
  // Where a place alone is named, many are.
  if (counted.every(({ answer }) => answer.kind === 'place')) return [];
  return withoutSecondReadings(counted);
}

/** Choices together count when they fit no more than this share: spam names what many want, more often than chance. */
const RARE_TOGETHER = 0.01;
/** Fewer records do not show how choices go together. */
const ENOUGH_RECORDS = 100;

/**
 * Choices of which each stands in many records count where all together fit few. Those that count alone never count for more
 * than all of them together do: a price that belongs to its item adds nothing, and a catalogue names what everybody chose.
 */
function withChoices(
  found: readonly FormValueFound[],
  haystack: Haystack,
  { choices, values, registerSize }: FormContext,
): readonly FormValueFound[] {
  // What the address gives away weighs nothing, beside other values neither.
  const given = new Set(found.filter((one) => !one.addsToAddress).flatMap(({ answer }) => answer.columns));
  const asked = values.filter(({ field }) => !given.has(field));
  const held = registerSize >= ENOUGH_RECORDS ? choices?.heldBy(haystack, asked) : undefined;
  if (!held) return found;
  const isHeld = ({ answer }: FormValueFound) => answer.columns.every((column) => held.columns.includes(column));
  const others = found.filter((one) => !isHeld(one));
  if (held.chance > COMMON_SHARE) return others;
  const [only] = found.filter(isHeld);
  if (held.columns.length === 1 || held.chance > RARE_TOGETHER)
    return only ? [...others, { ...only, chance: held.chance }] : others;
  const field = choicesField(held);
  const answer: Answer = {
    field,
    value: held.values.join(' / '),
    writings: held.values,
    kind: 'other',
    columns: held.columns,
  };
  return [...others, { field, answer, chance: held.chance, addsToAddress: true, spelling: 'together' }];
}

const isPart = ({ spelling }: FormValueFound) => spelling === 'family-name' || spelling === 'given-name';

/**
 * A part of a name says nothing beside the whole name, and only once. A name in kanji and its kana, both found by ear, are one
 * value, not two: the one that spells the sound is kept.
 */
function withoutSecondReadings(found: readonly FormValueFound[]): FormValueFound[] {
  const spoken = ({ answer }: FormValueFound) =>
    /^[\p{Script=Latin}\p{Script=Hiragana}\p{Script=Katakana}ー\s'.・]+$/u.test(answer.value.normalize('NFKC'));
  const named = found.filter(({ answer }) => isName(answer));
  const names = named.filter((one) => !isPart(one));
  const part = names.length === 0 ? named.find(isPart) : undefined;
  const byEar = names.filter(({ spelling }) => spelling === 'romaji');
  const heard = names.some((one) => one.spelling === 'as-written' && spoken(one));
  const kept = heard ? undefined : (byEar.find(spoken) ?? byEar[0]);
  return found.filter((one) => (isPart(one) ? one === part : !byEar.includes(one) || one === kept));
}
