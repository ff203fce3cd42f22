// The register, arranged so that a mail can be asked which record it speaks of without trying each.
import type { Address } from '../../vocabulary/address.ts';
import { type Answer, answersOf, type FormValue } from './asked-in-pieces.ts';
import { type Choices, choicesOf } from './choices.ts';
import { type AnswerPart, type Named, partOfName, type RegisterCount } from './form-values.ts';
import type { Haystack } from './haystack.ts';
import { kanjiInOne } from './name-pieces.ts';
import { findNeedle, LONG_BITS, type Needle, needleOf } from './needle.ts';
import { MOST_WORDS } from './person-name.ts';
import { foldSpelling, romajiKey } from './spelling.ts';
import { formsOf } from './value-forms.ts';
import { datesOf } from './written-date.ts';
import { withoutFilling } from './written-number.ts';
import { priceOf } from './written-price.ts';

export type FormRecord = { readonly address: Address; readonly values: readonly FormValue[] };

export type RecordIndex = {
  readonly size: number;
  readonly count: RegisterCount;
  /** What many choose of, counted together. */
  readonly choices: Choices;
  /** The record of an address; undefined when it is in none. */
  recordOf(address: string): FormRecord | undefined;
  /**
   * The record whose values a mail holds best, when its address is not known: at least two rare values, or one so long
   * that it cannot be there by accident. Undefined when there is none.
   */
  bestRecord(haystack: Haystack): FormRecord | undefined;
};

/** Spellings of one value have one key: of those that may stand for it, the shortest, which others may share. */
function keyOf(field: string, value: string, folded: string): string {
  const [date, ...others] = datesOf(folded);
  if (date && others.length === 0) return date.join('-');
  const price = priceOf(folded.trim(), field);
  if (price !== undefined) return price;
  const forms = formsOf(value, field);
  const shortest =
    forms.length > 1 ? foldSpelling(forms.reduce((one, other) => (other.length < one.length ? other : one))) : folded;
  return romajiKey(shortest).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Under which records are counted that hold the same value. */
const countedAs = ({ field, value }: Named) => `${field}\u0000${keyOf(field, value, foldSpelling(value))}`;

/** Length of the beginnings by which needles are looked up. */
const GRAM = 4;
/** What a single value must carry to name a record by itself: three kanji of a full name, or nine digits. */
const ENOUGH_ALONE_BITS = 20;
const ENOUGH_DIGITS_BITS = 29;

/** Latin names stand in too many mails by themselves; long answers, and codes with many digits, do not. */
function namesAlone({ number, bits, words, written: row }: Needle): boolean {
  if (number !== null) return bits >= ENOUGH_DIGITS_BITS;
  const written = row.join('');
  if (bits >= LONG_BITS && !/^[a-z\s]*$/.test(written)) return true;
  if (/\d{6}/.test(written)) return bits >= 23;
  return bits >= ENOUGH_ALONE_BITS && words >= 2 && !/[a-z]/.test(written);
}

/** A record, and its answer that has a needle. */
type Holder = { readonly record: number; readonly answer: Answer };
/** One needle, and whose it is: what many have chosen is looked for once. */
type Sought = { readonly needle: Needle; readonly holders: Holder[] };
/** The needles whose writings begin alike. */
type Head = {
  /** Their beginning is enough to look for them. */
  readonly begun: Sought[];
  /** These must stand there in one piece, by their lengths: of one street, a register has hundreds of houses. */
  readonly whole: Map<number, Map<string, Sought[]>>;
};

/** Days are of answers, the other parts of names. */
const hasPart = ({ value, kind }: Answer, part: AnswerPart) =>
  !value.includes('@') && kind !== 'place' && (kind === 'other') === (part === 'day');

/** A day as "11-16"; undefined for what is no date, or may be two. */
function dayOfYear(value: string): string | undefined {
  const [date, ...more] = datesOf(foldSpelling(value));
  return date && more.length === 0 ? `${date[1]}-${date[2]}` : undefined;
}

/** Under which records are counted that share that part of a name. */
function partKey(answer: Named, part: AnswerPart): string | undefined {
  const key = part === 'day' ? dayOfYear(answer.value) : partOfName(answer, part)?.key;
  return key === undefined ? undefined : `${answer.field}\u0001${part}\u0001${key}`;
}

const longest = (words: readonly string[]): string =>
  words.reduce((one, other) => (other.length > one.length ? other : one), '');

/**
 * Of a value that may stand in pieces, a word that stands whole there: "Whitcombe, Amy", 姓：三浦 名：静香, and a thing in any
 * order. None where the first word is as long as a beginning, by which the value is looked for anyway.
 */
function wordsApart({ written, rows, thing, parts }: Needle): readonly string[] {
  const names = [written, ...rows.kana, ...rows.spelled, ...rows.romaji].filter(
    (words) => words.length > 1 && words.length <= MOST_WORDS,
  );
  const apart = [...names, thing].filter(([first = '']) => first.length < GRAM).map(longest);
  const [name = '', ...more] = written;
  const isOneName = more.length === 0 && kanjiInOne.test(name);
  // Where the name of a family ends nobody can tell; a cut leaves at least two characters of one side together.
  const halves = isOneName ? [name.slice(0, 2), name.slice(1)] : [];
  return [...apart, ...halves, longest(parts).replace(/[.,]/g, '')];
}

/**
 * How each writing of a needle begins, and what must follow. Numbers, streets and firms stand in one piece or not at all: a
 * catalogue holds the beginnings of most numbers of a register.
 */
function headsOf(needle: Needle): ReadonlyMap<string, { readonly head: string; readonly whole: string | null }> {
  const { plain, romaji, spelled, kana, streets, firms, number } = needle;
  const numbers = number ? [...number.writings, number.abroad ?? '', withoutFilling(number.digits) ?? ''] : [];
  const inOnePiece = [...streets, ...firms, ...numbers, ...wordsApart(needle)].filter((word) => word !== '');
  const heads = new Map<string, { head: string; whole: string | null }>();
  for (const word of inOnePiece) heads.set(`${word}\u0000`, { head: word.slice(0, GRAM), whole: word });
  for (const word of [...plain, ...romaji, ...spelled, ...kana]) {
    const head = word.slice(0, GRAM);
    heads.set(head, { head, whole: null });
  }
  return heads;
}

/** A filter before the heads themselves: most places of a text begin none. Large enough for a register of 100,000 records. */
const FILTER = 1 << 20;

/** In place of a length: that a head begins so. */
const BEGINNING = 0;

const hashWith = (hash: number, unit: number): number => (Math.imul(hash, 33) + unit) | 0;
const filterPlace = (hash: number, length: number): number => (hash + Math.imul(length, 0x9e3779b1)) & (FILTER - 1);

const isLatinUnit = (unit: number): boolean => unit >= 97 && unit <= 122;

/** A text, where its words begin when they are set end to end, and with which units (all: undefined) it begins what others do not. */
type Begun = {
  readonly text: string;
  readonly starts?: { has(at: number): boolean };
  readonly units?: readonly [least: number, most: number];
};

/** What is heard is Latin letters; the other characters of a text stand in its plain form. */
const heardUnits = [0, 0x303f] as const;
const digitUnits = [0x30, 0x39] as const;

/** Needles of which a writing begins at any place of the text. */
function candidates({ byHead, filter }: Heads, texts: readonly Begun[]): Set<Sought> {
  const found = new Set<Sought>();
  const seen = new Set<Head>();
  for (const { text, starts, units: [least, most] = [0, 0xffff] } of texts) {
    for (let at = 0; at + 2 <= text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < least || unit > most) continue;
      // Within a word of Latin letters no writing begins.
      const isWithin = at > 0 && isLatinUnit(unit) && isLatinUnit(text.charCodeAt(at - 1));
      if (isWithin && !starts?.has(at)) continue;
      let hash = hashWith(hashWith(0, unit), text.charCodeAt(at + 1));
      if (filter[filterPlace(hash, BEGINNING)] === 0) continue;
      hash = hashWith(0, unit);
      for (let length = 2; length <= GRAM && at + length <= text.length; length += 1) {
        hash = hashWith(hash, text.charCodeAt(at + length - 1));
        if (filter[filterPlace(hash, length)] === 0) continue;
        const head = byHead.get(text.slice(at, at + length));
        if (!head) continue;
        if (!seen.has(head)) for (const sought of head.begun) found.add(sought);
        seen.add(head);
        for (const [size, writings] of head.whole)
          for (const sought of writings.get(text.slice(at, at + size)) ?? []) found.add(sought);
      }
    }
  }
  return found;
}

/** How many records hold each value of a column, by `countedAs`, or share a part of it, by `partKey`. */
function countsOf(
  records: readonly FormRecord[],
  wanted: string,
  part: AnswerPart | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { values } of records) {
    for (const answer of answersOf(values)) {
      if (answer.field !== wanted) continue;
      const key = part && hasPart(answer, part) ? partKey(answer, part) : part ? undefined : countedAs(answer);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

type Heads = {
  readonly byHead: ReadonlyMap<string, Head>;
  /** 1 where a head has its `filterPlace`, and where one begins so. */
  readonly filter: Uint8Array;
  readonly hasStreets: boolean;
};

/** The needles of all records, by how each of their writings begins. */
function headsIn(records: readonly FormRecord[]): Heads {
  const byHead = new Map<string, Head>();
  const known = new Map<string, Sought | undefined>();
  let hasStreets = false;
  const soughtAs = (form: string): Sought | undefined => {
    if (known.has(form)) return known.get(form);
    const needle = needleOf(form);
    const sought = needle && { needle, holders: [] };
    known.set(form, sought);
    if (!sought) return undefined;
    hasStreets ||= needle.streets.length > 0;
    for (const { head, whole } of headsOf(needle).values()) {
      const alike = byHead.get(head) ?? { begun: [], whole: new Map<number, Map<string, Sought[]>>() };
      byHead.set(head, alike);
      if (whole === null) {
        alike.begun.push(sought);
        continue;
      }
      const sameLength = alike.whole.get(whole.length) ?? new Map<string, Sought[]>();
      alike.whole.set(whole.length, sameLength);
      sameLength.set(whole, [...(sameLength.get(whole) ?? []), sought]);
    }
    return sought;
  };
  for (const [number, { values }] of records.entries()) {
    for (const answer of answersOf(values)) {
      const { field, value, writings, kind } = answer;
      // Alone, a part of a name is a word of any text.
      if (value.includes('@') || kind === 'family' || kind === 'given') continue;
      for (const form of writings.flatMap((one) => formsOf(one, field)))
        soughtAs(form)?.holders.push({ record: number, answer });
    }
  }
  const filter = new Uint8Array(FILTER);
  for (const head of byHead.keys()) {
    let hash = 0;
    for (let at = 0; at < head.length; at += 1) {
      hash = hashWith(hash, head.charCodeAt(at));
      if (at === 1) filter[filterPlace(hash, BEGINNING)] = 1;
    }
    filter[filterPlace(hash, head.length)] = 1;
  }
  return { byHead, filter, hasStreets };
}

/**
 * A column is counted at the first question for it, and needles are made at the first mail whose recipient is in no record:
 * most mails ask neither, and a register is long.
 */
export function indexRecords(records: readonly FormRecord[]): RecordIndex {
  const byAddress = new Map<string, FormRecord>();
  for (const record of records) {
    const key = record.address.toLowerCase();
    if (!byAddress.has(key)) byAddress.set(key, record);
  }
  const counted = new Map<string, ReadonlyMap<string, number>>();
  const counts = (field: string, part?: AnswerPart) => {
    const asked = `${field}\u0000${part ?? ''}`;
    const known = counted.get(asked) ?? countsOf(records, field, part);
    counted.set(asked, known);
    return known;
  };
  let made: Heads | undefined;
  const count: RegisterCount = (answer, part) => {
    const key = part ? partKey(answer, part) : countedAs(answer);
    return key === undefined ? 0 : (counts(answer.field, part).get(key) ?? 0);
  };
  return {
    size: records.length,
    count,
    choices: choicesOf(records.map(({ values }) => values)),
    recordOf(address) {
      return byAddress.get(address.toLowerCase());
    },
    bestRecord(haystack) {
      const scores = new Map<number, { bits: number; keys: ReadonlySet<string>; alone: boolean; places: number }>();
      made ??= headsIn(records);
      const sought = candidates(made, [
        haystack.plain,
        { ...haystack.romaji, units: heardUnits },
        // Among kana, romaji begin where those end; heard together, they are one word.
        ...(haystack.inKana === '' ? [] : [{ ...haystack.latin, units: heardUnits }]),
        haystack.kana,
        { text: haystack.bare },
        ...(made.hasStreets ? [haystack.streets] : []),
        { text: haystack.digits, units: digitUnits },
      ]);
      for (const { needle, holders } of sought) {
        if (findNeedle(haystack, needle) === undefined) continue;
        for (const { record, answer } of holders) {
          const isPlace = answer.kind === 'place';
          const key = countedAs(answer);
          const chance = (counts(answer.field).get(key) ?? 1) / records.length;
          if (records.length >= 100 && chance > 0.02) continue;
          const known = scores.get(record) ?? { bits: 0, keys: new Set(), alone: false, places: 0 };
          // Two forms of one value are one value.
          if (known.keys.has(key)) continue;
          scores.set(record, {
            bits: known.bits + needle.bits,
            keys: new Set([...known.keys, key]),
            alone: known.alone || (!isPlace && namesAlone(needle)),
            places: known.places + (isPlace ? 1 : 0),
          });
        }
      }
      let best: { record: number; bits: number } | undefined;
      for (const [record, { bits, keys, alone, places }] of scores) {
        // A town and its prefecture are in every mail about the place.
        if ((keys.size < 2 && !alone) || places === keys.size) continue;
        // Of two as good, the first of the register: where each stands in the text says nothing.
        if (!best || bits > best.bits || (bits === best.bits && record < best.record)) best = { record, bits };
      }
      return best && records[best.record];
    },
  };
}
