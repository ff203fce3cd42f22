import { expect, it } from 'vitest';
import { findValue } from './find-value.ts';
import { haystackOf } from './haystack.ts';
import { codesLike } from './labelled-code.ts';

const held = (text: string, value: string, field: string) => findValue(haystackOf(text), value, field) !== undefined;

it.each([
  ['The card ending 4471 was declined.', '4471', 'card last4'],
  ['Your gate code <48806#> will be switched off', '48806#', 'gate code'],
  ['the lock of unit B-214 is overdue', 'B-214', 'unit'],
  ['Dear resident of Room: 1203,', '1203', 'room number'],
  ['駐車場の区画は 3117 です', '3117', '区画番号'],
  ['会員番号：8823 の方へ', '8823', '会員番号'],
])('beside a word of its column a short code counts: %s', (text, value, field) => {
  expect(held(text, value, field)).toBe(true);
});

it.each([
  ['another code', 'The card ending 4472 was declined.', '4471', 'card last4'],
  ['a longer number', 'The card 44710 was declined.', '4471', 'card last4'],
  ['another number between', 'card 9931 and box 4471', '4471', 'card last4'],
  ['the next sentence', 'We sent you a card. Call 4471 now', '4471', 'card last4'],
  ['a part of a word', 'discard 4471', '4471', 'card last4'],
  ['money', 'your card was charged $4471', '4471', 'card last4'],
  ['a sum', 'the unit costs 4471円', '4471', 'unit'],
  ['a number made up', 'gate code 1234', '1234', 'gate code'],
  ['a year', 'unit 2026', '2026', 'unit'],
  ['a heading that says number alone', 'number 4471', '4471', 'number'],
  ['what is counted', 'points 4471', '4471', 'points'],
  ['what a card holds', 'Your card 4471 points are waiting', '4471', 'card last4'],
  ['one of many', 'member 4471 of 9000', '4471', 'member no'],
  ['no word of it', 'code 4471', '4471', 'card last4'],
])('does not count: %s', (_, text, value, field) => {
  expect(held(text, value, field)).toBe(false);
});

it('knows how many codes look like one', () => {
  expect(codesLike('4471')).toBe(10_000);
  expect(codesLike('B-214')).toBe(26_000);
  expect([codesLike('214'), codesLike('123456789'), codesLike('Harp')]).toEqual([undefined, undefined, undefined]);
});
