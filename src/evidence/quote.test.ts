import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surveyRedactor } from './fixtures/survey.ts';
import { QUOTE_BYTES, quote } from './quote.ts';
import { quoteFits } from './verify-sources.ts';

const pointer = { path: 'a.log', sha256: 'ab', line: 1, byteStart: 0, byteEnd: 0 };
const of = (bytes: Uint8Array, marks: { start: number; end: number }[] = []) =>
  quote({ pointer: { ...pointer, byteEnd: bytes.length }, bytes, marks }, surveyRedactor);
const utf8 = (text: string) => new TextEncoder().encode(text);

it('marks what matched, in bytes, across characters of any width', () => {
  const { quote: made } = of(utf8('あ UNION select'), [{ start: 4, end: 9 }]);
  expect(made.parts).toEqual([{ text: 'あ ' }, { text: 'UNION', marked: true }, { text: ' select' }]);
});

it('marks a hidden part whole when a mark touches it', () => {
  const { quote: made } = of(utf8('from 203.0.113.77 to'), [{ start: 6, end: 8 }]);
  expect(made.parts[1]).toMatchObject({ marked: true, redacted: { kind: 'ip' } });
});

it('hides a line of encoded mail whole, because nobody can see what is in it', () => {
  const { quote: made } = of(utf8(Buffer.from('taro.yamada@example.com wrote to us at length').toString('base64')));
  expect(made.parts).toHaveLength(1);
  expect(made.parts[0]?.redacted?.kind).toBe('encoded');
});

it('hides a short line of what may be encoded mail only where it is long enough to be that', () => {
  expect(of(utf8('A'.repeat(40))).quote.parts[0]?.redacted?.kind).toBe('encoded');
  expect(of(utf8('A'.repeat(39))).quote.parts).toEqual([{ text: 'A'.repeat(39) }]);
});

it('a line as long as a quote may be is whole', () => {
  expect(of(utf8('- '.repeat(QUOTE_BYTES / 2))).quote.cutBytes).toBe(0);
  expect(of(utf8(`${'- '.repeat(QUOTE_BYTES / 2)}-`)).quote.cutBytes).toBe(1);
});

it.each([
  [
    'inside a character that takes two units',
    '👀!',
    { start: 1, end: 2 },
    [
      ['👀', true],
      ['!', undefined],
    ],
  ],
  [
    'on a line that begins with a byte order mark',
    '\ufeffab',
    { start: 3, end: 4 },
    [
      ['\ufeff', undefined],
      ['a', true],
      ['b', undefined],
    ],
  ],
] as const)('marks whole characters %s', (_name, text, mark, want) => {
  expect(of(utf8(text), [mark]).quote.parts.map((part) => [part.text, part.marked])).toEqual(want);
});

it('a mark that ends where a hidden part begins does not mark it', () => {
  const { quote: made } = of(utf8('from 203.0.113.77 to'), [
    { start: 0, end: 5 },
    { start: 17, end: 18 },
  ]);
  expect(made.parts.map(({ text, marked }) => (marked ? `[${text.trim()}]` : 'no'))).toEqual([
    '[from]',
    'no',
    '[]',
    'no',
  ]);
});

it('the same words at two places have two commitments', () => {
  const at = (byteStart: number) =>
    quote({ pointer: { ...pointer, byteStart, byteEnd: byteStart + 12 }, bytes: utf8('203.0.113.77') }, surveyRedactor);
  expect(at(0).openings[0]?.commitment).not.toBe(at(50).openings[0]?.commitment);
});

it('cuts a long line, says by how much, and never inside a character', () => {
  const { quote: made } = of(utf8('漢'.repeat(2000)));
  expect(made.encoding).toBe('utf-8');
  expect(made.cutBytes).toBe(6000 - 2046);
  expect(made.parts.map(({ text }) => text).join('')).toBe('漢'.repeat(682));
  expect(QUOTE_BYTES).toBe(2048);
});

const person = fc.constantFrom('Taro Yamada ', '203.0.113.77', 'a.b@example.com', ' user=taro', ' ', 'a');
const lines = fc.oneof(
  fc.string({ unit: 'binary' }).map(utf8),
  fc.uint8Array({ maxLength: 300 }),
  fc.array(person, { maxLength: 12 }).map((pieces) => utf8(pieces.join(''))),
);

describe('for any line', () => {
  it('the clear parts stand in it in order, and the openings open what is hidden', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(300), { maxLength: 6 }), (bytes, places) => {
        const marks = places.map((start) => ({ start, end: start + 3 }));
        const { quote: made, openings } = of(bytes, marks);
        const kept = bytes.subarray(0, bytes.length - made.cutBytes);
        const encode = (text: string) =>
          made.encoding === 'latin1' ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : utf8(text);
        expect(
          quoteFits(
            kept,
            made.parts.map(({ text, redacted }) => ({ clear: redacted ? undefined : encode(text) })),
          ),
        ).toBe(true);
        for (const { raw, place, commitment } of openings)
          expect(surveyRedactor.commit(raw, place).commitment).toBe(commitment);
      }),
    );
  });

  it('another clear text does not fit', () => {
    const text = fc.stringMatching(/^[a-z ]{3,30}$/);
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== b);
        expect(quoteFits(utf8(a), [{ clear: utf8(b) }])).toBe(false);
      }),
    );
  });
});

it.each([
  ['hidden between two ends', 'ab12cd', ['ab', undefined, 'cd'], true],
  ['nothing hidden where something should be', 'abcd', ['ab', undefined, 'cd'], false],
  ['ends that overlap', 'aba', ['ab', undefined, 'ba'], false],
  ['hidden at the end', 'ab1', ['ab', undefined], true],
  ['hidden at the start', '1ab', [undefined, 'ab'], true],
  ['something after the end', 'abx', ['ab'], false],
  ['two hidden parts', 'a1b2c', ['a', undefined, 'b', undefined, 'c'], true],
  ['out of order', 'a1c2b', ['a', undefined, 'b', undefined, 'c'], false],
  ['two clear parts whose first stands within what is hidden, too', 'zaab', [undefined, 'a', 'b'], true],
  ['the same in the middle', 'Taro Yamada UNION x9', [undefined, ' ', 'UNION', ' x', undefined], true],
  ['a replaced part that nothing is left for', 'ab', [undefined, 'ab'], false],
  ['two replaced parts on one byte', 'a1b', ['a', undefined, undefined, 'b'], false],
  ['nothing at all', '', [], true],
])('fits or not: %s', (_name, raw, parts, want) => {
  expect(
    quoteFits(
      utf8(raw),
      parts.map((clear) => ({ clear: clear === undefined ? undefined : utf8(clear) })),
    ),
  ).toBe(want);
});
