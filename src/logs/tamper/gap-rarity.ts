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
    if (expectedLines < LEAST_EXPECTED) return { ...gap, expectedLines, p: 1 };
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
