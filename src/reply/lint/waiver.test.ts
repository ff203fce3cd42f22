import { expect, it } from 'vitest';
import { lintLetter } from './lint.ts';
import { applyWaivers, type Waiver, waiverRefusal } from './waiver.ts';

const sentence = 'Some customers were concerned.';
const good: Waiver = {
  rule: 'CL02',
  sentence,
  reason: 'the authority asked us to give no number yet',
  signedBy: [
    { role: 'counsel', name: 'A. Mori' },
    { role: 'privacy-officer', name: 'I. Suzuki' },
  ],
};

it.each<[string, Partial<Waiver>, ReturnType<typeof waiverRefusal>]>([
  ['two roles and a reason', {}, undefined],
  ['evidence', { rule: 'EV01' }, 'never-waived'],
  ['privacy', { rule: 'PR05' }, 'never-waived'],
  ['absolute denial', { rule: 'OC01' }, 'never-waived'],
  ['absence as proof', { rule: 'OC02' }, 'never-waived'],
  ['a finding left out', { rule: 'OC13' }, 'never-waived'],
  ['a reason of one word', { reason: 'fine' }, 'no-reason'],
  ['counsel alone', { signedBy: good.signedBy.slice(0, 1) }, 'needs-counsel-and-privacy-officer'],
  [
    'one person in both roles',
    { signedBy: good.signedBy.map(({ role }) => ({ role, name: 'A. Mori' })) },
    'one-person',
  ],
])('judges a waiver: %s', (_name, change, want) => {
  expect(waiverRefusal({ ...good, ...change })).toBe(want);
});

it('sets aside the finding it names, in the sentence it names, and no other', () => {
  const { findings } = lintLetter(`${sentence} We will be in touch soon.`, { lang: 'en' });
  const result = applyWaivers(findings, [good, { ...good, rule: 'CL03', sentence: 'another sentence' }]);
  expect(result.waived.map(({ finding }) => finding.rule)).toEqual(['CL02']);
  expect(result.findings.map(({ rule }) => rule)).toEqual(['CL03']);
});
