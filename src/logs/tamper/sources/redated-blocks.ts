// A stretch that was filled with the lines of another day: the same second, the same visitors, another date.
import type { Examination } from '../examination.ts';
import type { FoundSign } from '../tamper-report.ts';
import { limitWithin, within } from '../within-files.ts';
import { type Twin, twinBlocks } from './twin-blocks.ts';

/** Lines in a row, and different visitors (or processes) among them: a health check that keeps its second is one alone. */
const LEAST_BLOCK = 12;
const LEAST_ACTORS = 5;
/** Larger logs are not asked: each line is compared with all of its second. */
const MOST_LINES = 1_000_000;
const LEAST_LINES = 200;
const DAY_MS = 86_400_000;
/** Lines of a file that have a twin on another day and are looked at. */
const MOST_TWINS = 100_000;

type RedatedTwin = Twin & { readonly actor: number; readonly days: number };

/**
 * Files that hold another day to copy lines from.
 *
 * @returns `tooMany`: together they hold more lines than are compared, and none of them is
 */
export function comparedDays({
  files,
  timelines,
  brokenClocks,
}: Pick<Examination, 'files' | 'timelines' | 'brokenClocks'>): {
  readonly compared: number[];
  readonly tooMany: boolean;
} {
  const compared = files.flatMap((_, f) => {
    const timeline = timelines.get(f);
    const long = timeline !== undefined && timeline.toMs - timeline.fromMs >= DAY_MS;
    return long && timeline.lines >= LEAST_LINES && !brokenClocks.has(f) ? [f] : [];
  });
  return { compared, tooMany: compared.reduce((sum, f) => sum + (files[f]?.lines ?? 0), 0) > MOST_LINES };
}

/** Lines of one second of the day that are the same but for the date, and stand exactly twice. */
async function redatedTwins(examination: Examination): Promise<RedatedTwin[]> {
  const { compared, tooMany } = comparedDays(examination);
  if (tooMany) for (const f of compared) examination.stopped(f, 'filled-with-another-day');
  if (compared.length === 0 || tooMany) return [];
  const lines = (table: 'web' | 'event', actor: string, line: string) =>
    `select f, n, toUnixTimestamp64Milli(ts) as t, ${actor} as actor, cityHash64(t % ${DAY_MS}, ${line}) as same
     from ${table} where f in {files:Array(UInt32)} and ts > toDateTime64(86400, 3, 'UTC')`;
  const found = await examination.store.rows<RedatedTwin>(
    `select f, min(n) as first, max(n) as second, toInt64(any(bitAnd(actor, 4503599627370495))) as actor,
       intDiv(argMax(t, n) - argMin(t, n), ${DAY_MS}) as days
     from (
       ${lines('web', 'cityHash64(client)', 'client, target, status, size, agent')}
       union all
       ${lines('event', 'toUInt64(pid)', 'host, program, pid, message')}
     ) group by f, same having count() = 2 and days != 0 order by f, first ${limitWithin(MOST_TWINS)}`,
    { files: compared },
  );
  return within(found, MOST_TWINS, 'copied-blocks-beyond-limit', examination.stopped);
}

export async function findRedatedBlocks(examination: Examination): Promise<FoundSign[]> {
  const found = await redatedTwins(examination);
  return twinBlocks(found).flatMap(({ f, from, to, apart, lines }): FoundSign[] => {
    if (lines < LEAST_BLOCK) return [];
    const own = found.filter((twin) => twin.f === f && twin.first >= from && twin.first <= to);
    const actors = new Set(own.map(({ actor }) => actor)).size;
    const days = own[0]?.days ?? 0;
    if (actors < LEAST_ACTORS || own.some((twin) => twin.days !== days)) return [];
    return [
      {
        kind: 'duplicate',
        strength: 'weak',
        ...{ f, fromN: from + apart, toN: to + apart },
        ...{ fromMs: null, toMs: null, p: null },
        places: [
          { f, n: from },
          { f, n: from + apart },
        ],
        statement: {
          ja: `${lines} 行のまとまりが、${Math.abs(days)} 日ずれた日付で、時刻の秒まで同じ順にもう一度ある（もう一方は ${from + 1} 行目から）。別の日の行で埋められたと見られる。記録の再生試験でも起こる。`,
          en: `a block of ${lines} lines stands twice, ${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'} apart and the same to the second otherwise (the other from line ${from + 1}): filled with lines of another day; a log that is replayed as a test does this too`,
        },
      },
    ];
  });
}
