// What the gate must know about the work itself: which of the minimum checks were done, how silent the logs were, what a
// drill measured, and what could not be looked at.
import type { FactDraft } from '../checks/answer.ts';
import type { Sources } from '../checks/check.ts';
import { lookedAt } from '../checks/log-evidence.ts';
import { GIVEN_FACTS } from '../hypotheses/gate.ts';
import type { CheckResult, DrillSummary } from '../vocabulary/case-file.ts';

/** The share of the time at risk that logs must cover before "no evidence" may be said. Assumption, notes on the gate (d). */
const COVERAGE_NEEDED = 0.8;

const done = (checks: readonly CheckResult[], id: string) =>
  checks.some((check) => check.id === id && check.result !== 'not-checked');

/** Checks without which a case may not end in "no evidence", by the check that does each. */
const minimum = [
  { check: 'register', by: 'register.holds-address' },
  { check: 'exports', by: 'exports.list-given' },
  { check: 'vendors', by: 'vendors.asked' },
] as const;

export function workFacts(sources: Sources, checks: readonly CheckResult[], drill: DrillSummary | null): FactDraft[] {
  const facts: FactDraft[] = minimum.map(({ check, by }) => ({
    kind: 'minimum-check',
    check,
    done: done(checks, by),
    pointers: [],
  }));
  const traces = checks.find(({ id }) => id === 'logs.attack-traces');
  const share = traces?.looked?.share ?? 0;
  const covered = traces !== undefined && traces.result !== 'not-checked' && share >= COVERAGE_NEEDED;
  facts.push({ kind: 'minimum-check', check: 'logs', done: covered, pointers: [] });
  if (traces?.result === 'nothing-found' && sources.logs) {
    const any = lookedAt(sources.logs, 'any', sources.risk);
    facts.push({
      kind: 'logs-silent',
      coverage: share,
      parsed: any && any.lines > 0 ? any.parsed / any.lines : 0,
      pointers: [],
    });
  }
  for (const { id, planted, found } of drill?.classes ?? []) {
    if (planted > 0) facts.push({ kind: 'drill-power', attack: id, planted, found, pointers: [] });
  }
  for (const { id } of checks.filter(({ result }) => result === 'not-checked')) {
    const counted = minimum.some(({ by }) => by === id) || id === 'logs.attack-traces';
    facts.push({ kind: 'not-possible', check: id, minimum: counted, pointers: [] });
  }
  // People established something that nobody could read: nobody may then say that there is nothing.
  if (sources.unreadable['facts']) {
    facts.push({ kind: 'not-possible', check: GIVEN_FACTS, minimum: true, pointers: [] });
  }
  return facts;
}

/** What the claim itself says, as facts. */
export function claimFacts({ claim }: Sources): FactDraft[] {
  const facts: FactDraft[] = [];
  if (claim.firstUseClaimed !== null)
    facts.push({ kind: 'first-use-claimed', claimed: claim.firstUseClaimed, pointers: [] });
  return facts;
}
