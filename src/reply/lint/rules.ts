import { blameRules } from './data/blame-rules.ts';
import { clarityRules } from './data/clarity-rules.ts';
import { evidenceRules } from './data/evidence-rules.ts';
import { formRules } from './data/form-rules.ts';
import { liabilityRules } from './data/liability-rules.ts';
import { outcomeRules } from './data/outcome-rules.ts';
import type { LintRule } from './rule.ts';

export const lintRules: readonly LintRule[] = [
  ...outcomeRules,
  ...blameRules,
  ...liabilityRules,
  ...clarityRules,
  ...formRules,
  ...evidenceRules,
];

const byId = new Map(lintRules.map((rule) => [rule.id, rule]));

/** @throws Error for an id that is no rule: our own mistake */
export function ruleOf(id: string): LintRule {
  const rule = byId.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}
