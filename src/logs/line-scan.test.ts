import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineScan } from './line-scan.ts';

function scan(bytes: Buffer, cuts: readonly number[]): LineScan {
  const one = new LineScan();
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    one.push(bytes.subarray(from, cut));
    from = cut;
  }
  one.push(bytes.subarray(from));
  one.end();
  return one;
}

it('learns the same of bytes however they are cut into pieces', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(bytes, fc.array(fc.nat({ max: 200 }), { maxLength: 6 }), (some, cuts) => {
      const whole = scan(some, []);
      const cut = scan(
        some,
        cuts.filter((at) => at <= some.length),
      );
      const { lines, ascii, utf8, nulBytes, openEnd } = whole;
      expect({
        lines: cut.lines,
        ascii: cut.ascii,
        utf8: cut.utf8,
        nulBytes: cut.nulBytes,
        openEnd: cut.openEnd,
      }).toEqual({ lines, ascii, utf8, nulBytes, openEnd });
      expect(cut.head.equals(some)).toBe(true);
      expect(utf8).toBe(Buffer.from(some.toString('utf8')).equals(some));
    }),
  );
});

it.each([
  { name: 'nothing', text: '', lines: 0 },
  { name: 'one line end', text: '\n', lines: 1 },
  { name: 'no line end', text: 'a', lines: 1 },
  { name: 'both', text: 'a\n\nb', lines: 3 },
])('counts the lines of $name', ({ text, lines }) => {
  expect(scan(Buffer.from(text), []).lines).toBe(lines);
});
