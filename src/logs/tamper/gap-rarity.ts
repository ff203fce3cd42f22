// How rare each silence of a log is, by the log's own history.
import type { Gap } from './gap-candidates.ts';
import type { Timeline } from './log-timeline.ts';
import { atLeastOne, expectedByOwnTail, expectedSilences } from './silence.ts';
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
 * alone says nothing about nights.
 */
function doubtAbout({ fromMs, toMs }: Timeline, gap: Gap): number | undefined {
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

/**
 * How often an untouched log like this shows such a silence somewhere; 1 where it cannot be said.
 *
 * The tail of the log's own silences speaks where it is long enough to fit; where not, the Gamma–Poisson model does. Both
 * count every silence that was looked at.
 *
 * @param others lines expected in each of the other silences
 */
export function gapRarity(
  timeline: Timeline,
  gap: Gap,
  others: readonly number[],
  model = trafficModel(timeline),
): number {
  if (timeline.lines < LEAST_LINES || timeline.toMs <= timeline.fromMs) return 1;
  const expectedLines = model.expectedLines(gap);
  const doubt = doubtAbout(timeline, gap);
  if (expectedLines < LEAST_EXPECTED || doubt === undefined) return 1;
  const byTail = expectedByOwnTail(expectedLines, others);
  if (byTail !== undefined) return atLeastOne(doubt * byTail);
  const dispersion = Math.max(1e-3, model.dispersion(gap));
  return atLeastOne(doubt * expectedSilences({ expected: expectedLines, dispersion, looks: model.looks(gap) }));
}

/** Rates every silence against all others. */
export function rateGaps(timeline: Timeline, gaps: readonly Gap[]): RatedGap[] {
  if (timeline.lines < LEAST_LINES || timeline.toMs <= timeline.fromMs) {
    return gaps.map((gap) => ({ ...gap, expectedLines: 0, p: 1 }));
  }
  const model = trafficModel(timeline);
  const expected = gaps.map((gap) => model.expectedLines(gap));
  return gaps.map((gap, i) => {
    const others = expected.filter((_, j) => j !== i);
    return { ...gap, expectedLines: expected[i] ?? 0, p: gapRarity(timeline, gap, others, model) };
  });
}
