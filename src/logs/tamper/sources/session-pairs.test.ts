import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SessionLine, unpairedSessions } from './session-pairs.ts';

const line = (n: number, pid: number, action: string, birth = action !== 'session-closed'): SessionLine => ({
  ...{ f: 0, n, t: n * 1000, host: 'h', program: 'sshd', pid, action, birth },
});
const attempts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => line(from + i, 1000 + from + i, 'login-failed'));
const whole = (n: number, pid: number) => [
  line(n, pid, 'login'),
  line(n, pid, 'session-opened'),
  line(n, pid, 'session-closed'),
];

it.each([
  { name: 'a whole session', lines: [...attempts(0, 5), ...whole(5, 1005), ...attempts(6, 9)], want: [] },
  {
    name: 'an end without a beginning, born between lines 5 and 7',
    lines: [...attempts(0, 6), ...attempts(7, 10), line(10, 1006, 'session-closed')],
    want: [{ what: 'closed-not-opened', afterN: 5, beforeN: 7 }],
  },
  {
    name: 'an end whose process is older than the log',
    lines: [...attempts(0, 6), line(7, 400, 'session-closed')],
    want: [],
  },
  {
    name: 'two sessions from before the log end one after the other',
    lines: [line(0, 400, 'session-closed'), line(1, 410, 'session-closed'), ...attempts(2, 9)],
    want: [],
  },
  {
    name: 'a session without its login, where others have one',
    lines: [
      ...whole(0, 1000),
      ...whole(1, 1001),
      ...whole(2, 1002),
      ...whole(3, 1003),
      line(4, 1004, 'session-opened'),
    ],
    want: [{ what: 'opened-not-accepted', afterN: 3, beforeN: 4 }],
  },
  {
    name: 'sessions without logins, where none has one',
    lines: [0, 1, 2, 3].map((n) => line(n, 1000 + n, 'session-opened')),
    want: [],
  },
  {
    name: 'the only session lacks its login, in a log that tells of failures',
    lines: [...attempts(0, 6), line(6, 1006, 'session-opened'), line(7, 1006, 'session-closed')],
    want: [{ what: 'opened-not-accepted', sure: false, afterN: 5 }],
  },
  {
    name: 'ids that do not rise say nothing',
    lines: [3, 9, 1, 7, 2, 8, 5]
      .map((pid, n) => line(n, 1000 + pid, 'login-failed'))
      .concat(line(8, 1006, 'session-closed')),
    want: [],
  },
])('$name', ({ lines, want }) => {
  expect(unpairedSessions(lines)).toMatchObject(want);
  expect(unpairedSessions(lines)).toHaveLength(want.length);
});

it('never accuses a log whose sessions are whole', () => {
  const pids = fc.uniqueArray(fc.integer({ min: 1, max: 32_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(pids, (ids) => {
      const lines = [...ids].sort((a, b) => a - b).flatMap((pid, n) => whole(n, pid));
      return unpairedSessions(lines).length === 0;
    }),
  );
});
