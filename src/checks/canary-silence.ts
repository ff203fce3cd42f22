// Which canaries may be counted: there before the time in question, and alive.
import type { Canaries, Canary } from '../custody/canaries.ts';
import { millisecondsOf } from '../custody/instant.ts';
import { type CheckAnswer, notChecked } from './answer.ts';
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

/** The answer instead of "nothing found" where a row could not be read: it may be the canary that was hit. */
export function refuseUnread({ unread }: Canaries): CheckAnswer | null {
  if (unread.length === 0) return null;
  return notChecked({
    ja: `確認用アドレスの一覧のうち${unread.length}行を読み取れず、迷惑メールが届いていないとは言えません`,
    en: `${unread.length} ${unread.length === 1 ? 'row' : 'rows'} of canaries.csv could not be read, so it cannot be said that none was hit`,
  });
}
