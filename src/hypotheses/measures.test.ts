import { describe, expect, it } from 'vitest';
import { drilled, facts, seedFacts, seedWith } from './fixtures.ts';
import { missingMeasures, wouldChange } from './measures.ts';
import { weigh } from './weigh.ts';

const options = { seed: 1, draws: 600 };

describe('what would have changed', () => {
  it('is what weighing with the hypothetical facts gives', () => {
    const given = seedWith({});
    const added = { id: 'if:x', kind: 'register-canaries', planted: 20, hits: 0, twinsHit: 0 } as const;
    const change = wouldChange(given, [added], options);
    expect(change.ownBefore).toEqual(weigh(given, { ...options, sensitivity: false }).own);
    expect(change.ownAfter).toEqual(weigh([...given, added], { ...options, sensitivity: false }).own);
  });

  it('replaces the fact of the same id', () => {
    const given = seedWith({});
    const [first] = given.filter(({ kind }) => kind === 'log-integrity');
    const altered = { id: first?.id ?? '', kind: 'log-integrity', verdict: 'altered', sealed: false } as const;
    expect(wouldChange(given, [altered], options).ownAfter.mid).toBeGreaterThan(
      wouldChange(given, [], options).ownAfter.mid,
    );
  });
});

describe('missing measures', () => {
  it('name what the case lacked, the most telling first', () => {
    const ids = missingMeasures(seedWith({}), options).map(({ id }) => id);
    expect(ids[0]).toBe('register-canaries');
    expect(ids).toEqual(expect.arrayContaining(['drill', 'seal-logs', 'guess-canaries', 'database-audit']));
    expect(ids).not.toContain('keep-logs-longer');
  });

  it('do not name what was there', () => {
    const sealed = { ...seedFacts.integrity, sealed: true };
    const ids = missingMeasures(
      seedWith({ integrity: sealed }, ...drilled, { kind: 'register-canaries', planted: 5, hits: 0, twinsHit: 0 }),
      options,
    ).map(({ id }) => id);
    expect(ids).not.toContain('drill');
    expect(ids).not.toContain('seal-logs');
    expect(ids).not.toContain('register-canaries');
  });

  it.each([
    { id: 'keep-logs-longer', given: seedWith({ logs: { ...seedFacts.logs, coverage: 0.3 } }) },
    { id: 'vendor-canaries', given: seedWith({}, { kind: 'list-copies', vendors: 2, exports: 1 }) },
    { id: 'fewer-copies', given: seedWith({}, { kind: 'list-copies', vendors: 0, exports: 6 }) },
    { id: 'record-complaints', given: seedWith({ complaints: null }) },
    { id: 'unguessable-tokens', given: seedWith({}, { kind: 'bulk-read', requests: 50, known: false }) },
  ])('$id answers what this case lacked, in both languages', ({ id, given }) => {
    const measure = missingMeasures(given, options).find((one) => one.id === id);
    const said = [measure?.what.ja, measure?.what.en, measure?.why.ja, measure?.why.en];
    for (const words of said) expect(words).toMatch(/\S/);
  });

  it('a measure that shows nothing never raises our side, and one that shows a loss never lowers it', () => {
    const measures = missingMeasures(facts(...Object.values(seedFacts)), options);
    expect(measures.some(({ silent }) => silent)).toBe(true);
    expect(measures.some(({ found }) => found)).toBe(true);
    for (const { silent, found } of measures) {
      if (silent) expect(silent.ownAfter.mid).toBeLessThanOrEqual(silent.ownBefore.mid + 1e-3);
      if (found) expect(found.ownAfter.mid).toBeGreaterThanOrEqual(found.ownBefore.mid - 1e-3);
    }
  });
});
