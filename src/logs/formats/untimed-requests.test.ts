import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { readLines } from './read-lines.test-support.ts';

describe('requests without a time', () => {
  it.each([
    {
      name: 'Uvicorn',
      line: 'INFO:     203.0.113.26:51234 - "GET /docs?a=1 HTTP/1.1" 200 OK',
      want: { client: '203.0.113.26', method: 'GET', target: '/docs?a=1', proto: 'HTTP/1.1', status: 200 },
    },
    {
      name: 'Uvicorn in colour',
      line: '\x1b[32mINFO\x1b[0m:     203.0.113.26:51234 - "\x1b[1mPOST /form HTTP/1.1\x1b[0m" \x1b[31m422 Unprocessable Entity\x1b[0m',
      want: { client: '203.0.113.26', method: 'POST', target: '/form', status: 422 },
    },
    {
      name: 'Uvicorn on IPv6',
      line: 'INFO:     2001:db8::7:51234 - "GET / HTTP/1.1" 200 OK',
      want: { client: '2001:db8::7', status: 200 },
    },
    {
      name: 'morgan, dev',
      line: '\x1b[0mPOST /login \x1b[33m401\x1b[0m 3.210 ms - 12\x1b[0m',
      want: { client: '', method: 'POST', target: '/login', status: 401, size: 12 },
    },
    {
      name: 'morgan, tiny',
      line: 'GET /c 304 - - 1.002 ms',
      want: { method: 'GET', target: '/c', status: 304, size: -1 },
    },
  ])('$name', ({ line, want }) => {
    const { web, formats } = readLines([line]);
    expect(web[0]).toMatchObject({ ...want, at: 0 });
    expect(formats).toEqual(['untimed_access']);
  });

  it('takes a level and a sentence for Uvicorn’s only once Uvicorn has spoken', () => {
    expect(readLines(['INFO:     Waiting for somebody']).formats).toEqual([undefined]);
    const lines = [
      'INFO:     Started server process [1]',
      'INFO:     Waiting for application startup.',
      'ERROR:    Exception in ASGI application',
      'Traceback (most recent call last):',
    ];
    expect(readLines(lines).formats).toEqual(['untimed_access', 'untimed_access', 'untimed_access', 'continued']);
    expect(readLines([...lines.slice(0, 1), 'INFO: not padded']).formats[1]).toBeUndefined();
  });

  it('reads the kernel’s own clock as no date', () => {
    expect(readLines(['[123456.789012] wireguard: wg0: Keypair 12 created for peer 3']).events[0]).toMatchObject({
      ...{ program: 'kernel', at: 0 },
    });
  });

  it('reads long lines in proportion', () => {
    expectLinear((size) => {
      readLines([`INFO:     1.2.3.4:5 - "GET /${'a '.repeat(size)}`, `GET /${'a'.repeat(size)} 200 x`]);
    }, 60_000);
  });
});
