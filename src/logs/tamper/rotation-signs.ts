// A rotated series (access.log, .1, .2.gz …; or one file a day) that misses a member.
import { datedByIis } from '../log-series.ts';
import { type Examination, isExcused } from './examination.ts';
import { rateGaps } from './silences/gap-rarity.ts';
import { addedHours, type Timeline } from './silences/log-timeline.ts';
import type { FoundSign } from './tamper-report.ts';

const DAY_MS = 86_400_000;

/** A name taken apart: what it rotates, and its place in the series, 0 the newest. Dated names count days since 1970. */
export type RotatedName = {
  readonly series: string;
  readonly style: 'numbered' | 'dated';
  readonly index: number;
};

const packed = /\.(?:gz|bz2|xz|zst)$/;

/**
 * `dir/access.log` → 0, `dir/access.log.3.gz` → 3, `dir/access.log-20220207.gz` and `dir/access-2022-02-07.log` → the day.
 * Undefined for a date that no calendar has.
 */
export function parseRotatedName(path: string): RotatedName | undefined {
  const name = path.replace(packed, '');
  const numbered = /^(.*[^./])\.(\d{1,4})$/.exec(name);
  if (numbered) return { series: numbered[1] ?? '', style: 'numbered', index: Number(numbered[2]) };
  const dated = /^(.*?)[-._](\d{4})-?(\d\d)-?(\d\d)(?=$|\.[a-z]{1,5}$)(.*)$/.exec(name);
  if (dated) {
    const [, before = '', year, month, day, after = ''] = dated;
    const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const at = new Date(ms);
    if (at.getUTCMonth() + 1 !== Number(month) || at.getUTCDate() !== Number(day)) return undefined;
    return { series: `${before}${after}`, style: 'dated', index: Math.round(ms / DAY_MS) };
  }
  const iis = datedByIis(name);
  if (iis) return { series: iis.series, style: 'dated', index: Math.round(Date.parse(iis.date) / DAY_MS) };
  return { series: name, style: 'numbered', index: 0 };
}

/** A silence that an untouched series shows less often is one. */
const RARE_SILENCE = 0.05;

type Member = { readonly f: number; readonly index: number; readonly path: string };
type Neighbours = { readonly older: Member; readonly newer: Member; readonly missing: readonly number[] };

/** Places in a series that are missing between two that are there. */
export function missingMembers(members: readonly Member[], style: RotatedName['style']): Neighbours[] {
  const ascending = [...members].sort((a, b) => a.index - b.index);
  const found: Neighbours[] = [];
  // A daily series is one whose members mostly follow by a day; weekly ones follow by seven, and so on.
  const steps = ascending.slice(1).map(({ index }, i) => index - (ascending[i]?.index ?? index));
  const step = style === 'numbered' ? 1 : mostCommon(steps);
  if (step === undefined) return [];
  for (let i = 1; i < ascending.length; i += 1) {
    const low = ascending[i - 1];
    const high = ascending[i];
    if (!low || !high) continue;
    const missing: number[] = [];
    for (let index = low.index + step; index < high.index && missing.length < 100; index += step) missing.push(index);
    if (missing.length === 0) continue;
    found.push(style === 'numbered' ? { older: high, newer: low, missing } : { older: low, newer: high, missing });
  }
  return found;
}

/** The step most members follow by; undefined unless at least two do and they are the greater part. */
function mostCommon(steps: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best && best[1] >= 2 && best[1] * 2 > steps.length && best[0] > 0 ? best[0] : undefined;
}

/** Thursday is day 0 of 1970; Sunday is weekday 0. */
const weekdayOf = (day: number) => (day + 4) % 7;
/** Weekends of offices: Saturday and Sunday, Friday and Saturday, or one of the days alone. */
const WEEKENDS = ['6', '0', '6,0', '5,6'];

/**
 * Whether the days that are missing may be a weekend without a line: the series has no member on any such weekday. An
 * office that is closed then has no such files.
 */
export function areDaysOff(missing: readonly number[], present: readonly number[]): boolean {
  const open = new Set(present.map(weekdayOf));
  const off = missing.map(weekdayOf);
  return WEEKENDS.includes(off.join(',')) && open.size >= 4 && off.every((day) => !open.has(day));
}

/**
 * Days by which the names of a dated series are ahead of what their files hold: logrotate names a file after the day on which
 * it was rotated, the day after its lines.
 */
function daysAhead(members: readonly Member[], timelines: ReadonlyMap<number, Timeline>): number {
  const middles = members
    .flatMap(({ f, index }) => {
      const held = timelines.get(f);
      return held ? [(held.fromMs + held.toMs) / 2 / DAY_MS - index] : [];
    })
    .sort((a, b) => a - b);
  return (middles[middles.length >> 1] ?? 0) < 0 ? 1 : 0;
}

/** A day with fewer lines than this share of the middle one is a day off on which somebody looked in. */
const OFF_SHARE = 0.02;

function busyDays(members: readonly Member[], timelines: ReadonlyMap<number, Timeline>): number[] {
  const counted = members.map(({ f, index }) => ({ index, lines: timelines.get(f)?.lines ?? 0 }));
  const middle = counted.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(counted.length / 2)] ?? 0;
  return counted.filter(({ lines }) => lines > OFF_SHARE * middle).map(({ index }) => index);
}

/** Hours of the day with lines, of most days, from where a log is one of the public's: it is not closed on Sundays. */
const HOURS_OF_PUBLIC = 22;

/** Whether the days of a series go on round the clock: a day without a line is then no day off. */
export function runsRoundTheClock(timelines: readonly Timeline[]): boolean {
  const days = new Map<number, number>();
  for (const { hours } of timelines)
    for (const { hour } of hours) days.set(Math.floor(hour / 24), (days.get(Math.floor(hour / 24)) ?? 0) + 1);
  // The first and the last day may be there in part.
  const whole = [...days].sort(([a], [b]) => a - b).slice(1, -1);
  const full = whole.filter(([, hours]) => hours >= HOURS_OF_PUBLIC).length;
  return whole.length >= 3 && full * 2 >= whole.length;
}

const HOURS_A_WEEK = 7 * 24;
const WEEK_MS = HOURS_A_WEEK * 3_600_000;
/** What is left of a long hole, so that it is still a silence of days. */
const LEFT_MS = 2 * DAY_MS;

/**
 * Chance that the stretch between two members would be silent, with the whole series as its history.
 *
 * A hole of weeks would itself teach that such weeks are usual: what comes after it is moved up by whole weeks, so that the
 * hours of the week stay, and the chance is that of the shorter silence that is left, which is never the smaller one.
 */
export function silenceBetween(older: Timeline, newer: Timeline, members: readonly Timeline[]): number | null {
  if (newer.fromMs <= older.toMs) return null;
  const weeks = Math.max(0, Math.floor((newer.fromMs - older.toMs - LEFT_MS) / WEEK_MS));
  const moved = (ms: number) => (ms >= newer.fromMs ? ms - weeks * WEEK_MS : ms);
  const whole: Timeline = {
    f: older.f,
    fromMs: Math.min(...members.map(({ fromMs }) => moved(fromMs))),
    toMs: Math.max(...members.map(({ fromMs, toMs }) => (fromMs >= newer.fromMs ? toMs - weeks * WEEK_MS : toMs))),
    lines: members.reduce((sum, { lines }) => sum + lines, 0),
    hours: addedHours(
      members.map(({ hours, fromMs }) =>
        fromMs >= newer.fromMs ? hours.map((each) => ({ ...each, hour: each.hour - weeks * HOURS_A_WEEK })) : hours,
      ),
    ),
  };
  const [rated] = rateGaps(whole, [{ f: older.f, fromN: 0, toN: 0, fromMs: older.toMs, toMs: moved(newer.fromMs) }]);
  // 1 stands for "cannot be judged" as well: then no chance is named.
  return rated && rated.p < 1 ? rated.p : null;
}

export async function findRotationSigns(examination: Examination): Promise<FoundSign[]> {
  const { files, timelines, maintenance } = examination;
  const series = new Map<string, { style: RotatedName['style']; members: Member[] }>();
  files.forEach(({ path }, f) => {
    const name = parseRotatedName(path);
    if (!name) return;
    // The bare name belongs to a numbered series; dated members stand by themselves.
    const key = `${name.style}:${name.series}`;
    const known = series.get(key);
    const member = { f, index: name.index, path };
    if (known) known.members.push(member);
    else series.set(key, { style: name.style, members: [member] });
  });
  const signs: FoundSign[] = [];
  for (const { style, members } of series.values()) {
    if (members.length < 2) continue;
    const histories = members.flatMap(({ f }) => timelines.get(f) ?? []);
    // What holds no line is missing as well, and was not merely left out of what was handed over.
    const emptied = new Set(members.filter(({ f }) => files[f]?.lines === 0).map(({ index }) => index));
    const written = members.filter(({ index }) => !emptied.has(index));
    const ahead = style === 'dated' ? daysAhead(members, timelines) : 0;
    const held = (days: readonly number[]) => days.map((day) => day - ahead);
    const hasDaysOff = style === 'dated' && !runsRoundTheClock(histories);
    for (const { older, newer, missing } of missingMembers(written, style)) {
      if (hasDaysOff && areDaysOff(held(missing), held(busyDays(members, timelines)))) continue;
      const before = timelines.get(older.f);
      const after = timelines.get(newer.f);
      const silent = before && after && after.fromMs > before.toMs ? { fromMs: before.toMs, toMs: after.fromMs } : null;
      if (silent && isExcused(silent, maintenance)) continue;
      const p = before && after ? silenceBetween(before, after, histories) : null;
      const isEmpty = missing.every((index) => emptied.has(index));
      // A day without a file may be a day without a line (notifempty), and an empty file always: the silence has to be rare itself.
      if (style === 'dated' && p !== null && p > RARE_SILENCE) continue;
      if (isEmpty && (p === null || p > RARE_SILENCE)) continue;
      signs.push({
        kind: 'rotation',
        strength: 'weak',
        f: older.f,
        fromN: Math.max(0, (files[older.f]?.lines ?? 1) - 1),
        toN: null,
        fromMs: before?.toMs ?? null,
        toMs: after?.fromMs ?? null,
        p,
        places: [
          { f: older.f, n: Math.max(0, (files[older.f]?.lines ?? 1) - 1) },
          { f: newer.f, n: 0 },
        ],
        statement: (isEmpty ? emptyStatement : missingStatement)(older, newer, missing, style),
      });
    }
  }
  return signs;
}

function listed(missing: readonly number[], style: RotatedName['style']): string {
  const names = missing.slice(0, 5).map((index) => (style === 'numbered' ? `.${index}` : dayOf(index)));
  return `${names.join(', ')}${missing.length > 5 ? ' …' : ''}`;
}

function emptyStatement(older: Member, newer: Member, missing: readonly number[], style: RotatedName['style']) {
  const list = listed(missing, style);
  return {
    ja: `一連のファイルのうち ${list} に一行もない（「${older.path}」と「${newer.path}」の間）。その間の記録はほかのファイルにもない。`,
    en: `of the series, ${list} holds no line, between "${older.path}" and "${newer.path}", and its time stands in no other file`,
  };
}

function missingStatement(older: Member, newer: Member, missing: readonly number[], style: RotatedName['style']) {
  const list = listed(missing, style);
  return {
    ja: `一連のファイルのうち ${list} がない（「${older.path}」と「${newer.path}」の間）。渡されなかっただけのこともある。`,
    en: `the series lacks ${list}, between "${older.path}" and "${newer.path}"; it may only not have been handed over`,
  };
}

const dayOf = (days: number) => new Date(days * DAY_MS).toISOString().slice(0, 10);
