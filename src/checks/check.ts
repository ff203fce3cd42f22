// What a check is: a question put to the sources, with what it cannot see and what sets it off innocently.
import type { Canaries } from '../custody/canaries.ts';
import type { Exports } from '../custody/exports.ts';
import type { Register } from '../custody/register.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';
import type { Fact, FactKind, FactOf } from '../vocabulary/fact.ts';
import type { Both, Coverage, Finding, Pointer } from '../vocabulary/finding.ts';
import type { LogEvidence } from './log-evidence.ts';
import type { PageEvidence } from './page-evidence.ts';
import type { SpamEvidence } from './spam-evidence.ts';

/** From submission to first spam, milliseconds UTC: the time in which the address must have got out. */
export type RiskWindow = { readonly from: number; readonly to: number };

/** Everything the checks may ask. A source that was not given is null: then a check answers not-checked, with the reason. */
export type Sources = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly risk: RiskWindow | null;
  readonly register: Register | null;
  readonly exports: Exports | null;
  readonly canaries: Canaries | null;
  readonly logs: LogEvidence | null;
  readonly spam: SpamEvidence | null;
  readonly pages: PageEvidence | null;
  /** Sources that were given but could not be read, by what they would have been: `register`, `logs`, … */
  readonly unreadable: Readonly<Record<string, Both>>;
};

/** A fact before it has its number. */
export type FactDraft = { [K in FactKind]: Omit<FactOf<K>, 'id' | 'foundBy'> }[FactKind];

export type CheckAnswer = { readonly finding: Finding; readonly facts: readonly FactDraft[] };

export type Check = {
  /** `folder.what-it-asks`; also the name of its file, with a dash for the dot. */
  readonly id: string;
  readonly asks: Both;
  readonly blindTo: readonly Both[];
  readonly falseAlarms: readonly Both[];
  /** Attack classes of the drill that measure its power; none: the drill says nothing about it. */
  readonly drilledBy: readonly string[];
  run(sources: Sources): Promise<CheckAnswer>;
};

/** The facts of one kind. */
export function factsOf<K extends FactKind>(facts: readonly Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

/** A check that could not look: no facts, the reason in both languages. */
export function notChecked(because: Both): CheckAnswer {
  return { finding: { kind: 'not-checked', because }, facts: [] };
}

/** The reason when a source was not given, or was given and could not be read: those are different reasons. */
export function missing(sources: Sources, source: string, because: Both): CheckAnswer {
  return notChecked(sources.unreadable[source] ?? because);
}

/** Coverage of a source that is one table read whole. */
export function wholeTable(rows: number, unread: number): Coverage {
  return { from: null, to: null, lines: rows + unread, parsed: rows, share: null };
}

/** Evidence lists are for reading: the first so many, the count stands in the words. */
export const MOST_POINTERS = 20;

export function firstPointers(pointers: readonly Pointer[]): readonly Pointer[] {
  return pointers.slice(0, MOST_POINTERS);
}
