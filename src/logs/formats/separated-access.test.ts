import { expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-02-16T00:36:07Z');

it.each([
  {
    name: 'bars, with the host',
    line: '16/Feb/2026:09:36:07 +0900|203.0.113.7|shop.example|GET /a?b=1 HTTP/1.1|404|812|https://shop.example/|Mozilla/5.0 (X11)|0.004',
    want: {
      ...{ at, client: '203.0.113.7', vhost: 'shop.example', method: 'GET', target: '/a?b=1', status: 404, size: 812 },
      ...{ referer: 'https://shop.example/', agent: 'Mozilla/5.0 (X11)' },
    },
  },
  {
    name: 'bars with spaces, in quotes, behind a proxy of ours',
    line: '2026-02-16T09:36:07+09:00 | "10.0.0.2" | "203.0.113.8" | "POST /b HTTP/2.0" | 200 | 5 | "-" | "curl/8.5.0"',
    want: { at, client: '203.0.113.8', method: 'POST', target: '/b', status: 200, size: 5, agent: 'curl/8.5.0' },
  },
  {
    name: 'tabs',
    line: '[16/Feb/2026:09:36:07 +0900]\t2001:db8::7\t-\t"GET / HTTP/1.1"\t200\t-\t"-"\t"-"',
    want: { at, client: '2001:db8::7', target: '/', status: 200, size: -1, referer: '', agent: '' },
  },
])('reads columns parted by $name', ({ line, want }) => {
  const { web, formats } = readLines([line]);
  expect(web).toMatchObject([want]);
  expect(formats).toEqual(['access']);
});

it.each([
  ['no request line', '16/Feb/2026:09:36:07 +0900|203.0.113.7|a|b|200|812'],
  ['no status behind it', '16/Feb/2026:09:36:07 +0900|203.0.113.7|200|GET / HTTP/1.1|a|b'],
  ['no time', 'x|203.0.113.7|GET / HTTP/1.1|200|5'],
])('takes nothing for a request that has %s', (_, line) => {
  expect(readLines([line]).web).toEqual([]);
});

it('ends in linear time', () => {
  expectLinear((size) => readLines([`16/Feb/2026:09:36:07 +0900|${'GET /|'.repeat(size / 6)}`]), 200_000);
  expectLinear((size) => readLines([`a|b|c|d|${' GET a'.repeat(size / 6)} HTTP/1.1`]), 200_000);
});
