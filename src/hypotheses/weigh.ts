import type { Weighing } from '../vocabulary/case-file.ts';
import { type Fact, type FactKind, factKinds } from '../vocabulary/fact.ts';
import { type HypothesisId, hypothesisIds } from '../vocabulary/hypothesis.ts';
import type { Interval } from '../vocabulary/outcome.ts';
import { bounded } from './bounded.ts';
import { type Circumstances, circumstancesOf } from './circumstances.ts';
import { type Draws, focusedDraws, focusOf, priorDraws } from './draws.ts';
import { listEvidence } from './evidence-list.ts';
import { recordEvidence } from './evidence-records.ts';
import { spamEvidence } from './evidence-spam.ts';
import { gate } from './gate.ts';
import { hazards } from './hazards.ts';
import { isClosed } from './points-to-us.ts';
import { type OneDraw, type OwnShare, weighDraw, weighOwn } from './posterior.ts';
import { Probability, shownInterval } from './probability.ts';
import { reasons } from './reasons.ts';
import type { Evidence, EvidenceMaker } from './tally.ts';
import { vendorsOfCase } from './vendors.ts';
import { effectiveSize, HEAVY_TAIL, paretoK, ratioSummary, summary, weightedMean } from './weights.ts';
import { cannotSay, wordFor } from './words.ts';

/** Enough for two digits of every interval, and a third of a second. */
export const DEFAULT_DRAWS = 4000;
/** Fewer effective draws than this and the draws are made again around where the weight lies. */
const ENOUGH_DRAWS = 1000;
const MOST_ROUNDS = 4;
/** Sensitivity needs only a mean. */
const SENSITIVITY_DRAWS = 1000;
export const baseRateFactors = [0.2, 1, 5] as const;
const otherFactors = baseRateFactors.filter((factor) => factor !== 1);

export type WeighOptions = {
  readonly seed: number;
  readonly draws?: number;
  /** Leave-one-fact-out, a third of the work: true unless said otherwise. */
  readonly sensitivity?: boolean;
  /** Facts that could not be read: with any, "no evidence" is not said. */
  readonly unread?: number;
  /** True: draws that bring more spam weigh more, as if it were news that spam came. Only to show what that would change. */
  readonly spamIsNews?: boolean;
  /** For trying the model against a wrong base rate. */
  readonly baseRate?: number;
};

/** The facts as the model sees them: exposure and evidence. A finding closed by a signed innocent explanation is no evidence. */
type Prepared = {
  /** As given, and with their numbers held within bounds. */
  readonly open: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly of: Circumstances;
  /** One place for each maker, empty where the facts give it nothing to weigh. */
  readonly made: readonly (Evidence | undefined)[];
  readonly evidence: readonly Evidence[];
  readonly spamIsNews: boolean;
};

const makers: readonly EvidenceMaker[] = [...spamEvidence, ...listEvidence, ...recordEvidence];

function prepare(given: readonly Fact[], spamIsNews = false): Prepared {
  const open = given.filter((fact) => !(factKinds[fact.kind].canPointToUs && isClosed(fact, given)));
  const facts = open.map(bounded);
  const of = circumstancesOf(facts);
  const made = makers.map(({ reads, make }) =>
    make(
      facts.filter(({ kind }) => reads.includes(kind)),
      of,
    ),
  );
  return { open, facts, of, made, evidence: made.flatMap((evidence) => evidence ?? []), spamIsNews };
}

type Weighed = { readonly draws: Draws; readonly each: readonly OneDraw[]; readonly weights: Float64Array };

function run(
  { of, evidence, spamIsNews }: Prepared,
  draws: Draws,
  baseRate: number,
  factors: readonly number[] = [],
): Weighed {
  const each = draws.thetas.map((theta) => weighDraw(theta, of, evidence, baseRate, factors));
  const weights = weightsOf(
    draws,
    each.map(({ logEvidence, hazard }) => logEvidence + (spamIsNews ? Math.log(hazard) : 0)),
  );
  return { draws, each, weights };
}

/** Relative weights, the largest 1. */
function weightsOf(draws: Draws, logLikelihoods: readonly number[]): Float64Array {
  const logs = Float64Array.from(logLikelihoods, (log, i) => log + (draws.logWeights[i] ?? 0));
  const top = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  return logs.map((log) => Math.exp(log - top));
}

/** Weights so even that at least this many draws count: for finding the focus when almost all weight is on a few. */
function tempered(weights: Float64Array, wanted: number): Float64Array {
  for (const power of [1, 0.7, 0.5, 0.3, 0.2, 0.1]) {
    const softer = weights.map((weight) => weight ** power);
    if (effectiveSize(softer) >= wanted) return softer;
  }
  return weights.map((weight) => weight ** 0.05);
}

function settled({ weights }: Weighed, count: number): boolean {
  return paretoK(weights) <= HEAVY_TAIL && effectiveSize(weights) >= Math.min(ENOUGH_DRAWS, count / 8);
}

/** Draws until the weights can be trusted, or the rounds are used up: `paretoK` then says that they cannot. */
function sample(prepared: Prepared, seed: number, count: number, baseRate: number): Weighed {
  let weighed = run(prepared, priorDraws(seed, count), baseRate, otherFactors);
  for (let round = 1; round <= MOST_ROUNDS && !settled(weighed, count); round += 1) {
    const focus = focusOf(weighed.draws, tempered(weighed.weights, count / 20));
    const next = run(prepared, focusedDraws(seed, count, focus, round), baseRate, otherFactors);
    if (
      effectiveSize(next.weights) > effectiveSize(weighed.weights) ||
      paretoK(next.weights) < paretoK(weighed.weights)
    ) {
      weighed = next;
    }
  }
  return weighed;
}

function valuesOf({ each }: Weighed, value: (draw: OneDraw) => number): Float64Array {
  return Float64Array.from(each, value);
}

function inside({ low, mid, high }: Interval): Interval {
  return { low: Probability.near(low).value, mid: Probability.near(mid).value, high: Probability.near(high).value };
}

function probability(weighed: Weighed, value: (draw: OneDraw) => number): Interval {
  return inside(summary(valuesOf(weighed, value), weighed.weights));
}

/** Our side with other base rates: the same draws, weighted anew by how well they then foretell the facts. */
function rowOf({ draws, each }: Weighed, index: number): Interval {
  const rows = each.map(({ rows: all }) => all[index] ?? { own: 0, logEvidence: Number.NEGATIVE_INFINITY, hazard: 0 });
  const weights = weightsOf(
    draws,
    rows.map(({ logEvidence }) => logEvidence),
  );
  return inside(
    summary(
      Float64Array.from(rows, ({ own }) => own),
      weights,
    ),
  );
}

/** The pairs a report prints; a ratio against all others at once depends on the assumed split among them. */
const against = [
  'guessed',
  'other_site',
  'device',
  'public_exposure',
  'unknown',
] as const satisfies readonly HypothesisId[];

/** Kinds that change no weight when left out: their row is the result itself. */
const weightless: ReadonlySet<FactKind> = new Set([
  'not-possible',
  'minimum-check',
  'people-exposed',
  'extortion-mail',
]);

/** Our side with all facts, and without each of them; null for a fact that changes no weight. With fewer draws than a result has. */
export type LeftOut = { readonly whole: number; readonly without: readonly (number | null)[] };

/**
 * A fact that moves no draw of this many, not by a bit, moves none: most facts are there for people to read. Tested against
 * asking every draw (0: every draw is asked).
 */
const TELLING_DRAWS = 200;

const alike = (a: readonly OwnShare[], b: readonly OwnShare[]): boolean =>
  a.every((share, i) => share.own === b[i]?.own && share.logEvidence === b[i]?.logEvidence);

const sameCircumstances = (a: Prepared, b: Prepared): boolean => JSON.stringify(a.of) === JSON.stringify(b.of);

/** Whether no piece of evidence can have changed: none sees a kind of fact that is only in one of the two. */
function sameEvidence(a: Prepared, b: Prepared): boolean {
  const [inA, inB] = [new Set(a.open), new Set(b.open)];
  const changed = [...a.open.filter((fact) => !inB.has(fact)), ...b.open.filter((fact) => !inA.has(fact))];
  const kinds = new Set(changed.map(({ kind }) => kind));
  return makers.every(
    ({ reads }, i) => !reads.some((kind) => kinds.has(kind)) || (a.made[i] === undefined && b.made[i] === undefined),
  );
}

/** @param telling draws asked first; 0: every fact is left out of every draw, whatever it is */
export function leaveOneOut(facts: readonly Fact[], seed: number, telling = TELLING_DRAWS): LeftOut {
  const draws = priorDraws(seed, SENSITIVITY_DRAWS);
  const [first, rest] = [draws.thetas.slice(0, telling), draws.thetas.slice(telling)];
  const whole = prepare(facts);
  const priors = new Map(draws.thetas.map((theta) => [theta, hazards(whole.of, theta, 1)]));
  const sharesOf = (prepared: Prepared, same: boolean) => (thetas: Draws['thetas']) =>
    thetas.map((theta) => {
      const prior = (same ? priors.get(theta) : undefined) ?? hazards(prepared.of, theta, 1);
      return weighOwn(theta, prepared.of, prepared.evidence, prior);
    });
  const meanOf = (each: readonly OwnShare[]) => {
    const weights = weightsOf(
      draws,
      each.map(({ logEvidence }) => logEvidence),
    );
    const own = Float64Array.from(each, ({ own: share }) => share);
    return Probability.near(weightedMean(own, weights)).value;
  };
  const shares = sharesOf(whole, true);
  const begun = shares(first);
  const leftOut = (fact: Fact): number | null => {
    if (weightless.has(fact.kind)) return null;
    const without = prepare(facts.filter((other) => other !== fact));
    const same = sameCircumstances(without, whole);
    if (telling > 0 && same && sameEvidence(without, whole)) return null;
    const sharesWithout = sharesOf(without, same);
    const beginning = sharesWithout(first);
    return telling > 0 && alike(beginning, begun) ? null : meanOf([...beginning, ...sharesWithout(rest)]);
  };
  return { whole: meanOf([...begun, ...shares(rest)]), without: facts.map(leftOut) };
}

/** @param own our side as the result has it */
export function sensitivityOf(
  facts: readonly Fact[],
  { whole, without }: LeftOut,
  own: number,
): Weighing['sensitivity'] {
  return facts.map((fact, i) => {
    const share = without[i];
    if (share === null || share === undefined) return { fact: fact.id, own };
    // Fewer draws than the result has: print the difference, not the two runs' noise.
    const odds = ((share / (1 - share)) * (1 - whole)) / whole;
    const shifted = (own / (1 - own)) * odds;
    return { fact: fact.id, own: Probability.near(shifted / (1 + shifted)).value };
  });
}

/**
 * Weighs every way the address may have reached the spammer, and what a letter may state.
 *
 * Draws all figures of the model from their ranges, weights each draw by how well it foretells the facts, and sums up.
 * `mid` is the weighted mean, `low` and `high` the weighted 5 and 95 % quantiles. Tested on simulated cases only.
 *
 * @see docs/model.md
 */
export function weigh(facts: readonly Fact[], options: WeighOptions): Weighing {
  const {
    seed,
    draws: count = DEFAULT_DRAWS,
    sensitivity = true,
    unread = 0,
    spamIsNews = false,
    baseRate = 1,
  } = options;
  const prepared = prepare(facts, spamIsNews);
  const weighed = sample(prepared, seed, count, baseRate);
  const own = probability(weighed, (draw) => draw.own);
  const k = paretoK(weighed.weights);
  const shown = shownInterval(own);
  const likelihoodRatio = ratioSummary(
    valuesOf(weighed, (draw) => draw.ratio),
    weighed.weights,
  );
  const rows = baseRateFactors.map((factor) => ({
    factor,
    ...(factor === 1 ? own : rowOf(weighed, otherFactors.indexOf(factor))),
  }));
  const upperIfCommoner = rows.find(({ factor }) => factor === 5)?.high ?? 1;
  const trusted = k <= HEAVY_TAIL;
  // Every way but our vendors: how likely such spam is without them.
  const vendorShare = probability(weighed, (draw) => draw.ways.own_vendor).mid;
  const vendors = vendorsOfCase(prepared.facts, Probability.near(1 - vendorShare).value);
  // The gate judges by the interval as it is shown: else the outcome could be likely where the word beside it cannot say.
  const gated = gate(facts, { own: shown, likelihoodRatio, upperIfCommoner, unread, trusted });
  return {
    seed,
    draws: count,
    ess: effectiveSize(weighed.weights),
    paretoK: k,
    hypotheses: hypothesisIds.map((id) => ({ id, ...probability(weighed, (draw) => draw.ways[id]) })),
    own,
    shown,
    thisRecordLeft: probability(weighed, (draw) => draw.thisRecordLeft),
    listLeft: probability(weighed, (draw) => draw.listLeft),
    thisSpamFromUs: own,
    likelihoodRatio,
    pairwise: against.map((id) => ({
      against: id,
      ...ratioSummary(
        valuesOf(weighed, (draw) => draw.ratioAgainst[id]),
        weighed.weights,
      ),
    })),
    baseRate: rows,
    sensitivity: sensitivity ? sensitivityOf(facts, leaveOneOut(facts, seed), own.mid) : [],
    ...gated,
    vendors: vendors ?? null,
    words: trusted ? wordFor(shown) : cannotSay,
    because: reasons(facts, { ...gated, likelihoodRatio, trusted }),
  };
}
