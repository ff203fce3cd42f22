import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesIn, searched, standNear, stretchesNear } from './word-places.ts';

/** So often that the places of a long text are written down. */
function askedOften(text: string) {
  const asked = searched(text);
  for (let times = 0; times < 100; times += 1) asked.mayHold('other');
  return asked;
}

function every(next: () => number): number[] {
  const places: number[] = [];
  for (let at = next(); at >= 0; at = next()) places.push(at);
  return places;
}

it('finds a word of a long text in all places where looking through it finds it', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'aa', '佐', '藤', ' '), { minLength: 20_000, maxLength: 20_400 });
  fc.assert(
    fc.property(text, fc.nat(19_000), fc.integer({ min: 1, max: 20 }), (units, at, length) => {
      const joined = units.join('');
      const word = joined.slice(at, at + length);
      const asked = askedOften(joined);
      expect(asked.mayHold(word)).toBe(true);
      expect(every(asked.placesOf(word))).toEqual(every(searched(joined).placesOf(word)));
    }),
    { numRuns: 20 },
  );
});

it('says of a word that does not stand in a long text that it cannot, once it is asked often', () => {
  const asked = askedOften('lorem ipsum dolor '.repeat(2000));
  expect(asked.mayHold('hanako')).toBe(false);
  expect(every(asked.placesOf('hanako'))).toEqual([]);
  expect(asked.mayHold('ipsum')).toBe(true);
});

it.each([
  ['first name: sato / last name: hanako', true],
  [`sato ${'x'.repeat(400)} hanako`, false],
  ['sato xhanako', false],
])('sato and hanako are near each other in %s: %s', (text, near) => {
  expect(standNear(searched(text), 'hanako', 'sato', 160)).toBe(near);
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
      expect(standNear(searched(given), one, other, within)).toBe(cutOut(given, one, other, within));
    }),
    { numRuns: 2000 },
  );
});

it('finds a pattern in the stretches of its words exactly where it finds it in the whole text', () => {
  const text = fc
    .array(fc.constantFrom('sato', ' ', 'hanako', ',', 'x', '. ', 'name: ', 'y'.repeat(90)), { maxLength: 60 })
    .map((units) => units.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const pattern = () => /(?<![a-z])(?:name: )?(?:sato, ?hanako|hanako sato)(?! ?x)(?![a-z])/gu;
      const stretches = [...stretchesNear(searched(given), 'sato', 'hanako', 20)];
      expect(stretches.some((one) => matchesIn(given, one, pattern()))).toBe(pattern().test(given));
    }),
    { numRuns: 2_000 },
  );
});
