// How rare an interruption is: by the same log with its visitors shifted against each other.
import type { Random } from '../../../vocabulary/random.ts';
import {
  asLogged,
  interruptionAt,
  type LineUp,
  sweep,
  type Told,
  tellingVisitors,
  totalOf,
  type Visits,
} from './interruptions.ts';

/** Silences shorter than this are not asked: a removal of less than a minute leaves little. */
const SHORTEST_ASKED_MS = 60_000;
/** Longer silences are a matter of the time of day: visits end in the evening. */
const LONGEST_ASKED_MS = 5_400_000;
/** Visitors are shifted by at most this much, so that the day keeps its shape. */
const SHIFT_MS = 3_600_000;
/** Shifted copies: fewer of a larger log, whose silences are more. */
export const MOST_COPIES = 30;
const LEAST_COPIES = 4;
const COPIED_REQUESTS = 240_000;
const ASKED_SILENCES = 4_000;

export const isAskable = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean =>
  toMs - fromMs >= SHORTEST_ASKED_MS && toMs - fromMs < LONGEST_ASKED_MS;

export type InterruptionNull = {
  readonly copies: number;
  /** What is told at each silence of each copy. */
  readonly silences: readonly (readonly Told[])[];
  /** Their sums, descending. */
  readonly totals: Float64Array;
};

/** The same visits, each visitor's shifted by a chance amount and carried round at the ends of the log. */
function shifted({ requests }: Visits, random: Random): LineUp {
  const from = requests[0]?.t ?? 0;
  const span = (requests.at(-1)?.t ?? from) - from + 1000;
  const shifts = new Map<number, number>();
  const keys = new Float64Array(requests.length);
  const places = 2 ** 17;
  requests.forEach(({ t, visitor }, i) => {
    let shift = shifts.get(visitor);
    if (shift === undefined) {
      // Whole minutes: jobs that run on the minute stay on it.
      shift = Math.round(((2 * random.next() - 1) * SHIFT_MS) / 60_000) * 60_000;
      shifts.set(visitor, shift);
    }
    const moved = Math.floor((((t - from + shift) % span) + span) % span);
    keys[i] = moved * places + i;
  });
  keys.sort();
  const times = new Float64Array(keys.length);
  const who = new Int32Array(keys.length);
  keys.forEach((key, at) => {
    const moved = Math.floor(key / places);
    times[at] = from + moved;
    who[at] = key - moved * places;
  });
  return { times, who };
}

/** Silences of a line-up that are asked, as places of their ends. */
function silencesOf({ times }: LineUp): number[] {
  const ends: number[] = [];
  for (let at = 1; at < times.length; at += 1) {
    if (isAskable({ fromMs: times[at - 1] ?? 0, toMs: times[at] ?? 0 })) ends.push(at);
  }
  return ends;
}

/**
 * What silences show where visitors have nothing to do with each other: each visitor's own ways are kept whole, and only
 * that several of them break off, or are under way, at the same silence is left to chance. The log as it is is one of the
 * shifts, so that what one visitor does alone, however strange, is in every copy too and never rare.
 */
export function interruptionNull(visits: Visits, random: Random, most = MOST_COPIES): InterruptionNull {
  const silences = silencesOf(asLogged(visits)).length;
  const affordable = Math.min(COPIED_REQUESTS / (visits.requests.length + 1), ASKED_SILENCES / (silences + 1));
  const copies = Math.max(LEAST_COPIES, Math.min(most, Math.floor(affordable)));
  const told: Told[][] = [];
  for (let copy = 0; copy < copies; copy += 1) {
    const lineUp = shifted(visits, random);
    sweep(visits, lineUp, silencesOf(lineUp), (end, last) => {
      const silence = { fromMs: lineUp.times[end - 1] ?? 0, toMs: lineUp.times[end] ?? 0 };
      told.push(interruptionAt(visits, lineUp, silence, last));
    });
  }
  return { copies, silences: told, totals: descending(told.map((each) => totalOf(each))) };
}

/** How far down the silences of thirty copies the tail is looked at; the depth that expects most is believed. */
const TAILS = [50, 150, 400] as const;
const LEAST_TAIL = 20;

/** How many silences of one log show at least this much by chance. */
function expectedSuch(value: number, descending: Float64Array, copies: number): number {
  let most = 0;
  for (const depth of TAILS) {
    const size = Math.min(Math.max(LEAST_TAIL, Math.round((depth * copies) / MOST_COPIES)), descending.length - 1);
    const threshold = descending[size];
    if (size < LEAST_TAIL || threshold === undefined) return Number.POSITIVE_INFINITY;
    if (value <= threshold) {
      let seen = 0;
      while (seen < descending.length && (descending[seen] ?? 0) >= value) seen += 1;
      most = Math.max(most, (seen + 1) / copies);
      continue;
    }
    // Sums of logarithms of chances fall off exponentially; one standard error more than was measured.
    let excess = 0;
    for (let i = 0; i < size; i += 1) excess += (descending[i] ?? 0) - threshold;
    const scale = (excess / size) * (1 + 1 / Math.sqrt(size));
    most = Math.max(most, (size / copies) * Math.exp(-(value - threshold) / Math.max(1e-9, scale)));
  }
  return most;
}

const descending = (values: readonly number[]) => Float64Array.from(values).sort().reverse();

/** How often an untouched log of these visitors shows so much somewhere, by all that the copies show. */
export function interruptionP(told: readonly Told[], { totals, copies }: InterruptionNull): number {
  return tellingVisitors(told) < 2 ? 1 : -Math.expm1(-expectedSuch(totalOf(told), totals, copies));
}

/** Below this an answer is looked at again. */
const LOOKED_AT_AGAIN = 0.5;

/**
 * As `interruptionP`, what the requests around this silence say left out of the copies of the same log: where lines were cut
 * out, the visits that the cut broke would otherwise make broken visits look ordinary.
 */
export function interruptionOwnP(told: readonly Told[], known: InterruptionNull): number {
  const atMost = interruptionP(told, known);
  if (atMost >= LOOKED_AT_AGAIN) return atMost;
  const without = new Set(told.map(({ i }) => i));
  const totals = descending(known.silences.map((each) => totalOf(each, without)));
  return Math.min(atMost, interruptionP(told, { ...known, totals }));
}
