// `npm run learn`: learns the weights of the classifier from every labelled sentence of ours and writes them to
// src/reply/lint/data/weights-*.ts. `npm run learn -- --folds` writes nothing: it leaves batches out in turn and says what the lint
// makes of them, which is what to expect of wording never met (`--lang en`, `--only 26,28`: some of them). With the numbers of batches to leave out
// (`npm run learn -- --without 15,16`) it writes weights that never saw these; learn again without it afterwards.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { StoredWeights } from '../src/reply/lint/learned-data.ts';
import type { Language } from '../src/vocabulary/finding.ts';
import { leftOut, total } from './wording/folds.ts';
import { allSentences, type Labelled } from './wording/sentences.ts';
import { weightsOf } from './wording/weights.ts';

const languages = ['en', 'ja'] as const;

/** A tab as it stands is legal in a string and half as long as its escape: there are a hundred thousand of them. */
const withBareTabs = (json: string) => json.replace(/(?<!\\)\\t/g, '\t');

function written(lang: Language, weights: StoredWeights): string {
  const name = lang === 'en' ? 'englishWeights' : 'japaneseWeights';
  const table = withBareTabs(JSON.stringify(weights, null, 1));
  return `// Learned by scripts/learn-wording.ts from src/reply/lint/fixtures; not written by hand.\nimport type { StoredWeights } from '../learned-data.ts';\n\nexport const ${name}: StoredWeights = ${table};\n`;
}

const numbersIn = (list: string | undefined) =>
  new Set(
    (list ?? '')
      .split(',')
      .filter((one) => one !== '')
      .map(Number),
  );

const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const told = (of: string, count: ReturnType<typeof total>) =>
  `${of}: caught ${share(count.caught, count.bad)}, false ${share(count.false, count.good)}\n`;

function tellFolds(all: readonly Labelled[], only: ReadonlySet<number>, langs: readonly Language[]): void {
  for (const lang of langs) {
    const results = leftOut(all, lang, only, (one) => process.stdout.write(told(`${lang} batch ${one.batch}`, one)));
    process.stdout.write(told(`${lang} together`, total(results)));
  }
}

function writeWeights(all: readonly Labelled[]): void {
  for (const lang of languages) {
    writeFileSync(
      new URL(`../src/reply/lint/data/weights-${lang}.ts`, import.meta.url),
      written(lang, weightsOf(all.filter((one) => one.lang === lang))),
    );
  }
  const count = (bad: boolean) => all.filter((one) => one.bad === bad).length;
  process.stderr.write(`learned from ${count(true)} bad and ${count(false)} good sentences\n`);
}

const { values } = parseArgs({
  options: {
    without: { type: 'string' },
    folds: { type: 'boolean', default: false },
    only: { type: 'string' },
    lang: { type: 'string' },
  },
});
const without = numbersIn(values.without);
const sentences = allSentences().filter(({ batch }) => batch === undefined || !without.has(batch));
if (values.folds)
  tellFolds(
    sentences,
    numbersIn(values.only),
    languages.filter((lang) => (values.lang ?? lang) === lang),
  );
else writeWeights(sentences);
