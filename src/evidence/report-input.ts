// What a report needs beside case.json. The caller fills it; writeReport decides nothing about the case.
import type { Both } from '../vocabulary/finding.ts';
import type { Redactor } from './pseudonym.ts';
import type { Change, CoverageRow, Quote, TimelineEvent } from './quote.ts';

/** Lines behind one check, quoted by `quote()`. At most 20 are shown; `more` says how many others there are. */
export type CheckEvidence = {
  /** Id of the check, as in case.json. */
  readonly check: string;
  readonly quotes: readonly Quote[];
  readonly more: number;
};

/** A measure that this case showed missing, and what it would have changed. */
export type Countermeasure = {
  readonly what: Both;
  /** The finding or the hole it answers. */
  readonly because: Both;
  /** Our side, weighed again as if the measure had been there and had shown nothing; null when there is nothing to weigh. */
  readonly silent: Change['own'] | null;
  /** The same as if it had shown a loss. */
  readonly found: Change['own'] | null;
};

export type ReportInput = {
  /** The same redactor that made the quotes: free text of the case is redacted with it. */
  readonly redactor: Redactor;
  readonly evidence: readonly CheckEvidence[];
  /** Start with `coverageOf(caseFile)`. Rows without a path are what was never kept; without any, `unseenRows` adds the usual ones. */
  readonly coverage: readonly CoverageRow[];
  /** Start with `eventsOf(caseFile)`; add exports and log findings. */
  readonly events: readonly TimelineEvent[];
  readonly changes: readonly Change[];
  readonly countermeasures: readonly Countermeasure[];
  /** SHA-256 of the pack's manifest.json, to compare; null when there is no pack. */
  readonly packDigest: string | null;
  readonly packSigned: boolean;
  /** Ways to check this report, most useful first: each a command that runs as it stands beside the report. */
  readonly commands: readonly { readonly what: Both; readonly command: string }[];
};
