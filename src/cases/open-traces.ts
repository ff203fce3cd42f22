// Attacks that may have worked and that nobody has explained, and what has to be done about them at once.
import type { CaseFile } from '../vocabulary/case-file.ts';
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';

/** Signs that an attack worked and that nobody has explained. */
export const openTraces = ({ facts, unresolved }: Pick<CaseFile, 'facts' | 'unresolved'>) =>
  factsOf(facts, 'attacker-trace').filter(({ id, success }) => success !== 'none' && unresolved.includes(id));

/** Traces with a step of their own: the host may be as it should be. */
const ownSteps: ReadonlySet<string> = new Set(['cloud-abuse', 'bulk-read', 'data-dump']);

/** An account that a company keeps for us: there is no machine of ours to isolate. */
export const isAtVendor = ({ attack, vendor }: FactOf<'attacker-trace'>): boolean =>
  vendor !== undefined && !ownSteps.has(attack);

/** A name of an application of ours, used from where nothing else in its record comes: the name is to be closed, not the machine. */
const isOfAccount = ({ strange, record, vendor }: FactOf<'attacker-trace'>): boolean =>
  strange === true && record === 'application' && vendor === undefined;

/** Names so used that are open: of a login, or of much that was read or written out. */
export const accountsInDoubt = ({ facts, unresolved }: Pick<CaseFile, 'facts' | 'unresolved'>): readonly Fact[] => [
  ...openTraces({ facts, unresolved }).filter(isOfAccount),
  ...factsOf(facts, 'bulk-read').filter(({ id, strange }) => strange === true && unresolved.includes(id)),
];

/** Whether somebody may be in the machine that the trace is of; what lay open anybody could fetch. */
export const mayBeInside = (trace: FactOf<'attacker-trace'>): boolean =>
  !isOfAccount(trace) && !ownSteps.has(trace.attack) && !isAtVendor(trace) && !isOpenFile(trace);
