// Heartbeats in these logs, and where they stopped for a while.
import type { LogStore } from '../../port.ts';
import { type Examination, isExcused } from '../examination.ts';
import { onceAStore } from '../once-a-store.ts';
import type { FoundSign } from '../tamper-report.ts';
import type { Gap } from './gap-candidates.ts';
import { othersDuring, REPORT_BELOW } from './gap-signs.ts';
import { type MissedBeats, missedBeats } from './heartbeats.ts';
import { type Timeline, timedLines } from './log-timeline.ts';
import { jobsChanged } from './told-changes.ts';
import { fullDiskExplaining, fullDiskWords } from './told-full-disk.ts';
import { startedMeanwhile } from './told-starts.ts';

const LEAST_BEATS = 24;
const MOST_BEATS = 20_000;
const MOST_STREAMS = 100;

/** Of a large log, only clients that are there at its very beginning and at its very end can be a health check. */
const LARGE_LINES = 100_000;
const EDGE = 0.05;
const MOST_FILES = 50;

/** `own`: 1 where the host itself writes the lines, 0 where a client asks for them. */
export type Stream = {
  readonly f: number;
  readonly name: string;
  readonly own: number;
  readonly beats: readonly number[];
};

/** A file to be asked about: how long it is and when it begins and ends. */
type Asked = Pick<Timeline, 'f' | 'fromMs' | 'toMs' | 'lines'>;

/** Clients of a large log that were there at its very beginning and at its very end; undefined: all may be. */
async function lastingClients(store: LogStore, { f, fromMs, toMs, lines }: Asked): Promise<string[] | undefined> {
  if (lines < LARGE_LINES) return undefined;
  const edge = Math.floor(EDGE * (toMs - fromMs));
  const rows = await store.rows<{ client: string }>(
    `select client from web where f = {f:UInt32} and (ts <= fromUnixTimestamp64Milli({a:Int64}) or ts >= fromUnixTimestamp64Milli({b:Int64}))
     group by client having min(ts) <= fromUnixTimestamp64Milli({a:Int64}) and max(ts) >= fromUnixTimestamp64Milli({b:Int64})
     order by count(), client limit 2000`,
    { f, a: fromMs + edge, b: toMs - edge },
  );
  return rows.map(({ client }) => client);
}

/** Lines of one program with the same words, or requests of one client for one path: numbers blanked out. */
async function streams(store: LogStore, timelines: readonly Asked[]): Promise<{ sql: string; clients: string[] }> {
  const whole: number[] = [];
  const part: number[] = [];
  const clients = new Set<string>();
  for (const timeline of timelines) {
    const lasting = await lastingClients(store, timeline);
    if (lasting === undefined) whole.push(timeline.f);
    else if (lasting.length > 0) {
      part.push(timeline.f);
      for (const client of lasting) clients.add(client);
    }
  }
  const list = (files: readonly number[]) => (files.length > 0 ? `f in (${files.join(', ')})` : 'false');
  const sql = `
    select f, concat(host, ' ', program, ' ', replaceRegexpAll(substring(message, 1, 160), '[0-9]+', '#')) as name,
      toUnixTimestamp64Milli(ts) as t, 1 as own
    from event where ${list(timelines.map(({ f }) => f))} and ts > toDateTime64(86400, 6, 'UTC')
    union all
    select f, concat(client, ' ', method, ' ', path) as name, toUnixTimestamp64Milli(ts) as t, 0 as own
    from web where (${list(whole)} or (${list(part)} and client in {clients:Array(String)}))
      and length(path) < 200 and ts > toDateTime64(86400, 3, 'UTC')`;
  return { sql, clients: [...clients].slice(0, 5000) };
}

/** Everything regular in these logs that may be a heartbeat. @param stopped told of files that were not asked */
export async function readStreams(
  { store, stopped }: Pick<Examination, 'store' | 'stopped'>,
  timelines: readonly Timeline[],
): Promise<readonly Stream[]> {
  const large = [...timelines]
    .filter(({ lines, toMs, fromMs }) => lines >= LEAST_BEATS && toMs > fromMs)
    .sort((a, b) => b.lines - a.lines || a.f - b.f);
  for (const { f } of large.slice(MOST_FILES)) stopped(f, 'beats-beyond-limit');
  const asked = large.slice(0, MOST_FILES);
  if (asked.length === 0) return [];
  return streamsOf(
    store,
    asked.map(({ f, fromMs, toMs, lines }) => ({ f, fromMs, toMs, lines })),
  );
}

/** The examination and its rehearsal ask about the same files. */
const streamsOf = onceAStore(async (store, asked: readonly Asked[]): Promise<readonly Stream[]> => {
  const { sql: lines, clients } = await streams(store, asked);
  // A heartbeat spans its log and is spread evenly: most streams fail that by first, last and count alone.
  const spans = asked.map(({ f, fromMs, toMs }) => `(${f}, ${fromMs}, ${toMs})`);
  const candidates = await store.rows<{ f: number; hash: number }>(
    `with spans as (select tupleElement(s, 1) as f, tupleElement(s, 2) as low, tupleElement(s, 3) as high
       from (select arrayJoin([${spans.join(', ')}]) as s))
     select f, bitAnd(cityHash64(name), 4503599627370495) as hash
     from (select f, name, count() as beats, min(t) as first, max(t) as last from (${lines}) group by f, name having beats between ${LEAST_BEATS} and ${MOST_BEATS}) as kinds
     inner join spans using f where last - first >= 0.85 * (high - low)
     order by beats, f, name limit ${MOST_STREAMS}`,
    { clients },
  );
  if (candidates.length === 0) return [];
  return store.rows<Stream>(
    `select f, name, max(own) as own, arraySort(groupArray(t)) as beats from (${lines})
     where bitAnd(cityHash64(name), 4503599627370495) in {hashes:Array(UInt64)} group by f, name order by f, name`,
    { clients, hashes: [...new Set(candidates.map(({ hash }) => hash))] },
  );
});

type Stopped = MissedBeats & { readonly f: number; readonly own: number; readonly streams: number };

/** One late beat is a busy machine. */
export const LEAST_MISSED = 2;

/** More of a log than this is no hole that a heartbeat alone can speak of: see `isWitnessed`. */
export const LONG_SHARE = 0.1;
const SILENT_SHARE = 0.9;

/**
 * Whether more than a heartbeat says that a long hole is one: the whole file must be silent, since a job that is switched off
 * leaves the rest; and the host must have been there, by its own lines before and after, or by other logs that go on.
 */
async function isWitnessed(examination: Examination, run: Stopped, silence: Gap): Promise<boolean> {
  const { timelines } = examination;
  const timeline = timelines.get(run.f);
  const length = run.toMs - run.fromMs;
  if (!timeline || length <= LONG_SHARE * (timeline.toMs - timeline.fromMs)) return true;
  if (!isSilent(run, silence)) return false;
  return run.own === 1 || (await othersDuring(examination, silence)).length > 0;
}

const isSilent = (run: Stopped, silence: Gap): boolean =>
  silence.toMs - silence.fromMs >= SILENT_SHARE * (run.toMs - run.fromMs);

/** Whether the rest of the log went on, and says that jobs were changed. */
async function isSwitchedOff({ store }: Examination, run: Stopped, silence: Gap): Promise<boolean> {
  return run.own === 1 && !isSilent(run, silence) && (await jobsChanged(store, run));
}

/** Of so many beats together, a cut takes at least the time between the first and the last; clocks of beats are not exact. */
const CUT_SHARE = 0.9;

/** Whether a client alone stayed away, as a monitor that is off: no cut leaves the lines of everybody else in between. */
function isClientAway(run: Stopped, silence: Gap): boolean {
  const interval = (run.toMs - run.fromMs) / (run.missed + 1);
  return run.own === 0 && silence.toMs - silence.fromMs < CUT_SHARE * (run.missed - 1) * interval;
}

export async function findHeartbeatSigns(examination: Examination): Promise<FoundSign[]> {
  const { timelines, brokenClocks, maintenance, store } = examination;
  const asked = (await readStreams(examination, [...timelines.values()])).filter(({ f }) => !brokenClocks.has(f));
  const silent: Stopped[] = [];
  for (const { f, own, beats } of asked) {
    const timeline = timelines.get(f);
    if (!timeline) continue;
    for (const run of missedBeats({ beats, fromMs: timeline.fromMs, toMs: timeline.toMs })) {
      if (run.missed < LEAST_MISSED || isExcused(run, maintenance)) continue;
      const known = silent.findIndex((other) => other.f === f && other.fromMs < run.toMs && run.fromMs < other.toMs);
      const same = silent[known];
      if (!same) silent.push({ ...run, f, own, streams: 1 });
      else if (run.p < same.p) silent[known] = { ...run, f, own: Math.max(own, same.own), streams: same.streams + 1 };
      else silent[known] = { ...same, own: Math.max(own, same.own), streams: same.streams + 1 };
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
  // In a file of several hosts the others write on: there the missed time itself is what a start explains.
  const missed = gaps.map((gap, i) => ({
    ...gap,
    fromMs: stopped[i]?.fromMs ?? gap.fromMs,
    toMs: stopped[i]?.toMs ?? gap.toMs,
  }));
  const [inSilence, inMissed] = [
    await startedMeanwhile(examination, gaps),
    await startedMeanwhile(examination, missed),
  ];
  const witnessed = await Promise.all(
    stopped.map((run, i) => isWitnessed(examination, run, gaps[i] ?? { ...run, fromN: 0, toN: 0 })),
  );
  const switched = await Promise.all(
    stopped.map((run, i) => isSwitchedOff(examination, run, gaps[i] ?? { ...run, fromN: 0, toN: 0 })),
  );
  // A full disk silences the whole file, not one job.
  const full = await Promise.all(
    stopped.map(async (run, i) => {
      const gap = gaps[i];
      return gap && isSilent(run, gap) ? fullDiskExplaining(examination, gap) : undefined;
    }),
  );
  return stopped.flatMap((run, i): FoundSign[] => {
    const gap = gaps[i];
    if (!gap || inSilence[i] || inMissed[i] || switched[i] || !witnessed[i] || isClientAway(run, gap)) return [];
    const notice = full[i];
    const told = fullDiskWords(notice, examination);
    return [
      {
        ...gap,
        kind: 'gap',
        strength: notice ? 'defect' : 'weak',
        p: run.p,
        places: [
          { f: gap.f, n: gap.fromN },
          { f: gap.f, n: gap.toN },
          ...(notice ? [{ f: notice.f, n: notice.n }] : []),
        ],
        statement: {
          ja: `規則正しく記録される行（${run.streams} 種類）が、${new Date(run.fromMs).toISOString().slice(0, 16)} から ${run.missed} 回続けてない。再起動の記録もない。${told.ja}`,
          en: `lines that come like clockwork (${run.streams} kind${run.streams === 1 ? '' : 's'}) miss ${run.missed} beats in a row from ${new Date(run.fromMs).toISOString().slice(0, 16)}, and nothing tells of a restart${told.en}`,
        },
      },
    ];
  });
}
