import type { Fact } from '../vocabulary/fact.ts';

/** A file that lay where anybody could fetch it, and was fetched: that took no break-in, and the mistake may be ours. */
export const isServedFile = (fact: Fact): boolean => fact.kind === 'attacker-trace' && fact.attack === 'sensitive-file';
