// Heartbeats in these logs, and where they stopped for a while.
import { type Examination, isExcused } from './examination.ts';
import { REPORT_BELOW, startedMeanwhile } from './gap-signs.ts';
import { type MissedBeats, missedBeats } from './heartbeats.ts';
import { timedLines } from './log-timeline.ts';
import type { FoundSign } from './tamper-report.ts';

const LEAST_BEATS = 24;
const MOST_BEATS = 20_000;
const MOST_STREAMS = 100;

/** Lines of one program with the same words, or requests of one client for one path: numbers and quoted times blanked out. */
const streams = `
  select f, concat(host, ' ', program, ' ', replaceRegexpAll(substring(message, 1, 160), '[0-9]+', '#')) as name,
    toUnixTimestamp64Milli(ts) as t from event where ts > toDateTime64(86400, 6, 'UTC')
  union all
  select f, concat(client, ' ', method, ' ', path) as name, toUnixTimestamp64Milli(ts) as t
  from web where length(path) < 200 and ts > toDateTime64(86400, 3, 'UTC')`;

type Stream = { readonly f: number; readonly name: string; readonly beats: number[] };

async function readStreams({ store, timelines }: Examination): Promise<Stream[]> {
  // A heartbeat spans its log and is spread evenly: most streams fail that by first, last and count alone.
  const spans = [...timelines.values()].map(({ f, fromMs, toMs }) => `(${f}, ${fromMs}, ${toMs})`);
  if (spans.length === 0) return [];
  const candidates = await store.rows<{ f: number; hash: number }>(
    `with spans as (select tupleElement(s, 1) as f, tupleElement(s, 2) as low, tupleElement(s, 3) as high
       from (select arrayJoin([${spans.join(', ')}]) as s))
     select f, bitAnd(cityHash64(name), 4503599627370495) as hash from (${streams}) as lines inner join spans using f
     group by f, name having count() between ${LEAST_BEATS} and ${MOST_BEATS}
       and max(t) - min(t) >= 0.85 * (any(high) - any(low)) and uniqExact(intDiv(t, 3600000)) * 3600000 >= 0.6 * least(any(high) - any(low), count() * 3600000)
     order by count(), f, name limit ${MOST_STREAMS}`,
  );
  if (candidates.length === 0) return [];
  return store.rows<Stream>(
    `select f, name, arraySort(groupArray(t)) as beats from (${streams})
     where bitAnd(cityHash64(name), 4503599627370495) in {hashes:Array(UInt64)} group by f, name order by f, name`,
    { hashes: [...new Set(candidates.map(({ hash }) => hash))] },
  );
}

type Stopped = MissedBeats & { readonly f: number; readonly streams: number };

export async function findHeartbeatSigns(examination: Examination): Promise<FoundSign[]> {
  const { timelines, brokenClocks, maintenance, store } = examination;
  const asked = (await readStreams(examination)).filter(({ f }) => !brokenClocks.has(f));
  const silent: Stopped[] = [];
  for (const { f, beats } of asked) {
    const timeline = timelines.get(f);
    if (!timeline) continue;
    for (const run of missedBeats({ beats, fromMs: timeline.fromMs, toMs: timeline.toMs })) {
      // One late beat is a busy machine.
      if (run.missed < 2 || isExcused(run, maintenance)) continue;
      const known = silent.findIndex((other) => other.f === f && other.fromMs < run.toMs && run.fromMs < other.toMs);
      const same = silent[known];
      if (!same) silent.push({ ...run, f, streams: 1 });
      else if (run.p < same.p) silent[known] = { ...run, f, streams: same.streams + 1 };
      else silent[known] = { ...same, streams: same.streams + 1 };
    }
  }
  // Every stream was asked; those that stop together are one event.
  const stopped = silent
    .map((run) => ({ ...run, p: Math.min(1, (run.p * asked.length) / run.streams) }))
    .filter(({ p }) => p < REPORT_BELOW);
  const around = await Promise.all(
    stopped.map(async ({ f, fromMs, toMs }) => {
      // The longest silence of the file inside the missed time; its lines are the place.
      const [row] = await store.rows<{ fromN: number; toN: number; before: number; t: number }>(
        `select fromN, toN, before, t from (
           select n as toN, t, lagInFrame(n, 1, n) over w as fromN, lagInFrame(t, 1, t) over w as before
           from ${timedLines} where f = {f:UInt32} and t >= {a:Int64} and t <= {b:Int64}
           window w as (order by t, n rows between unbounded preceding and current row)
         ) order by t - before desc, toN limit 1`,
        { f, a: fromMs, b: toMs },
      );
      return row;
    }),
  );
  const gaps = stopped.map(({ f, fromMs, toMs }, i) => ({
    f,
    fromN: around[i]?.fromN ?? 0,
    toN: around[i]?.toN ?? 0,
    fromMs: around[i]?.before ?? fromMs,
    toMs: around[i]?.t ?? toMs,
  }));
  const started = await startedMeanwhile(examination, gaps);
  return stopped.flatMap((run, i): FoundSign[] => {
    const gap = gaps[i];
    if (!gap || started[i]) return [];
    return [
      {
        ...gap,
        kind: 'gap',
        strength: 'weak',
        p: run.p,
        places: [
          { f: gap.f, n: gap.fromN },
          { f: gap.f, n: gap.toN },
        ],
        statement: {
          ja: `規則正しく記録される行（${run.streams} 種類）が、${new Date(run.fromMs).toISOString().slice(0, 16)} から ${run.missed} 回続けてない。再起動の記録もない。`,
          en: `lines that come like clockwork (${run.streams} kind${run.streams === 1 ? '' : 's'}) miss ${run.missed} beats in a row from ${new Date(run.fromMs).toISOString().slice(0, 16)}, and nothing tells of a restart`,
        },
      },
    ];
  });
}
