import { expect, it } from 'vitest';
import type { FactOf } from '../../vocabulary/fact.ts';
import { similarReports } from './similar-reports.ts';

const reports = (count: number) => {
  const fact: FactOf<'similar-complaints'> = {
    id: 'f1',
    kind: 'similar-complaints',
    count,
    people: count,
    recordedSince: '2026-01-01',
  };
  return similarReports(fact, '2026-06-01');
};

it.each([
  { name: 'one report is told as one', count: 1, want: '{count} other report of this reached us' },
  { name: 'several are told as several', count: 2, want: '{count} other reports of this reached us' },
  { name: 'none is told as nobody', count: 0, want: 'nobody else reported this to us' },
])('$name', ({ count, want }) => {
  const [said] = reports(count);
  expect(said?.text.en).toContain(want);
});
