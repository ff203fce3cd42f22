// `YYMMDD h:mm:ss`, the time of MySQL's logs before 5.7 and of MariaDB's.
import { civil, type Local } from '../times.ts';

/** @returns microseconds since 1970-01-01 UTC; undefined for a day or time that there is not */
export function shortTime(day: string, time: string, local: Local): number | undefined {
  const [hour, minute, second] = time.trim().split(':').map(Number);
  const year = 2000 + Number(day.slice(0, 2));
  const at = civil(year, Number(day.slice(2, 4)) - 1, Number(day.slice(4, 6)), hour ?? 0, minute ?? 0, second ?? 0);
  return at === undefined ? undefined : local.toUtc(at);
}
