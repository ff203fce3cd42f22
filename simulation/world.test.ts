import { describe, expect, it } from 'vitest';
import { parseFacts } from '../src/vocabulary/fact.ts';
import { seededRandom } from '../src/vocabulary/random.ts';
import { beta, binomial, gammaOfMeanOne, pick, poisson } from './chance.ts';
import { casesOf, coarse, makePool } from './pool.ts';

const mean = (count: number, draw: () => number) =>
  Array.from({ length: count }, draw).reduce((sum, one) => sum + one, 0) / count;

describe('chance', () => {
  const random = seededRandom(5, 'test');
  it.each([
    { name: 'gamma of mean 1', value: () => gammaOfMeanOne(random, 0.8), want: 1 },
    { name: 'beta', value: () => beta(random, { alpha: 4, beta: 2.5 }), want: 4 / 6.5 },
    { name: 'small Poisson', value: () => poisson(random, 2.5), want: 2.5 },
    { name: 'large Poisson', value: () => poisson(random, 90), want: 90 },
    { name: 'binomial', value: () => binomial(random, 10, 0.3), want: 3 },
    { name: 'picking by weight', value: () => pick(random, [1, 0, 3]), want: 1.5 },
  ])('$name has its mean', ({ value, want }) => {
    expect(mean(20_000, value) / want).toBeCloseTo(1, 1);
  });
});

describe('the world', () => {
  const cases = [...casesOf(3, 'pool', 4000)];

  it('gives only facts that the table of facts allows', () => {
    for (const { facts } of cases.slice(0, 500)) {
      const { problems, facts: parsed } = parseFacts(JSON.parse(JSON.stringify({ facts })));
      expect(problems).toEqual([]);
      expect(parsed).toEqual(facts);
    }
  });

  it('has complaints that are ours and complaints that are not, by every way but the rarest', () => {
    const causes = new Set(cases.map(({ cause }) => cause));
    expect([...causes].filter((cause) => cause.startsWith('own_')).length).toBeGreaterThanOrEqual(3);
    expect(causes.size).toBeGreaterThanOrEqual(8);
    const share = cases.filter(({ own }) => own).length / cases.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.4);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify([...casesOf(3, 'pool', 50)])).toBe(JSON.stringify(cases.slice(0, 50)));
    expect(JSON.stringify([...casesOf(4, 'pool', 50)])).not.toBe(JSON.stringify(cases.slice(0, 50)));
  });

  it('has an oracle for common facts, and none for rare ones', () => {
    const pool = makePool(3, 4000);
    const keys = cases.map(({ facts }) => coarse(facts));
    const shares = keys.flatMap((key) => pool.share(key) ?? []);
    expect(shares.length).toBeGreaterThan(1000);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(pool.share('no such facts')).toBeUndefined();
  });
});
