// One draw of the figures: prior times evidence over all states, and what follows for each question.
import { type HypothesisId, hypothesisIds, ownHypotheses } from '../vocabulary/hypothesis.ts';
import { type Circumstances, nothingKnown } from './circumstances.ts';
import type { Theta } from './figures.ts';
import { hazards, type OwnId } from './hazards.ts';
import { type Evidence, emptyTally, type Tally, type Ways, waysOf } from './tally.ts';

/** What one draw says of our side alone. `evidence`: how well it foretold the facts, given that spam came; a likelihood. */
export type OwnShare = { readonly own: number; readonly evidence: number };

/** What one draw says. All shares of 1, except `evidence` and the ratios. */
export type OneDraw = OwnShare & {
  readonly ways: Ways;
  readonly thisRecordLeft: number;
  readonly listLeft: number;
  /** Odds of our side after the evidence, divided by its odds with nothing known: against all others, and against each. */
  readonly ratio: number;
  readonly ratioAgainst: Ways;
  /** The same with our rates multiplied, in the order asked for. */
  readonly rows: readonly OwnShare[];
};

/** Share of losses that hold a part only, and the chance that this record is in such a part. */
const parts: Readonly<Record<OwnId, (theta: Theta) => { readonly share: number; readonly member: number }>> = {
  own_intrusion: (theta) => ({ share: theta.partialIntrusion, member: theta.memberOfPart }),
  own_insider: (theta) => ({ share: theta.partialInsider, member: theta.memberOfPart }),
  own_mistake: (theta) => ({ share: theta.partialMistake, member: theta.mistakeReach }),
  own_vendor: (theta) => ({ share: theta.partialVendor, member: theta.memberOfPart }),
};

/** What our side lost beside another cause, against having lost nothing: masses relative to the cause alone. */
function besides(of: Circumstances, theta: Theta, tally: Tally, losses: Readonly<Record<OwnId, number>>) {
  const shown = of.shownOnPage !== undefined || of.seenForSure;
  let nothing = 1;
  let list = 0;
  let record = 0;
  let other = 0;
  for (const id of ownHypotheses) {
    const { share, member } = parts[id](theta);
    const inPart = id === 'own_mistake' && shown ? 1 : member;
    const loss = losses[id];
    const standing = id === 'own_intrusion' ? theta.standingShare : 0;
    nothing *= 1 - loss;
    list += loss * (1 - share) * (1 - standing) * tally.list[id];
    const part = loss * share * (1 - standing) * tally.part[id];
    // A standing interception held this record only if it stood when the address was typed in.
    const stream = loss * standing * tally.stream;
    record += part * inPart + stream * theta.memberOfPart;
    other += part * (1 - inPart) + stream * (1 - theta.memberOfPart);
  }
  const total = nothing * tally.none + list + record + other;
  return { total, list: list / total, record: (list + record) / total };
}

type Masses = {
  /** Prior times likelihood of each way, unscaled, and their sums. */
  readonly mass: Ways;
  readonly total: number;
  readonly own: number;
  readonly ownFromList: number;
  readonly prior: number;
  readonly besideRecord: number;
  readonly besideList: number;
};

function massesOf(theta: Theta, of: Circumstances, tally: Tally, baseRate: number): Masses {
  const { rates, losses, exposed, standing } = hazards(of, theta, baseRate);
  const beside = besides(of, theta, tally, losses);
  let ownFromList = 0;
  const ownMass = (id: OwnId) => {
    const { share, member } = parts[id](theta);
    // Of the losses that this record is in, those of a part are the fewer, the smaller the part.
    const inPart = (share * member) / (1 - share + share * member);
    const stream = id === 'own_intrusion' ? standing : 0;
    const whole = (1 - inPart) * (1 - (id === 'own_mistake' ? exposed : 0)) * (1 - stream);
    const base = rates[id] * tally.cause[id];
    const list = base * whole * tally.list[id] * tally.spamFromList;
    ownFromList += list;
    return list + base * (stream * tally.stream * tally.spamFromList + (1 - whole - stream) * tally.part[id]);
  };
  const otherMass = (id: HypothesisId) => rates[id] * tally.cause[id] * beside.total;
  const mass = waysOf(otherMass, ownMass);
  let [total, prior] = [0, 0];
  for (const id of hypothesisIds) {
    total += mass[id];
    prior += rates[id];
  }
  const own = mass.own_intrusion + mass.own_insider + mass.own_mistake + mass.own_vendor;
  return { mass, total, own, ownFromList, prior, besideRecord: beside.record, besideList: beside.list };
}

/**
 * The unknown keeps its reserve: whatever the evidence, the other ways share what is left.
 * @returns the share of the unknown, and the factor on all other shares
 */
function withReserve(unknown: number, reserve: number): { kept: number; left: number } {
  const kept = Math.max(unknown, reserve);
  return { kept, left: unknown < 1 ? (1 - kept) / (1 - unknown) : 0 };
}

function ownShareOf({ mass, total, own, prior }: Masses, theta: Theta, any: number): OwnShare {
  const { left } = withReserve(mass.unknown / total, theta.unknownReserve);
  return { own: (own / total) * left, evidence: (total / prior) * any };
}

/** Our side alone, for the rows of the sensitivity: a third of the work. */
export function weighOwn(theta: Theta, of: Circumstances, evidence: readonly Evidence[]): OwnShare {
  const tally = emptyTally();
  for (const weigh of evidence) weigh(theta, tally);
  return ownShareOf(massesOf(theta, of, tally, 1), theta, tally.any);
}

/** @param factors on every rate of our side: for the rows that show what a wrong base rate would do */
export function weighDraw(
  theta: Theta,
  of: Circumstances,
  evidence: readonly Evidence[],
  baseRate: number,
  factors: readonly number[],
): OneDraw {
  const tally = emptyTally();
  for (const weigh of evidence) weigh(theta, tally);
  const masses = massesOf(theta, of, tally, baseRate);
  const { mass, total, own } = masses;
  const { kept, left } = withReserve(mass.unknown / total, theta.unknownReserve);
  const before = usualOdds(theta);
  const share = (id: HypothesisId) => (id === 'unknown' ? kept : (mass[id] / total) * left);
  const against = (id: HypothesisId) => (own / Math.max(1e-300, mass[id])) * (before.ways[id] / before.own);
  const ownShare = (own / total) * left;
  return {
    own: ownShare,
    evidence: (total / masses.prior) * tally.any,
    ways: waysOf(share, share),
    thisRecordLeft: ownShare + (1 - ownShare) * masses.besideRecord,
    listLeft: (masses.ownFromList / total) * left + (1 - ownShare) * masses.besideList,
    ratio: (own / (total - own)) * ((1 - before.own) / before.own),
    ratioAgainst: waysOf(against, against),
    rows: factors.map((factor) => ownShareOf(massesOf(theta, of, tally, baseRate * factor), theta, tally.any)),
  };
}

/** Shares of each way for a case of which nothing is known. The denominator of every likelihood ratio. */
function usualOdds(theta: Theta): { readonly own: number; readonly ways: Ways } {
  const known = usual.get(theta);
  if (known) return known;
  const { rates } = hazards(nothingKnown, theta, 1);
  const sum = hypothesisIds.reduce((total, id) => total + rates[id], 0);
  const share = (id: HypothesisId) => rates[id] / sum;
  const ways = waysOf(share, share);
  const odds = { own: ownHypotheses.reduce((total, id) => total + ways[id], 0), ways };
  usual.set(theta, odds);
  return odds;
}
const usual = new WeakMap<Theta, { readonly own: number; readonly ways: Ways }>();
