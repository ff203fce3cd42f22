// What a check gives back, and the few words every check needs to say it.
import type { FactKind, FactOf } from '../vocabulary/fact.ts';
import type { Both, Coverage, Finding, Pointer } from '../vocabulary/finding.ts';

/** From submission to first spam, milliseconds UTC: the time in which the address must have got out. */
export type RiskWindow = { readonly from: number; readonly to: number };

/** A fact before it has its number. */
export type FactDraft = { [K in FactKind]: Omit<FactOf<K>, 'id' | 'foundBy'> }[FactKind];

export type CheckAnswer = { readonly finding: Finding; readonly facts: readonly FactDraft[] };

/** A check that could not look: no facts, the reason in both languages. */
export function notChecked(because: Both): CheckAnswer {
  return { finding: { kind: 'not-checked', because }, facts: [] };
}

/** Coverage of a source that is one table read whole. */
export function wholeTable(rows: number, unread: number): Coverage {
  return { from: null, to: null, lines: rows + unread, parsed: rows, share: null };
}

/** Evidence lists are for reading: the first so many, the count stands in the words. */
export const MOST_POINTERS = 20;

/** The first of them in the order given, each place once. */
export function firstPointers(pointers: readonly Pointer[]): readonly Pointer[] {
  // Two signs may stand in one line.
  const places = new Map(pointers.map((one) => [`${one.path}:${one.byteStart}:${one.byteEnd}`, one]));
  return [...places.values()].slice(0, MOST_POINTERS);
}
