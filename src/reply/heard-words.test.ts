import { expect, it } from 'vitest';
import { fearWords, heardWords } from './heard-words.ts';

it.each([
  [
    '資料請求をしました。迷惑メールには子どもの名前とクラスまで書かれていました。漏れたのですか？',
    '迷惑メールには子どもの名前とクラスまで書かれていました',
  ],
  ['電話の相手は、車を売却することを知っていました。', '電話の相手は、車を売却することを知っていました'],
  [
    '今朝、「写真を撮った」という名前入りのメールが\n届きました。',
    '今朝、『写真を撮った』という名前入りのメールが届きました',
  ],
  ['I ordered in May. The mail had my full name in it. Did you sell it?', 'The mail had my full name in it'],
  ['I was kept waiting for two hours and nobody answered.', 'I was kept waiting for two hours and nobody answered'],
])('%s', (text, words) => {
  expect(heardWords(text)).toBe(words);
});

it.each([
  'Did you leak my password?',
  '名前が漏れました。',
  'The mail shows my password Himawari1987.',
  'My name is on card 4111 1111 1111 1111.',
  '迷惑メールが届きます。',
  `${'ア'.repeat(200)}名前が書かれていました。`,
  '> 子どもの名前が書かれていました。',
  '名前を消してください。',
  '小学3年生の息子の母です。',
  'I am also copying my son, who does not read Japanese well.',
  '',
])('quotes nothing of %s', (text) => {
  expect(heardWords(text)).toBe('');
});

it.each([
  ['子どもの名前が漏れたことが一番心配です。調べてください。', '子どもの名前が漏れたことが一番心配です'],
  ['It came by night. What worries me most is my daughter’s name.', 'What worries me most is my daughter’s name'],
  ['怖くて眠れません。', '怖くて眠れません'],
  ['何が一番心配かお分かりですか？', ''],
  ['誰かに売られたのかと一番心配です。', ''],
  ['迷惑メールが届きます。', ''],
])('what is feared most in %s', (text, words) => {
  expect(fearWords(text)).toBe(words);
});
