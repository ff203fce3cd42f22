import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const told = (claim: Partial<CaseInput['claim']>, stage: 'holding' | 'main' = 'holding') => {
  const input: CaseInput = { ...sampleCase, claim: { ...sampleCase.claim, ...claim } };
  return (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage, lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings.map(({ rule }) => rule)).toEqual([]);
    return letter.text;
  });
};
const nothingGiven = { form: null, submittedAt: null, firstUseClaimed: null };

it('does not say that an address was given to us where nobody said so', () => {
  const [ja, en] = told({ ...nothingGiven, text: '貴社に何かを登録した覚えはありません。' });
  expect(ja).not.toContain('お知らせになった');
  expect(en).not.toContain('gave us');
  expect(ja).toContain('お申し出には「貴社に何かを登録した覚えはありません」とございます。');
  expect(en).toContain('You wrote: “貴社に何かを登録した覚えはありません” (quoted as you wrote it).');
  const [, bought] = told({
    ...nothingGiven,
    text: 'You keep sending me mail and I have never bought anything from you.',
  });
  expect(bought).toContain('You wrote: “I have never bought anything from you”.');
  expect(told({ ...nothingGiven, text: '迷惑メールが届きます。' })[0]).not.toContain('覚えはない');
  // A day on which it was given says more than a phrase.
  expect(told({ form: null, text: '別のものを登録した覚えはありません。' })[0]).not.toContain('覚えはない');
});

it.each(['holding', 'main'] as const)('acknowledges the first use of an address in the %s letter', (stage) => {
  const [ja, en] = told({ firstUseClaimed: true }, stage);
  // "Only my family has it", "made for you alone", "used here for the first time": one claim, as wide as all of them.
  expect(ja).toContain('このアドレスは、ほかではお使いになっていなかったと伺っております。');
  expect(en).toContain('you had not used this address anywhere else');
  expect(told({ firstUseClaimed: false }, stage).join('\n')).not.toMatch(/ほかの会社やサイト|any other company/);
});

it.each([
  ['5月29日の正午までに文書で回答をください。', '5月29日（金）正午までの回答', 'by noon on Friday 29 May 2009'],
  [
    '5月29日午後3時半までに回答をください。',
    '5月29日（金）の、ご指定の時刻まで',
    'by Friday 29 May 2009, at the hour you named',
  ],
])('acknowledges the hour by which an answer is wanted: %s', (text, wantedJa, wantedEn) => {
  const [ja, en] = told({ text });
  expect(ja).toContain(wantedJa);
  expect(en).toContain(`You asked for an answer ${wantedEn}.`);
});

it('acknowledges by when an answer is wanted, and is addressed to whoever writes for the person named', () => {
  const text = 'We act for Mrs Helen Marsh. Please confirm within 14 days whether you have suffered a breach.';
  const [ja, en] = told({ text, onBehalf: true, name: 'Helen Marsh' });
  expect(ja).toContain('14日以内の回答をご希望と承っております');
  expect(en).toContain('You asked for an answer within 14 days.');
  expect(en).toContain('Dear [to fill: name of the person or firm that wrote]');
  expect(told({ text, onBehalf: true, name: 'Bell & Co' })[1]).toContain('Dear Bell & Co');
  // The daughter who writes is not the father for whom she writes.
  const [, forFather] = told({
    text: 'I write on behalf of my dad, Kevin Marsh.',
    onBehalf: true,
    name: 'Leanne Marsh',
  });
  expect(forFather).toContain('Dear Leanne Marsh');
  expect(forFather).toContain('it means the person for whom you write');
  expect(told({ text: 'On behalf of Mr Marsh.', onBehalf: true, name: 'Kevin Marsh' })[1]).toContain(
    'it means Kevin Marsh',
  );
});
