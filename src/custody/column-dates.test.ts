import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnDates } from './column-dates.ts';
import { isoInZone } from './instant.ts';

const zone = 'Asia/Tokyo';
const read = (text: string, beside: readonly string[] = []) => columnDates([text, ...beside], zone).read(text);

describe('one cell that leaves nothing open', () => {
  it.each([
    ['45231.5', '2023-11-01T12:00:00+09:00'],
    ['45231', '2023-11-01'],
    ['45231.378530092', '2023-11-01T09:05:05+09:00'],
    ['４５２３１．５', '2023-11-01T12:00:00+09:00'],
    ['２０２３／１１／０１　９：０５', '2023-11-01T09:05:00+09:00'],
    ['2023年11月1日 9時05分', '2023-11-01T09:05:00+09:00'],
    ['2023年11月1日 9時5分', '2023-11-01T09:05:00+09:00'],
    ['2023年11月1日（水） 9:05', '2023-11-01T09:05:00+09:00'],
    ['2023/11/01 午後3:05', '2023-11-01T15:05:00+09:00'],
    ['2023/11/01 3:05:12 午後 GMT+9', '2023-11-01T15:05:12+09:00'],
    ['2023/11/1 午後 0:05', '2023-11-01T12:05:00+09:00'],
    ['2023/11/1 午前12:05', '2023-11-01T00:05:00+09:00'],
    ['2023-11-01 12:05 AM', '2023-11-01T00:05:00+09:00'],
    ['2023-11-01 12:05 p.m.', '2023-11-01T12:05:00+09:00'],
    ['2023年11月1日午後3時05分', '2023-11-01T15:05:00+09:00'],
    ['13/11/2023 03:05 PM', '2023-11-13T15:05:00+09:00'],
    ['11/13/2023, 03:05 PM', '2023-11-13T15:05:00+09:00'],
    ['11/11/2023 03:05 PM', '2023-11-11T15:05:00+09:00'],
    ['11/11/2023', '2023-11-11'],
  ])('%s is %s in Tokyo', (text, want) => {
    expect(read(text)).toBe(want);
  });

  it.each([
    '11/01/2023 03:05 PM',
    '1.11.2023',
    '2023年11月1日午後12時05分',
    '2023/11/1 午前 13:05',
    '2023/11/1 午後',
    '12345',
    '99999.5',
    '31/31/2023',
    '0/5/2023',
    '2023-02-31 午後3:05',
    'x'.repeat(5000),
  ])('%s is not read', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('what the whole column decides', () => {
  it.each([
    { beside: ['13/11/2023'], want: '2023-01-11', told: /day, month, year/ },
    { beside: ['11/13/2023'], want: '2023-11-01', told: /month, day, year/ },
    { beside: ['10/12/2023', '2023-11-20'], want: undefined, told: /does not decide/ },
    { beside: ['13/11/2023', '11/13/2023'], want: undefined, told: /some have the day first/ },
  ])('beside $beside, 11/01/2023 is $want', ({ beside, want, told }) => {
    const dates = columnDates(['11/01/2023', ...beside], zone);
    expect(dates.read('11/01/2023')).toBe(want);
    expect(dates.told.map(({ en }) => en).join()).toMatch(told);
  });

  it('a column in which each cell speaks for itself needs no telling', () => {
    expect(columnDates(['2023-11-01', '', '2023/11/02 午後3:05'], zone).told).toEqual([]);
    expect(columnDates(['45231.5'], zone).told).toHaveLength(1);
  });
});

it('reads what a spreadsheet makes of an instant, to the second', () => {
  const seconds = fc.integer({ min: Date.UTC(1990, 0, 2) / 1000, max: Date.UTC(2099, 0, 1) / 1000 });
  fc.assert(
    fc.property(seconds, (at) => {
      const days = (at - Date.UTC(1899, 11, 30) / 1000) / 86_400;
      const text = Number.isInteger(days) ? `${days}.0` : days.toFixed(10);
      expect(columnDates([text], 'UTC').read(text)).toBe(isoInZone(at * 1000, 'UTC'));
    }),
  );
});
