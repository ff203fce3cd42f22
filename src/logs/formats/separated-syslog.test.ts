import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const said = 'Accepted password for ops from 203.0.113.9 port 50412 ssh2';

it.each([
  ['commas', `2026-10-19T03:11:42+00:00,web1,sshd[812]:,${said}`],
  ['commas, and a space as the message has it', `2026-10-19T03:11:42+00:00,web1,sshd[812]:, ${said}`],
  ['quotes', `"2026-10-19T03:11:42.000Z","web1","sshd[812]:"," ${said}"`],
  ['facility and level before the program', `2026-10-19T03:11:42Z;web1;auth;info;sshd[812]:;${said}`],
  ['a program without its number', `2026-10-19T03:11:42Z|web1|sshd|${said}`],
  ['tabs, and the old time', `Oct 19 03:11:42\tweb1\tsshd[812]:\t${said}`],
])('reads a line of rsyslog by a template with %s', (_, line) => {
  const { events, formats } = readLines([line]);
  expect(formats).toEqual(['sshd']);
  expect(events[0]).toMatchObject({
    ...{ at: micros('2026-10-19T03:11:42Z'), host: 'web1', program: 'sshd' },
    ...{ action: 'login', user: 'ops', ip: '203.0.113.9' },
  });
});

it('leaves a table that only looks so', () => {
  const { formats } = readLines([
    'Time,Office,Event,Details',
    '2026-10-19T03:11:42Z,Osaka,Login,by password',
    '2026-10-19T03:11:43Z,Osaka,Export,customers',
  ]);
  expect(formats).toEqual(['csv', 'csv', 'csv']);
});

it('keeps a quote that a message has', () => {
  const { events } = readLines(['"2026-10-19T03:11:42Z","web1","app[4]:","opened ""list"" and closed it"']);
  expect(events[0]).toMatchObject({ message: 'opened "list" and closed it' });
});
