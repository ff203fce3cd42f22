import type { Both } from '../../vocabulary/finding.ts';

export type Severity = 'error' | 'warn';

/** One rule of wording. `pattern` rules read one sentence; `structure` rules need the sentence data and the case. */
export type LintRule = {
  readonly id: string;
  readonly severity: Severity;
  readonly kind: 'pattern' | 'structure';
  readonly catches: Both;
  readonly bad: Both;
  readonly better: Both;
};

/**
 * How a rule is seen in one sentence. `unless`: what in the same sentence makes it right after all.
 * Patterns are linear: every repeat is bounded and none is nested in another.
 */
export type Wording = { readonly when: readonly RegExp[]; readonly unless?: readonly RegExp[] };
export type Wordings = Readonly<Record<string, Wording>>;

/**
 * Builds patterns from fragments: `{leak}` stands for `words.leak`. Every pattern ignores case.
 *
 * @throws Error for a fragment that is not there: our own mistake
 */
export function wordingBuilder(words: Readonly<Record<string, string>>) {
  const pattern = (source: string) =>
    new RegExp(
      source.replace(/\{([a-z]+)\}/g, (_whole, name: string) => {
        const fragment = words[name];
        if (fragment === undefined) throw new Error(`no fragment ${name}`);
        return `(?:${fragment})`;
      }),
      'i',
    );
  return (when: readonly string[], unless: readonly string[] = []): Wording => ({
    when: when.map(pattern),
    unless: unless.map(pattern),
  });
}
