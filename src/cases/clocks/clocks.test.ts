import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar-file.ts';
import { clockTable } from './clock-table.ts';
import { dueDates, plusMonths } from './due-dates.ts';

type Given = { readonly received: string; readonly aware?: string | undefined; readonly zone: string };

function due(clock: string, kind: 'conservative' | 'decided', { received, aware, zone }: Given) {
  const handling = aware
    ? { awareness: { decision: 'aware' as const, at: aware, signedBy: null, reasons: null } }
    : undefined;
  const all = dueDates({
    claim: { receivedAt: received },
    organisation: { timeZone: zone, regimes: ['appi', 'gdpr', 'uk'], vendors: [] },
    handling,
    now: 0,
  });
  return all.find(({ id }) => id === `${clock}.${kind}`)?.by;
}

// Each date was worked out from the text of the law with a calendar, not from the code. `starts` is receipt or knowing, as the
// row has it; `due` is what the decided clock says. Day 1 is the day of the start, so N days end N − 1 days later.
const dated = `
row                     | starts                    | zone          | due                       | why
own.holding             | 2026-04-10T17:30:00+09:00 | Asia/Tokyo    | 2026-04-11T17:30:00+09:00 | Friday evening: Saturday evening, weekends count
own.holding             | 2026-12-31T10:00:00+09:00 | Asia/Tokyo    | 2027-01-01T10:00:00+09:00 | year end
own.holding             | 2026-05-03T10:00:00+09:00 | Asia/Tokyo    | 2026-05-04T10:00:00+09:00 | Golden Week
own.holding             | 2026-10-24T18:00:00+01:00 | Europe/London | 2026-10-25T17:00:00+00:00 | 24 hours over the end of summer time
own.holding             | 2026-03-28T18:00:00+00:00 | Europe/London | 2026-03-29T19:00:00+01:00 | 24 hours over its start
appi.preliminary-target | 2026-04-15                | Asia/Tokyo    | 2026-04-17T23:59:59+09:00 | Wednesday: day 3 is Friday
appi.preliminary-target | 2026-09-18                | Asia/Tokyo    | 2026-09-20T23:59:59+09:00 | day 3 is Sunday of Silver Week: a guide, no day off moves it
appi.preliminary-target | 2026-12-31                | Asia/Tokyo    | 2027-01-02T23:59:59+09:00 | year end, as well
appi.preliminary-target | 2026-04-10T15:30:00Z      | Asia/Tokyo    | 2026-04-13T23:59:59+09:00 | half past midnight of the 11th in Tokyo: the 11th is day 1
appi.preliminary        | 2026-04-15                | Asia/Tokyo    | 2026-04-19T23:59:59+09:00 | day 5 is Sunday
appi.preliminary        | 2026-04-29                | Asia/Tokyo    | 2026-05-03T23:59:59+09:00 | Golden Week
appi.preliminary        | 2026-12-26                | Asia/Tokyo    | 2026-12-30T23:59:59+09:00 | year end
appi.preliminary        | 2028-02-26                | Asia/Tokyo    | 2028-03-01T23:59:59+09:00 | leap year
appi.preliminary        | 2026-04-10T23:50:00+09:00 | Asia/Tokyo    | 2026-04-14T23:59:59+09:00 | ten minutes of the first day are day 1
appi.people             | 2026-04-15                | Asia/Tokyo    | 2026-04-19T23:59:59+09:00 | as the preliminary report: Sunday
appi.people             | 2026-05-02                | Asia/Tokyo    | 2026-05-06T23:59:59+09:00 | the substitute holiday that ends Golden Week
appi.people             | 2026-12-28                | Asia/Tokyo    | 2027-01-01T23:59:59+09:00 | year end
appi.final              | 2026-04-01                | Asia/Tokyo    | 2026-04-30T23:59:59+09:00 | day 30 is a Thursday between holidays
appi.final              | 2026-04-04                | Asia/Tokyo    | 2026-05-07T23:59:59+09:00 | 3 May, a Sunday holiday; its substitute is Wednesday the 6th
appi.final              | 2025-04-07                | Asia/Tokyo    | 2025-05-07T23:59:59+09:00 | 6 May 2025, substitute for Sunday the 4th
appi.final              | 2024-04-07                | Asia/Tokyo    | 2024-05-07T23:59:59+09:00 | 6 May 2024, substitute for Sunday the 5th
appi.final              | 2026-08-24                | Asia/Tokyo    | 2026-09-24T23:59:59+09:00 | 22 September 2026, a holiday because it lies between two
appi.final              | 2026-12-02                | Asia/Tokyo    | 2027-01-04T23:59:59+09:00 | 31 December: offices open on the 4th
appi.final              | 2026-01-25                | Asia/Tokyo    | 2026-02-24T23:59:59+09:00 | the Emperor’s birthday, a Monday
appi.final-wrongful     | 2026-03-02                | Asia/Tokyo    | 2026-04-30T23:59:59+09:00 | day 60 is a Thursday
appi.final-wrongful     | 2026-04-01                | Asia/Tokyo    | 2026-06-01T23:59:59+09:00 | Saturday 30 May
appi.final-wrongful     | 2025-03-08                | Asia/Tokyo    | 2025-05-07T23:59:59+09:00 | 6 May 2025, the substitute holiday
appi.final-wrongful     | 2026-11-03                | Asia/Tokyo    | 2027-01-04T23:59:59+09:00 | New Year’s day, a Friday
gdpr.authority          | 2026-04-10T18:00:00+02:00 | Europe/Berlin | 2026-04-13T18:00:00+02:00 | Friday evening to Monday evening
gdpr.authority          | 2026-03-27T12:00:00+01:00 | Europe/Berlin | 2026-03-30T13:00:00+02:00 | 72 hours over the start of summer time
gdpr.authority          | 2026-10-23T12:00:00+02:00 | Europe/Berlin | 2026-10-26T11:00:00+01:00 | and over its end
gdpr.authority          | 2026-12-24T09:00:00+01:00 | Europe/Berlin | 2026-12-27T09:00:00+01:00 | Christmas does not stop it
gdpr.authority          | 2026-05-02T09:15:00+09:00 | Asia/Tokyo    | 2026-05-05T09:15:00+09:00 | nor does Golden Week
gdpr.people             | 2026-04-10T18:00:00+02:00 | Europe/Berlin | 2026-04-13T18:00:00+02:00 | as Art. 33: over a weekend
gdpr.people             | 2026-12-30T09:00:00+01:00 | Europe/Berlin | 2027-01-02T09:00:00+01:00 | year end
gdpr.people             | 2026-03-27T12:00:00+01:00 | Europe/Berlin | 2026-03-30T13:00:00+02:00 | the start of summer time
gdpr.access             | 2026-03-15                | Europe/Berlin | 2026-04-15T23:59:59+02:00 | the same date next month
gdpr.access             | 2026-08-31                | Europe/Berlin | 2026-09-30T23:59:59+02:00 | no 31 September: the last day
gdpr.access             | 2026-01-31                | Europe/Berlin | 2026-03-02T23:59:59+01:00 | the last day of February is a Saturday: Monday
gdpr.access             | 2026-02-28                | Europe/Berlin | 2026-03-30T23:59:59+02:00 | a Saturday, and summer time begins in between
gdpr.access             | 2026-11-25                | Europe/Berlin | 2026-12-28T23:59:59+01:00 | Christmas Day and its weekend
gdpr.access             | 2026-12-01                | Europe/Berlin | 2027-01-04T23:59:59+01:00 | New Year’s day, a Friday
gdpr.access             | 2024-01-30                | Europe/Berlin | 2024-02-29T23:59:59+01:00 | leap year
uk.acknowledge          | 2026-06-19                | Europe/London | 2026-07-18T23:59:59+01:00 | beginning when received: day 1; a Saturday, not moved
uk.acknowledge          | 2026-12-10                | Europe/London | 2027-01-08T23:59:59+00:00 | over the year
uk.acknowledge          | 2026-09-26                | Europe/London | 2026-10-25T23:59:59+00:00 | day 30 has 25 hours: summer time ends
uk.acknowledge          | 2027-02-27                | Europe/London | 2027-03-28T23:59:59+01:00 | day 30 has 23 hours: summer time starts
uk.acknowledge          | 2026-06-30T23:30:00Z      | Europe/London | 2026-07-30T23:59:59+01:00 | half past midnight of 1 July in London
uk.authority            | 2026-10-23T12:00:00+01:00 | Europe/London | 2026-10-26T11:00:00+00:00 | 72 hours over the end of summer time
uk.authority            | 2026-03-27T12:00:00+00:00 | Europe/London | 2026-03-30T13:00:00+01:00 | and over its start
uk.authority            | 2026-05-01T10:00:00+01:00 | Europe/London | 2026-05-04T10:00:00+01:00 | a bank holiday does not stop it
uk.authority            | 2026-12-30T10:00:00+00:00 | Europe/London | 2027-01-02T10:00:00+00:00 | year end
uk.people               | 2026-05-01T10:00:00+01:00 | Europe/London | 2026-05-04T10:00:00+01:00 | as Art. 33: over a bank holiday
uk.people               | 2026-10-23T12:00:00+01:00 | Europe/London | 2026-10-26T11:00:00+00:00 | the end of summer time
uk.people               | 2026-12-30T10:00:00+00:00 | Europe/London | 2027-01-02T10:00:00+00:00 | year end
uk.access               | 2026-06-30                | Europe/London | 2026-07-30T23:59:59+01:00 | the same date next month
uk.access               | 2026-04-03                | Europe/London | 2026-05-05T23:59:59+01:00 | Sunday 3 May, and the bank holiday of the 4th
uk.access               | 2026-03-06                | Europe/London | 2026-04-07T23:59:59+01:00 | Easter Monday
uk.access               | 2026-02-28                | Europe/London | 2026-03-30T23:59:59+01:00 | a Saturday; Monday is in summer time
uk.access               | 2026-11-25                | Europe/London | 2026-12-29T23:59:59+00:00 | Christmas, a weekend, and the substitute for Boxing Day
uk.access               | 2027-11-25                | Europe/London | 2027-12-29T23:59:59+00:00 | Saturday Christmas: both substitutes, 27 and 28 December
`
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [clock = '', starts = '', zone = '', decided = '', why = ''] = line.split('|').map((cell) => cell.trim());
    return { clock, starts, zone, decided, why };
  });

describe('each row, on days that are easy to get wrong', () => {
  it.each(dated)('$clock from $starts: $why', ({ clock, starts, zone, decided }) => {
    const given = { received: starts, aware: starts, zone };
    expect(due(clock, 'decided', given)).toBe(decided);
    expect(Date.parse(due(clock, 'conservative', given) ?? '')).toBeLessThanOrEqual(Date.parse(decided));
  });

  it('every row of the table stands at least three times above, once or more over a year end or a change of the clocks', () => {
    for (const { id } of clockTable) {
      const cases = dated.filter(({ clock }) => clock === id);
      expect(cases.length, id).toBeGreaterThanOrEqual(3);
      const hard = cases.filter(
        ({ starts, decided, why }) => starts.slice(0, 4) !== decided.slice(0, 4) || /year|summer|Christmas/.test(why),
      );
      expect(hard.length, id).toBeGreaterThanOrEqual(1);
    }
    const known: readonly string[] = clockTable.map(({ id }) => id);
    expect(dated.filter(({ clock }) => !known.includes(clock))).toEqual([]);
  });

  it('has a row for each duty that the law names', () => {
    expect(clockTable.map(({ id }) => id).sort()).toEqual([
      'appi.final',
      'appi.final-wrongful',
      'appi.people',
      'appi.preliminary',
      'appi.preliminary-target',
      'gdpr.access',
      'gdpr.authority',
      'gdpr.people',
      'own.holding',
      'uk.access',
      'uk.acknowledge',
      'uk.authority',
      'uk.people',
    ]);
  });

  it('says of every number who set it: the law, or we where the law says only "without delay"', () => {
    for (const { id, set, source } of clockTable)
      expect(set === 'ours', id).toBe(/without undue delay|promptly, according|our own practice/.test(source));
  });
});

/** A period in hours as Regulation 1182/71 Art. 3 has it: the hour under way is not counted, the last one is counted whole. */
function endInLaw(start: number): number {
  const hour = 3_600_000;
  return (Math.floor(start / hour) + 1) * hour + 72 * hour;
}

it('72 hours end within the hour before the end by Regulation 1182/71, never after it', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), (at) => {
      const start = new Date(at - (at % 1000)).toISOString();
      const by = Date.parse(due('gdpr.authority', 'decided', { received: start, aware: start, zone: 'UTC' }) ?? '');
      expect(endInLaw(Date.parse(start)) - by).toBeGreaterThanOrEqual(0);
      expect(endInLaw(Date.parse(start)) - by).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

describe('two clocks', () => {
  it('without a decision there is no decided clock for knowing, and the conservative one runs from receipt', () => {
    const given = { received: '2026-04-10T18:00:00+09:00', zone: 'Asia/Tokyo' };
    expect(due('gdpr.authority', 'decided', given)).toBeUndefined();
    expect(due('gdpr.authority', 'conservative', given)).toBe('2026-04-13T18:00:00+09:00');
  });

  it('whoever knew before anybody complained is not given until the complaint', () => {
    const given = { received: '2026-04-20T09:00:00+09:00', aware: '2026-04-10T09:00:00+09:00', zone: 'Asia/Tokyo' };
    for (const kind of ['conservative', 'decided'] as const)
      expect(due('gdpr.authority', kind, given)).toBe('2026-04-13T09:00:00+09:00');
    // A holding reply is owed to somebody who wrote.
    expect(due('own.holding', 'conservative', given)).toBe('2026-04-21T09:00:00+09:00');
  });

  it('the conservative one never comes after the decided one, whatever was recorded in whatever order', () => {
    const zone = fc.constantFrom(
      'Asia/Tokyo',
      'Europe/London',
      'Europe/Berlin',
      'America/New_York',
      'Pacific/Auckland',
      'UTC',
    );
    const moment = fc
      .tuple(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) }), fc.boolean())
      .map(([at, bare]) => {
        const iso = new Date(at - (at % 1000)).toISOString();
        return bare ? iso.slice(0, 10) : iso;
      });
    const maybe = fc.option(moment);
    fc.assert(
      fc.property(zone, moment, moment, maybe, maybe, maybe, (timeZone, received, aware, first, suspected, knew) => {
        const entry = {
          receivedAt: first,
          suspectedAt: suspected,
          knewAt: knew,
          decidedAt: aware,
          decision: 'aware' as const,
          decider: 'officer',
          signedBy: null,
          reasons: 'r',
          evidence: [],
          nextReviewAt: null,
        };
        const all = dueDates({
          claim: { receivedAt: received },
          organisation: { timeZone, regimes: ['appi', 'gdpr', 'uk'], vendors: [] },
          handling: {
            awareness: { decision: 'aware' as const, at: aware, signedBy: null, reasons: null },
            awarenessRecord: [entry],
          },
          now: 0,
        });
        const by = (id: string) => Date.parse(all.find((one) => one.id === id)?.by ?? '');
        const has = (id: string) => all.some((one) => one.id === id);
        for (const { id, period, since } of clockTable) {
          // A duty that is not in force yet has neither clock.
          expect(has(`${id}.conservative`), id).toBe(has(`${id}.decided`));
          if (since !== undefined && !has(`${id}.decided`)) continue;
          expect(by(`${id}.conservative`), id).toBeLessThanOrEqual(by(`${id}.decided`));
          // A day ends with its last second, also on a day on which the clocks change.
          if (period.unit !== 'hours')
            for (const kind of ['conservative', 'decided'])
              expect(all.find((one) => one.id === `${id}.${kind}`)?.by, id).toMatch(/T23:59:59/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a vendor that told of a leak', () => {
  const vendor = {
    name: 'ことぶきメール配信',
    does: null,
    answer: 'announced' as const,
    answeredAt: '2026-10-16',
    coversThisRecord: null,
    sendsFrom: [],
  };
  const reportBy = (change: Partial<typeof vendor | { coversThisRecord: boolean; answer: 'replied' }>) =>
    dueDates({
      claim: { receivedAt: '2026-10-19T09:40:00+09:00' },
      organisation: { timeZone: 'Asia/Tokyo', regimes: ['appi'], vendors: [{ ...vendor, ...change }] },
      now: 0,
    }).filter(({ clock }) => clock === 'appi.preliminary' || clock === 'own.holding');
  const known = (change: Parameters<typeof reportBy>[0]) =>
    reportBy(change).find(({ clock }) => clock === 'appi.preliminary')?.by;

  it('starts the cautious clock on the day of its notice, before any complaint', () => {
    expect(known({})).toBe('2026-10-20T23:59:59+09:00');
    expect(known({ coversThisRecord: true })).toBe('2026-10-20T23:59:59+09:00');
    // Nothing was owed to a customer who had not written yet.
    expect(reportBy({}).find(({ clock }) => clock === 'own.holding')?.by).toBe('2026-10-20T09:40:00+09:00');
  });

  it('starts nothing where it excludes this record, or told of no leak, or after the complaint', () => {
    for (const change of [{ coversThisRecord: false }, { answer: 'replied' as const }, { answeredAt: '2026-10-21' }])
      expect(known(change)).toBe('2026-10-23T23:59:59+09:00');
  });
});

it.each([
  ['2009-04-15', ['own.holding']],
  ['2022-03-31', ['own.holding', 'gdpr', 'uk']],
  ['2022-04-01', ['own.holding', 'gdpr', 'uk', 'appi']],
  ['2018-05-24', ['own.holding']],
  ['2018-05-25', ['own.holding', 'gdpr']],
  ['2026-06-19', ['own.holding', 'gdpr', 'uk', 'appi', 'uk.acknowledge']],
])('what comes in on %s runs by the duties in force then', (day, expected) => {
  const all = dueDates({
    claim: { receivedAt: `${day}T10:00:00+09:00` },
    organisation: { timeZone: 'Asia/Tokyo', regimes: ['appi', 'gdpr', 'uk'], vendors: [] },
    now: Date.parse(`${day}T12:00:00+09:00`),
  });
  const whole = new Set(['own.holding', 'uk.acknowledge']);
  const found = new Set(all.map(({ clock }) => (whole.has(clock) ? clock : (clock.split('.')[0] ?? ''))));
  expect([...found].sort()).toEqual([...expected].sort());
});

describe('where nobody said whose law applies', () => {
  const clocksOf = (claim: { receivedAt: string; language: 'ja' | 'en' }, regimesAssumed?: true) =>
    dueDates({
      claim,
      organisation: { timeZone: 'Asia/Tokyo', timeZoneAssumed: true, regimes: ['appi'], regimesAssumed, vendors: [] },
      handling: { awareness: { at: '2026-10-28T09:00:00+09:00', decision: 'aware', reasons: null, signedBy: 'A' } },
      now: Date.parse('2026-10-29T09:00:00+09:00'),
    });
  const here = { receivedAt: '2026-10-28T01:05:00+09:00', language: 'ja' as const };
  const there = { receivedAt: '2026-10-27T16:05:00+00:00', language: 'en' as const };

  it('a complaint from elsewhere has the laws of elsewhere watched by the cautious clock, and says if they apply', () => {
    const watched = clocksOf(there, true).filter(({ clock }) => /^(?:uk|gdpr)/.test(clock));
    expect(watched.map(({ clock }) => clock).sort()).toEqual(
      ['gdpr.access', 'gdpr.authority', 'uk.access', 'uk.acknowledge', 'uk.authority'].sort(),
    );
    expect(
      watched.every(({ conservative, what }) => conservative && what.en.endsWith('if that law applies to us')),
    ).toBe(true);
    expect(watched.find(({ clock }) => clock === 'uk.authority')?.by).toBe('2026-10-31T01:05:00+09:00');
  });

  it('an office that keeps the time of a place whose law is not counted here owes no date of another law but if it applies', () => {
    const deadlines = dueDates({
      claim: { receivedAt: '2026-08-03T18:10:00+10:00', language: 'en' },
      organisation: { timeZone: 'Australia/Sydney', regimes: ['appi'], regimesAssumed: true, vendors: [] },
      handling: undefined,
      now: Date.parse('2026-08-06T09:00:00+10:00'),
    });
    const ofLaws = deadlines.filter(({ clock }) => /^(?:appi|gdpr|uk)\./.test(clock));
    expect(ofLaws.length).toBeGreaterThan(3);
    expect(
      ofLaws.every(({ conservative, what }) => conservative && what.en.endsWith('if that law applies to us')),
    ).toBe(true);
  });

  it('one from Japan has not, nor one to an office that named its law', () => {
    for (const all of [clocksOf(here, true), clocksOf(there)])
      expect(all.some(({ clock }) => /^(?:uk|gdpr)/.test(clock))).toBe(false);
  });
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
    organisation: { timeZone: 'Asia/Tokyo', regimes: ['appi', 'gdpr', 'uk'], vendors: [] },
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

it('what runs from knowing may run from an earlier complaint about the same matter, and what runs from receipt does not', () => {
  const due = (earlierAt: string[], sameSender: boolean, others: string[]) =>
    new Map(
      dueDates({
        claim: {
          receivedAt: '2026-11-08T21:03:00+09:00',
          earlierComplaints: earlierAt.map((at) => ({ at, by: 'customer' as const })),
        },
        organisation: {
          ...{ timeZone: 'Asia/Tokyo', regimes: ['appi'], vendors: [] },
          complaints: others.map((at) => ({ at, sameSender, uniqueAddress: false })),
        },
        now: Date.parse('2026-11-10T10:00:00+09:00'),
      }).map(({ id, by }) => [id, by.slice(0, 10)]),
    );
  const final = 'appi.final.conservative';
  expect(due([], true, []).get(final)).toBe('2026-12-07');
  expect(due(['2026-11-01'], true, []).get(final)).toBe('2026-11-30');
  expect(due([], true, ['2026-11-03']).get(final)).toBe('2026-12-02');
  expect(due([], false, ['2026-11-03']).get(final)).toBe('2026-12-07');
  expect(due(['2026-11-01'], true, []).get('own.holding.conservative')).toBe('2026-11-09');
});
