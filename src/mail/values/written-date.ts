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

/**
 * The months of other languages, folded: a day, perhaps "de" or a point, the month, perhaps "de", the year. Spanish, French,
 * German, Italian, Portuguese; Dutch and the Nordic ones; Polish, Czech, Hungarian, Turkish, Finnish; Russian, Ukrainian, Greek.
 */
const otherMonths = [
  'januar|jaenner|janner|enero|ene|janvier|janv|gennaio|janeiro|januari|stycznia|ledna|ocak|tammikuuta|января|янв|січня|ιανουαριου',
  'februar|febrero|fevrier|fevr|febbraio|fevereiro|februari|lutego|unora|subat|helmikuuta|февраля|фев|лютого|φεβρουαριου',
  'marz|mrz|marzo|mars|marco|maart|marts|marca|brezna|marcius|mart|maaliskuuta|марта|мар|березня|μαρτιου',
  'abril|abr|avril|avr|aprile|april|kwietnia|dubna|aprilis|nisan|huhtikuuta|апреля|апр|квітня|απριλιου',
  'mai|mayo|maggio|maio|mei|maj|maja|kvetna|majus|mayis|toukokuuta|мая|травня|μαιου',
  'juni|junio|juin|giugno|junho|czerwca|cervna|junius|haziran|kesakuuta|июня|июн|червня|ιουνιου',
  'juli|julio|juillet|juil|luglio|julho|lipca|cervence|julius|temmuz|heinakuuta|июля|июл|липня|ιουλιου',
  'agosto|ago|aout|augustus|augusti|august|sierpnia|srpna|augusztus|agustos|elokuuta|августа|авг|серпня|αυγουστου',
  'septiembre|septembre|settembre|setembro|september|wrzesnia|zari|szeptember|eylul|syyskuuta|сентября|сен|вересня|σεπτεμβριου',
  'oktober|okt|octubre|octobre|ottobre|outubro|pazdziernika|rijna|ekim|lokakuuta|октября|окт|жовтня|οκτωβριου',
  'noviembre|novembre|novembro|november|listopada|listopadu|kasim|marraskuuta|ноября|ноя|листопада|νοεμβριου',
  'dezember|dez|diciembre|dic|decembre|dicembre|dezembro|desember|december|grudnia|prosince|aralik|joulukuuta|декабря|дек|грудня|δεκεμβριου',
];

/** Days of the month in English words: the twenty-second of June. */
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'
    .split(' ')
    .map((word) => word.replace('-', '[- ]'));

/** Months as numerals of Rome: 27.XI.1992. */
const roman = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');

/** Years of an era count from its first; one that begins within a year is taken for all of it. */
const eras = [
  { name: '令和', short: '令', letter: 'r', from: 2019 },
  { name: '平成', short: '平', letter: 'h', from: 1989 },
  { name: '昭和', short: '昭', letter: 's', from: 1926 },
  { name: '大正', short: '大', letter: 't', from: 1912 },
] as const;

/** Two days before one month, with its year. */
const sharedMonth =
  /(?<![\d.,/-])(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:-|–|~|to|until|bis|au|al|a|til|do|tot) ?(\d{1,2})(?:st|nd|rd|th|\.)?( (?:de |of )?\p{L}{3,12}\.?,?(?: de)? (?:19|20)\d\d)/gu;

/** A folded text in which no line ends within a date: "February 15,⏎1996", 1996年2⏎月15日, 15/02/⏎1996. */
export function withWholeDates(folded: string): string {
  // 1 9 6 0 年 5 月 1 9 日
  const close = /\d \d ?[年月日]/.test(folded)
    ? folded.replace(/(?<!\d)\d(?: \d){1,3} ?(?=[年月日])/g, (row) => row.replaceAll(' ', ''))
    : folded;
  // 18 to 25 May 2026: the first day has no month of its own.
  const apart = close.replace(sharedMonth, '$1$3 - $2$3');
  if (!apart.includes('\n')) return apart;
  return apart
    .replace(/(?<=[年月]|\d[-/.])[ \t]?\r?\n[ \t>]{0,8}(?=[\d〇一二三四五六七八九十])/g, '')
    .replace(/(?<=[\d〇一二三四五六七八九十元])[ \t]?\r?\n[ \t>]{0,8}(?=[\d〇一二三四五六七八九十]{0,3}[年月日])/g, '')
    .replace(/(?<=[a-z,.\d]) ?\r?\n[ \t>]{0,8}(?=[a-z\d])/g, ' ');
}

/** Behind a day of the month; 9回 is none. */
const endsDay = '(?!\\d|\\s?[回個件本名人枚台冊点度])';

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
  const named = `(?:${name}|${short}|${otherMonths[Number(month) - 1] ?? name})`;
  const nth = `(?:0?${day}(?:st|nd|rd|th)?|${ordinals[Number(day) - 1] ?? day})`;
  // Of a year by its last two digits, only where these can be neither day nor month: 29 Feb 88, 29/02/88.
  const short2 = year.slice(2);
  const isTold = Number(short2) > 31;
  const whole = `${year}(?!\\d)`;
  const cut = isTold ? `(?:${whole}|['’]?${short2}(?![\\d:/]))` : `(?:${whole}|['’]${short2}(?![\\d:/]))`;
  const patterns = [
    `${year}\\s?[-/.・年년]\\s?0?${month}\\s?[-/.・月월]\\s?0?${day}${endsDay}`,
    `(?<![\\da-z])(?<!(?:twenty|thirty)[- ])${nth}(?:\\. |[ .-]| of )(?:${name}|${short})\\.?,?[ .-]{1,2}${cut}`,
    `(?<!\\p{L})(?:${name}|${short})\\.? (?:the )?${nth},? ${cut}`,
    `${year}[-/. ]{1,2}${named}\\.?[-/ ]0?${day}(?!\\d)`,
    `(?<!\\d)0?${day} thang 0?${month}(?:,? nam|,) ${whole}`,
    `(?<!\\d)0?${day}\\.${roman[Number(month) - 1]}\\.${whole}`,
    `(?<!\\d)0?${day}[-/]${named}\\.?[-/]${cut}`,
    `(?<!\\d)0?${day}(?:\\.|er|ero|re|o|a|°)? (?:de )?(?:${otherMonths[Number(month) - 1] ?? name}|${name})(?:\\.| de)? ${cut}`,
    `(?<!\\d)0?${month}[-/.]0?${day}[-/.]${whole}`,
    `(?<!\\d)0?${day}[-/.]0?${month}[-/.]${whole}`,
  ];
  if (isTold)
    patterns.push(
      `(?<![\\d./-])(?:0?${month}([-/.])0?${day}|0?${day}([-/.])0?${month})(?:\\1\\2)${short2}(?![\\d./:-])`,
      `(?<![\\d./-])(?<!(?:version|ver\\.?|release|build|(?<![a-z])v) ?)${short2}(?:年0?${month}月0?${day}日|([-/.])0?${month}\\1 ?0?${day}(?![\\d./:-]))`,
    );
  patterns.push(`['’]${short2}[-/.年]0?${month}[-/.月]0?${day}${endsDay}`);
  const pad = (part: string) => part.padStart(2, '0');
  patterns.push(`(?<![\\da-z])${year}${pad(month)}${pad(day)}(?![\\da-z])`);
  const era = eras.find(({ from }) => Number(year) >= from);
  if (era) {
    const count = Number(year) - era.from + 1;
    const written = count === 1 ? '(?:元|0?1)' : `0?${count}`;
    patterns.push(
      `(?:${era.name}|(?<!\\p{L})(?:${era.short}|${era.letter}))[\\s.]?${written}\\s?[-/.・年]\\s?0?${month}\\s?[-/.・月]\\s?0?${day}${endsDay}`,
    );
  }
  return patterns.some((pattern) => new RegExp(pattern, 'u').test(folded));
}

/** Words that say whose day follows or went before: a birthday, or when somebody comes. */
const ofBirth =
  /誕生|生まれ|ばーすで|生年月日|birthday|(?<![a-z])(?:born|dob|b-day|geburtstag|geboren|anniversaire|nacimiento|cumpleanos|compleanno|nascita|aniversario)(?![a-z])/;
const ofVisit =
  /予約|来店|来場|来館|宿泊|泊|受診|診察|参加日|利用日|(?<![a-z])(?:book(?:ed|ing)|stay|reservation|prenotazione|appointment|check-?in|check in|arrival|visit|event|reserva|rendez-vous|rdv|sejour|termin|buchung|anreise|afspraak|wizyta|rezerwacja|cita)(?![a-z])/;
/** Until when an offer lasts is nobody's birthday, though it stands behind "Happy birthday!". */
const untilThen =
  /(?<![a-z])(?:until|till?|by|before|ends?|ending|expires?|bis|hasta|jusqu.au) (?:on |the |am |el |zum )?$/;
/** So many characters between such a word and the day, its day of the week among them, and no end of a line or sentence. */
const NEAR = 32;
const birthColumn = /誕生|生年月日|生まれ|birth|dob|geburt|naissance|nacimiento|nascita|nascimento/i;

/**
 * Whether a folded text holds the day alone, without its year, beside a word that says whose day it is: お誕生日(3月14日),
 * "your booking for Nov 16th"; or with a year of two digits that can be read as the day, too: 18.4.26. Without such a word, any
 * mail names a day.
 *
 * @param field what the form called it
 */
export function holdsDay(text: string, [year, month, day]: CalendarDate, field: string): boolean {
  const word = birthColumn.test(field) ? ofBirth : ofVisit;
  if (!word.test(text)) return false;
  const name = monthNames[Number(month) - 1] ?? '';
  const named = `(?:${name}|${name === 'september' ? 'sept?' : name.slice(0, 3)}|${otherMonths[Number(month) - 1] ?? name})`;
  const nth = `0?${day}(?:st|nd|rd|th)?`;
  const [d, m, y] = [`0?${day}`, `0?${month}`, year.slice(2)];
  const inFigures = [`${d}[-/.]${m}[-/.]${y}`, `${m}[-/.]${d}[-/.]${y}`, `${y}[-/.]${m}[-/.]${d}`, `${d}\\.${m}\\.`];
  const days = new RegExp(
    `(?<![\\d年./-])0?${month}(?:月0?${day}日|/0?${day}(?![\\d/.]|さいず|いんち|かっぷ| ?(?:inch|size|cup)))|(?<![\\d./-])${nth}(?:\\.? | of | de )${named}(?![a-z])(?!\\.?,? ?\\d)|(?<![a-z])${named}\\.? (?:the )?${nth}(?![\\d.])(?!,? \\d)|(?<![\\d./-])(?:${inFigures.join('|')})(?![\\d/:-]|\\.\\d)`,
    'gu',
  );
  for (const { index, 0: found } of text.matchAll(days)) {
    const ahead = /(?:[^\n。.?]|\.(?=,))*$/.exec(text.slice(Math.max(0, index - NEAR), index))?.[0] ?? '';
    const behind = /^[^\n。.!?]*/.exec(text.slice(index + found.length, index + found.length + NEAR))?.[0] ?? '';
    if (untilThen.test(ahead) || /^[ )）]?(?:まで|迄)/.test(behind)) continue;
    if (word.test(ahead) || word.test(behind)) return true;
  }
  return false;
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

/** A longer answer is more than a date. */
const LONGEST = 60;

/** 2026/03/04(水) 14:30〜15:30 and 2026-05-18 to 2026-05-25 by their first day. */
const withoutTime = (folded: string): string =>
  folded
    .trim()
    .replace(/ ?\((?:[月火水木金土日](?:曜日?)?(?:[・/]?祝)?|[a-z]{2,4}\.?)\)/, ' ')
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? /, '')
    .replace(/(?: (?:[~〜–-]|to|until|bis|au) | ?(?:[~〜]|から) ?)\d.{0,40}$/, '')
    .replace(/(?<=:\d\d) ?[-–] ?\d{1,2}:\d\d$/, '')
    .replace(
      /(?:[t ]|, | at |(?<=日)) ?(?:午前|午後)?\d{1,2}(?::\d\d(?::\d\d(?:\.\d{1,6})?)? ?(?:am|pm|uhr|h)?|時(?:\d{1,2}分|半)?| ?(?:am|pm|uhr))(?:z|[+-]\d\d:?\d\d)?$/,
      '',
    )
    .trim();

/**
 * The dates that a folded value can be: of 03/08/1991, the 8th of March and the 3rd of August, for a form does not say which
 * comes first; else that of `dateOf`, or none.
 */
export function datesOf(folded: string): readonly CalendarDate[] {
  if (folded.length > LONGEST || !/\d/.test(folded)) return [];
  const value = withoutTime(folded);
  const date = dateOf(value);
  if (date) return [date];
  const [, first, second, year] = /^(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)$/.exec(value) ?? [];
  const [one, other] = [Number(first), Number(second)];
  if (year === undefined || one < 1 || other < 1 || Math.max(one, other) > 12) return [];
  const read = (month: number, day: number): CalendarDate => [year, String(month), String(day)];
  return one === other ? [read(one, other)] : [read(one, other), read(other, one)];
}
