import { expect, it } from 'vitest';
import { kindsAsked, questionsOf } from './asked.ts';
import type { CaseInput } from './grounds.ts';

it.each([
  'Have you reported it to the Maine Attorney General?',
  'Did you notify the FTC?',
  'Was it reported to the regulators?',
])('%s', (question) => {
  expect(kindsAsked(question)).toEqual(['reported']);
});

it('a dozen and more numbered questions are all answered', () => {
  const questions = Array.from({ length: 20 }, (_, i) => `Who holds part ${i + 1}?`);
  expect(questionsOf({ claim: { questions } } as unknown as CaseInput)).toHaveLength(20);
});
