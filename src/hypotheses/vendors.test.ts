import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts } from './fixtures.ts';
import { guiltProbability, nothingCanBeSaid, type VendorHolding, vendorPosterior, vendorsOfCase } from './vendors.ts';

const set = (...keys: string[]) => new Set(keys);
const objects = (count: number) => Array.from({ length: count }, (_, i) => `t${i + 1}`);
const leaked = (keys: readonly string[], otherwise: number) => keys.map((key) => ({ key, otherwise }));
const holding = (vendor: string, held: ReadonlySet<string>, planted = 0, hits = 0): VendorHolding => ({
  vendor,
  weight: 1,
  held,
  canaries: { planted, hits },
});

describe('the guilt formula on exact values', () => {
  it.each([
    { p: 0, want: 1 },
    { p: 0.2, want: 22 / 25 },
    { p: 0.5, want: 5 / 8 },
    { p: 0.9, want: 29 / 200 },
    { p: 1, want: 0 },
  ])('R1 = {t1, t2}, R2 = {t1, t3}, all three leaked, p = $p: G1 = $want', ({ p, want }) => {
    const [one, two] = [set('t1', 't2'), set('t1', 't3')];
    const guilt = guiltProbability(one, [{ held: one }, { held: two }], leaked(objects(3), p));
    expect(guilt).toBeCloseTo(want, 12);
  });

  it.each([
    [0, 1, 0.996094],
    [0.1, 1, 0.991627],
    [0.2, 1, 0.983204],
    [0.3, 0.999998, 0.968136],
    [0.4, 0.999962, 0.942352],
    [0.5, 0.999609, 0.899887],
    [0.6, 0.997182, 0.832228],
    [0.7, 0.984291, 0.727509],
    [0.8, 0.92778, 0.569533],
    [0.9, 0.714419, 0.33658],
    [1, 0, 0],
  ])('16 objects, all held by one and 8 by the other, p = %f: %f and %f', (p, first, second) => {
    const all = set(...objects(16));
    const half = set(...objects(8));
    const both = [{ held: all }, { held: half }];
    expect(guiltProbability(all, both, leaked(objects(16), p))).toBeCloseTo(first, 5);
    expect(guiltProbability(half, both, leaked(objects(16), p))).toBeCloseTo(second, 5);
  });

  it.each([
    { p: 0.2, want: [0.4, 0.64, 0.8704, 0.9832, 0.9978, 0.9997] },
    { p: 0.5, want: [0.25, 0.4375, 0.6836, 0.8999, 0.9683, 0.99] },
    { p: 0.9, want: [0.05, 0.0975, 0.1855, 0.3366, 0.4596, 0.5599] },
  ])('the more objects the second holds, the guiltier, p = $p', ({ p, want }) => {
    const all = set(...objects(16));
    const guilt = [1, 2, 4, 8, 12, 16].map((k) => {
      const some = set(...objects(k));
      return guiltProbability(some, [{ held: all }, { held: some }], leaked(objects(16), p));
    });
    guilt.forEach((value, i) => {
      expect(value).toBeCloseTo(want[i] ?? Number.NaN, 4);
    });
  });

  it('four agents with two objects each and none in common differ by .75 on average at p = .5', () => {
    const agents = [0, 2, 4, 6].map((from) => ({ held: set(`t${from + 1}`, `t${from + 2}`) }));
    const differences = agents.flatMap((leaker) => {
      const lost = leaked([...leaker.held], 0.5);
      const own = guiltProbability(leaker.held, agents, lost);
      return agents
        .filter((other) => other !== leaker)
        .map((other) => own - guiltProbability(other.held, agents, lost));
    });
    expect(Math.min(...differences)).toBeCloseTo(0.75, 12);
    expect(differences.reduce((sum, one) => sum + one, 0) / differences.length).toBeCloseTo(0.75, 12);
  });

  it('one address of three vendors says little of each; a canary of one says nearly all of it', () => {
    const holders = ['a', 'b', 'c'].map((name) => ({ held: name === 'a' ? set('victim', 'fake') : set('victim') }));
    const spam = [
      { key: 'victim', otherwise: 0.8 },
      { key: 'fake', otherwise: 1e-6 },
    ];
    const [first, second] = holders.map(({ held }) => guiltProbability(held, holders, spam));
    expect(first).toBeCloseTo(0.999999, 6);
    expect(second).toBeCloseTo(0.0667, 4);
  });

  it('falls with p, grows with what is held, and is 0 for who held nothing', () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(shares, shares, fc.integer({ min: 1, max: 12 }), (p, q, held) => {
        const [low, high] = p < q ? [p, q] : [q, p];
        const some = set(...objects(held));
        const holders = [{ held: some }, { held: set(...objects(12)) }];
        const at = (keys: ReadonlySet<string>, otherwise: number) =>
          guiltProbability(keys, holders, leaked(objects(12), otherwise));
        expect(at(some, high)).toBeLessThanOrEqual(at(some, low) + 1e-12);
        expect(at(set(), low)).toBe(0);
      }),
    );
  });
});

describe('the posterior over vendors', () => {
  it('says that nothing can be said with one complaint and no canaries', () => {
    const answer = vendorPosterior([holding('a', set('x')), holding('b', set('x'))], leaked(['x'], 0.05));
    expect(answer.canBeSaid).toBe(false);
    expect(answer.because).toEqual(nothingCanBeSaid);
  });

  it('finds the vendor that held all that is spammed', () => {
    const holdings = [holding('a', set('x', 'y', 'z')), holding('b', set('x')), holding('c', set())];
    const answer = vendorPosterior(holdings, leaked(['x', 'y', 'z'], 0.02));
    const [a, b, c] = answer.vendors.map(({ share }) => share);
    expect(a).toBeGreaterThan(0.99);
    expect(b).toBeGreaterThan(c ?? 1);
    expect(answer.noVendor + (a ?? 0) + (b ?? 0) + (c ?? 0)).toBeCloseTo(1, 12);
  });

  it('lets silent canaries speak for a vendor, and a hit against it', () => {
    const spam = leaked(['x', 'y'], 0.05);
    const share = (planted: number, hits: number) =>
      vendorPosterior([holding('a', set('x', 'y'), planted, hits), holding('b', set('x', 'y'))], spam).vendors[0]
        ?.share ?? 1;
    expect(share(5, 0)).toBeLessThan(share(0, 0));
    expect(share(5, 2)).toBeGreaterThan(share(0, 0));
  });

  it('gives every split of the same evidence the same sum', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (part) => {
        const spam = leaked(['x', 'y'], 0.1);
        const whole = vendorPosterior([holding('a', set('x', 'y')), holding('b', set('x'))], spam);
        const split = vendorPosterior(
          [
            { ...holding('a1', set('x', 'y')), weight: part },
            { ...holding('a2', set('x', 'y')), weight: 1 - part },
            holding('b', set('x')),
          ],
          spam,
        );
        const sum = (split.vendors[0]?.share ?? 0) + (split.vendors[1]?.share ?? 0);
        expect(sum).toBeCloseTo(whole.vendors[0]?.share ?? -1, 10);
      }),
    );
  });
});

describe('vendors from the facts of a case', () => {
  const held = (vendor: string, othersHeld: number) =>
    ({ kind: 'vendor-held', vendor, thisRecord: 'yes', othersHeld, others: 4 }) as const;

  it('are not asked about when no fact names one', () => {
    expect(vendorsOfCase(facts({ kind: 'people-exposed', people: 3 }), 0.5)).toBeUndefined();
  });

  it('with one complaint and no canaries, nothing can be said', () => {
    const answer = vendorsOfCase(
      facts({ kind: 'vendor-answer', vendor: 'A', answer: 'replied', coversThisRecord: 'yes' }),
      0.9,
    );
    expect(answer?.canBeSaid).toBe(false);
  });

  it('the one that held all who complained is likelier than the one that held few', () => {
    const answer = vendorsOfCase(facts(held('A', 4), held('B', 1)), 0.05);
    const [a, b] = answer?.vendors ?? [];
    expect(a?.vendor).toBe('A');
    expect(a?.share ?? 0).toBeGreaterThan(10 * (b?.share ?? 1));
  });

  it('a canary of one vendor decides', () => {
    const hit = { kind: 'vendor-canaries', vendor: 'B', planted: 5, hits: 2 } as const;
    const [, b] = vendorsOfCase(facts(held('A', 2), held('B', 2), hit), 0.5)?.vendors ?? [];
    expect(b?.share ?? 0).toBeGreaterThan(0.95);
  });

  it('a vendor under another name, as a pack may show it, stands where it stood', () => {
    const shares = (second: string) =>
      vendorsOfCase(facts(held('A', 4), held(second, 1)), 0.05)?.vendors.map(({ share, guilt }) => [share, guilt]);
    expect(shares('name-chhv369c')).toEqual(shares('B'));
    expect(shares('0')).toEqual(shares('B'));
  });
});
