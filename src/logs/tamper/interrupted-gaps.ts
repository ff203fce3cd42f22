// Which silences of a log interrupt visits, more than chance explains.
import { seededRandom } from '../../vocabulary/random.ts';
import type { Request } from './continuity.ts';
import type { Gap } from './gap-candidates.ts';
import {
  type InterruptionNull,
  interruptionNull,
  interruptionP,
  isAskable,
  MOST_COPIES,
} from './interruption-rarity.ts';
import { asLogged, interruptionAt, type LineUp, learnVisits, type Visits } from './interruptions.ts';
import { MOST_WHOLE } from './read-requests.ts';

export type InterruptedGap = { readonly interruptionP: number; readonly interruptedN: readonly number[] };

export type KnownVisits = { readonly visits: Visits; readonly lineUp: LineUp; readonly known: InterruptionNull };

/** Fewer requests than this have no habits. */
const LEAST_REQUESTS = 200;
/** Lines named as evidence, at either end. */
const MOST_PLACES = 5;
const canBeAsked = (requests: readonly Request[]) => requests.length >= LEAST_REQUESTS && requests.length <= MOST_WHOLE;

/** What a log knows of its visits; undefined where there are too few, or more than need asking. */
export function knownVisits(requests: readonly Request[], copies = MOST_COPIES): KnownVisits | undefined {
  if (!canBeAsked(requests)) return undefined;
  const visits = learnVisits(requests);
  // The seed is fixed: the same log gives the same answer.
  const known = interruptionNull(visits, seededRandom(1, 'interruptions'), copies);
  return { visits, lineUp: asLogged(visits), known };
}

export function findInterruptions<T extends Gap>(
  gaps: readonly T[],
  requests: readonly Request[],
): Map<T, InterruptedGap> {
  const asked = gaps.filter(isAskable);
  const visited = asked.length > 0 ? knownVisits(requests) : undefined;
  if (!visited) return new Map();
  const { visits, lineUp, known } = visited;
  return new Map(
    asked.map((gap) => {
      const at = interruptionAt(visits, lineUp, gap);
      const lines = (places: readonly number[]) =>
        places.slice(0, MOST_PLACES).flatMap((i) => {
          const request = requests[i];
          return request && request.f === gap.f ? [request.n] : [];
        });
      return [
        gap,
        {
          interruptionP: interruptionP(at, known),
          interruptedN: [...lines(at.brokenOff), ...lines(at.underWay)],
        },
      ];
    }),
  );
}
