// Cases for tests: the one that started it, and what can be added to it.
import type { Fact, FactKind, FactOf } from '../vocabulary/fact.ts';

type Unnumbered<K extends FactKind> = K extends FactKind ? Omit<FactOf<K>, 'id'> : never;

/** Facts with ids by their place. */
export function facts(...list: readonly Unnumbered<FactKind>[]): readonly Fact[] {
  return list.map((fact, index) => ({ id: `f${index + 1}`, ...fact }));
}

export const minimumDone = (['register', 'exports', 'vendors', 'logs'] as const).map((check) => ({
  kind: 'minimum-check' as const,
  check,
  done: true,
}));

/** Guess number about 10⁶, said to be used nowhere else, 30 days, 3,000 people, no other complaint, logs, no breach hit. */
export const seedFacts = {
  firstUse: { kind: 'first-use-claimed', claimed: true },
  delay: { kind: 'time-at-risk', delayDays: 30 },
  shape: { kind: 'address-shape', log10GuessesLow: 5.5, log10GuessesMid: 6, log10GuessesHigh: 6.5 },
  register: { kind: 'in-register', found: true, times: 1 },
  people: { kind: 'people-exposed', people: 3000 },
  complaints: { kind: 'similar-complaints', count: 0, people: 3000, recordedSince: '2008-01-01' },
  logs: { kind: 'logs-silent', coverage: 0.95, parsed: 1 },
  integrity: { kind: 'log-integrity', verdict: 'no-sign', sealed: false },
  breach: { kind: 'breach-listed', listed: false, before: false },
} as const;

/** The seed case with some of its facts replaced or, by null, left out. */
export function seedWith(
  changes: Partial<Record<keyof typeof seedFacts, Unnumbered<FactKind> | null>>,
  ...more: readonly Unnumbered<FactKind>[]
): readonly Fact[] {
  const kept = Object.values({ ...seedFacts, ...changes }).flatMap((fact) => fact ?? []);
  return facts(...kept, ...minimumDone, ...more);
}

export const drilled = [
  { kind: 'drill-power', attack: 'sql-injection', planted: 50, found: 45 },
  { kind: 'drill-power', attack: 'credential-stuffing', planted: 50, found: 20 },
  { kind: 'drill-power', attack: 'bulk-read', planted: 50, found: 30 },
] as const;

export const canaries = (planted: number, hits = 0) =>
  ({ kind: 'register-canaries', planted, hits, twinsHit: 0, groups: 1, campaigns: hits > 0 ? 1 : 0 }) as const;

export const unguessable = {
  kind: 'address-shape',
  log10GuessesLow: 11.5,
  log10GuessesMid: 12,
  log10GuessesHigh: 12.5,
} as const;

/** One finding of each sort that points to our side. */
export const findings = [
  { kind: 'second-address-hit', unique: true },
  { kind: 'unique-address', form: 'unique', tagGuessable: false },
  { kind: 'form-values-in-spam', values: 2, formOnly: true, chance: 0.001 },
  { kind: 'real-name-in-spam', nameInAddress: false },
  { kind: 'mail-origin', origin: 'ours', carriesOurName: true },
  { kind: 'sent-to-another', messages: 1, of: 1, ours: 1 },
  { kind: 'record-of-another', messages: 1, holds: 'name; phone', inOurLog: true },
  { kind: 'campaign-elsewhere', where: 'register_only' },
  { kind: 'vendor-answer', vendor: 'A', answer: 'announced', coversThisRecord: 'no' },
  { kind: 'vendor-answer', vendor: 'A', answer: 'announced', coversThisRecord: 'yes' },
  { kind: 'third-party-confirmation', withdrawn: false, coversThisRecord: 'yes' },
  { kind: 'list-match', matched: 5, of: 100, registerOnly: 1, chance: 0.5 },
  { kind: 'register-canaries', planted: 10, hits: 2, twinsHit: 1 },
  { kind: 'vendor-canaries', vendor: 'A', planted: 3, hits: 1 },
  { kind: 'attacker-trace', attack: 'sql-injection', success: 'possible', reachedData: false },
  { kind: 'attacker-trace', attack: 'sql-injection', success: 'shown', reachedData: false },
  { kind: 'bulk-read', requests: 400, known: false },
  { kind: 'log-integrity', verdict: 'suspect', sealed: false },
  { kind: 'log-integrity', verdict: 'altered', sealed: false },
  { kind: 'page-exposure', level: 'plain', visible: true, thisAddress: true },
  { kind: 'visible-recipients', recipients: 30, includesThis: 'unknown' },
  { kind: 'visible-recipients', recipients: 30, includesThis: 'yes' },
  { kind: 'known-leak-timing', registered: 'before' },
  {
    kind: 'similar-complaints',
    count: 9,
    people: 3000,
    recordedSince: '2008-01-01',
    historyComplaints: 2,
    historyPersonYears: 9000,
  },
] as const;
