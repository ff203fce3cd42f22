import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lintLetter } from './lint.ts';
import { lintRules } from './rules.ts';

const patterns = lintRules.filter(({ kind }) => kind === 'pattern');
const languages = ['ja', 'en'] as const;
const rulesIn = (text: string, lang: 'ja' | 'en') => lintLetter(text, { lang }).findings.map(({ rule }) => rule);

it('has 62 rules with ids of their own', () => {
  expect(lintRules).toHaveLength(62);
  expect(new Set(lintRules.map(({ id }) => id)).size).toBe(62);
});

it.each(
  patterns
    .flatMap((rule) => languages.map((lang) => ({ rule, lang })))
    .filter(({ rule, lang }) => rule.bad[lang] !== '(n/a)'),
)('$rule.id sees its bad example ($lang)', ({ rule, lang }) => {
  expect(rulesIn(rule.bad[lang], lang)).toContain(rule.id);
});

it.each(lintRules.flatMap((rule) => languages.map((lang) => ({ rule, lang }))))(
  'no rule sees the better wording of $rule.id ($lang)',
  ({ rule, lang }) => {
    expect(rulesIn(rule.better[lang], lang)).toEqual([]);
  },
);

type Skeletons = {
  readonly bodies: readonly {
    readonly outcome: string;
    readonly stage: string;
    readonly ja: string;
    readonly en: string;
  }[];
};
const skeletons: Skeletons = JSON.parse(readFileSync(new URL('./fixtures/skeletons.json', import.meta.url), 'utf8'));

it.each(skeletons.bodies.flatMap((body) => languages.map((lang) => ({ body, lang }))))(
  'no rule sees the skeleton $body.outcome $body.stage ($lang)',
  ({ body, lang }) => {
    expect(rulesIn(body[lang], lang)).toEqual([]);
  },
);

it('names every structural rule as not run when there is no case', () => {
  const structural = lintRules.filter(({ kind }) => kind === 'structure').map(({ id }) => id);
  expect(lintLetter('', { lang: 'ja' }).notRun).toEqual(structural);
});

/** What the lint makes of labelled sentences, in both languages or in one. */
function judged(name: string, only?: 'ja' | 'en') {
  const rows = readFileSync(new URL(`./fixtures/${name}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const count = { good: 0, bad: 0, false: 0, caught: 0 };
  for (const [label, lang, , sentence = ''] of rows) {
    if (only && lang !== only) continue;
    const fires = rulesIn(sentence, lang === 'ja' ? 'ja' : 'en').length > 0;
    if (label === 'good') {
      count.good += 1;
      if (fires) count.false += 1;
    } else {
      count.bad += 1;
      if (fires) count.caught += 1;
    }
  }
  return count;
}

const batches = readdirSync(new URL('./fixtures/', import.meta.url))
  .flatMap((name) => /^(wording-\d+)\.tsv$/.exec(name)?.[1] ?? [])
  .sort();
// Each batch was written before the rules were tuned to it; docs/wording-batches.md gives what was caught at first sight.
it.each(batches)('%s: at least 95 % of the bad sentences are caught, at most 2 % of the good', (name) => {
  const count = judged(name);
  expect(count.bad).toBeGreaterThanOrEqual(40);
  expect(count.caught / count.bad).toBeGreaterThanOrEqual(0.95);
  expect(count.false / count.good).toBeLessThanOrEqual(0.02);
});

it('gives the place of a finding in the text, over wrapped lines', () => {
  const text =
    'Dear Ann,\n\nWe have looked at everything that we could think of, and we are now\n100 % certain that nothing leaked.\n';
  const [finding] = lintLetter(text, { lang: 'en' }).findings;
  expect(finding?.rule).toBe('OC01');
  expect(text.slice(finding?.start, finding?.end)).toMatch(/^100 % certain/);
});

// Examinations whose sentences are never learned: what they show is what to expect of wording that nobody has met.
it.each([
  { name: 'exam-5', lang: 'en', caught: 98 },
  { name: 'exam-5', lang: 'ja', caught: 97 },
  { name: 'exam-6', lang: 'en', caught: 96 },
  { name: 'exam-6', lang: 'ja', caught: 95 },
  { name: 'exam-7', lang: 'en', caught: 95 },
  { name: 'exam-7', lang: 'ja', caught: 98 },
] as const)(
  '$name, never learned ($lang): $caught of 100 bad sentences caught, at most 2 of 100 good stopped',
  (exam) => {
    const count = judged(exam.name, exam.lang);
    expect(count).toMatchObject({ bad: 100, good: 100 });
    expect(count.caught).toBeGreaterThanOrEqual(exam.caught);
    expect(count.false).toBeLessThanOrEqual(2);
  },
);
