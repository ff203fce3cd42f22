// How long one weighing takes at its default draws, and what the model scores in simulated worlds.
import { simulate } from '../src/cli/simulate.ts';
import { drilled, seedWith } from '../src/hypotheses/fixtures.ts';
import { missingMeasures } from '../src/hypotheses/measures.ts';
import { weigh } from '../src/hypotheses/weigh.ts';
import { type Measure, median, printMeasures } from './measure.ts';

const facts = seedWith({}, ...drilled);

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

// Another seed each time: draws of a seed that was used before are kept.
const weighings = [1, 2, 3, 4, 5].map((seed) => seconds(() => weigh(facts, { seed })));
const measures = [1, 2, 3].map((seed) => seconds(() => missingMeasures(facts, { seed })));
const cases = process.argv.includes('--quick') ? 200 : 2000;
let result: ReturnType<typeof simulate> | undefined;
const simulated = seconds(() => {
  result = simulate({ cases, seed: 11, draws: 500, baseRate: 1 }, () => {});
});
if (!result) throw new Error('no result');
const worst = Math.max(...result.baseRate.map(({ ece }) => ece));

const row = (
  id: string,
  value: number,
  unit: string,
  goal: number | null,
  better: Measure['better'],
  note = '',
): Measure => ({
  id,
  value,
  unit,
  goal,
  better,
  peer: null,
  note,
});
printMeasures([
  row(
    'weigh/default',
    median(weighings),
    's',
    1,
    'lower',
    'one case, sensitivity included; first of a process not separated',
  ),
  row('weigh/measures', median(measures), 's', 2, 'lower', 'what would have changed, all missing measures'),
  row('simulate/time', simulated, 's', 120, 'lower', `${cases} cases and an oracle of ${result.pool} complaints`),
  row('simulate/brier', result.brier / result.brierPriorOnly, 'of prior only', 0.6, 'lower', result.note),
  row('simulate/auc', result.auc, '', 0.88, 'higher'),
  row('simulate/ece', result.ece, '', 0.08, 'lower'),
  row('simulate/ece-base-rate-wrong', worst, '', 0.15, 'lower', 'worst of base rate × 0.2, 1, 5'),
  row(
    'simulate/coverage90',
    result.coverage90,
    '',
    0.85,
    'higher',
    `at most .95; ${result.coverageSkipped.toFixed(3)} skipped`,
  ),
]);
