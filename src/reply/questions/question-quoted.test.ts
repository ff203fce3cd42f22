import { expect, it } from 'vitest';
import { quotedQuestion } from './question-quoted.ts';

it.each([
  'I would like an answer in writing and I want to know who else was affected.',
  'whether you have suffered a breach and when you became aware of it',
  'あのメールは全員の名前とアドレスが見えていました。何人に見られたのですか。',
])('a question is quoted whole: %s', (question) => {
  expect(quotedQuestion(question)).toEqual({ ja: question, en: question });
});

it('an address in it is left out', () => {
  const { ja, en } = quotedQuestion('How did you get my address r@rowan.example and why do you write?');
  expect(en).toBe('How did you get my address […] and why do you write?');
  expect(ja).not.toContain('rowan');
});

it.each([
  [
    'ja',
    `${'先日のお知らせでは詳しい説明が何もありませんでした。'.repeat(12)}名簿を誰に渡したのですか。`,
    /^名簿を誰に渡したのですか。$/,
  ],
  [
    'ja',
    `${'何度もお電話を差し上げましたが、'.repeat(20)}名簿を誰に渡したのですか。`,
    /^…何度も.*名簿を誰に渡したのですか。$/,
  ],
  ['en', `${'We wrote to you. '.repeat(20)}Who has the list? We wait.`, /^Who has the list\?$/],
  [
    'en',
    `Who has the list that I was put on, ${'after I wrote to you, '.repeat(20)}last year?`,
    /^Who has the list.*you…$/,
  ],
] as const)('%s: of one that is far too long the question stays', (lang, question, want) => {
  const quoted = quotedQuestion(question)[lang];
  expect(quoted).toMatch(want);
  expect(quoted.length).toBeLessThanOrEqual(200);
});

it.each(['', 'x'.repeat(9000), 'あ'.repeat(9000), '、'.repeat(9000), '。'.repeat(9000), '?'.repeat(9000)])(
  'words of any length end in a line',
  (question) => {
    expect(quotedQuestion(question).ja.length).toBeLessThanOrEqual(200);
  },
);
