// Every labelled sentence that the classifier learns from: the batches written for it, the examples of the rules, the
// skeletons, the sentences of our own letters, and claims crossed with frames.
import { readdirSync, readFileSync } from 'node:fs';
import { draftLetter } from '../../src/reply/draft.ts';
import { generatedCase } from '../../src/reply/generated-case.ts';
import { laterClauses } from '../../src/reply/lint/clauses.ts';
import { withNamesCovered } from '../../src/reply/lint/lint.ts';
import { plainText } from '../../src/reply/lint/plain-text.ts';
import { lintRules } from '../../src/reply/lint/rules.ts';
import { answerTo, unitsOf } from '../../src/reply/lint/units.ts';
import type { Language } from '../../src/vocabulary/finding.ts';
import { framedClaims } from './frames.ts';

const languages = ['en', 'ja'] as const;
/** Frames crossed with claims, and sentences of our own letters, count less than what a person wrote for the purpose. */
const FRAMED = 0.3;
const OF_LETTERS = 0.15;
/** Our own rules' examples have to come out right. */
const OF_RULES = 2;
/** Clauses of what is learned whole already. */
const OF_CLAUSES = 0.3;
/** Generated cases whose letters are read; few sentences are new after these. */
const CASES = 150;

export type Labelled = {
  readonly text: string;
  readonly lang: Language;
  readonly bad: boolean;
  readonly rule: string | undefined;
  readonly weight: number;
  /** The number of its batch; undefined for what is learned from in every case. */
  readonly batch: number | undefined;
  /** One of several sentences of a row, which stands beside it whole. */
  readonly part?: boolean;
};

const fixtures = new URL('../../src/reply/lint/fixtures/', import.meta.url);

const batchNumber = (name: string) => Number(/^wording-(\d+)\.tsv$/.exec(name)?.[1] ?? Number.NaN);
const batches = readdirSync(fixtures)
  .filter((name) => !Number.isNaN(batchNumber(name)))
  .sort((a, b) => batchNumber(a) - batchNumber(b));

function rowsOf(name: string): readonly Labelled[] {
  const rows = readFileSync(new URL(name, fixtures), 'utf8').trim().split('\n');
  return rows.map((row): Labelled => {
    const [label, lang, rule, text = ''] = row.split('\t');
    return {
      text,
      lang: lang === 'ja' ? 'ja' : 'en',
      bad: label === 'bad',
      rule: label === 'bad' ? rule?.split(',')[0] : undefined,
      weight: 1,
      batch: batchNumber(name),
    };
  });
}

/** The lint reads sentence by sentence: of an honest pair each is honest alone; of a pair that is not, who knows which. */
function partsOf(row: Labelled): readonly Labelled[] {
  const units = unitsOf(row.text, row.lang);
  if (row.bad || units.length < 2) return [];
  return units.map(({ text }, i) => ({ ...row, text: `${text} ${answerTo(units, i)}`.trim(), part: true }));
}

/** The later clauses of an honest sentence are judged by themselves, and are honest. */
function clausesOf(row: Labelled): readonly Labelled[] {
  if (row.bad) return [];
  return laterClauses(plainText(row.text, row.lang).text, row.lang).map((text) => ({
    ...row,
    text,
    weight: OF_CLAUSES * row.weight,
    part: true,
  }));
}

const batchOf = (name: string) => rowsOf(name).flatMap((row) => [row, ...partsOf(row)]);

function ofRules(): readonly Labelled[] {
  const patterns = lintRules.filter(({ kind }) => kind === 'pattern');
  const bad = patterns.flatMap(({ id, bad: example }) =>
    languages.map(
      (lang): Labelled => ({ text: example[lang], lang, bad: true, rule: id, weight: OF_RULES, batch: undefined }),
    ),
  );
  const good = lintRules.flatMap(({ better }) =>
    languages.flatMap((lang) =>
      unitsOf(better[lang], lang).map(
        ({ text }): Labelled => ({ text, lang, bad: false, rule: undefined, weight: OF_RULES, batch: undefined }),
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
      unitsOf(body[lang], lang).map(
        ({ text }): Labelled => ({ text, lang, bad: false, rule: undefined, weight: 1, batch: undefined }),
      ),
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
          if (!seen.has(key))
            seen.set(key, { text, lang, bad: false, rule: undefined, weight: OF_LETTERS, batch: undefined });
        }
      }
    }
  }
  return [...seen.values()];
}

const ofFrames = (): readonly Labelled[] =>
  framedClaims().map(({ text, lang, bad }) => ({ text, lang, bad, rule: undefined, weight: FRAMED, batch: undefined }));

export function allSentences(): readonly Labelled[] {
  const whole = [...batches.flatMap(batchOf), ...ofRules(), ...ofSkeletons(), ...ofLetters(), ...ofFrames()];
  return [...whole, ...whole.filter(({ part }) => part !== true).flatMap(clausesOf)];
}
