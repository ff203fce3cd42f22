// Whether our list is out: canaries, complaints by others, lists in circulation, what vendors and third parties say.
// Evidence about a loss, which says nothing on what touched one record only.
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import { LEAST_HISTORY } from './bounded.ts';
import { gammaQuantile, logBetaBinomial, logNegativeBinomial } from './distribution.ts';
import { figures, type Theta } from './figures.ts';
import { standingConfirmations } from './points-to-us.ts';
import { type Evidence, type EvidenceMaker, multiplyLosses } from './tally.ts';

/** Chance that none of so many canaries is reached by a mailed list: those of one group share their fate. */
function allSilent(planted: number, groups: number): number {
  const inGroups = Math.max(1, Math.min(groups, planted));
  return Math.exp(inGroups * logBetaBinomial(0, planted / inGroups, figures.canaryA.a, figures.canaryB.a));
}

function registerCanaries(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'register-canaries').filter(({ planted }) => planted > 0);
  if (rows.length === 0) return undefined;
  const hit = rows.some(({ hits, twinsHit }) => hits > twinsHit);
  const campaigns = rows.reduce((most, row) => Math.max(most, row.hits > row.twinsHit ? (row.campaigns ?? 1) : 0), 0);
  // Hits that a twin shares were guessed: they say nothing, and silence can no longer be claimed either.
  const silent = rows.filter(({ hits }) => hits === 0);
  if (hit) {
    const reached = rows.reduce((none, row) => none * allSilent(row.planted, row.groups ?? 1), 1);
    return (theta, tally) => {
      const byMistake = theta.canaryDoubt * (campaigns > 1 ? Math.max(0.01, theta.canaryDoubt) : 1);
      multiplyLosses(tally, {
        list: Math.max(byMistake, (1 - theta.canaryBlind) * (1 - reached)),
        part: theta.canaryInPart,
        none: byMistake,
        stream: Math.max(byMistake, 0.1 * theta.canaryInPart),
      });
    };
  }
  if (silent.length === 0) return undefined;
  const list = silent.reduce((all, row) => all * allSilent(row.planted, row.groups ?? 1), 1);
  return (theta, tally) => {
    multiplyLosses(tally, { list: theta.canaryBlind + (1 - theta.canaryBlind) * list, part: 1, none: 1, stream: 1 });
  };
}

/** Of all vendors, one lost the list: each vendor's canaries are weighed as if it were that one. */
function vendorCanaries(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'vendor-canaries').filter(({ planted }) => planted > 0);
  if (rows.length === 0) return undefined;
  const listed = factsOf(facts, 'list-copies').reduce((most, { vendors }) => Math.max(most, vendors), 0);
  const vendors = Math.max(listed, new Set(rows.map(({ vendor }) => vendor)).size);
  return (theta, tally) => {
    // Against what such canaries do when nobody lost anything.
    const ifLost = rows.map((row) => {
      const silent = theta.canaryBlind + (1 - theta.canaryBlind) * allSilent(row.planted, 1);
      return row.hits > 0 ? (1 - silent) / theta.canaryDoubt : silent;
    });
    const vendorsWithout = Math.max(0, vendors - rows.length);
    const ratio = (ifLost.reduce((sum, one) => sum + one, 0) + vendorsWithout) / (rows.length + vendorsWithout);
    tally.list.own_vendor *= ratio;
    tally.part.own_vendor *= 1 - theta.canaryInPart + theta.canaryInPart * ratio;
  };
}

const DAYS_A_YEAR = 365.25;
/** Complaints counted over less than this would make every small number remarkable. */
const LEAST_WINDOW_DAYS = 14;

/**
 * Complaints by others, of so many exposed. Only where complaints were recorded at all; without a history of our own the
 * ordinary level is a guess over a factor of thirty, and the count weighs little.
 */
function similarComplaints(facts: readonly Fact[]): Evidence | undefined {
  const [fact] = factsOf(facts, 'similar-complaints').filter(({ recordedSince }) => recordedSince !== undefined);
  if (!fact || fact.people < 1) return undefined;
  const { count, people, sameSender = undefined, uniqueAddresses = undefined } = fact;
  const delay = factsOf(facts, 'time-at-risk')[0]?.delayDays ?? 60;
  const windowYears = Math.max(LEAST_WINDOW_DAYS, fact.windowDays ?? delay) / DAYS_A_YEAR;
  const history = fact.historyPersonYears ?? 0;
  const ownRate = history >= LEAST_HISTORY ? gammaQuantile((fact.historyComplaints ?? 0) + 0.5, history) : undefined;
  return (theta, tally) => {
    const ofLeak = people * theta.mailedShare * theta.complainRate * theta.reportedYet;
    const usual = ownRate
      ? people * windowYears * ownRate(theta.backgroundRank)
      : theta.backgroundShare * people * theta.complainRate;
    const chance = (share: number) => {
      const more = ofLeak * share;
      // Between the background's own unevenness and that of complaints about one leak, by what each brings.
      const shape = (more + usual) / (more / theta.complainSpread + usual / theta.backgroundShape);
      return logNegativeBinomial(count, usual + more, shape);
    };
    const logs = [0, 1, theta.memberOfPart, theta.mistakeReach, Math.min(1, theta.standingYears)].map(chance);
    const top = Math.max(...logs);
    tally.logAny += top;
    const [none = 0, list = 0, part = 0, few = 0, stream = 0] = logs.map((log) => Math.exp(log - top));
    const doubt = theta.countDoubt;
    multiplyLosses(tally, { list: list + doubt, part: part + doubt, none: none + doubt, stream: stream + doubt });
    tally.part.own_mistake *= (few + doubt) / (part + doubt);
    const leakPart = ofLeak / (ofLeak + usual);
    if (sameSender !== undefined && count > 0) {
      const alike = leakPart * theta.sameSenderLeak + (1 - leakPart) * theta.sameSenderElse;
      tally.spamFromList *= alikeRatio(Math.min(sameSender, count), count, alike, theta.sameSenderElse);
      // A run of guesses at one provider hits several of our customers with one campaign.
      tally.cause.guessed *= alikeRatio(
        Math.min(sameSender, count),
        count,
        theta.sameSenderGuess,
        theta.sameSenderElse,
      );
    }
    if (uniqueAddresses !== undefined && count > 0) {
      const unique = leakPart * theta.uniqueLeak + (1 - leakPart) * theta.uniqueElse;
      const ratio = alikeRatio(Math.min(uniqueAddresses, count), count, unique, theta.uniqueElse);
      multiplyLosses(tally, { list: ratio, part: 1, none: 1, stream: ratio });
    }
  };
}

/** Trials that share a cause are no trials of their own: a beta-binomial with this many trials' worth of certainty. */
const ALIKE_CERTAINTY = 4;

function alikeRatio(hits: number, of: number, share: number, otherwise: number): number {
  const log = (p: number) => logBetaBinomial(hits, of, p * ALIKE_CERTAINTY, (1 - p) * ALIKE_CERTAINTY);
  const ratio = Math.exp(Math.min(50, Math.max(-50, log(share) - log(otherwise))));
  return (ratio + 0.01) / (1 + 0.01 * ratio);
}

function secondAddress(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'second-address-hit');
  if (rows.length === 0) return undefined;
  const unique = rows.some((row) => row.unique);
  return (theta, tally) => {
    const otherwise = unique ? theta.secondHitOtherwise : theta.secondHit * 0.3;
    multiplyLosses(tally, {
      list: theta.secondHit,
      stream: theta.secondHit,
      part: theta.secondHit * 0.3,
      none: Math.min(theta.secondHit, otherwise),
    });
  };
}

function listMatch(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'list-match').filter(({ registerOnly }) => registerOnly > 0);
  if (rows.length === 0) return undefined;
  const chance = Math.min(...rows.map((row) => row.chance));
  return (theta, tally) => {
    const byAccident = theta.listFound * Math.min(1, chance + theta.listDoubt);
    multiplyLosses(tally, {
      list: theta.listFound,
      part: theta.listFound * 0.5,
      none: byAccident,
      stream: theta.listFound * 0.5,
    });
  };
}

type Scope = FactOf<'vendor-answer'>['coversThisRecord'];

/** Of several notices the one that says most of this record. */
const widest = (scopes: readonly Scope[]): Scope =>
  scopes.includes('yes') ? 'yes' : scopes.includes('unknown') ? 'unknown' : 'no';

/**
 * Chance of a notice of such a scope when the list with this record was lost there, and when it was not. One that does not
 * say whose records it concerns may be about others, which is as likely either way; one that leaves this record out is about
 * others unless its writer is wrong.
 */
function noticeChances(theta: Theta, scope: Scope): { readonly lost: number; readonly otherwise: number } {
  const { announceWhenLost: lost, announceWhenNot: otherwise, announceOther: other, scopeDenied: wrong } = theta;
  if (scope === 'yes') return { lost, otherwise };
  const about = scope === 'unknown' ? 1 : wrong;
  return { lost: about * lost + other, otherwise: about * otherwise + other };
}

/** A vendor's word that nothing happened weighs nothing; its admission does, and so does a check that we made ourselves. */
function vendorAnswers(facts: readonly Fact[]): Evidence | undefined {
  const rows = factsOf(facts, 'vendor-answer');
  const announced = rows.filter(({ answer }) => answer === 'announced');
  const scope = widest(announced.map(({ coversThisRecord }) => coversThisRecord));
  const checked = rows.filter(
    ({ answer, coversThisRecord }) => answer === 'checked' && coversThisRecord === 'yes',
  ).length;
  if (announced.length === 0 && checked === 0) return undefined;
  const listed = factsOf(facts, 'list-copies').reduce((most, { vendors }) => Math.max(most, vendors), 0);
  const vendors = Math.max(1, listed, new Set(rows.map(({ vendor }) => vendor)).size);
  return (theta, tally) => {
    if (announced.length > 0) {
      const { lost, otherwise } = noticeChances(theta, scope);
      multiplyLosses(tally, { list: otherwise, part: otherwise, none: otherwise, stream: otherwise });
      tally.list.own_vendor *= lost / otherwise;
      tally.part.own_vendor *= lost / otherwise;
      return;
    }
    const missed = 1 - (checked / vendors) * (1 - theta.vendorCheckMisses);
    tally.list.own_vendor *= missed;
    tally.part.own_vendor *= missed;
  };
}

/** A confirmation that was taken back counts as none. */
function thirdParty(facts: readonly Fact[]): Evidence | undefined {
  const standing = standingConfirmations(facts);
  if (standing.length === 0) return undefined;
  const scope = widest(standing.map(({ coversThisRecord }) => coversThisRecord));
  return (theta, tally) => {
    const { lost, otherwise } = noticeChances(theta, scope);
    multiplyLosses(tally, { list: lost, part: lost, none: otherwise, stream: lost });
  };
}

export const listEvidence: readonly EvidenceMaker[] = [
  { reads: ['register-canaries'], make: registerCanaries },
  { reads: ['vendor-canaries', 'list-copies'], make: vendorCanaries },
  { reads: ['similar-complaints', 'time-at-risk'], make: similarComplaints },
  { reads: ['second-address-hit'], make: secondAddress },
  { reads: ['list-match'], make: listMatch },
  { reads: ['vendor-answer', 'list-copies'], make: vendorAnswers },
  { reads: ['third-party-confirmation'], make: thirdParty },
];
