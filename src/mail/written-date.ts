// Dates as forms and mails write them: years of an era, months by name, any order of parts.

import { arabic } from './spelling.ts';

/** Year, month and day as plain numbers, without leading zeros. */
export type CalendarDate = readonly [year: string, month: string, day: string];

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The months of other languages, folded: a day, perhaps "de" or a point, the month, perhaps "de", the year. */
const otherMonths = [
  'januar|jaenner|enero|ene|janvier|janv|gennaio|janeiro',
  'februar|febrero|fevrier|fevr|febbraio|fevereiro',
  'marz|mrz|marzo|mars|marco',
  'abril|abr|avril|avr|aprile',
  'mai|mayo|maggio|maio',
  'juni|junio|juin|giugno|junho',
  'juli|julio|juillet|juil|luglio|julho',
  'agosto|ago|aout',
  'septiembre|septembre|settembre|setembro',
  'oktober|okt|octubre|octobre|ottobre|outubro',
  'noviembre|novembre|novembro',
  'dezember|dez|diciembre|dic|decembre|dicembre|dezembro',
];

/** Years of an era count from its first; one that begins within a year is taken for all of it. */
const eras = [
  { name: '令和', short: '令', letter: 'r', from: 2019 },
  { name: '平成', short: '平', letter: 'h', from: 1989 },
  { name: '昭和', short: '昭', letter: 's', from: 1926 },
  { name: '大正', short: '大', letter: 't', from: 1912 },
] as const;

/** A folded text in which no line ends within a date: "February 15,⏎1996", 1996年2⏎月15日, 15/02/⏎1996. */
export function withWholeDates(folded: string): string {
  if (!folded.includes('\n')) return folded;
  return folded
    .replace(/(?<=[年月]|\d[-/.])[ \t]?\r?\n[ \t>]{0,8}(?=[\d〇一二三四五六七八九十])/g, '')
    .replace(/(?<=[\d〇一二三四五六七八九十元])[ \t]?\r?\n[ \t>]{0,8}(?=[\d〇一二三四五六七八九十]{0,3}[年月日])/g, '')
    .replace(/(?<=[a-z,.\d]) ?\r?\n[ \t>]{0,8}(?=[a-z\d])/g, ' ');
}

/** Whether a folded text, its dates whole, holds that date in a writing of Japan or of English. */
export function holdsDate(text: string, [year, month, day]: CalendarDate): boolean {
  const counted = /[〇一二三四五六七八九十][年月日]/.test(text)
    ? text.replace(/[〇一二三四五六七八九十]{1,4}(?=[年月日])/g, arabic)
    : text;
  // 1984年(昭和59年)12月7日
  const folded = counted.includes('年')
    ? counted.replace(/(?<=\d年?)\([^()\n]{2,8}\)(?=年?\s?\d{1,2}月)/g, '')
    : counted;
  const name = monthNames[Number(month) - 1] ?? '';
  const short = name === 'september' ? 'sept?' : name.slice(0, 3);
  const patterns = [
    `${year}\\s?[-/.年]\\s?0?${month}\\s?[-/.月]\\s?0?${day}(?!\\d)`,
    `(?<!\\d)0?${day}(?:st|nd|rd|th)?(?:\\. |[ .-]| of )(?:${name}|${short})\\.?,?[ .-]{1,2}${year}`,
    `(?:${name}|${short})\\.? 0?${day}(?:st|nd|rd|th)?,? ${year}`,
    `${year}[-/ ](?:${name}|${short})[-/ ]0?${day}(?!\\d)`,
    `(?<!\\d)0?${day}(?:\\.|er|ero|re|o|a)? (?:de )?(?:${otherMonths[Number(month) - 1] ?? name}|${name})(?:\\.| de)? ${year}`,
    `(?<!\\d)0?${month}[-/.]0?${day}[-/.]${year}`,
    `(?<!\\d)0?${day}[-/.]0?${month}[-/.]${year}`,
  ];
  const pad = (part: string) => part.padStart(2, '0');
  patterns.push(`(?<![\\da-z])${year}${pad(month)}${pad(day)}(?![\\da-z])`);
  const era = eras.find(({ from }) => Number(year) >= from);
  if (era) {
    const count = Number(year) - era.from + 1;
    const written = count === 1 ? '(?:元|0?1)' : `0?${count}`;
    patterns.push(
      `(?:${era.name}|(?<!\\p{L})(?:${era.short}|${era.letter}))[\\s.]?${written}\\s?[-/.年]\\s?0?${month}\\s?[-/.月]\\s?0?${day}(?!\\d)`,
    );
  }
  return patterns.some((pattern) => new RegExp(pattern, 'u').test(folded));
}

const dayOf = (match: RegExpExecArray, year: string): CalendarDate => [
  year,
  String(Number(match[2])),
  String(Number(match[3])),
];

const monthWords: readonly RegExp[] = monthNames.map(
  (name, at) => new RegExp(`^(?:${name}|${name.slice(0, 3)}|${name.slice(0, 4)}|${otherMonths[at] ?? name})$`),
);

/** "August 30, 1959", "30 de agosto de 1959", "30. Aug. 1959" as its parts. */
function dateInWords(value: string): CalendarDate | undefined {
  const [, month, day, year] = /^(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)$/u.exec(value) ?? [];
  const [, first, name, last] =
    /^(\d{1,2})(?:st|nd|rd|th|\.|º)?[ -](?:of |de )?(\p{L}{3,12})\.?,?(?: de)?[ -]((?:19|20)\d\d)$/u.exec(value) ?? [];
  const [one, other, inYear] = [month ?? name, day ?? first, year ?? last];
  if (one === undefined || other === undefined || inYear === undefined) return undefined;
  const number = monthWords.findIndex((words) => words.test(one)) + 1;
  return number === 0 || Number(other) > 31 ? undefined : [inYear, String(number), String(Number(other))];
}

/** A folded value that is one date and nothing else ("1975-03-12", "昭和50年3月12日", "s50.3.12") as its parts. */
function dateOf(folded: string): CalendarDate | undefined {
  const value = folded.trim();
  const western =
    /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:生まれ?)?$/.exec(value) ??
    /^(19\d\d|20\d\d)(\d{2})(\d{2})$/.exec(value);
  if (western) return dayOf(western, western[1] ?? '');
  const inWords = dateInWords(value);
  if (inWords) return inWords;
  // With points the day comes first everywhere; with strokes it may be either.
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)$/.exec(value) ?? [];
  if (year !== undefined && Number(month) <= 12) return [year, String(Number(month)), String(Number(day))];
  // With strokes, only where one of the two can be no month.
  const [, first, second, written] = /^(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)$/.exec(value) ?? [];
  const [one, other] = [Number(first), Number(second)];
  if (written !== undefined && Math.max(one, other) <= 31 && one > 12 !== other > 12)
    return [written, String(Math.min(one, other)), String(Math.max(one, other))];
  const era =
    /^(?:(令和|平成|昭和|大正|[令平昭大rhst])[\s.]?(?=[\d元]))(?:\d{1,2}|元)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?:生まれ?)?$/.exec(
      value,
    );
  const from = eras.find(({ name, short, letter }) => [name, short, letter].some((one) => one === era?.[1]))?.from;
  if (!era || from === undefined) return undefined;
  const count = Number(/^\D{1,3}?(\d{1,2})/.exec(value)?.[1] ?? 1);
  return dayOf(era, String(from + count - 1));
}

/**
 * The dates that a folded value can be: of 03/08/1991, the 8th of March and the 3rd of August, for a form does not say which
 * comes first; else that of `dateOf`, or none.
 */
export function datesOf(folded: string): readonly CalendarDate[] {
  const date = dateOf(folded);
  if (date) return [date];
  const [, first, second, year] = /^(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)$/.exec(folded.trim()) ?? [];
  const [one, other] = [Number(first), Number(second)];
  if (year === undefined || one < 1 || other < 1 || Math.max(one, other) > 12) return [];
  const read = (month: number, day: number): CalendarDate => [year, String(month), String(day)];
  return one === other ? [read(one, other)] : [read(one, other), read(other, one)];
}
