// Times of the page as people read them: the hour in the zone of the organisation, and what it means now.
import { isoInZone } from '../../custody/instant.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { TriageInput } from './first-look.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds UTC to a time as people write it, in the zone of the organisation. */
export const minute = (at: number, zone: string) => isoInZone(at, zone).slice(0, 16).replace('T', ' ');

/** From here on a date says more than a count of hours. */
const DATE_ALONE_HOURS = 48;

/** A due time, and what that means now. */
export function dueIn(at: number, { organisation, now }: TriageInput): Both {
  const shown = minute(at, organisation.timeZone);
  if (at <= now) return { ja: `${shown}（過ぎています。今すぐ）`, en: `${shown} (past: do it now)` };
  const hours = Math.round((at - now) / HOUR);
  if (hours >= DATE_ALONE_HOURS) return { ja: shown, en: shown };
  const left =
    hours < 1 ? { ja: '1時間以内', en: 'within the hour' } : { ja: `あと約${hours}時間`, en: `in about ${hours} h` };
  return { ja: `${shown}（${left.ja}）`, en: `${shown} (${left.en})` };
}

/** What is late: by when at the latest now, and when it was due. */
export function lateBy(by: number, since: number, { organisation }: TriageInput): Both {
  const [at, was] = [minute(by, organisation.timeZone), minute(since, organisation.timeZone)];
  return {
    ja: `${at}までに（本来の期限${was}は過ぎました）`,
    en: `at once, at the latest ${at} (was due ${was})`,
  };
}
