// What we have done and will do, in the order in which it is read: done first, then the nearest day first.

import type { Grounds } from './grounds.ts';
import { copiesStillPromised } from './part-holding.ts';
import {
  lateForThem,
  pagesCleared,
  promisedByOutcome,
  recordsCompared,
  resultsPromised,
  vendorsVerified,
} from './promised-results.ts';
import { callAsked } from './questions/call-back.ts';
import { DONE, MEASURES, recordedMeasures, reports, wayClosed } from './recorded-steps.ts';
import type { Said } from './said.ts';

/** One step, one paragraph, so that each stands with its own day; the next word belongs to the result that it comes before. */
function stepByStep(said: readonly Said[]): Said[] {
  let step = 0;
  return said.map((one) => {
    const [heading = ''] = one.section.split('.', 1);
    if (one.id !== 'promise.next' && one.id !== 'promise.late') step += 1;
    return { ...one, section: `${heading}.${step}` };
  });
}

/** As people read a list of steps: the nearest day first. */
const byDay = (said: readonly Said[]): Said[] => {
  const day = ({ slots: { by } }: Said) => (typeof by === 'string' ? Date.parse(by) : Number.POSITIVE_INFINITY);
  return said.toSorted((a, b) => (day(a) === day(b) ? 0 : day(a) - day(b)));
};

/** Done, then to do. Every promise names its day and who keeps it; copies come first, they cannot wait. */
export function measures(grounds: Grounds): Said[] {
  const recorded = [...recordedMeasures(grounds, MEASURES), ...reports(grounds, MEASURES)];
  const copies = copiesStillPromised(grounds, MEASURES);
  const results = resultsPromised(grounds);
  return stepByStep([
    ...wayClosed(grounds),
    ...recorded.filter(({ section }) => section === DONE),
    ...(copies ? [copies.type === 'PROMISE' ? copies : { ...copies, section: DONE }] : []),
    ...(grounds.stage === 'main' ? callAsked(grounds, MEASURES) : []),
    // Whoever records what is done has the page among it.
    ...(recorded.length === 0 ? pagesCleared(grounds) : []),
    ...byDay(recorded.filter(({ section }) => section !== DONE)),
    ...recordsCompared(grounds),
    ...vendorsVerified(grounds),
    ...results,
    ...lateForThem(grounds, results),
    ...promisedByOutcome(grounds, results),
  ]);
}
