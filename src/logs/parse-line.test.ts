import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectLinear } from '../vocabulary/linear-time.test-support.ts';
import { readLines } from './formats/read-lines.test-support.ts';
import { lineFormats } from './formats/registry.ts';

const pieces = [
  '192.0.2.7',
  ' - - ',
  '[22/Nov/2026:07:00:00 +0000]',
  '"',
  '\\',
  'GET / HTTP/1.1',
  ' 200 ',
  'Nov 22 07:00:00',
  '2026-11-22 07:00:00',
  'type=SYSCALL msg=audit(1795330800.000:1): ',
  '{"a":',
  '}',
  '[',
  ']',
  'sshd[1]: ',
  'Failed password for ',
  ' from ',
  '#Fields: date time c-ip',
  '--a1b2c3-A--',
  "'",
  ',',
  '=',
  '\t',
  '\0',
  '\xff',
  '証',
  'a'.repeat(300),
];

it('takes any lines: understood or not, never a throw, every row in bounds', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const { rows, formats } = readLines(lines);
      expect(formats).toHaveLength(lines.length);
      for (const row of rows) {
        expect(row.n).toBeLessThan(lines.length);
        expect(Number.isSafeInteger(row.at) && row.at >= -(2 ** 53)).toBe(true);
        const text = row.table === 'web' ? row.target + row.agent : row.message + row.user + row.ip;
        // Byte strings: what is no byte would be cut in half on its way into the table.
        expect(/^[\0-\xff]*$/.test(text)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

it.each(['"', '\\', ' ', '[', '{', "'", 'a=', '(', '1.1.1.1 ', '-', ':', ',', '::', '\t'])(
  'reads a flood of %j in proportion to its length',
  (piece) => {
    expectLinear((length) => {
      const long = piece.repeat(length).slice(0, 2 * length);
      readLines([
        long,
        `Nov 22 07:00:00 h sshd[1]: ${long}`,
        `192.0.2.7 - - [22/Nov/2026:07:00:00 +0000] "${long}`,
        `type=SYSCALL msg=audit(1795330800.000:1): ${long}`,
        `2026/11/22 07:00:00 [error] 1#1: ${long}`,
        `[Sun Nov 22 07:00:00 2026] [error] ${long}`,
        `2026-11-22 07:00:00 ${long}`,
        `Nov 22 07:00:00 h postfix/smtpd[1]: ${long}`,
        `Nov 22 07:00:00 h dovecot: ${long}`,
        `20261122 07:00:00,a,b,c,1,2,QUERY,${long}`,
        `Nov 22 07:00:00 h haproxy[1]: ${long}`,
      ]);
    }, 200_000);
  },
);

it('has one name for each format', () => {
  expect(new Set(lineFormats.map(({ id }) => id)).size).toBe(lineFormats.length);
});

it('reads what stands behind zero bytes inside a line, and takes nothing from the piece before them', () => {
  const zeros = '\0'.repeat(40);
  const whole = '2026-11-22T18:00:00+09:00 web1 sshd[8]: Server listening on 0.0.0.0 port 22.';
  const { events, formats } = readLines([`2026-11-22T16:26:10.${zeros}${whole}`, `2026-11-22T18:00:01.${zeros}`]);
  expect(formats).toEqual(['sshd', undefined]);
  expect(events).toMatchObject([{ at: Date.UTC(2026, 10, 22, 9) * 1000, action: 'service-start' }]);
});

it.each([11, 13, 17, 20, 24, 28, 29, 30, 32, 33])(
  'takes the line joined to one that was cut after %d characters of its time',
  (cut) => {
    const lost = '2026-11-22T16:26:10.123456+09:00'.slice(0, cut);
    const { events } = readLines([
      `${lost}2026-11-22T18:00:00.5+09:00 web1 sshd[8]: Server listening on 0.0.0.0 port 22.`,
    ]);
    expect(events).toMatchObject([{ at: Date.UTC(2026, 10, 22, 9) * 1000 + 500_000, host: 'web1', program: 'sshd' }]);
  },
);
