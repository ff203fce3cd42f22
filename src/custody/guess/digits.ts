// Digits at the end of a local part: years of birth, dates, favourites, and the rest.
import type { Random } from '../../vocabulary/random.ts';
import { weightedChoice } from './weighted-choice.ts';

type LengthShares = readonly (readonly [length: number, share: number])[];

// Shares by length and by kind are assumptions. They sum to 1 in each group.
const afterWords: LengthShares = [
  [1, 0.14],
  [2, 0.36],
  [3, 0.13],
  [4, 0.28],
  [5, 0.015],
  [6, 0.035],
  [7, 0.005],
  [8, 0.026],
  [9, 0.002],
  [10, 0.002],
  [11, 0.005],
];
/** Where digits are all there is, they are longer: dates, numbers of staff and pupils, telephones. */
const alone: LengthShares = [
  [2, 0.01],
  [3, 0.03],
  [4, 0.1],
  [5, 0.08],
  [6, 0.2],
  [7, 0.12],
  [8, 0.22],
  [9, 0.06],
  [10, 0.08],
  [11, 0.1],
];

type Kind = { readonly share: number; chance(digits: string): number; draw(random: Random): string };

const pad = (value: number, length: number) => String(value).padStart(length, '0');
/** The years in which today's holders of mailboxes were born: most of them about 1983, few long before or after (an assumption). */
const years = Array.from({ length: 75 }, (_, at) => 1940 + at);
const weightOfYear = (year: number) => 0.12 + Math.exp(-(((year - 1983) / 16) ** 2));
const allYears = years.reduce((sum, year) => sum + weightOfYear(year), 0);
const yearChances = new Map(years.map((year) => [String(year), weightOfYear(year) / allYears]));
const yearList = [...yearChances];
const shortYearChances = new Map([...yearChances].map(([year, chance]) => [year.slice(2), chance]));

const uniform = (length: number, share: number): Kind => ({
  share,
  chance: (digits) => (digits.length === length ? 10 ** -length : 0),
  draw: (random) => Array.from({ length }, () => random.below(10)).join(''),
});
const among = (words: string, share: number): Kind => {
  const list = words.split(' ');
  return {
    share,
    chance: (digits) => (list.includes(digits) ? 1 / list.length : 0),
    draw: (random) => list[random.below(list.length)] ?? '',
  };
};
/** Every month counted as 31 days: 372 dates. */
const isDate = (text: string) => /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text);
const drawDate = (random: Random) => pad(1 + random.below(12), 2) + pad(1 + random.below(31), 2);
const yearChance = (text: string) => yearChances.get(text) ?? 0;
const shortYearChance = (text: string) => shortYearChances.get(text) ?? 0;
const drawYear = (random: Random) => weightedChoice(yearList, ([, chance]) => chance, random)?.[0] ?? '';
/** Month and day without zeros; some can be read in two ways (111), counted once. */
const looseDates = [
  ...new Set(years.slice(0, 12).flatMap((_, month) => years.slice(0, 31).map((__, day) => `${month + 1}${day + 1}`))),
];
const amongDates = (length: number, share: number): Kind =>
  among(looseDates.filter((date) => date.length === length).join(' '), share);

const kinds: Readonly<Record<number, readonly Kind[]>> = {
  1: [among('1', 0.25), among('1 2 3 5 7 8', 0.35), uniform(1, 0.4)],
  2: [
    { share: 0.4, chance: shortYearChance, draw: (random) => drawYear(random).slice(2) },
    among('11 22 33 55 77 88 99 00', 0.22),
    among('01 02 03 05 07 08 10 12 13 18 21 23 24 25', 0.12),
    uniform(2, 0.26),
  ],
  3: [
    among('123 111 222 333 555 777 888 999 100 001 007 012 000 321 666', 0.25),
    amongDates(3, 0.22),
    uniform(3, 0.53),
  ],
  4: [
    { share: 0.37, chance: yearChance, draw: drawYear },
    { share: 0.33, chance: (digits) => (isDate(digits) ? 1 / 372 : 0), draw: drawDate },
    among('1234 1111 0000 7777 2000 2525 1122 1001 4649 2222 1212 1010 3333 5555 8888 9999 1173 1188 4321 2020', 0.07),
    uniform(4, 0.23),
  ],
  5: [among('12345 11111 00000 77777', 0.15), uniform(5, 0.85)],
  6: [
    {
      share: 0.45,
      chance: (digits) => (isDate(digits.slice(2)) ? shortYearChance(digits.slice(0, 2)) / 372 : 0),
      draw: (random) => drawYear(random).slice(2) + drawDate(random),
    },
    among('123456 111111 000000 123123 654321', 0.08),
    uniform(6, 0.47),
  ],
  7: [uniform(7, 1)],
  8: [
    {
      share: 0.65,
      chance: (digits) => (isDate(digits.slice(4)) ? yearChance(digits.slice(0, 4)) / 372 : 0),
      draw: (random) => drawYear(random) + drawDate(random),
    },
    among('12345678 11111111 88888888', 0.05),
    uniform(8, 0.3),
  ],
  9: [uniform(9, 1)],
  10: [uniform(10, 1)],
  11: [
    {
      // Mobile telephones in Japan.
      share: 0.8,
      chance: (digits) => (/^0[5789]0/.test(digits) ? 0.25 * 10 ** -8 : 0),
      draw: (random) => `0${'5789'.charAt(random.below(4))}0${pad(random.below(10 ** 8), 8)}`,
    },
    uniform(11, 0.2),
  ],
};

/** The chance of these digits among all runs of digits; 0 when the run has a length nobody uses. */
function chanceAmong(digits: string, lengths: LengthShares): number {
  if (!/^\d{1,11}$/.test(digits)) return 0;
  const share = lengths.find(([length]) => length === digits.length)?.[1] ?? 0;
  let chance = 0;
  for (const kind of kinds[digits.length] ?? []) chance += kind.share * kind.chance(digits);
  return share * chance;
}

function drawAmong(lengths: LengthShares, random: Random): string {
  const length = weightedChoice(lengths, ([, share]) => share, random)?.[0] ?? 2;
  const kind = weightedChoice(kinds[length] ?? [], ({ share }) => share, random);
  return kind?.draw(random) ?? '';
}

/** Digits after, before and between names and words. */
export const digitsChance = (digits: string): number => chanceAmong(digits, afterWords);
export const drawDigits = (random: Random): string => drawAmong(afterWords, random);

/** Digits that are the whole local part. */
export const numberChance = (digits: string): number => chanceAmong(digits, alone);
export const drawNumber = (random: Random): string => drawAmong(alone, random);

/** A year of birth by the emperor's reign: s42 is 1967, h3 is 1991. */
const reignYears = new Map<string, number>([
  ...Array.from({ length: 44 }, (_, at) => [`s${20 + at}`, weightOfYear(1945 + at)] as const),
  ...Array.from({ length: 22 }, (_, at) => [`h${1 + at}`, weightOfYear(1989 + at)] as const),
]);
const allReignYears = [...reignYears.values()].reduce((sum, weight) => sum + weight, 0);

export const reignYearChance = (text: string): number => (reignYears.get(text) ?? 0) / allReignYears;
export const drawReignYear = (random: Random): string =>
  weightedChoice([...reignYears], ([, weight]) => weight / allReignYears, random)?.[0] ?? '';
