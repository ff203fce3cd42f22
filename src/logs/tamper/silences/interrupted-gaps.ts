// Which silences of a log interrupt visits, more than chance explains.
import { seededRandom } from '../../../vocabulary/random.ts';
import type { Request } from './continuity.ts';
import type { Gap } from './gap-candidates.ts';
import {
  type InterruptionNull,
  interruptionNull,
  interruptionOwnP,
  isAskable,
  MOST_COPIES,
} from './interruption-rarity.ts';
import {
  asLogged,
  interruptionAt,
  type LineUp,
  learnVisits,
  placeOf,
  type Told,
  telling,
  type Visits,
} from './interruptions.ts';
import { MOST_WHOLE } from './read-requests.ts';
import type { Stretch } from './traffic-model.ts';

export type InterruptedGap = { readonly interruptionP: number; readonly interruptedN: readonly number[] };

export type LearnedVisits = { readonly visits: Visits; readonly lineUp: LineUp };

export type KnownVisits = LearnedVisits & { readonly known: InterruptionNull };

/** Fewer requests than this have no habits. */
const LEAST_REQUESTS = 200;
/** Lines named as evidence, at either end. */
const MOST_PLACES = 5;
const canBeAsked = (requests: readonly Request[]) => requests.length >= LEAST_REQUESTS && requests.length <= MOST_WHOLE;

export function learnedVisits(requests: readonly Request[]): LearnedVisits {
  const visits = learnVisits(requests);
  return { visits, lineUp: asLogged(visits) };
}

// The seed is fixed: the same log gives the same answer.
export const interruptionsByChance = (visits: Visits, copies: number): InterruptionNull =>
  interruptionNull(visits, seededRandom(1, 'interruptions'), copies);

/** What a log knows of its visits; undefined where there are too few, or more than need asking. */
export function knownVisits(requests: readonly Request[], copies = MOST_COPIES): KnownVisits | undefined {
  if (!canBeAsked(requests)) return undefined;
  const learned = learnedVisits(requests);
  return { ...learned, known: interruptionsByChance(learned.visits, copies) };
}

/** A silence as it is without what other requests cause: as long as nobody came of their own accord. */
function widened({ times }: LineUp, { fromMs, toMs }: Stretch): Stretch {
  const after = placeOf(times, toMs);
  const before = placeOf(times, fromMs + 1) - 1;
  return { fromMs: times[before] ?? fromMs, toMs: times[after] ?? toMs };
}

/** What visitors tell at a silence; undefined where they are not asked. */
export function interruptionOf({ visits, lineUp }: LearnedVisits, gap: Gap): Told[] | undefined {
  const silence = widened(lineUp, gap);
  return isAskable(gap) && isAskable(silence) ? interruptionAt(visits, lineUp, silence) : undefined;
}

export function findInterruptions<T extends Gap>(
  gaps: readonly T[],
  requests: readonly Request[],
): Map<T, InterruptedGap> {
  const asked = gaps.filter(isAskable);
  const visited = asked.length > 0 ? knownVisits(requests) : undefined;
  const found = new Map<T, InterruptedGap>();
  if (!visited) return found;
  for (const gap of asked) {
    const told = interruptionOf(visited, gap);
    if (!told) continue;
    const lines = (end: Told['end']) =>
      telling(told.filter((each) => each.end === end))
        .slice(0, MOST_PLACES)
        .flatMap((i) => {
          const request = visited.visits.requests[i];
          return request && request.f === gap.f ? [request.n] : [];
        });
    found.set(gap, {
      interruptionP: interruptionOwnP(told, visited.known),
      interruptedN: [...lines('left'), ...lines('right')],
    });
  }
  return found;
}
