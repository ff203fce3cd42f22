import { expect, it } from 'vitest';
import { DAY, detect, HOUR, type Line, syslog } from '../invented-logs.test-support.ts';

const office = '198.51.100.7';
const stranger = '203.0.113.82';
let sessions = 0;

/** A login to a mailbox, and what its session was given. */
function opened(at: number, ip: string, out: number, user = 'desk@inn.example'): Line[] {
  sessions += 1;
  const id = `s${sessions}`;
  return [
    syslog(
      at,
      `dovecot: imap-login: Login: user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.9, mpid=${at}, TLS, session=<${id}>`,
    ),
    syslog(
      at + 60,
      `dovecot: imap(${user})<${at}><${id}>: Disconnected: Logged out in=310 out=${out} deleted=0 expunged=0`,
    ),
  ];
}

function shell(at: number, ip: string, method: 'publickey' | 'password'): Line[] {
  return [syslog(at, `sshd[${700 + (at % 900)}]: Accepted ${method} for deploy from ${ip} port 50122 ssh2`)];
}

/** Messages that postfix took under a name. */
const sent = (at: number, ip: string, count: number, user = 'desk@inn.example'): Line[] =>
  Array.from({ length: count }, (_, n) =>
    syslog(
      at + n * 2,
      `postfix/submission/smtpd[4402]: 4FQ77C2K${n}A: client=unknown[${ip}], sasl_method=LOGIN, sasl_username=${user}`,
    ),
  );

/** A hundred and fifty tries in a day, from seventy addresses. */
const guesses = (at: number, user: string): Line[] =>
  Array.from({ length: 150 }, (_, i) =>
    syslog(
      at + i * 300,
      `dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=198.18.${i % 70}.7, lip=192.0.2.9, session=<g${i}>`,
    ),
  );

/** Twice a day. */
const tunnels = (user: string, from: number, to: number, ip: string): Line[] =>
  Array.from({ length: 2 * (to - from) }, (_, i) =>
    syslog(
      from * DAY + i * 12 * HOUR + 9 * HOUR,
      `openvpn[712]: ${ip}:40123 [${user}] Peer Connection Initiated with [AF_INET]${ip}:40123`,
    ),
  );

const days = Array.from({ length: 12 }, (_, day) => day * DAY);
const mailbox = days
  .flatMap((day) => [opened(day + 9 * HOUR, office, 40_000), opened(day + 15 * HOUR, office, 9_000)])
  .flat();
const server = days.flatMap((day) => shell(day + 10 * HOUR, office, 'publickey'));

const told = async (lines: readonly Line[]) =>
  (await detect({ 'mail.log': lines })).actors
    .filter(({ level }) => level !== 'noise')
    .map(({ id, level, success }) => `${id} ${level} ${success}`);
const possible = [`${stranger} notable possible`];

it.each([
  {
    of: 'the whole mailbox, given out to somewhere new',
    lines: [...mailbox, ...opened(8 * DAY + 14 * HOUR, stranger, 48_211_932)],
    want: possible,
  },
  {
    of: 'a look at night from somewhere new',
    lines: [...mailbox, ...opened(8 * DAY + 3 * HOUR, stranger, 9_000)],
    want: possible,
  },
  {
    of: 'a look from somewhere new in working hours',
    lines: [...mailbox, ...opened(8 * DAY + 14 * HOUR, stranger, 9_000)],
    want: [],
  },
  {
    of: 'somewhere that is used again',
    lines: [
      ...mailbox,
      ...opened(8 * DAY + 3 * HOUR, stranger, 9_000),
      ...opened(10 * DAY + 3 * HOUR, stranger, 9_000),
    ],
    want: [],
  },
  {
    of: 'somewhere that is used again, and from where the account sends as it never did',
    lines: [
      ...mailbox,
      ...opened(8 * DAY + 3 * HOUR, stranger, 48_211_932),
      ...opened(10 * DAY + 3 * HOUR, stranger, 9_000),
      ...sent(10 * DAY + 4 * HOUR, stranger, 80),
      ...sent(5 * DAY + 10 * HOUR, office, 3),
    ],
    want: [`${stranger} adverse possible`],
  },
  {
    of: 'somewhere that a colleague uses',
    lines: [
      ...mailbox,
      ...opened(8 * DAY + 3 * HOUR, stranger, 9_000),
      ...opened(2 * DAY, stranger, 9_000, 'orla@inn.example'),
    ],
    want: [],
  },
  {
    of: 'a telephone that moves about',
    lines: [
      ...mailbox,
      ...[2, 3, 4, 5, 6].flatMap((day) => opened(day * DAY + 3 * HOUR, `192.0.${day}.9`, 900)),
      ...opened(8 * DAY + 20 * HOUR, stranger, 9_000),
    ],
    want: [],
  },
  {
    of: 'a mailbox seen too seldom before',
    lines: [...opened(2 * DAY, office, 900), ...opened(8 * DAY + 14 * HOUR, stranger, 48_211_932)],
    want: [],
  },
  {
    of: 'by password, of who always comes by key',
    lines: [...server, ...shell(8 * DAY + 11 * HOUR, stranger, 'password')],
    want: possible,
  },
  {
    of: 'a look in working hours, while many guess at the account',
    lines: [...mailbox, ...guesses(8 * DAY, 'desk@inn.example'), ...opened(8 * DAY + 14 * HOUR, stranger, 9_000)],
    want: possible,
  },
  {
    of: 'the same, while many guess at another account',
    lines: [...mailbox, ...guesses(8 * DAY, 'info@inn.example'), ...opened(8 * DAY + 14 * HOUR, stranger, 9_000)],
    want: [],
  },
  {
    of: 'a VPN account that nobody had used for weeks, on two days',
    lines: [
      ...tunnels('desk', 0, 6, office),
      ...tunnels('orla', 0, 47, '198.51.100.9'),
      ...tunnels('desk', 46, 48, stranger),
    ],
    want: possible,
  },
  {
    of: 'the same from where it was used',
    lines: [
      ...tunnels('desk', 0, 6, office),
      ...tunnels('orla', 0, 47, '198.51.100.9'),
      ...tunnels('desk', 46, 48, office),
    ],
    want: [],
  },
  {
    of: 'the same in a record with a gap',
    lines: [
      ...tunnels('desk', 0, 6, office),
      ...tunnels('orla', 0, 6, '198.51.100.9'),
      ...tunnels('desk', 46, 48, stranger),
    ],
    want: [],
  },
  {
    of: 'by key, from somewhere new',
    lines: [...server, ...shell(8 * DAY + 11 * HOUR, stranger, 'publickey')],
    want: [],
  },
])('$of', async ({ lines, want }) => {
  expect(await told(lines)).toEqual(want);
});

it('says how much was given out', async () => {
  const { actors } = await detect({ 'mail.log': [...mailbox, ...opened(8 * DAY + 14 * HOUR, stranger, 48_211_932)] });
  expect(actors.find(({ id }) => id === stranger)?.signs).toMatchObject([{ id: 'login-elsewhere', given: 48_211_932 }]);
});
