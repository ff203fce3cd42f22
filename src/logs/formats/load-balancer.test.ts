import { expect, it } from 'vitest';
import { readLines } from './read-lines.test-support.ts';

const alb = (client: string) =>
  `h2 2026-11-22T03:00:02.123456Z app/my-alb/50dc6c495c0c9188 ${client} 10.0.0.66:8080 0.1 0.2 0.0 401 401 400 57 "POST https://www.example.com:443/api/login HTTP/2.0" "curl/7.46.0" ECDHE TLSv1.2 arn "Root=1-y" "www.example.com" "-" 0 2026-11-22T03:00:02.000000Z "forward" "-" "-" "10.0.0.66:8080" "401" "-" "-" TID_1`;

it.each([
  { name: 'IPv4', client: '198.51.100.9:2819', want: '198.51.100.9' },
  { name: 'IPv6 in brackets', client: '[2001:db8::249]:2819', want: '2001:db8::249' },
  { name: 'IPv6 without', client: '2001:db8:0:0:0:0:0:249:2819', want: '2001:db8:0:0:0:0:0:249' },
])('an application load balancer writes $name', ({ client, want }) => {
  const { web, formats } = readLines([alb(client)]);
  expect(formats).toEqual(['alb']);
  expect(web[0]).toMatchObject({ client: want, status: 401, target: '/api/login', vhost: 'www.example.com', size: 57 });
});

it('takes three dashes for a request that never came', () => {
  const { web } = readLines(['2026-10-19T03:11:43.123456Z lb 203.0.113.9:2817 - -1 -1 -1 408 0 0 0 "- - - " "-" - -']);
  expect(web[0]).toMatchObject({ client: '203.0.113.9', method: '', target: '', status: 408 });
});
