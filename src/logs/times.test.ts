import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseYear, isYearless, yearSpan } from './start-years.ts';
import { localTime, monthOfAnyLanguage, parseClfTime, parseIsoTime, yearClock, zoneSeconds } from './times.ts';

const utc = localTime('UTC');
const micros = (iso: string) => Date.parse(iso) * 1000;

describe('times', () => {
  it.each([
    ['22/Nov/2026:07:00:00 +0900', '2026-11-21T22:00:00Z'],
    ['22/Nov/2026:07:00:00 -0330', '2026-11-22T10:30:00Z'],
    ['29/Feb/2024:23:59:60 +0000', '2024-03-01T00:00:00Z'],
    ['22/Nov/2026:07:00:00.250 +0000', '2026-11-22T07:00:00.250Z'],
    ['22/Nov/2026:07:00:00', '2026-11-22T07:00:00Z'],
  ])('%s', (text, want) => {
    expect(parseClfTime(text, utc)).toBe(micros(want));
  });

  it.each([
    ['02/sept./2026:07:00:00 +0200', '2026-09-02T05:00:00Z'],
    ['02/f\xc3\xa9vr./2026:07:00:00 +0200', '2026-02-02T05:00:00Z'],
    ['02/ao\xfbt/2026:07:00:00 +0200', '2026-08-02T05:00:00Z'],
    ['02/Okt/2026:07:00:00 +0200', '2026-10-02T05:00:00Z'],
    ['02/9\xe6\x9c\x88/2026:07:00:00 +0900', '2026-09-01T22:00:00Z'],
  ])('a month in another language: %j', (text, want) => {
    expect(parseClfTime(text, utc)).toBe(micros(want));
  });

  it('knows no month that there is not', () => {
    for (const name of ['', '.', 'xyz', '13\xe6\x9c\x88', 'constructor'])
      expect(monthOfAnyLanguage(name)).toBeUndefined();
  });

  it.each([
    '',
    '29/Feb/2026:07:00:00 +0000',
    '22/Nov/2026:25:00:00 +0000',
    '22/Nov/2026:07:61:00 +0000',
    '22/Nov/2026:07:00:00 +09',
    '2x/Nov/2026:07:00:00 +0000',
    '22/Nov/1969:07:00:00 +0000',
  ])('no calendar has %j, or no zone', (text) => {
    expect(parseClfTime(text, utc)).toBe(text.endsWith('+09') ? micros('2026-11-21T22:00:00Z') : undefined);
  });

  it.each([
    ['2026-11-22T07:00:00Z', '2026-11-22T07:00:00Z', 20],
    ['2026-11-22 07:00:00,123 x', '2026-11-22T07:00:00.123Z', 23],
    ['2026/11/22 07:00:00 [error]', '2026-11-22T07:00:00Z', 19],
    ['2026-11-22T07:00:00.123456789+09:00 h', '2026-11-21T22:00:00.123Z', 35],
    ['2026-11-22 07:00:00 UTC [7]', '2026-11-22T07:00:00Z', 23],
    ['2026-11-22 07:00:00.5 JST [7]', '2026-11-21T22:00:00.5Z', 25],
    ['2026-07-22 07:00:00 CEST,"a"', '2026-07-22T05:00:00Z', 24],
    ['2026-11-22 07:00:00 ESTABLISHED', '2026-11-22T07:00:00Z', 19],
    ['2026-11-22 07:00:00 CST [7]', '2026-11-22T07:00:00Z', 19],
  ])('%s', (text, want, end) => {
    const time = parseIsoTime(text, utc);
    expect(Math.floor((time?.at ?? 0) / 1000)).toBe(Date.parse(want));
    expect(time?.end).toBe(end);
  });

  it('knows zones', () => {
    expect(['Z', '+0900', '-03:30', '+05', 'JST', 'CEST', 'EST'].map((zone) => zoneSeconds(zone))).toEqual([
      0, 32_400, -12_600, 18_000, 32_400, 7200, -18_000,
    ]);
    // Several zones at once, none, and no zone of anybody's.
    expect(['CST', 'IST', 'AST', '', 'constructor'].map((zone) => zoneSeconds(zone))).toEqual(Array(5).fill(undefined));
  });

  it('reads local time as its zone has it, summer and winter', () => {
    const berlin = localTime('Europe/Berlin');
    expect(berlin.toUtc(micros('2026-07-01T12:00:00Z'))).toBe(micros('2026-07-01T10:00:00Z'));
    expect(berlin.toUtc(micros('2026-12-01T12:00:00Z'))).toBe(micros('2026-12-01T11:00:00Z'));
    expect(berlin.used).toBe(true);
    expect(() => localTime('Mars/Olympus')).toThrow(RangeError);
  });

  it('takes an hour that is shown twice for the first one until the clock goes back', () => {
    const berlin = localTime('Europe/Berlin');
    const shown = ['01:59:59', '02:00:01', '02:59:59', '02:00:02', '02:59:58', '03:00:00'];
    expect(shown.map((time) => berlin.toUtc(micros(`2026-10-25T${time}Z`)))).toEqual(
      ['24T23:59:59', '25T00:00:01', '25T00:59:59', '25T01:00:02', '25T01:59:58', '25T02:00:00'].map((time) =>
        micros(`2026-10-${time}Z`),
      ),
    );
  });

  it('writes and reads any instant the same', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (date) => {
          expect(parseIsoTime(date.toISOString(), utc)?.at).toBe(date.getTime() * 1000);
        },
      ),
    );
  });
});

describe('years that are not written', () => {
  it.each([
    ['Nov 22 07:00:00 h a: b', true],
    ['<13>Nov  2 07:00:00 h a: b', true],
    ['Nov 22 07:00:00 2026 h', false],
    ['Nov 22 2026 07:00:00 h', false],
    ['2026-11-22T07:00:00Z h', false],
    ['Sun Nov 22 07:00:00 2026', false],
  ])('%s: %s', (line, want) => {
    expect(isYearless(line)).toBe(want);
  });

  it('sees every New Year in a file', () => {
    const lines = ['Nov 1', 'Dec 31', 'Jan 1', 'Dec 30', 'Jun 1', 'Dec 1', 'Jan 5'].map(
      (day) => `${day.replace(/ (\d)$/, '  $1')} 00:00:00 h a: b`,
    );
    expect(yearSpan(lines)).toEqual({ first: 10 * 31 + 1, last: 5, newYears: 2 });
    expect(yearSpan(['nothing'])).toBeUndefined();
  });

  it.each([
    {
      name: 'nothing dated: the latest year that is not in the future',
      span: { first: 300, last: 330, newYears: 0 },
      dated: undefined,
      want: 2025,
    },
    { name: 'the same, over a New Year', span: { first: 330, last: 10, newYears: 1 }, dated: undefined, want: 2025 },
    {
      name: 'dated files beside it',
      span: { first: 60, last: 70, newYears: 0 },
      dated: { from: Date.parse('2019-02-01'), to: Date.parse('2019-03-20') },
      want: 2019,
    },
    {
      name: 'dated files just after New Year',
      span: { first: 360, last: 370, newYears: 0 },
      dated: { from: Date.parse('2019-01-02'), to: Date.parse('2019-01-20') },
      want: 2018,
    },
  ])('$name', ({ span, dated, want }) => {
    expect(chooseYear(span, dated, new Date('2026-06-01T00:00:00Z'))).toBe(want);
  });

  it('reads the 29th of February in a leap year, whatever was guessed', () => {
    expect(new Date((yearClock(2026).at(1, 29, 0, 0, 0) ?? 0) / 1000).toISOString()).toBe('2024-02-29T00:00:00.000Z');
  });
});

it('takes the beginning of another date for no zone', () => {
  const local = localTime('UTC');
  expect(parseIsoTime('2026-10-04T17:26:10.2026-10-05T18:00:01Z', local)?.at).toBe(
    Date.UTC(2026, 9, 4, 17, 26, 10) * 1000 + 202_600,
  );
});
