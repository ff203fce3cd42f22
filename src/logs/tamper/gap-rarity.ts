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
const LEAST_DAYS = 3;

/** A log of one day does not know how its hours differ on other days: a silence in it must be so many times rarer. */
const TWO_DAYS_MS = 2 * 86_400_000;
const ONE_DAY_DOUBT = 10;

/** Whether the log saw the hours of a long silence on enough other days: a night alone says nothing about nights. */
function hourWasSeen({ fromMs, toMs }: Timeline, gap: Gap): boolean {
  if (gap.toMs - gap.fromMs < LONG_MS) return true;
  const before = Math.floor((gap.fromMs - fromMs) / 86_400_000);
  const after = Math.floor((toMs - gap.toMs) / 86_400_000);
  return before + after >= LEAST_DAYS;
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
  if (expectedLines < LEAST_EXPECTED || !hourWasSeen(timeline, gap)) return 1;
  const doubt = timeline.toMs - timeline.fromMs < TWO_DAYS_MS ? ONE_DAY_DOUBT : 1;
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
