// Logs of people who go home: silent over week-ends, and over holidays, of which a log of weeks knows too few to count.
import type { Gap } from './gap-candidates.ts';
import { HOUR_MS, presentIn, type Timeline } from './log-timeline.ts';

const DAY_MS = 86_400_000;
/** From Friday evening to Monday morning is longer; a night and the evening before it are shorter. */
const WEEK_END_MS = 40 * HOUR_MS;
/** Of three weeks with a holiday beside a week-end, one other week-end lies between lines. */
const FEWEST_WEEK_ENDS = 1;
/** A night of people who go home, of which some are cut short by who works late. */
const NIGHT_MS = 8 * HOUR_MS;
const FEWEST_NIGHTS = 3;
/** A holiday with the days around it: the turn of the year or Golden Week with its week-ends. */
const SHORTEST_MS = 20 * HOUR_MS;
const LONGEST_MS = 11 * DAY_MS;

type Rest = { readonly fromMs: number; readonly toMs: number };

/** Of what the busiest hours hold, so little is left when people have gone home: who works late, a script, a stray robot. */
const TRICKLE = 0.1;
/** Hours that say what busy is: the least of the busiest fifth, so that a scanner's few hours do not. */
const BUSIEST = 0.2;

/** How many may be there in an hour of rest. */
function trickle(hours: Timeline['hours']): number {
  const busy = hours
    .map(presentIn)
    .filter((present) => present > 0)
    .sort((a, b) => b - a);
  return TRICKLE * (busy[Math.ceil(BUSIEST * busy.length) - 1] ?? 0);
}

/** Stretches without any hour that holds more than a trickle, as long as a night or longer. */
function rests(hours: Timeline['hours']): Rest[] {
  const most = trickle(hours);
  const held = hours
    .filter((hour) => presentIn(hour) > most)
    .map(({ hour }) => hour)
    .sort((a, b) => a - b);
  return held.flatMap((hour, i) => {
    const before = held[i - 1];
    if (before === undefined || (hour - before - 1) * HOUR_MS < NIGHT_MS - HOUR_MS) return [];
    return [{ fromMs: (before + 1) * HOUR_MS, toMs: hour * HOUR_MS }];
  });
}

/** Work ends no earlier, and begins no later, than on nine days of ten: a stray line of the night makes no morning. */
const USUAL = 0.9;

function usual(hours: readonly number[]): number {
  return [...hours].sort((a, b) => a - b)[Math.ceil(USUAL * hours.length) - 1] ?? 0;
}

const hourOfDay = (ms: number) => Math.floor((ms % DAY_MS) / HOUR_MS);
/** Hours from `a` forward to `b` on the clock. */
const ahead = (a: number, b: number) => (b - a + 24) % 24;

/** From the evening before a week-end to the morning after it. */
const LONGEST_WEEK_END_MS = 76 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday: hours from there to the middle of a week-end, Friday and Saturday to Saturday and Sunday, in any zone. */
const WEEK_END_MIDDLE = { from: 44, to: 92 } as const;

/** Whether a silence is the only week-end of a log: such a log cannot know how its people spend it. */
function isOnlyWeekEnd(hours: Timeline['hours'], { fromMs, toMs }: Pick<Gap, 'fromMs' | 'toMs'>): boolean {
  const long = toMs - fromMs;
  if (long < WEEK_END_MS || long > LONGEST_WEEK_END_MS) return false;
  const middle = (((fromMs + toMs) / 2) % WEEK_MS) / HOUR_MS;
  if (middle < WEEK_END_MIDDLE.from || middle > WEEK_END_MIDDLE.to) return false;
  const most = trickle(hours);
  return hours.every((hour) => {
    const at = hour.hour * HOUR_MS;
    // Counted from the beginning of the silence, by whole weeks.
    const into = (((at - fromMs) % WEEK_MS) + WEEK_MS) % WEEK_MS;
    return into + HOUR_MS > long || presentIn(hour) <= most;
  });
}

/**
 * Whether a silence is one of whole days as a holiday is: in a log that rests at week-ends, begun when work ends and over when
 * it begins. How often that happens no log of weeks can say. So is the only week-end of a log that rests at night.
 *
 * @param timeline of the log, hours counted from 1970 in UTC
 */
export function isLikeHoliday({ hours }: Pick<Timeline, 'hours'>, gap: Pick<Gap, 'fromMs' | 'toMs'>): boolean {
  const long = gap.toMs - gap.fromMs;
  if (long < SHORTEST_MS || long > LONGEST_MS) return false;
  const others = rests(hours).filter(({ fromMs, toMs }) => toMs <= gap.fromMs || fromMs >= gap.toMs);
  const weekEnds = others.filter(({ fromMs, toMs }) => toMs - fromMs >= WEEK_END_MS);
  const knowsWeekEnds = weekEnds.length >= FEWEST_WEEK_ENDS || isOnlyWeekEnd(hours, gap);
  if (!knowsWeekEnds || others.length < FEWEST_NIGHTS) return false;
  // In the middle of the night the clock tells evenings from mornings, whatever the zone.
  const middles = others
    .map(({ fromMs, toMs }) => hourOfDay(fromMs + ((toMs - fromMs) % DAY_MS) / 2))
    .sort((a, b) => a - b);
  const night = middles[middles.length >> 1] ?? 0;
  const earliest = usual(others.map(({ fromMs }) => ahead(hourOfDay(fromMs - 1), night)));
  const latest = usual(others.map(({ toMs }) => ahead(night, hourOfDay(toMs))));
  return (
    ahead(hourOfDay(gap.fromMs), night) <= Math.min(12, earliest) &&
    ahead(night, hourOfDay(gap.toMs)) <= Math.min(12, latest)
  );
}
