import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../vocabulary/random.ts';
import { atLeast, atLeastOne, expectedByNats, expectedByOwnTail, expectedSilences } from './silence.ts';

const poisson = { dispersion: Number.POSITIVE_INFINITY };

it.each([
  { name: 'a stretch that expects nothing is empty every time', given: { expected: 0, ...poisson, looks: 7 }, want: 7 },
  { name: 'without over-dispersion: exp(−3)', given: { expected: 3, ...poisson, looks: 1 }, want: 0.049787 },
  {
    name: 'bursts make silence common: (1 + 3/0.5)^−0.5',
    given: { expected: 3, dispersion: 0.5, looks: 1 },
    want: 0.377964,
  },
  {
    name: 'thirty lines, fairly even: (1 + 30/20)^−20',
    given: { expected: 30, dispersion: 20, looks: 1 },
    want: 1.0995e-8,
  },
])('$name', ({ given, want }) => {
  expect(expectedSilences(given) / want).toBeCloseTo(1, 3);
});

it.each([
  { expected: -1, dispersion: 1, looks: 1 },
  { expected: 1, dispersion: 0, looks: 1 },
  { expected: 1, dispersion: 1, looks: 0 },
  { expected: Number.NaN, dispersion: 1, looks: 1 },
])('refuses %o', (given) => {
  expect(() => expectedSilences(given)).toThrow(RangeError);
});

it('never expects more of a stretch that should hold more, and never fewer where traffic is burstier', () => {
  const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (expected, more, dispersion) => {
      const at = (e: number, k: number) => expectedSilences({ expected: e, dispersion: k, looks: 1 });
      return (
        at(expected + more, dispersion) <= at(expected, dispersion) &&
        at(expected, dispersion) <= at(expected, dispersion / 2) * (1 + 1e-9)
      );
    }),
  );
});

it.each([
  { count: 1, mean: 0.01, want: 0.00995017 },
  { count: 2, mean: 0.0001, want: 4.9996667e-9 },
  { count: 3, mean: 2, want: 0.3233236 },
  { count: 0, mean: 5, want: 1 },
])('at least $count of a Poisson of mean $mean', ({ count, mean, want }) => {
  expect(atLeast(count, mean) / want).toBeCloseTo(1, 5);
});

it('keeps the digits of small chances', () => {
  expect(atLeastOne(1e-12)).toBeCloseTo(1e-12, 20);
});

it('says nothing of a tail from too few silences', () => {
  expect(expectedByOwnTail(50, [1, 2, 3])).toBeUndefined();
});

/** The longest of so many exponential silences, judged by the rest. */
function longestOf(count: number, seed: number, grow = (x: number) => x): number {
  const random = seededRandom(seed, 'tail');
  const all = Array.from({ length: count }, () => grow(-Math.log(1 - random.next()))).sort((a, b) => b - a);
  const [longest = 0, ...others] = all;
  return atLeastOne(expectedByOwnTail(longest, others.slice(0, 300)) ?? Number.POSITIVE_INFINITY);
}

it.each([
  { name: 'even traffic', grow: (x: number) => x },
  { name: 'bursts: squared', grow: (x: number) => x * x },
  { name: 'heavy bursts: cubed', grow: (x: number) => x ** 3 },
])('calls the longest silence of an untouched log rare at most once in fifty: $name', ({ grow }) => {
  const alarms = Array.from({ length: 400 }, (_, seed) => longestOf(5000, seed, grow)).filter((p) => p < 0.01);
  expect(alarms.length).toBeLessThanOrEqual(8);
});

it('calls a hole of thirty expected lines rare in even traffic', () => {
  const random = seededRandom(5, 'hole');
  const others = Array.from({ length: 5000 }, () => -Math.log(1 - random.next())).sort((a, b) => b - a);
  expect(atLeastOne(expectedByOwnTail(30, others.slice(0, 300)) ?? 1)).toBeLessThan(0.01);
});

/** Chances of silences as a model that is right gives them, −log. */
const exponentials = (seed: number, count: number, scale = 1) => {
  const random = seededRandom(seed, 'nats');
  return Array.from({ length: count }, () => -Math.log(1 - random.next()) * scale);
};

it('expects as many improbable silences as there are, or more, where the model is right', () => {
  const others = exponentials(3, 600);
  for (const nats of [8, 10, 14]) {
    const expected = expectedByNats(nats, others) ?? 0;
    expect(expected).toBeGreaterThan(600 * Math.exp(-nats));
  }
  expect(expectedByNats(20, others)).toBeLessThan(1e-3);
});

it('believes the log where its silences are less rare than the model says', () => {
  const wrong = exponentials(3, 600, 6);
  expect(expectedByNats(20, wrong)).toBeGreaterThan(1);
});

it('says nothing of the improbable where there are too few silences to compare', () => {
  expect(expectedByNats(20, exponentials(1, 10))).toBeUndefined();
});

it('never expects more of a more improbable silence', () => {
  const others = exponentials(5, 300);
  const nats = fc.double({ min: 0, max: 100, noNaN: true });
  const expected = (value: number) => expectedByNats(value, others) ?? 0;
  // At the threshold of a depth the count seen gives way to the fitted tail: a step of one at most.
  fc.assert(fc.property(nats, nats, (a, b) => expected(a + b) <= expected(a) + 1));
});
