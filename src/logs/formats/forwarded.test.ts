import { isIP } from 'node:net';
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
    fc.assert(fc.property(fc.string(), (list) => isIP(clientBehind('10.0.0.5', list)) > 0));
  });

  it('takes no address that a client made up for its own', () => {
    const file = { assume: () => {} };
    const seen = (list: string) => clientBehind('10.0.0.5', list, file);
    expect(seen('192.0.2.66, 198.51.100.9')).toBe('198.51.100.9');
    for (let i = 0; i < 40; i += 1) expect(seen(`198.51.100.${i}`)).toBe(`198.51.100.${i}`);
    // Not even one who asks more often than everybody else together.
    for (let i = 0; i < 200; i += 1) expect(seen(`192.0.2.${i}, 198.51.100.77`)).toBe('198.51.100.77');
    expect(seen('192.0.2.66, 198.51.100.9')).toBe('198.51.100.9');
  });

  it('knows the client before a content network by what its lists have as a rule', () => {
    const file = { assume: () => {} };
    const seen = (list: string) => clientBehind('10.0.0.5', list, file);
    for (let i = 0; i < 40; i += 1) seen(`198.51.100.${i}, 203.0.113.1, 10.0.0.9`);
    expect(seen('198.51.100.9, 203.0.113.1')).toBe('198.51.100.9');
    expect(seen('192.0.2.66, 198.51.100.9, 203.0.113.1')).toBe('198.51.100.9');
    // One that came past it.
    expect(seen('198.51.100.10')).toBe('198.51.100.10');
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
    expect(assumed).toEqual([
      'clients behind our proxies: the address in X-Forwarded-For that the outermost proxy saw',
    ]);
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
