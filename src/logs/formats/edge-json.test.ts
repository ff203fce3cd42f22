import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const azureService = {
  time: '2026-11-20T00:00:09.1234567Z',
  category: 'AppServiceHTTPLogs',
  properties: JSON.stringify({
    CsMethod: 'POST',
    CsUriStem: '/api',
    CsUriQuery: 'a=1',
    CIp: '203.0.113.4',
    ScStatus: 201,
  }),
};

describe('requests as platforms export them', () => {
  it.each([
    {
      name: 'Cloudflare, time in nanoseconds',
      object: {
        ...{ ClientIP: '203.0.113.1', ClientRequestHost: 'a.example', ClientRequestMethod: 'GET' },
        ...{ ClientRequestURI: '/x?y=1', EdgeResponseStatus: 403, EdgeResponseBytes: 12 },
        EdgeStartTimestamp: 1_795_132_800_000_000_000,
      },
      want: { client: '203.0.113.1', vhost: 'a.example', method: 'GET', target: '/x?y=1', status: 403, size: 12 },
      at: '2026-11-20T00:00:00Z',
    },
    {
      name: "Cloudflare's firewall, time under another name and the query apart",
      object: {
        ...{ ClientIP: '203.0.113.1', ClientRequestHost: 'a.example', ClientRequestMethod: 'POST' },
        ...{ ClientRequestPath: '/x', ClientRequestQuery: '?y=1', EdgeResponseStatus: 403 },
        Datetime: '2026-11-20T00:00:00Z',
      },
      want: { client: '203.0.113.1', method: 'POST', target: '/x?y=1', status: 403 },
      at: '2026-11-20T00:00:00Z',
    },
    {
      name: 'Serilog in full',
      object: {
        ...{ Timestamp: '2026-11-20T09:00:00.0000001+09:00', Level: 'Information' },
        Properties: { RequestMethod: 'GET', RequestPath: '/x', StatusCode: 403, ClientIp: '203.0.113.1' },
      },
      want: { client: '203.0.113.1', method: 'GET', target: '/x', status: 403 },
      at: '2026-11-20T00:00:00Z',
    },
    {
      name: 'Google Cloud',
      object: {
        httpRequest: {
          ...{ remoteIp: '203.0.113.2', requestMethod: 'GET', requestUrl: 'https://a.example/items?q=1' },
          ...{ responseSize: '7123', status: 200, userAgent: 'curl/8' },
        },
        timestamp: '2026-11-20T00:00:01.500Z',
      },
      want: {
        client: '203.0.113.2',
        vhost: 'a.example',
        target: '/items?q=1',
        status: 200,
        size: 7123,
        agent: 'curl/8',
      },
      at: '2026-11-20T00:00:01.500Z',
    },
    {
      name: 'Azure Application Gateway',
      object: {
        timeStamp: '2026-11-20T00:00:01+00:00',
        operationName: 'ApplicationGatewayAccess',
        properties: {
          clientIP: '203.0.113.3',
          httpMethod: 'GET',
          requestUri: '/login',
          requestQuery: 'n=1',
          httpStatus: 200,
        },
      },
      want: { client: '203.0.113.3', target: '/login?n=1', status: 200 },
      at: '2026-11-20T00:00:01Z',
    },
    {
      name: 'Azure App Service, properties in a string',
      object: azureService,
      want: { client: '203.0.113.4', method: 'POST', target: '/api?a=1', status: 201 },
      at: '2026-11-20T00:00:09.123Z',
    },
    {
      name: 'Vercel',
      object: {
        ...{ message: 'START', timestamp: 1_795_132_800_123, host: 'a.example' },
        proxy: { method: 'POST', path: '/api?x=1', userAgent: ['curl/8'], clientIp: '203.0.113.5', statusCode: 200 },
      },
      want: { client: '203.0.113.5', vhost: 'a.example', target: '/api?x=1', agent: 'curl/8' },
      at: '2026-11-20T00:00:00.123Z',
    },
    {
      name: 'Winston',
      object: {
        ...{ level: 'info', message: 'HTTP GET /z', timestamp: '2026-11-20T00:00:05.000Z' },
        meta: { req: { url: '/z', method: 'GET', ip: '203.0.113.6' }, res: { statusCode: 500 } },
      },
      want: { client: '203.0.113.6', method: 'GET', target: '/z', status: 500 },
      at: '2026-11-20T00:00:05Z',
    },
    {
      name: 'Elastic',
      object: {
        ...{ '@timestamp': '2026-11-20T00:00:00.000Z', source: { ip: '203.0.113.12' }, url: { original: '/e?x=1' } },
        http: { request: { method: 'GET' }, response: { status_code: 404, body: { bytes: 153 } } },
      },
      want: { client: '203.0.113.12', target: '/e?x=1', status: 404, size: 153 },
      at: '2026-11-20T00:00:00Z',
    },
  ])('$name', ({ object, want, at }) => {
    const { web, formats } = readLines([JSON.stringify(object)]);
    expect(web[0]).toMatchObject(want);
    expect(Math.floor((web[0]?.at ?? 0) / 1000)).toBe(Math.floor(micros(at) / 1000));
    expect(formats).toEqual(['json_access']);
  });

  it.each([
    ['token', 'crm-sync', 'crm-sync'],
    ['consumer', 'partner.export', 'partner.export'],
    ['token', 'eyJhbGciOiJIUzI1NiJ9', ''],
    ['token', '8f14e45fceea167a5a36', ''],
    ['token', 'sk_live_x8H2kqP0', ''],
    ['token', 'a7Kd93Lm', ''],
  ])('takes the name of a key for who asks, and no secret: %s %s', (key, value, user) => {
    const line = {
      time: '2026-11-20T00:00:00Z',
      method: 'GET',
      path: '/a',
      status: 200,
      bytes: 9,
      remote_ip: '192.0.2.1',
    };
    expect(readLines([JSON.stringify({ ...line, [key]: value })]).web[0]).toMatchObject({ user });
  });

  it('leaves alone what only resembles them', () => {
    const lines = [
      { properties: '{broken' },
      { properties: { clientIP: '203.0.113.3' } },
      { proxy: {} },
      { meta: { req: 1 } },
    ];
    expect(readLines(lines.map((line) => JSON.stringify({ time: '2026-11-20T00:00:00Z', ...line }))).web).toEqual([]);
  });

  it('takes a request in JSON behind a syslog head', () => {
    const { web } = readLines([
      '<134>2026-11-20T00:00:02Z cache-1 edge[1]: {"client_ip":"203.0.113.7","request_method":"POST","url":"/form","response_status":302}',
    ]);
    expect(web[0]).toMatchObject({
      client: '203.0.113.7',
      target: '/form',
      status: 302,
      at: micros('2026-11-20T00:00:02Z'),
    });
  });
});
