import { describe, expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { nothingKnown } from './circumstances.ts';
import { priorDraws } from './draws.ts';
import { powerOf } from './evidence-records.ts';
import { figures } from './figures.ts';
import { seedWith } from './fixtures.ts';
import { hazards } from './hazards.ts';
import { weigh } from './weigh.ts';

const draws = priorDraws(1, 4000);
const quantile = (values: readonly number[], rank: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(rank * values.length)] ?? Number.NaN;

describe('figures against what they were taken from', () => {
  it('Tripwire: 19 losses in 3,450 site-years, .33 to .86 % a year', () => {
    const rates = draws.thetas.map(({ siteLossRate }) => 100 * siteLossRate);
    expect(quantile(rates, 0.5)).toBeCloseTo((100 * 19) / 3450, 1);
    expect(quantile(rates, 0.025)).toBeCloseTo(0.33, 1);
    expect(quantile(rates, 0.975)).toBeCloseTo(0.86, 1);
  });

  it('with what Tripwire could not see, one loss in some ten to three hundred site-years', () => {
    const rates = draws.thetas.map(({ siteLossRate, unseenFactor }) => siteLossRate * unseenFactor);
    expect(quantile(rates, 0.05)).toBeGreaterThan(0.003);
    expect(quantile(rates, 0.95)).toBeLessThan(0.14);
  });

  it('Tokyo Shoko Research 2025: 116 intrusions to 37 mistakes, weighed down to a quarter', () => {
    const { a, b } = figures.intrusionShare;
    expect(a).toBe(116 / 4);
    expect(b).toBe(37 / 4);
    const shares = draws.thetas.map(({ intrusionShare }) => intrusionShare);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeCloseTo(116 / (116 + 37), 2);
  });

  it('every draw of a range stays in it', () => {
    for (const { guessRate, mailedShare, outsideCatalogue, unknownReserve } of draws.thetas) {
      expect(guessRate >= 0.02 && guessRate <= 1.5).toBe(true);
      expect(mailedShare >= 0.2 && mailedShare <= 0.95).toBe(true);
      expect(outsideCatalogue >= 0.1 && outsideCatalogue <= 0.5).toBe(true);
      expect(unknownReserve >= 0.005 && unknownReserve <= 0.1).toBe(true);
    }
  });

  it('no way is impossible, whatever the draw', () => {
    for (const theta of draws.thetas.slice(0, 300)) {
      for (const rate of Object.values(hazards(nothingKnown, theta, 1).rates)) expect(rate).toBeGreaterThan(0);
    }
  });
});

describe('power is not detection', () => {
  it.each([
    { outside: 0.1, miss: 0.12 },
    { outside: 0.3, miss: 0.31 },
    { outside: 0.5, miss: 0.51 },
  ])('50 of 50 planted found still misses about $miss with $outside outside the catalogue', ({ outside, miss }) => {
    const power = powerOf(50, 50);
    const mean = Array.from({ length: 200 }, (_, i) => power((i + 0.5) / 200)).reduce((sum, one) => sum + one, 0) / 200;
    // Trials of one template count as fewer, so a little more is missed than if each stood by itself.
    expect(1 - (1 - outside) * mean).toBeGreaterThanOrEqual(miss - 0.005);
    expect(1 - (1 - outside) * mean).toBeLessThan(miss + 0.04);
  });
});

describe('draws made again around where the weight lies', () => {
  const telling: readonly Fact[] = [
    ...seedWith({
      complaints: {
        kind: 'similar-complaints',
        count: 300,
        people: 3000,
        recordedSince: '2008-01-01',
        sameSender: 250,
        uniqueAddresses: 90,
        historyComplaints: 1,
        historyPersonYears: 9000,
      },
    }),
    { id: 'g', kind: 'guess-canaries', planted: 500, hits: 0, years: 2000 },
  ];

  it('make facts that hardly any draw foretold weighable', () => {
    const { paretoK, ess, own } = weigh(telling, { seed: 1, draws: 2000, sensitivity: false });
    expect(paretoK).toBeLessThanOrEqual(0.7);
    expect(ess).toBeGreaterThan(200);
    expect(own.low).toBeGreaterThan(0.5);
  });

  it('agree from seed to seed', () => {
    const mids = [1, 2, 3, 4].map((seed) => weigh(telling, { seed, sensitivity: false }).own.mid);
    expect(Math.max(...mids) - Math.min(...mids)).toBeLessThan(0.02);
    const usual = [1, 2, 3, 4].map((seed) => weigh(seedWith({}), { seed, sensitivity: false }).own.mid);
    expect(Math.max(...usual) / Math.min(...usual)).toBeLessThan(1.15);
  });
});
