import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Probability, shownInterval } from './probability.ts';
import { ratioWords, wordFor } from './words.ts';

describe('the words for our side', () => {
  it.each([
    { low: 0.001, high: 0.05, en: 'very unlikely (not ruled out)' },
    { low: 0.01, high: 0.051, en: 'unlikely (not ruled out)' },
    { low: 0.01, high: 0.2, en: 'unlikely (not ruled out)' },
    { low: 0.1, high: 0.44, en: 'rather unlikely' },
    { low: 0.1, high: 0.45, en: 'cannot say' },
    { low: 0.55, high: 0.9, en: 'cannot say' },
    { low: 0.56, high: 0.9, en: 'rather likely' },
    { low: 0.8, high: 0.99, en: 'likely' },
    { low: 0.01, high: 0.99, en: 'cannot say' },
  ])('$low to $high is "$en"', ({ low, high, en }) => {
    expect(wordFor({ low, high }).en).toBe(en);
  });

  it('are there for every interval, in both languages, and never certain', () => {
    const end = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(end, end, (a, b) => {
        const words = wordFor({ low: Math.min(a, b), high: Math.max(a, b) });
        expect(words.ja.length).toBeGreaterThan(0);
        expect(`${words.ja}${words.en}`).not.toMatch(/100|0\s*[%％]|絶対|impossible|certain/);
      }),
    );
  });

  it.each([
    { low: 0.2, high: 0.1 },
    { low: Number.NaN, high: 0.1 },
  ])('are refused for $low to $high', ({ low, high }) => {
    expect(() => wordFor({ low, high })).toThrow(RangeError);
  });
});

describe('the words for a likelihood ratio', () => {
  it.each([
    { low: 0.5, high: 2, en: 'does not distinguish' },
    { low: 0.016, high: 0.23, en: 'weak support for a way outside us' },
    { low: 0.0001, high: 0.9, en: 'hardly any support for a way outside us' },
    { low: 15, high: 9000, en: 'moderate support for a way on our side' },
    { low: 2000, high: 9000, en: 'strong support for a way on our side' },
  ])('take the end nearest 1: $low to $high', ({ low, high, en }) => {
    expect(ratioWords({ low, high }).en).toBe(en);
  });
});

describe('a probability', () => {
  it.each([0, 1, -0.1, 1.1, Number.NaN])('cannot be %d', (value) => {
    expect(() => new Probability(value)).toThrow(RangeError);
  });

  it('is shown rounded away from its middle, inside 1 to 99 %', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const [low = 0, mid = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        const shown = shownInterval({ low, mid, high });
        expect(shown.low).toBeLessThanOrEqual(Math.max(0.01, low));
        expect(shown.high).toBeGreaterThanOrEqual(Math.min(0.99, high));
        for (const end of Object.values(shown)) {
          expect(end).toBeGreaterThanOrEqual(0.01);
          expect(end).toBeLessThanOrEqual(0.99);
        }
        expect(shown.low).toBeLessThanOrEqual(shown.mid);
        expect(shown.mid).toBeLessThanOrEqual(shown.high);
      }),
    );
  });

  it('keeps whole per cents as they are', () => {
    expect(shownInterval({ low: 0.29, mid: 0.5, high: 0.57 })).toEqual({ low: 0.29, mid: 0.5, high: 0.57 });
  });
});
