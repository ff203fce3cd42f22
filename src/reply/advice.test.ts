// Whoever tells that money went is told first whom to call.
import { expect, it } from 'vitest';
import { paidAlready, tellsOfPayment } from './advice.ts';
import { draftLetter } from './draft.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

it.each([
  ['It had my move-in date in it. I paid it. It was not you, was it?', true],
  ['My mother transferred them 900 pounds.', true],
  ['本物だと思い、3万円を振り込んでしまいました。', true],
  ['I paid for the course in May.', false],
  ['I paid my membership of £40 in May and I am getting spam.', false],
  ['参加費3000円を支払いました。その後、迷惑メールが届きます。', false],
  ['迷惑メールにお金を払うつもりはありません。', false],
])('%s: %s', (text, told) => {
  expect(tellsOfPayment(text)).toBe(told);
});

it.each(['holding', 'main'] as const)('stands before the other requests (%s)', (stage) => {
  for (const lang of ['ja', 'en'] as const) {
    const input = { ...sampleCase, claim: { ...sampleCase.claim, text: 'They wanted a deposit and I paid it.' } };
    const letter = draftLetter(input, { stage, lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    expect(letter.sentences.find(({ type }) => type === 'ASK')?.text).toBe(paidAlready[lang]);
    expect(draftLetter(sampleCase, { stage, lang, channel: 'letter' }).text).not.toContain(paidAlready[lang]);
  }
});
