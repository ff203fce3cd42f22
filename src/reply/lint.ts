import type { Letter } from '../vocabulary/case-file.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { classify } from './classifier.ts';
import { englishMeanings } from './data/meaning-en.ts';
import { japaneseMeanings } from './data/meaning-ja.ts';
import { englishWordings } from './data/wording-en.ts';
import { japaneseWordings } from './data/wording-ja.ts';
import type { CaseInput } from './grounds.ts';
import { coverHonest } from './honest.ts';
import { type Itemised, itemsOf } from './items.ts';
import { plainText } from './plain-text.ts';
import { coverNames, coverQuoted } from './quoted.ts';
import type { LintRule, Severity, Wording, Wordings } from './rule.ts';
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
import { placeIn, type Unit, unitsOf } from './units.ts';

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

/** Each sentence is read for known manners of saying it, then for vocabularies crossed; the classifier reads it third. */
const readings: Readonly<Record<Language, readonly Wordings[]>> = {
  ja: [japaneseWordings, japaneseMeanings],
  en: [englishWordings, englishMeanings],
};

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

/** Words of the case that are not ours: a form may be called anything. */
function foreignNames(input: CaseInput): readonly string[] {
  const { claim, organisation } = input;
  return [claim.form, claim.name, ...organisation.vendors.map(({ name }) => name)].filter((name) => name !== null);
}

/** Where a place of the plain text stood in the sentence itself. */
function placeBefore({ index, length }: Place, places: readonly number[]): Place {
  const start = places[index] ?? 0;
  const last = places[index + length - 1] ?? start;
  return { index: start, length: Math.max(1, last - start + 1) };
}

type Seen = { readonly rule: LintRule; readonly place: Place };

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

/** What the patterns see, where they see it. */
function byWording(text: string, ours: string, lang: Language): readonly Seen[] {
  const { text: asItStands, places } = plainText(text, lang);
  const claimed = coverHonest(ours, lang);
  return lintRules.flatMap((rule): Seen[] => {
    if (rule.kind !== 'pattern') return [];
    const read = readsQuotes(rule.id) ? asItStands : aboutClaims(rule.id) ? claimed : ours;
    for (const wordings of readings[lang]) {
      const wording = wordings[rule.id];
      const place = wording && firstMatch(wording, read);
      if (place) return [{ rule, place: placeBefore(place, places) }];
    }
    return [];
  });
}

/** Rules of form: what they match is wrong in whatever sense it is said, and their patterns seldom err. */
const ofForm = /^(?:CL0[1346]|CL10|JP0|LI0[478]|OC09|OC12|PR)/;
/** These are about characters, not about meaning: no honest sentence needs them. */
const beyondMeaning = /^(?:PR0[14]|JP06)/;
/** What a pattern that matched adds to the log odds, and what none takes away: chosen on batch 18, by weights that had not seen it. */
const IN_FAVOUR = { form: 2, claim: 0.75, none: -0.5 } as const;
/** A name, a date or a heading claims nothing. */
const isSentence = (text: string, lang: Language) =>
  lang === 'ja' ? text.length >= 10 : text.split(/\s+/, 4).length >= 4;

/**
 * Patterns name what is wrong; the classifier has the last word on whether anything is.
 * It was taught by sentences that patterns had got wrong, in both directions.
 */
function judged(text: string, read: string, matched: readonly Seen[], lang: Language): readonly Seen[] {
  const { logOdds, likest } = classify(read, lang);
  const favour = matched.some((one) => ofForm.test(one.rule.id)) ? 'form' : matched.length > 0 ? 'claim' : 'none';
  const over = logOdds + IN_FAVOUR[favour] > 0;
  if (!over) return matched.filter((one) => beyondMeaning.test(one.rule.id));
  if (matched.length > 0 || !isSentence(text, lang)) return matched;
  const rule = likest();
  return rule === undefined ? [] : [{ rule: ruleOf(rule), place: { index: 0, length: Math.max(1, text.length) } }];
}

function seen(text: string, input: CaseInput | undefined, lang: Language): readonly Seen[] {
  const read = withNamesCovered(text, input, lang);
  const ours = coverQuoted(read, lang);
  const key = `${lang} ${text}\n${ours}`;
  const kept = seenIn.get(key);
  if (kept) return kept;
  const found = judged(text, read, byWording(text, ours, lang), lang);
  if (seenIn.size >= SEEN_KEPT) seenIn.clear();
  seenIn.set(key, found);
  return found;
}

function byPattern(units: readonly Unit[], { lang, caseFile }: LintOptions): LintFinding[] {
  return units.flatMap((unit) =>
    seen(unit.text, caseFile, lang).map(({ rule, place }) => findingAt(rule, unit, place, lang)),
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
