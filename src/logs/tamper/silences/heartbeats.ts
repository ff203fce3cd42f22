// Lines that come like clockwork: a job every hour, a mark every twenty minutes, a health check every ten seconds.
import { atLeastOne } from './silence.ts';

/** Beats, ascending, milliseconds; and the time over which the log was written. */
export type Heartbeat = { readonly beats: readonly number[]; readonly fromMs: number; readonly toMs: number };

/** Beats that did not come, one after the other. */
export type MissedBeats = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly missed: number;
  /** How often this heartbeat, by its own habit, misses so many in a row somewhere in the log. */
  readonly p: number;
};

const LEAST_BEATS = 24;
/** A beat may be this share of the period early or late. */
const JITTER = 0.15;
const REGULAR_SHARE = 0.9;
/** What runs only while somebody is there is no heartbeat: it must beat over almost the whole log. */
const LEAST_COVER = 0.9;

/** One hole of at most this share of the log may be missing of that: it is what is asked about. */
const MOST_HOLE_SHARE = 0.4;

/**
 * The longest time between two beats, where it is a hole with a heartbeat on either side of it; else nothing. A job that
 * began in the middle of a log, or ended there, has none.
 */
function holeIn(beats: readonly number[], fromMs: number, toMs: number): number {
  let at = 1;
  for (let i = 2; i < beats.length; i += 1) {
    if ((beats[i] ?? 0) - (beats[i - 1] ?? 0) > (beats[at] ?? 0) - (beats[at - 1] ?? 0)) at = i;
  }
  const hole = (beats[at] ?? 0) - (beats[at - 1] ?? 0);
  return at >= LEAST_BEATS && beats.length - at >= LEAST_BEATS && hole <= MOST_HOLE_SHARE * (toMs - fromMs) ? hole : 0;
}

/** The usual time between two beats; undefined when there is none. */
export function periodOf({ beats, fromMs, toMs }: Heartbeat): number | undefined {
  if (beats.length < LEAST_BEATS) return undefined;
  const steps = beats.slice(1).map((at, i) => at - (beats[i] ?? at));
  const period = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  if (period < 1000) return undefined;
  const regular = steps.filter((step) => Math.abs(step - period) <= Math.max(2000, JITTER * period)).length;
  if (regular < REGULAR_SHARE * steps.length) return undefined;
  const asked = toMs - fromMs - holeIn(beats, fromMs, toMs);
  return beats.length * period >= LEAST_COVER * asked ? period : undefined;
}

/**
 * How often a clock-work job of a living host misses beats untold: assumed once in a thousand days, as a prior that is
 * worth fifty days of watching. The log's own misses soon outweigh it.
 */
const PRIOR_RUNS = 0.05;
const PRIOR_DAYS = 50;
const DAY_MS = 86_400_000;

/**
 * Runs of missed beats, each with its chance: how often runs of misses begin (the *other* runs of this heartbeat, with the
 * prior above), and how often such a run goes on for another beat.
 */
export function missedBeats(heartbeat: Heartbeat): MissedBeats[] {
  const period = periodOf(heartbeat);
  if (period === undefined) return [];
  const { beats, fromMs: begin, toMs: end } = heartbeat;
  const days = (end - begin) / DAY_MS;
  const runs: { fromMs: number; toMs: number; missed: number }[] = [];
  beats.slice(1).forEach((toMs, i) => {
    const fromMs = beats[i] ?? toMs;
    const missed = Math.round((toMs - fromMs) / period) - 1;
    if (missed >= 1) runs.push({ fromMs, toMs, missed });
  });
  return runs.map((run) => {
    const others = runs.filter((other) => other !== run);
    const misses = others.reduce((sum, { missed }) => sum + missed, 0);
    const runsADay = (others.length + PRIOR_RUNS) / (days + PRIOR_DAYS);
    const goesOn = (misses - others.length + 0.5) / (misses + 1);
    return { ...run, p: atLeastOne(days * runsADay * goesOn ** (run.missed - 1)) };
  });
}
