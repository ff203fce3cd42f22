// What the spam itself tells about the way it came: evidence about the cause.
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import { type HypothesisId, ownHypotheses } from '../vocabulary/hypothesis.ts';
import type { Theta } from './figures.ts';
import type { Evidence, EvidenceMaker, Tally } from './tally.ts';

function multiplyCauses(tally: Tally, factors: Partial<Record<HypothesisId, number>>, others: number): void {
  const cause = tally.cause;
  cause.guessed *= factors.guessed ?? others;
  cause.device *= factors.device ?? others;
  cause.other_site *= factors.other_site ?? others;
  cause.public_exposure *= factors.public_exposure ?? others;
  cause.own_intrusion *= factors.own_intrusion ?? others;
  cause.own_insider *= factors.own_insider ?? others;
  cause.own_mistake *= factors.own_mistake ?? others;
  cause.own_vendor *= factors.own_vendor ?? others;
  cause.provider *= factors.provider ?? others;
  cause.unknown *= factors.unknown ?? others;
}

function multiplyOwn(tally: Tally, own: number, others: number): void {
  multiplyCauses(tally, Object.fromEntries(ownHypotheses.map((id) => [id, own])), others);
}

function formValues(facts: readonly Fact[]): Evidence | undefined {
  const found = factsOf(facts, 'form-values-in-spam').filter(({ values }) => values > 0);
  if (found.length === 0) return undefined;
  const formOnly = found.some((fact) => fact.formOnly);
  const chance = Math.min(...found.map((fact) => fact.chance));
  return (theta, tally) => {
    const used = theta.formValuesUsed;
    const otherwise = used * Math.min(1, chance + theta.formValuesDoubt);
    // Values that others hold as well speak for those others as much as for us.
    const shared = formOnly ? {} : { other_site: used * 0.5, device: used * 0.3, provider: used * 0.1 };
    multiplyCauses(
      tally,
      { own_intrusion: used, own_insider: used, own_vendor: used, own_mistake: used * 0.5, ...shared },
      otherwise,
    );
  };
}

function realName(facts: readonly Fact[]): Evidence | undefined {
  const found = factsOf(facts, 'real-name-in-spam').some(({ nameInAddress }) => !nameInAddress);
  if (!found) return undefined;
  return (theta, tally) => {
    const known = theta.nameKnown;
    const guessed = theta.nameGuessed;
    multiplyCauses(
      tally,
      { guessed, public_exposure: known * 0.3, provider: known * 0.5, unknown: known * 0.4, own_mistake: known * 0.5 },
      known,
    );
  };
}

/** Only the part of the pattern that ordinary spam does not show counts, and never more than the doubt allows. */
function dictionary(facts: readonly Fact[]): Evidence | undefined {
  const [first] = factsOf(facts, 'dictionary-recipients');
  if (!first || first.recipients < 2 || first.p > 0.05) return undefined;
  return (theta, tally) =>
    multiplyCauses(
      tally,
      { guessed: theta.dictionaryShown, unknown: theta.dictionaryShown * 0.3 },
      Math.min(theta.dictionaryShown, Math.max(first.p, theta.dictionaryDoubt)),
    );
}

function origin(facts: readonly Fact[]): Evidence | undefined {
  const ours = factsOf(facts, 'mail-origin').some((fact) => fact.origin === 'ours');
  return ours ? (theta, tally) => multiplyOwn(tally, 1, 1 / theta.ourSenderRatio) : undefined;
}

function campaign(facts: readonly Fact[]): Evidence | undefined {
  const seen = factsOf(facts, 'campaign-elsewhere').map(({ where }) => where);
  // Seen at strangers too: whatever the register shows, the sender has more than our list.
  if (seen.includes('unrelated')) return (theta, tally) => multiplyOwn(tally, 1 / theta.campaignRatio, 1);
  return seen.length > 0 ? (theta, tally) => multiplyOwn(tally, 1, 1 / theta.campaignRatio) : undefined;
}

function breachLists(facts: readonly Fact[]): Evidence | undefined {
  const looked = factsOf(facts, 'breach-listed').filter(({ spamList }) => spamList !== true);
  if (looked.length === 0) return undefined;
  const listed = looked.some((fact) => fact.listed && fact.before);
  const stealer = looked.some((fact) => fact.listed && fact.before && fact.stealer === true);
  const rare = factsOf(facts, 'unique-address').length > 0;
  return (theta: Theta, tally) => {
    // An address used here alone stands in such lists only if it was lost elsewhere after all.
    const otherwise = theta.listedOtherwise * (rare ? 0.2 : 1);
    const of = (chance: number) => (listed ? chance : 1 - chance);
    multiplyCauses(
      tally,
      { other_site: of(theta.listedAfterLeak), device: of(theta.listedAfterLeak * (stealer ? 1 : 0.8)) },
      of(otherwise) * (stealer ? 0.7 : 1),
    );
  };
}

export const spamEvidence: readonly EvidenceMaker[] = [
  { reads: ['form-values-in-spam'], make: formValues },
  { reads: ['real-name-in-spam'], make: realName },
  { reads: ['dictionary-recipients'], make: dictionary },
  { reads: ['mail-origin'], make: origin },
  { reads: ['campaign-elsewhere'], make: campaign },
  { reads: ['breach-listed', 'unique-address'], make: breachLists },
];
