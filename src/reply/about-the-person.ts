// What may be told to whoever is verified alone.
import type { FactKind } from '../vocabulary/fact.ts';

/** Kinds that say what our register holds about a person. */
export const aboutThePerson: ReadonlySet<FactKind> = new Set([
  'in-register',
  'record-viewed',
  'list-copies',
  'list-match',
  'known-leak-timing',
  'form-values-in-spam',
  'visible-recipients',
  'unique-address',
  'second-address-hit',
  'real-name-in-spam',
]);
