// What a register has no column for is said where it is asked about, to whoever is verified.
import { expect, it } from 'vitest';
import { groundsOf } from '../grounds.ts';
import { sampleCase } from '../sample-case.ts';
import { withoutColumn } from './answer-held.ts';

const grounds = (holds: string, verified = true) => ({
  ...groundsOf(
    {
      ...sampleCase,
      facts: [{ id: 'r1', kind: 'in-register', foundBy: 'register.holds-address', found: true, times: 1, holds }],
    },
    'main',
  ),
  verified,
});
const told = (question: string, holds: string, verified = true) =>
  withoutColumn(question, grounds(holds, verified))
    .map(({ slots }) => slots?.['kind'])
    .map((kind) => (typeof kind === 'object' ? kind.en : kind));

it.each([
  ['Do they have my passport number and my card?', 'e-mail address | name | room', ['passport numbers']],
  ['パスポートと電話番号は漏れましたか。', 'メールアドレス | お名前', ['passport numbers', 'telephone numbers']],
  ['Do they have my home address?', 'e-mail address | IP address | name', ['postal addresses']],
  ['Do they have my home address?', 'e-mail address | city', []],
  ['住所も漏れたのですか。', 'メールアドレス | ご住所', []],
  ['Do they have my passport?', 'name | document_no', []],
  ['Do they have my card?', 'name', []],
])('%s of %s', (question, holds, want) => {
  expect(told(question, holds)).toEqual(want);
});

it('says nothing to whoever is not verified', () => {
  expect(told('Do they have my passport?', 'name', false)).toEqual([]);
});
