import { expect, it } from 'vitest';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';
import { wantsCall } from './call-back.ts';

it.each([
  ['He wants somebody to call HER back, slowly please, 807 555 0119, before the weekend.', true],
  ['Please ring me on 01632 960001.', true],
  ['I should be glad if somebody would telephone as I am not very good with all this.', true],
  ['I would like to know how you got my phone number.', false],
  ['折り返しお電話をお願いします。', true],
  ['一度お電話をください。', true],
  ['Please do not call me, write instead.', false],
  ['They call me from 807 555 0100 every day.', false],
  ['電話はかけないでください。', false],
  ['知らない会社から電話が来ます。', false],
  ['He wants her to call him about a fee.', false],
  ['至急お電話くださいという内容でした。', false],
])('%s: %s', (text, wants) => {
  expect(wantsCall(text)).toBe(wants);
});

it.each(['holding', 'main'] as const)('the %s letter says when, unless an answer went out', (stage) => {
  const claim = { ...sampleCase.claim, text: 'Please call me back before the weekend, slowly.' };
  const asking = { ...sampleCase, claim };
  for (const lang of ['ja', 'en'] as const) {
    const drafted = (input: CaseInput) => draftLetter(input, { stage, lang, channel: 'letter' });
    expect(drafted(asking).text).toMatch(
      /ご希望のお電話は、次のとおりにいたします：【要記入|telephone call that you ask for: \[to fill/,
    );
    expect(lintLetter(drafted(asking), { lang, caseFile: asking }).findings).toEqual([]);
    const sent = [{ stage: 'holding', at: '2009-05-20T15:00:00+09:00', outcome: 'inconclusive' }] as const;
    expect(drafted({ ...asking, handling: { sent } }).text).not.toMatch(/ご希望のお電話|telephone call that/);
    expect(drafted(sampleCase).text).not.toMatch(/ご希望のお電話|telephone call that/);
  }
});
