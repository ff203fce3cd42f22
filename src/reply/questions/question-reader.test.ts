import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindsAsked, maybeAsked } from './asked.ts';
import { englishQuestions } from './example-questions-en.ts';
import { japaneseQuestions } from './example-questions-ja.ts';
import { questionKinds } from './question-kinds.ts';
import { readQuestion } from './question-reader.ts';

/** Questions that no example was taken from, with what they ask (the better one first, where two would do). */
const heldOut = (lang: 'en' | 'ja') =>
  readFileSync(new URL(`held-out-${lang}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [kinds = '', question = ''] = line.split('\t');
      return { kinds: kinds.split('|'), question };
    });

describe.each([
  ['en', englishQuestions, 0.85],
  ['ja', japaneseQuestions, 0.8],
] as const)('questions in %s', (lang, examples, least) => {
  it('that stand in no example are mostly answered as meant, and seldom as something else', () => {
    const all = heldOut(lang).map(({ kinds, question }) => {
      const read: readonly string[] = [...kindsAsked(question), ...maybeAsked(question)];
      return read.some((kind) => kinds.includes(kind))
        ? 'right'
        : read.includes('other')
          ? 'left to people'
          : 'misread';
    });
    expect(all.filter((one) => one === 'right').length / all.length).toBeGreaterThan(least);
    expect(all.filter((one) => one === 'misread').length / all.length).toBeLessThan(0.1);
  });

  it('that may ask something beside are asked of three things at most, each once', () => {
    for (const { question } of heldOut(lang)) {
      const all = [...kindsAsked(question), ...maybeAsked(question)];
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBeLessThanOrEqual(3);
    }
  });

  it('that are examples are of their kind', () => {
    const strange = Object.entries(examples).flatMap(([kind, questions]) =>
      questions.filter((question) => readQuestion(question)[0]?.kind !== kind),
    );
    expect(strange).toEqual([]);
  });

  it('has ten examples of each kind, and each question once', () => {
    const few = Object.entries(examples).filter(([, questions]) => questions.length < 10);
    expect(few.map(([kind]) => kind)).toEqual([]);
    const all = Object.values(examples).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

it.each(['', ' ', '???', '🙂🙂', '\u0000', '１２３', 'zzzz qqqq', 'zzzz?'])(
  '“%s” asks nothing that is understood',
  (text) => {
    expect(kindsAsked(text)).toEqual(['other']);
    expect(maybeAsked(text)).toEqual([]);
  },
);

it('gives chances of known kinds, the likeliest first, whatever stands there', () => {
  const known = new Set<string>([...questionKinds, 'other']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const readings = readQuestion(text);
      const chances = readings.map(({ chance }) => chance);
      expect(readings.every(({ kind }) => known.has(kind))).toBe(true);
      expect(chances).toEqual(chances.toSorted((a, b) => b - a));
      expect(chances.reduce((a, b) => a + b, 0)).toBeLessThan(1 + 1e-9);
    }),
    { numRuns: 300 },
  );
});
