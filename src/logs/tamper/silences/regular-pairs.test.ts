import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import { clockShift, orphanRuns } from './regular-pairs.ts';

const MINUTE = 60_000;

/** Posts at odd times over two days; a mail follows each within seconds. */
function posts(seed: number, count: number): number[] {
  const random = seededRandom(seed, 'posts');
  return Array.from({ length: count }, () => random.below(2 * 24 * 60) * MINUTE + random.below(MINUTE)).sort(
    (a, b) => a - b,
  );
}
const ask = (causes: readonly number[], effects: readonly number[]) =>
  orphanRuns({ causes, effects, beforeMs: MINUTE, afterMs: 2000 });
const between = (from: number, to: number) => (t: number) => t < from * 60 * MINUTE || t > to * 60 * MINUTE;

const causes = posts(1, 120);
const effects = causes.map((t) => t + 1500);

it('finds nothing where each effect has its cause', () => {
  expect(ask(causes, effects)).toEqual([]);
});

it('finds the stretch whose causes are gone', () => {
  const [run, ...rest] = ask(causes.filter(between(20, 22)), effects);
  expect(rest).toEqual([]);
  expect(run?.p).toBeLessThan(1e-4);
  expect(run?.effects.every((t) => t > 20 * 60 * MINUTE && t < 22 * 60 * MINUTE + 1500)).toBe(true);
});

it('has nothing to say of pairs that are no pairs', () => {
  expect(ask(posts(2, 120), effects)).toEqual([]);
});

it('has nothing to say where causes are everywhere', () => {
  const everywhere = Array.from({ length: 5000 }, (_, i) => i * 30_000).filter(between(20, 22));
  expect(ask(everywhere, effects)).toEqual([]);
});

it('takes a change of habit at the end for what it is', () => {
  expect(
    ask(
      causes.filter((t) => t < 40 * 60 * MINUTE),
      effects,
    ),
  ).toEqual([]);
});

it('does not call single effects without a cause a hole', () => {
  const few = causes.filter((_, i) => i % 40 !== 7);
  expect(ask(few, effects)).toEqual([]);
});

it.each([0, 9, -5, 5.5])('meets a log whose clock is %d hours off', (hours) => {
  const shift = hours * 60 * MINUTE;
  const off = effects.map((t) => t - shift);
  expect(clockShift({ causes, effects: off, beforeMs: MINUTE, afterMs: 2000 })).toBe(shift);
});
