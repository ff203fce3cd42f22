// A column of dates as programs write them: what one cell leaves open, the whole column may decide. What it leaves open too
// is not guessed.
import type { Both } from '../vocabulary/finding.ts';
import { parseWhen, westernYears } from './instant.ts';

export type ColumnDates = {
  /** As `parseWhen`, with what the column decides. */
  readonly read: (text: string) => string | undefined;
  /** What was decided for the reader, or could not be. */
  readonly told: readonly Both[];
};

/** Which of two numbers before the year is the month. `open`: no cell of the column decides it. */
type Order = 'month-first' | 'day-first' | 'open' | 'contradictory' | 'none';

/** The year first: the order of the rest is never in question. A register has a million rows, so this must be cheap. */
const startsWithYear = /^\s{0,9}[\d０-９]{4}\s?[-/.年／．－]/;
const LONGEST = 60;
/** 1990 to 2099 as days since 30 December 1899: other numbers of five digits are no dates of a register. */
const [FIRST_SERIAL, LAST_SERIAL] = [32_874, 73_050];
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const serial = /^\d{5}(?:\.\d{1,17})?$/;
const twoFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?=$|[\sT,])/;
const weekday = /\s?\((?:[日月火水木金土](?:曜日?)?|sun|mon|tue|wed|thu|fri|sat)\)|\s?[日月火水木金土]曜日?(?=\s|$)/i;
/** Before the time or behind it, as the writer's country has it. */
const halfDay = /(午前|午後|\b[ap]\.?m\b\.?)/i;
const clockTime = /(\d{1,2})([:時])(\d{1,2})/;
const namedZone = /\s?(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

/**
 * Hours of a half day as hours of a day. Undefined where the words leave it open: 午後12時 is noon to some and midnight to
 * others; a program that writes 午後 12:05 means noon.
 */
function wholeDay(text: string): string | undefined {
  const half = halfDay.exec(text)?.[1];
  if (half === undefined) return text;
  const time = clockTime.exec(text);
  if (!time) return undefined;
  const hour = Number(time[1]);
  const afternoon = half === '午後' || /^p/i.test(half);
  const kanji = half === '午前' || half === '午後';
  if (hour > (afternoon ? 23 : 12) || (hour === 12 && kanji && time[2] === '時')) return undefined;
  const inDay = afternoon ? (hour < 12 ? hour + 12 : hour) : hour === 12 ? 0 : hour;
  // The word may be the only thing between date and time.
  return text
    .replace(halfDay, ' ')
    .replace(clockTime, `${inDay}$2$3`)
    .replace(/\s{1,9}/g, ' ')
    .trim();
}

/** Full-width digits, eras, the day of the week, half days and zones by name, as `parseWhen` reads them. */
function plain(text: string): string | undefined {
  const bare = westernYears(text.slice(0, LONGEST)).trim().replace(weekday, ' ');
  const zoned = bare.replace(
    namedZone,
    (_, sign: string, hours: string, minutes?: string) => `${sign}${hours.padStart(2, '0')}:${minutes ?? '00'}`,
  );
  return wholeDay(zoned)
    ?.replace(/\s{1,9}/g, ' ')
    .replace(/(\d)時(\d)分/, '$1時0$2分')
    .trim();
}

function fromSerial(text: string, zone: string): string | undefined {
  const days = Number(text);
  if (days < FIRST_SERIAL || days >= LAST_SERIAL) return undefined;
  const local = new Date(SERIAL_ZERO + Math.round(days * 86_400) * 1000).toISOString();
  return text.includes('.') ? parseWhen(local.slice(0, 19), zone) : local.slice(0, 10);
}

/** The two numbers before the year, where the cell has them so. */
function leading(text: string): readonly [number, number] | undefined {
  const found = twoFirst.exec(plain(text) ?? '');
  return found ? [Number(found[1]), Number(found[3])] : undefined;
}

function orderOf(texts: readonly string[]): Order {
  let [first, second, either] = [false, false, false];
  for (const text of texts) {
    const [a, b] = leading(text) ?? [0, 0];
    if (a > 12 && b <= 12 && b > 0) first = true;
    else if (b > 12 && a <= 12 && a > 0) second = true;
    else if (a > 0 && a <= 12 && b > 0 && a !== b) either = true;
  }
  if (first && second) return 'contradictory';
  return first ? 'day-first' : second ? 'month-first' : either ? 'open' : 'none';
}

function yearFirst(text: string, order: Order): string | undefined {
  return text.replace(twoFirst, (whole, a: string, _separator: string, b: string, year: string) => {
    if (Number(a) === Number(b)) return `${year}-${a}-${b}`;
    if (order === 'month-first') return `${year}-${a}-${b}`;
    return order === 'day-first' ? `${year}-${b}-${a}` : whole;
  });
}

const tellOrder: Readonly<Record<Order, Both | undefined>> = {
  none: undefined,
  'month-first': {
    ja: '日時は、列の中に13以上の数があるため、月・日・年の順と読みました',
    en: 'the dates were read as month, day, year, because numbers above 12 in the column allow no other order',
  },
  'day-first': {
    ja: '日時は、列の中に13以上の数があるため、日・月・年の順と読みました',
    en: 'the dates were read as day, month, year, because numbers above 12 in the column allow no other order',
  },
  open: {
    ja: '日と月のどちらが先かが列から決まらない日時は、読んでいません',
    en: 'dates of which the column does not decide whether day or month comes first were not read',
  },
  contradictory: {
    ja: '日が先の日時と月が先の日時が混じっているため、年が最後の日時は読んでいません',
    en: 'dates with the year last were not read, because some have the day first and some the month',
  },
};

/**
 * How to read the cells of one column. A cell that `parseWhen` understands is read as it always was; beside that half days,
 * weekdays, Excel's serial numbers (days since 1899-12-30, the system of all but old Macintosh files) and dates whose year
 * comes last, in the order that the column decides. A time without a zone takes the organisation's.
 */
export function columnDates(texts: readonly string[], zone: string): ColumnDates {
  const unread = texts.filter((text) => text !== '' && !startsWithYear.test(text));
  const order = orderOf(unread);
  const serials = unread.some((text) => serial.test(text.normalize('NFKC').trim()));
  const bySerial = {
    ja: '5桁の数の日時は、表計算ソフトの通し番号（1900年を起点とするもの）と読みました',
    en: 'dates of five digits were read as serial numbers of a spreadsheet that counts from 1900',
  };
  return {
    read: (text) => {
      const known = parseWhen(text, zone);
      if (known !== undefined) return known;
      const words = plain(text);
      if (words === undefined) return undefined;
      if (serial.test(words)) return fromSerial(words, zone);
      const turned = yearFirst(words, order);
      return turned === undefined ? undefined : parseWhen(turned.replace(/^([^ ,T]{6,10}), ?/, '$1 '), zone);
    },
    told: [...(tellOrder[order] ? [tellOrder[order]] : []), ...(serials ? [bySerial] : [])],
  };
}
