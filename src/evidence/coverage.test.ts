import { describe, expect, it } from 'vitest';
import type { CaseFile, LogFileSummary } from '../vocabulary/case-file.ts';
import { coverageOf, riskCoverage } from './coverage.ts';
import { surveyCase as caseFile } from './fixtures/survey.ts';
import type { CoverageRow, CoverageSpan } from './quote.ts';

const [sample] = caseFile.files;
if (!sample) throw new Error('the fixture has no log');

const log = (path: string, from: string, to: string, change: Partial<LogFileSummary> = {}): LogFileSummary => ({
  ...sample,
  ...{ path, from, to, lines: 1000, parsed: 1000 },
  ...change,
});
const day = (date: number, time = '00:00') => `2009-05-${String(date).padStart(2, '0')}T${time}:00Z`;
const spansOf = (...files: LogFileSummary[]) => coverageOf({ ...caseFile, files })[0]?.spans;

describe('the map of coverage', () => {
  it('joins what ordinary traffic joins, of one kind alone', () => {
    const first = log('access.log.1', day(1), day(2));
    expect(spansOf(first, log('access.log', day(2, '00:01'), day(3)))).toEqual([
      { from: day(1), to: day(3), kind: 'read' },
    ]);
    expect(spansOf(first, log('access.log', day(2, '00:01'), day(3), { parsed: 900 }))).toEqual([
      { from: day(1), to: day(2), kind: 'read' },
      { from: day(2, '00:01'), to: day(3), kind: 'partly' },
    ]);
  });

  it.each([
    { name: '99.5 % of the lines understood is read', parsed: 995, kind: 'read' },
    { name: 'below, it is partly read', parsed: 994, kind: 'partly' },
  ])('$name', ({ parsed, kind }) => {
    expect(spansOf(log('access.log', day(1), day(2), { parsed }))?.map((span) => span.kind)).toEqual([kind]);
  });
});

describe('the share of the time at risk', () => {
  const atRisk: CaseFile = {
    ...caseFile,
    facts: [],
    claim: { ...caseFile.claim, submittedAt: day(1), spamSince: day(11) },
  };
  const row = (...spans: CoverageSpan[]): CoverageRow => ({
    ...{ label: { ja: 'a', en: 'a' }, paths: ['a'], lines: 1, parsed: 1 },
    spans,
  });
  const read = { from: day(1), to: day(6), kind: 'read' } as const;

  it.each([
    { name: 'half of it was read', spans: [read], share: 0.5 },
    {
      name: 'a stretch in doubt does not count, although it was read',
      spans: [read, { from: day(2), to: day(4), kind: 'altered' } as const],
      share: 0.3,
    },
    { name: 'what is partly understood does not count', spans: [{ ...read, kind: 'partly' } as const], share: 0 },
    { name: 'two files of the same days count once', spans: [read, read], share: 0.5 },
    {
      name: 'days before and after it do not count',
      spans: [{ from: '2009-04-01T00:00:00Z', to: '2009-07-01T00:00:00Z', kind: 'read' } as const],
      share: 1,
    },
  ])('$name', ({ spans, share }) => {
    expect(riskCoverage(row(...spans), atRisk)).toBeCloseTo(share, 9);
  });
});
