// Mail programs that kept an old password, and passwords that were guessed: levels written before the code was asked.
import { expect, it } from 'vitest';
import { DAY, detect, HOUR, type Line, levels, spread, syslog } from './invented-logs.test-support.ts';

const MINUTE = 60;
const login = (at: number, ip: string, user: string, by = 'imap'): Line =>
  syslog(
    at,
    `dovecot: ${by}-login: Login: user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.9, mpid=${1_000 + (at % 9_000)}, TLS, session=<s${at}>`,
  );
const failed = (at: number, ip: string, user: string, by = 'imap'): Line =>
  syslog(
    at,
    `dovecot: ${by}-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.9, TLS, session=<f${at}>`,
  );
const polls = (ip: string, user: string, from: number, to: number, by = 'imap') =>
  spread(Math.floor((to - from) / (10 * MINUTE)), from, 10 * MINUTE, (_, at) => login(at, ip, user, by));
const refused = (ip: string, user: string, from: number, times: number, step = 10 * MINUTE, by = 'imap') =>
  spread(times, from, step, (_, at) => failed(at, ip, user, by));

type Scene = {
  readonly says: string;
  readonly id: string;
  readonly want: readonly string[];
  readonly lines: readonly Line[];
};

const team = ['sato', 'suzuki', 'ito', 'kato', 'yamada', 'mori'];

const scenes: readonly Scene[] = [
  {
    says: 'a password guessed in four minutes',
    id: '203.0.113.1',
    want: ['adverse shown'],
    lines: [
      ...refused('203.0.113.1', 'info@example.jp', 4 * DAY, 60, 4),
      login(4 * DAY + 250, '203.0.113.1', 'info@example.jp'),
    ],
  },
  {
    says: 'many names tried, one let in',
    id: '203.0.113.2',
    want: ['adverse shown'],
    lines: [
      ...spread(30, 4 * DAY, 15, (i, at) =>
        failed(at, '203.0.113.2', ['root', 'admin', ...team][i % 8] ?? 'root', 'pop3'),
      ),
      login(4 * DAY + 470, '203.0.113.2', 'kato', 'pop3'),
    ],
  },
  {
    says: 'guesses with pauses that no program keeps',
    id: '203.0.113.3',
    want: ['adverse shown'],
    lines: [
      ...spread(40, 4 * DAY, 1, (i) => failed(4 * DAY + i * 130 + ((i * i * 37) % 900), '203.0.113.3', 'sato')),
      login(4 * DAY + 6_500, '203.0.113.3', 'sato'),
    ],
  },
  // Harmless.
  {
    says: 'a program known for days that is told the new password at last',
    id: '198.18.0.1',
    want: ['nothing', 'noise none'],
    lines: [
      ...polls('198.18.0.1', 'ono', 0, 4 * DAY),
      ...refused('198.18.0.1', 'ono', 4 * DAY + HOUR, 40),
      ...polls('198.18.0.1', 'ono', 4 * DAY + 8 * HOUR, 5 * DAY),
    ],
  },
  {
    says: 'a program known since yesterday only, as the log begins then',
    id: '198.18.0.2',
    want: ['nothing', 'noise none'],
    lines: [
      ...polls('198.18.0.2', 'abe', 0, 10 * HOUR, 'pop3'),
      ...refused('198.18.0.2', 'abe', 11 * HOUR, 30, 10 * MINUTE, 'pop3'),
      ...polls('198.18.0.2', 'abe', 17 * HOUR, DAY, 'pop3'),
    ],
  },
  {
    says: 'a telephone in a new network, with the old password first',
    id: '198.18.0.3',
    want: ['noise none', 'notable possible'],
    lines: [
      ...polls('198.18.9.3', 'hara', 0, 3 * DAY),
      ...refused('198.18.0.3', 'hara', 4 * DAY, 30, 5 * MINUTE),
      ...polls('198.18.0.3', 'hara', 4 * DAY + 3 * HOUR, 5 * DAY),
    ],
  },
  {
    says: 'an office on the day when all passwords are changed',
    id: '198.18.0.4',
    want: ['nothing', 'noise none'],
    lines: team.flatMap((user, i) => [
      ...polls('198.18.0.4', user, i * MINUTE, 4 * DAY),
      ...refused('198.18.0.4', user, 4 * DAY + 9 * HOUR + i * MINUTE, 6 + i),
      ...polls('198.18.0.4', user, 4 * DAY + 12 * HOUR + i * MINUTE, 5 * DAY),
    ]),
  },
  {
    says: 'an old telephone in a drawer that nobody tells',
    id: '198.18.0.5',
    want: ['nothing', 'noise none'],
    lines: [...polls('198.18.0.5', 'doi', 0, 2 * DAY), ...refused('198.18.0.5', 'doi', 2 * DAY + HOUR, 300)],
  },
  {
    says: 'a program that asks by two protocols, each with the old password',
    id: '198.18.0.6',
    want: ['nothing', 'noise none', 'notable possible'],
    lines: [
      ...polls('198.18.9.6', 'endo', 0, 3 * DAY),
      ...spread(30, 4 * DAY, 15 * MINUTE, (_, at) => failed(at, '198.18.0.6', 'endo')),
      ...spread(30, 4 * DAY + 1, 15 * MINUTE, (_, at) =>
        syslog(
          at,
          `postfix/smtpd[${at % 9_000}]: warning: unknown[198.18.0.6]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=endo`,
        ),
      ),
      ...polls('198.18.0.6', 'endo', 4 * DAY + 8 * HOUR, 5 * DAY),
    ],
  },
  {
    says: 'a password mistyped four times by hand',
    id: '198.18.0.7',
    want: ['nothing', 'noise none'],
    lines: [...refused('198.18.0.7', 'ueda', 2 * DAY, 4, 20), login(2 * DAY + 100, '198.18.0.7', 'ueda')],
  },
];

it('tells an old password from a guessed one', { timeout: 120_000 }, async () => {
  const found = await detect({ 'mail.log': scenes.flatMap(({ lines }) => lines) });
  const got = levels(
    found,
    scenes.map(({ id }) => id),
  );
  const wrong = scenes.filter(({ id, want }) => !want.includes(got[id] ?? ''));
  expect(wrong.map(({ says, id, want }) => `${says}: ${got[id]}, not ${want.join(' or ')}`)).toEqual([]);
});
