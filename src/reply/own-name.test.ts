import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { lintLetter } from './lint/lint.ts';
import { ownWord } from './own-name.ts';
import { sampleCase } from './sample-case.ts';

const called = (ja: string, callsItself?: { ja: string; en: string }) => ({ name: { ja, en: 'x' }, callsItself });

it.each([
  ['みどり内科', '当院'],
  ['市立若葉小学校', '本校'],
  ['桜野区役所', '当区'],
  ['ホテル花音', '当館'],
  ['特定非営利活動法人ひかり', '当会'],
  ['八雲神社秋祭り実行委員会', '当会'],
  ['みどり工房', '弊社'],
  ['株式会社港区書店', '弊社'],
  ['（株）中央病院', '弊社'],
  ['さざなみ交響楽団', '当団'],
  ['汐見ローイングクラブ', '当方'],
  ['民宿しおかぜ', '当宿'],
])('%s calls itself %s', (name, word) => {
  expect(ownWord(called(name))).toBe(word);
});

it.each([
  ['Upper Sedgley Parish Council', 'our council'],
  ['Wakaba Elementary School', 'our school'],
  ['Harakeke Rowing Club', 'our club'],
  ['Saltmarsh Books', 'our company'],
  ['The Hunting Society Ltd', 'our company'],
])('in English, %s calls itself %s', (name, words) => {
  const organisation = { ...sampleCase.organisation, name: { ja: name, en: name }, callsItself: undefined };
  const letter = draftLetter({ ...sampleCase, organisation }, { stage: 'main', lang: 'en', channel: 'letter' }).text;
  expect(letter).toContain(words);
  if (words !== 'our company') expect(letter).not.toContain('our company');
});

it('of whom nothing is known it is not said that it is a company', () => {
  const input = { ...sampleCase, organisation: { ...sampleCase.organisation, name: null, callsItself: undefined } };
  const [ja, en] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings.filter(({ rule }) => rule !== 'CL07')).toEqual([]);
    return letter.text;
  });
  expect(ja).not.toMatch(/弊社|社員|社外|社内/);
  expect(en).not.toContain('our company');
});

it('what org.yaml says goes before the name', () => {
  expect(ownWord(called('みどり内科', { ja: '当クリニック', en: 'our clinic' }))).toBe('当クリニック');
});

it('a word given in English alone stands in the English letter alone', () => {
  expect(ownWord(called('Ironbridge Gym', { ja: 'our gym', en: 'our gym' }))).toBe('当方');
  expect(ownWord(called('みどり内科', { ja: 'our clinic', en: 'our clinic' }))).toBe('当院');
  const organisation = { ...sampleCase.organisation, callsItself: { ja: 'our gym', en: 'our gym' } };
  const drafted = (lang: 'ja' | 'en') =>
    draftLetter({ ...sampleCase, organisation }, { stage: 'main', lang, channel: 'letter' }).text;
  expect(drafted('ja')).not.toMatch(/gym/);
  expect(drafted('en')).toMatch(/our gym/);
});

it.each(['holding', 'main', 'follow-up'] as const)(
  'the %s letter of a school is no company’s, and passes the rules',
  (stage) => {
    const organisation = { ...sampleCase.organisation, name: { ja: '市立若葉小学校', en: 'Wakaba Elementary School' } };
    const input = { ...sampleCase, organisation };
    for (const lang of ['ja', 'en'] as const) {
      const letter = draftLetter(input, { stage, lang, channel: 'letter' });
      expect(letter.text).not.toMatch(/弊社|社外|社員|our company/);
      expect(
        lintLetter(letter, { lang, caseFile: input }).findings.filter(({ severity }) => severity === 'error'),
      ).toEqual(
        lintLetter(draftLetter(sampleCase, { stage, lang, channel: 'letter' }), {
          lang,
          caseFile: sampleCase,
        }).findings.filter(({ severity }) => severity === 'error'),
      );
    }
  },
);
