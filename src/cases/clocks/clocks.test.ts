import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { clockTable } from './clock-table.ts';
import { dueDates, plusMonths } from './due-dates.ts';
import { isDayOff, nextWorkingDay } from './working-days.ts';

type Given = { readonly received: string; readonly aware?: string; readonly zone?: string };

function due(clock: string, kind: 'conservative' | 'decided', { received, aware, zone = 'Asia/Tokyo' }: Given) {
  const handling = aware
    ? { awareness: { decision: 'aware' as const, at: aware, signedBy: null, reasons: null } }
    : undefined;
  const all = dueDates({
    claim: { receivedAt: received },
    organisation: { timeZone: zone, regimes: ['appi', 'gdpr', 'uk'] },
    handling,
    now: 0,
  });
  return all.find(({ id }) => id === `${clock}.${kind}`)?.by;
}

const dated = [
  // APPI: the day of knowing is day 1; an end on a day off moves, on the decided clock only.
  {
    clock: 'appi.preliminary',
    given: { received: '2026-04-15', aware: '2026-04-15' },
    decided: '2026-04-20T23:59:59+09:00',
    why: 'day 5 is Sunday 19 April: Monday',
  },
  {
    clock: 'appi.preliminary',
    given: { received: '2026-04-29', aware: '2026-04-29' },
    decided: '2026-05-07T23:59:59+09:00',
    why: 'Golden Week: 3 May and its holidays to the 7th',
  },
  {
    clock: 'appi.preliminary',
    given: { received: '2026-12-26', aware: '2026-12-26' },
    decided: '2027-01-04T23:59:59+09:00',
    why: 'year end: offices open on 4 January',
  },
  {
    clock: 'appi.preliminary-target',
    given: { received: '2026-04-15', aware: '2026-04-15' },
    decided: '2026-04-17T23:59:59+09:00',
    why: 'day 3 is Friday',
  },
  {
    clock: 'appi.preliminary-target',
    given: { received: '2026-09-18', aware: '2026-09-18' },
    decided: '2026-09-24T23:59:59+09:00',
    why: 'Silver Week: 20 to 23 September',
  },
  {
    clock: 'appi.preliminary-target',
    given: { received: '2026-02-19', aware: '2026-02-19' },
    decided: '2026-02-24T23:59:59+09:00',
    why: 'Saturday, Sunday, and the Emperor’s birthday',
  },
  {
    clock: 'appi.final',
    given: { received: '2026-04-01', aware: '2026-04-01' },
    decided: '2026-04-30T23:59:59+09:00',
    why: 'day 30 is a Thursday',
  },
  {
    clock: 'appi.final',
    given: { received: '2026-04-04', aware: '2026-04-04' },
    decided: '2026-05-07T23:59:59+09:00',
    why: 'day 30 is 3 May',
  },
  {
    clock: 'appi.final',
    given: { received: '2026-12-02', aware: '2026-12-02' },
    decided: '2027-01-04T23:59:59+09:00',
    why: 'day 30 is 31 December',
  },
  {
    clock: 'appi.final-wrongful',
    given: { received: '2026-04-01', aware: '2026-04-01' },
    decided: '2026-06-01T23:59:59+09:00',
    why: 'day 60 is Saturday 30 May',
  },
  {
    clock: 'appi.final-wrongful',
    given: { received: '2026-11-03', aware: '2026-11-03' },
    decided: '2027-01-04T23:59:59+09:00',
    why: 'day 60 is 1 January',
  },
  {
    clock: 'appi.final-wrongful',
    given: { received: '2026-03-02', aware: '2026-03-02' },
    decided: '2026-04-30T23:59:59+09:00',
    why: 'day 60 is a Thursday',
  },
  // Hours run through weekends and over changes of the clock.
  {
    clock: 'gdpr.authority',
    given: { received: '2026-04-10T18:00:00+02:00', aware: '2026-04-10T18:00:00+02:00', zone: 'Europe/Berlin' },
    decided: '2026-04-13T18:00:00+02:00',
    why: 'Friday evening to Monday evening',
  },
  {
    clock: 'gdpr.authority',
    given: { received: '2026-03-27T12:00:00+01:00', aware: '2026-03-27T12:00:00+01:00', zone: 'Europe/Berlin' },
    decided: '2026-03-30T13:00:00+02:00',
    why: '72 hours over the start of summer time',
  },
  {
    clock: 'gdpr.authority',
    given: { received: '2026-12-24T09:00:00+01:00', aware: '2026-12-24T09:00:00+01:00', zone: 'Europe/Berlin' },
    decided: '2026-12-27T09:00:00+01:00',
    why: 'Christmas does not stop it',
  },
  {
    clock: 'uk.authority',
    given: { received: '2026-10-23T12:00:00+01:00', aware: '2026-10-23T12:00:00+01:00', zone: 'Europe/London' },
    decided: '2026-10-26T11:00:00+00:00',
    why: '72 hours over the end of summer time',
  },
  {
    clock: 'uk.authority',
    given: { received: '2026-05-01T10:00:00+01:00', aware: '2026-05-01T10:00:00+01:00', zone: 'Europe/London' },
    decided: '2026-05-04T10:00:00+01:00',
    why: 'a bank holiday does not stop it',
  },
  {
    clock: 'uk.authority',
    given: { received: '2026-12-30T10:00:00+00:00', aware: '2026-12-30T10:00:00+00:00', zone: 'Europe/London' },
    decided: '2027-01-02T10:00:00+00:00',
    why: 'year end',
  },
  {
    clock: 'gdpr.access',
    given: { received: '2026-01-31', zone: 'Europe/Berlin' },
    decided: '2026-02-28T23:59:59+01:00',
    why: 'no 31 February',
  },
  {
    clock: 'gdpr.access',
    given: { received: '2026-03-15', zone: 'Europe/Berlin' },
    decided: '2026-04-15T23:59:59+02:00',
    why: 'the same date next month',
  },
  {
    clock: 'gdpr.access',
    given: { received: '2026-12-15', zone: 'Europe/Berlin' },
    decided: '2027-01-15T23:59:59+01:00',
    why: 'over the year',
  },
  {
    clock: 'uk.access',
    given: { received: '2026-04-03', zone: 'Europe/London' },
    decided: '2026-05-05T23:59:59+01:00',
    why: '3 May is Sunday, 4 May the bank holiday',
  },
  {
    clock: 'uk.access',
    given: { received: '2026-11-25', zone: 'Europe/London' },
    decided: '2026-12-29T23:59:59+00:00',
    why: 'Christmas, a weekend, and the substitute day',
  },
  {
    clock: 'uk.access',
    given: { received: '2026-06-30', zone: 'Europe/London' },
    decided: '2026-07-30T23:59:59+01:00',
    why: 'the same date next month',
  },
  {
    clock: 'uk.acknowledge',
    given: { received: '2026-06-19', zone: 'Europe/London' },
    decided: '2026-07-18T23:59:59+01:00',
    why: 'beginning when received: day 1',
  },
  {
    clock: 'uk.acknowledge',
    given: { received: '2026-10-10', zone: 'Europe/London' },
    decided: '2026-11-08T23:59:59+00:00',
    why: 'over the end of summer time, a Sunday, not moved',
  },
  {
    clock: 'uk.acknowledge',
    given: { received: '2026-12-10', zone: 'Europe/London' },
    decided: '2027-01-08T23:59:59+00:00',
    why: 'over the year',
  },
  {
    clock: 'own.holding',
    given: { received: '2026-04-10T17:30:00+09:00' },
    decided: '2026-04-11T17:30:00+09:00',
    why: 'a Friday evening still means Saturday',
  },
  {
    clock: 'own.holding',
    given: { received: '2026-12-31T10:00:00+09:00' },
    decided: '2027-01-01T10:00:00+09:00',
    why: 'year end',
  },
  {
    clock: 'own.holding',
    given: { received: '2026-05-03T10:00:00+09:00' },
    decided: '2026-05-04T10:00:00+09:00',
    why: 'Golden Week',
  },
] satisfies { clock: string; given: Given; decided: string; why: string }[];

describe('each row, on days that are easy to get wrong', () => {
  it.each(dated)('$clock: $why', ({ clock, given, decided }) => {
    expect(due(clock, 'decided', given)).toBe(decided);
  });

  it('every row of the table is tested at least three times above', () => {
    for (const { id } of clockTable)
      expect(dated.filter(({ clock }) => clock === id).length, id).toBeGreaterThanOrEqual(3);
    expect(clockTable.map(({ id }) => id).sort()).toEqual([
      'appi.final',
      'appi.final-wrongful',
      'appi.preliminary',
      'appi.preliminary-target',
      'gdpr.access',
      'gdpr.authority',
      'own.holding',
      'uk.access',
      'uk.acknowledge',
      'uk.authority',
    ]);
  });
});

describe('two clocks', () => {
  it('without a decision there is no decided clock for knowing, and the conservative one runs from receipt', () => {
    expect(due('gdpr.authority', 'decided', { received: '2026-04-10T18:00:00+09:00' })).toBeUndefined();
    expect(due('gdpr.authority', 'conservative', { received: '2026-04-10T18:00:00+09:00' })).toBe(
      '2026-04-13T18:00:00+09:00',
    );
  });

  it('the conservative one never comes after the decided one', () => {
    const day = fc
      .integer({ min: 0, max: 5000 })
      .map((days) => new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom('Asia/Tokyo', 'Europe/London', 'UTC'),
        (received, later, zone) => {
          const aware = new Date(Date.parse(received) + later * 86_400_000).toISOString().slice(0, 10);
          const all = dueDates({
            claim: { receivedAt: received },
            organisation: { timeZone: zone, regimes: ['appi', 'gdpr', 'uk'] },
            handling: { awareness: { decision: 'aware' as const, at: aware, signedBy: null, reasons: null } },
            now: 0,
          });
          const by = (id: string) => Date.parse(all.find((one) => one.id === id)?.by ?? '');
          for (const { id } of clockTable)
            expect(by(`${id}.conservative`), id).toBeLessThanOrEqual(by(`${id}.decided`));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('working days', () => {
  it('know weekends, holidays, substitutes and the year end', () => {
    expect(
      ['2026-05-06', '2026-12-29', '2027-01-03', '2026-07-20', '2026-04-11'].map((day) => isDayOff(day, 'jp')),
    ).toEqual([true, true, true, true, true]);
    expect(isDayOff('2026-12-28', 'jp')).toBe(false);
    expect(nextWorkingDay('2026-12-25', 'uk')).toBe('2026-12-29');
  });

  it('a month is never longer than 31 days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
        const gap = (Date.parse(plusMonths(day, 1)) - Date.parse(day)) / 86_400_000;
        expect(gap).toBeGreaterThanOrEqual(28);
        expect(gap).toBeLessThanOrEqual(31);
      }),
    );
  });
});

/** The lines of an iCalendar object, unfolded (RFC 5545 §3.1). */
function contentLines(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  // Every line feed belongs to a line end, and no line is longer than 75 octets.
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  return text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
}
const plain = (value: string) => value.replace(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? '\n' : one));

describe('the calendar file', () => {
  const deadlines = dueDates({
    claim: { receivedAt: '2026-04-10' },
    organisation: { timeZone: 'Asia/Tokyo', regimes: ['appi', 'gdpr', 'uk'] },
    now: 0,
  });
  const property = /^(BEGIN|END|VERSION|PRODID|UID|DTSTAMP|DTSTART|SUMMARY|DESCRIPTION):(.*)$/s;

  it('is a calendar by RFC 5545, whatever the case is called', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('A', '-', ';', ',', ':', '\\', '\n', '\r', '\0', '証', '😀', ' '),
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(hostile, fc.constantFrom('ja' as const, 'en' as const), (number, lang) => {
        const lines = contentLines(calendarFile(deadlines, number, '2026-04-10T00:00:00Z', lang)).map((line) => {
          const [, name = '', value = ''] = property.exec(line) ?? [];
          expect(name, line).not.toBe('');
          return { name, value };
        });
        expect(lines.slice(0, 3).map(({ name }) => name)).toEqual(['BEGIN', 'VERSION', 'PRODID']);
        expect(lines.at(-1)).toEqual({ name: 'END', value: 'VCALENDAR' });
        const events = lines.slice(3, -1);
        const names = ['BEGIN', 'UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'DESCRIPTION', 'END'];
        expect(events.map(({ name }) => name)).toEqual(deadlines.flatMap(() => names));
        const values = (wanted: string) => events.filter(({ name }) => name === wanted).map(({ value }) => value);
        expect(new Set(values('UID')).size).toBe(deadlines.length);
        for (const time of [...values('DTSTART'), ...values('DTSTAMP')]) expect(time).toMatch(/^\d{8}T\d{6}Z$/);
        for (const [index, summary] of values('SUMMARY').entries()) {
          // An unescaped semicolon or comma would end the value.
          expect(summary.replace(/\\[\\;,n]/g, '')).not.toMatch(/[;,\\]/);
          expect(plain(summary)).toContain(deadlines[index]?.what[lang]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names nobody', () => {
    const text = contentLines(calendarFile(deadlines, 'A-1', '2026-04-10T00:00:00Z', 'ja')).join('\n');
    expect(text).not.toMatch(/@(?!akashi\.invalid)/);
  });
});
