// What a letter may state. Computed here alone; a person may choose a more cautious outcome, never a bolder one.
import { showsReading } from '../vocabulary/data-read.ts';
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { ConfirmedScope, Interval, MailOrigin, Outcome, OutcomeReason } from '../vocabulary/outcome.ts';
import { isClosed, unresolvedFacts } from './points-to-us.ts';

/** Least share of the time from submission to first spam that the logs must cover before "no evidence". Assumption. */
export const COVERAGE_NEEDED = 0.8;
/** Above this upper end, also with our base rate five times as high, "no evidence" is not said. */
const UPPER_ALLOWED = 0.2;
const LIKELY_ABOVE = 0.55;
/** So many rows that only our register has, with so small a chance, prove that the list is ours. Assumption. */
const PROVING_ROWS = 3;
const PROVING_CHANCE = 1e-3;

/** What a `not-possible` fact calls the facts that people gave (facts.json), where these could not be read. */
export const GIVEN_FACTS = 'facts';

export type GateInput = {
  readonly own: Interval;
  readonly likelihoodRatio: Interval;
  /** Upper end of our side with the base rate times five. */
  readonly upperIfCommoner: number;
  /** Facts that could not be read: what they would have said is not known. */
  readonly unread: number;
  /** False when the weights' tail is too heavy for any figure to be used. */
  readonly trusted: boolean;
};

export type Gated = {
  readonly outcome: Outcome;
  readonly outcomeReason: OutcomeReason | null;
  readonly confirmedScope: ConfirmedScope | null;
  readonly mailOrigin: MailOrigin;
  readonly permitted: readonly Outcome[];
  readonly unresolved: readonly string[];
  /** What is missing before "no evidence" could be said, by id: `register`, `coverage`, `power`, … */
  readonly missing: readonly Missing[];
};

export const minimumChecks = ['register', 'exports', 'vendors', 'logs'] as const;
export type Missing = (typeof minimumChecks)[number] | 'coverage' | 'power' | 'integrity' | 'facts';

/** What was not done, or not well enough, for silence to be said aloud. */
export function missingFor(facts: readonly Fact[]): readonly Missing[] {
  const done = factsOf(facts, 'minimum-check');
  const missing: Missing[] = minimumChecks.filter(
    (check) => !done.some((fact) => fact.check === check && fact.done) || notDone(done, check),
  );
  if (!coveredEnough(facts) && !missing.includes('logs')) missing.push('coverage');
  if (!factsOf(facts, 'drill-power').some(({ planted }) => planted > 0)) missing.push('power');
  const integrity = factsOf(facts, 'log-integrity');
  const failed = integrity.some(
    (fact) => (fact.verdict === 'altered' || fact.verdict === 'suspect') && !isClosed(fact, facts),
  );
  if (integrity.length === 0 || failed) missing.push('integrity');
  // Facts that people wrote down and nobody could read: what they would have said is not known.
  if (factsOf(facts, 'not-possible').some(({ check }) => check === GIVEN_FACTS)) missing.push('facts');
  return missing;
}

/**
 * Silence states its own coverage. Where logs hold only the probing that every server gets, nothing is silent, and the check
 * of the logs counts as done only when it covered enough.
 */
function coveredEnough(facts: readonly Fact[]): boolean {
  const silent = factsOf(facts, 'logs-silent');
  if (silent.length > 0) return silent.some(({ coverage }) => coverage >= COVERAGE_NEEDED);
  return factsOf(facts, 'attacker-trace').length > 0;
}

/** Two facts on one check that disagree: the worse one counts. */
function notDone(done: readonly FactOf<'minimum-check'>[], check: string): boolean {
  return done.some((fact) => fact.check === check && !fact.done);
}

const scopes = ['list', 'record', 'exposure'] as const satisfies readonly ConfirmedScope[];

/** What single facts prove, and no more. Canaries are joined in `confirmed`, because one campaign alone is not enough. */
function proofOf(fact: Fact): ConfirmedScope | undefined {
  switch (fact.kind) {
    case 'list-match':
      return fact.registerOnly >= PROVING_ROWS && fact.chance <= PROVING_CHANCE ? 'list' : undefined;
    case 'attacker-trace':
      return showsReading(fact) ? 'list' : undefined;
    case 'vendor-answer':
      return fact.answer === 'announced' && fact.coversThisRecord === 'yes' ? 'record' : undefined;
    case 'visible-recipients':
      return fact.includesThis === 'yes' ? 'record' : undefined;
    case 'sent-to-another':
      return (fact.ours ?? 0) > 0 && Math.max(fact.holdsThis ?? 0, fact.holdsRecord ?? 0) > 0 ? 'record' : undefined;
    case 'page-exposure':
      return fact.thisAddress ? 'exposure' : undefined;
    default:
      return undefined;
  }
}

/** The widest scope that the open findings prove; null when none is proof. */
export function confirmed(facts: readonly Fact[]): ConfirmedScope | null {
  const open = facts.filter((fact) => !isClosed(fact, facts));
  const proven = open.flatMap((fact) => proofOf(fact) ?? []);
  const canaries = factsOf(open, 'register-canaries').filter(({ hits, twinsHit }) => hits > 0 && twinsHit === 0);
  const campaigns = canaries.reduce((most, { campaigns: seen = 1 }) => Math.max(most, seen), 0);
  // A page or a visible recipient proves itself; it does not prove that the list is out.
  const otherProof = proven.some((scope) => scope === 'list') || open.some(provesLoss);
  if (campaigns >= 2 || (campaigns === 1 && otherProof)) proven.push('list');
  return scopes.find((scope) => proven.includes(scope)) ?? null;
}

const provesLoss = (fact: Fact) => fact.kind === 'vendor-answer' && proofOf(fact) !== undefined;

/** One message of ours is enough for `ours`; without a fact that tells, it is not known. */
export function mailOriginOf(facts: readonly Fact[]): MailOrigin {
  const origins = factsOf(facts, 'mail-origin').map(({ origin }) => origin);
  if (origins.includes('ours')) return 'ours';
  return origins.includes('not_ours') ? 'not_ours' : 'unknown';
}

/** The spam carries our name but is not from us, and the address is in no register or copy that we know of. */
function notOurMail(facts: readonly Fact[]): boolean {
  const inOurName = factsOf(facts, 'mail-origin').some((fact) => fact.origin === 'not_ours' && fact.carriesOurName);
  const register = factsOf(facts, 'in-register');
  const looked = register.length > 0 && !missingFor(facts).some((id) => id === 'register' || id === 'exports');
  return inOurName && mailOriginOf(facts) === 'not_ours' && looked && register.every(({ found }) => !found);
}

/** The outcome itself and what a person may state instead: never more than the facts carry. */
const permittedBy: Readonly<Record<Outcome, readonly Outcome[]>> = {
  no_evidence: ['no_evidence', 'inconclusive'],
  inconclusive: ['inconclusive'],
  leak_likely: ['leak_likely', 'inconclusive'],
  leak_confirmed: ['leak_confirmed', 'leak_likely'],
  not_our_mail: ['not_our_mail', 'inconclusive'],
};

/** What facts alone permit where nothing may be weighed: what they prove stands, and nothing is called likely or absent. */
export const gateUnweighed = (facts: readonly Fact[]): Gated =>
  gate(facts, {
    own: { low: 0, mid: 0.5, high: 1 },
    likelihoodRatio: { low: 1, mid: 1, high: 1 },
    upperIfCommoner: 1,
    unread: 0,
    trusted: false,
  });

/**
 * The gate. Law: adding a finding that points to our side never yields `no_evidence`.
 */
export function gate(
  facts: readonly Fact[],
  { own, likelihoodRatio, upperIfCommoner, unread, trusted }: GateInput,
): Gated {
  const unresolved = unresolvedFacts(facts);
  const known = missingFor(facts);
  const missing: readonly Missing[] = unread > 0 && !known.includes('facts') ? [...known, 'facts'] : known;
  const confirmedScope = confirmed(facts);
  const clean =
    unresolved.length === 0 &&
    trusted &&
    likelihoodRatio.mid < 1 &&
    own.high <= UPPER_ALLOWED &&
    upperIfCommoner <= UPPER_ALLOWED;
  const outcome: Outcome = confirmedScope
    ? 'leak_confirmed'
    : trusted && own.low > LIKELY_ABOVE
      ? 'leak_likely'
      : unresolved.length === 0 && notOurMail(facts)
        ? 'not_our_mail'
        : clean && missing.length === 0
          ? 'no_evidence'
          : 'inconclusive';
  return {
    outcome,
    outcomeReason: outcome !== 'inconclusive' ? null : missing.length > 0 ? 'missing_evidence' : 'balanced_evidence',
    confirmedScope,
    mailOrigin: mailOriginOf(facts),
    permitted: permittedBy[outcome],
    unresolved: unresolved.map(({ id }) => id),
    missing,
  };
}
