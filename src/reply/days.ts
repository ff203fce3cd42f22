import { type Calendar, nextWorkingDay } from '../custody/working-days.ts';
import type { Language } from '../vocabulary/finding.ts';

/** A day or a moment, as parts of the calendar of one time zone. `hour` is null when only the day is known. */
type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number | null;
  readonly minute: number;
};

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const satisfies Record<Language, readonly string[]>;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const dayAlone = /^(\d{4})-(\d{2})-(\d{2})$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;
/** A clock time without a zone is taken as local time: moving it would invent a shift. */
const localMoment = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?$/;

/** Formatters are slow to make; a process meets few zones, and no more than these are kept. */
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_KEPT = 64;

function makeFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}

/** That of the zone, or of UTC when the name is unknown here: a misspelt zone must not stop a letter. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone);
  if (kept) return kept;
  let made: Intl.DateTimeFormat;
  try {
    made = makeFormat(zone);
  } catch {
    made = makeFormat('UTC');
  }
  if (formats.size < FORMATS_KEPT) formats.set(zone, made);
  return made;
}

function partsOf(instant: Date, zone: string): Parts {
  const found = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => found.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What was read lately: a letter prints the same few dates many times. Emptied when full. */
const lately = new Map<string, Parts | undefined>();
const READ_KEPT = 4096;

function read(text: string, zone: string): Parts | undefined {
  if (text.length > 40) return undefined;
  const key = `${zone} ${text}`;
  if (lately.has(key)) return lately.get(key);
  if (lately.size >= READ_KEPT) lately.clear();
  const parts = readAfresh(text, zone);
  lately.set(key, parts);
  return parts;
}

/** Undefined when the text is no ISO 8601 day or moment: what cannot be read as a date is not printed as one. */
function readAfresh(text: string, zone: string): Parts | undefined {
  const local = dayAlone.exec(text) ?? localMoment.exec(text);
  if (local) {
    const [year, month, day] = [Number(local[1]), Number(local[2]), Number(local[3])];
    const hour = local[4] === undefined ? null : Number(local[4]);
    const minute = Number(local[5] ?? 0);
    const inRange = isRealDay(year, month, day) && (hour ?? 0) < 24 && minute < 60;
    return inRange ? { year, month, day, hour, minute } : undefined;
  }
  if (!moment.test(text)) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1000) return undefined;
  return partsOf(instant, zone);
}

/** Whether the text is an ISO 8601 day or moment that is in the calendar: nothing else is printed as a date. */
export function isDate(text: string): boolean {
  return read(text, 'UTC') !== undefined;
}

function weekday(parts: Parts): number {
  return new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
}

/** 2009年4月10日（金） · Friday 10 April 2009. Undefined when the text is no date. */
export function dayWords(text: string, zone: string, lang: Language): string | undefined {
  const parts = read(text, zone);
  if (!parts) return undefined;
  const name = weekdays[lang][weekday(parts)] ?? '';
  return lang === 'ja'
    ? `${parts.year}年${parts.month}月${parts.day}日（${name}）`
    : `${name} ${parts.day} ${months[parts.month - 1]} ${parts.year}`;
}

/** 2009年4月 · April 2009: of a day told as a part of its month. Undefined when the text is no date. */
export function monthWords(text: string, zone: string, lang: Language): string | undefined {
  const parts = read(text, zone);
  if (!parts) return undefined;
  return lang === 'ja' ? `${parts.year}年${parts.month}月` : `${months[parts.month - 1]} ${parts.year}`;
}

/** The date at the head of a letter, where neither language puts a weekday. */
export function letterDate(text: string, zone: string, lang: Language): string | undefined {
  const parts = read(text, zone);
  if (!parts) return undefined;
  return lang === 'ja'
    ? `${parts.year}年${parts.month}月${parts.day}日`
    : `${parts.day} ${months[parts.month - 1]} ${parts.year}`;
}

/** As `dayWords`, with the clock time where one is known: 2009年4月10日（金）17時 · Friday 10 April 2009, 17:00. */
export function momentWords(text: string, zone: string, lang: Language): string | undefined {
  const parts = read(text, zone);
  const day = dayWords(text, zone, lang);
  if (!parts || day === undefined || parts.hour === null) return day;
  if (lang === 'en') return `${day}, ${String(parts.hour).padStart(2, '0')}:${String(parts.minute).padStart(2, '0')}`;
  return `${day}${parts.hour}時${parts.minute === 0 ? '' : `${parts.minute}分`}`;
}

/** Minutes the zone is ahead of UTC at an instant. */
function offsetMinutes(instant: Date, zone: string): number {
  const p = partsOf(instant, zone);
  const local = Date.UTC(p.year, p.month - 1, p.day, p.hour ?? 0, p.minute);
  return Math.round((local - Math.floor(instant.getTime() / 60_000) * 60_000) / 60_000);
}

/** Whose days off an office in that zone keeps. Elsewhere only what every office keeps is known. */
export const calendarOf = (zone: string): Calendar =>
  zone === 'Asia/Tokyo' || zone === 'Japan' ? 'jp' : zone === 'Europe/London' || zone === 'GB' ? 'uk' : 'eu';

/** An instant as ISO 8601 with the offset of the zone, to the minute. */
export function momentAt(instant: number, zone: string): string {
  const offset = offsetMinutes(new Date(instant), zone);
  const sign = offset < 0 ? '-' : '+';
  const two = (n: number) => String(n).padStart(2, '0');
  const zoneText = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${new Date(instant + offset * 60_000).toISOString().slice(0, 16)}:00${zoneText}`;
}

/** An hour of a day (YYYY-MM-DD) by the clocks of a zone. */
function hourOn(day: string, zone: string, hour: number): string {
  const wall = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  // Twice, because the first guess may lie on the other side of a clock change.
  let offset = offsetMinutes(new Date(wall), zone);
  offset = offsetMinutes(new Date(wall - offset * 60_000), zone);
  return momentAt(wall - offset * 60_000, zone);
}

/**
 * The hour of the working day that lies `days` calendar days after a date, ISO 8601 with the offset of the zone.
 * A weekend, and a public holiday of Japan or of England and Wales where the zone is theirs, moves on: nobody is there to
 * keep a promise.
 *
 * @throws Error when `from` is no date: the clock of a case is ours
 */
export function workingMoment(from: string, zone: string, { days, hour }: { days: number; hour: number }): string {
  const start = read(from, zone);
  if (!start) throw new Error('the clock of the case is no date');
  const counted = new Date(Date.UTC(start.year, start.month - 1, start.day + days)).toISOString().slice(0, 10);
  return hourOn(nextWorkingDay(counted, calendarOf(zone)), zone, hour);
}

/** The hour of the very day of a date, whether or not an office is open: what cannot wait is not moved. */
export function sameDayMoment(from: string, zone: string, hour: number): string {
  const start = read(from, zone);
  if (!start) throw new Error('the clock of the case is no date');
  return hourOn(new Date(Date.UTC(start.year, start.month - 1, start.day)).toISOString().slice(0, 10), zone, hour);
}

/**
 * A date header as RFC 5322 §3.3 has it: `Thu, 21 May 2009 10:00:00 +0900`, in the zone's own time.
 *
 * @throws Error when `text` is no date: the clock of a case is ours
 */
export function messageDate(text: string, zone: string): string {
  const parts = read(text, zone);
  if (!parts) throw new Error('the clock of the case is no date');
  const offset = offsetMinutes(new Date(dayAlone.test(text) ? `${text}T00:00:00Z` : text), zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const ahead = Math.abs(offset);
  const day = (weekdays.en[weekday(parts)] ?? '').slice(0, 3);
  const month = (months[parts.month - 1] ?? '').slice(0, 3);
  const clock = `${two(parts.hour ?? 0)}:${two(parts.minute)}:00`;
  return `${day}, ${parts.day} ${month} ${parts.year} ${clock} ${sign}${two(Math.floor(ahead / 60))}${two(ahead % 60)}`;
}

/** Numbers a reader meets when a date is written out: year, month, day, hour, minute. */
export function numbersOfDate(text: string, zone: string): readonly number[] {
  const parts = read(text, zone);
  return parts ? [parts.year, parts.month, parts.day, parts.hour ?? 0, parts.minute] : [];
}

/** Whether the local day of a date lies before that of another: a day that is given alone is over when the next begins. */
export function isDayOver(text: string, now: string, zone: string): boolean {
  const day = (of: string) => numbersOfDate(of, zone).slice(0, 3);
  const [a, b] = [day(text), day(now)];
  const differs = a.findIndex((part, i) => part !== b[i]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}
