import { describe, expect, it } from 'vitest';
import { numbersIn, numbersOfCase } from './verify-numbers.ts';

it.each([
  ['1,234 rows', ['1234']],
  ['2009-04-07', ['2009', '4', '7']],
  ['１２．５％', ['12.5']],
  ['007 and 0', ['7', '0']],
  ['1.50', ['1.5']],
  ['1,2,3', ['1', '2', '3']],
])('%s holds %o', (text, want) => expect(numbersIn(text)).toEqual(want));

describe('a letter may hold', () => {
  const of = (more: object) => numbersOfCase({ organisation: { timeZone: 'Asia/Tokyo' }, ...more } as never);

  it.each(['43', '44', '43.2', '43.3', '43.21'])('%s of a share of 0.4321', (figure) => {
    expect(of({ weigh: { share: 0.4321 } }).has(figure)).toBe(true);
  });

  it.each(['42', '45', '43.1', '43.4'])('not %s', (figure) => {
    expect(of({ weigh: { share: 0.4321 } }).has(figure)).toBe(false);
  });

  it('the day that an instant has in the zone of the letter, and how many there are of a list', () => {
    const numbers = of({ now: '2026-09-30T23:30:00Z', vendors: ['a', 'b', 'c'] });
    expect(['10', '1', '8', '30', '3'].every((figure) => numbers.has(figure))).toBe(true);
  });

  it('nothing that stands in letters alone', () => {
    expect(of({ letters: [{ text: '77' }] }).has('77')).toBe(false);
  });
});
