// Days told by their distance from the day of writing: 「今朝から」, 「三日前」, "since last Tuesday", "for two weeks now".
import { dayOfPart, type MonthPart } from '../../vocabulary/month-part.ts';

export type RelativeDay = {
  /** Where the words stand in the sentence, and how many characters they are. */
  readonly at: number;
  readonly length: number;
  /** `2026-05-12`. */
  readonly date: string;
  /** A count of weeks or months, or one of days that is round: the writer did not look the day up. */
  readonly about: boolean;
  /** "For three days now": the words themselves say that it began then. */
  readonly begins: boolean;
  readonly part?: MonthPart | undefined;
};

const DAY = 86_400_000;
/** From here on a count of days is a round one. */
const ROUND_DAYS = 5;

const minus = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);

/** The month before, and so on back; its day by `dayOfPart` where the words name none. */
function monthsBack(from: string, back: number): string {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, dayOfPart.month)).toISOString().slice(0, 10);
}

/** The same day so many months back; the last of a month that is too short for it. */
function sameDayBack(from: string, back: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - back, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - back, Math.min(day, last))).toISOString().slice(0, 10);
}

const kanji = '〇一二三四五六七八九';
const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Up to 99; undefined for words that say no number. */
function countOf(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  if (/^an?$|^couple of$/i.test(text)) return /couple/i.test(text) ? 2 : 1;
  const word = words.indexOf(text.toLowerCase());
  if (word > 0) return word;
  const found = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!found) return undefined;
  const [, tens, ten, ones] = found;
  if (ten === undefined) return tens === undefined ? undefined : kanji.indexOf(tens);
  return (tens === undefined ? 1 : kanji.indexOf(tens)) * 10 + (ones === undefined ? 0 : kanji.indexOf(ones));
}

type Back =
  | { readonly date: string; readonly about: boolean; readonly part?: MonthPart; readonly begins?: boolean }
  | undefined;

function back(from: string, number: string, unit: string, roughly: boolean): Back {
  const count = countOf(number);
  if (count === undefined || count === 0) return undefined;
  if (/^(?:日|day)/i.test(unit)) return { date: minus(from, count), about: roughly || count >= ROUND_DAYS };
  if (/^(?:週|week)/i.test(unit)) return { date: minus(from, 7 * count), about: true };
  return { date: sameDayBack(from, count), about: true };
}

const weekdaysJa = '日月火水木金土';
const weekdaysEn = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The latest such day that is not the day of writing. */
const latestWeekday = (from: string, weekday: number) => minus(from, ((weekdayOf(from) - weekday + 6) % 7) + 1);
/** A day of the week that began on a Monday so many weeks before. */
const dayOfWeek = (from: string, weekday: number, weeks: number) =>
  minus(from, ((weekdayOf(from) + 6) % 7) - ((weekday + 6) % 7) + 7 * weeks);

const daysJa: Readonly<Record<string, number>> = {
  今朝: 0,
  今日: 0,
  本日: 0,
  けさ: 0,
  昨日: 1,
  きのう: 1,
  昨夜: 1,
  昨晩: 1,
  ゆうべ: 1,
  昨朝: 1,
  一昨日: 2,
  おととい: 2,
  一昨夜: 2,
};
const daysEn: Readonly<Record<string, number>> = {
  'this morning': 0,
  'this afternoon': 0,
  'earlier today': 0,
  today: 0,
  yesterday: 1,
  'last night': 1,
  'the day before yesterday': 2,
  'yesterday and the day before': 2,
};

type Form = {
  readonly pattern: RegExp;
  readonly read: (found: readonly (string | undefined)[], from: string) => Back;
  readonly begins?: boolean;
};

const number = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const numberEn = '(\\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of)';
const unitEn = '(days?|weeks?|months?)';

const forms: readonly Form[] = [
  {
    pattern: /(?<!毎)(今朝|けさ|今日|本日|一昨日|一昨夜|おととい|昨日|きのう|昨夜|昨晩|昨朝|ゆうべ)/g,
    read: ([, word = ''], from) => ({ date: minus(from, daysJa[word] ?? 0), about: false }),
  },
  {
    pattern: new RegExp(`${number}(日|週間|[かカケヶヵ箇]月)(ほど|くらい|ぐらい|ばかり)?前`, 'g'),
    read: ([, count = '', unit = '', roughly], from) => back(from, count, unit, roughly !== undefined),
  },
  {
    pattern: new RegExp(`(?:ここ|この)${number}(日|週間|[かカケヶヵ箇]月)(?:間|ほど|くらい|ぐらい)?(?![前後])`, 'g'),
    read: ([, count = '', unit = ''], from) => back(from, count, unit, true),
    begins: true,
  },
  {
    pattern: /(先々週|先週|今週|この前|前)の?([日月火水木金土])曜日?/g,
    read: ([, week = '', day = ''], from) => {
      const weekday = weekdaysJa.indexOf(day);
      if (week.endsWith('前')) return { date: latestWeekday(from, weekday), about: true };
      const date = dayOfWeek(from, weekday, ['今週', '先週', '先々週'].indexOf(week));
      return date > from ? undefined : { date, about: false };
    },
  },
  {
    // The middle of that week stands for it.
    pattern: /(先々週|先週)(?!の?[日月火水木金土]曜)/g,
    read: ([, week], from) => ({ date: dayOfWeek(from, 4, week === '先週' ? 1 : 2), about: true }),
  },
  {
    pattern: /(先々月|先月|今月)(?:の?(初め|はじめ|頭|上旬|中旬|半ば|下旬|末|終わり))?(?!の?\d|号|分)/g,
    read: ([, month, part], from) => {
      const first = monthsBack(from, ['今月', '先月', '先々月'].indexOf(month ?? ''));
      const of: MonthPart = part === undefined ? 'month' : (partsJa[part] ?? 'month');
      const date = `${first.slice(0, 8)}${String(dayOfPart[of]).padStart(2, '0')}`;
      return date > from ? undefined : { date, about: false, part: of };
    },
  },
  {
    pattern:
      /\b(this morning|this afternoon|earlier today|today|the day before yesterday|yesterday and the day before|yesterday|last night)\b/gi,
    read: ([, word = ''], from) => ({ date: minus(from, daysEn[word.toLowerCase()] ?? 0), about: false }),
  },
  {
    pattern: new RegExp(`\\b(about |around |some |roughly )?${numberEn} ${unitEn} ago\\b`, 'gi'),
    read: ([, roughly, count = '', unit = ''], from) =>
      back(from, count, unit, roughly !== undefined || /^c/i.test(count)),
  },
  {
    pattern: new RegExp(
      `\\b(?:for|over|in|these|during)(?: the)?(?: last| past)? ${numberEn} ${unitEn}(?: now)?\\b(?! (?:ago|before|earlier|after|later))`,
      'gi',
    ),
    read: ([found = '', count = '', unit = ''], from) =>
      // "For two days" alone may be any two days.
      /\b(?:last|past|now|these)\b/i.test(found) ? back(from, count, unit, true) : undefined,
    begins: true,
  },
  {
    pattern:
      /\b(last|this|on|since|from) (Sun|Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat)(?:day)?\b(?!,? (?:the )?\d|,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))/gi,
    read: ([, word = '', day = ''], from) => ({
      date: latestWeekday(from, weekdaysEn.indexOf(day.slice(0, 3).toLowerCase())),
      // "Last Tuesday" is the one before for some writers.
      about: /^last$/i.test(word),
      begins: /^(?:since|from)$/i.test(word),
    }),
  },
  {
    pattern: /\blast week\b/gi,
    read: (_, from) => ({ date: dayOfWeek(from, 4, 1), about: true }),
  },
  {
    pattern: /\b(?:last|this) month\b/gi,
    read: ([found = ''], from) => ({
      date: monthsBack(from, /^last/i.test(found) ? 1 : 0),
      about: false,
      part: 'month',
    }),
  },
];

const partsJa: Readonly<Record<string, MonthPart>> = {
  初め: 'start',
  はじめ: 'start',
  頭: 'start',
  上旬: 'early',
  中旬: 'mid',
  半ば: 'mid',
  下旬: 'late',
  末: 'end',
  終わり: 'end',
};

/** @param from the day of writing, `2026-11-12`, as the writer counts it */
export const relativeDays = (sentence: string, from: string): readonly RelativeDay[] =>
  forms.flatMap(({ pattern, read, begins = false }) =>
    [...sentence.matchAll(pattern)].flatMap((found) => {
      const day = read(found, from);
      return day ? [{ at: found.index, length: found[0].length, begins, ...day }] : [];
    }),
  );
