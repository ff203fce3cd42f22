// `npm run learn`: learns the weights of the classifier from every labelled sentence of ours and writes them to
// src/reply/data/weights-*.ts. With the numbers of batches to leave out (`npm run learn -- --without 15,16`) it writes
// weights that never saw these, for `npx vitest run src/reply/rules.test.ts` to judge; learn again without it afterwards.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { storedWeights } from '../src/reply/classifier.ts';
import { draftLetter } from '../src/reply/draft.ts';
import { featuresOf } from '../src/reply/features.ts';
import { generatedCase } from '../src/reply/generated-case.ts';
import { withNamesCovered } from '../src/reply/lint.ts';
import { lintRules } from '../src/reply/rules.ts';
import { unitsOf } from '../src/reply/units.ts';
import type { Language } from '../src/vocabulary/finding.ts';
import { framedClaims } from './wording/frames.ts';
import { type Example, learn } from './wording/logistic.ts';

const languages = ['en', 'ja'] as const;
const ROUNDS = 20;
/** Rounds for telling rules apart, and how many features of each are kept. */
const RULE_ROUNDS = 6;
const RULE_FEATURES = 150;
/** Frames crossed with claims, and sentences of our own letters, count less than what a person wrote for the purpose. */
const FRAMED = 0.3;
const OF_LETTERS = 0.15;
/** Our own rules' examples have to come out right. */
const OF_RULES = 2;
/** Generated cases whose letters are read; few sentences are new after these. */
const CASES = 150;

type Labelled = {
  readonly text: string;
  readonly lang: Language;
  readonly bad: boolean;
  readonly rule: string | undefined;
  readonly weight: number;
};

const fixtures = new URL('../src/reply/fixtures/', import.meta.url);

function batch(name: string): readonly Labelled[] {
  const rows = readFileSync(new URL(name, fixtures), 'utf8').trim().split('\n');
  return rows.map((row): Labelled => {
    const [label, lang, rule, text = ''] = row.split('\t');
    return {
      text,
      lang: lang === 'ja' ? 'ja' : 'en',
      bad: label === 'bad',
      rule: label === 'bad' ? rule?.split(',')[0] : undefined,
      weight: 1,
    };
  });
}

const batchNumber = (name: string) => Number(/^wording-(\d+)\.tsv$/.exec(name)?.[1] ?? Number.NaN);
const batches = readdirSync(fixtures)
  .filter((name) => !Number.isNaN(batchNumber(name)))
  .sort((a, b) => batchNumber(a) - batchNumber(b));

function ofRules(): readonly Labelled[] {
  const patterns = lintRules.filter(({ kind }) => kind === 'pattern');
  const bad = patterns.flatMap(({ id, bad: example }) =>
    languages.map((lang): Labelled => ({ text: example[lang], lang, bad: true, rule: id, weight: OF_RULES })),
  );
  const good = lintRules.flatMap(({ better }) =>
    languages.flatMap((lang) =>
      unitsOf(better[lang], lang).map(
        ({ text }): Labelled => ({ text, lang, bad: false, rule: undefined, weight: OF_RULES }),
      ),
    ),
  );
  return [...bad, ...good].filter(({ text }) => text !== '' && !text.startsWith('(n/a)'));
}

type Skeletons = { readonly bodies: readonly Readonly<Record<Language, string>>[] };

function ofSkeletons(): readonly Labelled[] {
  const { bodies }: Skeletons = JSON.parse(readFileSync(new URL('skeletons.json', fixtures), 'utf8'));
  return bodies.flatMap((body) =>
    languages.flatMap((lang) =>
      unitsOf(body[lang], lang).map(({ text }): Labelled => ({ text, lang, bad: false, rule: undefined, weight: 1 })),
    ),
  );
}

/** Every sentence of our letters that differs in more than its numbers. */
function ofLetters(): readonly Labelled[] {
  const seen = new Map<string, Labelled>();
  for (let seed = 1; seed <= CASES; seed += 1) {
    const input = generatedCase(seed);
    for (const stage of ['holding', 'main', 'follow-up', 'correction'] as const) {
      for (const lang of languages) {
        const letter = draftLetter(input, { stage, lang, channel: seed % 2 === 0 ? 'letter' : 'email' });
        for (const { text: original } of unitsOf(letter.text, lang)) {
          const text = withNamesCovered(original, input, lang);
          const key = `${lang} ${text.replace(/[\d０-９]/g, '0')}`;
          if (!seen.has(key)) seen.set(key, { text, lang, bad: false, rule: undefined, weight: OF_LETTERS });
        }
      }
    }
  }
  return [...seen.values()];
}

const ofFrames = (): readonly Labelled[] =>
  framedClaims().map(({ text, lang, bad }) => ({ text, lang, bad, rule: undefined, weight: FRAMED }));

const LEAST_SENTENCES = 2;

/** Features that one sentence alone has say nothing about the next one, and are most of them. */
function examplesOf(all: readonly Labelled[]): readonly Example[] {
  const examples = all.map(
    ({ text, lang, bad, weight }): Example => ({ features: featuresOf(text, lang), bad, weight }),
  );
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
  const examples = bad.map((one) => ({ one, features: featuresOf(one.text, one.lang) }));
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

function weightsOf(lang: Language, all: readonly Labelled[]) {
  const mine = all.filter((one) => one.lang === lang);
  const learned = learn(examplesOf(mine), ROUNDS);
  return {
    bias: Math.round(learned.bias * 100) / 100,
    words: storedWeights(kept(learned.words)),
    classes: storedWeights(kept(learned.classes)),
    rules: ruleWeights(mine.filter(({ bad, rule }) => bad && rule !== undefined)),
  };
}

function written(lang: Language, weights: ReturnType<typeof weightsOf>): string {
  const name = lang === 'en' ? 'englishWeights' : 'japaneseWeights';
  return `// Learned by scripts/learn-wording.ts from src/reply/fixtures; not written by hand.\nimport type { StoredWeights } from '../learned-data.ts';\n\nexport const ${name}: StoredWeights = ${JSON.stringify(weights, null, 1)};\n`;
}

const { values } = parseArgs({ options: { without: { type: 'string' } } });
const without = new Set(
  (values.without ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map(Number),
);
const learnedFrom = [
  ...batches.filter((name) => !without.has(batchNumber(name))).flatMap(batch),
  ...ofRules(),
  ...ofSkeletons(),
  ...ofLetters(),
  ...ofFrames(),
];
for (const lang of languages) {
  writeFileSync(
    new URL(`../src/reply/data/weights-${lang}.ts`, import.meta.url),
    written(lang, weightsOf(lang, learnedFrom)),
  );
}
const count = (bad: boolean) => learnedFrom.filter((one) => one.bad === bad).length;
process.stderr.write(`learned from ${count(true)} bad and ${count(false)} good sentences\n`);
