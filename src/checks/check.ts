// What a check is: a question put to the sources, with what it cannot see and what sets it off innocently.
import type { Acquisition } from '../custody/acquisition.ts';
import type { Breaches } from '../custody/breaches.ts';
import type { Canaries } from '../custody/canaries.ts';
import type { Exports } from '../custody/exports.ts';
import type { GuessEstimate } from '../custody/guess/guess-number.ts';
import type { Register } from '../custody/register.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type CheckAnswer, notChecked, type RiskWindow } from './answer.ts';
import type { LogEvidence } from './log-evidence.ts';
import type { PageEvidence } from './page-evidence.ts';
import type { SpamEvidence } from './spam-evidence.ts';

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
  /** What a look-up answered that was made apart from this. */
  readonly breaches: Breaches | null;
  /** Records of collections. */
  readonly acquisition: readonly Acquisition[] | null;
  /** The answer to `guessQuestion` of claim and register, where it was worked out meanwhile. */
  readonly guessed?: GuessEstimate | null;
  readonly logs: LogEvidence | null;
  readonly spam: SpamEvidence | null;
  readonly pages: PageEvidence | null;
  /** Sources that were given but could not be read, by what they would have been: `register`, `logs`, … */
  readonly unreadable: Readonly<Record<string, Both>>;
  /** Our domain as the complaint's own head shows it: what counts as ours where nobody said from where we send. */
  readonly writtenTo?: string | null;
};

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

/** The reason when a source was not given, or was given and could not be read: those are different reasons. */
export function missing(sources: Sources, source: string, because: Both): CheckAnswer {
  const { ja, en } = sources.unreadable[source] ?? because;
  return notChecked({ ja, en });
}
