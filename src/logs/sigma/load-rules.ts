// Folders of Sigma files → rules ready to run. What cannot run is named with stage and reason, never dropped.
import { type CompiledRule, compileRule } from './compile-rule.ts';
import { parseSigma } from './parse-sigma.ts';
import { RuleRefusal, type SigmaCorrelation, type SigmaDocument, type SigmaFilter, type SigmaRule } from './rule.ts';
import { ruleFiles } from './rule-files.ts';
import type { Placeholders } from './values.ts';

export type Refusal = {
  readonly path: string;
  readonly id: string;
  readonly stage: 'parse' | 'compile';
  readonly reason: string;
};

/** A correlation whose rules and fields are all known. */
export type CompiledCorrelation = {
  readonly correlation: SigmaCorrelation;
  /** What it counts or orders, in the order written: rules by their place in `rules`, correlations by theirs in `correlations`. */
  readonly members: readonly { readonly kind: 'rule' | 'correlation'; readonly index: number }[];
  readonly trusted: boolean;
};

export type CompiledRules = {
  readonly rules: readonly (CompiledRule & { readonly trusted: boolean })[];
  /** In an order in which members come before those that name them. */
  readonly correlations: readonly CompiledCorrelation[];
  readonly refused: readonly Refusal[];
  readonly counts: {
    readonly files: number;
    readonly rules: number;
    readonly correlations: number;
    readonly filters: number;
    readonly ignored: number;
    readonly parsed: number;
    readonly compiled: number;
  };
};

type Read = { readonly document: SigmaDocument; readonly trusted: boolean };

/** A filter with no log source parts of its own fits any; else every part it names must agree. */
function applies(filter: SigmaFilter, rule: SigmaRule): boolean {
  const same = (['category', 'product', 'service'] as const).every(
    (part) => filter.logSource[part] === '' || filter.logSource[part] === rule.logSource[part],
  );
  return (
    same &&
    (filter.rules.length === 0 ||
      filter.rules.includes(rule.id) ||
      (rule.name !== '' && filter.rules.includes(rule.name)))
  );
}

type Member = CompiledCorrelation['members'][number];
type GivenCorrelation = Read & { readonly document: SigmaCorrelation };

/** Rules by id and by name; the first that bears a name has it. */
function rulesByName(rules: readonly CompiledRule[]): Map<string, Member> {
  const named = new Map<string, Member>();
  for (const [index, { rule }] of rules.entries()) {
    for (const name of [rule.id, rule.name])
      if (name !== '' && !named.has(name)) named.set(name, { kind: 'rule', index });
  }
  return named;
}

/** Links those whose members are all known by now, and names them for the others. Gives back those that still wait. */
function linkKnown(
  waiting: readonly GivenCorrelation[],
  named: Map<string, Member>,
  linked: CompiledCorrelation[],
): readonly GivenCorrelation[] {
  const still: GivenCorrelation[] = [];
  for (const one of waiting) {
    const { document, trusted } = one;
    const members = document.rules.map((name) => named.get(name));
    if (!members.every((member) => member !== undefined)) {
      still.push(one);
      continue;
    }
    // A rule keeps its name; of correlations, the last that bears a name has it.
    for (const name of [document.id, document.name])
      if (name !== '' && named.get(name)?.kind !== 'rule')
        named.set(name, { kind: 'correlation', index: linked.length });
    linked.push({ correlation: document, members, trusted });
  }
  return still;
}

/** Correlations in an order in which members come first; those whose members are missing, or stand in a circle, are refused. */
function linkCorrelations(
  given: readonly GivenCorrelation[],
  rules: readonly CompiledRule[],
  refused: Refusal[],
): CompiledCorrelation[] {
  const named = rulesByName(rules);
  const linked: CompiledCorrelation[] = [];
  let waiting = given;
  for (let before = -1; before !== linked.length && waiting.length > 0; ) {
    before = linked.length;
    waiting = linkKnown(waiting, named, linked);
  }
  for (const { document } of waiting) {
    const missing = document.rules.filter((name) => !named.has(name));
    refused.push({
      path: document.path,
      id: document.id,
      stage: 'compile',
      reason: `names rules that are not there, or itself: ${missing.join(', ')}`,
    });
  }
  return linked;
}

/**
 * Reads and compiles every rule under `folders`, a SigmaHQ checkout as it is included.
 *
 * @param builtIn false leaves Akashi's own rules out
 * @throws AkashiError rules/unreadable when a folder cannot be read
 */
export function loadRules(folders: readonly string[], builtIn = true, placeholders: Placeholders = {}): CompiledRules {
  const refused: Refusal[] = [];
  const read: Read[] = [];
  const counts = { files: 0, rules: 0, correlations: 0, filters: 0, ignored: 0, parsed: 0, compiled: 0 };
  for (const { shown, text, trusted } of ruleFiles(folders, builtIn)) {
    counts.files += 1;
    const file = parseSigma(text, shown, placeholders);
    counts.ignored += file.ignored;
    for (const { id, reason, kind } of file.refused) {
      counts[`${kind}s`] += 1;
      refused.push({ path: shown, id, stage: 'parse', reason });
    }
    for (const document of file.documents) {
      counts[`${document.kind}s`] += 1;
      if (document.kind === 'rule') counts.parsed += 1;
      read.push({ document, trusted });
    }
  }
  const filters = read.flatMap(({ document }) => (document.kind === 'filter' ? [document] : []));
  const rules: (CompiledRule & { trusted: boolean })[] = [];
  for (const { document, trusted } of read) {
    if (document.kind !== 'rule') continue;
    try {
      const mine = filters.filter((filter) => applies(filter, document));
      rules.push({ ...compileRule(document, mine, trusted), trusted });
      counts.compiled += 1;
    } catch (error) {
      if (!(error instanceof RuleRefusal)) throw error;
      refused.push({ path: document.path, id: document.id, stage: 'compile', reason: error.message });
    }
  }
  const correlations = linkCorrelations(
    read.flatMap(({ document, trusted }) => (document.kind === 'correlation' ? [{ document, trusted }] : [])),
    rules,
    refused,
  );
  return { rules, correlations, refused, counts };
}
