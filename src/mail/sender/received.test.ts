import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseMailDate } from '../message/mail-date.ts';
import { parseReceived } from './received.ts';

/** One field as some program writes it; what a field does not say for certain is left out and not asked. */
type Shape = {
  readonly writer: string;
  readonly header: string;
  readonly from?: string | null;
  readonly by?: string | null;
  readonly ip?: string | null;
  readonly date?: string | null;
};

const shapes = readFileSync(new URL('../fixtures/received.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Shape => JSON.parse(line));

it.each(shapes)('reads the field of: $writer', ({ writer, header, ...want }) => {
  const { from, by, ip, date } = parseReceived(header);
  expect({ from, by, ip, date: date?.iso ?? null }).toMatchObject(want);
});

it('has enough shapes for that to mean something', () => {
  expect(shapes.length).toBeGreaterThanOrEqual(310);
});

it.each([
  { written: 'Wed, 3 Feb 2010 04:05:06 GMT+9', iso: '2010-02-03T04:05:06+09:00', hasZone: true },
  { written: 'Wed, 3 Feb 2010 04:05:06 UTC-03:30', iso: '2010-02-03T04:05:06-03:30', hasZone: true },
  { written: 'Wed, 3 Feb 2010 04:05:06', iso: '2010-02-03T04:05:06+00:00', hasZone: false },
  { written: 'Wed, 3 Feb 2010 04:05:06 QQQ', iso: '2010-02-03T04:05:06+00:00', hasZone: false },
  { written: 'Wed, 3 Feb 2010 04:05:06 +9900', iso: '2010-02-03T04:05:06+00:00', hasZone: false },
  { written: 'Wed, 3 Feb 2010 04:05 MET DST', iso: '2010-02-03T04:05:00+02:00', hasZone: true },
  { written: 'Wed, 31 Feb 2010 23:05:06 JST', iso: '2010-03-03T23:05:06+09:00', hasZone: true },
  { written: 'Wed, 3 Feb 2010 12:00 AM JST', iso: '2010-02-03T00:00:00+09:00', hasZone: true },
])('reads $written, and says whether it names a zone', ({ written, iso, hasZone }) => {
  expect(parseMailDate(written)).toMatchObject({ iso, hasZone });
});

it('gives the instant that its own spelling names', () => {
  const written = fc.tuple(
    fc.date({ min: new Date(0), noInvalidDate: true }),
    fc.integer({ min: -14 * 60, max: 14 * 60 }),
  );
  fc.assert(
    fc.property(written, ([instant, offset]) => {
      const whole = Math.floor(instant.getTime() / 1000) * 1000;
      const [, day, month, year, time] =
        /, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(whole + offset * 60_000).toUTCString()) ?? [];
      fc.pre(year?.length === 4);
      const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
      const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}${two(Math.abs(offset) % 60)}`;
      const read = parseMailDate(`${day} ${month} ${year} ${time} ${zone}`);
      expect(read?.milliseconds).toBe(whole);
      expect(Date.parse(read?.iso ?? '')).toBe(whole);
    }),
  );
});

it('never fails on any text', () => {
  const pieces = fc.constantFrom(
    'from ',
    'by ',
    '(',
    ')',
    '[',
    ']',
    ';',
    '1',
    ':',
    ' ',
    'Feb',
    '2010',
    '+0900',
    'am',
    '\n',
    'x.example',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (made) => {
      expect(parseReceived(made.join('')).mayBeForged).toBe(false);
    }),
  );
});
