// How rare each silence of a log is, by the log's own history.
import type { Gap } from './gap-candidates.ts';
import { HOUR_MS, presentIn, type Timeline } from './log-timeline.ts';
import { isLikeHoliday } from './rest-days.ts';
import { atLeastOne, expectedByNats, expectedByOwnTail, expectedSilences } from './silence.ts';
import { type Stretch, trafficModel } from './traffic-model.ts';

export type RatedGap = Gap & {
  /** Lines the log would have held in the silence. */
  readonly expectedLines: number;
  /** How often an untouched log like this one shows such a silence somewhere; 1 where it cannot be said. */
  readonly p: number;
};

/** A log with fewer lines than this has no habit to break. */
const LEAST_LINES = 200;
/** Fewer expected lines than this are no silence worth a word, whatever the model says. */
const LEAST_EXPECTED = 8;

/** A silence at least this long is a matter of the time of day, and needs other days to compare. */
const LONG_MS = 5_400_000;
const LEAST_DAYS = 2;
const ENOUGH_DAYS = 3;
const DAY_MS = 86_400_000;
/** As long as the working day of an office and its nights: a holiday. Two days know nothing of those. */
const HOLIDAY_MS = 20 * 3_600_000;

/** A log of one day does not know how its hours differ on other days, nor do two days know the third: a silence must be so many times rarer. */
const FEW_DAYS_DOUBT = 10;

/**
 * How many times rarer a silence must be, for want of other days; undefined where a long one has too few of them: a night
 * alone says nothing about nights, nor a log of weeks about holidays.
 */
function doubtAbout(timeline: Timeline, gap: Gap): number | undefined {
  if (isLikeHoliday(timeline, gap)) return undefined;
  const { fromMs, toMs } = timeline;
  const short = toMs - fromMs < 2 * DAY_MS ? FEW_DAYS_DOUBT : 1;
  if (gap.toMs - gap.fromMs < LONG_MS) return short;
  const days = Math.floor((gap.fromMs - fromMs) / DAY_MS) + Math.floor((toMs - gap.toMs) / DAY_MS);
  if (days < (gap.toMs - gap.fromMs < HOLIDAY_MS ? LEAST_DAYS : ENOUGH_DAYS)) return undefined;
  return days < ENOUGH_DAYS ? FEW_DAYS_DOUBT : short;
}

/** Lines the log would have held in a stretch, judged by the rest of it. */
export function expectedOf(timeline: Timeline, stretch: Stretch): number {
  return trafficModel(timeline).expectedLines(stretch);
}

/** What a silence is measured in. */
export type GapMeasure = {
  readonly expectedLines: number;
  /** Minutes of visitors that were expected: who would have been there, whatever they would have asked. */
  readonly present: number;
  /** The same an hour. */
  readonly presentPerHour: number;
  /** −log of the chance that nobody came, by a model of arrivals; undefined where arrivals are not known. */
  readonly nats: number | undefined;
};

/**
 * Silences at night say little about those at noon: what is known of the rate at night is a few visits. A silence is put
 * beside all others, and beside those of hours at least this share as busy; having looked at both, twice as many are
 * expected by the second.
 */
const AS_BUSY = 1 / 3;
/** Who was there, and who came: two questions. */
const QUESTIONS = 2;
/** A model of arrivals is worth the trouble of a dispersion of its own for silences that stand at least so high. */
const FOREMOST = 40;

export type GapJudge = {
  measure(gap: Gap): GapMeasure;
  /** How often an untouched log like this shows such a silence somewhere; 1 where it cannot be said. */
  rarity(gap: Gap, measured: GapMeasure, others: readonly GapMeasure[]): number;
};

/**
 * Judges silences of one log.
 *
 * A scanner that asks thousands of times within a minute says no more about how silent the next hour is than one visitor
 * does, so lines are not what is counted. Two things are: minutes in which each visitor was there, whose sum over a silence
 * is put against the tail of the log's own silences; and visitors who came, whose number in an hour is taken as
 * Gamma–Poisson with the log's own over-dispersion and with what is not known of the rate, and whose chances are put
 * against those of the log's own silences in turn. Where there are too few silences to fit a tail, the Gamma–Poisson model
 * of the first speaks by itself. Both count every silence that was looked at.
 */
export function gapJudge(timeline: Timeline): GapJudge {
  const byLines = trafficModel(timeline);
  const byPresence = trafficModel(timeline, presentIn);
  const arrivals = timeline.hours.every(({ arrived }) => arrived !== undefined)
    ? trafficModel(timeline, ({ arrived = 0 }) => arrived)
    : undefined;
  const overall = arrivals?.dispersion({ fromMs: 0, toMs: 0 }) ?? 0;

  /** −log of the chance that nobody came: the rate varies by `dispersion`, and is known from so many who came. */
  const natsOf = (gap: Gap, dispersion: number): number | undefined => {
    if (!arrivals) return undefined;
    const expected = arrivals.expectedLines(gap);
    const spread = 1 / Math.max(1e-3, dispersion) + 1 / Math.max(1, arrivals.knownFrom(gap));
    return Math.log1p(expected * spread) / spread;
  };

  const byTail = (measured: GapMeasure, others: readonly GapMeasure[]): number | undefined => {
    const { present, presentPerHour } = measured;
    const all = expectedByOwnTail(
      present,
      others.map((other) => other.present),
    );
    const peers = others.filter((other) => other.presentPerHour >= AS_BUSY * presentPerHour);
    const asBusy =
      peers.length < others.length
        ? expectedByOwnTail(
            present,
            peers.map((other) => other.present),
          )
        : undefined;
    if (all === undefined || asBusy === undefined) return all;
    return Math.min(all, 2 * asBusy);
  };

  const byArrivals = (gap: Gap, { nats }: GapMeasure, others: readonly GapMeasure[]): number | undefined => {
    if (!arrivals || nats === undefined) return undefined;
    const known = others.flatMap((other) => other.nats ?? []);
    const higher = known.filter((other) => other > nats).length;
    // The silence itself makes the log look more uneven than it is: it is left out where that can matter.
    const own = higher < FOREMOST ? natsOf(gap, arrivals.dispersion(gap)) : nats;
    return own === undefined ? undefined : expectedByNats(own, known);
  };

  return {
    measure(gap) {
      const present = byPresence.expectedLines(gap);
      return {
        expectedLines: byLines.expectedLines(gap),
        present,
        presentPerHour: present / ((gap.toMs - gap.fromMs) / HOUR_MS),
        nats: natsOf(gap, overall),
      };
    },
    rarity(gap, measured, others) {
      if (timeline.lines < LEAST_LINES || timeline.toMs <= timeline.fromMs) return 1;
      const doubt = doubtAbout(timeline, gap);
      if (measured.expectedLines < LEAST_EXPECTED || doubt === undefined) return 1;
      const tail = byTail(measured, others);
      if (tail === undefined) {
        const dispersion = Math.max(1e-3, byPresence.dispersion(gap));
        const looks = byPresence.looks(gap);
        return atLeastOne(doubt * expectedSilences({ expected: measured.present, dispersion, looks }));
      }
      const nobody = byArrivals(gap, measured, others);
      const rarest = nobody === undefined ? tail : QUESTIONS * Math.min(tail, nobody);
      return atLeastOne(doubt * rarest);
    },
  };
}

/** Rates every silence against all others. */
export function rateGaps(timeline: Timeline, gaps: readonly Gap[]): RatedGap[] {
  if (timeline.lines < LEAST_LINES || timeline.toMs <= timeline.fromMs) {
    return gaps.map((gap) => ({ ...gap, expectedLines: 0, p: 1 }));
  }
  const judge = gapJudge(timeline);
  const measured = gaps.map((gap) => judge.measure(gap));
  return gaps.map((gap, i) => {
    const own = measured[i] ?? judge.measure(gap);
    const others = measured.filter((_, j) => j !== i);
    return { ...gap, expectedLines: own.expectedLines, p: judge.rarity(gap, own, others) };
  });
}
