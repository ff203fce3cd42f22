// One organisation over one year: who submitted, what was lost, what happened outside, and who wrote to complain.
// Days count from the start of the year; people submitted over the year before and this one.
import type { Random } from '../src/vocabulary/random.ts';
import { beta, between, gammaOfMeanOne, logBetween, pick, poisson } from './chance.ts';
import { world } from './parameters.ts';

export const YEAR_DAYS = 365;

/** What is true, and never told to the model. */
export type Cause =
  | 'guessed'
  | 'device'
  | 'other_site'
  | 'public_exposure'
  | 'provider'
  | 'unknown'
  | 'own_intrusion'
  | 'own_insider'
  | 'own_mistake'
  | 'own_vendor';

export const kinds = ['ordinary', 'fresh', 'tagged', 'unique'] as const;
export type Kind = (typeof kinds)[number];

/** Something lost on our side. `share`: part of the list, 1 for all of it. Standing: takes submissions from `at` to `until`. */
export type Loss = {
  readonly cause: 'own_intrusion' | 'own_insider' | 'own_mistake' | 'own_vendor';
  readonly at: number;
  readonly until: number;
  readonly standing: boolean;
  readonly share: number;
  readonly mailed: number;
  readonly vendor: number;
  readonly campaign: number;
};

export type Run = {
  readonly at: number;
  readonly provider: number;
  readonly budget: number;
  readonly campaign: number;
};

export type Complaint = {
  readonly cause: Cause;
  readonly kind: Kind;
  readonly campaign: number;
  readonly provider: number;
  readonly log10Guesses: number;
  readonly submittedAt: number;
  readonly spamAt: number;
  readonly writtenAt: number;
  readonly named: boolean;
  readonly nameInAddress: boolean;
  readonly formValues: boolean;
};

export type Organisation = {
  readonly peopleAYear: number;
  readonly vendors: number;
  readonly exports: number;
  readonly temper: number;
  readonly losses: readonly Loss[];
  readonly runs: readonly Run[];
  readonly complaints: readonly Complaint[];
};

const kindShares = [
  1 - world.person.fresh - world.person.tagged - world.person.unique,
  world.person.fresh,
  world.person.tagged,
  world.person.unique,
];
const complains: Readonly<Record<Kind, number>> = world.complaint;

const meanSites =
  10 ** world.person.otherSites.log10Mean * Math.exp((world.person.otherSites.log10Spread * Math.LN10) ** 2 / 2);
const meanContacts =
  10 ** world.person.contacts.log10Mean * Math.exp((world.person.contacts.log10Spread * Math.LN10) ** 2 / 2);

/** Hazards outside us, per year and kind of address, but for guessing, which comes in runs. */
function outsideRates(kind: Kind): readonly { cause: Cause; rate: number }[] {
  const { outside, person } = world;
  const rare = kind === 'ordinary' ? 1 : outside.rareAddress;
  const sites = {
    ordinary: meanSites,
    fresh: person.freshOtherSites,
    tagged: person.taggedOtherSites,
    unique: person.uniqueForgotten,
  };
  return [
    { cause: 'other_site', rate: outside.siteLeaksPerYear * sites[kind] },
    { cause: 'device', rate: outside.devicesPerYear * meanContacts * rare },
    { cause: 'public_exposure', rate: outside.publicPerYear * rare },
    { cause: 'provider', rate: outside.providerPerYear },
    { cause: 'unknown', rate: outside.unnamedPerYear },
  ];
}

const outside = kinds.flatMap((kind, index) =>
  outsideRates(kind).map(({ cause, rate }) => ({
    cause,
    kind,
    rate,
    weight: rate * (kindShares[index] ?? 0) * complains[kind],
  })),
);
const outsideWeights = outside.map(({ weight }) => weight);
const outsideTotal = outsideWeights.reduce((sum, weight) => sum + weight, 0);
const kindWeights = kinds.map((kind, index) => (kindShares[index] ?? 0) * complains[kind]);
const kindTotal = kindWeights.reduce((sum, weight) => sum + weight, 0);

function kindOfComplainer(random: Random): Kind {
  return kinds[pick(random, kindWeights)] ?? 'ordinary';
}

function guessNumber(random: Random, kind: Kind): number {
  if (kind === 'unique') return 13 + random.normal();
  const row =
    world.person.guess[
      pick(
        random,
        world.person.guess.map(({ share }) => share),
      )
    ] ?? world.person.guess[0];
  return Math.max(0.5, row.mean + row.spread * random.normal());
}

const lag = (random: Random) => world.leak.lagMedianDays * Math.exp(world.leak.lagSpread * random.normal());

function namedBy(cause: Cause): number {
  const { named } = world.spam;
  if (cause === 'guessed' || cause === 'device' || cause === 'provider') return named[cause];
  if (cause === 'other_site') return named.otherSite;
  if (cause === 'public_exposure') return named.publicPage;
  return cause === 'unknown' ? named.unnamed : named.own;
}

type Candidate = {
  cause: Cause;
  kind: Kind;
  campaign: number;
  provider: number;
  log10Guesses: number;
  submittedAt: number;
  spamAt: number;
};

/** Whether this person writes, and what the spam held. Undefined: no complaint, or none this year. */
function write(random: Random, candidate: Candidate): Complaint | undefined {
  const { submittedAt, spamAt, cause } = candidate;
  if (spamAt <= submittedAt || spamAt < 0 || spamAt > YEAR_DAYS) return undefined;
  const nameInAddress = candidate.kind !== 'unique' && random.next() < world.person.realNameInAddress;
  const named = random.next() < namedBy(cause);
  const own = cause.startsWith('own_');
  const formValues =
    random.next() < (own && cause !== 'own_mistake' ? world.spam.formValues.own : world.spam.formValues.other);
  const moved = named || formValues ? 1 : 1 / world.complaint.factorWhenNamed;
  if (random.next() > moved * Math.exp(-(spamAt - submittedAt) / world.complaint.forgetsDays)) return undefined;
  const writtenAt = spamAt - world.complaint.reportDelayDays * Math.log(1 - random.next());
  return writtenAt > YEAR_DAYS ? undefined : { ...candidate, writtenAt, named, nameInAddress, formValues };
}

function newLosses(random: Random, { people, vendors }: { people: number; vendors: number }): readonly Loss[] {
  const { organisation, leak } = world;
  const careless = gammaOfMeanOne(random, organisation.carelessnessShape);
  const from = -YEAR_DAYS / 2;
  const years = (YEAR_DAYS - from) / YEAR_DAYS;
  const losses: Loss[] = [];
  const add = (cause: Loss['cause'], rate: number, vendor = -1) => {
    for (let n = poisson(random, rate * careless * years); n > 0; n -= 1) {
      const at = between(random, from, YEAR_DAYS);
      const standing = cause === 'own_intrusion' && random.next() < leak.standing;
      const until = standing ? at - leak.standingDays * Math.log(1 - random.next()) : at;
      const segment = random.next() < leak.segment;
      const { least, most } = organisation.mistakePeople;
      const share =
        cause === 'own_mistake'
          ? Math.min(1, logBetween(random, least, most) / people)
          : segment
            ? between(random, leak.segmentShare.least, leak.segmentShare.most)
            : 1;
      const mailed = cause === 'own_mistake' ? organisation.mistakeAbuse : beta(random, leak.mailed);
      losses.push({ cause, at, until, standing, share, mailed, vendor, campaign: losses.length + 1 });
    }
  };
  add('own_intrusion', organisation.intrusionsPerYear);
  add('own_insider', organisation.insidersPerYear);
  add('own_mistake', organisation.mistakesPerYear);
  for (let vendor = 0; vendor < vendors; vendor += 1) add('own_vendor', organisation.vendorLeaksPerYear, vendor);
  return losses;
}

const anyProvider = (random: Random) => pick(random, world.organisation.providers);

function complaintsOfLoss(random: Random, loss: Loss, peopleADay: number, temper: number): Complaint[] {
  const from = loss.standing ? loss.at : -YEAR_DAYS;
  const to = loss.standing ? Math.min(loss.until, YEAR_DAYS) : loss.at;
  const affected = peopleADay * Math.max(0, to - from) * loss.share * loss.mailed;
  const expected = affected * kindTotal * temper * world.complaint.factorWhenNamed;
  const written: Complaint[] = [];
  for (let n = poisson(random, expected); n > 0; n -= 1) {
    const kind = kindOfComplainer(random);
    const submittedAt = between(random, from, to);
    const spamAt = (loss.standing ? submittedAt : loss.at) + lag(random);
    const log10Guesses = guessNumber(random, kind);
    const one = write(random, {
      cause: loss.cause,
      kind,
      campaign: loss.campaign,
      provider: anyProvider(random),
      log10Guesses,
      submittedAt,
      spamAt,
    });
    if (one) written.push(one);
  }
  return written;
}

function complaintsOfOutside(random: Random, peopleADay: number, temper: number): Complaint[] {
  const expected = 2 * YEAR_DAYS * peopleADay * outsideTotal * temper * world.complaint.factorWhenNamed;
  const written: Complaint[] = [];
  for (let n = poisson(random, expected); n > 0; n -= 1) {
    const row = outside[pick(random, outsideWeights)];
    if (!row) continue;
    const submittedAt = between(random, -YEAR_DAYS, YEAR_DAYS);
    const spamAt = between(random, 0, YEAR_DAYS);
    const log10Guesses = guessNumber(random, row.kind);
    const one = write(random, {
      cause: row.cause,
      kind: row.kind,
      campaign: -1 - n,
      provider: anyProvider(random),
      log10Guesses,
      submittedAt,
      spamAt,
    });
    if (one) written.push(one);
  }
  return written;
}

function complaintsOfRun(random: Random, run: Run, peopleADay: number, temper: number): Complaint[] {
  const people = 2 * YEAR_DAYS * peopleADay * (world.organisation.providers[run.provider] ?? 0);
  const written: Complaint[] = [];
  for (let n = poisson(random, people * kindTotal * temper * world.complaint.factorWhenNamed); n > 0; n -= 1) {
    const kind = kindOfComplainer(random);
    const log10Guesses = guessNumber(random, kind);
    if (log10Guesses > run.budget || (kind === 'tagged' && random.next() > world.outside.guessedTags)) continue;
    const submittedAt = between(random, -YEAR_DAYS, YEAR_DAYS);
    const spamAt = run.at + 3 * random.next();
    const one = write(random, {
      cause: 'guessed',
      kind,
      campaign: run.campaign,
      provider: run.provider,
      log10Guesses,
      submittedAt,
      spamAt,
    });
    if (one) written.push(one);
  }
  return written;
}

export function makeOrganisation(random: Random): Organisation {
  const { people, vendors: vendorCount, exports: exportCount, providers } = world.organisation;
  const peopleAYear = Math.round(
    Math.min(people.most, Math.max(people.least, 10 ** (people.log10Mean + people.log10Spread * random.normal()))),
  );
  const vendors = Math.min(vendorCount.most, poisson(random, vendorCount.mean));
  const exports = poisson(random, exportCount.mean);
  const temper = gammaOfMeanOne(random, world.complaint.temperShape);
  const peopleADay = peopleAYear / YEAR_DAYS;
  const losses = newLosses(random, { people: 2 * peopleAYear, vendors });
  const runs: Run[] = [];
  for (const provider of providers.keys()) {
    for (let n = poisson(random, world.outside.guessRunsPerYear); n > 0; n -= 1) {
      const budget = between(random, world.outside.guessBudget.least, world.outside.guessBudget.most);
      runs.push({ at: between(random, 0, YEAR_DAYS), provider, budget, campaign: 1000 + runs.length });
    }
  }
  const complaints = [
    ...losses.flatMap((loss) => complaintsOfLoss(random, loss, peopleADay, temper)),
    ...complaintsOfOutside(random, peopleADay, temper),
    ...runs.flatMap((run) => complaintsOfRun(random, run, peopleADay, temper)),
  ];
  return { peopleAYear, vendors, exports, temper, losses, runs, complaints };
}

/** Complaints a year and person that come without any loss of ours, for an organisation of middling temper. */
export const backgroundRate = backgroundOf(world.complaint.forgetsDays);

/** By simple sums over days of submission and of first spam; guessing by its mean rate over budgets. */
function backgroundOf(forgetsDays: number): number {
  let kept = 0;
  const step = 5;
  for (let submitted = -YEAR_DAYS; submitted < YEAR_DAYS; submitted += step) {
    for (let spam = Math.max(0, submitted); spam < YEAR_DAYS; spam += step) {
      kept += (Math.exp(-(spam - submitted) / forgetsDays) * step * step) / (2 * YEAR_DAYS * YEAR_DAYS);
    }
  }
  // About half of all ordinary and fresh addresses lie within a run's reach.
  const guessed =
    world.outside.guessRunsPerYear * 0.5 * kindWeights.slice(0, 2).reduce((sum, weight) => sum + weight, 0);
  return 2 * (outsideTotal + guessed) * kept;
}
