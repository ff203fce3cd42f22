import { expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const vendor = (name: string, worksForUs: boolean): CaseInput['organisation']['vendors'][number] => ({
  ...{ name, does: null, answer: 'replied', answeredAt: null, coversThisRecord: null, worksForUs, sendsFrom: [] },
});

function letters(names: string, vendors: CaseInput['organisation']['vendors']) {
  const origin: Fact = {
    ...{ id: 'f80', kind: 'mail-origin', origin: 'not_ours', carriesOurName: false },
    ...{ messages: 1, of: 1, names },
  };
  const input: CaseInput = {
    ...sampleCase,
    facts: [...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'), origin],
    organisation: { ...sampleCase.organisation, vendors },
  };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
}

it('a company that the spam names is told of by what it is to us, with what a name is worth', () => {
  const partner = letters('FuelUp Nutrition', [vendor('FuelUp Nutrition', false)]);
  expect(partner.en).toMatch(
    /The spam names FuelUp Nutrition, to which we have given data\. Anybody can write the name of a company/,
  );
  expect(partner.ja).toContain('情報を渡したことのあるFuelUp Nutritionの名前が書かれております');
  const worker = letters('こだま印刷', [vendor('こだま印刷', true)]);
  expect(worker.en).toContain('The spam names こだま印刷, which works for us.');
  expect(worker.ja).toContain('業務の委託先であるこだま印刷の名前が書かれております');
});

it('of two companies one sentence tells', () => {
  const { en } = letters('FuelUp; ClubSoft', [vendor('FuelUp', false), vendor('ClubSoft', true)]);
  expect(en).toContain('The spam names FuelUp and ClubSoft, to which we have given data.');
});
