import type { Letter } from '../../vocabulary/case-file.ts';
import type { Both, Language } from '../../vocabulary/finding.ts';
import type { CaseInput } from '../grounds.ts';
import { asCompany } from '../own-name.ts';
import { classify } from './classifier.ts';
import { shownByItself } from './exact.ts';
import { type Itemised, itemsOf } from './items.ts';
import { advisesNewPassword } from './password-advice.ts';
import { byWording, type Place, type Seen } from './patterns.ts';
import { plainText } from './plain-text.ts';
import { coverNames, coverQuoted, isHeardOnly } from './quoted.ts';
import type { LintRule, Severity } from './rule.ts';
import { lintRules, ruleOf } from './rules.ts';
import { type Breach, looksWhole, type Purpose, type Structure, type StructureRule } from './structure.ts';
import {
  admissions,
  findingsLeftOut,
  negativeWithoutLimit,
  negativeWithoutScope,
  verdictsBeyondOutcome,
  wordsBesideTheBand,
} from './structure-claims.ts';
import {
  correctionMissing,
  factsWithoutEvidence,
  givesAway,
  languagesApart,
  numbersNotInCase,
  olderThanTheCase,
  preservedWithoutRecord,
  registerToUnverified,
  vendorsWordAsOurs,
} from './structure-evidence.ts';
import {
  awarenessMissing,
  contactMissing,
  nowhereElseToTurn,
  openingAndClosing,
  placesToFill,
  questionsUnanswered,
  tooLong,
} from './structure-form.ts';
import { answerTo, placeIn, type Unit, unitsOf } from './units.ts';
import { verdictOn } from './verdict.ts';

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
  readonly purpose?: Purpose;
};

export function findingAt(rule: LintRule, unit: Unit, place: Place, lang: Language): LintFinding {
  const start = placeIn(unit, place.index);
  const last = placeIn(unit, place.index + place.length - 1);
  const suggestion = rule.better[lang];
  return {
    rule: rule.id,
    severity: rule.severity,
    sentence: unit.text,
    start,
    end: unit.text === '' ? start : last + 1,
    message: rule.catches,
    suggestion: suggestion === '' ? null : suggestion,
  };
}

/** Words of the case that claim nothing: a form, a company and who signs for it may be called anything. */
function foreignNames(input: CaseInput): readonly string[] {
  const { claim, organisation } = input;
  const vendors = organisation.vendors.flatMap(({ name, nameEn }) => (nameEn === undefined ? [name] : [name, nameEn]));
  const { signer, signerEn, signerRole } = organisation.contact;
  const ours = [organisation.name?.ja, organisation.name?.en, signer, signerEn, signerRole?.ja, signerRole?.en];
  return [claim.form, claim.name, claim.nameEn, ...ours, ...vendors].filter(
    (name) => name !== null && name !== undefined,
  );
}

/** The same sentences stand in many letters: what the rules see in one is kept, and forgotten when full. */
const seenIn = new Map<string, readonly Seen[]>();
const SEEN_KEPT = 8192;

/** What the classifier reads: a form may be called anything, and its name is no claim of ours. */
export function withNamesCovered(text: string, input: CaseInput | undefined, lang: Language): string {
  const names = input ? foreignNames(input) : [];
  return coverNames(
    plainText(text, lang).text,
    names.map((name) => plainText(name, lang).text),
  );
}

/** Patterns name what is wrong; the classifier has the last word on whether anything is. */
function judged(text: string, read: string, matched: readonly Seen[], lang: Language): readonly Seen[] {
  const { odds, likest } = classify(read, lang);
  const rules = matched.map(({ rule }) => rule.id);
  const verdict = verdictOn(text, lang, rules, odds);
  if (verdict !== 'by likeness') {
    const named = new Set(verdict);
    // "As soon as you can" is no promise of ours there.
    if (advisesNewPassword(text, lang)) named.delete('CL03');
    return matched.filter(({ rule }) => named.has(rule.id));
  }
  // Likeness takes it for a demand, or for blame; what patterns name stays.
  if (advisesNewPassword(text, lang)) return [];
  const rule = likest();
  return rule === undefined ? [] : [{ rule: ruleOf(rule), place: { index: 0, length: Math.max(1, text.length) } }];
}

function seen(written: string, answer: string, input: CaseInput | undefined, lang: Language): readonly Seen[] {
  const text = input && lang === 'ja' ? asCompany(written, input.organisation) : written;
  const read = withNamesCovered(text, input, lang);
  const ours = coverQuoted(read, lang);
  const whole = answer === '' ? read : `${read} ${withNamesCovered(answer, input, lang)}`;
  const key = `${lang} ${input === undefined} ${text}\n${ours}\n${whole}`;
  const kept = seenIn.get(key);
  if (kept) return kept;
  // Beside a case the structural rules read the same things with what the case says.
  const exact = shownByItself(text, lang).filter(({ rule }) => rule.kind === 'pattern' || input === undefined);
  const matched = byWording(text, ours, lang);
  const weighed = isHeardOnly(ours, lang) ? [] : judged(text, whole, matched, lang);
  // What is shown by itself needs no guess beside it, and is told once.
  const guessed = exact.length > 0 && matched.length === 0;
  const named = new Set(exact.map(({ rule }) => rule.id));
  const found = [...exact, ...(guessed ? [] : weighed.filter(({ rule }) => !named.has(rule.id)))];
  if (seenIn.size >= SEEN_KEPT) seenIn.clear();
  seenIn.set(key, found);
  return found;
}

function byPattern(units: readonly Unit[], { lang, caseFile }: LintOptions): LintFinding[] {
  return units.flatMap((unit, i) =>
    seen(unit.text, answerTo(units, i), caseFile, lang).map(({ rule, place }) => findingAt(rule, unit, place, lang)),
  );
}

const structureRules: readonly StructureRule[] = [
  negativeWithoutScope,
  negativeWithoutLimit,
  admissions,
  verdictsBeyondOutcome,
  wordsBesideTheBand,
  findingsLeftOut,
  factsWithoutEvidence,
  numbersNotInCase,
  olderThanTheCase,
  languagesApart,
  correctionMissing,
  preservedWithoutRecord,
  vendorsWordAsOurs,
  registerToUnverified,
  givesAway,
  tooLong,
  contactMissing,
  questionsUnanswered,
  nowhereElseToTurn,
  openingAndClosing,
  placesToFill,
];

/** The place of a breach: the part that shows it, or the whole sentence. */
function fromBreach({ rule, item, part }: Breach, lang: Language): LintFinding {
  const unit: Unit = item?.unit ?? { text: '', runs: [], paragraph: 0 };
  const match = part?.exec(unit.text);
  const place = match
    ? { index: match.index, length: Math.max(1, match[0].length) }
    : { index: 0, length: unit.text.length };
  return findingAt(ruleOf(rule), unit, place, lang);
}

function byStructure(
  subject: string | Letter,
  { items, stage }: Itemised,
  input: CaseInput,
  { lang, purpose = 'draft' }: LintOptions,
): LintResult {
  const letter = typeof subject === 'string' ? undefined : subject;
  const text = typeof subject === 'string' ? subject : subject.text;
  const outcome = letter?.outcome ?? input.outcome;
  const whole = letter !== undefined || looksWhole(text, lang);
  const structure: Structure = { lang, purpose, input, items, text, letter, stage, outcome, whole };
  const awareness = awarenessMissing(structure);
  const breaches = [...structureRules.flatMap((rule) => rule(structure)), ...(awareness ?? [])];
  return {
    findings: breaches.map((breach) => fromBreach(breach, lang)),
    notRun: awareness === undefined ? ['LI09'] : [],
  };
}

const byPlace = (a: LintFinding, b: LintFinding) =>
  a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

/**
 * What is wrong with the wording of a letter.
 *
 * Without a case the structural rules cannot be run, and are named in `notRun`. With one, a text is laid beside the
 * drafts of that case: sentences that stand in none of them were written by hand, and have no evidence.
 */
export function lintLetter(subject: string | Letter, options: LintOptions): LintResult {
  const { caseFile, lang } = options;
  const text = typeof subject === 'string' ? subject : subject.text;
  const itemised = caseFile ? itemsOf(subject, lang, caseFile) : undefined;
  const patterns = byPattern(itemised ? itemised.items.map(({ unit }) => unit) : unitsOf(text, lang), options);
  const structure =
    caseFile && itemised
      ? byStructure(subject, itemised, caseFile, options)
      : { findings: [], notRun: lintRules.filter(({ kind }) => kind === 'structure').map(({ id }) => id) };
  // One sentence breaks one rule once.
  const once = new Map(
    [...patterns, ...structure.findings].map((one) => [`${one.rule} ${one.start} ${one.sentence}`, one]),
  );
  return { findings: [...once.values()].sort(byPlace), notRun: structure.notRun };
}
