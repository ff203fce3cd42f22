import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysLater, isoInZone, lastMomentOf, lastSecondOf, millisecondsOf, parseWhen } from './instant.ts';

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

  it.each([
    ...['', 'yesterday', '2009-02-31', '2009-13-01', '2009-00-10', '10/04/2009', '2009-04-10T09:30+99:00'],
    ...['2009-04-10 24:00', '2009-04-10 09:60', '2009-04-10 09:30:61', '2009-04-10T09:30+14:01'],
  ])('%s is no date', (text) => {
    expect(parseWhen(text, 'Asia/Tokyo')).toBeUndefined();
  });

  it.each([
    ['令和元年5月1日', '2019-05-01'],
    ['令和８年６月３日', '2026-06-03'],
    ['平成31年4月30日', '2019-04-30'],
  ])('%s is %s', (text, want) => {
    expect(parseWhen(text, 'Asia/Tokyo')).toBe(want);
  });

  it('takes the offset that the zone had on that day', () => {
    expect(parseWhen('2026-01-15 12:00', 'Europe/London')).toBe('2026-01-15T12:00:00+00:00');
    expect(parseWhen('2026-07-15 12:00', 'Europe/London')).toBe('2026-07-15T12:00:00+01:00');
  });

  it.each([
    // The hour that the clocks repeat, east and west of Greenwich: its first time.
    ['Europe/London', '2026-10-25 01:30', '2026-10-25T01:30:00+01:00'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T02:30:00+02:00'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T01:30:00-04:00'],
    ['Australia/Sydney', '2026-04-05 02:30', '2026-04-05T02:30:00+11:00'],
    // The hour that they leave out: by the offset before it.
    ['Europe/London', '2026-03-29 01:30', '2026-03-29T02:30:00+01:00'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T03:30:00-04:00'],
    // Beside them, the same day.
    ['Europe/London', '2026-10-25 00:59', '2026-10-25T00:59:00+01:00'],
    ['Europe/London', '2026-10-25 02:00', '2026-10-25T02:00:00+00:00'],
    ['America/New_York', '2026-03-08 03:00', '2026-03-08T03:00:00-04:00'],
  ])('where the clocks of %s change, %s is %s', (zone, text, want) => {
    expect(parseWhen(text, zone)).toBe(want);
  });

  it('the last second of a day of 23 or 25 hours is that before the next midnight', () => {
    const hours = (day: string, zone: string) =>
      (lastSecondOf(day, zone) + 1000 - millisecondsOf(day, zone)) / 3_600_000;
    expect(hours('2026-03-29', 'Europe/London')).toBe(23);
    expect(hours('2026-10-25', 'Europe/London')).toBe(25);
    expect(hours('2026-10-25', 'Asia/Tokyo')).toBe(24);
  });

  it('the last moment of a time is the time itself, that of a bare date the end of its day', () => {
    const last = (when: string) => new Date(lastMomentOf(when, 'Europe/London')).toISOString();
    expect(last('2026-03-29T10:00:00+01:00')).toBe('2026-03-29T09:00:00.000Z');
    expect(last('2026-03-29')).toBe('2026-03-29T22:59:59.999Z');
    expect(last('2026-03-28')).toBe('2026-03-28T23:59:59.999Z');
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

it('so many days later is the same time of day, whatever the clocks did in between', () => {
  const at = Date.parse('2026-10-16T15:41:09Z');
  expect(isoInZone(daysLater(at, 14, 'Europe/Dublin'), 'Europe/Dublin')).toBe('2026-10-30T16:41:09+00:00');
  expect(daysLater(at, 14, 'Asia/Tokyo')).toBe(at + 14 * 86_400_000);
});
