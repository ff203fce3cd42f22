// The days that a complaint tells, each with the sentence it stands in: when something was entered, since when spam comes,
// when they wrote before.
import { parseWhen, westernYears } from '../../custody/instant.ts';
import type { DateOrder } from '../../vocabulary/date-order.ts';
import { dayOfPart, type MonthPart } from '../../vocabulary/month-part.ts';
import { relativeDays } from './relative-days.ts';

export type ToldDay = {
  readonly sentence: string;
  /** `2026-05-12`. */
  readonly date: string;
  /** "Since", "から": something began on it. */
  readonly begins: boolean;
  /** "ごろ", "around": the writer does not know the day itself. */
  readonly about: boolean;
  /** "9月に入ったころ", "early September": the date is one that stands for it. */
  readonly part?: MonthPart | undefined;
  /** "9月8日のメール": the day of one message, which others may have come before. */
  readonly ofOneMail: boolean;
  /** Told by its distance from the day of writing ("今朝", "three days ago"), and not as a date. */
  readonly reckoned: boolean;
  /** The sentence before and after the words of the day, as far as the next day in it. */
  readonly before: string;
  readonly after: string;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const ordinal = '(?:st|nd|rd|th)?';

type Parts = {
  readonly year?: string | undefined;
  readonly month: number;
  readonly day: number;
  readonly part?: MonthPart | undefined;
};
type Form = {
  readonly pattern: RegExp;
  readonly parts: (found: RegExpMatchArray, order: DateOrder | undefined) => Parts | undefined;
};

const monthOf = (word = '') => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** Words for a part of a month, as they stand after 「9月」 and before "of September". */
const partWords: readonly (readonly [MonthPart, RegExp])[] = [
  ['start', /^(?:入|初|は|始|頭|あ)|^(?:start|begin|first)/],
  ['early', /^(?:上|early)/],
  ['mid', /^(?:中|半|な|mid)/],
  ['late', /^(?:下|late)/],
  ['end', /^(?:末|終|お|end|last)/],
];
const partOf = (words = ''): MonthPart =>
  partWords.find(([, pattern]) => pattern.test(words.toLowerCase()))?.[0] ?? 'month';

const inMonth = (year: string | undefined, of: number, words: string | undefined): Parts => {
  const part = partOf(words);
  return { year, month: of, day: dayOfPart[part], part };
};

const forms: readonly Form[] = [
  {
    // 「9月上旬」, 「9月に入ったころ」; a month alone only where something began with it.
    pattern:
      /(?:(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月(?:[のに]?(入った|入って(?:すぐ|間もなく)?|初旬|初頭|初め|はじめ|始め|頭|あたま|上旬|中旬|半ば|なかば|中[頃ご]ろ?|下旬|末|終わり|おわり)(?:ごろ|ころ|頃)?|(?:ごろ|ころ|頃|くらい|ぐらい)?(?=から|以降|以来|より))/g,
    parts: ([, year, of, words]) => inMonth(year, Number(of), words),
  },
  {
    pattern: new RegExp(
      `\\b(early|mid|late|(?:start|beginning|first (?:days|week)|middle|end|last (?:days|week)) of)(?: in)?[ -]${month}\\b(?! \\d{1,2}(?!\\d))(?:,? (\\d{4})\\b)?`,
      'gi',
    ),
    parts: ([, words, of, year]) => inMonth(year, monthOf(of), words),
  },
  {
    pattern: new RegExp(
      `\\b(?:since|from|starting in|beginning in|(?:began|started|begun) in)(?: around| about)? ${month}\\b(?!\\.? \\d{1,2}(?!\\d))(?:,? (\\d{4})\\b)?`,
      'g',
    ),
    parts: ([, of, year]) => inMonth(year, monthOf(of), undefined),
  },
  {
    // A hyphen without a year is a telephone or house number as often as a day.
    pattern:
      /(?<![\d/.-])(?:(\d{4})\s?[年년/-]\s?(\d{1,2})\s?[月월/-]\s?(\d{1,2})|(\d{1,2})\s?[月월/]\s?(\d{1,2}))(?!\d|\/\d)[日일]?/g,
    parts: ([, year, ...rest]) => {
      const [of, day] = year === undefined ? rest.slice(2) : rest;
      return { year, month: Number(of), day: Number(day) };
    },
  },
  {
    // With points the day comes first, wherever dates are written so.
    pattern: /(?<![\d/.-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g,
    parts: ([, day, of, year]) => ({ year, month: Number(of), day: Number(day) }),
  },
  {
    // Else, where the year comes last, a number above 12 tells which one is the day, or the order of the writer's other dates.
    pattern: /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/g,
    parts: ([, a, b, year], order) => {
      const [first, second] = [Number(a), Number(b)];
      if (first > 12 || (order === 'day-first' && second <= 12)) return { year, month: second, day: first };
      return second > 12 || first === second || order === 'month-first'
        ? { year, month: first, day: second }
        : undefined;
    },
  },
  {
    // "4 and 5 November", "on the 4th, 5th and 6th of November": it began on the first of them.
    pattern: new RegExp(
      `(?<![\\d.])(\\d{1,2})${ordinal}(?:, \\d{1,2}${ordinal}){0,5},? ?(?:and|or|to|&|[/–-]) ?(?:the )?\\d{1,2}${ordinal}(?: of)? ${month}\\b\\.?(?:,? (\\d{4})\\b)?`,
      'g',
    ),
    parts: ([, day, of, year]) => ({ year, month: monthOf(of), day: Number(day) }),
  },
  {
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})${ordinal}(?: of)? ${month}\\b\\.?(?:,? (\\d{4})\\b)?`, 'g'),
    parts: ([, day, of, year]) => ({ year, month: monthOf(of), day: Number(day) }),
  },
  {
    pattern: new RegExp(`\\b${month}\\.? (\\d{1,2})${ordinal}(?!\\d)(?:,? (\\d{4})\\b)?`, 'g'),
    parts: ([, of, day, year]) => ({ year, month: monthOf(of), day: Number(day) }),
  },
];

const beginsAfter =
  /^(?:\s?[（(][^（()）]{1,6}[)）])?(?:ごろ|ころ|頃|くらい|ぐらい|前後|あたり)?(?:の?(?:朝|昼|夕方|夜|夜中|深夜|未明|午前|午後))?(?:から|以降|以来|より|부터|(?:开始|開始|起))/;
const beginsBefore =
  /(?:\b(?:since|from) [^.,;:]{1,30}, (?:that is|that was|which was|i\.e\.)(?: on)?|\b(?:since|from|starting|beginning|ever since)(?: (?:on|around|about|the|roughly|approximately|mid|late|early)){0,3}(?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?(?: the)?)?|自从?)\s?$/i;

const aboutAfter =
  /^(?:\s?[（(][^（()）]{1,6}[)）])?(?:ごろ|ころ|頃|くらい|ぐらい|前後|あたり)|^ ?(?:or so|or thereabouts)\b/i;
const aboutBefore = /(?:\b(?:around|about|roughly|approximately|circa)(?: the)?|およそ|だいたい|大体|約)\s?$/i;

/** A day that says which message is meant, and not when they began. */
const mailAfter = /^(?:\s?[（(][^（()）]{1,6}[)）])?(?:付け?|に届いた|に来た)?の?(?:迷惑)?(?:メール|スパム|一通|1通)/;
const mailBefore = /\b(?:e-?mail|message|mail|one|spam)(?: (?:of|dated|from|sent on|received on|on))\s?$/i;

/** A date without a year takes the latest one not after the day on which the complaint came. */
function completed({ year, month: of, day }: Parts, latest: string | undefined): string | undefined {
  if (year === undefined && !latest) return undefined;
  const own = Number(year ?? latest?.slice(0, 4));
  const date = (in_: number) => parseWhen(`${in_}-${of}-${day}`, 'UTC');
  const first = date(own);
  return year === undefined && first && latest && first > latest ? date(own - 1) : first;
}

/** When a text was written, as far as it is known. Instants or days. */
export type WritingDay = {
  /** From which words like "yesterday" are reckoned. */
  readonly written: string | null;
  /** A day that it cannot be later than: that on which it is read, where nobody noted the other. */
  readonly notAfter: string | null;
};
/** Where both are one. */
export const writtenOn = (day: string | null): WritingDay => ({ written: day, notAfter: day });

type Placed = Pick<ToldDay, 'date' | 'begins' | 'about' | 'part' | 'reckoned'> & {
  readonly at: number;
  readonly end: number;
};

/** The days of one sentence, in its order; words that two forms read count once, by the form that reads more of them. */
function placed(sentence: string, { written, notAfter }: WritingDay, order: DateOrder | undefined): readonly Placed[] {
  const dated = forms.flatMap(({ pattern, parts }) =>
    [...sentence.matchAll(pattern)].flatMap((found): Placed[] => {
      const read = parts(found, order);
      const date = read && completed(read, notAfter?.slice(0, 10));
      if (!date) return [];
      // The month alone is read with the word by which something began.
      const begins = /^(?:since|from|start|beg)/.test(found[0]);
      const at = found.index;
      return [{ at, end: at + found[0].length, date, begins, about: false, part: read.part, reckoned: false }];
    }),
  );
  const reckoned = (written === null ? [] : relativeDays(sentence, written.slice(0, 10))).map(
    ({ at, length, date, about, begins, part }): Placed => ({
      ...{ at, end: at + length, date, about, begins, part, reckoned: true },
    }),
  );
  const all = [...dated, ...reckoned];
  return all
    .filter(
      (one) =>
        !all.some((other) => other !== one && other.at <= one.at && one.end <= other.end && isLonger(other, one)),
    )
    .toSorted((a, b) => a.at - b.at);
}

const isLonger = (one: Placed, other: Placed) => one.end - one.at > other.end - other.at;

/**
 * In the order of the text. Quoted lines of an earlier mail hold other people's days, and are left out.
 *
 * @param order in which dates of numbers alone are read; undefined leaves those unread that have two readings
 */
export function toldDays(text: string, written: WritingDay, order?: DateOrder): readonly ToldDay[] {
  const own = westernYears(text.replace(/^[>＞].*$/gm, ''));
  return own.split(/[。\n]|(?<=[.!?])\s(?=[^a-z\d])/).flatMap((sentence) => {
    const days = placed(sentence, written, order);
    return days.map((day, i): ToldDay => {
      const [before, after] = [sentence.slice(0, day.at), sentence.slice(day.end)];
      const begins = day.begins || beginsAfter.test(after) || beginsBefore.test(before.slice(-60));
      const about =
        day.part === undefined && (day.about || aboutAfter.test(after) || aboutBefore.test(before.slice(-60)));
      return {
        ...{ sentence, date: day.date, begins, about, reckoned: day.reckoned },
        ...(day.part === undefined ? {} : { part: day.part }),
        ofOneMail: !begins && (day.reckoned || mailAfter.test(after) || mailBefore.test(before.slice(-60))),
        before: sentence.slice(days[i - 1]?.end ?? 0, day.at),
        after: sentence.slice(day.end, days[i + 1]?.at),
      };
    });
  });
}
