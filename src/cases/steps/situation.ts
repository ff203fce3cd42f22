// What the steps are drawn from, and how one is added.
import type {
  AcquisitionRecord,
  CaseFile,
  CheckResult,
  Claim,
  LogFileSummary,
  Organisation,
} from '../../vocabulary/case-file.ts';
import type { Fact } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { describedFamilies } from '../../vocabulary/log-families.ts';
import type { ApprovalEntry } from '../approval.ts';
import type { GivenHandling } from '../handling.ts';
import type { Owner } from '../owner.ts';

export const DAY = 24 * 3_600_000; // ms

/** What was given and yet could not be used is not asked for again: it has to be mended. */
export type Given = {
  readonly register: boolean;
  readonly spam: boolean;
  /** Logs that break off before their end. */
  readonly brokenLogs: readonly string[];
  readonly webLogs: boolean;
};

/** A web log counts as given by its format: its lines may still not have been understood. */
export function givenOf(files: readonly LogFileSummary[], { register, spam }: Pick<Given, 'register' | 'spam'>): Given {
  return {
    register,
    spam,
    brokenLogs: files.filter(({ incomplete }) => incomplete !== undefined).map(({ path }) => path),
    webLogs: files.some(({ format, lines }) => lines > 0 && describedFamilies.web.formats.includes(format)),
  };
}

export type Situation = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly checks: readonly CheckResult[];
  readonly facts: readonly Fact[];
  readonly unresolved: readonly string[];
  /** Milliseconds UTC. */
  readonly now: number;
  readonly handling: GivenHandling | null;
  readonly acquisition: readonly AcquisitionRecord[];
  readonly approvals: readonly ApprovalEntry[];
  /** What was given and could not be read, with the reason: nothing in it was used. */
  readonly unread: readonly Both[];
  /** Files and folders that lie in the case folder under names that are not read. */
  readonly unnamed: readonly string[];
  /** What the case folder holds beside the claim. */
  readonly given: Given;
  /** The log whose oldest lines are expected to go first; left out: when any of them goes is not known. */
  readonly firstToGo?: CaseFile['firstToGo'];
};

/** `urgency`: the less, the sooner. `dueAt`: milliseconds UTC; null: no date can be set. */
export type Add = (urgency: number, owner: Owner, dueAt: number | null, what: Both) => void;
