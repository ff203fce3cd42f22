// A rotated file in whose place a copy of another stands: as it is, or with its days rewritten.
import type { Examination } from '../examination.ts';
import { parseRotatedName, silenceBetween } from '../rotation-signs.ts';
import { REPORT_BELOW } from '../silences/gap-signs.ts';
import { HOUR_MS, type Timeline } from '../silences/log-timeline.ts';
import type { FoundSign } from '../tamper-report.ts';

const DAY_MS = 86_400_000;
/** Fewer lines, or hours of fewer different counts (jobs that run by the clock), are alike on many days. */
const LEAST_LINES = 500;
const LEAST_COUNTS = 8;

type Member = { readonly f: number; readonly index: number; readonly dated: boolean; readonly timeline: Timeline };

/** Whether two files have as many lines in every hour, the second some whole days after the first. */
export function isSameShape(one: Timeline, other: Timeline): boolean {
  const apart = other.fromMs - one.fromMs;
  if (one.lines !== other.lines || one.lines < LEAST_LINES || apart % DAY_MS !== 0) return false;
  if (other.toMs - one.toMs !== apart || one.hours.length !== other.hours.length) return false;
  const by = apart / HOUR_MS;
  const counts = new Set(one.hours.map(({ lines }) => lines));
  return (
    counts.size >= LEAST_COUNTS &&
    one.hours.every(({ hour, lines }, i) => other.hours[i]?.hour === hour + by && other.hours[i]?.lines === lines)
  );
}

function seriesOf({ files, timelines, brokenClocks }: Examination): Member[][] {
  const series = new Map<string, Member[]>();
  files.forEach(({ path }, f) => {
    const name = parseRotatedName(path);
    const timeline = timelines.get(f);
    if (!name || !timeline || brokenClocks.has(f)) return;
    const dated = name.style === 'dated';
    const key = `${name.style}:${name.series}`;
    const member = { f, index: name.index, dated, timeline };
    const known = series.get(key);
    if (known) known.push(member);
    else series.set(key, [member]);
  });
  return [...series.values()].filter((members) => members.length > 1);
}

/** Pairs of members of different places in the series that may be one file; the one of the older place first. */
function alike(members: readonly Member[]): [Member, Member][] {
  const byShape = new Map<string, Member[]>();
  for (const member of members) {
    const { lines, fromMs, toMs } = member.timeline;
    const key = `${lines}:${fromMs % DAY_MS}:${toMs - fromMs}`;
    const known = byShape.get(key);
    if (known) known.push(member);
    else byShape.set(key, [member]);
  }
  return [...byShape.values()].flatMap((same): [Member, Member][] => {
    const ordered = [...same].sort((a, b) => (a.dated ? a.index - b.index : b.index - a.index) || a.f - b.f);
    return ordered.slice(1).flatMap((newer, i): [Member, Member][] => {
      const older = ordered[i];
      return older && older.index !== newer.index && isSameShape(older.timeline, newer.timeline)
        ? [[older, newer]]
        : [];
    });
  });
}

/** The stretch beside a file that stands twice in which no member of the series has a line, where that is rare. */
function holeBeside(twice: Timeline, members: readonly Member[]) {
  const once = members.map(({ timeline }) => timeline).filter((each) => each.fromMs !== twice.fromMs);
  const before = once.filter(({ toMs }) => toMs < twice.fromMs).sort((a, b) => b.toMs - a.toMs)[0];
  const after = once.filter(({ fromMs }) => fromMs > twice.toMs).sort((a, b) => a.fromMs - b.fromMs)[0];
  const histories = [...once, twice];
  const holes = [
    after ? { older: twice, newer: after, isAfter: true, p: silenceBetween(twice, after, histories) } : undefined,
    before ? { older: before, newer: twice, isAfter: false, p: silenceBetween(before, twice, histories) } : undefined,
  ];
  return holes.find((hole) => hole !== undefined && hole.p !== null && hole.p < REPORT_BELOW);
}

export function findCopiedMembers(examination: Examination): FoundSign[] {
  const { files } = examination;
  return seriesOf(examination).flatMap((members) =>
    alike(members).flatMap(([older, newer]): FoundSign[] => {
      const days = Math.round((newer.timeline.fromMs - older.timeline.fromMs) / DAY_MS);
      const hole = days === 0 ? holeBeside(older.timeline, members) : undefined;
      if (days === 0 && !hole) return [];
      // Where the time after the copied file is the one that is missing, the newer name holds what it should not.
      const [copy, source] = hole?.isAfter === false ? [older, newer] : [newer, older];
      const other = files[source.f]?.path ?? '';
      return [
        {
          kind: days === 0 ? 'rotation' : 'duplicate',
          strength: 'weak',
          ...{ f: copy.f, fromN: 0, toN: Math.max(0, (files[copy.f]?.lines ?? 1) - 1) },
          fromMs: hole?.older.toMs ?? copy.timeline.fromMs,
          toMs: hole?.newer.fromMs ?? copy.timeline.toMs,
          p: hole?.p ?? null,
          places: [
            { f: copy.f, n: 0 },
            { f: source.f, n: 0 },
          ],
          statement: hole
            ? {
                ja: `「${other}」と同じ内容で、このファイルにあるはずの期間の行がどこにもない。写しで置き換えられたか、ローテーションの不具合と見られる。`,
                en: `the file holds the same as "${other}", and the lines of its own time are nowhere: a copy was put in its place, or the rotation failed`,
              }
            : {
                ja: `「${other}」と、どの時間の行数も最初と最後の時刻もすべて同じで、日付だけが ${Math.abs(days)} 日違う。別の日の写しと見られる。記録の再生試験でも起こる。`,
                en: `the file has as many lines in every hour as "${other}", first and last second included, ${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'} apart: a copy of another day; a log that is replayed as a test does this too`,
              },
        },
      ];
    }),
  );
}
