import { expect, it } from 'vitest';
import { lintLetter } from './lint.ts';
import { advisesNewPassword } from './password-advice.ts';

const rulesOf = (text: string, lang: 'ja' | 'en') => lintLetter(text, { lang }).findings.map(({ rule }) => rule);

it.each([
  ['ja', 'ほかのサービスで同じパスワードをお使いの場合は、変更をお願いいたします。'],
  ['ja', '念のため、パスワードの変更をご検討ください。'],
  ['ja', 'お使いのメールのパスワードを、よそで使っていないものに替えていただくことをお勧めします。'],
  ['en', 'Please change your password wherever you use it.'],
  ['en', 'We recommend that you choose a new password for your account with us.'],
] as const)('%s: "%s" is advice, and no rule stops it', (lang, text) => {
  expect(advisesNewPassword(text, lang)).toBe(true);
  expect(rulesOf(text, lang)).toEqual([]);
});

it.each([
  ['ja', '変更の手続きをいたしますので、いまお使いのパスワードをお書きください。', 'PR03'],
  ['ja', 'パスワードを変更いたしますので、現在のものをお知らせください。', 'PR03'],
  ['en', 'Tell us your password so that we can change it.', 'PR03'],
] as const)('%s: "%s" asks for one to be handed over', (lang, text, rule) => {
  expect(advisesNewPassword(text, lang)).toBe(false);
  expect(rulesOf(text, lang)).toContain(rule);
});

it.each([
  ['ja', 'パスワードを変更していれば、防げたはずだったとお考えください。'],
  ['en', 'Please understand that you should have changed your password.'],
] as const)('%s: "%s" is no advice but blame', (lang, text) => {
  expect(advisesNewPassword(text, lang)).toBe(false);
});
