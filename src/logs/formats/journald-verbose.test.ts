import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const head = (second: string, t: string) =>
  `Sun 2026-11-22 09:00:${second}.123456 JST [s=5ab1;i=1f2;b=aa11;m=1234;t=${t};x=9988]`;
const lines = [
  head('00', (micros('2026-11-22T00:00:00Z') + 123_456).toString(16)),
  '    PRIORITY=6',
  '    SYSLOG_IDENTIFIER=sshd',
  '    _PID=2001',
  '    _HOSTNAME=web01',
  '    MESSAGE=Accepted password for keiko from 192.0.2.203 port 50000 ssh2',
  head('09', '644f'),
  '    SYSLOG_IDENTIFIER=app',
  '    MESSAGE=first',
  '            second=2',
  'no field of this',
];

it('reads what `journalctl -o verbose` prints, a record an entry', () => {
  const { events, formats } = readLines(lines);
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    n: 0,
    at: micros('2026-11-22T00:00:00Z') + 123_456,
    host: 'web01',
    program: 'sshd',
    pid: 2001,
    action: 'login',
    user: 'keiko',
    ip: '192.0.2.203',
  });
  // A cursor of another day than the time beside it is not believed.
  expect(events[1]).toMatchObject({ n: 6, at: micros('2026-11-22T00:00:09Z') + 123_456, message: 'first\nsecond=2' });
  expect(formats.slice(0, 10)).toEqual(Array(10).fill('journald'));
  expect(formats[10]).toBeUndefined();
});
