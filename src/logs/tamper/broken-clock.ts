// Clocks that no log should have: a defect of the format, which makes questions of order and silence meaningless.
import { onceAStore } from './once-a-store.ts';
import type { FoundSign } from './tamper-report.ts';

const DEFECT_LINES = 300;
const SAMPLED_FROM = 200_000;

type ClockUse = {
  readonly f: number;
  readonly lines: number;
  readonly hours: number;
  readonly hoursOfDay: number;
  readonly lowHour: number;
  readonly highHour: number;
  readonly minutes: number;
  readonly minute: number;
  readonly seconds: number;
  readonly firstN: number;
  readonly lastN: number;
  readonly spanMs: number;
};

/**
 * Minutes that never change although the seconds do (a month printed in their place), and hours that only run from 1 to 12
 * over days (half a day lost).
 */
export const findBrokenClocks = onceAStore(async (store): Promise<readonly FoundSign[]> => {
  // One line in 64 of a large file knows as well how its minutes run.
  const sampled = '(n % 64 = 0 or f not in {large:Array(UInt32)})';
  const large = store.files.flatMap(({ lines }, f) => (lines >= SAMPLED_FROM ? [f] : []));
  const rows = await store.rows<ClockUse>(
    `select f, count() as lines, uniqExact(toStartOfHour(ts)) as hours, uniqExact(toHour(ts)) as hoursOfDay,
       min(toHour(ts)) as lowHour, max(toHour(ts)) as highHour,
       uniqExact(toMinute(ts)) as minutes, min(toMinute(ts)) as minute, uniqExact(toSecond(ts)) as seconds,
       min(n) as firstN, max(n) as lastN,
       toUnixTimestamp64Milli(max(ts)) - toUnixTimestamp64Milli(min(ts)) as spanMs
     from (
       select f, n, ts from web where ts > toDateTime64(86400, 3, 'UTC') and ${sampled}
       union all select f, n, toDateTime64(ts, 3, 'UTC') as ts from event
       where ts > toDateTime64(86400, 6, 'UTC') and ${sampled}
     ) group by f order by f`,
    { large },
  );
  const signs: FoundSign[] = [];
  for (const row of rows) {
    if (row.lines < DEFECT_LINES) continue;
    const stuckMinutes = row.hours >= 6 && row.minutes === 1 && row.seconds >= 40;
    const halfDay = row.spanMs >= 48 * 3_600_000 && row.lowHour >= 1 && row.highHour <= 12 && row.hoursOfDay >= 11;
    if (!stuckMinutes && !halfDay) continue;
    const minute = String(row.minute).padStart(2, '0');
    signs.push({
      kind: 'defect-clock',
      strength: 'defect',
      f: row.f,
      fromN: row.firstN,
      toN: Math.max(row.lastN, (store.files[row.f]?.lines ?? 1) - 1),
      fromMs: null,
      toMs: null,
      p: null,
      places: [{ f: row.f, n: row.firstN }],
      statement: stuckMinutes
        ? {
            ja: `すべての行の「分」が ${minute} になっている。書式の不具合であり、改ざんの兆候ではない。並び順と空白の検査はこのファイルでは行えない。`,
            en: `the minute of every line reads ${minute}: a defect of the format, no sign of alteration. Order and silences of this file cannot be examined`,
          }
        : {
            ja: '「時」が 1 から 12 までしか現れない。午前と午後が失われた書式の不具合で、改ざんの兆候ではない。',
            en: 'hours only run from 1 to 12 over days: half of each day is lost in the format, which is a defect and no sign of alteration',
          },
    });
  }
  return signs;
});
