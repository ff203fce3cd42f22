import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FieldSpec, type FieldType, factKinds, isFactKind, parseFacts } from '../vocabulary/fact.ts';
import { missingMeasures } from './measures.ts';
import { pointsToUs } from './points-to-us.ts';
import { leaveOneOut, sensitivityOf, weigh } from './weigh.ts';

/** Any value that a field allows, the absurd ones included. */
function anyValue(is: FieldType): fc.Arbitrary<unknown> {
  if (typeof is !== 'string') return fc.constantFrom(...is);
  return {
    boolean: fc.boolean(),
    count: fc.oneof(fc.nat(40), fc.maxSafeNat()),
    number: fc.oneof(
      fc.double({ min: -5, max: 400, noNaN: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    share: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)),
    text: fc.constantFrom('a', 'b', 'f1', 'f2'),
    instant: fc.constantFrom('2020-01-01', '2024-05-05T10:00:00+09:00'),
  }[is];
}

const anyFact = fc.constantFrom(...Object.keys(factKinds).filter(isFactKind)).chain((kind) => {
  const fields: readonly (readonly [string, FieldSpec])[] = Object.entries(factKinds[kind].fields);
  return fc.record({
    kind: fc.constant(kind),
    ...Object.fromEntries(fields.map(([name, { is }]) => [name, anyValue(is)])),
  });
});

it('any facts that can be read can be weighed: every figure finite, every law kept', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 14 }), (list) => {
      const { facts, problems } = parseFacts(list);
      expect(problems).toEqual([]);
      const result = weigh(facts, { seed: 1, draws: 200, sensitivity: false });
      const intervals = [result.own, result.thisRecordLeft, result.listLeft, ...result.hypotheses, ...result.baseRate];
      for (const { low, mid, high } of intervals) {
        expect(low > 0 && low <= mid && mid <= high && high < 1).toBe(true);
      }
      expect(result.hypotheses.reduce((sum, { mid }) => sum + mid, 0)).toBeCloseTo(1, 6);
      expect(result.own.mid).toBeLessThanOrEqual(result.thisRecordLeft.mid + 1e-9);
      expect(Number.isFinite(result.ess)).toBe(true);
      for (const { low, high } of [result.likelihoodRatio, ...result.pairwise])
        expect(low >= 0 && low <= high).toBe(true);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      // No letter calls likely what its own table of words cannot say.
      if (result.outcome === 'leak_likely') expect(['likely', 'rather likely']).toContain(result.words.en);
      if (
        facts.some(pointsToUs) &&
        !facts.some(({ kind }) => kind === 'innocent-explanation' || kind === 'third-party-confirmation')
      ) {
        expect(result.permitted).not.toContain('no_evidence');
      }
    }),
    { numRuns: 150 },
  );
});

it('a fact that moves none of the first draws moves none of the others', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 6 }), (list) => {
      const { facts } = parseFacts(list);
      const own = 0.1;
      const quick = sensitivityOf(facts, leaveOneOut(facts, 1), own);
      const whole = sensitivityOf(facts, leaveOneOut(facts, 1, 0), own);
      for (const [i, row] of quick.entries()) expect(row.own).toBeCloseTo(whole[i]?.own ?? 0, 12);
    }),
    { numRuns: 100 },
  );
});

it('any facts have their measures, without a throw', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 8 }), (list) => {
      const { facts } = parseFacts(list);
      expect(Array.isArray(missingMeasures(facts, { seed: 1, draws: 200 }))).toBe(true);
    }),
    { numRuns: 20 },
  );
});
