import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gramFilter, standNear } from './gram-filter.ts';

it('never says of a word that stands in the text that it cannot', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '佐', '藤', ' '), { minLength: 20_000, maxLength: 20_400 });
  fc.assert(
    fc.property(text, fc.nat(19_000), fc.integer({ min: 1, max: 20 }), (units, at, length) => {
      const joined = units.join('');
      const mayHold = gramFilter(joined);
      for (let asked = 0; asked < 100; asked += 1) mayHold('other');
      return mayHold(joined.slice(at, at + length));
    }),
    { numRuns: 20 },
  );
});

it('says so of a word that does not stand in a long text, once it is asked often', () => {
  const mayHold = gramFilter('lorem ipsum dolor '.repeat(2000));
  for (let asked = 0; asked < 100; asked += 1) mayHold('lorem');
  expect(mayHold('hanako')).toBe(false);
  expect(mayHold('ipsum')).toBe(true);
});

it.each([
  ['first name: sato / last name: hanako', true],
  [`sato ${'x'.repeat(400)} hanako`, false],
  ['sato xhanako', false],
])('sato and hanako are near each other in %s: %s', (text, near) => {
  expect(standNear(text, 'hanako', 'sato', 160)).toBe(near);
});

it('tells two words near each other as cutting out what is around each place does', () => {
  const text = fc
    .array(fc.constantFrom('ab', 'abc', ' ', 'x', '佐', '藤佐'), { maxLength: 60 })
    .map((units) => units.join(''));
  const word = fc.constantFrom('ab', 'abc', 'x', '佐', '佐藤', 'c a');
  const cutOut = (given: string, one: string, other: string, within: number) => {
    const [rare, common] = one.length >= other.length ? [one, other] : [other, one];
    return Array.from(given, (_, at) => at).some(
      (at) =>
        given.startsWith(rare, at) &&
        !(/^[a-z]/.test(rare) && /[a-z]/.test(given[at - 1] ?? '')) &&
        given.slice(Math.max(0, at - within), at + rare.length + within).includes(common),
    );
  };
  fc.assert(
    fc.property(text, word, word, fc.nat(12), (given, one, other, within) => {
      expect(standNear(given, one, other, within)).toBe(cutOut(given, one, other, within));
    }),
    { numRuns: 2000 },
  );
});
