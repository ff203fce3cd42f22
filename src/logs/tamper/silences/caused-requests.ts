// Requests that no visitor makes of their own accord: a server that closes its spare processes after a burst, a job that
// a page calls. They come when others come and stop when others stop, so that they say nothing of their own about a silence.
import type { Request } from './continuity.ts';

/** How soon after what caused it such a request comes. */
const AFTER_MS = 15_000;
/** The share of its requests that come so. */
const CAUSED = 0.8;
/** How much of that chance must not explain: on a busy site everything comes right after something. */
const BEYOND_CHANCE = 0.3;
/** Where chance is measured: the same requests, so much later and earlier. */
const ELSEWHERE_MS = [-660_000, -420_000, 420_000, 660_000] as const;
const LEAST_REQUESTS = 8;

/** The last place whose time is at most this; −1 before the first. */
function placeBefore(times: Float64Array, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Visitors who open no page from another and come right after other visitors, more than chance explains.
 *
 * @param requests by time
 */
export function causedVisitors(requests: readonly Request[]): Set<number> {
  const browsers = new Set(requests.filter(({ standsOn }) => standsOn !== 0).map(({ visitor }) => visitor));
  const own = new Map<number, number[]>();
  for (const { visitor, t } of requests) {
    if (browsers.has(visitor)) continue;
    const list = own.get(visitor);
    if (list) list.push(t);
    else own.set(visitor, [t]);
  }
  const caused = new Set<number>();
  for (const [visitor, mine] of own) {
    if (mine.length < LEAST_REQUESTS) continue;
    const others = Float64Array.from(requests.filter((request) => request.visitor !== visitor).map(({ t }) => t));
    const share = (shift: number) =>
      mine.filter((t) => t + shift - (others[placeBefore(others, t + shift)] ?? Number.NEGATIVE_INFINITY) <= AFTER_MS)
        .length / mine.length;
    const byChance = ELSEWHERE_MS.reduce((sum, shift) => sum + share(shift), 0) / ELSEWHERE_MS.length;
    if (share(0) >= CAUSED && share(0) - byChance >= BEYOND_CHANCE) caused.add(visitor);
  }
  return caused;
}
