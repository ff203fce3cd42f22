// That an earlier complaint was left unanswered is said only where a record shows it.
import { expect, it } from 'vitest';
import type { EarlierComplaint } from '../vocabulary/case-file.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

function told(earlierComplaints: readonly EarlierComplaint[], more: Partial<CaseInput['claim']> = {}) {
  const input: CaseInput = { ...sampleCase, claim: { ...sampleCase.claim, earlierComplaints, ...more } };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    const holding = draftLetter(input, { stage: 'holding', lang, channel: 'letter' });
    expect(lintLetter(holding, { lang, caseFile: input }).findings).toEqual([]);
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.sentences
      .filter(({ id }) => /^heard\.(?:earlier|answers)/.test(id ?? ''))
      .map(({ text }) => text)
      .join(' ');
  });
  return { ja, en };
}

it.each([
  {
    name: 'a record that nobody answered',
    answeredAt: null,
    want: /did not answer that.*apologise/,
    not: /not established/,
  },
  {
    name: 'a record of the answer',
    answeredAt: '2009-05-12',
    want: /answered that on .*12 May 2009/,
    not: /apologise/,
  },
  {
    name: 'a record that says nothing of an answer',
    answeredAt: undefined,
    want: /not established/,
    not: /did not answer/,
  },
])('$name', ({ answeredAt, want, not }) => {
  const { en, ja } = told([{ at: '2009-05-10', by: 'record', ...(answeredAt === undefined ? {} : { answeredAt }) }]);
  expect(en).toMatch(want);
  expect(en).not.toMatch(not);
  expect(en).toMatch(/about the complaint that we received on .*20 May 2009/);
  expect(ja).toContain('2009年5月20日');
});

it("the customer's word that nobody answered is no record of it", () => {
  const { en } = told([{ at: '2009-05-10', by: 'customer' }]);
  expect(en).toMatch(/By your account you also contacted us/);
  expect(en).not.toMatch(/did not answer|apologise/);
});

it('somebody who is not verified is told of no complaint but their own word', () => {
  const unverified = { requesterVerified: 'no' } as const;
  expect(told([{ at: '2009-05-10', by: 'record', answeredAt: null }], unverified).en).toBe('');
  expect(told([{ at: '2009-05-10', by: 'customer' }], unverified).en).toMatch(/By your account/);
});

it('without an earlier complaint nothing is said of one', () => {
  expect(told([]).en).toBe('');
});

it('an answer of ours that the customer quotes is told, and that it was the last is not', () => {
  for (const requesterVerified of ['identity_check', 'no'] as const) {
    const { en, ja } = told([{ at: '2009-05-10', by: 'customer', quotedAnswerAt: '2009-05-12' }], {
      requesterVerified,
    });
    expect(en).toMatch(/quotes our reply to that, of .*12 May 2009.* wrote to you after that is not established/);
    expect(ja).toContain('5月12日（火）のお返事が引用されて');
    expect(`${en}${ja}`).not.toMatch(/Whether we answered|お答えしたかどうかは、まだ確かめられておりません。この/);
  }
});

it('since when it was known is answered with the first complaint on our own record, also where a leak is established', () => {
  const earlier: readonly EarlierComplaint[] = [{ at: '2009-05-02', by: 'record', answeredAt: null }];
  for (const outcome of ['leak_confirmed', 'inconclusive'] as const) {
    const input: CaseInput = {
      ...{ ...sampleCase, outcome },
      claim: { ...sampleCase.claim, earlierComplaints: earlier, questions: ['いつから知っていたのですか。'] },
    };
    const { text } = draftLetter(input, { stage: 'main', lang: 'ja', channel: 'letter' });
    expect(text).toMatch(/とのお尋ねについて\n[^\n]*2009年5月2日（土）に、最初のお申し出をいただいております/);
  }
});
