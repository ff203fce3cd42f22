// Digits at the end of a local part: years of birth, dates, favourites, and the rest.
import type { Random } from '../../vocabulary/random.ts';
import { weightedChoice } from './weighted-choice.ts';

// Shares by length and by kind are assumptions. They sum to 1 in each group.
const lengthShares: readonly (readonly [length: number, share: number])[] = [
  [1, 0.1],
  [2, 0.42],
  [3, 0.13],
  [4, 0.25],
  [5, 0.02],
  [6, 0.04],
  [7, 0.005],
  [8, 0.03],
  [11, 0.005],
];

type Kind = { readonly share: number; chance(digits: string): number; draw(random: Random): string };

const pad = (value: number, length: number) => String(value).padStart(length, '0');
/** The years in which today's holders of mailboxes were born. */
const FIRST_YEAR = 1940;
const YEARS = 73;

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
const isYear = (text: string) => Number(text) >= FIRST_YEAR && Number(text) < FIRST_YEAR + YEARS;
/** Every month counted as 31 days: 372 dates. */
const isDate = (text: string) => /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text);
const drawDate = (random: Random) => pad(1 + random.below(12), 2) + pad(1 + random.below(31), 2);
const drawYear = (random: Random) => String(FIRST_YEAR + random.below(YEARS));
const shortYears = new Set(Array.from({ length: YEARS }, (_, i) => String(FIRST_YEAR + i).slice(2)));

const kinds: Readonly<Record<number, readonly Kind[]>> = {
  1: [among('1 2 3 5 7', 0.4), uniform(1, 0.6)],
  2: [
    {
      share: 0.4,
      chance: (digits) => (shortYears.has(digits) ? 1 / YEARS : 0),
      draw: (random) => drawYear(random).slice(2),
    },
    among('11 22 33 55 77 88', 0.3),
    uniform(2, 0.3),
  ],
  3: [among('123 111 222 333 555 777 888 999 100 001 007 012', 0.3), uniform(3, 0.7)],
  4: [
    { share: 0.42, chance: (digits) => (isYear(digits) ? 1 / YEARS : 0), draw: drawYear },
    { share: 0.28, chance: (digits) => (isDate(digits) ? 1 / 372 : 0), draw: drawDate },
    among('1234 1111 0000 7777 2000 2525 1122 1001 4649 2222', 0.06),
    uniform(4, 0.24),
  ],
  5: [uniform(5, 1)],
  6: [
    {
      share: 0.5,
      chance: (digits) => (shortYears.has(digits.slice(0, 2)) && isDate(digits.slice(2)) ? 1 / (YEARS * 372) : 0),
      draw: (random) => drawYear(random).slice(2) + drawDate(random),
    },
    uniform(6, 0.5),
  ],
  7: [uniform(7, 1)],
  8: [
    {
      share: 0.7,
      chance: (digits) => (isYear(digits.slice(0, 4)) && isDate(digits.slice(4)) ? 1 / (YEARS * 372) : 0),
      draw: (random) => drawYear(random) + drawDate(random),
    },
    uniform(8, 0.3),
  ],
  11: [uniform(11, 1)],
};

/** The chance of these digits among all runs of digits; 0 when the run has a length nobody uses. */
export function digitsChance(digits: string): number {
  if (!/^\d{1,11}$/.test(digits)) return 0;
  const share = lengthShares.find(([length]) => length === digits.length)?.[1] ?? 0;
  let chance = 0;
  for (const kind of kinds[digits.length] ?? []) chance += kind.share * kind.chance(digits);
  return share * chance;
}

export function drawDigits(random: Random): string {
  const length = weightedChoice(lengthShares, ([, share]) => share, random)?.[0] ?? 2;
  const kind = weightedChoice(kinds[length] ?? [], ({ share }) => share, random);
  return kind?.draw(random) ?? '';
}
