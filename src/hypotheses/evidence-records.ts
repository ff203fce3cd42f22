// What our own records tell: traces, silence with its measured power, whether the records can be believed.
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';
import type { Circumstances } from './circumstances.ts';
import { betaQuantile, type Quantile } from './distribution.ts';
import type { Theta } from './figures.ts';
import { figures } from './figures.ts';
import { guessReach } from './hazards.ts';
import type { Evidence, EvidenceMaker } from './tally.ts';

/** What a drill of one attack class allows its power to be. Trials of one template are alike, so they count for fewer. */
export function powerOf(planted: number, found: number): Quantile {
  const correlation = figures.drillCorrelation.a;
  const trials = planted / (1 + Math.max(0, planted - 1) * correlation);
  const hits = planted > 0 ? (trials * Math.min(found, planted)) / planted : 0;
  return betaQuantile(1 + hits, 1 + trials - hits);
}

/** Power by attack class, and over all drilled classes (each as likely as the next); undrilled: anything from 0 to 1. */
function drilled(facts: readonly Fact[]): { of(attack: string): Quantile; all: Quantile } {
  const sums = new Map<string, { planted: number; found: number }>();
  for (const { attack, planted, found } of factsOf(facts, 'drill-power')) {
    const sum = sums.get(attack) ?? { planted: 0, found: 0 };
    sums.set(attack, { planted: sum.planted + planted, found: sum.found + found });
  }
  const classes = new Map([...sums].map(([attack, { planted, found }]) => [attack, powerOf(planted, found)]));
  const each = [...classes.values()];
  const unknown: Quantile = (rank) => rank;
  const all: Quantile =
    each.length === 0 ? unknown : (rank) => each.reduce((sum, power) => sum + power(rank), 0) / each.length;
  return { of: (attack) => classes.get(attack) ?? unknown, all };
}

const pointsToSuccess = (success: string) => success === 'possible' || success === 'shown';

/** Traces of one intruder are not independent: the most telling one is weighed, the others stand in the report. */
function trace(facts: readonly Fact[]): Evidence | undefined {
  // What lay open is counted as shown (`circumstances.ts`): nobody has to break in for it.
  const rows = factsOf(facts, 'attacker-trace').filter((fact) => pointsToSuccess(fact.success) && !isOpenFile(fact));
  if (rows.length === 0) return undefined;
  const power = drilled(facts);
  const grade = (row: (typeof rows)[number]) => (row.success === 'shown' ? 1 : 0) + (row.reachedData ? 1 : 0);
  const [best] = [...rows].sort(
    (a, b) => grade(b) - grade(a) || (a.falsePositiveRate ?? 1) - (b.falsePositiveRate ?? 1),
  );
  if (!best) return undefined;
  const powerHere = power.of(best.attack);
  return (theta, tally) => {
    // A rate measured on some clean days says little of the worst day: the usual range keeps a third of the say.
    const rate =
      best.falsePositiveRate === undefined
        ? theta.traceByChance
        : (2 * best.falsePositiveRate + theta.traceByChance) / 3;
    const byChance = rate * theta.shownByChance ** grade(best) + 1e-4;
    const real = (1 - theta.outsideCatalogue) * powerHere(theta.powerRank);
    const ifIntruded = byChance + (1 - byChance) * real * 0.5 ** grade(best);
    tally.list.own_intrusion *= ifIntruded / byChance;
    tally.part.own_intrusion *= ifIntruded / byChance;
    tally.stream *= ifIntruded / byChance;
  };
}

const wasAltered = (facts: readonly Fact[]) =>
  factsOf(facts, 'log-integrity').some(({ verdict }) => verdict === 'altered');

/** How far the silence of logs that were not altered can be trusted. */
function trust(facts: readonly Fact[], theta: Theta): number {
  const rows = factsOf(facts, 'log-integrity');
  const doubt = rows.some(({ verdict }) => verdict === 'suspect') ? 0.5 : 1;
  return doubt * (rows.some(({ sealed }) => sealed) ? 1 : theta.unsealedTrust);
}

/** Silence speaks against an intrusion only, and only by what the drill's catalogue stands for. */
function silence(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'logs-silent');
  if (rows.length === 0) return undefined;
  if (factsOf(facts, 'attacker-trace').some(({ success }) => pointsToSuccess(success))) return undefined;
  const covered = rows.reduce((most, { coverage, parsed }) => Math.max(most, coverage * parsed), 0);
  // Records that cover nothing, or that were altered, say nothing by being silent.
  if (covered === 0 || wasAltered(facts)) return undefined;
  const power = drilled(facts).all;
  return (theta, tally) => {
    const seen = (1 - theta.outsideCatalogue) * power(theta.powerRank) * covered * trust(facts, theta);
    tally.list.own_intrusion *= 1 - seen;
    tally.part.own_intrusion *= 1 - seen;
    tally.stream *= 1 - seen;
  };
}

function integrity(facts: readonly Fact[]): Evidence | undefined {
  const verdicts = factsOf(facts, 'log-integrity').map(({ verdict }) => verdict);
  const altered = verdicts.includes('altered');
  if (!altered && !verdicts.includes('suspect')) return undefined;
  return (theta, tally) => {
    const ratio = altered
      ? theta.alteredByIntruder / theta.alteredByAccident
      : theta.suspectByIntruder / theta.suspectByAccident;
    for (const id of ['own_intrusion', 'own_insider'] as const) {
      tally.list[id] *= Math.max(1, ratio);
      tally.part[id] *= Math.max(1, ratio);
    }
    tally.stream *= Math.max(1, ratio);
  };
}

function bulkRead(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'bulk-read').filter(({ known, requests }) => !known && requests > 0);
  if (rows.length === 0) return undefined;
  // From where nobody of ours ever was: rather somebody who took a colleague's name than the colleague.
  const outside = rows.some(({ strange }) => strange);
  return (theta, tally) => {
    const ratio = Math.max(1, theta.bulkReadInsider / theta.bulkReadHonest);
    const insider = outside ? Math.sqrt(ratio) : ratio;
    // An intruder reads in bulk as well, but that is mostly the same finding as the trace.
    const intruder = outside ? ratio : Math.sqrt(ratio);
    tally.list.own_insider *= insider;
    tally.part.own_insider *= insider;
    tally.list.own_intrusion *= intruder;
    tally.part.own_intrusion *= intruder;
    tally.stream *= intruder;
  };
}

/** Canaries that nobody was given measure how often guessers come: evidence about the figure, not about the cause. */
function guessCanaries(facts: readonly Fact[], of: Circumstances): Evidence | undefined {
  const rows = factsOf(facts, 'guess-canaries').filter(({ years }) => years > 0);
  if (rows.length === 0) return undefined;
  const hits = rows.reduce((sum, row) => sum + row.hits, 0);
  const years = rows.reduce((sum, row) => sum + row.years, 0);
  // One run at one provider reaches nearly all of them or none: however many were hit, it was a few runs.
  const scale = Math.min(1 / 3, MOST_RUNS / Math.max(1, hits));
  return (theta, tally) => {
    const expected = theta.guessRate * guessReach(of, theta) * years + 1e-9;
    // Poisson, without what is the same for every draw.
    tally.logAny += scale * (hits * Math.log(expected) - expected);
  };
}

/** As many runs as hits can tell of at the most. Assumption. */
const MOST_RUNS = 3;

export const recordEvidence: readonly EvidenceMaker[] = [
  { reads: ['attacker-trace', 'drill-power'], make: trace },
  { reads: ['logs-silent', 'attacker-trace', 'drill-power', 'log-integrity'], make: silence },
  { reads: ['log-integrity'], make: integrity },
  { reads: ['bulk-read'], make: bulkRead },
  { reads: ['guess-canaries'], make: guessCanaries },
];
