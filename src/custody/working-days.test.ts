import fc from 'fast-check';
import { expect, it } from 'vitest';
import { libraryHolidays } from './library-holidays.ts';
import { publicHolidays } from './public-holidays.ts';
import { type Calendar, isDayOff, nextWorkingDay } from './working-days.ts';

// By the published lists of national holidays of Japan (内閣府) and of bank holidays in England and Wales (GOV.UK).
it.each([
  { day: '2024-02-12', calendar: 'jp', off: true, why: 'substitute for Sunday 11 February' },
  { day: '2024-05-06', calendar: 'jp', off: true, why: 'substitute for Sunday 5 May' },
  { day: '2025-05-06', calendar: 'jp', off: true, why: 'substitute for Sunday 4 May, after a holiday of its own' },
  { day: '2026-05-06', calendar: 'jp', off: true, why: 'substitute for Sunday 3 May, two holidays later' },
  { day: '2026-05-07', calendar: 'jp', off: false, why: 'Golden Week 2026 is over' },
  { day: '2027-05-06', calendar: 'jp', off: false, why: 'in 2027 nothing is substituted' },
  { day: '2026-09-22', calendar: 'jp', off: true, why: 'a day between two holidays' },
  { day: '2027-03-22', calendar: 'jp', off: true, why: 'the equinox of 2027 is a Sunday' },
  { day: '2021-07-22', calendar: 'jp', off: true, why: 'moved for the Olympic Games' },
  { day: '2021-10-11', calendar: 'jp', off: false, why: 'moved away from here' },
  { day: '2019-05-02', calendar: 'jp', off: true, why: 'the accession, and the days beside it' },
  { day: '2026-02-23', calendar: 'jp', off: true, why: 'the Emperor’s birthday since 2020' },
  { day: '2026-12-23', calendar: 'jp', off: false, why: 'and no longer in December' },
  { day: '2026-12-25', calendar: 'jp', off: false, why: 'Christmas is a working day in Japan' },
  { day: '2026-12-28', calendar: 'jp', off: false, why: 'the last working day of the year' },
  { day: '2026-12-29', calendar: 'jp', off: true, why: 'offices close' },
  { day: '2028-01-03', calendar: 'jp', off: true, why: 'until 3 January' },
  { day: '2026-04-11', calendar: 'jp', off: true, why: 'Saturday' },
  { day: '2026-04-03', calendar: 'uk', off: true, why: 'Good Friday' },
  { day: '2026-04-06', calendar: 'uk', off: true, why: 'Easter Monday' },
  { day: '2026-12-28', calendar: 'uk', off: true, why: 'substitute for Boxing Day, a Saturday' },
  { day: '2027-12-28', calendar: 'uk', off: true, why: 'second substitute of 2027' },
  { day: '2022-06-03', calendar: 'uk', off: true, why: 'the jubilee' },
  { day: '2022-05-30', calendar: 'uk', off: false, why: 'the spring holiday moved to it' },
  { day: '2023-05-08', calendar: 'uk', off: true, why: 'the coronation' },
  { day: '2026-08-03', calendar: 'uk', off: false, why: 'a holiday of Scotland only' },
  { day: '2026-12-24', calendar: 'uk', off: false, why: 'Christmas Eve' },
  { day: '2026-12-25', calendar: 'eu', off: true, why: 'Christmas, in every Member State' },
  { day: '2026-12-26', calendar: 'eu', off: true, why: 'a Saturday' },
  { day: '2025-12-26', calendar: 'eu', off: false, why: 'not in every Member State' },
  { day: '2026-05-01', calendar: 'eu', off: false, why: 'not in every Member State' },
] as const)('$day, $calendar: $why', ({ day, calendar, off }) => {
  expect(isDayOff(day, calendar)).toBe(off);
});

it('the next working day is one, and no working day lies before it', () => {
  const days = fc.integer({ min: 14_000, max: 25_000 });
  fc.assert(
    fc.property(days, fc.constantFrom<Calendar>('jp', 'uk', 'eu'), (from, calendar) => {
      const name = (at: number) => new Date(at * 86_400_000).toISOString().slice(0, 10);
      const found = nextWorkingDay(name(from), calendar);
      expect(isDayOff(found, calendar)).toBe(false);
      for (let at = from; name(at) < found; at += 1) expect(isDayOff(name(at), calendar), name(at)).toBe(true);
    }),
  );
});

it.each(['jp', 'uk'] as const)(
  'the table of %s says what the library says, and years beyond it are asked there',
  (calendar) => {
    const table = publicHolidays[calendar];
    for (const [year, days] of Object.entries(table)) {
      expect([year, days.split(' ')]).toEqual([year, libraryHolidays(calendar, Number(year))]);
    }
    expect(table[2060]).toBeUndefined();
    expect(isDayOff('2060-05-03', calendar)).toBe(libraryHolidays(calendar, 2060).includes('05-03'));
  },
);
