// A value as its mail may show it by another part of it: what stands in brackets behind a name, a name without its middle one.
import { particle, plainName } from './person-name.ts';
import { arabic, foldSpelling } from './spelling.ts';
import { firmWritings } from './value-variants.ts';

/** Longer values hold no name. */
const MOST_CHARACTERS = 100;

const kanaWords = /^[ぁ-ゖー]{1,12}(?:[ ・][ぁ-ゖー]{1,12}){1,3}$|^[ぁ-ゖー]{5,16}$/;
const kanjiWords = /^\p{Script=Han}{1,4} (?:\p{Script=Han}{1,3}|[ぁ-ゖー]{2,6})$|^[\p{Script=Han}]{3,6}$/u;
const latinWords = /^[\p{Script=Latin}'’.-]{1,20}(?: [\p{Script=Latin}'’.-]{1,20}){1,3}$/u;

const isName = (text: string) => [kanaWords, kanjiWords, latinWords].some((words) => words.test(text));

/** 佐竹 光 / Hikaru Satake by each of the two. */
function sideBySide(value: string): readonly string[] {
  const parts = value.normalize('NFKC').split(/\s*[/|]\s*/);
  return parts.length === 2 && parts.every((part) => isName(foldSpelling(part.trim()))) ? parts : [];
}

/** 三枝 洋一郎（サエグサ ヨウイチロウ） by each of the two, Elizabeth (Liz) Farraday by each first name; none for all else. */
function bracketed(value: string): readonly string[] {
  const [, before = '', inside = '', after = ''] =
    /^([^()"“”「」]{1,60})[("“「]([^()"“”「」]{2,40})[)"”」]([^()"“”「」]{0,60})$/u.exec(value.normalize('NFKC')) ?? [];
  const outside = `${before.trim()} ${after.trim()}`.trim();
  const [folded, other] = [foldSpelling(outside), foldSpelling(inside.trim())];
  if (!isName(folded)) return [];
  if (after === '' && isName(other)) return [outside, inside.trim()];
  const family = outside.split(' ').at(-1) ?? '';
  return latinWords.test(folded) && /^[\p{Script=Latin}]{2,12}$/u.test(other)
    ? [outside, `${inside.trim()} ${family}`]
    : [];
}

/** A syllable of China or Korea is half of a given name, not a middle one: Kim Min Jun is no Kim Jun. */
const oneSyllable = /^[bcdfghj-np-tv-z]{0,3}[aeiouy]{1,3}(?:ng|[nrklmpt])?$/;
/** Fewer letters in first and last name are found in too many mails. */
const LEAST_LETTERS = 10;

/** First surnames of Spain and America that tell it: those in -ez, and the commonest of the others. */
const spanishSurname =
  /^(?:[a-z]{3,9}ez|garcia|moreno|munoz|romero|alonso|navarro|torres|ruiz|ramos|serrano|blanco|molina|morales|ortega|delgado|castro|ortiz|rubio|sanz|iglesias|medina|garrido|cortes|castillo|santos|guerrero|cano|prieto|calvo|gallego|vidal|herrera|flores|cabrera|campos|vega|fuentes|carrasco|reyes|aguilar|vargas|rojas|mendoza|silva|rivera|soto|contreras|espinoza|salazar|guzman)$/;

/** Theodore James Ashworth as Theodore Ashworth; undefined for what has no middle name that one may leave out. */
export function withoutMiddle(folded: string): string | undefined {
  if (folded.length > MOST_CHARACTERS || firmWritings(folded)) return undefined;
  const [first = '', middle = '', last = '', ...more] = plainName(folded).split(/\s+/);
  if (last === '' || more.length > 0 || ![first, middle, last].every((word) => /^[a-z'’-]{3,20}$/.test(word)))
    return undefined;
  if (
    oneSyllable.test(middle) ||
    particle.test(middle) ||
    spanishSurname.test(middle) ||
    first.length + last.length < LEAST_LETTERS
  )
    return undefined;
  return `${first} ${last}`;
}

/** Ramón Ibáñez Larrazábal as Ramón Ibáñez: of two families' names the first is the one that is used; undefined for all others. */
export function firstSurname(folded: string): string | undefined {
  if (folded.length > MOST_CHARACTERS || firmWritings(folded)) return undefined;
  const words = plainName(folded).split(/\s+/);
  const given = words.slice(0, -2).join(' ');
  const [surname = '', last = ''] = words.slice(-2);
  if (words.length < 3 || words.length > 4 || !words.every((word) => /^[a-z'’-]{3,20}$/.test(word))) return undefined;
  if (!spanishSurname.test(surname) || last === '' || given.length + surname.length < LEAST_LETTERS) return undefined;
  return `${given} ${surname}`;
}

/** Hendrik van den Oever as Hendrik v.d. Oever; undefined for what has no such particle. */
function shortParticles(folded: string): string | undefined {
  const short = folded.replace(/(?<=\s)(v)(?:an|on) (d)e[nrm]?(?=\s)/, '$1 $2');
  return short === folded ? undefined : short;
}

/** Fields that hold a person's name, and not that of a firm or a thing. */
const ofPeople = /name|氏名|名前|姓/i;
const ofOthers = /compan|firm|organi|employ|product|item|user|file|host|school|shop|nick|社名|会社|店名|品名|学校/i;

/** What is counted in a sentence: 三社, 2匹, 十周年. 十分 and 一人で are words as often, but both writings are looked for. */
const counter =
  '(?=社|回|人|匹|年|周年|ヶ月|か月|カ月|ヵ月|枚|個|台|件|本|度|時間|分|日|週|歳|才|階|泊|名|点|冊|杯|倍|円|色|種|軒|着|足|段|袋|組|巻|束|畳|室|膳|客)';
const countedInKanji = new RegExp(
  `(?<![〇一二三四五六七八九十百千万第])[一二三四五六七八九]?十?[一二三四五六七八九]?${counter}`,
  'gu',
);
const countedInDigits = new RegExp(`(?<![0-9.,])[1-9][0-9]?${counter}`, 'gu');
const countedApart = new RegExp(
  `(?<=\\p{Script=Han} )[一二三四五六七八九十\\d]{1,2}${counter}\\p{Script=Han}(?= |\\()`,
  'u',
);
const numerals = ['', ...'一二三四五六七八九'];
const inKanji = (number: number) =>
  `${number >= 20 ? numerals[Math.floor(number / 10)] : ''}${number >= 10 ? '十' : ''}${numerals[number % 10]}`;

/** 三社から見積もりを取った with 3社, and the other way round; none for names, firms and single words, where a numeral is a letter. */
function countedOtherwise(value: string): readonly string[] {
  const text = value.normalize('NFKC');
  // Of a thing, the count is a word of its own: 桐箪笥 三段.
  const isThing = countedApart.test(text);
  if (text.length < 8 || !(isThing || /[ぁ-ゖ].*[ぁ-ゖ]/u.test(text))) return [];
  const digits = text.replace(countedInKanji, (number) => (number === '' ? '' : arabic(number)));
  const kanji = text.replace(countedInDigits, (number) => inKanji(Number(number)));
  return [digits, kanji].filter((form) => form !== text);
}

/** Fewer digits without their letters are another number as often. */
const LEAST_DIGITS = 8;

/** PNR: RV7K2Q, 会員番号 A-3306 without its label; none for what is no code. */
function unlabelled(value: string): readonly string[] {
  const [, code = ''] =
    /^(?:[^\d:：]{2,20}[:：]|[^\d:：]{0,16}(?:番号|コード|(?<![a-z])(?:no|id|code|number|ref)\.?))\s*(\+?[\da-z][\da-z_/-]{4,30})$/iu.exec(
      value.trim(),
    ) ?? [];
  return /\d/.test(code) ? [code] : [];
}

/** SN-8843-0091-77 without the letters that stand before all codes of one kind; none where few digits follow. */
function withoutPrefix(value: string): readonly string[] {
  const [, digits = ''] = /^[A-Za-z]{1,5}[-_ #/.]?(\d[\d -]{6,30}\d)$/.exec(value.trim()) ?? [];
  return digits.replace(/\D/g, '').length >= LEAST_DIGITS ? [digits] : [];
}

/** The value itself, and what may stand for it; a middle name is left out only where the field holds a person's name. */
export function formsOf(value: string, field: string): readonly string[] {
  if (value.length > MOST_CHARACTERS) return [value];
  const forms = [
    value,
    ...unlabelled(value),
    ...withoutPrefix(value),
    ...bracketed(value),
    ...sideBySide(value),
    ...countedOtherwise(value),
  ];
  const isPerson = ofPeople.test(field) && !ofOthers.test(field);
  if (!isPerson) return forms;
  const shorter = forms
    .map(foldSpelling)
    .flatMap((form) => [withoutMiddle(form) ?? [], firstSurname(form) ?? [], shortParticles(form) ?? []].flat());
  return [...forms, ...shorter];
}
