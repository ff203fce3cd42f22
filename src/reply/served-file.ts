import type { Fact } from '../vocabulary/fact.ts';

/** A file that lay where anybody could fetch it, and was fetched: that took no break-in, and the mistake may be ours. */
export const isServedFile = (fact: Fact): boolean => fact.kind === 'attacker-trace' && fact.attack === 'sensitive-file';

/** Records of people that somebody outside read in the order of their numbers: the pages answered, whoever was allowed to ask. */
export const isWalk = (fact: Fact): boolean =>
  fact.kind === 'attacker-trace' && fact.attack === 'bulk-read' && fact.success === 'possible';
