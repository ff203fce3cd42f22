import { expect, it } from 'vitest';
import type { Fact, FactOf } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';

const answered = (coversThisRecord: FactOf<'vendor-answer'>['coversThisRecord']): Fact => ({
  ...{ id: 'v1', kind: 'vendor-answer', vendor: 'Postmill', answer: 'replied', coversThisRecord },
});

function letters(fact: Fact, requesterVerified: CaseInput['claim']['requesterVerified'] = 'identity_check') {
  const input: CaseInput = {
    ...{ ...sampleCase, outcome: 'inconclusive', outcomeReason: 'missing_evidence', unresolved: [], facts: [fact] },
    claim: { ...sampleCase.claim, requesterVerified },
  };
  return (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
}

it('an answer that does not concern this record is told as one, to whoever is verified alone', () => {
  const [ja, en] = letters(answered('no'));
  expect(ja).toContain(
    'お客様の情報についてのものではございませんでした。お客様の情報についての同社の回答は、まだございません。',
  );
  expect(en).toContain('but not about your record. About your record we do not have its answer yet.');
  expect(ja).toContain('Postmillに、お客様の情報についての回答を求め');
  expect(en).toContain('will ask Postmill about your record');
  // Beside that, "did not report a leak" would read as if it held for this record.
  expect(`${ja}${en}`).not.toMatch(/漏えいがあったとの報告は含まれて|did not report a leak/);
  const others = [...letters(answered('no'), 'no'), ...letters(answered('yes')), ...letters(answered('unknown'))];
  expect(others.join('')).not.toMatch(/についてのものでは|about your record/);
});
