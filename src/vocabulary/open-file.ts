import type { Fact, FactOf } from './fact.ts';

/** A file about people that lay where anybody could fetch it, and was fetched: a mistake of ours, for which nobody broke in. */
export const isOpenFile = (fact: Fact): fact is FactOf<'attacker-trace'> & { readonly sources: number } =>
  fact.kind === 'attacker-trace' && fact.sources !== undefined;
