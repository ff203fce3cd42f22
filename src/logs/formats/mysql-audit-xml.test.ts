import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const record = (attributes: readonly string[]) => [' <AUDIT_RECORD', ...attributes.map((one) => `  ${one}`), ' />'];
const connect = record([
  'NAME="Connect"',
  'TIMESTAMP="2026-10-19T03:11:42Z"',
  'CONNECTION_ID="9"',
  'STATUS="0"',
  'USER="app"',
  'IP="203.0.113.9"',
  'DB="survey"',
]);
const query = record([
  'NAME="Query"',
  'TIMESTAMP="2026-10-19T03:11:43 UTC"',
  'CONNECTION_ID="9"',
  'STATUS="0"',
  'SQLTEXT="select mail from respondents where name = &quot;O&apos;Hara&quot; and n &lt; 5"',
  'USER="app[app] @ web1 [203.0.113.9]"',
  'IP="203.0.113.9"',
]);

it('reads records over many lines, and the frame round them', () => {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<AUDIT>', ...connect, ...query, '</AUDIT>'];
  const { events, formats } = readLines(lines);
  expect(new Set(formats)).toEqual(new Set(['mysql', 'windows_event']));
  expect(events.map(({ action, user, ip }) => [action, user, ip])).toEqual([
    ['login', 'app', '203.0.113.9'],
    ['db-query', 'app', '203.0.113.9'],
  ]);
  expect(events[0]?.at).toBe(micros('2026-10-19T03:11:42Z'));
  expect(events[1]?.at).toBe(micros('2026-10-19T03:11:43Z'));
  expect(events[1]?.fields['statement']).toBe(`select mail from respondents where name = "O'Hara" and n < 5`);
});

it('reads a record whose values are elements', () => {
  const { events } = readLines([
    '<AUDIT_RECORD>',
    '  <TIMESTAMP>2026-10-19T03:11:42 UTC</TIMESTAMP>',
    '  <NAME>Connect</NAME>',
    '  <STATUS>1045</STATUS>',
    '  <USER>root</USER>',
    '  <IP>203.0.113.9</IP>',
    '</AUDIT_RECORD>',
  ]);
  expect(events[0]).toMatchObject({ action: 'login-failed', user: 'root', ip: '203.0.113.9' });
});

it('tells the lines of a record that never ends as not understood', () => {
  const { events, formats } = readLines([...connect.slice(0, -1), ...Array.from({ length: 80 }, () => '  X="1"')]);
  expect(events).toEqual([]);
  expect(formats.slice(0, 64).every((format) => format === undefined)).toBe(true);
});
