// The form in which a letter tells one finding: every file of this folder that has words for a kind of finding returns it.
import type { Both } from '../../vocabulary/finding.ts';
import type { Slot } from '../said.ts';
import type { HowFar } from './how-far.ts';

export type Slots = Readonly<Record<string, Slot>>;

export type Words = {
  readonly text: Both;
  readonly slots?: Slots;
  /** What else is established of it. */
  readonly and?: { readonly text: Both; readonly slots: Slots };
  /** What may innocently lie behind it, where the finding alone would say too much. */
  readonly but?: Both;
  readonly howFar?: HowFar;
};
