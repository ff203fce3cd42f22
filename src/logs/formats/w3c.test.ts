import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const head = [
  '#separator \\x09',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tmethod\thost\turi\tuser_agent\tusername\tstatus_code',
  '#types\ttime\tstring\taddr\tport\tstring\tstring\tstring\tstring\tstring\tcount',
];

it('a table of Zeek tells requests with their clients, and agents as they stand', () => {
  const { web } = readLines([
    ...head,
    '1791331200.123456\tC1\t192.0.2.7\t50122\tPOST\ta.example\t/form?x=1\tMozilla/5.0 (a+b)\tkato\t302',
  ]);
  expect(web).toMatchObject([
    {
      ...{ at: micros('2026-10-07T00:00:00Z') + 123_456, client: '192.0.2.7', user: 'kato', vhost: 'a.example' },
      ...{ method: 'POST', target: '/form?x=1', status: 302, agent: 'Mozilla/5.0 (a+b)' },
    },
  ]);
});

it('another table of Zeek tells who connected', () => {
  const { events } = readLines([
    '#fields\tts\tid.orig_h\tid.resp_h\tauth_success',
    '1791331200.5\t192.0.2.7\t10.0.0.5\tF',
  ]);
  expect(events).toMatchObject([{ at: micros('2026-10-07T00:00:00.5Z'), program: 'zeek', ip: '192.0.2.7' }]);
});
