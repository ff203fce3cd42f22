import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-04-29T12:36:01.902Z');
const head = '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">';
const system =
  '<System><Provider Name="Security"/><EventID>4624</EventID><TimeCreated SystemTime="2026-04-29T12:36:01.9020000Z"/></System>';
const data = '<EventData><Data Name="TargetUserName">anna</Data></EventData>';
const whole = `${head}${system}${data}</Event>`;
const login = { table: 'event', at, user: 'anna', action: 'login' };

it.each([
  { name: 'an event on one line', lines: [whole], want: [login] },
  { name: 'an event over many lines', lines: [head, system, data, '</Event>'], want: [login] },
  { name: 'two events on one line', lines: [`${whole}${whole}`], want: [login, login] },
  {
    name: 'events in the frame of an export',
    lines: ['<?xml version="1.0"?>', '<Events>', whole, '</Events>'],
    want: [login],
  },
  { name: 'an event after one that never ended', lines: [head, system, whole], want: [login] },
])('reads $name', ({ lines, want }) => {
  expect(readLines(lines).rows).toMatchObject(want);
});

it.each([
  { name: 'an event that never ends', lines: [head, system], unread: [0, 1] },
  { name: 'one that ends without a time', lines: [head, '<EventID>4624</EventID>', '</Event>'], unread: [0, 1, 2] },
])('counts the lines of $name as not understood', ({ lines, unread }) => {
  const read = readLines(lines);
  expect(read.rows).toEqual([]);
  for (const n of unread) expect(read.formats[n]).toBeUndefined();
});
