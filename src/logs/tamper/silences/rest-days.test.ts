import { expect, it } from 'vitest';
import { HOUR_MS } from './log-timeline.ts';
import { isLikeHoliday } from './rest-days.ts';

const DAY = 24 * HOUR_MS;
/** A Monday. */
const monday = Date.UTC(2025, 9, 6);

/** Lines in each hour from eight to six, on days for which `works` holds. */
function office(days: number, works: (day: number) => boolean) {
  const hours = [];
  for (let day = 0; day < days; day += 1)
    for (let hour = 8; hour < 18; hour += 1)
      if (works(day)) hours.push({ hour: Math.floor((monday + day * DAY) / HOUR_MS) + hour, lines: 9 });
  return { hours };
}
const weekday = (day: number) => day % 7 < 5;
const gap = (fromDay: number, fromHour: number, toDay: number, toHour: number) => ({
  fromMs: monday + fromDay * DAY + fromHour * HOUR_MS,
  toMs: monday + toDay * DAY + toHour * HOUR_MS,
});

it('a Monday and Tuesday without anybody, beside a week-end, are like a holiday', () => {
  const log = office(28, (day) => weekday(day) && day !== 7 && day !== 8);
  expect(isLikeHoliday(log, gap(4, 17.6, 9, 8.1))).toBe(true);
});

it.each([
  ['begins at noon', gap(4, 12, 9, 8.1)],
  ['ends at noon', gap(4, 17.6, 9, 12)],
  ['is shorter than a day', gap(4, 17.6, 5, 8)],
  ['is longer than any holiday', gap(4, 17.6, 17, 8.1)],
])('a silence that %s is not', (_, silence) => {
  const log = office(35, (day) => weekday(day) && (day < 7 || day > 16));
  expect(isLikeHoliday(log, silence)).toBe(false);
});

it('no silence is, in a log that never rests', () => {
  const log = {
    hours: Array.from({ length: 24 * 20 }, (_, i) => ({ hour: Math.floor(monday / HOUR_MS) + i, lines: 9 })),
  };
  expect(isLikeHoliday(log, gap(4, 18, 6, 8))).toBe(false);
});

it('a line now and then at night and on Sundays makes no log that never rests', () => {
  const closed = (day: number) => day > 11 && day < 21;
  const { hours } = office(35, (day) => weekday(day) && !closed(day));
  const strays = [2, 22, 27, 70, 74, 131, 142, 146, 213, 220, 260, 530, 560, 635, 700].flatMap((after) => {
    const hour = Math.floor(monday / HOUR_MS) + after;
    return hours.some((known) => known.hour === hour) ? [] : [{ hour, lines: 1 }];
  });
  const log = { hours: [...hours, ...strays].sort((a, b) => a.hour - b.hour) };
  expect(isLikeHoliday(log, gap(11, 17.6, 21, 8.1))).toBe(true);
  expect(isLikeHoliday(log, gap(11, 11, 21, 8.1))).toBe(false);
});

it('the only week-end of a log that rests at night is like a holiday, if nobody works then', () => {
  const log = office(12, weekday);
  expect(isLikeHoliday(log, gap(4, 17.6, 7, 8.1))).toBe(true);
  expect(isLikeHoliday(log, gap(4, 12, 7, 8.1))).toBe(false);
  // Two days and three nights in the middle of the week are none.
  expect(
    isLikeHoliday(
      office(12, (day) => day !== 1 && day !== 2),
      gap(0, 17.6, 3, 8.1),
    ),
  ).toBe(false);
  // Here another week-end was worked.
  expect(
    isLikeHoliday(
      office(19, (day) => day !== 5 && day !== 6),
      gap(4, 17.6, 7, 8.1),
    ),
  ).toBe(false);
});
