import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishQuestions } from './example-questions-en.ts';
import { japaneseQuestions } from './example-questions-ja.ts';
import { nearestKind } from './nearest-kind.ts';
import { questionKinds } from './question-kinds.ts';

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
  it('that stand in no example are mostly read as meant', () => {
    const all = heldOut(lang);
    const right = all.filter(({ kinds, question }) => kinds.includes(nearestKind(question)));
    expect(right.length / all.length).toBeGreaterThan(least);
  });

  it('that are examples are of their kind', () => {
    const strange = Object.entries(examples).flatMap(([kind, questions]) =>
      questions.filter((question) => nearestKind(question) !== kind),
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

it.each(['', ' ', '???', '🙂🙂', '\u0000', '１２３', 'zzzz qqqq'])('“%s” asks nothing that is understood', (text) => {
  expect(nearestKind(text)).toBe('other');
});

it('is of some kind, whatever stands there', () => {
  const known = new Set<string>([...questionKinds, 'other']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => known.has(nearestKind(text))),
    {
      numRuns: 300,
    },
  );
});
