// How rare each silence of a log is, by the log's own history.
import type { Gap } from './gap-candidates.ts';
import type { Timeline } from './log-timeline.ts';
import { atLeastOne, expectedByOwnTail, expectedSilences } from './silence.ts';
import { trafficModel } from './traffic-model.ts';

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

/** Whether the log saw the hours of a long silence on enough other days: a night alone says nothing about nights. */
function hourWasSeen({ fromMs, toMs }: Timeline, gap: Gap): boolean {
  if (gap.toMs - gap.fromMs < LONG_MS) return true;
  const before = Math.floor((gap.fromMs - fromMs) / 86_400_000);
  const after = Math.floor((toMs - gap.toMs) / 86_400_000);
  return before + after >= LEAST_DAYS;
}

/**
 * Rates every silence against all others. The tail of the log's own silences speaks where it is long enough to fit;
 * where not, the Gamma–Poisson model does. Both count every silence that was looked at.
 */
export function rateGaps(timeline: Timeline, gaps: readonly Gap[]): RatedGap[] {
  if (timeline.lines < LEAST_LINES || timeline.toMs <= timeline.fromMs) {
    return gaps.map((gap) => ({ ...gap, expectedLines: 0, p: 1 }));
  }
  const model = trafficModel(timeline);
  const expected = gaps.map((gap) => model.expectedLines(gap));
  return gaps.map((gap, i) => {
    const expectedLines = expected[i] ?? 0;
    if (expectedLines < LEAST_EXPECTED || !hourWasSeen(timeline, gap)) return { ...gap, expectedLines, p: 1 };
    const byTail = expectedByOwnTail(
      expectedLines,
      expected.filter((_, j) => j !== i),
    );
    const byCounts = expectedSilences({
      expected: expectedLines,
      dispersion: Math.max(1e-3, model.dispersion(gap)),
      looks: model.looks(gap),
    });
    return { ...gap, expectedLines, p: atLeastOne(byTail ?? byCounts) };
  });
}
