import { type Fact, type FactKind, type FactOf, factsOf } from '../vocabulary/fact.ts';
import { LEAST_HISTORY } from './bounded.ts';
import { gammaQuantile } from './distribution.ts';

type Rules = { readonly [K in FactKind]: ((fact: FactOf<K>) => boolean) | false };

/** More than this part of what the own history allows: a background that chance alone reaches once in twenty. */
const ABOVE_BACKGROUND = 0.95;
/** Without a history, this many similar complaints from others are a finding. Assumption, on the cautious side. */
const MANY_WITHOUT_HISTORY = 3;

/**
 * Complaints are a finding when they are more than the organisation's own background explains, when others write about the
 * same sender, or from addresses made for us alone.
 */
function complaintsPointToUs(fact: FactOf<'similar-complaints'>): boolean {
  const { count, people, sameSender = 0, uniqueAddresses = 0, historyComplaints = 0, historyPersonYears = 0 } = fact;
  if (count === 0) return false;
  if (uniqueAddresses > 0 || sameSender > 0) return true;
  if (historyPersonYears < LEAST_HISTORY) return count >= MANY_WITHOUT_HISTORY;
  const windowYears = Math.max(14, fact.windowDays ?? 60) / 365.25;
  const usual = gammaQuantile(historyComplaints + 0.5, historyPersonYears)(ABOVE_BACKGROUND) * people * windowYears;
  return count > usual + 1.645 * Math.sqrt(usual);
}

/** A rule for every kind, so that a new kind cannot be forgotten here. */
const rules: Rules = {
  'first-use-claimed': false,
  'time-at-risk': false,
  'address-shape': false,
  // That an address was made for us alone is no finding by itself: that it gets spam is. It always does, here.
  'unique-address': ({ form, tagGuessable }) => form === 'unique' && !tagGuessable,
  'second-address-hit': () => true,
  'form-values-in-spam': ({ values, formOnly }) => formOnly && values > 0,
  // Other places hold names too; but a name that the address does not show was lost with a record, not guessed.
  'real-name-in-spam': ({ nameInAddress }) => !nameInAddress,
  'dictionary-recipients': false,
  'extortion-mail': false,
  'sent-to-another': ({ ours = 0 }) => ours > 0,
  'record-of-another': ({ messages }) => messages > 0,
  'mail-origin': ({ origin }) => origin === 'ours',
  'campaign-elsewhere': ({ where }) => where === 'register_only',
  'in-register': false,
  'people-exposed': false,
  'record-viewed': false,
  'list-copies': false,
  'vendor-answer': ({ answer }) => answer === 'announced',
  'third-party-confirmation': ({ withdrawn }) => !withdrawn,
  'similar-complaints': complaintsPointToUs,
  'list-match': ({ registerOnly }) => registerOnly > 0,
  'register-canaries': ({ hits, twinsHit }) => hits > twinsHit,
  'guess-canaries': false,
  'vendor-canaries': ({ hits }) => hits > 0,
  'vendor-held': false,
  'attacker-trace': ({ success }) => success !== 'none',
  'bulk-read': ({ known, requests }) => !known && requests > 0,
  'logs-silent': false,
  'drill-power': false,
  'log-integrity': ({ verdict }) => verdict === 'altered' || verdict === 'suspect',
  'page-exposure': ({ thisAddress }) => thisAddress,
  'outside-on-form': false,
  'visible-recipients': ({ includesThis }) => includesThis !== 'no',
  'breach-listed': false,
  'known-leak-timing': ({ registered }) => registered === 'before',
  'not-possible': false,
  'minimum-check': false,
  'innocent-explanation': false,
};

function ruleHolds<K extends FactKind>(rules: { readonly [P in K]: Rules[P] }, fact: FactOf<K> & { kind: K }): boolean {
  const rule: Rules[K] = rules[fact.kind];
  return rule !== false && rule(fact);
}

/** Whether this fact, left open, speaks for a loss on our side, so that no letter may say "no evidence". */
export function pointsToUs(fact: Fact): boolean {
  return ruleHolds(rules, fact);
}

/** Whether a signed innocent explanation, with its own evidence, closes this fact. */
export function isClosed(fact: Fact, facts: readonly Fact[]): boolean {
  return factsOf(facts, 'innocent-explanation').some(
    ({ of, signedBy, evidence }) => of === fact.id && signedBy.trim() !== '' && evidence.trim() !== '',
  );
}

/** A confirmation that was taken back no longer stands; one withdrawal answers one confirmation. */
export function standingConfirmations(facts: readonly Fact[]): readonly FactOf<'third-party-confirmation'>[] {
  const rows = factsOf(facts, 'third-party-confirmation');
  const standing = rows.filter(({ withdrawn }) => !withdrawn);
  return standing.length > rows.length - standing.length ? standing : [];
}

/** The findings that point to our side and that nothing closes. */
export function unresolvedFacts(facts: readonly Fact[]): readonly Fact[] {
  const standing = new Set(standingConfirmations(facts).map(({ id }) => id));
  return facts.filter(
    (fact) =>
      pointsToUs(fact) && !isClosed(fact, facts) && (fact.kind !== 'third-party-confirmation' || standing.has(fact.id)),
  );
}
