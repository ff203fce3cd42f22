// One draw of the figures: prior times evidence over all states, and what follows for each question.
import { type HypothesisId, hypothesisIds, ownHypotheses } from '../vocabulary/hypothesis.ts';
import { type Circumstances, nothingKnown } from './circumstances.ts';
import type { Theta } from './figures.ts';
import { hazards, type OwnId } from './hazards.ts';
import { type Evidence, emptyTally, type Tally } from './tally.ts';

/** What one draw says. All shares of 1, except `evidence`, a likelihood, and `odds`. */
export type OneDraw = {
  readonly ways: Readonly<Record<HypothesisId, number>>;
  readonly own: number;
  readonly thisRecordLeft: number;
  readonly listLeft: number;
  /** How well this draw foretold the evidence, given that spam came. */
  readonly evidence: number;
  /** Odds of each way after the evidence, divided by its odds with nothing known: own against all others, and against one. */
  readonly ratio: number;
  readonly ratioAgainst: Readonly<Record<HypothesisId, number>>;
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
  let [nothing, list, record, other] = [1, 0, 0, 0];
  for (const id of ownHypotheses) {
    const { share, member } = parts[id](theta);
    const inPart = id === 'own_mistake' && shown ? 1 : member;
    nothing *= 1 - losses[id];
    const standing = id === 'own_intrusion' ? theta.standingShare : 0;
    list += losses[id] * (1 - share) * (1 - standing) * tally.list[id];
    // A standing interception held this record only if it stood when the address was typed in.
    record += losses[id] * standing * tally.stream * theta.memberOfPart;
    other += losses[id] * standing * tally.stream * (1 - theta.memberOfPart);
    record += losses[id] * share * (1 - standing) * tally.part[id] * inPart;
    other += losses[id] * share * (1 - standing) * tally.part[id] * (1 - inPart);
  }
  const none = nothing * tally.none;
  const total = none + list + record + other;
  return { total, list: list / total, record: (list + record) / total };
}

const ratioOf = (after: number, before: number) => after / Math.max(1e-12, before);

/** @param baseRate multiplies every rate of our side: for the rows that show what a wrong base rate would do */
export function weighDraw(
  theta: Theta,
  of: Circumstances,
  evidence: readonly Evidence[],
  baseRate: number,
  reserve = theta.unknownReserve,
): OneDraw {
  const tally = emptyTally();
  for (const weigh of evidence) weigh(theta, tally);
  const { rates, losses, exposed, standing } = hazards(of, theta, baseRate);
  const beside = besides(of, theta, tally, losses);
  const mass: Record<HypothesisId, number> = { ...rates };
  let [prior, total, own, ownFromList] = [0, 0, 0, 0];
  for (const id of hypothesisIds) {
    prior += rates[id];
    mass[id] *= tally.cause[id] * beside.total;
  }
  for (const id of ownHypotheses) {
    const { share, member } = parts[id](theta);
    // Of the losses that this record is in, those of a part are the fewer, the smaller the part.
    const inPart = (share * member) / (1 - share + share * member);
    const known = id === 'own_mistake' ? exposed : 0;
    const stream = id === 'own_intrusion' ? standing : 0;
    const whole = (1 - inPart) * (1 - known) * (1 - stream);
    const list = whole * tally.list[id] * tally.spamFromList;
    const base = rates[id] * tally.cause[id];
    const rest = stream * tally.stream * tally.spamFromList + (1 - whole - stream) * tally.part[id];
    mass[id] = base * (list + rest);
    own += mass[id];
    ownFromList += base * list;
  }
  for (const id of hypothesisIds) total += mass[id];

  const before = usualOdds(theta);
  const others = total - own;
  const ratio = ratioOf(own / others, before.own / (1 - before.own));
  const ratioAgainst = { ...rates };
  const ways = { ...rates };
  // The unknown keeps its reserve: whatever the evidence, the other ways share what is left.
  const unknown = mass.unknown / total;
  const kept = Math.max(unknown, reserve);
  const left = unknown < 1 ? (1 - kept) / (1 - unknown) : 0;
  for (const id of hypothesisIds) {
    ratioAgainst[id] = ratioOf(own / Math.max(1e-300, mass[id]), before.own / before.ways[id]);
    ways[id] = id === 'unknown' ? kept : (mass[id] / total) * left;
  }
  const ownShare = (own / total) * left;
  return {
    ways,
    own: ownShare,
    thisRecordLeft: ownShare + (1 - ownShare) * beside.record,
    listLeft: (ownFromList / total) * left + (1 - ownShare) * beside.list,
    evidence: (total / prior) * tally.any,
    ratio,
    ratioAgainst,
  };
}

/** Shares of each way for a case of which nothing is known. The denominator of every likelihood ratio. */
function usualOdds(theta: Theta): { own: number; ways: Readonly<Record<HypothesisId, number>> } {
  const known = usual.get(theta);
  if (known) return known;
  const { rates } = hazards(nothingKnown, theta, 1);
  const sum = hypothesisIds.reduce((total, id) => total + rates[id], 0);
  const ways = { ...rates };
  for (const id of hypothesisIds) ways[id] = rates[id] / sum;
  const own = ownHypotheses.reduce((total, id) => total + ways[id], 0);
  usual.set(theta, { own, ways });
  return { own, ways };
}
const usual = new WeakMap<Theta, { own: number; ways: Readonly<Record<HypothesisId, number>> }>();
