import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { micros, readLines } from './read-lines.test-support.ts';

describe('requests behind a head', () => {
  it.each([
    {
      name: 'Gunicorn through a logging library',
      line: '[2026-06-09 03:20:05 +0000] [31] [INFO] 203.0.113.9 - jane [09/Jun/2026:03:20:05 +0000] "GET /a?b=1 HTTP/1.1" 404 12 "-" "curl/8.5"',
      want: { client: '203.0.113.9', user: 'jane', target: '/a?b=1', status: 404, at: micros('2026-06-09T03:20:05Z') },
    },
    {
      name: 'Netty in Spring Boot, in another zone',
      line: '2026-06-09T12:20:05.412+09:00  INFO 1 --- [gateway] [or-http-epoll-1] reactor.netty.http.server.AccessLog      : 203.0.113.9 - - [09/Jun/2026:12:20:05 +0900] "POST /send HTTP/1.1" 302 0 41',
      want: { client: '203.0.113.9', method: 'POST', target: '/send', status: 302, at: micros('2026-06-09T03:20:05Z') },
    },
    {
      name: 'a head in local time that does not say its zone',
      line: '2026-06-09 12:20:06,101 INFO access: 203.0.113.9 - - [09/Jun/2026:03:20:05 +0000] "GET / HTTP/1.1" 200 5',
      want: { client: '203.0.113.9', status: 200, at: micros('2026-06-09T03:20:05Z') },
    },
    {
      name: 'nginx with the time first',
      line: '2026-06-09T05:20:05+02:00 2001:db8::7 shop.example "GET /a%20b HTTP/2.0" 206 512 0.003 "https://shop.example/" "Mozilla/5.0 (X11)"',
      want: {
        client: '2001:db8::7',
        vhost: 'shop.example',
        target: '/a%20b',
        status: 206,
        size: 512,
        referer: 'https://shop.example/',
        agent: 'Mozilla/5.0 (X11)',
        at: micros('2026-06-09T03:20:05Z'),
      },
    },
    {
      name: 'the same with identity and user',
      line: '[2026-06-09T03:20:05Z] 203.0.113.9 - jane "GET / HTTP/1.1" 200 -',
      want: { client: '203.0.113.9', user: 'jane', status: 200, size: -1 },
    },
    {
      name: 'Serilog’s sentence, whose path may hold the words of another',
      line: '2026-06-09 12:20:05.101 +09:00 [INF] HTTP GET /x responded 500 in 9 ms/y responded 404 in 3.1 ms',
      want: { method: 'GET', target: '/x responded 500 in 9 ms/y', status: 404 },
    },
    {
      name: 'ASP.NET’s sentence',
      line: '2026-06-09 12:20:05.101 +09:00 [INF] Request finished HTTP/2 POST https://shop.example:5001/send?a=1 application/json 34 - 200 - application/json 4.5ms',
      want: { method: 'POST', vhost: 'shop.example', target: '/send?a=1', status: 200, proto: 'HTTP/2' },
    },
    {
      name: 'zap’s console',
      line: '2026-06-09T03:20:05.101Z\tINFO\thttp/log.go:42\trequest served\t{"method": "GET", "path": "/feed", "status": 403, "remote_ip": "203.0.113.9"}',
      want: {
        method: 'GET',
        target: '/feed',
        status: 403,
        client: '203.0.113.9',
        at: micros('2026-06-09T03:20:05.101Z'),
      },
    },
    {
      name: 'CloudFront in real time',
      line: '1780975205.101\t2001:db8::7\t0.002\t503\t1412\tGET\thttps\tshop.example\t/a\t412\tNRT57-P2\tab==\td111.cloudfront.net\t0.002\tHTTP/2.0\tIPv6\tMozilla/5.0%20(X11)\t-\t-\tb=1\tHit\t-',
      want: {
        client: '2001:db8::7',
        target: '/a?b=1',
        status: 503,
        agent: 'Mozilla/5.0 (X11)',
        at: micros('2026-06-09T03:20:05.101Z'),
      },
    },
  ])('$name', ({ line, want }) => {
    expect(readLines([line]).web).toMatchObject([want]);
  });

  it.each([
    [
      'an access line of another moment, which may be a client’s words',
      '2026-06-09 03:20:05 INFO agent: 203.0.113.9 - - [01/Jun/2026:03:07:05 +0000] "GET / HTTP/1.1" 200 5',
    ],
    [
      'an access line inside quotes',
      '2026-06-09 03:20:05 INFO agent "x 203.0.113.9 - - [09/Jun/2026:03:20:05 +0000] "GET / HTTP/1.1" 200 5',
    ],
    [
      'an object that tells of no request',
      '2026-06-09T03:20:05Z\tINFO\tmain.go:1\tready\t{"status": 200, "path": "/"}',
    ],
    ['a context of Monolog', '[2026-06-09 03:20:05] production.INFO: hook {"method":"GET","path":"/x","status":200} '],
  ])('is no request: %s', (_, line) => {
    const { web, events } = readLines([line]);
    expect(web).toEqual([]);
    expect(events).toHaveLength(1);
  });

  it('takes client and user from an object behind a tab, not from one within a sentence', () => {
    const object = '{"user": "jane", "remote_ip": "203.0.113.9"}';
    const { events } = readLines([
      `2026-06-09T03:20:05Z\tWARN\tlogin.go:8\tlogin failed\t${object}`,
      `2026-06-09T03:20:05Z WARN body was ${object}`,
    ]);
    expect(events).toMatchObject([{ ip: '203.0.113.9', user: 'jane', action: 'login-failed' }, { user: '' }]);
  });

  it('reads any head in linear time', () => {
    const shapes: readonly ((size: number) => string)[] = [
      (size) => `2026-06-09 03:20:05 [INF] HTTP GET /${' responded 200 in 1 ms'.repeat(size / 22)}`,
      (size) => `2026-06-09 03:20:05 INFO ${'1.2.3.4 - - '.repeat(size / 12)}[09/Jun/2026:03:20:05 +0000] "`,
      (size) => `2026-06-09 03:20:05 203.0.113.9 ${'a '.repeat(size / 2)}"GET / HTTP/1.1" 200`,
      (size) => `2026-06-09 03:20:05Z\t${'{"'.repeat(size / 2)}}`,
    ];
    for (const shape of shapes) expectLinear((size) => readLines([shape(size)]), 200_000);
  });
});

describe('a request behind a head that names no client', () => {
  it('is one with its time, path and status', () => {
    const { web } = readLines(['INFO 2026-06-09 03:20:05,101 basehttp 31 1401 "POST /form/?a=1 HTTP/1.1" 302 0']);
    expect(web).toMatchObject([
      { at: micros('2026-06-09T03:20:05.101Z'), method: 'POST', target: '/form/?a=1', status: 302, client: '' },
    ]);
  });

  it('is none where words stand in quotes before it, which may be a client’s', () => {
    const line = 'INFO 2026-06-09 03:20:05,101 views agent "x" "GET / HTTP/1.1" 200 5';
    expect(readLines([line]).web).toEqual([]);
    expectLinear((size) => readLines([`INFO 2026-06-09 03:20:05 "GET /${'" "GET /'.repeat(size / 8)} 5`]), 200_000);
  });
});
