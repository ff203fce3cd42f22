import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '../vocabulary/address.ts';
import { parseTypedAddress } from './typed-address.ts';

it.each([
  { name: 'all of it full-width', text: 'ｓ．ｈｏｒｉｕｃｈｉ＠ｅｘａｍｐｌｅ．ｎｅ．ｊｐ' },
  { name: 'the local part alone', text: 'ｓ．ｈｏｒｉｕｃｈｉ@example.ne.jp' },
  { name: 'an ideographic space behind it', text: 's.horiuchi@example.ne.jp　' },
  { name: 'as it should be', text: 's.horiuchi@example.ne.jp' },
])('reads an address with $name', ({ text }) => {
  expect(parseTypedAddress(text)).toBe('s.horiuchi@example.ne.jp');
});

it('is no looser about what an address is', () => {
  expect(parseTypedAddress('ｈｏｒｉｕｃｈｉ')).toBeUndefined();
  expect(parseTypedAddress('')).toBeUndefined();
});

it('reads every half-width address as before', () => {
  fc.assert(fc.property(fc.emailAddress(), (text) => parseTypedAddress(text) === parseAddress(text)));
});
