import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-11-22T07:00:00Z');

describe('error logs of web servers', () => {
  it.each([
    {
      name: 'nginx',
      line: '2026/11/22 07:00:00 [error] 77#78: *5 open() "/srv/x.php" failed (2: No such file or directory), client: 192.0.2.7, server: a.jp, request: "GET /x.php HTTP/1.1", host: "a.jp", referrer: "http://b/"',
      format: 'nginx_error',
      want: {
        at,
        program: 'nginx',
        pid: 77,
        severity: 'error',
        ip: '192.0.2.7',
        action: 'web-error',
        fields: { method: 'GET', target: '/x.php', host: 'a.jp', referrer: 'http://b/' },
      },
    },
    {
      name: 'nginx: a wrong password',
      line: '2026/11/22 07:00:00 [error] 77#77: *5 user "jane": password mismatch, client: 2001:db8::7, server: a, request: "GET / HTTP/1.1", host: "a"',
      format: 'nginx_error',
      want: { ip: '2001:db8::7', user: 'jane', action: 'login-failed' },
    },
    {
      name: 'nginx: what a script of its gateway says of a login',
      line: '2026/11/22 07:00:00 [notice] 77#0: *5 [kong] init.lua:331 [basic-auth] invalid credentials, client: 192.0.2.7, server: kong, request: "GET /api HTTP/1.1", host: "a"',
      format: 'nginx_error',
      want: { ip: '192.0.2.7', action: 'login-failed', fields: { target: '/api' } },
    },
    {
      name: 'an application that writes in the layout of Apache',
      line: '[Sun Nov 22 07:00:00 2026] [LLNG:77] [warn] [192.0.2.7] Bad password for jane (192.0.2.7)',
      format: 'apache_error',
      want: { ip: '192.0.2.7', action: 'login-failed' },
    },
    {
      name: 'Apache 2.4',
      line: '[Sun Nov 22 07:00:00.123456 2026] [authz_core:error] [pid 10691:tid 77] [client 192.0.2.7:44271] AH01630: client denied by server configuration: /x',
      format: 'apache_error',
      want: {
        at: at + 123_456,
        program: 'apache',
        pid: 10691,
        severity: 'error',
        ip: '192.0.2.7',
        fields: { module: 'authz_core' },
      },
    },
    {
      name: 'Apache 2.4 with its compact ISO time',
      line: '[2026-11-22 07:00:00.000000] [authz_core:error] [pid 10691:tid 77] [client 2001:db8::7:44271] AH01630: client denied by server configuration: /x',
      format: 'apache_error',
      want: { at, pid: 10691, severity: 'error', ip: '2001:db8::7', program: 'apache' },
    },
    {
      name: 'Apache 2.2',
      line: '[Sun Nov 22 07:00:00 2026] [notice] workerEnv.init() ok',
      format: 'apache_error',
      want: { at, severity: 'notice', ip: '', action: '' },
    },
    {
      name: 'ModSecurity in the error log',
      line: '[Sun Nov 22 07:00:00.000000 2026] [:error] [pid 1] [client 192.0.2.7:1] [client 192.0.2.7] ModSecurity: Warning. Matched [file "x"] [id "942100"] [msg "SQL Injection"] [uri "/a"]',
      format: 'apache_error',
      want: { ip: '192.0.2.7', action: 'web-blocked', fields: { rule: '942100', msg: 'SQL Injection', uri: '/a' } },
    },
    {
      name: 'PHP',
      line: '[22-Nov-2026 07:00:00 UTC] PHP Warning:  fopen(x) in /a.php on line 3',
      format: 'php_error',
      want: { at, program: 'php', severity: 'warning' },
    },
    {
      name: 'PHP-FPM',
      line: '[22-Nov-2026 07:00:00] NOTICE: [pool www] child 7 started',
      format: 'php_error',
      want: { at, program: 'php-fpm', fields: { pool: 'www' } },
    },
    {
      name: 'PHP-FPM, of its own start',
      line: '[22-Nov-2026 07:00:00] NOTICE: fpm is running, pid 7',
      format: 'php_error',
      want: { at, action: 'service-start' },
    },
    {
      name: 'PHP-FPM, of its own end',
      line: '[22-Nov-2026 07:00:00] NOTICE: exiting, bye-bye!',
      format: 'php_error',
      want: { at, action: 'service-stop' },
    },
  ])('$name', ({ line, format, want }) => {
    const { formats, events } = readLines([line]);
    expect(formats).toEqual([format]);
    expect(events[0]).toMatchObject(want);
  });

  it('reads what an application wrote over many lines with the client that nginx names behind it', () => {
    const begun = (n: number) =>
      `2026/11/22 07:00:0${n} [error] 811#811: *16 FastCGI sent in stderr: "PHP message: PHP Warning:  You have an error in your SQL syntax`;
    const lines = [
      begun(0),
      'PHP message: PHP Warning:  second',
      '#0 {main}" while reading response header from upstream, client: 198.51.100.156, server: a.jp, request: "GET /x.php?id=1 HTTP/1.1", host: "a.jp"',
      '2026/11/22 07:00:01 [notice] 811#811: signal process started',
      begun(2),
    ];
    const { events, formats } = readLines(lines);
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({ n: 0, ip: '198.51.100.156', fields: { target: '/x.php?id=1' } });
    expect(events[1]).toMatchObject({ n: 3, ip: '' });
    expect(formats).toEqual(['nginx_error', 'continued', 'continued', 'nginx_error', 'nginx_error']);
  });

  it('does not take the lines of others into a message that was cut off', () => {
    const cut =
      '2026/11/22 07:00:00 [error] 811#811: *16 FastCGI sent in stderr: "PHP message: PHP Warning:  You have an error';
    const access = '192.0.2.7 - - [22/Nov/2026:07:00:01 +0000] "GET / HTTP/1.1" 200 5 "-" "x"';
    const { formats, web, events } = readLines([cut, 'PHP message: more', access, access]);
    expect(formats).toEqual(['nginx_error', 'continued', 'combined', 'combined']);
    expect(web).toHaveLength(2);
    expect(events).toHaveLength(1);
  });

  it("keeps the calls of PHP-FPM's slow log with their request", () => {
    const lines = [
      '[22-Nov-2026 03:00:00]  [pool www] pid 1234',
      'script_filename = /var/www/html/index.php',
      '[0x00007f8b2a41e0d0] curl_exec() /var/www/html/x.php:44',
      '',
    ];
    const { events, formats } = readLines(lines);
    expect(events).toHaveLength(1);
    expect(formats).toEqual(['php_error', 'continued', 'continued', '']);
  });

  it('keeps a trace with its record', () => {
    const { formats, events } = readLines([
      '[22-Nov-2026 07:00:00 UTC] PHP Fatal error:  Uncaught Exception: no in /a.php:3',
      'Stack trace:',
      '#0 {main}',
      '  thrown in /a.php on line 3',
      '[22-Nov-2026 07:00:01 UTC] PHP Notice:  next',
    ]);
    expect(formats).toEqual(['php_error', 'continued', 'continued', 'continued', 'php_error']);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ n: 0 });
    expect(events[0]?.message).toMatch(/#0 \{main\}\n {2}thrown/);
  });

  it.each(['--a1b2c3d4-', '---a1b2c3d4---'])('reads a ModSecurity audit transaction as one record, %sA--', (mark) => {
    const { formats, events } = readLines([
      `${mark}A--`,
      '[22/Nov/2026:07:00:00 +0000] WxyzAbc12345 192.0.2.7 51000 10.0.0.1 443',
      `${mark}B--`,
      'POST /form HTTP/1.1',
      'Host: a.jp',
      '',
      `${mark}C--`,
      '{"q": "1 or 1=1"}',
      `${mark}H--`,
      'Message: Access denied [id "942100"] [msg "SQL Injection"]',
      `${mark}Z--`,
    ]);
    expect(formats.filter((format) => format === undefined)).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      n: 0,
      at,
      ip: '192.0.2.7',
      action: 'web-blocked',
      fields: { rule: '942100', method: 'POST', target: '/form' },
    });
  });
});

it.each([
  '[Tue Jun 09 03:20:05.101 2026] [proxy_fcgi:error] [pid 9:tid 8] (70007)The timeout specified has expired: [client 192.0.2.7:55931] AH01075: Error dispatching request',
  '[Tue Jun 09 03:20:05.101 2026] [core:error] [pid 9] core.c(12): (13)Permission denied: [client 2001:db8::7:55931] AH00132: file permissions deny server access',
])('names the client behind an error of the system: %s', (line) => {
  expect(readLines([line]).events).toMatchObject([{ ip: line.includes('2001') ? '2001:db8::7' : '192.0.2.7' }]);
});
