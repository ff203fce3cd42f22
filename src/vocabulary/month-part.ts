// A part of a month, as people name the time of what they remember without a day.

/** `month`: a month and no more ("9月から", "since September"). */
export const monthParts = ['start', 'early', 'mid', 'late', 'end', 'month'] as const;
export type MonthPart = (typeof monthParts)[number];

/** The day that stands for a part of a month where a day has to be reckoned with. */
export const dayOfPart: Readonly<Record<MonthPart, number>> = {
  start: 1,
  early: 5,
  mid: 15,
  late: 25,
  end: 28,
  month: 1,
};
