import { type HolidayCalendar, libraryHolidays } from './library-holidays.ts';
import { publicHolidays } from './public-holidays.ts';

/**
 * jp, uk: weekends and public holidays of Japan, of England and Wales. eu: weekends and the two days that are a holiday in
 * every Member State; whose other holidays count depends on the authority, and none of them is taken as given.
 */
export type Calendar = 'jp' | 'uk' | 'eu';

/** New Year and Christmas. */
const HOLIDAYS_OF_EVERY_MEMBER_STATE: ReadonlySet<string> = new Set(['01-01', '12-25']);

const cache = new Map<string, ReadonlySet<string>>();

/** Of one year, as MM-DD. */
function holidaysOf(calendar: HolidayCalendar, year: number): ReadonlySet<string> {
  const key = `${calendar} ${year}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Set(publicHolidays[calendar][year]?.split(' ') ?? libraryHolidays(calendar, year));
  cache.set(key, made);
  return made;
}

/**
 * Whether offices are closed on a local day: weekends, public holidays, and in Japan 29 December to 3 January
 * (行政機関の休日に関する法律 1条).
 *
 * @param day YYYY-MM-DD
 */
export function isDayOff(day: string, calendar: Calendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  const monthDay = day.slice(5);
  if (calendar === 'eu') return HOLIDAYS_OF_EVERY_MEMBER_STATE.has(monthDay);
  if (calendar === 'jp' && (monthDay >= '12-29' || monthDay <= '01-03')) return true;
  return holidaysOf(calendar, Number(day.slice(0, 4))).has(monthDay);
}

/** The day itself, or the first working day after it. */
export function nextWorkingDay(day: string, calendar: Calendar): string {
  let at = Date.parse(`${day}T00:00:00Z`);
  // The longest run of days off is Golden Week with its weekends; a month is more than any calendar has.
  for (let tries = 0; tries < 31; tries += 1, at += 86_400_000) {
    const candidate = new Date(at).toISOString().slice(0, 10);
    if (!isDayOff(candidate, calendar)) return candidate;
  }
  throw new RangeError(`no working day within a month of ${day}`);
}
