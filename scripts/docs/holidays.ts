// The public holidays of the years that cases are about, from the library that has those of every year.
import { type HolidayCalendar, libraryHolidays } from '../../src/custody/library-holidays.ts';

const FIRST = 2005;
const LAST = 2045;

function rowsOf(calendar: HolidayCalendar): string {
  const years = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i);
  return years.map((year) => `    ${year}: '${libraryHolidays(calendar, year).join(' ')}',\n`).join('');
}

export const pages = (): Record<string, string> => ({
  'src/custody/public-holidays.ts': `// Public holidays by year, as MM-DD. Written by \`npm run docs\` from date-holidays; not by hand.
import type { HolidayCalendar } from './library-holidays.ts';

export const publicHolidays: Readonly<Record<HolidayCalendar, Readonly<Record<number, string>>>> = {
  jp: {
${rowsOf('jp')}  },
  uk: {
${rowsOf('uk')}  },
};
`,
});
