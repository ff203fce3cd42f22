import { type Fact, type FactOf, factsOf } from './fact.ts';

/**
 * Companies that answered, but not about this record, of which nothing shows that they never had it: of this record they have
 * answered nothing.
 */
export const answeredForOthers = (facts: readonly Fact[]): readonly FactOf<'vendor-answer'>[] =>
  factsOf(facts, 'vendor-answer').filter(
    ({ vendor, answer, coversThisRecord }) =>
      coversThisRecord === 'no' &&
      (answer === 'replied' || answer === 'checked') &&
      !factsOf(facts, 'vendor-held').some((held) => held.vendor === vendor && held.thisRecord === 'no'),
  );
