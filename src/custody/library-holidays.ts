// The library, loaded for years that the table does not hold: it takes a third of a second, and holds half the world.
import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

/** jp: Japan; uk: England and Wales. */
export type HolidayCalendar = 'jp' | 'uk';

const calendars = new Map<HolidayCalendar, Holidays>();

function calendarOf(calendar: HolidayCalendar): Holidays {
  const known = calendars.get(calendar);
  if (known) return known;
  const library = createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  const made = calendar === 'jp' ? new library('JP') : new library('GB', 'ENG');
  calendars.set(calendar, made);
  return made;
}

/** Public holidays of one year, as MM-DD, in order. */
export function libraryHolidays(calendar: HolidayCalendar, year: number): readonly string[] {
  const found = calendarOf(calendar)
    .getHolidays(year)
    .filter(({ type }) => type === 'public');
  return [...new Set(found.map(({ date }) => date.slice(5, 10)))].sort();
}
