import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-11-22T07:00:00Z');

describe('servers with a log of their own', () => {
  it.each([
    {
      format: 'fail2ban',
      line: '2026-11-22 07:00:00,500 fail2ban.actions        [77]: NOTICE  [sshd] Ban 192.0.2.7',
      want: { at: at + 500_000, ip: '192.0.2.7', action: 'ban', fields: { jail: 'sshd' } },
    },
    {
      format: 'fail2ban',
      line: '2026-11-22 07:00:00,500 fail2ban.actions        [77]: NOTICE  [sshd] Unban 192.0.2.7',
      want: { action: 'unban' },
    },
    {
      format: 'vsftpd',
      line: 'Sun Nov 22 07:00:00 2026 [pid 3] [jane] FAIL LOGIN: Client "::ffff:192.0.2.7"',
      want: { at, ip: '192.0.2.7', user: 'jane', action: 'login-failed', pid: 3 },
    },
    {
      format: 'vsftpd',
      line: 'Sun Nov 22 07:00:00 2026 [pid 3] [jane] OK DOWNLOAD: Client "192.0.2.7", "/list.csv", 5 bytes',
      want: { action: 'file-access', fields: { path: '/list.csv', command: 'DOWNLOAD', result: 'OK' } },
    },
    {
      format: 'xferlog',
      line: 'Sun Nov 22 07:00:00 2026 1 192.0.2.7 500 /srv/list.csv b _ o r jane ftp 0 * c',
      want: { at, ip: '192.0.2.7', user: 'jane', fields: { path: '/srv/list.csv', direction: 'o' } },
    },
    {
      format: 'proftpd',
      line: '2026-11-22 07:00:00,000 web1 proftpd[7] web1 (h[192.0.2.7]): USER bob: no such user found from h [192.0.2.7] to 10.0.0.1:21',
      want: { at, user: 'bob', ip: '192.0.2.7', action: 'login-failed' },
    },
    {
      format: 'cpanel',
      line: '192.0.2.7 - root [11/22/2026:07:00:00 -0000] "POST /login/?login_only=1 HTTP/1.1" FAILED LOGIN whostmgrd: user password incorrect',
      want: { at, user: 'root', ip: '192.0.2.7', program: 'whostmgrd', action: 'login-failed' },
    },
    {
      format: 'cpanel',
      line: '[2026-11-22 16:00:00 +0900] info [cpaneld] 192.0.2.7 - kato "POST /login/?login_only=1 HTTP/1.1" FAILED LOGIN cpaneld: user password incorrect',
      want: { at, user: 'kato', ip: '192.0.2.7', program: 'cpaneld', action: 'login-failed' },
    },
    {
      format: 'lighttpd_error',
      line: "2026-11-22 07:00:00: (http_auth.c.875) password doesn't match for /x username: jane, IP: 192.0.2.7",
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'login-failed' },
    },
    {
      format: 'dovecot',
      line: 'Nov 22 07:00:00 imap-login: Info: Login: user=<jane>, method=PLAIN, rip=192.0.2.7, lip=10.0.0.1',
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'login' },
    },
    {
      format: 'exim',
      line: '2026-11-22 07:00:00 1abcde-000001-AB => a@example.com R=dns T=smtp H=mx [192.0.2.9]',
      want: { at, action: 'mail-sent', ip: '192.0.2.9', fields: { to: 'a@example.com', queue: '1abcde-000001-AB' } },
    },
    {
      format: 'exim',
      line: '2026-11-22 07:00:00 login authenticator failed for h ([10.0.0.2]) [192.0.2.7]: 535 Incorrect authentication data (set_id=jane)',
      want: { action: 'login-failed', ip: '192.0.2.7', user: 'jane' },
    },
    {
      format: 'laravel',
      line: '[2026-11-22 07:00:00] production.WARNING: Login failed {"ip":"192.0.2.7"}',
      want: { at, program: 'production', severity: 'warning', action: 'login-failed', ip: '192.0.2.7' },
    },
    {
      format: 'rails',
      line: 'I, [2026-11-22T07:00:00.000000 #77]  INFO -- : Started POST "/login" for 192.0.2.7 at 2026-11-22 07:00:00 +0000',
      want: { at, pid: 77, ip: '192.0.2.7', fields: { method: 'POST', target: '/login' } },
    },
    {
      format: 'timestamped',
      line: '2026-11-22 07:00:00,000 ERROR django.request: Internal Server Error: /x',
      want: { at, severity: 'error' },
    },
    {
      format: 'timestamped',
      line: '[22/Nov/2026:07:00:00 +0000] something else',
      want: { at, message: 'something else' },
    },
    {
      format: 'timestamped',
      line: '1795330800.123 user logged in from 192.0.2.7',
      want: { at: at + 123_000, ip: '192.0.2.7', action: 'login' },
    },
  ])('$format: $line', ({ format, line, want }) => {
    const { formats, events } = readLines([line]);
    expect(formats).toEqual([format]);
    expect(events[0]).toMatchObject(want);
  });

  it.each(['', '   ', 'no time and no sense', '{', '12', 'Nov', 'type=', '<', '[[[[', '\0\0\0'])(
    'makes nothing of %j',
    (line) => {
      expect(readLines([line]).rows).toEqual([]);
    },
  );
});
