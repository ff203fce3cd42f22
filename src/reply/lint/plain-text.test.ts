import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lintLetter } from './lint.ts';
import { plainText } from './plain-text.ts';

it.each([
  { name: 'full-width digits and signs', lang: 'ja', text: '１０％', want: '10%' },
  { name: 'half-width kana with its mark', lang: 'ja', text: 'ﾃﾞｰﾀ', want: 'データ' },
  { name: 'a contraction', lang: 'en', text: 'We didn’t.', want: 'We did not.' },
  { name: 'a possessive stays', lang: 'en', text: "a customer's list", want: "a customer's list" },
] as const)('$name', ({ lang, text, want }) => {
  expect(plainText(text, lang).text).toBe(want);
});

it('knows where every character stood, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('ja' as const, 'en' as const), (original, lang) => {
      const { text, places } = plainText(original, lang);
      expect(places).toHaveLength(text.length);
      expect(places.every((at, i) => at < original.length && at >= (places[i - 1] ?? 0))).toBe(true);
    }),
  );
});

it('gives the place in the letter, not in the plain text', () => {
  const text = 'We’re sorry; we’re sure that it didn’t come from us.';
  const [finding] = lintLetter(text, { lang: 'en' }).findings;
  expect(finding && text.slice(finding.start, finding.end)).toMatch(/^it didn’t come/);
});
