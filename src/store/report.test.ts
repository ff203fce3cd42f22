import { expect, it } from 'vitest';
import { authorityReport, reportPage } from '../cases/authority/authority-report.ts';
import { surveyCase } from '../evidence/fixtures/survey.ts';
import { typeset } from './typesetter.ts';

it.each(['appi', 'gdpr', 'uk'] as const)(
  'the %s draft is PDF/A-2b, the same bytes twice, in both languages',
  async (regime) => {
    const report = authorityReport(surveyCase, regime);
    for (const lang of ['ja', 'en'] as const) {
      const page = reportPage(report, lang, { ...report, items: report.items.slice(1) });
      const { pdf, pages } = await typeset('report', page);
      expect(pages).toBeLessThanOrEqual(4);
      expect(Buffer.from((await typeset('report', page)).pdf).equals(Buffer.from(pdf))).toBe(true);
      const text = Buffer.from(pdf).toString('latin1');
      expect(text).toMatch(/pdfaid:part(?:>|=")2/);
      expect(text).toMatch(/pdfaid:conformance(?:>|=")B/);
    }
  },
);
