import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const object =
  '{"request": {"client_ip": "203.0.113.34", "proto": "HTTP/2.0", "method": "GET", "host": "example.org", "uri": "/a", "headers": {"User-Agent": ["curl/8.5.0"]}}, "size": 12, "status": 200}';

describe('requests as servers behind the web server write them', () => {
  it.each([
    {
      name: 'PHP-FPM, the default access.format',
      line: '172.18.0.2 -  16/Feb/2026:09:36:07 +0000 "GET /index.php" 200',
      want: { client: '172.18.0.2', method: 'GET', target: '/index.php', status: 200 },
    },
    {
      name: 'td-agent, tag with a colon',
      line: '2026-02-16 09:36:07 +0900 nginx.access: {"remote":"203.0.113.10","user":"-","method":"GET","path":"/f","code":"200","size":"5"}',
      want: { client: '203.0.113.10', method: 'GET', target: '/f', status: 200, at: micros('2026-02-16T00:36:07Z') },
    },
    {
      name: 'Fluentd, with tabs',
      line: '2026-02-16T09:36:07+09:00\tnginx.access\t{"remote":"203.0.113.11","method":"POST","path":"/g","code":"302"}',
      want: { client: '203.0.113.11', method: 'POST', status: 302, at: micros('2026-02-16T00:36:07Z') },
    },
    {
      name: 'Heroku’s router',
      line: '2026-02-16T09:36:07.112233+00:00 heroku[router]: at=info method=GET path="/users/1?x=2" host=a.example fwd="203.0.113.120,10.0.0.1" dyno=web.1 service=18ms status=200 bytes=13',
      want: {
        client: '203.0.113.120',
        target: '/users/1?x=2',
        status: 200,
        size: 13,
        at: micros('2026-02-16T09:36:07Z') + 112_233,
      },
    },
    {
      name: 'Play behind its logger, with hyphens in the names',
      line: '2026-02-16T09:36:07.123Z [INFO] from access in application-akka.actor.default-dispatcher-7 - method=GET uri=/a?b=1 remote-address=203.0.113.191 status=200 time=12ms',
      want: { client: '203.0.113.191', target: '/a?b=1', at: micros('2026-02-16T09:36:07Z') + 123_000 },
    },
    {
      name: 'Rails with lograge behind its logger',
      line: 'I, [2026-02-16T09:36:07.123456 #1234]  INFO -- : [f1a2b3c4] method=GET path=/orders format=html status=200 duration=58.33 ip=203.0.113.190',
      want: { client: '203.0.113.190', target: '/orders', at: micros('2026-02-16T09:36:07Z') + 123_456 },
    },
    {
      name: 'Uvicorn with a time',
      line: '2026-02-16 09:36:07,123 - uvicorn.access - INFO - 203.0.113.9:51234 - "GET /docs HTTP/1.1" 200',
      want: { client: '203.0.113.9', target: '/docs', status: 200, at: micros('2026-02-16T09:36:07Z') + 123_000 },
    },
    {
      name: 'Hypercorn',
      line: '[2026-02-16 09:36:07 +0900] [7] [INFO] [2001:db8::9]:51234 - "GET /docs HTTP/1.1" 200 OK',
      want: { client: '2001:db8::9', target: '/docs', status: 200, at: micros('2026-02-16T00:36:07Z') },
    },
    {
      name: 'pairs behind a time, the client first',
      line: '2026-02-16T09:36:07+09:00 client=203.0.113.9 method=GET request="GET /docs HTTP/1.1" status=200 body_bytes_sent=5',
      want: { client: '203.0.113.9', target: '/docs', status: 200, at: micros('2026-02-16T00:36:07Z') },
    },
    {
      name: 'HAProxy without a syslog head',
      line: '203.0.113.34:50114 [16/Feb/2026:09:36:07.000] fe_https~ be_app/app2 0/0/1/22/23 302 0 - - ---- 12/12/0/0/0 0/0 "POST /login HTTP/1.1"',
      want: { client: '203.0.113.34', method: 'POST', target: '/login', status: 302 },
    },
    {
      name: 'Express by morgan, its own date',
      line: '::ffff:203.0.113.211 - - [Mon, 16 Feb 2026 09:36:07 GMT] "POST /b HTTP/1.1" 401 12',
      want: { client: '203.0.113.211', status: 401, at: micros('2026-02-16T09:36:07Z') },
    },
    {
      name: 'Flask’s own server',
      line: 'INFO:werkzeug:203.0.113.15 - - [16/Feb/2026 09:36:07] "POST /w HTTP/1.1" 401 -',
      want: { client: '203.0.113.15', target: '/w', status: 401, size: -1 },
    },
    {
      name: 'Flask’s own server, behind the time of Python’s logging',
      line: '2026-02-16 09:36:07,113:INFO:werkzeug:203.0.113.15 - - [16/Feb/2026 09:36:07] "POST /w HTTP/1.1" 401 -',
      want: { client: '203.0.113.15', target: '/w', status: 401, size: -1 },
    },
    {
      name: 'cPanel, month first',
      line: '203.0.113.14 - taro%40example.jp [02/16/2026:09:36:07 -0000] "GET /cpsess1/index.html HTTP/1.1" 200 0 "https://x:2083/" "Mozilla/5.0" "s" "-" 2083',
      want: { client: '203.0.113.14', user: 'taro%40example.jp', at: micros('2026-02-16T09:36:07Z') },
    },
    {
      name: 'uWSGI',
      line: '[pid: 31|app: 0|req: 1/1] 203.0.113.94 () {40 vars in 612 bytes} [Mon Feb 16 09:36:07 2026] GET /x?y=1 => generated 1234 bytes in 12 msecs (HTTP/1.1 200) 3 headers in 120 bytes (1 switches on core 0)',
      want: { client: '203.0.113.94', target: '/x?y=1', status: 200, size: 1234, proto: 'HTTP/1.1' },
    },
    {
      name: 'Gin',
      line: '[GIN] 2026/02/16 - 09:36:07 | 401 |     123.4µs |    203.0.113.50 | POST     "/api/login"',
      want: { client: '203.0.113.50', method: 'POST', target: '/api/login', status: 401 },
    },
    {
      name: 'Gin in colour',
      line: '[GIN] 2026/02/16 - 09:36:07 |\x1b[97;42m 200 \x1b[0m|     123.4µs |    203.0.113.50 |\x1b[97;44m GET     \x1b[0m "/api/ping"',
      want: { client: '203.0.113.50', method: 'GET', target: '/api/ping', status: 200 },
    },
    {
      name: 'Envoy with a forwarded client',
      line: '[2026-02-16T09:36:07.000Z] "GET /api HTTP/1.1" 200 - via_upstream - "-" 0 1234 12 11 "203.0.113.104, 10.0.0.1" "curl/8" "a1-b2" "api.example.org" "10.0.0.8:8080" outbound|80||api 10.0.0.2:4012 10.0.0.3:8080 10.0.0.1:0 - default',
      want: { client: '203.0.113.104', vhost: 'api.example.org', target: '/api', status: 200, size: 1234 },
    },
    {
      name: 'Envoy without one: the remote end of the connection',
      line: '[2026-02-16T09:36:07.000Z] "GET /api HTTP/1.1" 200 - via_upstream - "-" 0 1234 12 11 "-" "curl/8" "a1-b2" "api.example.org" "10.0.0.8:8080" outbound|80||api 10.0.0.2:4012 10.0.0.3:8080 203.0.113.9:5123 - default',
      want: { client: '203.0.113.9', agent: 'curl/8' },
    },
    {
      name: "Caddy's console",
      line: `2026/02/16 09:36:07.000\tINFO\thttp.log.access.log0\thandled request\t${object}`,
      want: { client: '203.0.113.34', target: '/a', status: 200, agent: 'curl/8.5.0' },
    },
    {
      name: 'labelled values, where the client is called host',
      line: 'time:16/Feb/2026:18:36:07 +0900\thost:203.0.113.103\tforwardedfor:-\treq:GET /x?a=b HTTP/1.1\tstatus:200\tsize:12\treferer:-\tua:Mozilla/5.0\tvhost:example.org',
      want: {
        client: '203.0.113.103',
        vhost: 'example.org',
        target: '/x?a=b',
        status: 200,
        size: 12,
        referer: '',
        agent: 'Mozilla/5.0',
      },
    },
    {
      name: 'labelled values with method and query apart',
      line: 'time:2026-02-16T09:36:07Z\tremote_addr:203.0.113.103\tmethod:GET\turi:/x\tquery:a=b\tprotocol:HTTP/2\tstatus:404',
      want: { client: '203.0.113.103', target: '/x?a=b', proto: 'HTTP/2', status: 404, size: -1 },
    },
    {
      name: 'the usual columns with an ISO time',
      line: '203.0.113.102 - - [2026-02-16T18:36:07+09:00] "GET / HTTP/1.1" 499 0 "-" "Mozilla/5.0"',
      want: { client: '203.0.113.102', status: 499 },
    },
    {
      name: 'Rails with lograge',
      line: 'method=GET path=/users format=html controller=UsersController action=index status=200 duration=12.31 ip=203.0.113.44 time=2026-02-16T09:36:07Z',
      want: { client: '203.0.113.44', method: 'GET', target: '/users', status: 200 },
    },
    {
      name: 'an IPv4 address in its IPv6 form is the same client',
      line: '{"time":"2026-02-16T09:36:07Z","req":{"method":"GET","url":"/a","remoteAddress":"::ffff:203.0.113.39"},"res":{"statusCode":200}}',
      want: { client: '203.0.113.39', target: '/a' },
    },
    {
      name: 'any of them behind a service name, as docker compose shows it',
      line: 'web-1  | 203.0.113.91 - - [16/Feb/2026:09:36:07 +0000] "GET / HTTP/1.1" 200 12 "-" "curl/8" "-"',
      want: { client: '203.0.113.91', status: 200 },
    },
  ])('$name', ({ line, want }) => {
    const { web } = readLines([line]);
    expect(web).toHaveLength(1);
    expect(web[0]).toMatchObject({ at: micros('2026-02-16T09:36:07Z'), ...want });
  });

  it('a login that failed stays what it says, though it names a request', () => {
    const { events } = readLines([
      't=2026-02-16T09:36:07+0000 lvl=eror msg="Invalid username or password" logger=context method=POST path=/login status=401 remote_addr=203.0.113.44',
    ]);
    expect(events[0]).toMatchObject({ action: 'login-failed', ip: '203.0.113.44' });
  });

  it('reads any line in bounded time, or not at all', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('[GIN] ', '[pid: 1|', 'a:b\t', '[2026-02-16T09:36:07.1Z] "'),
        (text, head) => {
          expect(readLines([head + text]).rows.length).toBeLessThan(2);
        },
      ),
    );
    expectLinear((size) => readLines([`[2026-02-16T09:36:07.123Z] "${'GET '.repeat(size / 4)}`]), 200_000);
    expectLinear((size) => readLines([`host:${'\\x'.repeat(size / 2)}\treq:a`]), 200_000);
    expectLinear((size) => readLines([`[pid: 1|app: 0] 1.1.1.1 () {} [x] GET ${' =>'.repeat(size / 3)}`]), 200_000);
    expectLinear(
      (size) => readLines([`[GIN] 2026/02/16 - 09:36:07 | 200 | 1ms | 1.1.1.1 | GET ${'"'.repeat(size)}`]),
      200_000,
    );
  });
});

describe('what stands beside records', () => {
  it.each([
    {
      name: 'the head of an exception in Java',
      lines: [
        '2026-02-16 09:36:07.123 ERROR 1 --- [main] a.B : boom',
        '',
        'java.lang.IllegalStateException: boom',
        '\tat a.B.c(B.java:1)',
      ],
    },
    {
      name: 'the last line of a Python trace',
      lines: [
        'ERROR 2026-02-16 09:36:08,123 log 4242 1 Internal Server Error: /x',
        'Traceback (most recent call last):',
        '  File "a.py", line 1',
        'ValueError: bad',
      ],
    },
    {
      name: 'a .NET exception',
      lines: [
        '2026-02-16 09:36:08.123 +09:00 [ERR] boom',
        'System.InvalidOperationException: x',
        '   at A.B() in C.cs:line 3',
      ],
    },
    {
      name: 'a Rails record of many lines, tagged',
      lines: [
        'F, [2026-02-16T09:36:08.145456 #4821] FATAL -- : [b1f2a3c4-0000-4000-8000-000000000002]   ',
        '[b1f2a3c4-0000-4000-8000-000000000002] ActionController::RoutingError (No route matches [GET] "/x"):',
      ],
    },
    {
      name: "Django's word beside a request",
      lines: [
        '[16/Feb/2026 09:36:07] "GET / HTTP/1.1" 200 4158',
        'Not Found: /favicon.ico',
        '[16/Feb/2026 09:36:09] "GET /favicon.ico HTTP/1.1" 404 2111',
      ],
    },
    {
      name: 'a message of many lines in PostgreSQL csvlog',
      lines: [
        '2026-02-16 09:36:07.123 UTC,"app","shop",1201,"203.0.113.70:5123",65d0.4b1,3,"SELECT",2026-02-16 09:30:00 UTC,3/12,0,LOG,00000,"statement: SELECT ""a""',
        'FROM b',
        'WHERE c = 1",,,,,,,,,"psql","client backend",,0',
        '2026-02-16 09:36:08.123 UTC,"app","shop",1202,"203.0.113.70:5124",65d0.4b2,1,"authentication",2026-02-16 09:36:08 UTC,3/13,0,FATAL,28P01,"password authentication failed for user ""app""",,,,,,,,,"","client backend",,0',
      ],
    },
    {
      name: 'the boot between records of journalctl',
      lines: ['2026-02-16T09:36:07+0900 web1 sshd[1201]: x', '-- Boot 0123456789abcdef0123456789abcdef --'],
    },
    { name: 'glog', lines: ['I0216 09:36:07.123456       1 server.go:88] Starting server'] },
  ])('$name belongs to them', ({ lines }) => {
    expect(readLines(lines).formats).not.toContain(undefined);
  });

  it("PHP's own zone is believed", () => {
    const { events } = readLines([
      '[16-Feb-2026 09:36:09 Asia/Tokyo] PHP Warning:  x',
      '[16-Feb-2026 09:36:09 No/Where] PHP Warning:  x',
    ]);
    expect(events.map(({ at }) => at)).toEqual([micros('2026-02-16T00:36:09Z'), micros('2026-02-16T09:36:09Z')]);
  });
});

it('passes over what uWSGI says of itself when it starts, and nothing else without a time', () => {
  const { formats, rows } = readLines([
    '*** Starting uWSGI 2.0.24 (64bit) on [Fri Oct  3 07:59:58 2025] ***',
    'detected number of CPU cores: 2',
    'spawned uWSGI worker 1 (pid: 14, cores: 1)',
    'no password was asked',
  ]);
  expect(formats).toEqual(['continued', 'continued', 'continued', undefined]);
  expect(rows).toEqual([]);
});

it("tells of a request in mod_ssl's own log without counting it twice", () => {
  const { formats, rows } = readLines([
    '[16/Feb/2026:09:36:07 +0900] 203.0.113.9 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET /a HTTP/1.1" 5120',
  ]);
  expect(formats).toEqual(['ssl_request']);
  expect(rows).toMatchObject([
    { table: 'event', at: micros('2026-02-16T00:36:07Z'), ip: '203.0.113.9', fields: { method: 'GET', target: '/a' } },
  ]);
});
