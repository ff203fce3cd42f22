// Where evidence is counted. A case is in one of these states: one of our own ways brought the spam, by losing the whole
// list or only a part; or another way did, while our side lost the list, a part or nothing beside it. Evidence about a
// loss (canaries, complaints, logs) must not be charged again as evidence about the cause, so the two stand apart.
import type { Fact, FactKind } from '../vocabulary/fact.ts';
import { type HypothesisId, ownHypotheses } from '../vocabulary/hypothesis.ts';
import type { Circumstances } from './circumstances.ts';
import type { Theta } from './figures.ts';
import type { OwnId } from './hazards.ts';

/** Likelihoods of all evidence so far, each starting at 1. */
export type Tally = {
  /** Given that this way brought the spam. */
  readonly cause: Record<HypothesisId, number>;
  /** Given that this way of ours lost the whole list, or a part. */
  readonly list: Record<OwnId, number>;
  readonly part: Record<OwnId, number>;
  /** Given that an intrusion stands and takes what is typed in, and so nothing that was planted before. */
  stream: number;
  /** Given that our side lost nothing. */
  none: number;
  /** Given that the list was lost and that this very spam came of it, beside `list`. */
  spamFromList: number;
  /** Whatever the state: ln of the evidence about the figures themselves. A logarithm, because it may be very small. */
  logAny: number;
};

/** One number for each way. */
export type Ways = Readonly<Record<HypothesisId, number>>;

/** Written out, because this runs some hundred thousand times a case and a loop over names is several times slower. */
export function waysOf(other: (id: HypothesisId) => number, own: (id: OwnId) => number): Record<HypothesisId, number> {
  return {
    guessed: other('guessed'),
    device: other('device'),
    other_site: other('other_site'),
    public_exposure: other('public_exposure'),
    own_intrusion: own('own_intrusion'),
    own_insider: own('own_insider'),
    own_mistake: own('own_mistake'),
    own_vendor: own('own_vendor'),
    provider: other('provider'),
    unknown: other('unknown'),
  };
}

const one = () => 1;

/** Before any evidence: everything is as likely under every way. */
export function emptyTally(): Tally {
  return {
    cause: waysOf(one, one),
    list: { own_intrusion: 1, own_insider: 1, own_mistake: 1, own_vendor: 1 },
    part: { own_intrusion: 1, own_insider: 1, own_mistake: 1, own_vendor: 1 },
    stream: 1,
    none: 1,
    spamFromList: 1,
    logAny: 0,
  };
}

/** One piece of evidence made of one or more facts: multiplies its likelihoods into the tally. */
export type Evidence = (theta: Theta, tally: Tally) => void;

/**
 * How a piece of evidence is made. It sees facts of no other kinds than it says it reads, so that whoever leaves a fact out
 * knows what stays as it was.
 */
export type EvidenceMaker = {
  readonly reads: readonly FactKind[];
  readonly make: (facts: readonly Fact[], of: Circumstances) => Evidence | undefined;
};

/** The same likelihood for every loss of ours, another for none. */
export function multiplyLosses(
  tally: Tally,
  factors: { list: number; part: number; none: number; stream: number },
): void {
  for (const id of ownHypotheses) {
    tally.list[id] *= factors.list;
    tally.part[id] *= factors.part;
  }
  tally.stream *= factors.stream;
  tally.none *= factors.none;
}
