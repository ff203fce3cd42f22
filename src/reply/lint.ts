import type { Letter } from '../vocabulary/case-file.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { englishWordings } from './data/wording-en.ts';
import { japaneseWordings } from './data/wording-ja.ts';
import type { CaseInput } from './grounds.ts';
import { coverHonest } from './honest.ts';
import { coverNames, coverQuoted } from './quoted.ts';
import type { LintRule, Severity, Wording, Wordings } from './rule.ts';
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

const wordings: Readonly<Record<Language, Wordings>> = { ja: japaneseWordings, en: englishWordings };

/** Rules about what a sentence claims: an honest denial of certainty is covered for these. */
const aboutClaims = (id: string) => /^(?:OC|BL|LI0[25])/.test(id);
/** Rules about privacy read the words as they stand, quoted or not. */
const readsQuotes = (id: string) => id.startsWith('PR');

type Place = { readonly index: number; readonly length: number };

/** The first place where a rule holds in a sentence. */
function firstMatch({ when, unless = [] }: Wording, text: string): Place | undefined {
  for (const pattern of when) {
    const match = pattern.exec(text);
    if (!match) continue;
    if (unless.some((exception) => exception.test(text))) return undefined;
    return { index: match.index, length: Math.max(1, match[0].length) };
  }
  return undefined;
}

export function findingAt(rule: LintRule, unit: Unit, place: Place, lang: Language): LintFinding {
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

/** Curly apostrophes and full-width Latin letters as the patterns have them; every place stays where it was. */
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[Ａ-Ｚａ-ｚ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
}

function byPattern(units: readonly Unit[], { lang, caseFile }: LintOptions): LintFinding[] {
  const names = caseFile ? foreignNames(caseFile) : [];
  return units.flatMap((unit) => {
    const asItStands = plain(unit.text);
    const ours = coverNames(coverQuoted(asItStands, lang), names);
    const claimed = coverHonest(ours, lang);
    return lintRules.flatMap((rule) => {
      const wording = rule.kind === 'pattern' ? wordings[lang][rule.id] : undefined;
      if (!wording) return [];
      const text = readsQuotes(rule.id) ? asItStands : aboutClaims(rule.id) ? claimed : ours;
      const place = firstMatch(wording, text);
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
