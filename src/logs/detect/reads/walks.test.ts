import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areWalked, isWalk } from './walks.ts';

const row = (count: number, make: (i: number) => number | string) => Array.from({ length: count }, (_, i) => make(i));
const targets = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));

describe('a walk', () => {
  it.each([
    { of: 'one after the other', numbers: row(40, (i) => 1_000 + i), want: true },
    { of: 'backwards', numbers: row(40, (i) => 1_000 - i), want: true },
    { of: 'by eight workers, each a stretch', numbers: row(400, (i) => (i % 8) * 50 + Math.floor(i / 8)), want: true },
    { of: 'by a step of ten', numbers: row(40, (i) => 10 * i), want: true },
    { of: 'each twice', numbers: row(80, (i) => Math.floor(i / 2)), want: true },
    { of: 'in no order', numbers: row(200, (i) => (i * 367) % 900), want: false },
    { of: 'upwards, with others between', numbers: row(60, (i) => i * 13 + ((i * i) % 12)), want: false },
    { of: 'too few', numbers: row(19, (i) => i), want: false },
  ])('$of: $want', ({ numbers, want }) => {
    expect(isWalk(numbers.map(Number))).toBe(want);
  });

  it.each([
    { of: 'numbers of users', list: targets(30, (i) => `/api/users/${100 + i}`), want: true },
    { of: 'orders of users', list: targets(30, (i) => `/api/users/${100 + i}/orders/7`), want: true },
    { of: 'numbers behind letters', list: targets(30, (i) => `/orders/ORD-${String(i).padStart(6, '0')}`), want: true },
    { of: 'users from one on', list: targets(25, (i) => `/user/${i + 1}`), want: true },
    { of: 'pages of a list', list: targets(30, (i) => `/customers?page=${i + 1}`), want: false },
    { of: 'pages in the path', list: targets(30, (i) => `/customers/page/${i + 1}`), want: false },
    { of: 'days in the path', list: targets(30, (i) => `/orders/2026/10/${i + 1}`), want: false },
    {
      of: 'days of one month',
      list: targets(30, (i) => `/orders?date=202610${String(i + 1).padStart(2, '0')}`),
      want: false,
    },
    { of: 'a clock', list: targets(30, (i) => `/api/users/7?at=${1_760_000_000 + i}`), want: false },
    {
      of: 'names',
      list: targets(30, (i) => `/user/${String.fromCharCode(97 + (i % 26))}${'x'.repeat(i)}`),
      want: false,
    },
    { of: 'nothing', list: [], want: false },
  ])('$of: $want', ({ list, want }) => {
    expect(areWalked(list)).toBe(want);
  });

  it('is the same by any number to begin from', () => {
    const numbers = fc.uniqueArray(fc.nat(100_000), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(numbers, fc.nat(1_000_000), (list, from) => isWalk(list) === isWalk(list.map((n) => n + from))),
    );
  });

  it('answers for any addresses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { maxLength: 40 }),
        (list) => typeof areWalked(list) === 'boolean',
      ),
    );
  });
});
