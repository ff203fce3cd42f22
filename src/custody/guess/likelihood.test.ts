import { describe, expect, it } from 'vitest';
import { both, either, everywhere, scaled } from './likelihood.ts';
import { WordList } from './word-lists.ts';

describe('likelihood', () => {
  it('adds up ways to one text by their chances, and what a place adds by the parts in a row', () => {
    const rare = { chance: 0.001, local: 0.001 * Math.log(100) };
    const common = { chance: 0.1, local: 0 };
    const row = both(rare, common);
    expect(row.chance).toBeCloseTo(0.0001, 12);
    expect(row.local / row.chance).toBeCloseTo(Math.log(100), 9);
    const sum = either(rare, scaled(everywhere(0.009), 1));
    expect(sum.local / sum.chance).toBeCloseTo(Math.log(100) / 10, 9);
  });
});

describe('WordList', () => {
  const weights = new Map(
    Array.from({ length: 400 }, (_, rank) => [
      `w${'abcdefghijklmnopqrst'[rank % 20]}${'abcdefghijklmnopqrst'[Math.floor(rank / 20)]}`,
      1 / (rank + 1),
    ]),
  );
  const likelier = (list: WordList) => list.listed().map(([word, chance]) => list.likelihood(word).local / chance);

  it('holds a rare word for much likelier where it occurs, a common one hardly, and keeps their order', () => {
    const list = new WordList(weights, 100);
    const gains = likelier(list);
    expect(gains[0]).toBeLessThan(0.7);
    expect(gains.at(-1)).toBeGreaterThan(2);
    const there = list.listed().map(([, chance], at) => Math.log(chance) + (gains[at] ?? 0));
    for (const [at, one] of there.entries()) expect(one).toBeLessThanOrEqual((there[at - 1] ?? 0) + 1e-12);
  });

  it('holds every word for as likely as everywhere in a list that each place has whole', () => {
    expect(new Set(likelier(new WordList(weights)))).toEqual(new Set([0]));
  });
});
