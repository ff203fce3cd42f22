// What the lint makes of sentences by writers it has not met: each group of batches is left out of learning in turn, and
// then judged as the lint judges, patterns and classifier together.
import { modelFrom, oddsOf } from '../../src/reply/lint/classifier.ts';
import { byWording } from '../../src/reply/lint/patterns.ts';
import { plainText } from '../../src/reply/lint/plain-text.ts';
import { coverQuoted } from '../../src/reply/lint/quoted.ts';
import { answerTo, unitsOf } from '../../src/reply/lint/units.ts';
import { verdictOn } from '../../src/reply/lint/verdict.ts';
import type { Language } from '../../src/vocabulary/finding.ts';
import type { Labelled } from './sentences.ts';
import { featuresOfSentence, weightsOf } from './weights.ts';

/** The patterns were written after the earlier batches had been read; only later ones are new to both halves. */
const FIRST_UNSEEN_BY_PATTERNS = 12;
/** Batches of one style stand and fall together; every later batch is a group of its own. */
const together: readonly (readonly number[])[] = [
  [14, 16],
  [15, 17],
  [22, 23],
  [44, 45],
  [46, 47],
  [48, 49, 50, 51],
  [54, 55, 57, 58],
];
/** Fewer say nothing. */
const LEAST = 15;

type Count = { readonly bad: number; readonly caught: number; readonly good: number; readonly false: number };
export type FoldResult = Count & { readonly batch: string; readonly lang: Language };

function groupsOf(batches: readonly number[]): readonly (readonly number[])[] {
  const grouped = new Set(together.flat());
  return [...together, ...batches.filter((one) => !grouped.has(one)).map((one) => [one])].sort(
    ([a = 0], [b = 0]) => a - b,
  );
}

/** As lint.ts reads a text: sentence by sentence, a question with its answer. */
function fires({ text, lang }: Labelled, model: ReturnType<typeof modelFrom>): boolean {
  const units = unitsOf(text, lang);
  return units.some((unit, i) => {
    const matched = byWording(unit.text, coverQuoted(plainText(unit.text, lang).text, lang), lang);
    const read = `${unit.text} ${answerTo(units, i)}`.trim();
    const rules = matched.map(({ rule }) => rule.id);
    const odds = oddsOf(plainText(read, lang).text, lang, model, (part) => featuresOfSentence({ text: part, lang }));
    const verdict = verdictOn(unit.text, lang, rules, odds);
    return verdict === 'by likeness' || verdict.length > 0;
  });
}

function counted(judged: readonly { readonly bad: boolean; readonly fires: boolean }[]): Count {
  const count = (bad: boolean, fired?: boolean) =>
    judged.filter((one) => one.bad === bad && (fired === undefined || one.fires === fired)).length;
  return { bad: count(true), caught: count(true, true), good: count(false), false: count(false, true) };
}

export function total(results: readonly Count[]): Count {
  const sum = (key: keyof Count) => results.reduce((all, one) => all + one[key], 0);
  return { bad: sum('bad'), caught: sum('caught'), good: sum('good'), false: sum('false') };
}

/** One result for each batch of the language, each by weights that never met its group; `only` these batches, if any are named. */
export function leftOut(
  all: readonly Labelled[],
  lang: Language,
  only: ReadonlySet<number>,
  say: (result: FoldResult) => void,
): readonly FoldResult[] {
  const mine = all.filter((one) => one.lang === lang);
  const numbers = [...new Set(mine.flatMap(({ batch }) => (batch === undefined ? [] : [batch])))].filter(
    (batch) => batch >= FIRST_UNSEEN_BY_PATTERNS && mine.filter((one) => one.batch === batch).length >= LEAST,
  );
  const groups = groupsOf(numbers).filter((group) => only.size === 0 || group.some((one) => only.has(one)));
  return groups.flatMap((group) => {
    const without = new Set(group);
    const model = modelFrom(
      weightsOf(
        mine.filter(({ batch }) => batch === undefined || !without.has(batch)),
        false,
      ),
    );
    return group.flatMap((batch): FoldResult[] => {
      const sentences = mine.filter((one) => one.batch === batch && !one.part);
      if (sentences.length < LEAST) return [];
      const result = {
        batch: String(batch),
        lang,
        ...counted(sentences.map((one) => ({ bad: one.bad, fires: fires(one, model) }))),
      };
      say(result);
      return [result];
    });
  });
}
