// Which canaries may be counted: there before the time in question, and alive.
import type { Canary } from '../custody/canaries.ts';
import { millisecondsOf } from '../custody/instant.ts';
import type { Sources } from './check.ts';

const DAY = 86_400_000;
/** Silence counts only while our own scheduled mail arrives: monthly mail, and a week's grace. */
const HEARTBEAT_DAYS = 38;

export type Judged = { readonly counted: readonly Canary[]; readonly dead: number; readonly late: number };

/** Canaries that were there before the time in question ended and still receive our own mail. */
export function judge(canaries: readonly Canary[], sources: Sources): Judged {
  const zone = sources.organisation.timeZone;
  const until = sources.risk?.to ?? sources.now;
  const from = sources.risk?.from ?? until;
  const early = canaries.filter(({ plantedAt }) => plantedAt !== null && millisecondsOf(plantedAt, zone) <= from);
  const alive = early.filter(
    ({ heartbeatAt, hitAt }) =>
      hitAt !== null ||
      (heartbeatAt !== null && sources.now - millisecondsOf(heartbeatAt, zone) <= HEARTBEAT_DAYS * DAY),
  );
  return { counted: alive, dead: early.length - alive.length, late: canaries.length - early.length };
}

export const noCanaries = {
  ja: '確認用アドレス（canaries.csv）が渡されていません',
  en: 'no canaries (canaries.csv) were given',
};
