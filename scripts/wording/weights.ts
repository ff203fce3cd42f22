// From labelled sentences to weights as they are stored.
import { storedWeights } from '../../src/reply/lint/classifier.ts';
import { type Features, featuresOf } from '../../src/reply/lint/features.ts';
import type { StoredWeights } from '../../src/reply/lint/learned-data.ts';
import type { Language } from '../../src/vocabulary/finding.ts';
import { type Example, learn } from './logistic.ts';
import type { Labelled } from './sentences.ts';

const ROUNDS = 20;
/** Rounds for telling rules apart, and how many features of each are kept. */
const RULE_ROUNDS = 6;
const RULE_FEATURES = 150;

/** Leaving batches out in turn asks for the same features again and again. */
const known = new Map<string, Features>();
export function featuresOfSentence({ text, lang }: { readonly text: string; readonly lang: Language }): Features {
  const key = `${lang} ${text}`;
  const features = known.get(key) ?? featuresOf(text, lang);
  known.set(key, features);
  return features;
}

const LEAST_SENTENCES = 2;

/** Features that one sentence alone has say nothing about the next one, and are most of them. */
function examplesOf(all: readonly Labelled[]): readonly Example[] {
  const examples = all.map(({ bad, weight, ...one }): Example => ({ features: featuresOfSentence(one), bad, weight }));
  const often = (kind: 'words' | 'classes') => {
    const counts = new Map<string, number>();
    for (const { features } of examples) {
      for (const feature of features[kind]) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
    return (feature: string) => (counts.get(feature) ?? 0) >= LEAST_SENTENCES;
  };
  const [words, classes] = [often('words'), often('classes')];
  return examples.map((one) => ({
    ...one,
    features: { words: one.features.words.filter(words), classes: one.features.classes.filter(classes) },
  }));
}

function largest(weights: ReadonlyMap<string, number>, count: number): [string, number][] {
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, count);
}

/** "This rule rather than another": each against the rest, among bad sentences only. */
function ruleWeights(bad: readonly Labelled[]) {
  const examples = bad.map((one) => ({ one, features: featuresOfSentence(one) }));
  const ids = [...new Set(bad.flatMap(({ rule }) => (rule ? [rule] : [])))].sort();
  return Object.fromEntries(
    ids.map((id) => {
      const rows = examples.map(
        ({ one, features }): Example => ({ features, bad: one.rule === id, weight: one.weight }),
      );
      return [id, storedWeights(largest(learn(rows, RULE_ROUNDS).classes, RULE_FEATURES))] as const;
    }),
  );
}

/** Weights below this are left out: together they move the sum by less than a sentence is ever near the edge. */
const LEAST = 0.005;
const kept = (weights: ReadonlyMap<string, number>) => [...weights].filter(([, weight]) => Math.abs(weight) >= LEAST);

/** Weights of one language; `rules` are left out where only the verdict is asked for. */
export function weightsOf(mine: readonly Labelled[], withRules = true): StoredWeights {
  const learned = learn(examplesOf(mine), ROUNDS);
  return {
    bias: Math.round(learned.bias * 100) / 100,
    words: storedWeights(kept(learned.words)),
    classes: storedWeights(kept(learned.classes)),
    rules: withRules ? ruleWeights(mine.filter(({ bad, rule }) => bad && rule !== undefined)) : {},
  };
}
