// A letter to somebody by another clock says by whose it tells times.
import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const texts = (receivedAt: string | null, timeZone: string = sampleCase.organisation.timeZone) =>
  (['holding', 'main'] as const).flatMap((stage) =>
    (['ja', 'en'] as const).map((lang) => {
      const input = {
        ...sampleCase,
        claim: { ...sampleCase.claim, receivedAt },
        organisation: { ...sampleCase.organisation, timeZone },
      };
      const letter = draftLetter(input, { stage, lang, channel: 'letter' });
      expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
      return letter.text;
    }),
  );

it('where it came from an hour of another zone', () => {
  const [ja, en, ...later] = texts('2009-05-20T16:05:00+00:00');
  expect(ja).toContain('この書面の日時は、日本標準時によるものです。');
  expect(en).toContain('Days and hours in this letter are by Japan Standard Time.');
  expect(later.every((text) => /日本標準時|Japan Standard Time/.test(text))).toBe(true);
});

it.each([['2009-05-20T09:12:00+09:00'], ['2009-05-20'], [null]])(
  'and not where it came from ours, or from none that is told: %s',
  (receivedAt) => {
    expect(texts(receivedAt).join('\n')).not.toMatch(/この書面の日時|Days and hours in this letter/);
  },
);

it.each([
  ['holding', false],
  ['main', true],
] as const)(
  'where nobody named our zone, a letter (%s) says what it did with times of no zone if it tells any',
  (stage, says) => {
    const input = {
      ...sampleCase,
      claim: { ...sampleCase.claim, receivedAt: '2009-05-20T16:05:00+00:00' },
      organisation: { ...sampleCase.organisation, timeZoneAssumed: true },
    };
    const { text } = draftLetter(input, { stage, lang: 'en', channel: 'letter' });
    expect(text.includes('Times from records that name no time zone')).toBe(says);
  },
);
