import type { Both } from '../vocabulary/finding.ts';

export type Severity = 'error' | 'warn';

/**
 * One rule of wording. `pattern` rules read one sentence; `structure` rules need the sentence data and the case.
 * Patterns are linear: every repeat is bounded and none is nested.
 */
export type LintRule = {
  readonly id: string;
  readonly severity: Severity;
  readonly kind: 'pattern' | 'structure';
  readonly catches: Both;
  readonly bad: Both;
  readonly better: Both;
  readonly ja: readonly RegExp[];
  readonly en: readonly RegExp[];
};
