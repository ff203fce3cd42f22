import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import type { Request } from './continuity.ts';
import type { Gap } from './gap-candidates.ts';
import { findInterruptions } from './interrupted-gaps.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 2, 2, 8);

/** People who open pages that poll every fifteen seconds, in sittings with pauses of an hour or so between them. */
function office(people: number, seed: number): Request[] {
  const random = seededRandom(seed, 'office');
  const requests: Omit<Request, 'n'>[] = [];
  for (let visitor = 1; visitor <= people; visitor += 1) {
    let at = start + random.next() * 40 * MINUTE;
    while (at < start + 600 * MINUTE) {
      const leaves = at + (8 + random.next() * 20) * MINUTE;
      while (at < leaves) {
        const page = 100 + random.below(30);
        requests.push({ f: 0, t: at, visitor, agent: visitor, opens: page, standsOn: 1, kind: 1, family: 1 });
        const stays = at + (1 + random.next() * 4) * MINUTE;
        for (at += 15_000; at < stays; at += 15_000) {
          requests.push({ f: 0, t: at, visitor, agent: visitor, opens: 9, standsOn: page, kind: 2, family: 2 });
        }
      }
      at += (5 + random.next() * 60) * MINUTE;
    }
  }
  return requests.sort((a, b) => a.t - b.t).map((request, n) => ({ ...request, t: Math.floor(request.t), n }));
}

function gapsOf(requests: readonly Request[]): Gap[] {
  return requests.slice(1).flatMap((request, i) => {
    const before = requests[i];
    if (!before || request.t - before.t < 2000) return [];
    return [{ f: 0, fromN: before.n, toN: request.n, fromMs: before.t, toMs: request.t }];
  });
}

const rarest = (requests: readonly Request[]) => {
  const found = [...findInterruptions(gapsOf(requests), requests)];
  return found.sort((a, b) => a[1].interruptionP - b[1].interruptionP)[0];
};

it('notices a stretch that is cut out of the sittings of several people', () => {
  let noticed = 0;
  for (let seed = 1; seed <= 5; seed += 1) {
    const whole = office(4, seed);
    const busiest = whole[Math.floor(whole.length / 2)]?.t ?? start;
    const cut = whole.filter(({ t }) => t < busiest || t >= busiest + 12 * MINUTE);
    const found = rarest(cut);
    if (found && found[1].interruptionP < 0.01 && found[0].fromMs < busiest && found[0].toMs >= busiest) {
      noticed += 1;
      expect(found[1].interruptedN.length).toBeGreaterThan(1);
    }
  }
  expect(noticed).toBeGreaterThanOrEqual(3);
});

it('raises no alarm over untouched sittings', () => {
  let alarms = 0;
  for (let seed = 20; seed < 32; seed += 1) {
    if ((rarest(office(4, seed))?.[1].interruptionP ?? 1) < 0.01 / 3) alarms += 1;
  }
  expect(alarms).toBeLessThanOrEqual(1);
});

it('one person whose computer sleeps and wakes is no alarm', () => {
  const requests = office(1, 5);
  const at = requests[Math.floor(requests.length / 2)]?.t ?? start;
  const slept = requests.map((request) => (request.t > at ? { ...request, t: request.t + 50 * MINUTE } : request));
  expect(rarest(slept)?.[1].interruptionP ?? 1).toBeGreaterThan(0.3);
});

it('asks nothing of a log with few requests', () => {
  expect(findInterruptions(gapsOf(office(1, 1).slice(0, 150)), office(1, 1).slice(0, 150)).size).toBe(0);
});
