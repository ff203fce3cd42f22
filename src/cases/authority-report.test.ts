import { describe, expect, it } from 'vitest';
import { surveyCase } from '../evidence/fixtures/survey.ts';
import { authorityReport, reportText } from './authority-report.ts';

describe('a draft for the authority', () => {
  it.each([
    { regime: 'appi' as const, ids: ['1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    { regime: 'gdpr' as const, ids: ['a', 'b', 'c', 'd', 'late'] },
    { regime: 'uk' as const, ids: ['received', 'enquiry', 'conclusion', 'action', 'informed', 'ico'] },
  ])('$regime carries every item, each known or open', ({ regime, ids }) => {
    const { items } = authorityReport(surveyCase, regime);
    expect(items.map(({ id }) => id)).toEqual(ids);
    for (const { known, open, id } of items) expect(known.length + open.length, id).toBeGreaterThan(0);
  });

  it.each(['ja', 'en'] as const)('in %s it marks what is open and names no address of anybody', (lang) => {
    for (const regime of ['appi', 'gdpr', 'uk'] as const) {
      const text = reportText(surveyCase, authorityReport(surveyCase, regime), lang);
      expect(text).toContain(lang === 'ja' ? '【要記入：' : '[to fill: ');
      expect(text).not.toContain(surveyCase.claim.address);
    }
  });

  it('marks what changed since the last draft', () => {
    const later = { ...surveyCase, outcome: 'leak_likely' as const };
    const text = reportText(later, authorityReport(later, 'appi'), 'en', authorityReport(surveyCase, 'appi'));
    expect(text).toMatch(/1\. Outline \(changed since the last draft\)/);
    expect(text).not.toMatch(/7\. Publication \(changed/);
  });
});
