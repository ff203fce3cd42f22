// The table of docs/model.md that shows what one more fact does to the case that started it: weighed anew with every
// `npm run docs`, so that no figure of it can be of an earlier model.
import { canaries, drilled, facts, seedFacts, seedWith, unguessable } from '../src/hypotheses/fixtures.ts';
import { weigh } from '../src/hypotheses/weigh.ts';
import type { Fact } from '../src/vocabulary/fact.ts';

export const CASES_START = '<!-- cases: written by npm run docs from scripts/worked-cases.ts -->\n';
export const CASES_END = '<!-- end of cases -->';

const sealed = { integrity: { ...seedFacts.integrity, sealed: true } };
const complaints = { ...seedFacts.complaints, count: 10 };
const unique = { kind: 'unique-address', form: 'unique', tagGuessable: false } as const;
const trace = { kind: 'attacker-trace', attack: 'sql-injection', success: 'possible', reachedData: false } as const;
const shownToAll = { kind: 'visible-recipients', recipients: 30, includesThis: 'yes' } as const;

const cases: readonly { readonly name: string; readonly given: readonly Fact[] }[] = [
  { name: 'nothing known', given: facts() },
  { name: 'as it was, power not measured', given: seedWith({}) },
  { name: 'with drills (45, 20, 30 of 50) and sealed logs', given: seedWith(sealed, ...drilled) },
  { name: 'with 5 silent canaries', given: seedWith({}, canaries(5)) },
  { name: 'with drills, seals and 20 silent canaries', given: seedWith(sealed, ...drilled, canaries(20)) },
  { name: 'address not to be guessed', given: seedWith({ shape: unguessable }) },
  { name: 'made for us alone, not to be guessed', given: seedWith({ shape: unguessable }, unique) },
  { name: 'spam the next day', given: seedWith({ delay: { kind: 'time-at-risk', delayDays: 1 } }) },
  {
    name: 'a trace of possible success, drilled, 1 % false alarms',
    given: seedWith({}, ...drilled, { ...trace, falsePositiveRate: 0.01 }),
  },
  { name: '10 other complaints, usual number unknown', given: seedWith({ complaints }) },
  {
    name: '10 other complaints, usually hardly any (2 in 9,000 person-years)',
    given: seedWith({ complaints: { ...complaints, historyComplaints: 2, historyPersonYears: 9000 } }),
  },
  { name: 'one campaign hits one of 20 canaries', given: seedWith({}, canaries(20, 1)) },
  { name: 'our own mail with 30 visible recipients, this address among them', given: seedWith({}, shownToAll) },
];

type Interval = { readonly low: number; readonly mid: number; readonly high: number };

const percent = ({ low, mid, high }: Interval) =>
  `${(100 * mid).toFixed(1)} [${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}]`;
/** Two digits that count, without an exponent. */
const two = (value: number) => (value < 100 ? value.toPrecision(2) : String(Number(value.toPrecision(2))));
const ratio = ({ low, mid, high }: Interval) => `${two(mid)} [${two(low)}–${two(high)}]`;
const reasons = { missing_evidence: ' (missing)', balanced_evidence: ' (balanced)' } as const;

export function casesTable(): string {
  const rows = cases.map(({ name, given }) => {
    const { own, likelihoodRatio, thisRecordLeft, baseRate, outcome, outcomeReason } = weigh(given, { seed: 1 });
    const often = baseRate.find(({ factor }) => factor === 5);
    if (!often) throw new Error('no row for five times the base rate');
    const why = outcomeReason === null ? '' : reasons[outcomeReason];
    return `| ${name} | ${percent(own)} | ${ratio(likelihoodRatio)} | ${percent(thisRecordLeft)} | ${percent(often)} | \`${outcome}\`${why} |`;
  });
  return `| case | our side, % | likelihood ratio | this record left us, % | base rate × 5, % | outcome |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}
