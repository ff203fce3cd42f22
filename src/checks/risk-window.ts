// The time in which an address can have been lost: what every share of coverage is a share of.
import { lastSecondOf, millisecondsOf } from '../custody/instant.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import type { RiskWindow } from './answer.ts';

/**
 * From submission to first spam. A bare date is a day as the organisation's zone counts it; of the first spam it means the
 * whole of that day. Null when either is not known or the two contradict each other: then no coverage of the time at risk
 * can be stated.
 *
 * @param firstRegistered when our register first held the address; used when the customer gave no day
 */
export function riskWindow(
  claim: Pick<Claim, 'submittedAt' | 'spamSince'>,
  firstRegistered: string | null,
  zone: string,
): RiskWindow | null {
  const submitted = claim.submittedAt ?? firstRegistered;
  if (!submitted || !claim.spamSince) return null;
  const from = millisecondsOf(submitted, zone);
  const spam = claim.spamSince;
  const to = spam.length === 10 ? lastSecondOf(spam, zone) + 1000 : millisecondsOf(spam, zone);
  return to > from ? { from, to } : null;
}
