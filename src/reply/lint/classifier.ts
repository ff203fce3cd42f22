// A third reading of a sentence: whether it claims more than a letter may, by weights learned from labelled sentences
// (logistic regression over the features of features.ts; learned by scripts/learn-wording.ts). It generalises to wording
// that no pattern foresaw, and it takes back alarms of patterns that fell on an honest denial.
import type { Language } from '../../vocabulary/finding.ts';
import { laterClauses } from './clauses.ts';
import { englishWeights } from './data/weights-en.ts';
import { japaneseWeights } from './data/weights-ja.ts';
import { type Features, featuresOf } from './features.ts';
import type { StoredWeights } from './learned-data.ts';

/** How much the two kinds of features count beside each other; the same in learning and in reading. */
export const SHARE = { words: 0.7, classes: 1 } as const;
const PER_UNIT = 100;
const SEPARATOR = '\t';

type Weights = ReadonlyMap<string, number>;
export type Model = {
  readonly bias: number;
  readonly words: Weights;
  readonly classes: Weights;
  readonly rules: readonly (readonly [string, Weights])[];
};

function parsed(stored: Readonly<Record<string, string>>): Weights {
  return new Map(
    Object.entries(stored).flatMap(([weight, features]) =>
      features.split(SEPARATOR).map((feature) => [feature, Number(weight) / PER_UNIT] as const),
    ),
  );
}

/** The inverse of reading them back; features hold no tab. */
export function storedWeights(weights: Iterable<readonly [string, number]>): Record<string, string> {
  const lists = new Map<number, string[]>();
  for (const [feature, weight] of weights) {
    const whole = Math.round(weight * PER_UNIT);
    if (whole === 0) continue;
    const list = lists.get(whole);
    if (list) list.push(feature);
    else lists.set(whole, [feature]);
  }
  const rows = [...lists].sort(([a], [b]) => a - b);
  return Object.fromEntries(rows.map(([weight, features]) => [String(weight), features.sort().join(SEPARATOR)]));
}

const stored: Readonly<Record<Language, StoredWeights>> = { en: englishWeights, ja: japaneseWeights };
const models = new Map<Language, Model>();

export const modelFrom = ({ bias, words, classes, rules }: StoredWeights): Model => ({
  bias,
  words: parsed(words),
  classes: parsed(classes),
  rules: Object.entries(rules).map(([rule, weights]) => [rule, parsed(weights)] as const),
});

function modelOf(lang: Language): Model {
  const known = models.get(lang);
  if (known) return known;
  const model = modelFrom(stored[lang]);
  models.set(lang, model);
  return model;
}

/** Over the root of the count of those known: a long sentence has more features, not more to say. */
function weighed(features: readonly string[], weights: Weights): number {
  let sum = 0;
  let known = 0;
  for (const feature of features) {
    const weight = weights.get(feature);
    if (weight === undefined) continue;
    sum += weight;
    known += 1;
  }
  return sum / Math.sqrt(Math.max(1, known));
}

/** Log odds that a sentence claims more than a letter may; above 0, more likely than not. */
export function logOdds({ words, classes }: Features, model: Model): number {
  return model.bias + SHARE.words * weighed(words, model.words) + SHARE.classes * weighed(classes, model.classes);
}

/** Log odds of a sentence whole, and of the worst of its later clauses by itself (−∞ where it has none). */
export type Odds = { readonly whole: number; readonly clause: number };

/** What the classifier makes of one sentence. `likest` is asked for few of them, and costs more. */
export type Reading = { readonly odds: Odds; readonly likest: () => string | undefined };

/** The rule that an over-claim is most like, by weights of "this rule rather than another". */
function likestRule({ classes }: Features, { rules }: Model): string | undefined {
  let best: { readonly rule: string; readonly score: number } | undefined;
  for (const [rule, weights] of rules) {
    const score = weighed(classes, weights);
    if (!best || score > best.score) best = { rule, score };
  }
  return best?.rule;
}

export function oddsOf(
  text: string,
  lang: Language,
  model: Model,
  featuresIn: (text: string, lang: Language) => Features = featuresOf,
): Odds {
  const odds = (part: string) => logOdds(featuresIn(part, lang), model);
  return { whole: odds(text), clause: Math.max(...laterClauses(text, lang).map(odds), Number.NEGATIVE_INFINITY) };
}

export function classify(text: string, lang: Language): Reading {
  const model = modelOf(lang);
  return { odds: oddsOf(text, lang, model), likest: () => likestRule(featuresOf(text, lang), model) };
}
