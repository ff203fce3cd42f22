import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

it.each([
  {
    name: 'version 3',
    value: {
      transaction: {
        client_ip: '198.51.100.235',
        time_stamp: 'Sun Nov 22 19:00:02 2026',
        request: { method: 'GET', uri: '/../../etc/passwd' },
        response: { http_code: 403 },
        messages: [{ message: 'Path Traversal Attack', details: { ruleId: '930110' } }],
      },
    },
    at: micros('2026-11-22T19:00:02Z'),
  },
  {
    name: 'version 2',
    value: {
      transaction: { time: '22/Nov/2026:19:00:02 +0900', remote_address: '198.51.100.235', transaction_id: 'x' },
      request: { request_line: 'GET /../../etc/passwd HTTP/1.1' },
      response: { status: 403 },
      audit_data: { messages: ['Warning. [id "930110"] [msg "Path Traversal Attack"]'] },
    },
    at: micros('2026-11-22T10:00:02Z'),
  },
])('ModSecurity as JSON, $name', ({ value, at }) => {
  const { events, formats } = readLines([JSON.stringify(value)]);
  expect(formats).toEqual(['modsecurity']);
  expect(events[0]).toMatchObject({
    at,
    ip: '198.51.100.235',
    action: 'web-blocked',
    fields: { method: 'GET', target: '/../../etc/passwd', status: '403', rule: '930110', msg: 'Path Traversal Attack' },
  });
});

it('is not said to be blocked when no rule matched', () => {
  const transaction = {
    client_ip: '198.51.100.2',
    time_stamp: 'Sun Nov 22 19:00:02 2026',
    request: { method: 'GET', uri: '/' },
  };
  const { events } = readLines([JSON.stringify({ transaction: { ...transaction, messages: [] } })]);
  expect(events[0]).toMatchObject({ action: '', ip: '198.51.100.2' });
});
