// The prior: competing hazards times exposure. How much each way brings spam to such an address at such a time after the
// submission, and how likely our side lost something at all.
import type { HypothesisId, ownHypotheses } from '../vocabulary/hypothesis.ts';
import type { Circumstances } from './circumstances.ts';
import { normalShare } from './distribution.ts';
import type { Theta } from './figures.ts';

/** The four ways that are ours to answer for. */
export type OwnId = (typeof ownHypotheses)[number];

/** Per year, this address; `unknown` included. */
export type Hazards = Readonly<Record<HypothesisId, number>>;

/** Whether our side lost something, whether or not this spam came of it: chance per way that it happened at all. */
export type OwnLosses = Readonly<Record<OwnId, number>>;

const DAYS_A_YEAR = 365.25;
/** Where the delay is unknown, or for the prior of the likelihood ratio. */
const USUAL_DELAY_DAYS = 60;
/** A loss this long before the first spam may still be used. Assumption. */
const USED_WITHIN_YEARS = 0.5;

/** No delay is impossible. */
const SOME = 1e-9;

/** Density of the log-normal lag, per year. */
function lagDensity(days: number, { lagMedian, lagSpread }: Theta): number {
  const z = Math.log(days / lagMedian) / lagSpread;
  return (Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * lagSpread * days)) * DAYS_A_YEAR;
}

/**
 * How strongly spam at this delay speaks of our side, against a loss spread evenly over the time before. A loss after the
 * submission must have had time to be used; one that stood when the address was typed in brings spam soon after.
 */
export function timing(days: number, theta: Theta): { readonly factor: number; readonly standing: number } {
  const once = (1 - theta.standingShare) * normalShare(Math.log(days / theta.lagMedian) / theta.lagSpread);
  const standing = theta.standingShare * theta.standingYears * lagDensity(days, theta) + SOME;
  return { factor: once + standing, standing: standing / (once + standing) };
}

/** Share of guessers that come as far as this address. Half a power of ten blurs their budgets. */
export function guessReach(of: Circumstances, theta: Theta): number {
  if (!of.guess) return of.rare?.form === 'unique' ? 0.001 : theta.genericReach;
  const log10Guesses = of.guess.mid + theta.shapeRank * of.guess.deviation;
  return 1 / (1 + Math.exp(-(theta.guessBudget - log10Guesses) / 0.5));
}

/** How much hazard elsewhere is left for an address that was used little or nowhere else. */
function elsewhere(of: Circumstances, theta: Theta): { sites: number; open: number; device: number; guessed: number } {
  if (of.rare?.form === 'unique') {
    return { sites: theta.uniqueForgotten, open: theta.rareInPublic, device: theta.rareInPublic, guessed: 1 };
  }
  if (of.rare) {
    const guessed = of.rare.tagGuessable ? theta.tagGuessed : theta.tagGuessed * 0.05;
    return { sites: theta.taggedElsewhere, open: theta.rareInPublic, device: theta.rareInPublic, guessed };
  }
  if (!of.firstUse) return { sites: 1, open: 1, device: 1, guessed: 1 };
  // A mailbox that was silent for a year before makes the claim more likely to be whole.
  const silent = (of.firstUse.mailboxAgeDays ?? 0) > DAYS_A_YEAR ? 0.7 : 1;
  const incomplete = theta.claimIncomplete * silent;
  const left = (whole: number) => incomplete + (1 - incomplete) * whole;
  return { sites: left(0), open: left(0.1), device: left(0.35), guessed: 1 };
}

/** Losses per year on our side, each way, before time and use. */
function ownRates(of: Circumstances, theta: Theta): Record<OwnId, number> {
  const rate = theta.siteLossRate * theta.unseenFactor;
  const copies = 1 + theta.copyFactor * of.copies;
  // The share is for an organisation with two vendors; none known still leaves one forgotten in ten.
  const vendors = of.vendors === undefined ? 1 : Math.max(0.1, of.vendors / 2);
  return {
    own_intrusion: rate * theta.intrusionShare,
    own_insider: rate * theta.insiderShare * copies,
    own_mistake: rate * (1 - theta.intrusionShare) * copies,
    own_vendor: ((rate * theta.vendorShare) / (1 - theta.vendorShare)) * vendors,
  };
}

/** What is known to have been shown to others: hazard a year. */
function exposure(of: Circumstances, theta: Theta): number {
  const page =
    of.shownOnPage === undefined ? 0 : theta.harvestRate * (of.shownOnPage === 'plain' ? 1 : theta.hiddenHarvest);
  const mail = Math.min(0.5, of.seenByRecipients * theta.recipientAbuse) * (of.seenForSure ? 1 : 0.5);
  return page + mail;
}

/** Of files that lay open, those that hold this record, as of messages whose recipients are not known. Assumption. */
const IN_OPEN_FILE = 0.5;

/** A file that lay open and was fetched: what stands in it was shown as on a page. It may well be the whole list. */
const openFile = (of: Circumstances, theta: Theta): number => (of.openFile ? theta.harvestRate * IN_OPEN_FILE : 0);

/** `exposed`: share of the mistake hazard that comes of what is known to have been shown, which never is the whole list. */
export type OfCase = {
  readonly rates: Hazards;
  readonly losses: OwnLosses;
  readonly exposed: number;
  /** Of intrusions that bring spam at this delay, how many stand at the form instead of having copied the list. */
  readonly standing: number;
};

/**
 * Rates of spam at this address by each way, per year, at the delay of the case, or the usual one where that is not known.
 *
 * @param baseRate factor on the rates of our own four ways; 1 is the model as it is
 */
export function hazards(of: Circumstances, theta: Theta, baseRate: number): OfCase {
  const own = ownRates(of, theta);
  const shown = exposure(of, theta);
  const rest = elsewhere(of, theta);
  // A lost address brings spam only when the list is mailed, ours as anybody's.
  const inTime = timing(of.delayDays ?? USUAL_DELAY_DAYS, theta);
  const used = inTime.factor * theta.mailedShare;
  const held = of.inRegister === false ? theta.registerDoubt : 1;
  const scale = baseRate * held;
  const known = of.inKnownLeak ? theta.knownLeakRate : 0;
  const siteRate = theta.siteLossRate * theta.unseenFactor;
  const guessed = theta.guessRate * guessReach(of, theta);
  const device = theta.contactInfection * theta.contacts;
  const otherSites = siteRate * theta.otherSites * theta.mailedShare;
  // What nobody has named is a share of what brings spam to an ordinary address; how much of it reaches one used here
  // alone, nobody knows either.
  const ordinary = guessed + device + otherSites + theta.publicRate;
  const unnamed = (theta.unknownShare / (1 - theta.unknownShare)) * ordinary * (of.rare ? theta.unknownRare : 1);
  // A mistake touches this record only by chance; the other rates are those of losing the list.
  const reach = 1 - theta.partialMistake * (1 - theta.mistakeReach);
  const mistake = own.own_mistake * used * reach * scale + (shown + openFile(of, theta)) * baseRate;
  const rates = {
    guessed: guessed * rest.guessed,
    device: device * rest.device,
    other_site: otherSites * rest.sites,
    public_exposure: theta.publicRate * rest.open,
    own_intrusion: (own.own_intrusion * used + known * 0.6) * scale,
    own_insider: (own.own_insider * used + known * 0.1) * scale,
    own_mistake: mistake,
    own_vendor: (own.own_vendor * used + known * 0.3) * scale,
    provider: theta.providerRate,
    unknown: unnamed,
  };
  const window = ((of.delayDays ?? USUAL_DELAY_DAYS) / DAYS_A_YEAR + USED_WITHIN_YEARS) * scale;
  const chance = (rate: number) => 1 - Math.exp(-rate * window);
  const losses = {
    own_intrusion: of.inKnownLeak ? 0.6 : chance(own.own_intrusion),
    own_insider: chance(own.own_insider),
    own_mistake: chance(own.own_mistake),
    own_vendor: of.inKnownLeak ? 0.3 : chance(own.own_vendor),
  };
  const exposed = shown > 0 ? (shown * baseRate) / mistake : 0;
  return { rates, losses, exposed, standing: inTime.standing };
}
