import { describe, expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase, sampleCheck } from '../sample-case.ts';

const viewed = (more: object): Fact => ({
  ...{ id: 'v1', kind: 'record-viewed', views: 4, names: 2, mostOthers: 9 },
  ...{ firstAt: '2009-04-20T10:00:00+09:00', lastAt: '2009-05-12T16:00:00+09:00', foundBy: 'register.viewed-by-staff' },
  ...more,
});
const withViews = (facts: readonly Fact[], result: 'found' | 'nothing-found' | 'not-checked'): CaseInput => ({
  ...sampleCase,
  facts: [...sampleCase.facts, ...facts],
  checks: [...sampleCase.checks, sampleCheck('register.viewed-by-staff', result)],
});
const told = (input: CaseInput, lang: 'ja' | 'en') => {
  const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
  expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
  return letter.sentences.filter(({ id }) => id?.startsWith('views.')).map(({ text }) => text);
};
const nobody = (input: CaseInput): CaseInput => ({ ...input, claim: { ...input.claim, requesterVerified: 'no' } });
const notCovered = (input: CaseInput) =>
  draftLetter(input, { stage: 'main', lang: 'ja', channel: 'letter' })
    .sentences.filter(({ id }) => id?.startsWith('limits.not-covered'))
    .map(({ text }) => text)
    .join('');

describe.each(['ja', 'en'] as const)('in %s', (lang) => {
  it('how often, when and under how many names is told, and what that does not show', () => {
    expect(told(withViews([viewed({})], 'found'), lang)).toEqual(
      lang === 'ja'
        ? [
            '社内の利用の記録では、お申し出のアドレスのご登録は2009年4月20日（月）から5月12日（火）までに4回開かれております（利用者名の数は2）。',
            '業務のための閲覧であったかどうかは、この記録だけでは分かりません。',
          ]
        : [
            'Our own records of use show the entry with your address opened from Monday 20 April 2009 to Tuesday 12 May: 4 times, under 2 user names.',
            'Whether that was for our work, these records alone do not show.',
          ],
    );
  });

  it('an opening before the day of the entry does not stand there unexplained', () => {
    const entry: Fact = {
      ...{ id: 'r9', kind: 'in-register', foundBy: 'register.holds-address', found: true, times: 1 },
      firstAt: '2009-04-27T19:22:00+09:00',
    };
    const input = withViews([viewed({})], 'found');
    const facts = [...input.facts.filter(({ kind }) => kind !== 'in-register'), entry];
    const [, before] = told({ ...input, facts }, lang);
    expect(before).toContain(lang === 'ja' ? '（2009年4月27日（月））より前で' : 'is before Monday 27 April 2009');
    const early = [...facts.slice(0, -1), { ...entry, firstAt: '2009-04-20T09:00:00+09:00' }];
    expect(told({ ...input, facts: early }, lang)).toHaveLength(2);
  });

  it('one day is told once', () => {
    const [first] = told(
      withViews([viewed({ lastAt: '2009-04-20T18:00:00+09:00', views: 1, names: 1 })], 'found'),
      lang,
    );
    expect(first).toContain(
      lang === 'ja' ? '2009年4月20日（月）に1回' : 'on Monday 20 April 2009: 1 time, under 1 user name',
    );
  });

  it('that none was found stands with the time it was looked for in, and with what leaves no trace', () => {
    expect(told(withViews([], 'nothing-found'), lang)).toHaveLength(3);
  });

  it('whoever is not verified is told nothing of it', () => {
    expect(told(nobody(withViews([viewed({})], 'found')), lang)).toEqual([]);
    expect(told(nobody(withViews([], 'nothing-found')), lang)).toEqual([]);
  });
});

it('is named among what was not covered only while nobody looked', () => {
  expect(notCovered(withViews([], 'not-checked'))).toContain('社員による閲覧');
  expect(notCovered(withViews([], 'nothing-found'))).not.toContain('社員による閲覧');
});
