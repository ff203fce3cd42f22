import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinFlowed } from './flowed-text.ts';

it.each([
  { name: 'a space at the end joins', text: 'one \ntwo\nthree', delSp: false, want: 'one two\nthree' },
  {
    name: 'that space goes where it was added',
    text: '迷惑メールが来 \r\nました。\r\n次',
    delSp: true,
    want: '迷惑メールが来ました。\n次',
  },
  { name: 'of two such spaces one stays', text: 'one  \ntwo', delSp: true, want: 'one two' },
  {
    name: 'a stuffed space is none of the text',
    text: ' From here\n >not quoted',
    delSp: false,
    want: 'From here\n>not quoted',
  },
  { name: 'quotations join with their own depth', text: '> a \n> b\n>> c \nd', delSp: false, want: '> a b\n>> c \nd' },
  { name: 'a signature stands alone', text: 'bye \n-- \nAnn', delSp: true, want: 'bye\n-- \nAnn' },
  { name: 'the last line may be open', text: 'a \n', delSp: true, want: 'a' },
])('$name', ({ text, delSp, want }) => {
  expect(joinFlowed(text, delSp)).toBe(want);
});

it('loses nothing but white space and marks of quotation', () => {
  const piece = fc.constantFrom('a', '>', ' ', '\n', '-- ', '漢');
  const bare = (text: string) => text.replace(/[\s>]/g, '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, delSp) => {
      const text = pieces.join('');
      expect(bare(joinFlowed(text, delSp))).toBe(bare(text));
    }),
  );
});
