// What the terminal says in ten seconds: no figure that means nothing, no empty record among what was searched.
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { surveyCase } from '../evidence/fixtures/survey.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { summaryOf } from './investigate-summary.ts';

const summary = (more: Partial<CaseFile>) => summaryOf({ ...surveyCase, ...more }, 'out', new PassThrough());

it('what is under one per cent is written so, as in the report', () => {
  const { weigh } = surveyCase;
  if (weigh === null) throw new Error('the survey case is weighed');
  const hypotheses = weigh.hypotheses.map((each) => ({ ...each, low: 0.001, mid: 0.002, high: 0.004 }));
  const told = summary({ weigh: { ...weigh, hypotheses } });
  expect(told).toContain('under 1 %  ');
  expect(told).not.toContain('1-1 %');
});

it('of a proved exposure it says what is proved, and that where the spam came from is another question', () => {
  const told = summary({ outcome: 'leak_confirmed', confirmedScope: 'exposure' });
  expect(told).toMatch(/^Confirmed: details of this person could be seen from outside.*separate question/);
  expect(told).toContain('How whoever is behind this spam may have got the address');
});

it('an empty record stands apart from what was searched without a find', () => {
  const [first] = surveyCase.checks;
  if (!first) throw new Error('the survey case has checks');
  const looked = { from: null, to: null, lines: 0, parsed: 0, share: null };
  const empty = { ...first, id: 'exports.list-given', result: 'nothing-found' as const, looked };
  expect(summary({ checks: [empty] })).toMatch(
    /Nothing found, within reach\n {2}nothing\nNothing recorded that could be checked\n {2}exports\.list-given/,
  );
});
