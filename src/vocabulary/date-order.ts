/** Which number of a date of numbers alone, 04/10/2026, is the day: what the writer did not say. */
export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];
