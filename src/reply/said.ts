// A sentence is data first. Both languages hang on one id, one list of evidence and one set of slots, so that the
// Japanese and the English letter cannot say different things.
import type { Sentence, SentenceType } from '../vocabulary/case-file.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { dayWords, momentWords, monthWords } from './days.ts';

/** What goes into a place of a sentence: the same in both languages, or one for each. Instants and days as ISO 8601. */
export type Slot = string | number | Both;

export type Said = {
  readonly id: string;
  readonly type: SentenceType;
  /** `heading.paragraph`: sentences with the same section stand in one paragraph. */
  readonly section: string;
  readonly evidence: readonly string[];
  readonly slots: Readonly<Record<string, Slot>>;
  /** With `{slot}`, `{slot:day}`, `{slot:moment}` or `{slot:month}`. */
  readonly text: Both;
};

const place = /\{(\w{1,20})(?::(day|moment|month))?\}/g;

function slotText(slot: Slot, lang: Language): string {
  if (typeof slot === 'number') return String(slot);
  return typeof slot === 'string' ? slot : slot[lang];
}

const yearOf: Readonly<Record<Language, RegExp>> = { ja: /^(\d{4})年/, en: / (\d{4})(?=,|$)/ };

/** What a sentence said of dates so far. */
type SaidOfDates = { year?: string; day?: string };

/**
 * A year is said once in a sentence, and so is the day of two moments: 2026年8月1日から9月12日まで, 14時08分から14時50分まで.
 * What differs is said again.
 */
function withoutRepetition(words: string, day: string, lang: Language, said: SaidOfDates): string {
  const isMoment = words !== day;
  const rest = words.slice(day.length).replace(/^, /, '');
  const repeated = isMoment && said.day === day;
  if (isMoment) said.day = day;
  if (repeated) return rest;
  const year = yearOf[lang].exec(words)?.[1];
  if (year !== undefined && year === said.year) return words.replace(yearOf[lang], '');
  if (year !== undefined) said.year = year;
  return words;
}

/** The words for a stretch of days; one that is a single day is named once. */
function templateOf({ text, slots }: Said, lang: Language, zone: string): string {
  const [from, to] = [slots['from'], slots['to']].map((slot) =>
    typeof slot === 'string' ? dayWords(slot, zone, lang) : undefined,
  );
  if (from === undefined || from !== to) return text[lang];
  return text[lang]
    .replace('{from:day}から{to:day}まで', '{from:day}')
    .replace('from {from:day} to {to:day}', 'for {from:day}');
}

/** One pass: what a slot holds is never read as a template again. */
export function render(said: Said, lang: Language, zone: string): Sentence {
  const dates: SaidOfDates = {};
  const text = templateOf(said, lang, zone).replace(place, (_whole, name: string, form: string | undefined) => {
    const slot = said.slots[name];
    if (slot === undefined) throw new Error(`sentence ${said.id} has no slot ${name}`);
    const value = slotText(slot, lang);
    if (form === undefined) return value;
    if (form === 'month') return monthWords(value, zone, lang) ?? value;
    const words = form === 'day' ? dayWords(value, zone, lang) : momentWords(value, zone, lang);
    if (words === undefined) throw new Error(`slot ${name} of sentence ${said.id} holds no date`);
    return withoutRepetition(words, dayWords(value, zone, lang) ?? words, lang, dates);
  });
  const slots = Object.fromEntries(Object.entries(said.slots).map(([name, slot]) => [name, slotText(slot, lang)]));
  return { id: said.id, type: said.type, section: said.section, evidence: said.evidence, slots, text };
}

/** A place that only a person can fill. It stops sending, not writing. */
export function toFill(what: Both): Both {
  return { ja: `【要記入：${what.ja}】`, en: `[to fill: ${what.en}]` };
}

/** Whether a place stands in it that only a person can fill: such a letter cannot be sent yet. */
export const hasPlaceToFill = (text: string): boolean => /【要記入：|\[to fill:/.test(text);

/** A、BとC · A, B and C. */
export function listed(items: readonly Both[]): Both {
  const en = items.map((item) => item.en);
  const last = en.at(-1) ?? '';
  return {
    ja: items.map((item) => item.ja).join('、'),
    en: en.length > 1 ? `${en.slice(0, -1).join(', ')} and ${last}` : last,
  };
}
