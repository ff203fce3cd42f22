// Asks every check, gives each fact its number, and adds what a drill measured.
import type { FactDraft } from '../checks/answer.ts';
import type { Check, Sources } from '../checks/check.ts';
import type { CheckResult, DrillSummary } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
import type { Power } from '../vocabulary/finding.ts';

export type Asked = { readonly checks: readonly CheckResult[]; readonly facts: readonly Fact[] };

/** A removal smaller than this many expected lines is within what ordinary traffic hides. */
const REMOVAL_EXPECTED_LINES = 30;

/** Share noticed of the removals that were large enough to be noticed at all, as a 90 % interval (Wilson, z = 1.645). */
function removalPower(drill: DrillSummary): Power | null {
  const large = drill.removal.filter(({ expectedLines }) => expectedLines >= REMOVAL_EXPECTED_LINES);
  const trials = large.reduce((sum, one) => sum + one.trials, 0);
  if (trials === 0) return null;
  const share = large.reduce((sum, one) => sum + one.noticed, 0) / trials;
  const z2 = 1.645 ** 2;
  const middle = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (1.645 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The power that a check's result carries: over its attack classes, from the weakest bound to the strongest. Classes are
 * never pooled; this is their range, and the report lists each.
 */
export function powerOf(check: Pick<Check, 'drilledBy'>, drill: DrillSummary | null): Power | null {
  if (!drill) return null;
  if (check.drilledBy.includes('removal')) return removalPower(drill);
  const classes = drill.classes.filter(({ id, planted }) => planted > 0 && check.drilledBy.includes(id));
  if (classes.length === 0) return null;
  return {
    low: Math.min(...classes.map(({ power }) => power.low)),
    high: Math.max(...classes.map(({ power }) => power.high)),
  };
}

/** Asks all checks in their order. One that fails by our own mistake stops the case: it is not "nothing found". */
export async function runChecks(
  all: readonly Check[],
  sources: Sources,
  onDone?: (id: string) => void,
): Promise<Asked> {
  const checks: CheckResult[] = [];
  const facts: Fact[] = [];
  for (const check of all) {
    const { finding, facts: drafts } = await check.run(sources);
    checks.push(resultOf(check, finding));
    facts.push(...drafts.map((draft, index) => numbered(draft, check.id, facts.length + index + 1)));
    onDone?.(check.id);
  }
  return { checks, facts };
}

export function numbered(draft: FactDraft, check: string, number: number): Fact {
  // The draft is one kind whole; adding id and check makes it that kind's fact.
  return { ...draft, id: `f${number}`, foundBy: check } as Fact;
}

function resultOf(check: Check, finding: Awaited<ReturnType<Check['run']>>['finding']): CheckResult {
  const common = {
    id: check.id,
    asks: check.asks,
    blindTo: check.blindTo,
    falseAlarms: check.falseAlarms,
    power: null,
  };
  switch (finding.kind) {
    case 'not-checked':
      return {
        ...common,
        result: finding.kind,
        says: finding.because,
        because: finding.because,
        pointers: [],
        looked: null,
      };
    case 'nothing-found':
      return {
        ...common,
        result: finding.kind,
        says: finding.says,
        because: null,
        pointers: [],
        looked: finding.looked,
      };
    case 'found':
      return {
        ...common,
        result: finding.kind,
        says: finding.says,
        because: null,
        pointers: finding.at,
        looked: finding.looked,
      };
  }
}

/** The results again, each with what the drill measured of its check. */
export function withPower(
  checks: readonly CheckResult[],
  all: readonly Check[],
  drill: DrillSummary | null,
): readonly CheckResult[] {
  return checks.map((result) => {
    const check = all.find(({ id }) => id === result.id);
    return check ? { ...result, power: powerOf(check, drill) } : result;
  });
}
