// When the spam began, where the day that was told is one of our own mail: whoever unsubscribed, and still gets our newsletter,
// counts from there, and what came from others may have begun later.
import { type SpamEvidence, spamAmong } from '../checks/spam-evidence.ts';
import { isoInZone } from '../custody/instant.ts';
import type { Claim } from '../vocabulary/case-file.ts';

/**
 * The claim with the day of the first message from elsewhere, where all that came on the day told, and before that message,
 * was mail of ours; else the claim as it is. What was handed in is all that is known: of other spam on that day it says nothing.
 */
export function withFirstSpam(claim: Claim, spam: SpamEvidence | null, zone: string): Claim {
  const told = claim.spamSince?.slice(0, 10);
  if (told === undefined || spam === null) return claim;
  if (claim.monthPart?.spamSince !== undefined || claim.approximate?.includes('spamSince')) return claim;
  const dayOf = (receivedAt: string) => isoInZone(Date.parse(receivedAt), zone).slice(0, 10);
  const among = spamAmong(spam);
  const days = among.flatMap(({ receivedAt }) => (receivedAt === null ? [] : dayOf(receivedAt)));
  // A message of which nobody knows when or from where it came may be that of the day told.
  if (days.length < among.length || among.some(({ origin }) => origin !== 'not_ours')) return claim;
  const first = days.toSorted()[0];
  const oursThen = spam.samples.some(
    ({ origin, kind, receivedAt }) =>
      origin === 'ours' && kind !== 'bounce' && receivedAt !== null && dayOf(receivedAt) === told,
  );
  if (first === undefined || first <= told || !oursThen) return claim;
  return { ...claim, spamSince: first, spamSinceTold: told };
}
