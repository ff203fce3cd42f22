// What the first answer of a case promises, and by when. Every later document of the case names the same hours.
import { isTimeZone } from '../custody/instant.ts';
import { answerWantedIn, wantedUntil } from './answer-wanted.ts';
import { isDate, momentAt, sameDayMoment, workingMoment } from './days.ts';
import type { Grounds } from './grounds.ts';

const HOUR = 3_600_000;
const CLOSING = 17;
/** Copying takes time, and what is expected of a rotation is no more than an expectation. */
const AHEAD = HOUR;
/** A promise for the end of today is made only while so much of the day is left. */
const LEFT_TODAY = 2 * HOUR;

/** What such a promise hangs on. */
type PromisedIn = Pick<Grounds, 'now' | 'zone'> & { readonly case: Pick<Grounds['case'], 'handling' | 'firstToGo'> };

type SentHolding = { readonly at: string; readonly outcome: Grounds['outcome'] };

/** The last holding letter that is on record as sent. */
function sentHolding({ case: { handling } }: PromisedIn): SentHolding | undefined {
  return (handling?.sent ?? []).filter(({ stage, at }) => stage === 'holding' && isDate(at)).at(-1);
}

/** From a day on: after so many days, sooner where the customer asked for an answer sooner or a result is promised by then. */
function nextWordFrom(grounds: Grounds, days: number): string {
  const { now, zone } = grounds;
  const by = (after: number) => workingMoment(now, zone, { days: after, hour: CLOSING });
  // "Before that, how far we have come" has to come before the result.
  const isBeforeResult = (at: string) => Date.parse(at) < Date.parse(resultBy(grounds, RESULT_DAYS));
  const wanted = wantedBy(grounds) ?? Number.POSITIVE_INFINITY;
  for (let after = days; after > 0; after -= 1) {
    const at = by(after);
    if (Date.parse(at) <= wanted && isBeforeResult(at)) return at;
  }
  return by(days);
}

/** The next word, even if the examination is not finished. A holding letter on record rules while its day lies ahead. */
export function nextWordBy(grounds: Grounds): string {
  const { now, verified } = grounds;
  // A leak that is established is not told of more slowly than one that is likely.
  const soon: readonly Grounds['outcome'][] = ['leak_likely', 'leak_confirmed'];
  const daysFor = (outcome: Grounds['outcome']) => (verified && soon.includes(outcome) ? 3 : 7);
  const sent = sentHolding(grounds);
  if (sent) {
    const promised = nextWordFrom({ ...grounds, now: sent.at }, daysFor(sent.outcome));
    if (Date.parse(promised) > Date.parse(now)) return promised;
  }
  return nextWordFrom(grounds, daysFor(grounds.outcome));
}

/** Days for what others have to answer, or records have to be compared for: two working weeks. */
export const RESULT_DAYS = 14;

/** Less than this is too short to promise a result for, whoever asks for it. */
const LEAST_FOR_RESULTS = 5 * 24 * HOUR;

/** The last hour at which an answer comes within the days that the customer asked for. Undefined: they named none. */
function wantedBy({ case: { claim }, receivedAt, now, zone }: Grounds): number | undefined {
  const wanted = answerWantedIn(claim);
  // A letter is drafted whatever stands for its zone.
  const known = isTimeZone(zone) ? zone : 'UTC';
  return wanted && wantedUntil(wanted, Date.parse(receivedAt ?? now), known);
}

/** When a result is promised: after so many days, or within the time that the customer asked for where that leaves enough. */
export function resultBy(grounds: Grounds, days: number): string {
  const { now, zone } = grounds;
  const by = (after: number) => workingMoment(now, zone, { days: after, hour: CLOSING });
  const wanted = wantedBy(grounds);
  if (wanted === undefined || Date.parse(by(days)) <= wanted) return by(days);
  for (let after = days - 1; after > 0; after -= 1) {
    const at = Date.parse(by(after));
    if (at <= wanted) return at >= Date.parse(now) + LEAST_FOR_RESULTS ? by(after) : by(days);
  }
  return by(days);
}

/** Whether a result comes later than the customer asked for: then the letter says so. */
export const laterThanWanted = (grounds: Grounds, by: string): boolean =>
  Date.parse(by) > (wantedBy(grounds) ?? Number.POSITIVE_INFINITY);

/** How soon copies are promised: on a working day to come, within today, or at once. */
export type CopiesBy = { readonly by: string; readonly pace: 'coming' | 'today' | 'at-once' };

/**
 * When copies of the records are taken. Never after the hour at which the first log may be gone, weekend or not; an hour
 * that has passed, or a promise that ran out without a record of copies, leaves no more than "at once".
 */
export function copiesBy(grounds: PromisedIn): CopiesBy {
  const { now, zone, case: input } = grounds;
  const clock = Date.parse(now);
  const gone = input.firstToGo && isDate(input.firstToGo.at) ? Date.parse(input.firstToGo.at) : undefined;
  const inTime = (by: string, left: number) =>
    Date.parse(by) >= clock + left && (gone === undefined || Date.parse(by) <= gone - AHEAD);
  const sent = sentHolding(grounds);
  const coming = workingMoment(sent?.at ?? now, zone, { days: 1, hour: CLOSING });
  if (inTime(coming, 0)) return { by: coming, pace: 'coming' };
  const today = sameDayMoment(now, zone, CLOSING);
  if (inTime(today, LEFT_TODAY)) return { by: today, pace: 'today' };
  const soon = clock + HOUR;
  return { by: momentAt(gone !== undefined && gone > clock ? Math.min(soon, gone) : soon, zone), pace: 'at-once' };
}

/** When what a question leaves open is answered. */
export const dayOfAnswer = (grounds: Grounds): string => resultBy(grounds, RESULT_DAYS);
