import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { micros, readLines } from './read-lines.test-support.ts';
import { splitRequest } from './web-access.ts';

const plain =
  '192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "GET /survey?id=1 HTTP/1.1" 200 512 "https://example.jp/" "Mozilla/5.0"';

describe('access lines', () => {
  it('reads every column of a combined line', () => {
    const { formats, web } = readLines([plain]);
    expect(formats).toEqual(['combined']);
    expect(web[0]).toMatchObject({
      at: micros('2026-11-21T22:00:00Z'),
      client: '192.0.2.7',
      user: '',
      vhost: '',
      method: 'GET',
      target: '/survey?id=1',
      proto: 'HTTP/1.1',
      status: 200,
      size: 512,
      referer: 'https://example.jp/',
      agent: 'Mozilla/5.0',
    });
  });

  it.each([
    {
      name: 'a virtual host in front',
      line: `www.example.jp:443 ${plain}`,
      format: 'vhost_combined',
      want: { vhost: 'www.example.jp' },
    },
    {
      name: 'no referer and agent',
      line: '192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "GET / HTTP/1.1" 304 -',
      format: 'common',
      want: { size: -1, status: 304 },
    },
    {
      name: 'a user with spaces',
      line: plain.replace('- - [', '- jane doe ['),
      format: 'combined',
      want: { user: 'jane doe' },
    },
    {
      name: 'IPv6',
      line: plain.replace('192.0.2.7', '2001:db8::7'),
      format: 'combined',
      want: { client: '2001:db8::7' },
    },
    {
      name: 'forwarded addresses: the first is the client',
      line: plain.replace('192.0.2.7', '192.0.2.7, 10.0.0.1'),
      format: 'combined',
      want: { client: '192.0.2.7' },
    },
    {
      name: 'forwarded addresses: what is no address of the Internet is passed over',
      line: plain.replace('192.0.2.7', 'unknown, 192.168.1.5, 198.51.100.9:51234, 203.0.113.3'),
      format: 'combined',
      want: { client: '198.51.100.9', user: '' },
    },
    {
      name: 'forwarded addresses with the proxy behind them',
      line: plain.replace('192.0.2.7 - -', '198.51.100.9, 203.0.113.3 10.0.0.5 - jane'),
      format: 'combined',
      want: { client: '198.51.100.9', user: 'jane', vhost: '' },
    },
    {
      name: 'one forwarded address before a proxy of ours',
      line: plain.replace('192.0.2.7', '198.51.100.9 10.0.0.5'),
      format: 'combined',
      want: { client: '198.51.100.9', user: '', vhost: '' },
    },
    {
      name: 'no forwarded address before who asked',
      line: plain.replace('192.0.2.7', '- 10.0.0.5'),
      format: 'combined',
      want: { client: '10.0.0.5', vhost: '' },
    },
    {
      name: 'a virtual host that is an address, before a client of the Internet',
      line: plain.replace('192.0.2.7', '203.0.113.80 192.0.2.7'),
      format: 'vhost_combined',
      want: { client: '192.0.2.7', vhost: '203.0.113.80' },
    },
    {
      name: 'lighttpd: the host asked for in the middle, though it is an address',
      line: plain.replace('192.0.2.7 - -', '192.0.2.7 203.0.113.80 -'),
      format: 'combined',
      want: { client: '192.0.2.7', user: '' },
    },
    {
      name: 'nginx as it is packaged, behind a proxy of ours',
      line: `${plain.replace('192.0.2.7', '10.0.0.5')} "198.51.100.9, 10.0.0.4"`,
      format: 'combined',
      want: { client: '198.51.100.9' },
    },
    {
      name: 'nginx as it is packaged, when the client itself sent the header',
      line: `${plain} "198.51.100.9"`,
      format: 'combined',
      want: { client: '192.0.2.7' },
    },
    {
      name: 'the header further back, under its name',
      line: `${plain.replace('192.0.2.7', '172.18.0.3')} rt=0.01 xff="198.51.100.9"`,
      format: 'combined',
      want: { client: '198.51.100.9' },
    },
    {
      name: 'an address of a server behind the agent',
      line: `${plain.replace('192.0.2.7', '10.0.0.5')} "203.0.113.5:8080" upstream=203.0.113.6`,
      format: 'combined',
      want: { client: '10.0.0.5' },
    },
    {
      name: 'a request that never came (408)',
      line: '192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "-" 408 0 "-" "-"',
      format: 'combined',
      want: { method: '', target: '', status: 408, agent: '' },
    },
    {
      name: 'bytes that are no request',
      line: String.raw`192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "\x16\x03\x01" 400 226 "-" "-"`,
      format: 'combined',
      want: { method: '', target: '\x16\x03\x01' },
    },
    {
      name: 'escapes of nginx and Apache undone',
      line: String.raw`192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "GET /a?q=\x22\"\\ HTTP/1.1" 200 1 "-" "a \"b\" \xE8\xA8\xBC"`,
      format: 'combined',
      want: { target: '/a?q=""\\', agent: 'a "b" \xe8\xa8\xbc' },
    },
    {
      name: 'quotes that the server did not escape',
      line: '192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "GET /" or "1 HTTP/1.1" 200 1 "-" "x"',
      format: 'combined',
      want: { target: '/" or "1' },
    },
    {
      name: 'a target with spaces',
      line: plain.replace('/survey?id=1', '/a b c'),
      format: 'combined',
      want: { target: '/a b c' },
    },
    {
      name: 'columns appended by the administrator',
      line: `${plain} "203.0.113.9" 0.021 -`,
      format: 'combined',
      want: { agent: 'Mozilla/5.0' },
    },
    {
      name: 'the whole line in quotes once more',
      line: `"${plain}"`,
      format: 'combined',
      want: { client: '192.0.2.7', agent: 'Mozilla/5.0' },
    },
    {
      name: 'CSV quoting',
      line: `"${plain.replaceAll('"', '""')}"`,
      format: 'combined',
      want: { agent: 'Mozilla/5.0' },
    },
    {
      name: 'addresses behind what a request took',
      line: `${plain.replace('192.0.2.7', '10.0.0.2')} 5123 - "203.0.113.5, 10.0.3.4" TLSv1.3`,
      format: 'combined',
      want: { client: '203.0.113.5' },
    },
    { name: 'no user column', line: plain.replace('- - [', '- ['), format: 'combined', want: { client: '192.0.2.7' } },
    {
      name: 'percent-encoding left alone',
      line: plain.replace('/survey?id=1', '/%2e%2e%2fetc'),
      format: 'combined',
      want: { target: '/%2e%2e%2fetc' },
    },
  ])('$name', ({ line, format, want }) => {
    const { formats, web } = readLines([line]);
    expect(formats).toEqual([format]);
    expect(web[0]).toMatchObject(want);
  });

  it.each([
    { name: 'a day that no calendar has', line: plain.replace('22/Nov', '31/Feb') },
    { name: 'a month that is none', line: plain.replace('Nov', 'Nox') },
    { name: 'half a line', line: plain.slice(0, 60) },
    { name: 'no status', line: plain.replace('" 200 512', '"') },
  ])('does not read $name', ({ line }) => {
    const { rows } = readLines([line]);
    expect(rows.filter((row) => row.table === 'web')).toEqual([]);
  });

  it('takes a time without a zone as said', () => {
    const line = plain.replace(' +0900]', ']');
    expect(readLines([line]).web[0]?.at).toBe(micros('2026-11-22T07:00:00Z'));
    expect(readLines([line], { timeZone: 'Asia/Tokyo' }).web[0]?.at).toBe(micros('2026-11-21T22:00:00Z'));
  });

  it('skips the NULs that a crash left before a line', () => {
    expect(readLines([`${'\0'.repeat(40)}${plain}`]).web[0]?.client).toBe('192.0.2.7');
  });

  it('reads any request in linear time: a value, never a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (request) => {
        const { method, target, proto } = splitRequest(request);
        expect(method.length + target.length + proto.length).toBeLessThanOrEqual(request.length);
      }),
    );
    expectLinear((n) => {
      const hostile = `192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "${'" 200 '.repeat(n / 5)}`;
      readLines([hostile, `1.1.1.1 ${'a '.repeat(n / 2)}`, '\\'.repeat(n), '['.repeat(n)]);
    }, 100_000);
  });
});

describe('access lines of other servers', () => {
  it.each([
    {
      name: 'HAProxy through syslog',
      line: 'Nov 22 07:00:01 lb haproxy[77]: 192.0.2.7:55032 [22/Nov/2026:07:00:00.885] front~ back/web1 0/0/0/169/169 404 1541 - - ---- 5/6/9/1/0 0/0 "GET /x HTTP/1.1"',
      want: { client: '192.0.2.7', status: 404, size: 1541, target: '/x', at: micros('2026-11-22T07:00:00.885Z') },
    },
    {
      name: 'nginx through syslog',
      line: `Nov 22 07:00:01 web nginx[77]: ${plain}`,
      want: { client: '192.0.2.7', target: '/survey?id=1' },
    },
    {
      name: 'an application load balancer',
      line: 'https 2026-11-22T07:00:00.186641Z app/site/50dc6c495c0c9188 192.0.2.7:2817 10.0.0.1:80 0.0 0.1 0.0 200 200 34 366 "GET https://www.example.jp:443/a?b=1 HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn:aws:x "Root=1" "www.example.jp" "arn" 0 2026-11-22T07:00:00.1Z "forward" "-" "-"',
      want: { client: '192.0.2.7', vhost: 'www.example.jp', target: '/a?b=1', status: 200, size: 366, agent: 'curl/8' },
    },
    {
      name: 'S3 server access',
      line: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be bucket [22/Nov/2026:07:00:00 +0000] 192.0.2.7 arn:aws:iam::1:user/x 3E57427F3EXAMPLE REST.GET.OBJECT list.csv "GET /bucket/list.csv HTTP/1.1" 200 - 113 113 7 6 "-" "S3Console/0.4" -',
      want: {
        client: '192.0.2.7',
        vhost: 'bucket',
        target: '/bucket/list.csv',
        status: 200,
        size: 113,
        agent: 'S3Console/0.4',
      },
    },
    {
      name: 'Nginx Proxy Manager',
      line: '[22/Nov/2026:07:00:00 +0000] site.example.jp 192.0.2.7 0.227 "POST /form HTTP/2.0" 207 125 440 - Mozilla/5.0 (X11)',
      want: { client: '192.0.2.7', vhost: 'site.example.jp', method: 'POST', status: 207, agent: 'Mozilla/5.0 (X11)' },
    },
    {
      name: 'a Tomcat pattern',
      line: '[22/Nov/2026:07:00:00 +0000] jane http-nio-8080-exec-1 192.0.2.7 GET /index.action HTTP/1.1 200 1020ms 7881 http://localhost/ Mozilla/5.0',
      want: { client: '192.0.2.7', user: 'jane', target: '/index.action', status: 200, size: 7881 },
    },
    {
      name: "Django's development server",
      line: '[22/Nov/2026 07:00:00] "GET /admin/ HTTP/1.1" 302 0',
      want: { client: '', target: '/admin/', status: 302, size: 0 },
    },
  ])('$name', ({ line, want }) => {
    expect(readLines([line]).web[0]).toMatchObject(want);
  });

  it('reads IIS by the columns it names, and again when they change', () => {
    const { formats, web, assumed } = readLines([
      '#Software: Microsoft Internet Information Services 10.0',
      '#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes cs(User-Agent)',
      '2026-11-22 07:00:00 192.0.2.7 GET /a.aspx id=1 200 99 Mozilla/5.0+(Windows)',
      '#Fields: date time cs-method cs-uri-stem c-ip sc-status',
      '2026-11-22 07:00:01 POST /b.aspx 192.0.2.8 404',
      '2026-11-22 07:00:01 POST /b.aspx',
    ]);
    expect(formats).toEqual(['iis_w3c', 'iis_w3c', 'iis_w3c', 'iis_w3c', 'iis_w3c', 'timestamped']);
    expect(web).toMatchObject([
      {
        at: micros('2026-11-22T07:00:00Z'),
        client: '192.0.2.7',
        target: '/a.aspx?id=1',
        status: 200,
        size: 99,
        agent: 'Mozilla/5.0 (Windows)',
      },
      { client: '192.0.2.8', method: 'POST', target: '/b.aspx', status: 404, size: -1 },
    ]);
    // W3C logs are always in UTC: nothing is assumed.
    expect(assumed).toEqual([]);
  });

  it('counts the days on under a head that names only the first', () => {
    const { web } = readLines([
      '#Date: 2026-11-22 23:58:00',
      '#Fields: time c-ip cs-method cs-uri-stem sc-status',
      '23:59:59 192.0.2.7 GET /a 200',
      '00:00:01 192.0.2.7 GET /b 200',
      '23:59:58 192.0.2.7 GET /late 200',
      '00:00:02 192.0.2.7 GET /c 200',
      '13:00:00 192.0.2.7 GET /d 200',
      '#Date: 2026-11-25 06:00:00',
      '06:00:00 192.0.2.7 GET /e 200',
    ]);
    expect(web.map(({ at }) => at)).toEqual(
      [
        '2026-11-22T23:59:59Z',
        '2026-11-23T00:00:01Z',
        '2026-11-22T23:59:58Z',
        '2026-11-23T00:00:02Z',
        '2026-11-23T13:00:00Z',
        '2026-11-25T06:00:00Z',
      ].map(micros),
    );
  });

  it('reads CloudFront', () => {
    const { formats, web } = readLines([
      '#Version: 1.0',
      '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query',
      [
        '2026-11-22',
        '07:00:00',
        'NRT12',
        '182',
        '192.0.2.7',
        'GET',
        'd1.cloudfront.net',
        '/x',
        '200',
        '-',
        'Mozilla/5.0%20(X11)',
        'a=1',
      ].join('\t'),
    ]);
    expect(formats.at(-1)).toBe('cloudfront');
    expect(web[0]).toMatchObject({
      client: '192.0.2.7',
      vhost: 'd1.cloudfront.net',
      target: '/x?a=1',
      agent: 'Mozilla/5.0 (X11)',
      size: 182,
    });
  });
});
