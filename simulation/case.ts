// One case: a complaint of an organisation as it stands when somebody looks into it, with the facts that checks of the
// usual kinds would have found, and with the truth, which the model never sees.
import type { Fact, FactKind, FactOf } from '../src/vocabulary/fact.ts';
import type { Random } from '../src/vocabulary/random.ts';
import { beta, binomial, poisson } from './chance.ts';
import { backgroundRate, type Complaint, type Loss, type Organisation, YEAR_DAYS } from './organisation.ts';
import { world } from './parameters.ts';

export type SimulatedCase = {
  readonly facts: readonly Fact[];
  readonly cause: Complaint['cause'];
  /** Truth: one of our own ways brought this spam. */
  readonly own: boolean;
};

type Scene = {
  readonly random: Random;
  readonly organisation: Organisation;
  readonly complaint: Complaint;
  /** Day on which the case is weighed. */
  readonly now: number;
  /** People who had submitted when the spam came. */
  readonly people: number;
};

type WithoutId<K extends FactKind> = K extends FactKind ? Omit<FactOf<K>, 'id'> : never;
type NewFact = WithoutId<FactKind>;

/** Complaints of others are counted over this long before the one in hand, and until the weighing. */
const WINDOW_DAYS = 120;

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const dayText = (day: number) => new Date(Date.UTC(2024, 0, 1) + Math.round(day) * 86_400_000).toISOString();

function claimFacts({ random, complaint, people, organisation }: Scene): NewFact[] {
  const { kind, spamAt, submittedAt } = complaint;
  const facts: NewFact[] = [
    { kind: 'time-at-risk', delayDays: round(Math.max(0.1, spamAt - submittedAt), 1) },
    { kind: 'in-register', found: true, times: 1 },
    { kind: 'people-exposed', people },
    { kind: 'list-copies', vendors: organisation.vendors, exports: organisation.exports },
  ];
  const judged = complaint.log10Guesses + world.person.guessMisjudged * random.normal();
  const spread = 1.645 * world.person.guessMisjudged;
  facts.push({
    kind: 'address-shape',
    log10GuessesLow: round(judged - spread, 2),
    log10GuessesMid: round(judged, 2),
    log10GuessesHigh: round(judged + spread, 2),
  });
  if (random.next() < world.person.claimsFirstUse[kind]) facts.push({ kind: 'first-use-claimed', claimed: true });
  if (kind === 'tagged') facts.push({ kind: 'unique-address', form: 'tagged', tagGuessable: true });
  if (kind === 'unique') facts.push({ kind: 'unique-address', form: 'unique', tagGuessable: false });
  return facts;
}

function spamFacts({ random, complaint }: Scene): NewFact[] {
  const facts: NewFact[] = [{ kind: 'mail-origin', origin: 'not_ours', carriesOurName: false }];
  if (complaint.named) facts.push({ kind: 'real-name-in-spam', nameInAddress: complaint.nameInAddress });
  if (complaint.formValues) facts.push({ kind: 'form-values-in-spam', values: 2, formOnly: true, chance: 0.0005 });
  const { guessed, other } = world.spam.dictionary;
  if (random.next() < (complaint.cause === 'guessed' ? guessed : other)) {
    facts.push({ kind: 'dictionary-recipients', recipients: 12, p: 0.001 });
  }
  const { lookup } = world;
  if (random.next() < lookup.looked) {
    const rare = complaint.kind === 'tagged' || complaint.kind === 'unique';
    const usual = rare ? lookup.listedRare : lookup.listedOrdinary;
    const share =
      complaint.cause === 'other_site'
        ? lookup.listedAfterSite
        : complaint.cause === 'device'
          ? lookup.listedAfterDevice
          : usual;
    const listed = random.next() < share;
    facts.push({ kind: 'breach-listed', listed, before: listed });
  }
  return facts;
}

function complaintFacts({ random, organisation, complaint, now, people }: Scene): NewFact[] {
  if (random.next() >= world.complaint.recorded) return [];
  const from = complaint.writtenAt - WINDOW_DAYS;
  const others = organisation.complaints.filter(
    (one) => one !== complaint && one.writtenAt > from && one.writtenAt <= now,
  );
  const { sameLeak, other } = world.spam.sameCampaign;
  const alike = others.filter((one) => random.next() < (one.campaign === complaint.campaign ? sameLeak : other));
  const { least, most } = world.complaint.historyYears;
  const years = least + (most - least) * random.next();
  return [
    {
      kind: 'similar-complaints',
      count: others.length,
      people,
      sameSender: alike.length,
      uniqueAddresses: others.filter(({ kind }) => kind === 'unique').length,
      recordedSince: dayText(from - years * YEAR_DAYS),
      historyComplaints: poisson(random, organisation.peopleAYear * backgroundRate * organisation.temper * years),
      historyPersonYears: round(1.5 * organisation.peopleAYear * years, 0),
      windowDays: round(Math.min(WINDOW_DAYS, complaint.writtenAt) + now - complaint.writtenAt, 0),
    },
  ];
}

/** Losses of the whole list or a segment that had begun before the spam came. */
function lossesBefore({ organisation, complaint }: Scene, cause?: Loss['cause']): readonly Loss[] {
  return organisation.losses.filter(
    (loss) => loss.at <= complaint.spamAt && (cause === undefined || loss.cause === cause),
  );
}

/** Whether a mailed loss holds what was planted once, long before: a standing interception does not. */
function holdsPlanted(random: Random, loss: Loss, now: number): boolean {
  const mailedBy = loss.at + world.leak.lagMedianDays * Math.exp(world.leak.lagSpread * random.normal());
  return !loss.standing && loss.cause !== 'own_mistake' && mailedBy <= now && random.next() < loss.share;
}

const CAMPAIGNS = 1;

function canaryFacts(scene: Scene): NewFact[] {
  const { random, organisation, now, complaint } = scene;
  const { canaries } = world;
  const facts: NewFact[] = [];
  if (random.next() < canaries.kept) {
    const planted = canaries.counts[random.below(canaries.counts.length)] ?? 8;
    const groups = Math.min(planted, canaries.groups[random.below(canaries.groups.length)] ?? 1);
    const size = Math.max(1, Math.round(planted / groups));
    let hits = binomial(random, planted, canaries.falseHit);
    for (const loss of lossesBefore(scene)) {
      if (!holdsPlanted(random, loss, now)) continue;
      for (let group = 0; group < groups; group += 1)
        hits += binomial(random, size, beta(random, canaries.reached) * 0.999);
    }
    const seen = Math.min(planted, hits);
    facts.push({
      kind: 'register-canaries',
      planted,
      hits: seen,
      twinsHit: 0,
      groups,
      campaigns: seen > 0 ? CAMPAIGNS : 0,
    });
  }
  if (organisation.vendors > 0 && random.next() < canaries.perVendor) {
    for (let vendor = 0; vendor < organisation.vendors; vendor += 1) {
      const lost = lossesBefore(scene, 'own_vendor').some(
        (loss) => loss.vendor === vendor && holdsPlanted(random, loss, now),
      );
      const share = lost ? beta(random, canaries.reached) : canaries.falseHit;
      facts.push({
        kind: 'vendor-canaries',
        vendor: `vendor ${vendor + 1}`,
        planted: canaries.vendorPlanted,
        hits: binomial(random, canaries.vendorPlanted, share),
      });
    }
  }
  if (random.next() < canaries.guessCanaries) {
    const reached = organisation.runs.filter(
      (run) => run.provider === complaint.provider && run.at <= now && run.budget >= complaint.log10Guesses,
    );
    const hit = reached.length > 0 ? binomial(random, canaries.guessPlanted, canaries.guessReached) : 0;
    facts.push({
      kind: 'guess-canaries',
      planted: canaries.guessPlanted,
      hits: hit,
      years: round((canaries.guessPlanted * now) / YEAR_DAYS, 1),
    });
  }
  return facts;
}

const attacks = ['sql-injection', 'credential-stuffing', 'path-traversal'] as const;

function recordFacts(scene: Scene): NewFact[] {
  const { random } = scene;
  const { records } = world;
  const facts: NewFact[] = [];
  const intrusions = lossesBefore(scene, 'own_intrusion').filter(
    ({ until }) => until >= scene.complaint.submittedAt - 60,
  );
  const hasLogs = random.next() < records.logs;
  facts.push({ kind: 'minimum-check', check: 'logs', done: hasLogs });
  for (const check of ['register', 'exports', 'vendors'] as const)
    facts.push({ kind: 'minimum-check', check, done: true });
  const insider = lossesBefore(scene, 'own_insider').length > 0;
  if (!hasLogs) return facts;
  const coverage = round(beta(random, records.coverage), 2);
  const powers = attacks.map(() => beta(random, records.power));
  const drilled = random.next() < records.drilled;
  const rate = (binomial(random, records.cleanDays, records.falseTrace) + 0.5) / (records.cleanDays + 1);
  if (drilled) {
    attacks.forEach((attack, i) => {
      facts.push({
        kind: 'drill-power',
        attack,
        planted: records.planted,
        found: binomial(random, records.planted, powers[i] ?? 0),
      });
    });
  }
  let seen: { attack: string; success: 'possible' | 'shown'; reachedData: boolean } | undefined;
  for (const _ of intrusions) {
    const which = random.below(attacks.length);
    const traced =
      random.next() >= records.outsideCatalogue && random.next() < (powers[which] ?? 0) && random.next() < coverage;
    if (!traced) continue;
    const shown = random.next() < records.traceShown;
    seen = { attack: attacks[which] ?? attacks[0], success: shown ? 'shown' : 'possible', reachedData: false };
  }
  if (!seen && random.next() < records.falseTrace) {
    const success = random.next() < records.falseTraceShown ? 'shown' : 'possible';
    seen = { attack: attacks[random.below(attacks.length)] ?? attacks[0], success, reachedData: false };
  }
  if (seen) {
    facts.push({ kind: 'attacker-trace', ...seen, ...(drilled ? { falsePositiveRate: round(rate, 3) } : {}) });
  } else facts.push({ kind: 'logs-silent', coverage, parsed: 1 });
  const covered = intrusions.length > 0 && random.next() < records.tamperedAfterIntrusion;
  const verdict = covered || random.next() < records.innocentGap ? 'suspect' : 'no-sign';
  facts.push({ kind: 'log-integrity', verdict, sealed: false });
  if (random.next() < (insider ? records.insiderBulkRead : records.honestBulkRead)) {
    facts.push({ kind: 'bulk-read', requests: 40, known: false });
  }
  return facts;
}

/** A mistake that touched this person, whether or not this spam came of it. */
function exposureFacts({ random, organisation, complaint, people }: Scene): NewFact[] {
  const facts: NewFact[] = [];
  for (const loss of organisation.losses) {
    if (loss.cause !== 'own_mistake' || loss.at > complaint.spamAt || loss.at < complaint.submittedAt) continue;
    const touched = loss.campaign === complaint.campaign || random.next() < loss.share;
    if (!touched || random.next() >= world.records.exposureFound) continue;
    if (random.next() < world.records.pages)
      facts.push({ kind: 'page-exposure', level: 'plain', visible: true, thisAddress: true });
    else {
      const recipients = Math.max(2, Math.round(loss.share * people));
      facts.push({ kind: 'visible-recipients', recipients, includesThis: 'yes' });
    }
  }
  return facts;
}

function vendorFacts(scene: Scene): NewFact[] {
  const { random, organisation } = scene;
  const { announcedAfterLeak, repliedOtherwise } = world.vendorAnswers;
  const facts: NewFact[] = [];
  for (let vendor = 0; vendor < organisation.vendors; vendor += 1) {
    const lost = lossesBefore(scene, 'own_vendor').some((loss) => loss.vendor === vendor);
    const announced = lost && random.next() < announcedAfterLeak;
    if (!announced && random.next() >= repliedOtherwise) continue;
    const answer = announced ? 'announced' : 'replied';
    facts.push({
      kind: 'vendor-answer',
      vendor: `vendor ${vendor + 1}`,
      answer,
      coversThisRecord: announced ? 'yes' : 'unknown',
    });
  }
  return facts;
}

/** What is known of this complaint when somebody has looked into it. */
export function makeCase(random: Random, organisation: Organisation, complaint: Complaint): SimulatedCase {
  const now = complaint.writtenAt + world.complaint.investigatedAfterDays;
  const people = Math.max(1, Math.round(organisation.peopleAYear * (1 + complaint.spamAt / YEAR_DAYS)));
  const scene = { random, organisation, complaint, now, people };
  const found = [claimFacts, spamFacts, complaintFacts, canaryFacts, recordFacts, exposureFacts, vendorFacts];
  const facts = found.flatMap((look) => look(scene)).map((fact, index) => ({ id: `f${index + 1}`, ...fact }));
  return { facts, cause: complaint.cause, own: complaint.cause.startsWith('own_') };
}
