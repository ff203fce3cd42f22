import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { casesOf, coarse, makePool } from '../../simulation/pool.ts';
import { reliabilitySvg } from '../../simulation/reliability-svg.ts';
import {
  auc,
  brier,
  brierPriorOnly,
  cllr,
  expectedCalibrationError,
  type Forecast,
  logScore,
  reliability,
} from '../../simulation/scores.ts';
import { shownInterval } from '../hypotheses/probability.ts';
import { baseRateFactors, weigh } from '../hypotheses/weigh.ts';
import { testedOnSimulatedCasesOnly } from '../hypotheses/words.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Interval } from '../vocabulary/outcome.ts';
import type { Command, Streams } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';
import { wholeNumber } from './weigh.ts';

const options = {
  cases: { type: 'string', about: 'how many cases to weigh, 50 to 100000 (default 2000)' },
  seed: { type: 'string', about: 'seed of world and draws, a whole number (default 1)' },
  'base-rate-factor': { type: 'string', about: 'make our base rate wrong by this factor, .01 to 100 (default 1)' },
  draws: { type: 'string', about: 'draws a case, 200 to 20000 (default 500)' },
  svg: { type: 'string', about: 'write the reliability plot to this file' },
  json: { type: 'boolean', about: 'print one JSON object (docs/schema/simulation.schema.json)' },
} as const;

/** Complaints in the oracle's pool. */
const POOL = 600_000;
/** Draws for one simulated case: the scores hardly change beyond this. */
const DRAWS = 500;

type Weighed = {
  readonly own: boolean;
  readonly p: number;
  readonly interval: Interval;
  readonly rows: readonly Interval[];
  readonly key: string;
};

/** What simulate prints; see CONTRACTS. `baseRate`: the same cases scored with our base rate wrong by each factor. */
export type Simulation = {
  readonly cases: number;
  readonly seed: number;
  readonly brier: number;
  readonly brierPriorOnly: number;
  readonly logScore: number;
  readonly ece: number;
  readonly auc: number;
  readonly cllr: number;
  readonly coverage90: number;
  readonly coverageSkipped: number;
  readonly min: number;
  readonly max: number;
  readonly reliability: ReturnType<typeof reliability>;
  readonly baseRate: readonly {
    readonly factor: number;
    readonly brier: number;
    readonly ece: number;
    readonly auc: number;
  }[];
  readonly ownShare: number;
  readonly pool: number;
  readonly note: string;
};

type Wanted = {
  readonly cases: number;
  readonly seed: number;
  readonly draws: number;
  readonly baseRate: number;
  readonly pool?: number;
};

/** A line that is overwritten, on a terminal only. */
function progressOn(err: Streams['err']): (text: string) => void {
  return 'isTTY' in err && err.isTTY === true ? (text) => err.write(`\r\x1b[K${text}`) : () => {};
}

/**
 * Weighs cases of a world that shares no code with the model, and scores the answers against the truth. The world is in
 * simulation/, its parameters fixed before the model was compared with it.
 */
export function simulate(
  { cases, seed, draws, baseRate, pool = POOL }: Wanted,
  say: (text: string) => void,
): Simulation {
  const weighed: Weighed[] = [];
  for (const { facts, own } of casesOf(seed, 'cases', cases)) {
    const weighing = weigh(facts, { seed, draws, sensitivity: false, baseRate });
    weighed.push({ own, p: weighing.shown.mid, interval: weighing.own, rows: weighing.baseRate, key: coarse(facts) });
    if (weighed.length % 50 === 0) say(`weighed ${weighed.length} of ${cases}`);
  }
  const oracle = makePool(seed, pool, (done) => say(`pool ${done} of ${pool}`));
  say('');
  const judged = weighed.flatMap(({ key, interval }) => {
    const share = oracle.share(key);
    return share === undefined ? [] : [share >= interval.low && share <= interval.high];
  });
  const shown = weighed.map(({ p }) => p);
  const rows = baseRateFactors.map((factor, index) => {
    const scored = weighed.map(({ own, rows: intervals }): Forecast => {
      const row = intervals[index];
      if (!row) throw new Error('a weighing without its base-rate rows');
      return { own, p: shownInterval(row).mid };
    });
    return { factor, brier: brier(scored), ece: expectedCalibrationError(scored), auc: auc(scored) };
  });
  return {
    cases,
    seed,
    brier: brier(weighed),
    brierPriorOnly: brierPriorOnly(weighed),
    logScore: logScore(weighed),
    ece: expectedCalibrationError(weighed),
    auc: auc(weighed),
    cllr: cllr(weighed),
    coverage90: judged.filter((inside) => inside).length / Math.max(1, judged.length),
    coverageSkipped: 1 - judged.length / weighed.length,
    min: Math.min(...shown),
    max: Math.max(...shown),
    reliability: reliability(weighed),
    baseRate: rows,
    ownShare: weighed.filter(({ own }) => own).length / weighed.length,
    pool,
    note: testedOnSimulatedCasesOnly.en,
  };
}

function table(result: Simulation): string {
  const digits = (value: number) => value.toFixed(3);
  return [
    `${result.cases} cases, seed ${result.seed}, ${digits(result.ownShare)} of them ours`,
    `Brier ${digits(result.brier)} (always saying that share: ${digits(result.brierPriorOnly)}), log score ${digits(result.logScore)}`,
    `calibration error ${digits(result.ece)}, AUC ${digits(result.auc)}, Cllr ${digits(result.cllr)}`,
    `90 % intervals hold the oracle in ${digits(result.coverage90)} of cases (${digits(result.coverageSkipped)} skipped)`,
    `shown: ${digits(result.min)} to ${digits(result.max)}`,
    ...result.baseRate.map(
      (row) => `base rate × ${row.factor}: Brier ${digits(row.brier)}, calibration error ${digits(row.ece)}`,
    ),
    '',
    'predicted  observed      n',
    ...result.reliability.map(
      (bin) => `   ${digits(bin.predicted)}     ${digits(bin.observed)}  ${String(bin.n).padStart(5)}`,
    ),
    '',
    testedOnSimulatedCasesOnly.ja,
    testedOnSimulatedCasesOnly.en,
    '',
  ].join('\n');
}

export const simulateCommand: Command = {
  name: 'simulate',
  summary: summaries.simulate,
  usage: ['simulate [--cases N] [--seed S] [--base-rate-factor F] [--svg FILE] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values } = parseArgs({ args: [...argv], options });
    const cases = wholeNumber(values.cases ?? '2000', 50, 100_000);
    const seed = wholeNumber(values.seed ?? '1', 0, 2 ** 32 - 1);
    const draws = wholeNumber(values.draws ?? String(DRAWS), 200, 20_000);
    const baseRate = Number(values['base-rate-factor'] ?? '1');
    if (cases === undefined || seed === undefined || draws === undefined || !(baseRate >= 0.01 && baseRate <= 100)) {
      err.write(
        'akashi simulate: --cases 50 to 100000, --seed a whole number, --draws 200 to 20000, --base-rate-factor .01 to 100\n',
      );
      return 2;
    }
    const result = simulate({ cases, seed, draws, baseRate }, progressOn(err));
    if (values.svg !== undefined) {
      const svg = reliabilitySvg(result.reliability, {
        title: `Predicted and observed, ${cases} simulated cases, seed ${seed}`,
        predicted: 'predicted share that came from us',
        observed: 'observed share',
        caution: testedOnSimulatedCasesOnly.en,
      });
      await writeFile(values.svg, svg).catch((cause: unknown) => {
        throw new AkashiError('case/out-unwritable', `cannot write ${values.svg}`, { cause });
      });
    }
    if (values.json) await writeJson(out, result);
    else out.write(table(result));
    return 0;
  },
};
