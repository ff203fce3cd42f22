import type { Fact } from '../../vocabulary/fact.ts';

/** Whether a trace lies in the records of a cloud: there it is told by whose rights were used, not by what a server was sent. */
export const isOfCloud = (fact: Fact): boolean => fact.kind === 'attacker-trace' && fact.attack === 'cloud-abuse';

/** Rights of ours used as never before: that somebody else used them is likely, and not established. */
export const isUnusualUse = (fact: Fact): boolean =>
  isOfCloud(fact) && fact.kind === 'attacker-trace' && fact.success === 'possible';
