// How far seals vouch for the logs of a case, as the checks ask it.
import { millisecondsOf } from '../custody/instant.ts';
import type { Sources } from './check.ts';
import { filesOf } from './log-evidence.ts';
import { type SealStanding, sealStanding } from './seal-standing.ts';

export type { SealWord } from './seal-standing.ts';

/** A complaint without a day came now at the latest. */
export function sealStandingOf({ logs, claim, organisation, risk, now }: Sources): SealStanding {
  if (!logs) return { word: 'none', since: null };
  const atRisk = filesOf(logs, 'any').filter(
    ({ from, to }) =>
      risk === null || from === null || to === null || (Date.parse(from) <= risk.to && Date.parse(to) >= risk.from),
  );
  const complaintMs = claim.receivedAt === null ? now : millisecondsOf(claim.receivedAt, organisation.timeZone);
  return sealStanding(
    logs.seals,
    atRisk.map(({ path }) => path),
    { risk, complaintMs },
  );
}
