// Files of a rotated series that follow each other without a hole are one log: yesterday's hours are in yesterday's file.
import { isOfBucket, seriesMember } from '../log-series.ts';
import type { Examination } from './examination.ts';
import { parseRotatedName, type RotatedName } from './rotation-signs.ts';
import type { Gap } from './silences/gap-candidates.ts';
import { addedHours, HOUR_MS, presentIn, type Timeline } from './silences/log-timeline.ts';

/** Where one file of a run ends and the next begins. `judged`: their names say that nothing was between them. */
export type Seam = { readonly older: Timeline; readonly newer: Timeline; readonly judged: boolean };

/** Files of one series, in order of time, and what they are together; one file alone is a run too. */
export type SeriesRun = {
  readonly files: readonly number[];
  readonly timeline: Timeline;
  readonly seams: readonly Seam[];
};

type Member = RotatedName & { readonly f: number; readonly timeline: Timeline };

/** A file that was rotated may hold a few requests that began before its time. */
const OVERLAP_MS = HOUR_MS;
/** Files this near to each other follow each other, whatever their names. */
const TOUCHING_MS = 2 * HOUR_MS;
/** A pause at a seam of more than two days, or than two files are long, is a site that stood still or moved. */
const LONGEST_MS = 48 * HOUR_MS;

const DAY_MS = 86_400_000;

/**
 * Which log a file is part of, where a silence is asked about. Files of a bucket of AWS, one a day or one every few minutes,
 * are one log too: each by itself would be a log of its own, with a chance of a false alarm of its own.
 */
export function logSeries(path: string): RotatedName {
  const { series, date } = seriesMember(path);
  if (isOfBucket(path) && date !== null)
    return { series, style: 'dated', index: Math.round(Date.parse(date) / DAY_MS) };
  return parseRotatedName(path) ?? { series: path, style: 'numbered', index: 0 };
}

/** Series by name; a file with another name is a series of its own. Broken clocks and files without one are left out. */
function seriesOf({ files, timelines, brokenClocks }: Examination): Map<string, Member[]> {
  const series = new Map<string, Member[]>();
  files.forEach(({ path }, f) => {
    const timeline = timelines.get(f);
    if (!timeline || brokenClocks.has(f)) return;
    const name = logSeries(path);
    const key = `${name.style}:${name.series}`;
    const known = series.get(key);
    if (known) known.push({ ...name, f, timeline });
    else series.set(key, [{ ...name, f, timeline }]);
  });
  return series;
}

/** How the names of two members that follow each other in time are apart: 1 next to each other, below 1 out of order. */
const stepOf = (older: Member, newer: Member): number =>
  older.style === 'numbered' ? older.index - newer.index : newer.index - older.index;

/** The usual step between names: numbers follow by one, dates by a day or a week. */
function usualStep(members: readonly Member[]): number {
  if (members[0]?.style === 'numbered') return 1;
  const steps = members.slice(1).map((newer, i) => stepOf(members[i] ?? newer, newer));
  return [...steps].sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 1;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Timelines that follow each other, as one of the first file's number. */
export function joinedTimeline(timelines: readonly Timeline[]): Timeline {
  return {
    f: timelines[0]?.f ?? 0,
    fromMs: Math.min(...timelines.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...timelines.map(({ toMs }) => toMs)),
    lines: timelines.reduce((sum, { lines }) => sum + lines, 0),
    hours: addedHours(timelines.map(({ hours }) => hours)),
  };
}

function runOf(members: readonly Member[], judged: readonly boolean[]): SeriesRun {
  return {
    files: members.map(({ f }) => f),
    timeline: joinedTimeline(members.map(({ timeline }) => timeline)),
    seams: members.slice(1).flatMap(({ timeline: newer }, i) => {
      const older = members[i]?.timeline;
      return older ? [{ older, newer, judged: judged[i] ?? false }] : [];
    }),
  };
}

/** Runs of one series: names and times must tell the same order, and files must not lie over each other. */
function runsIn(unordered: readonly Member[]): SeriesRun[] {
  const members = [...unordered].sort((a, b) => a.timeline.fromMs - b.timeline.fromMs || a.f - b.f);
  const step = usualStep(members);
  const span = middle(members.map(({ timeline }) => timeline.toMs - timeline.fromMs));
  const runs: SeriesRun[] = [];
  let open: Member[] = [];
  let judged: boolean[] = [];
  for (const member of members) {
    const last = open.at(-1);
    const pause = last ? member.timeline.fromMs - last.timeline.toMs : 0;
    const apart = last ? stepOf(last, member) : 0;
    const next = apart === step && pause <= Math.max(LONGEST_MS, 2 * span);
    if (last && (pause < -OVERLAP_MS || apart < 1 || !(next || pause <= TOUCHING_MS))) {
      runs.push(runOf(open, judged));
      open = [];
      judged = [];
    } else if (last) judged.push(next);
    open.push(member);
  }
  if (open.length > 0) runs.push(runOf(open, judged));
  return runs;
}

export function seriesRuns(examination: Examination): SeriesRun[] {
  return [...seriesOf(examination).values()].flatMap(runsIn);
}

/** Silences looked at in a run, by either order: as many as of one file. */
const KEPT = 300;

/**
 * The silences of a run: those of its files, and those between them. A silence between files stands at the first line of
 * the newer one.
 *
 * @param gapsOf silences of one file
 */
export function runGaps(
  { files, timeline, seams }: SeriesRun,
  gapsOf: (f: number) => readonly Gap[],
  linesOf: (f: number) => number,
): Gap[] {
  const all = files.flatMap((f) => [...gapsOf(f)]);
  if (files.length === 1) return all;
  for (const { older, newer, judged } of seams) {
    if (!judged || newer.fromMs - older.toMs < 2000) continue;
    const before = { f: older.f, n: Math.max(0, linesOf(older.f) - 1) };
    all.push({ f: newer.f, fromN: 0, toN: 0, fromMs: older.toMs, toMs: newer.fromMs, before });
  }
  const busy = new Map(timeline.hours.map((hour) => [hour.hour, presentIn(hour)]));
  const lengthOf = ({ fromMs, toMs }: Gap) => toMs - fromMs;
  const fullnessOf = (gap: Gap) => lengthOf(gap) * (busy.get(Math.floor(gap.toMs / HOUR_MS)) ?? 0);
  const most = (weight: (gap: Gap) => number) => [...all].sort((a, b) => weight(b) - weight(a)).slice(0, KEPT);
  return [...new Set([...most(lengthOf), ...most(fullnessOf)])].sort((a, b) => lengthOf(b) - lengthOf(a));
}
