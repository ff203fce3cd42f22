import { expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const vendor = {
  ...{ name: '一括査定くらべる', nameEn: 'Kuraberu', does: { ja: '査定の取次ぎ', en: 'passing on valuations' } },
  ...{ answer: 'replied' as const, answeredAt: '2009-05-20', coversThisRecord: null, sendsFrom: [] },
};
const printer = { ...vendor, name: 'みさき印刷', nameEn: 'Misaki Printing', does: { ja: '印刷', en: 'printing' } };
const facts: readonly Fact[] = [
  {
    ...{
      id: 'f70',
      kind: 'vendor-held',
      vendor: '一括査定くらべる',
      thisRecord: 'yes',
      othersHeld: 0,
      others: 0,
      days: 20,
    },
    ...{ givenAt: '2009-04-15', rows: 55, foundBy: 'exports.list-given', pointers: [] },
  },
  {
    ...{ id: 'f71', kind: 'vendor-answer', vendor: '一括査定くらべる', answer: 'replied', coversThisRecord: 'unknown' },
    ...{ foundBy: 'vendors.asked', pointers: [] },
  },
];
const withVendors = (vendors: CaseInput['organisation']['vendors']): CaseInput => ({
  ...sampleCase,
  facts,
  unresolved: [],
  outcome: 'inconclusive',
  outcomeReason: 'missing_evidence',
  organisation: { ...sampleCase.organisation, vendors },
});
const text = (input: CaseInput, lang: 'ja' | 'en') => {
  const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
  expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
  return letter.text;
};

it('a broker is called by its name, and by nothing that makes it a company that works for us', () => {
  const input = withVendors([vendor]);
  expect(text(input, 'ja')).toContain('一括査定くらべるに名簿（55件）を渡しております');
  expect(text(input, 'ja')).not.toContain('委託');
  expect(text(input, 'en')).toContain('Kuraberu answered on Wednesday 20 May 2009');
  expect(text(input, 'en')).not.toMatch(/works? for us|handles? data for us/);
});

it('beside a company that works for us the words hold of both', () => {
  const input = withVendors([vendor, printer]);
  expect(text(input, 'ja')).toContain('情報を渡した先の会社からの流出');
  expect(text(input, 'en')).toContain('a company we gave data to');
});

it.each([
  [{ ...vendor, worksForUs: true }, true],
  [{ ...printer, name: vendor.name, worksForUs: false }, false],
])('what org.yaml says of it rules: %o', (listed, called) => {
  expect(/委託先/.test(text(withVendors([listed]), 'ja'))).toBe(called);
});

it('its work is told whole, as no work for us, and left to people where it is too long for a sentence', () => {
  const long = 'nutrition plans for the members of the gym, as a partner, until March 2026';
  const input = withVendors([{ ...vendor, does: { ja: long, en: long }, worksForUs: false }]);
  expect(text(input, 'en')).toContain(`Our note of that company’s work reads: ${long}.`);
  expect(text(input, 'ja')).toContain('控えている業務は、【要記入：同社の業務】です');
});
