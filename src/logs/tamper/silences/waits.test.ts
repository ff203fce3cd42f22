import { expect, it } from 'vitest';
import { chanceOfWaiting, learnWaits, type Wait } from './waits.ts';

const wait = (ms: number, kind = 1): Wait => ({ kind, family: 7, ms, ended: true });

/** A page that polls every fifteen seconds, and once in a while is closed. */
const polls = [...Array.from({ length: 400 }, () => wait(15_000)), wait(120_000), wait(120_000)];
/** Readers: seconds to hours. */
const reads = Array.from({ length: 400 }, (_, i) => wait(2000 * 1.02 ** i, 2));
const learned = learnWaits([...polls, ...reads]);

it('twenty minutes are rare after a poll and common after a page that is read', () => {
  expect(chanceOfWaiting(learned, wait(15_000), 1_200_000)).toBeLessThan(0.002);
  expect(chanceOfWaiting(learned, wait(15_000, 2), 1_200_000)).toBeGreaterThan(0.1);
});

it('never grows with the wait, and is a chance', () => {
  for (const kind of [1, 2, 3]) {
    let before = 1;
    for (const ms of [0, 1000, 15_000, 60_000, 600_000, 7_200_000, 86_400_000]) {
      const chance = chanceOfWaiting(learned, wait(15_000, kind), ms);
      expect(chance).toBeLessThanOrEqual(before + 1e-12);
      expect(chance).toBeGreaterThan(0);
      before = chance;
    }
  }
});

it('leaves the wait itself out of what it is judged by', () => {
  const one = wait(3_000_000);
  const withIt = learnWaits([...polls, one]);
  expect(chanceOfWaiting(withIt, one, 2_900_000)).toBeLessThan(
    chanceOfWaiting(withIt, { ...one, ended: false }, 2_900_000),
  );
});
