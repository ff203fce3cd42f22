import type { Letter } from '../vocabulary/case-file.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import type { CaseInput } from './grounds.ts';
import { coverNames, coverQuoted } from './quoted.ts';
import type { LintRule, Severity } from './rule.ts';
import { lintRules } from './rules.ts';
import { type Unit, unitsOf } from './units.ts';

/** `start` and `end` are places in the text of the letter, in UTF-16 units, end exclusive. */
export type LintFinding = {
  readonly rule: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly message: Both;
  readonly suggestion: string | null;
};

export type LintResult = { readonly findings: readonly LintFinding[]; readonly notRun: readonly string[] };

export type LintOptions = {
  readonly lang: Language;
  readonly caseFile?: CaseInput;
};

/** The first place where a rule holds in a sentence. */
function firstMatch(rule: LintRule, text: string, lang: Language): { index: number; length: number } | undefined {
  for (const pattern of rule[lang]) {
    const match = pattern.exec(text);
    if (match) return { index: match.index, length: Math.max(1, match[0].length) };
  }
  return undefined;
}

export function findingAt(
  rule: LintRule,
  unit: Unit,
  place: { index: number; length: number },
  lang: Language,
): LintFinding {
  const start = unit.at[place.index] ?? unit.at[0] ?? 0;
  const last = unit.at[Math.min(place.index + place.length, unit.at.length) - 1] ?? start;
  const suggestion = rule.better[lang];
  return {
    rule: rule.id,
    severity: rule.severity,
    sentence: unit.text,
    start,
    end: last + 1,
    message: rule.catches,
    suggestion: suggestion === '' ? null : suggestion,
  };
}

/** Words of the case that are not ours: a form may be called anything. */
function foreignNames(input: CaseInput): readonly string[] {
  const { claim, organisation } = input;
  return [claim.form, claim.name, ...organisation.vendors.map(({ name }) => name)].filter((name) => name !== null);
}

/** Rules about privacy read the words as they stand, quoted or not. */
const readsQuotes = (rule: LintRule) => rule.id.startsWith('PR');

function byPattern(units: readonly Unit[], { lang, caseFile }: LintOptions): LintFinding[] {
  const names = caseFile ? foreignNames(caseFile) : [];
  return units.flatMap((unit) => {
    const ours = coverNames(coverQuoted(unit.text, lang), names);
    return lintRules.flatMap((rule) => {
      if (rule.kind !== 'pattern') return [];
      const place = firstMatch(rule, readsQuotes(rule) ? unit.text : ours, lang);
      return place ? [findingAt(rule, unit, place, lang)] : [];
    });
  });
}

/**
 * What is wrong with the wording of a letter. Without a case the structural rules cannot be run, and are named so.
 */
export function lintLetter(subject: string | Letter, options: LintOptions): LintResult {
  const text = typeof subject === 'string' ? subject : subject.text;
  const units = unitsOf(text, options.lang);
  const findings = byPattern(units, options);
  return {
    findings: findings.sort((a, b) => a.start - b.start || a.rule.localeCompare(b.rule)),
    notRun: lintRules.filter(({ kind }) => kind === 'structure').map(({ id }) => id),
  };
}
