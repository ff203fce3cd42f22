import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoInZone, millisecondsOf, parseWhen } from './instant.ts';

describe('dates as people write them', () => {
  it.each([
    ['2009-04-10', '2009-04-10'],
    ['2009/4/1', '2009-04-01'],
    ['2009年4月10日', '2009-04-10'],
    ['2009-04-10 09:30', '2009-04-10T09:30:00+09:00'],
    ['2009年4月10日 9時30分', '2009-04-10T09:30:00+09:00'],
    ['2009-04-10T09:30:15Z', '2009-04-10T09:30:15+00:00'],
    ['2009-04-10T09:30:15+05:30', '2009-04-10T09:30:15+05:30'],
  ])('%s is %s in Tokyo', (text, want) => {
    expect(parseWhen(text, 'Asia/Tokyo')).toBe(want);
  });

  it.each(['', 'yesterday', '2009-02-31', '2009-13-01', '2009-04-10 25:00', '10/04/2009', '2009-04-10T09:30+99:00'])(
    '%s is no date',
    (text) => {
      expect(parseWhen(text, 'Asia/Tokyo')).toBeUndefined();
    },
  );

  it('takes the offset that the zone had on that day', () => {
    expect(parseWhen('2026-01-15 12:00', 'Europe/London')).toBe('2026-01-15T12:00:00+00:00');
    expect(parseWhen('2026-07-15 12:00', 'Europe/London')).toBe('2026-07-15T12:00:00+01:00');
  });

  it('writing an instant and reading it back changes nothing', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, fc.constantFrom('Asia/Tokyo', 'Europe/London', 'America/St_Johns', 'UTC'), (at, zone) => {
        const text = isoInZone(at * 1000, zone);
        expect(parseWhen(text, zone)).toBe(text);
        expect(millisecondsOf(text, zone)).toBe(at * 1000);
      }),
    );
  });

  it('a bare date counts from its own midnight', () => {
    expect(new Date(millisecondsOf('2009-04-10', 'Asia/Tokyo')).toISOString()).toBe('2009-04-09T15:00:00.000Z');
  });
});
