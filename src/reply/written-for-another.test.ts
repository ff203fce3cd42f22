import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const written = (name: string, onBehalf: boolean, lang: 'ja' | 'en') => {
  const claim = { ...sampleCase.claim, name, onBehalf, requesterVerified: 'no' as const };
  return draftLetter({ ...sampleCase, claim }, { stage: 'main', lang, channel: 'letter' }).text;
};

it('a lawyer is not told that the address or the data are theirs', () => {
  expect(written('久保田 玲', true, 'en')).not.toMatch(/as yours|is yours|your personal data|concerns? you\b/);
  expect(written('久保田 玲', true, 'en')).toContain('your authority to act');
  expect(written('久保田 玲', true, 'ja')).toContain('委任状');
  expect(written('久保田 玲', true, 'ja')).not.toContain('お客様ご自身');
  for (const lang of ['ja', 'en'] as const)
    expect(written('久保田 玲', false, lang)).not.toMatch(/委任状|authority to act/);
});

it.each([
  ['久保田法律事務所', '久保田法律事務所 御中'],
  ['株式会社あおば', '株式会社あおば 御中'],
  ['安部', '安部 様'],
  ['大野 薫', '大野 薫 様'],
  ['消費生活センター御中', '消費生活センター御中\n'],
])('%s is addressed as %s', (name, addressed) => {
  expect(written(name, false, 'ja')).toContain(addressed);
});

it('holds every rule, for any case, at every stage', () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const drafted = generatedCase(seed);
    const input = { ...drafted, claim: { ...drafted.claim, onBehalf: true, requesterVerified: 'no' as const } };
    for (const stage of ['holding', 'main', 'follow-up'] as const) {
      for (const lang of ['ja', 'en'] as const) {
        const letter = draftLetter(input, { stage, lang, channel: 'letter' });
        const { findings } = lintLetter(letter, { lang, caseFile: input });
        expect(findings.map(({ rule, sentence }) => [seed, stage, rule, sentence])).toEqual([]);
      }
    }
  }
}, 180_000);
