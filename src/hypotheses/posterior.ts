// One draw of the figures: prior times evidence over all states, and what follows for each question.
import { type HypothesisId, hypothesisIds, ownHypotheses } from '../vocabulary/hypothesis.ts';
import { type Circumstances, nothingKnown } from './circumstances.ts';
import type { Theta } from './figures.ts';
import { hazards, type OfCase, type OwnId } from './hazards.ts';
import { type Evidence, emptyTally, type Tally, type Ways, waysOf } from './tally.ts';

/** What one draw says of our side alone. `logEvidence`: ln of how well it foretold the facts, given that spam came. */
export type OwnShare = {
  readonly own: number;
  readonly logEvidence: number;
  /** How often this draw brings spam at all, per year: for weighing that in as well. */
  readonly hazard: number;
};

/** What one draw says. All shares of 1, except `logEvidence` and the ratios. */
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

type Beside = {
  /** Mass of having lost the whole list by some way, and the chance of not having. */
  readonly list: number;
  readonly noList: number;
  /** Mass of a part or a standing interception with this record in it, of one without it, and of nothing at all. */
  readonly record: number;
  readonly other: number;
  readonly none: number;
};

/** What our side lost beside the cause in question, prior times evidence, relative to the cause alone. */
function besides(of: Circumstances, theta: Theta, tally: Tally, losses: Readonly<Record<OwnId, number>>): Beside {
  let [list, noList, record, other, parted] = [0, 1, 0, 0, 0];
  for (const id of ownHypotheses) {
    const { share, member } = parts[id](theta);
    const loss = losses[id];
    const standing = id === 'own_intrusion' ? theta.standingShare : 0;
    const whole = loss * (1 - share) * (1 - standing);
    list += whole * tally.list[id];
    noList *= 1 - whole;
    const part = loss * share * (1 - standing);
    // A standing interception held this record only if it stood when the address was typed in.
    const stream = loss * standing;
    record += part * member * tally.part[id] + stream * theta.memberOfPart * tally.stream;
    other += part * (1 - member) * tally.part[id] + stream * (1 - theta.memberOfPart) * tally.stream;
    parted += part + stream;
  }
  const left = Math.max(0, 1 - parted);
  // Known to have been shown: this record was exposed for all but a doubt, whatever else was lost.
  if (of.shownOnPage !== undefined || of.seenForSure) {
    return {
      list,
      noList,
      record: record + left * SHOWN * tally.part.own_mistake,
      other,
      none: left * (1 - SHOWN) * tally.none,
    };
  }
  return { list, noList, record, other, none: left * tally.none };
}

/** How sure it is that a record found on a page of ours, or among visible recipients, was seen there. Assumption. */
const SHOWN = 0.98;

type Masses = {
  /** Prior times likelihood of each way, unscaled, and their sums. */
  readonly mass: Ways;
  readonly total: number;
  readonly own: number;
  readonly ownWithList: number;
  readonly prior: number;
  readonly besideRecord: number;
  readonly besideList: number;
};

function massesOf(theta: Theta, of: Circumstances, tally: Tally, prior: OfCase): Masses {
  const { rates, losses, exposed, standing } = prior;
  const beside = besides(of, theta, tally, losses);
  const besideTotal = beside.list + beside.noList * (beside.record + beside.other + beside.none);
  let ownWithList = 0;
  const ownMass = (id: OwnId) => {
    const { share, member } = parts[id](theta);
    // Of the losses that this record is in, those of a part are the fewer, the smaller the part.
    const inPart = (share * member) / (1 - share + share * member);
    const stream = id === 'own_intrusion' ? standing : 0;
    const whole = (1 - inPart) * (1 - (id === 'own_mistake' ? exposed : 0)) * (1 - stream);
    const part = 1 - whole - stream;
    const base = rates[id] * tally.cause[id];
    const list = whole * tally.list[id] * tally.spamFromList;
    // Where a part brought the spam, the list may have been lost as well, by this way or another.
    const partOnly = beside.noList * (stream * tally.stream * tally.spamFromList + part * tally.part[id]);
    const both = beside.list * (stream + part);
    ownWithList += base * (list + both);
    return base * (list + partOnly + both);
  };
  const otherMass = (id: HypothesisId) => rates[id] * tally.cause[id] * besideTotal;
  const mass = waysOf(otherMass, ownMass);
  let [total, rate] = [0, 0];
  for (const id of hypothesisIds) {
    total += mass[id];
    rate += rates[id];
  }
  const own = mass.own_intrusion + mass.own_insider + mass.own_mistake + mass.own_vendor;
  // Shown on a page: exposed whether or not the list was lost too. Otherwise either of the two took the record.
  const besideRecord = (beside.list + beside.noList * beside.record) / besideTotal;
  return { mass, total, own, ownWithList, prior: rate, besideRecord, besideList: beside.list / besideTotal };
}

/**
 * The unknown keeps its reserve: whatever the evidence, the other ways share what is left.
 * @returns the share of the unknown, and the factor on all other shares
 */
function withReserve(unknown: number, reserve: number): { kept: number; left: number } {
  const kept = Math.max(unknown, reserve);
  return { kept, left: unknown < 1 ? (1 - kept) / (1 - unknown) : 0 };
}

function ownShareOf({ mass, total, own, prior }: Masses, theta: Theta, logAny: number): OwnShare {
  const { left } = withReserve(mass.unknown / total, theta.unknownReserve);
  return { own: (own / total) * left, logEvidence: Math.log(total / prior) + logAny, hazard: prior };
}

/**
 * Our side alone, for the rows of the sensitivity: a third of the work.
 *
 * @param prior what `hazards` gives for the same circumstances and figures
 */
export function weighOwn(theta: Theta, of: Circumstances, evidence: readonly Evidence[], prior: OfCase): OwnShare {
  const tally = emptyTally();
  for (const weigh of evidence) weigh(theta, tally);
  return ownShareOf(massesOf(theta, of, tally, prior), theta, tally.logAny);
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
  const masses = massesOf(theta, of, tally, hazards(of, theta, baseRate));
  const { mass, total, own } = masses;
  const { kept, left } = withReserve(mass.unknown / total, theta.unknownReserve);
  const before = usualOdds(theta);
  const share = (id: HypothesisId) => (id === 'unknown' ? kept : (mass[id] / total) * left);
  const against = (id: HypothesisId) => (own / Math.max(1e-300, mass[id])) * (before.ways[id] / before.own);
  const ownShare = (own / total) * left;
  return {
    own: ownShare,
    logEvidence: Math.log(total / masses.prior) + tally.logAny,
    hazard: masses.prior,
    ways: waysOf(share, share),
    thisRecordLeft: ownShare + (1 - ownShare) * masses.besideRecord,
    listLeft: (masses.ownWithList / total) * left + (1 - ownShare) * masses.besideList,
    ratio: (own / (total - own)) * ((1 - before.own) / before.own),
    ratioAgainst: waysOf(against, against),
    rows: factors.map((factor) =>
      ownShareOf(massesOf(theta, of, tally, hazards(of, theta, baseRate * factor)), theta, tally.logAny),
    ),
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
