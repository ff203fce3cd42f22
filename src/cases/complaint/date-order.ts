// Dates of numbers alone: 04/10/2026 is the fourth of October or the tenth of April, and which one the writer does not say.
// One writer uses one order, so that any date that allows only one of them decides for all; what nothing decides stays unread.
import { type DateOrder, dateOrders } from '../../vocabulary/date-order.ts';

/** Points are written between numbers by those who put the day first. */
const slashed = /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/g;
/** A term that somebody sets lies ahead. */
const ahead = /\b(?:by|until|till|before|no later than|deadline(?: is| of)?:?)(?: (?:on|the))? ?$/i;

const isoOf = (first: string, second: string, year: string, order: DateOrder): string | undefined => {
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return Number(month) > 12 || Number(day) > 31
    ? undefined
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

export type OrdersLeft = {
  /** The orders in which every such date of the text can be read, and none that tells of what was lies after `latest`. */
  readonly possible: readonly DateOrder[];
  /** Dates that read differently in the two orders, as they are written. */
  readonly open: readonly string[];
};

/** @param latest the day on which the text was received, `2026-11-12`; null where it is not known */
export function ordersLeft(text: string, latest: string | null): OrdersLeft {
  const dates = [...text.matchAll(slashed)].map((found) => {
    const [written, first = '', second = '', year = ''] = found;
    const isAhead = ahead.test(text.slice(Math.max(0, found.index - 40), found.index));
    const read = dateOrders.map((order) => isoOf(first, second, year, order));
    return { written, read, isAhead, isOpen: first !== second && !read.includes(undefined) };
  });
  const possible = dateOrders.filter((_, order) =>
    dates.every(({ read, isAhead }) => {
      const day = read[order];
      return day !== undefined && (isAhead || latest === null || day <= latest);
    }),
  );
  return {
    possible,
    open: [...new Set(dates.filter(({ isOpen }) => isOpen).map(({ written }) => written))].slice(0, 5),
  };
}
