import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { foreignForm } from './foreign-form.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const telling = (text: string) => ({ ...sampleCase, claim: { ...sampleCase.claim, text } });

it.each([
  ['リンク先はグーグルの入力フォームでした。', 'Google'],
  ['I signed up through your Google Form.', 'Google'],
  ['https://forms.office.com/r/abc で申し込みました。', 'Microsoft'],
])('%s: a form of %s', (text, company) => {
  expect(foreignForm(telling(text))?.en).toContain(`the ${company} form`);
});

it('no other form is one', () => {
  expect(foreignForm(telling('グーグルで検索し、御社のフォームに入力しました。'))).toBeUndefined();
});

it('is named among what was not examined', () => {
  const input = telling('リンク先はグーグルの入力フォームでした。');
  for (const [lang, words] of [
    ['ja', 'Googleのフォームの設定と記録'],
    ['en', 'records of the Google form you wrote of'],
  ] as const) {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(letter.text).toContain(words);
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
  }
});
