import { expect, it } from 'vitest';
import { readLines } from './read-lines.test-support.ts';

const micros = (iso: string) => Date.parse(iso) * 1e3;

it('reads what last prints with whole times', () => {
  const { events, formats } = readLines(
    [
      'jane     pts/0        203.0.113.7      Wed Mar 12 09:15:02 2025 - Wed Mar 12 10:01:44 2025  (00:46)',
      'mori     pts/1        2001:db8::5      Wed Mar 12 09:00:00 2025   still logged in',
      'mori     tty1                          Tue Mar 11 08:30:00 2025 - down                      (01:00)',
      'reboot   system boot  5.15.0-91        Tue Mar 11 08:00:11 2025   still running',
      '',
      'wtmp begins Tue Mar 11 08:00:11 2025',
    ],
    { timeZone: 'Asia/Tokyo' },
  );
  expect(formats).toEqual(['last', 'last', 'last', 'last', '', 'comment']);
  expect(events).toMatchObject([
    { at: micros('2025-03-12T00:15:02Z'), user: 'jane', ip: '203.0.113.7', action: 'session-opened' },
    { at: micros('2025-03-12T00:00:00Z'), user: 'mori', ip: '2001:db8::5', action: 'session-opened' },
    { at: micros('2025-03-10T23:30:00Z'), user: 'mori', ip: '', action: 'session-opened' },
    { at: micros('2025-03-10T23:00:11Z'), user: '', ip: '', action: 'boot' },
  ]);
});

it('takes the year of a time without one from its day of the week, newest first over New Year', () => {
  const { events } = readLines(
    [
      'root     ssh:notty    203.0.113.8      Thu Jan  2 09:15 - 09:15  (00:00)',
      'root     ssh:notty    203.0.113.8      Tue Dec 31 23:59 - 23:59  (00:00)',
      'jane     ssh:notty    203.0.113.7      Mon Oct  7 08:00 - 08:00  (00:00)',
    ],
    { startYear: 2026 },
  );
  expect(events.map(({ at, action }) => [at, action])).toEqual([
    [micros('2025-01-02T09:15:00Z'), 'login-failed'],
    [micros('2024-12-31T23:59:00Z'), 'login-failed'],
    [micros('2024-10-07T08:00:00Z'), 'login-failed'],
  ]);
});

it.each([
  ['btmp begins Mon Mar 10 08:00:11 2025', 'login-failed'],
  ['wtmp begins Mon Mar 10 08:00:11 2025', 'session-opened'],
])('a name at a terminal is what the file is of: %s', (ends, action) => {
  const { events } = readLines([
    'root     tty1                          Wed Mar 12 09:15:02 2025 - Wed Mar 12 09:15:02 2025  (00:00)',
    ends,
  ]);
  expect(events).toMatchObject([{ user: 'root', action }]);
});

it('reads no day that never was', () => {
  const { events } = readLines(['jane     pts/0        203.0.113.7      Mon Feb 31 08:00:00 2025 - crash  (00:46)']);
  expect(events).toEqual([]);
});

it('leaves what is no such line to others', () => {
  const { formats } = readLines([
    'jane     pts/0        203.0.113.7      Wed Foo 12 09:15:02 2025 - x (00:46)',
    'jane bought two cups on Wed Mar 12 09:15 and left',
  ]);
  expect(formats).not.toContain('last');
});

it('reads when each account last came, as lastlog prints it', () => {
  const { events, formats } = readLines([
    'Username         Port     From             Latest',
    'root             pts/0    203.0.113.9      Mon Oct 19 03:11:42 +0900 2026',
    'daemon                                     **Never logged in**',
    'console          tty1                      Tue Oct 20 10:01:02 +0900 2026',
  ]);
  expect(formats).toEqual(['comment', 'last', 'comment', 'last']);
  expect(events.map(({ at, action, user, ip }) => [at, action, user, ip])).toEqual([
    [micros('2026-10-18T18:11:42Z'), 'session-opened', 'root', '203.0.113.9'],
    [micros('2026-10-20T01:01:02Z'), 'session-opened', 'console', ''],
  ]);
});
