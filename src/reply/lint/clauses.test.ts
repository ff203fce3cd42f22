import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laterClauses } from './clauses.ts';
import { lintLetter } from './lint.ts';

it.each([
  ['en', "we can't help it; we're sure that it didn't come from us.", ["we're sure that it didn't come from us."]],
  ['en', 'Although the sender is unknown, our list is not where he got it.', ['our list is not where he got it.']],
  [
    'en',
    'We know little yet, but one thing is clear: nobody copied the list.',
    ['one thing is clear', 'nobody copied the list.'],
  ],
  ['ja', '送信元は不明ですが、弊社から漏れたものではありません。', ['弊社から漏れたものではありません。']],
] as const)('%s: what follows the joint of “%s” is read by itself', (lang, text, clauses) => {
  expect(laterClauses(text, lang)).toEqual(clauses);
});

it.each([
  ['en', 'We know who had the file in May: me, Rosa and our bookkeeper.'],
  ['en', 'You wrote "we were told it was you, but nobody at the shop believed it" and we kept it.'],
  ['en', 'We said that nothing had leaked, but that was wrong.'],
  ['en', 'We cannot say how long; if it turns out to be us, we will say so.'],
  ['ja', 'お客様は「調べましたが、何も漏れていなかった」とお書きです。'],
  ['ja', '記録が残っておりませんので、確かなことは申し上げられません。'],
] as const)('%s: “%s” is read whole alone', (lang, text) => {
  expect(laterClauses(text, lang)).toEqual([]);
});

it('holds nothing that the sentence does not', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('we', ', but ', '; ', ' nothing', 'が、', 'です', '「', '」', '"', ' it was us', 'while '),
        {
          maxLength: 40,
        },
      ),
      fc.constantFrom('en' as const, 'ja' as const),
      (parts, lang) => {
        const text = parts.join('');
        for (const clause of laterClauses(text, lang)) expect(text).toContain(clause);
      },
    ),
  );
});

it.each([
  ['en', 'We can’t help it; we’re sure that it didn’t come from us.'],
  ['en', 'We cannot say how the spammer found you, but it was certainly not through us.'],
  ['ja', '送信元は分かりかねますが、弊社から漏れたものではないと確信しております。'],
] as const)('%s: a hedge in one clause does not cover a claim in the next (“%s”)', (lang, text) => {
  expect(lintLetter(text, { lang }).findings).not.toEqual([]);
});

it.each([
  ['en', 'We are sorry that you had to ask; we do not know yet whether it came from us.'],
  ['ja', 'ご心配をおかけしておりますが、弊社から漏れたかどうかはまだ分かっておりません。'],
] as const)('%s: two honest clauses stay honest (“%s”)', (lang, text) => {
  expect(lintLetter(text, { lang }).findings).toEqual([]);
});
