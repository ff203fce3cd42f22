import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-11-22T07:00:00Z');

describe('the head of a syslog line', () => {
  it.each([
    {
      name: 'RFC 3164',
      line: 'Nov 22 07:00:00 web1 sshd[88]: hello',
      want: { at, host: 'web1', program: 'sshd', pid: 88, message: 'hello' },
    },
    {
      name: 'a day of one digit',
      line: 'Nov  2 07:00:00 web1 cron[1]: x',
      want: { at: micros('2026-11-02T07:00:00Z'), program: 'cron' },
    },
    {
      name: 'a priority',
      line: '<38>Nov 22 07:00:00 web1 sshd[88]: hello',
      want: { severity: 'info', message: 'hello' },
    },
    {
      name: 'a year',
      line: 'Nov 22 2024 07:00:00 web1 app: hello',
      want: { at: micros('2024-11-22T07:00:00Z'), host: 'web1', program: 'app' },
    },
    {
      name: 'ISO with zone and fraction (Debian 12)',
      line: '2026-11-22T07:00:00.123456+09:00 web1 sshd[88]: hello',
      want: { at: micros('2026-11-21T22:00:00Z') + 123_456, host: 'web1', program: 'sshd' },
    },
    {
      name: 'RFC 5424 with structured data',
      line: '<165>1 2026-11-22T07:00:00Z web1 app 77 ID47 [a@1 k="v]\\"x"][b@1 z="1"] hello',
      want: { at, host: 'web1', program: 'app', pid: 77, severity: 'notice', message: 'hello' },
    },
    {
      name: 'macOS, with a level',
      line: 'Nov 22 07:00:00 mac fw[19] <Info>: hello',
      want: { host: 'mac', program: 'fw', pid: 19, severity: 'info' },
    },
    { name: 'no host', line: 'Nov 22 07:00:00 sshd[88]: hello', want: { host: '', program: 'sshd', pid: 88 } },
    {
      name: 'a level where others have a host',
      line: '2026-11-22T07:00:00.000000Z INFO trim[3]: hello',
      want: { host: '', severity: 'info', program: 'trim' },
    },
    {
      name: 'no colon after the tag',
      line: 'Nov 22 07:00:00 web1 proftpd[5] web1 (host[192.0.2.1]): USER bob (Login failed): x',
      want: { program: 'proftpd', action: 'login-failed', ip: '192.0.2.1', user: 'bob' },
    },
    { name: 'everything but the time', line: 'web1 sshd[88]: hello', want: { at: 0, host: 'web1', program: 'sshd' } },
  ])('$name', ({ line, want }) => {
    expect(readLines([line]).events[0]).toMatchObject(want);
  });

  it('counts years on over New Year, and not for a straggler', () => {
    const { events } = readLines(
      [
        'Dec 31 23:59:59 h a[1]: x',
        'Jan  1 00:00:01 h a[1]: x',
        'Dec 31 23:59:58 h a[1]: late',
        'Jan  1 00:00:02 h a[1]: x',
      ],
      { startYear: 2025 },
    );
    expect(events.map((one) => new Date(one.at / 1000).getUTCFullYear())).toEqual([2025, 2026, 2025, 2026]);
  });

  it('reads local time by the rules of its zone', () => {
    const [winter, summer] = readLines(['Jan 15 12:00:00 h a[1]: x', 'Jul 15 12:00:00 h a[1]: x'], {
      timeZone: 'Europe/Berlin',
    }).events;
    expect([winter?.at, summer?.at]).toEqual([micros('2026-01-15T11:00:00Z'), micros('2026-07-15T10:00:00Z')]);
  });

  it('takes no time from what journalctl says of the whole journal', () => {
    const note = '-- Journal begins at Sun 2026-11-01 00:00:01 JST, ends at Sun 2026-11-22 12:00:00 JST. --';
    const { formats, rows } = readLines([note, 'Nov 22 09:00:00 web01 sshd[1]: Server listening on :: port 22.']);
    expect(formats).toEqual(['comment', 'sshd']);
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['Sun 2026-11-22 16:00:00 JST', '2026-11-22T07:00:00Z'],
    ['Sun 2026-11-22 16:00:00.123456 JST', '2026-11-22T07:00:00.123456Z'],
    ['Sun 2026-11-22 07:00:00 UTC', '2026-11-22T07:00:00Z'],
  ])('reads %s, as journalctl -o short-full writes it', (when, iso) => {
    const { formats, events } = readLines([
      `${when} web01 sshd[5]: Failed password for root from 192.0.2.9 port 22 ssh2`,
    ]);
    expect(formats).toEqual(['sshd']);
    expect(events[0]).toMatchObject({
      at: Math.floor(micros(iso) / 1e6) * 1e6 + (iso.includes('.') ? 123456 : 0),
      host: 'web01',
      program: 'sshd',
      user: 'root',
      ip: '192.0.2.9',
    });
  });

  it('takes the unit for its program, and passes over what ausearch writes between events', () => {
    const { formats, events } = readLines([
      'Sun 2026-11-22 07:00:00 UTC web01 ssh.service[5]: Failed password for root from 192.0.2.9 port 22 ssh2',
      '----',
      'time->Sun Nov 22 07:00:00 2026',
    ]);
    expect(formats).toEqual(['sshd', 'comment', 'comment']);
    expect(events[0]).toMatchObject({ program: 'sshd', user: 'root', ip: '192.0.2.9', action: 'login-failed' });
  });

  it('names the file by its one voice', () => {
    expect(
      readLines([
        'Nov 22 07:00:00 h sshd[1]: x',
        'Nov 22 07:00:00 h postfix/smtpd[1]: connect from a[192.0.2.1]',
        'Nov 22 07:00:00 h CRON[1]: x',
      ]).formats,
    ).toEqual(['sshd', 'postfix', 'syslog']);
  });
});

describe('what a program meant', () => {
  it.each([
    [
      'sshd[1]: Accepted publickey for deploy from 192.0.2.7 port 50522 ssh2: ED25519 SHA256:abc',
      { action: 'login', user: 'deploy', ip: '192.0.2.7', fields: { method: 'publickey', port: '50522' } },
    ],
    [
      'sshd[1]: Failed password for root from 192.0.2.7 port 22 ssh2',
      { action: 'login-failed', user: 'root', ip: '192.0.2.7', fields: { about: 'attempt' } },
    ],
    // The name is the attacker's: only the last " from " is sshd's.
    [
      'sshd[1]: Failed password for invalid user a from 10.0.0.1 from 192.0.2.7 port 22 ssh2',
      { user: 'a from 10.0.0.1', ip: '192.0.2.7', fields: { invalidUser: '1' } },
    ],
    [
      'sshd[1]: Invalid user admin from 2001:db8::1 port 22',
      { action: 'login-failed', user: 'admin', ip: '2001:db8::1', fields: { about: 'user' } },
    ],
    [
      'sshd-session[1]: error: maximum authentication attempts exceeded for root from 192.0.2.7 port 2 ssh2 [preauth]',
      { action: 'login-failed', user: 'root', fields: { about: 'limit' } },
    ],
    [
      'sshd[1]: Connection closed by authenticating user root 192.0.2.7 port 22 [preauth]',
      { action: 'disconnect', user: 'root', ip: '192.0.2.7' },
    ],
    [
      'sshd[1]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)',
      { action: 'session-opened', user: 'deploy' },
    ],
    ['sshd[1]: pam_unix(sshd:session): session closed for user deploy', { action: 'session-closed', user: 'deploy' }],
    [
      'sshd[1]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7  user=root',
      { action: 'login-failed', ip: '192.0.2.7', user: 'root', fields: { about: 'pam' } },
    ],
    [
      'sshd[1]: message repeated 3 times: [ Failed password for root from 192.0.2.7 port 22 ssh2]',
      { action: 'login-failed', ip: '192.0.2.7', fields: { repeated: '3' } },
    ],
    ['sshd[1]: Server listening on 0.0.0.0 port 22.', { action: 'service-start' }],
    [
      'sudo: deploy : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow',
      { action: 'sudo', user: 'deploy', fields: { as: 'root', cwd: '/srv', command: '/usr/bin/cat /etc/shadow' } },
    ],
    [
      'doas: jane ran command cat /etc/shadow as root from /home/jane',
      { action: 'sudo', user: 'jane', fields: { as: 'root', cwd: '/home/jane', command: 'cat /etc/shadow' } },
    ],
    [
      'doas: command not permitted for jane: id',
      { action: 'sudo', user: 'jane', fields: { command: 'id', refused: 'command not permitted' } },
    ],
    ['doas: failed auth for jane', { action: 'sudo', user: 'jane', fields: { refused: 'failed auth' } }],
    ['su[9]: (to root) jane on pts/1', { action: 'su', user: 'jane', fields: { as: 'root' } }],
    ['su: FAILED SU (to root) jane on pts/1', { action: 'su', fields: { refused: 'failed' } }],
    [
      'CRON[9]: (root) CMD (run-parts /etc/cron.hourly)',
      { action: 'cron', user: 'root', fields: { command: 'run-parts /etc/cron.hourly' } },
    ],
    [
      'systemd-logind[5]: New session 42 of user deploy.',
      { action: 'session-opened', user: 'deploy', fields: { session: '42' } },
    ],
    [
      'useradd[5]: new user: name=mallory, UID=1001, GID=1001, home=/home/mallory, shell=/bin/bash',
      { action: 'user-added', user: 'mallory' },
    ],
    ['passwd[5]: pam_unix(passwd:chauthtok): password changed for jane', { action: 'password-changed', user: 'jane' }],
    ['systemd[1]: Started nginx.service - A web server.', { action: 'service-start' }],
    [
      'kernel: [ 1.5] DROP IN=eth0 OUT= SRC=192.0.2.7 DST=10.0.0.1 LEN=40 PROTO=TCP SPT=9 DPT=8123',
      { action: 'packet-logged', ip: '192.0.2.7', fields: { port: '8123' } },
    ],
    [
      'postfix/smtpd[1]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=info@a.jp',
      { action: 'login-failed', user: 'info@a.jp', ip: '192.0.2.7' },
    ],
    [
      'sendmail[1]: AUTH=server, relay=host.a.jp [192.0.2.7], authid=jiro, mech=LOGIN, bits=0',
      { action: 'login', user: 'jiro', ip: '192.0.2.7' },
    ],
    [
      'sendmail[1]: 4AK1xY012345: from=<a@b.example>, size=2312, class=0, nrcpts=1, relay=pc.b.example [192.0.2.7]',
      { action: 'mail-received', ip: '192.0.2.7', fields: { queue: '4AK1xY012345', from: 'a@b.example' } },
    ],
    [
      'sendmail[1]: 4AK1xY012345: to=<c@a.jp>, delay=00:00:02, relay=mx.a.jp. [192.0.2.25], dsn=2.0.0, stat=Sent (OK)',
      { action: 'mail-sent', fields: { to: 'c@a.jp' } },
    ],
    [
      'sendmail[1]: 4AK1xY012345: to=<c@a.jp>, delay=00:00:02, relay=mx.a.jp., dsn=4.0.0, stat=Deferred: timed out',
      { action: 'mail-deferred' },
    ],
    // The other server's words are no failed login.
    [
      'sendmail[1]: 4AK1xY012345: to=<c@a.jp>, delay=00:00:02, relay=mx.a.jp. [192.0.2.25], dsn=5.1.1, stat=User unknown',
      { action: 'mail-bounced' },
    ],
    [
      'sendmail[1]: ruleset=check_rcpt, arg1=<c@b.example>, relay=[192.0.2.7], reject=550 5.7.1 Relaying denied',
      { action: 'mail-rejected', ip: '192.0.2.7' },
    ],
    ['postfix/postscreen[1]: CONNECT from [192.0.2.7]:4012 to [192.0.2.25]:25', { action: 'connect', ip: '192.0.2.7' }],
    ['postfix/postscreen[1]: DISCONNECT [192.0.2.7]:4012', { action: 'disconnect', ip: '192.0.2.7' }],
    ['postfix/dnsblog[1]: addr 192.0.2.7 listed by domain zen.example as 127.0.0.4', { ip: '192.0.2.7' }],
    // What a router says is no name of a program.
    ['Login failed for HTTP: 192.0.2.7', { action: 'login-failed', ip: '192.0.2.7' }],
    ['WinFileService Event: read, Path: /a.xlsx, User: yamada, IP: 192.0.2.7', { user: 'yamada', ip: '192.0.2.7' }],
    [
      'qulogd[9]: conn log: Users: admin, Source IP: 192.0.2.7, Computer name: ---, Action: Login Fail',
      { action: 'login-failed', user: 'admin', ip: '192.0.2.7' },
    ],
    [
      'ovpn-server[1]: 192.0.2.7:51820 [sakura] Peer Connection Initiated with [AF_INET]192.0.2.7:51820',
      { action: 'login', user: 'sakura', ip: '192.0.2.7' },
    ],
    ['rsyslogd: imuxsock begins to drop messages from pid 77 due to rate-limiting', { action: 'log-lost' }],
    ['syslogd: -- MARK --', { action: 'log-mark' }],
    [
      'postfix/smtpd[1]: 4A1B2C3D4E: client=mail.example.jp[192.0.2.7], sasl_username=jane',
      { action: 'mail-received', ip: '192.0.2.7', user: 'jane', fields: { queue: '4A1B2C3D4E' } },
    ],
    [
      'postfix/qmgr[1]: 4A1B2C3D4E: from=<jane@example.jp>, size=500, nrcpt=2 (queue active)',
      { action: '', fields: { from: 'jane@example.jp', nrcpt: '2' } },
    ],
    [
      'postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=mx.example.com[192.0.2.9]:25, delay=1, dsn=2.0.0, status=sent (250 ok)',
      { action: 'mail-sent', ip: '192.0.2.9', fields: { to: 'a@example.com', status: 'sent' } },
    ],
    [
      'postfix/smtp[1]: 4A1B2C3D4E: to=<a@example.com>, relay=none, status=bounced (no host)',
      { action: 'mail-bounced' },
    ],
    ['postfix/qmgr[1]: 4A1B2C3D4E: removed', { action: 'mail-removed', fields: { queue: '4A1B2C3D4E' } }],
    [
      'postfix/smtpd[1]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      { action: 'login-failed', ip: '192.0.2.7' },
    ],
    [
      'postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 <x@y>: Relay access denied; from=<a@b> to=<x@y> proto=ESMTP',
      { action: 'mail-rejected', ip: '192.0.2.7', fields: { from: 'a@b', to: 'x@y' } },
    ],
    [
      'dovecot: imap-login: Login: user=<jane>, method=PLAIN, rip=192.0.2.7, lip=10.0.0.1, TLS',
      { action: 'login', user: 'jane', ip: '192.0.2.7' },
    ],
    [
      'dovecot: imap-login: Disconnected (auth failed, 2 attempts in 6 secs): user=<jane>, method=PLAIN, rip=192.0.2.7, lip=10.0.0.1',
      { action: 'login-failed', user: 'jane', ip: '192.0.2.7' },
    ],
    [
      'exim[1]: 1abcde-000001-AB <= jane@example.jp H=mx [192.0.2.7] P=esmtpsa A=login:jane S=500',
      { action: 'mail-received', ip: '192.0.2.7', user: 'jane' },
    ],
    [
      'imapd: LOGIN FAILED, user=sales, ip=[::ffff:192.0.2.7]',
      { action: 'login-failed', ip: '192.0.2.7', user: 'sales' },
    ],
    [
      "mysqld[1]: 2026-11-22T07:00:00.1Z 8 [Note] Access denied for user 'root'@'192.0.2.7' (using password: YES)",
      { action: 'login-failed', user: 'root', ip: '192.0.2.7' },
    ],
    [
      'vsftpd: pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.7',
      { action: 'login-failed', ip: '192.0.2.7' },
    ],
    ['whatever[1]: nothing of note', { action: '', ip: '' }],
  ] as const)('%s', (text, want) => {
    expect(readLines([`Nov 22 07:00:00 web1 ${text}`]).events[0]).toMatchObject(want);
  });
});

describe('HAProxy behind a syslog head', () => {
  const request = (head: string, when: string, asked = 'GET /a HTTP/1.1', timers = '0/0/0/7/7') =>
    `${head} lb haproxy[7]: 192.0.2.7:5000 [${when}] fe be/app1 ${timers} 200 12 - - ---- 3/3/0/0/0 0/0 "${asked}"`;

  it.each([
    ['in the zone of the head', request('2026-11-22T16:00:00+09:00', '22/Nov/2026:16:00:00.123'), 123_000],
    [
      'in UTC, where the head is in local time',
      request('2026-11-22T16:00:00+09:00', '22/Nov/2026:07:00:00.123'),
      123_000,
    ],
    [
      'an hour before it was logged',
      request('2026-11-22T17:00:00+09:00', '22/Nov/2026:16:00:00.000', undefined, '0/0/0/7/3600000'),
      0,
    ],
    ['without a zone in either', request('Nov 22 07:00:00', '22/Nov/2026:07:00:00.123'), 123_000],
  ])('is told when it was accepted, %s', (_, text, after) => {
    expect(readLines([text]).web).toMatchObject([{ at: micros('2026-11-22T07:00:00Z') + after, client: '192.0.2.7' }]);
  });

  it('has the year of its own date where the head has none', () => {
    const { web } = readLines([request('Mar 12 09:15:02', '12/Mar/2025:09:15:02.100')], { startYear: 2026 });
    expect(web).toMatchObject([{ at: micros('2025-03-12T09:15:02.100Z') }]);
  });

  it('HTTP/2 names the host in the request, and an older one asks a proxy', () => {
    const head = '2026-11-22T07:00:00+00:00';
    const when = '22/Nov/2026:07:00:00.123';
    const { web } = readLines([
      request(head, when, 'GET https://shop.example/a?b HTTP/2.0'),
      request(head, when, 'GET http://other.example/a HTTP/1.1'),
    ]);
    expect(web).toMatchObject([
      { vhost: 'shop.example', target: '/a?b' },
      { vhost: '', target: 'http://other.example/a' },
    ]);
  });
});

it.each([
  ['<auth.info>', 'info'],
  ['<4.6>', 'info'],
  ['<authpriv.notice>', 'notice'],
])('reads what FreeBSD writes as %s', (mark, severity) => {
  const { events } = readLines([
    `Nov 22 07:00:00 ${mark} web1 sshd[7]: Accepted password for jane from 192.0.2.7 port 5 ssh2`,
  ]);
  expect(events).toMatchObject([{ host: 'web1', program: 'sshd', pid: 7, severity, user: 'jane', action: 'login' }]);
});

it.each([
  [
    'Disconnecting invalid user a from 1.2.3.4 192.0.2.7 port 5000: Too many authentication failures [preauth]',
    { user: 'a from 1.2.3.4', ip: '192.0.2.7', action: 'login-failed' },
  ],
  [
    'Disconnecting authenticating user jane 192.0.2.7 port 5000: Change of username or service not allowed [preauth]',
    { user: 'jane', ip: '192.0.2.7', action: 'disconnect' },
  ],
  [
    'Postponed keyboard-interactive for jane from 192.0.2.7 port 5000 ssh2 [preauth]',
    { user: 'jane', ip: '192.0.2.7' },
  ],
])('sshd: %s', (message, want) => {
  expect(readLines([`Nov 22 07:00:00 web1 sshd[7]: ${message}`]).events).toMatchObject([want]);
});

it('exim names an address without a name', () => {
  const { events } = readLines(['2026-11-22 07:00:00 no host name found for IP address 192.0.2.7']);
  expect(events).toMatchObject([{ ip: '192.0.2.7' }]);
});

it.each([
  [
    "authpriv.warn dropbear[9]: Bad password attempt for 'a' from 1.2.3.4:5' from 192.0.2.7:4411",
    { program: 'dropbear', user: "a' from 1.2.3.4:5", ip: '192.0.2.7', action: 'login-failed', severity: 'warn' },
  ],
  [
    "authpriv.notice dropbear[9]: Password auth succeeded for 'root' from 192.0.2.7:4411",
    { user: 'root', ip: '192.0.2.7', action: 'login' },
  ],
  [
    "authpriv.notice dropbear[9]: Pubkey auth succeeded for 'root' with key sha1!! ab:cd from [2001:db8::7]:4411",
    { user: 'root', ip: '2001:db8::7', action: 'login' },
  ],
  [
    'authpriv.warn dropbear[9]: Login attempt for nonexistent user from 192.0.2.7:4411',
    { ip: '192.0.2.7', action: 'login-failed' },
  ],
  [
    'cron.info crond[9]: USER root pid 786 cmd run-parts /etc/periodic/15min',
    { program: 'crond', user: 'root', action: 'cron' },
  ],
  [
    'sshd[9]: drop connection #0 from [192.0.2.7]:4411 on [10.0.0.3]:22 penalty: failed authentication',
    { ip: '192.0.2.7', action: 'refused' },
  ],
  [
    'dovecot[9]: imap-login: Logged in: user=<jane>, method=PLAIN, rip=192.0.2.7, lip=10.0.0.3, mpid=5, TLS, session=<ab>',
    { user: 'jane', ip: '192.0.2.7', action: 'login' },
  ],
  [
    'dovecot[9]: imap-login: Login aborted: Connection closed (no auth attempts in 0 secs) (no_auth_attempts): user=<>, rip=192.0.2.7, lip=10.0.0.3',
    { ip: '192.0.2.7', action: 'disconnect' },
  ],
])('a router’s and a newer server’s words: %s', (text, want) => {
  expect(readLines([`Jun  9 03:20:00 gw ${text}`]).events).toMatchObject([want]);
});

it.each([
  ['<189>1042: Jun  9 03:20:05.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up', '', 0],
  ['<189>1042: sw1: 000123: *Jun  9 03:20:05.123 UTC: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up', 'sw1', 0],
  ['1042: .Jun  9 12:20:05.123 JST: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up', '', 0],
])('a switch that counts its messages: %s', (line, host) => {
  const at = micros('2026-06-09T03:20:05.123Z');
  expect(readLines([line]).events).toMatchObject([
    { at, host, program: 'LINK', severity: 'err', message: 'UPDOWN: Interface Gi0/1, changed state to up' },
  ]);
});

it.each([
  ["Tue Jun  9 03:20:05 2026 authpriv.notice dropbear[9]: Password auth succeeded for 'root' from 192.0.2.7:4411"],
  ["2026-06-09T03:20:06.000Z Jun  9 03:20:05 gw dropbear[9]: Password auth succeeded for 'root' from 192.0.2.7:4411"],
  ["2026-06-09T03:20:06.000Z Jun  9 12:20:05 gw dropbear[9]: Password auth succeeded for 'root' from 192.0.2.7:4411"],
])('the year, and the zone, from the time beside: %s', (line) => {
  expect(readLines([line], { startYear: 1970 }).events).toMatchObject([
    { at: micros('2026-06-09T03:20:05Z'), program: 'dropbear', pid: 9, user: 'root', ip: '192.0.2.7', action: 'login' },
  ]);
});

it.each([
  ['Received disconnect from 2001:db8::7 port 4010:11: disconnected by user', '2001:db8::7'],
  ['Received disconnect from 2001:db8::7: 11: Bye', '2001:db8::7'],
  ['Received disconnect from 192.0.2.7: 11: Bye', '192.0.2.7'],
  ['Connection reset by fe80::1%eth0 port 22 [preauth]', 'fe80::1%eth0'],
])('a connection that ends: %s', (said, ip) => {
  const { events } = readLines([`Nov 22 07:00:00 web1 sshd[7]: ${said}`]);
  expect(events).toMatchObject([{ ip, action: 'disconnect' }]);
});

it('reads who came to the command line of Junos, and from where', () => {
  const head = 'Oct 19 03:11:42 fw1 mgd[4163]: ';
  const { events } = readLines([
    `${head}UI_LOGIN_EVENT: User 'admin' login, class 'j-super-user' [4163], ssh-connection '203.0.113.9 50412 192.0.2.1 22', client-mode 'cli'`,
    `${head}UI_CMDLINE_READ_LINE: User 'admin', command 'show configuration '`,
    `${head}UI_LOGOUT_EVENT: User 'admin' logout`,
  ]);
  expect(events.map(({ action, user, ip }) => [action, user, ip])).toEqual([
    ['session-opened', 'admin', '203.0.113.9'],
    ['', 'admin', ''],
    ['session-closed', 'admin', ''],
  ]);
});
