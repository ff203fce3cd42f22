// When the first answer is due, for triage, telephone and report alike.
import { millisecondsOf } from '../custody/instant.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';

const HOUR = 3_600_000;

export type HoldingDue = {
  /** Milliseconds UTC, never past: what is late is due within the hour. */
  readonly by: number;
  /** When it was due, where that has passed. */
  readonly overdueSince: number | null;
};

/** A day after receipt. */
export function holdingDue(
  { receivedAt }: Pick<Claim, 'receivedAt'>,
  { timeZone }: Pick<Organisation, 'timeZone'>,
  now: number,
): HoldingDue {
  const due = (receivedAt ? millisecondsOf(receivedAt, timeZone) : now) + 24 * HOUR;
  return due <= now ? { by: now + HOUR, overdueSince: due } : { by: due, overdueSince: null };
}
