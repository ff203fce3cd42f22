// What the page of the first minutes is made from: what it is given, and what it consists of.
import type { RotationSettings } from '../../custody/rotation-settings.ts';
import type { Peek } from '../../logs/peek-logs.ts';
import { contactWords } from '../../reply/contact-words.ts';
import type { CheckResult, Claim, Handling, NextStep, Organisation } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { DyingLog } from '../dying-evidence.ts';

export type TriageInput = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly peek: Peek;
  readonly settings: RotationSettings;
  /** Sample mails were handed in: then mail is what reached them, whatever the claim says. */
  readonly sampleMails?: boolean | undefined;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly handling?: Handling | undefined;
  /** What the checks ended in; left out: they have not. */
  readonly ended?: Ended | undefined;
};

export type Ended = {
  /** The first reply tells of a mistake of ours, or of a leak, that is established. */
  readonly admits: boolean;
  /** What each check says of itself: the page has no words of its own for it. */
  readonly checks: readonly CheckResult[];
  /** A message that threatens and asks for money was handed in. */
  readonly threatened: boolean;
  /** The steps of the report, in their order: this page begins with the same ones. */
  readonly next: readonly NextStep[];
};

/** A head stands above the lines that follow it. */
export type Line = Both & { readonly head?: true };

export type Section = { readonly title: Both; readonly lines: readonly Line[] };

/** With the logs in the order in which they go. */
export type Seen = TriageInput & { readonly dying: readonly DyingLog[] };

/** Milliseconds UTC of the last line seen in any log; null: no time could be read. */
export const latestOf = ({ peek }: TriageInput): number | null =>
  peek.logs.reduce<number | null>((kept, { to }) => (to !== null && (kept === null || to > kept) ? to : kept), null);

/** How they were contacted, in the words of the letters. Undefined: by mail. */
export const contactOf = ({ claim: { contactedBy }, sampleMails }: TriageInput) =>
  contactedBy === undefined || sampleMails ? undefined : contactWords[contactedBy];
