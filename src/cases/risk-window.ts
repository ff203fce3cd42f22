import type { RiskWindow } from '../checks/answer.ts';
import { millisecondsOf } from '../custody/instant.ts';
import type { Claim } from '../vocabulary/case-file.ts';

const DAY = 86_400_000;

/**
 * From submission to first spam. A bare date of the first spam means the whole of that day. Null when either is not known
 * or the two contradict each other: then no coverage of the time at risk can be stated.
 *
 * @param firstRegistered when our register first held the address; used when the customer gave no day
 */
export function riskWindow(claim: Claim, firstRegistered: string | null, zone: string): RiskWindow | null {
  const submitted = claim.submittedAt ?? firstRegistered;
  if (!submitted || !claim.spamSince) return null;
  const from = millisecondsOf(submitted, zone);
  const spam = millisecondsOf(claim.spamSince, zone);
  const to = claim.spamSince.length === 10 ? spam + DAY : spam;
  return to > from ? { from, to } : null;
}
