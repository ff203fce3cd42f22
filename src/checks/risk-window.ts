// The time in which an address can have been lost: what every share of coverage is a share of.
import { lastSecondOf, millisecondsOf } from '../custody/instant.ts';
import { rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import type { RiskWindow } from './answer.ts';
import type { Sources } from './check.ts';

/** When our register first held the address of the complaint; null where it does not, or does not say when. */
export function firstRegistered({
  claim,
  register,
  organisation,
}: Pick<Sources, 'claim' | 'register' | 'organisation'>): string | null {
  const address = parseAddress(claim.address);
  return register && address ? (rowsOf(register, address, organisation.timeZone)[0]?.at ?? null) : null;
}

/**
 * Since when we can have held the address, ms: the day the customer gives, or the first of our register where that is
 * earlier. Who gave it three times may remember one; a list that went out in between held it all the same. Null: not known.
 */
export function heldSince(
  { submittedAt }: Pick<Claim, 'submittedAt'>,
  registered: string | null,
  zone: string,
): number | null {
  const known = [submittedAt, registered].flatMap((at) => (at ? [millisecondsOf(at, zone)] : []));
  return known.length === 0 ? null : Math.min(...known);
}

/**
 * From submission to first spam. A bare date is a day as the organisation's zone counts it; of the first spam it means the
 * whole of that day. Null when either is not known or the two contradict each other: then no coverage of the time at risk
 * can be stated.
 *
 * @param registered when our register first held the address
 */
export function riskWindow(
  claim: Pick<Claim, 'submittedAt' | 'spamSince'>,
  registered: string | null,
  zone: string,
): RiskWindow | null {
  const from = heldSince(claim, registered, zone);
  if (from === null || !claim.spamSince) return null;
  const spam = claim.spamSince;
  const to = spam.length === 10 ? lastSecondOf(spam, zone) + 1000 : millisecondsOf(spam, zone);
  return to > from ? { from, to } : null;
}
