import { expect, it } from 'vitest';
import { DAY, detect, HOUR, type Line, levels, spread, syslog } from '../invented-logs.test-support.ts';

const source = (i: number) => `198.51.100.${1 + i}`;
const office = '203.0.113.7';
const failed = (at: number, ip: string, user = 'deploy') =>
  syslog(at, `sshd[${1_000 + at}]: Failed password for ${user} from ${ip} port ${20_000 + (at % 9_000)} ssh2`);
const accepted = (at: number, ip: string, how = 'password', user = 'deploy') =>
  syslog(at, `sshd[${1_000 + at}]: Accepted ${how} for ${user} from ${ip} port 40000 ssh2`);

/** The account's owner comes in by key each morning; from the second day on thirty sources try its password, four times each. */
const host: Line[] = [
  ...[0, 1, 2, 3, 4].map((day) => accepted(day * DAY + 9 * HOUR, office, 'publickey')),
  ...spread(120, DAY, 900, (i, at) => failed(at, source(i % 30))),
];
const when = 2 * DAY + 10 * HOUR;

it('names the source that got in among many that tried', async () => {
  expect(
    levels(await detect({ 'auth.log': [...host, accepted(when, source(4))] }), [source(4), source(5), office]),
  ).toEqual({
    [source(4)]: 'adverse possible',
    [source(5)]: 'noise none',
    [office]: 'nothing',
  });
});

it.each([
  {
    says: 'the owner mistypes a password from a new place',
    ip: '192.0.2.40',
    lines: [failed(when - 40, '192.0.2.40'), failed(when - 20, '192.0.2.40'), accepted(when, '192.0.2.40')],
  },
  {
    says: 'the owner comes in where a line of the same network came in before',
    ip: '203.0.113.8',
    lines: [failed(when - 2 * HOUR, '203.0.113.8'), failed(when - 60, '203.0.113.8'), accepted(when, '203.0.113.8')],
  },
  {
    says: 'a key is used where a password was mistyped',
    ip: '192.0.2.41',
    lines: [
      failed(when - 2 * HOUR, '192.0.2.41'),
      failed(when - 60, '192.0.2.41'),
      accepted(when, '192.0.2.41', 'publickey'),
    ],
  },
  {
    says: 'another account that nobody else tries',
    ip: '192.0.2.42',
    lines: [
      failed(when - 2 * HOUR, '192.0.2.42', 'ono'),
      failed(when - 60, '192.0.2.42', 'ono'),
      accepted(when, '192.0.2.42', 'password', 'ono'),
    ],
  },
])('$says', async ({ ip, lines }) => {
  expect(levels(await detect({ 'auth.log': [...host, ...lines] }), [ip])).toEqual({ [ip]: 'noise none' });
});
