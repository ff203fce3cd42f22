import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeTransfer } from './transfer.ts';

const decoded = (latin: string) => decodeTransfer(latin, 'base64').toString('utf8');
const code = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

it.each([
  { name: 'padded', text: 'The whole of the mail, in one piece or two.!' },
  { name: 'without padding', text: 'The whole of the mail, in one piece or two' },
  { name: 'with a short last line', text: `${'x'.repeat(57)}end` },
])('keeps the footer that a list put below base64 ($name)', ({ text }) => {
  const footer =
    '_______________________________________________\r\nShop-talk mailing list\r\nhttps://lists.example/shop';
  expect(decoded(`${code(text)}\r\n\r\n${footer}\r\n`)).toBe(`${text}\r\n${footer}\r\n`);
});

it('passes over what stands inside the code', () => {
  expect(decoded('aGVs !*\r\n bG8=\r\n')).toBe('hello');
});

it.each([
  { name: 'English', text: 'Hello\n\nNo code at all, but a note; it is prose.\n' },
  { name: 'Japanese in UTF-8', text: '先月の会員登録のあと\n届きました\n' },
])('keeps words that stand below a wrong label ($name)', ({ text }) => {
  expect(decoded(Buffer.from(text).toString('latin1'))).toBe(text);
});

it('decodes what was encoded, whatever it holds', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const latin = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
      expect(decodeTransfer(`${latin}\r\n`, 'base64')).toEqual(Buffer.from(bytes));
    }),
  );
});
