import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const owner = { ja: '個人情報の責任者', en: 'our privacy officer' };
const step = (id: number, days: { doneAt?: string; by?: string }) => ({
  ...{ id: `s${id}`, what: { ja: `設定${id}の変更`, en: `Changing setting ${id}` }, owner },
  ...{ doneAt: days.doneAt ?? null, by: days.by ?? null },
});
const told = (handling: CaseInput['handling'], lang: 'ja' | 'en' = 'ja') => {
  const input = { ...sampleCase, now: '2026-09-12T10:00:00+09:00', ...(handling ? { handling } : {}) };
  const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
  const { findings } = lintLetter(letter, { lang, caseFile: input });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(letter.sentences.map((one) => [one.id ?? '', one]));
};
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('six steps are told one by one, and nothing says that there are more', () => {
  const letter = told({ measures: numbers(6).map((id) => step(id, { doneAt: '2026-09-10' })) });
  expect(letter.get('measure.6')?.text).toContain('設定6の変更');
  expect([...letter.keys()].filter((id) => id.startsWith('steps.more'))).toEqual([]);
});

it('of more than six it is told how many there are, done and planned apart, each with its evidence', () => {
  const measures = [
    ...numbers(7).map((id) => step(id, { doneAt: '2026-09-10' })),
    ...[8, 9].map((id) => step(id, { by: '2026-10-10' })),
  ];
  const letter = told({ measures });
  expect(letter.has('measure.7')).toBe(false);
  expect(letter.get('steps.more-done')).toMatchObject({ evidence: ['measure:s7'], slots: { more: '1' } });
  expect(letter.get('steps.more-planned')).toMatchObject({
    evidence: ['measure:s8', 'measure:s9'],
    slots: { more: '2' },
  });
  expect(told({ measures }, 'en').get('steps.more-planned')?.text).toBe('Steps planned that are not listed here: 2.');
});

it('a step whose day has passed waits for a person, however many stand before it', () => {
  const measures = [...numbers(6).map((id) => step(id, { doneAt: '2026-09-10' })), step(7, { by: '2026-09-01' })];
  const input = { ...sampleCase, now: '2026-09-12T10:00:00+09:00', handling: { measures } };
  const letter = draftLetter(input, { stage: 'main', lang: 'ja', channel: 'letter' });
  expect(letter.sentences.find(({ id }) => id === 'measure.7')?.text).toContain('【要記入：「設定7の変更」を行った日');
});

it('a fourth authority is counted', () => {
  const report = (id: number) => ({
    ...{ authority: { ja: `機関${id}`, en: `Authority ${id}` }, at: id < 5 ? '2026-09-11' : null },
    ...{ by: id < 5 ? null : '2026-10-11', owner },
  });
  const letter = told({ reports: numbers(5).map(report) });
  expect(letter.has('report.4')).toBe(false);
  expect(letter.get('reports.more-done')?.text).toContain('1件');
  expect(letter.get('reports.more-planned')?.text).toContain('1件');
});
