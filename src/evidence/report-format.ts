// How figures and times look in the report, in both languages and in the organisation's own time zone.
import type { Both } from '../vocabulary/finding.ts';

const weekdays = [
  ['日', 'Sun'],
  ['月', 'Mon'],
  ['火', 'Tue'],
  ['水', 'Wed'],
  ['木', 'Thu'],
  ['金', 'Fri'],
  ['土', 'Sat'],
] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

type Wall = { year: number; month: number; day: number; hour: number; minute: number };

/** Wall clock in a zone; only numbers are asked of Intl, so that its wording never changes a report. */
function wallClock(at: number, timeZone: string): Wall {
  const read = (zone: string) => {
    const parts = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(at);
    const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return {
      year: value('year'),
      month: value('month'),
      day: value('day'),
      hour: value('hour'),
      minute: value('minute'),
    };
  };
  try {
    return read(timeZone);
  } catch {
    return read('UTC');
  }
}

const two = (n: number) => String(n).padStart(2, '0');

export type Clock = {
  /** `2009年5月29日（金）17:00`, `Fri 29 May 2009, 17:00`; a date alone stays a date. */
  when(iso: string): Both;
  day(iso: string): Both;
};

export function clock(timeZone: string): Clock {
  const format = (iso: string, withTime: boolean): Both => {
    const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso);
    const at = Date.parse(dateOnly ? `${iso}T00:00:00Z` : iso);
    if (Number.isNaN(at)) return { ja: iso, en: iso };
    const { year, month, day, hour, minute } = wallClock(at, dateOnly ? 'UTC' : timeZone);
    const [ja, en] = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ['', ''];
    const time = `${two(hour)}:${two(minute)}`;
    const timed = withTime && !dateOnly;
    return {
      ja: `${year}年${month}月${day}日${withTime ? `（${ja}）` : timed ? ' ' : ''}${timed ? time : ''}`,
      en: `${withTime ? `${en} ` : ''}${day} ${months[month - 1]} ${year}${timed ? `, ${time}` : ''}`,
    };
  };
  return { when: (iso) => format(iso, true), day: (iso) => format(iso, false) };
}

/** `12345` as `12,345`, whatever the machine's locale. */
export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** Keeps a figure and its sign on one line. */
const NB = '\u00a0';

/** A share as a whole percentage, rounded away from the middle: never 0 % or 100 %. */
function bound(share: number, side: 'low' | 'high'): Both {
  // The nudge keeps 0.05, which is stored as a little more, from becoming 6 %.
  const percent = side === 'low' ? Math.floor(share * 100 + 1e-9) : Math.ceil(share * 100 - 1e-9);
  if (percent < 1 || share < 0.01) return { ja: `1${NB}%未満`, en: `under 1${NB}%` };
  if (percent > 99 || share > 0.99) return { ja: `99${NB}%超`, en: `over 99${NB}%` };
  return { ja: `${percent}${NB}%`, en: `${percent}${NB}%` };
}

/** An interval, rounded outward into 1–99 %. */
export function percentRange({ low, high }: { readonly low: number; readonly high: number }): Both {
  const [from, to] = [bound(low, 'low'), bound(high, 'high')];
  const one = from.en === to.en;
  return { ja: one ? from.ja : `${from.ja}〜${to.ja}`, en: one ? from.en : `${from.en} to ${to.en}` };
}

/** English: "1 line", "6,471 lines". */
export const lineCount = (n: number): string => `${grouped(n)} ${n === 1 ? 'line' : 'lines'}`;

/** A measured share such as lines understood: cut, never rounded up to 100 %. */
export function measuredPercent(share: number): string {
  if (share >= 1) return `100${NB}%`;
  return `${(Math.floor(share * 1000) / 10).toFixed(1)}${NB}%`;
}

/** What is left of a measured share: the two add up to 100 %. */
export function missingPercent(share: number): string {
  return measuredPercent(1 - Math.floor(Math.min(share, 1) * 1000 + 1e-9) / 1000 + 1e-9);
}

/** Two significant figures, for likelihood ratios. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  if (value >= 100) return grouped(Number(value.toPrecision(2)));
  return String(Number(value.toPrecision(2)));
}

export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** A path as one word for a POSIX shell, whatever an attacker put into it. */
export function shellWord(path: string): string {
  if (/^[\w./@%+=:,][\w./@%+=:,-]*$/.test(path)) return path;
  const safe = path.startsWith('-') ? `./${path}` : path;
  return `'${safe.replaceAll("'", `'\\''`)}'`;
}

/** A clause set as a sentence of its own: English begins with a capital. */
export const asSentence = ({ ja, en }: Both): Both => ({ ja, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}` });
