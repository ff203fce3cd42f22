import { describe, expect, it } from 'vitest';
import { seededRandom } from '../src/vocabulary/random.ts';
import { reliabilitySvg } from './reliability-svg.ts';
import { auc, brier, brierPriorOnly, cllr, expectedCalibrationError, logScore, reliability } from './scores.ts';

const four = [0.1, 0.9, 0.8, 0.3].map((p, i) => ({ p, own: i === 1 || i === 2 }));

describe('scores of known forecasts', () => {
  it.each([
    { name: 'Brier', value: brier(four), want: 0.0375 },
    { name: 'log', value: logScore(four), want: 0.197635 },
    { name: 'Brier of the prior', value: brierPriorOnly(four), want: 0.25 },
    { name: 'AUC of a perfect order', value: auc(four), want: 1 },
    { name: 'AUC of all the same', value: auc(four.map(({ own }) => ({ own, p: 0.5 }))), want: 0.5 },
    { name: 'Cllr of saying nothing', value: cllr(four.map(({ own }) => ({ own, p: 0.5 }))), want: 1 },
  ])('$name', ({ value, want }) => {
    expect(value).toBeCloseTo(want, 6);
  });

  it('a forecaster who is right on average has hardly any calibration error, one who halves it has much', () => {
    const random = seededRandom(1, 'forecasts');
    const right = Array.from({ length: 20_000 }, () => {
      const p = random.next();
      return { p, own: random.next() < p };
    });
    expect(expectedCalibrationError(right)).toBeLessThan(0.02);
    expect(expectedCalibrationError(right.map(({ p, own }) => ({ p: p / 2, own })))).toBeGreaterThan(0.2);
  });

  it('bins hold every case once', () => {
    const bins = reliability(Array.from({ length: 103 }, (_, i) => ({ p: i / 103, own: i % 3 === 0 })));
    expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(103);
  });
});

it('the plot holds a dot for each bin, and no markup from its words', () => {
  const svg = reliabilitySvg(reliability(four, 2), { title: '<b>', predicted: 'p', observed: 'o', caution: 'c' });
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).not.toContain('<b>');
});
