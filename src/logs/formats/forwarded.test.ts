import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientBehind, firstClient } from './forwarded.ts';
import { readLines } from './read-lines.test-support.ts';

describe('who stands behind a proxy of ours', () => {
  it.each([
    { name: 'one address', list: '198.51.100.9', want: '198.51.100.9' },
    { name: 'a proxy behind it', list: '198.51.100.9, 10.0.0.5', want: '198.51.100.9' },
    { name: 'an office before it', list: '192.168.1.5, 198.51.100.9', want: '198.51.100.9' },
    { name: 'ports and brackets', list: '[2001:db8::9]:443, 10.0.0.5:80', want: '2001:db8::9' },
    { name: 'nobody of the Internet', list: 'unknown, 10.0.0.9', want: '10.0.0.9' },
    { name: 'no address at all', list: 'unknown, _hidden', want: '' },
  ])('$name', ({ list, want }) => {
    expect(firstClient(list)).toBe(want);
  });

  it('does not believe the header of somebody of the Internet', () => {
    expect(clientBehind('203.0.113.5', '198.51.100.9')).toBe('203.0.113.5');
    expect(clientBehind('mail.example.org', '198.51.100.9')).toBe('mail.example.org');
  });

  it('never makes a client of what is no address', () => {
    fc.assert(
      fc.property(fc.string(), (list) => ['10.0.0.5', firstClient(list)].includes(clientBehind('10.0.0.5', list))),
    );
  });

  it('is asked of IIS, which logs the header as a column', () => {
    const head = '#Fields: date time cs-method cs-uri-stem c-ip sc-status X-Forwarded-For';
    const line = (client: string, header: string) => `2026-11-18 07:30:01 GET /a ${client} 200 ${header}`;
    const { web, assumed } = readLines([
      head,
      line('10.0.0.250', '198.51.100.9'),
      line('10.0.0.250', '-'),
      line('203.0.113.5', '198.51.100.9'),
    ]);
    expect(web.map(({ client }) => client)).toEqual(['198.51.100.9', '10.0.0.250', '203.0.113.5']);
    expect(assumed).toEqual(['clients behind our proxies: first address of X-Forwarded-For']);
  });

  it('is asked of requests in JSON', () => {
    const line = (peer: string) =>
      JSON.stringify({
        time: '2026-11-25T03:00:04Z',
        req: { method: 'POST', url: '/login', remoteAddress: peer, headers: { 'x-forwarded-for': '198.51.100.9' } },
        res: { statusCode: 401 },
      });
    const { web } = readLines([line('::ffff:10.0.0.1'), line('203.0.113.5')]);
    expect(web.map(({ client }) => client)).toEqual(['198.51.100.9', '203.0.113.5']);
  });
});
