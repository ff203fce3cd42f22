import { expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const wevtutil = (date: string, id: string) => [
  'Event[0]:',
  '  Log Name: Security',
  '  Source: Microsoft-Windows-Security-Auditing',
  `  Date: ${date}`,
  `  Event ID: ${id}`,
  '  Computer: srv01.example',
  '  Description:',
  'An account failed to log on.',
  '',
  'Subject:',
  '\tAccount Name:\t\t-',
  'Account For Which Logon Failed:',
  '\tAccount Name:\t\tanna',
  '\tSource Network Address:\t192.0.2.7',
];
const failed = { user: 'anna', ip: '192.0.2.7', action: 'login-failed', host: 'srv01.example' };

it('reads what wevtutil prints as text, in local time or UTC', () => {
  const { events, formats } = readLines(
    [...wevtutil('2025-03-12T09:15:02.123', '4625'), ...wevtutil('2025-03-12T00:16:02.1230000Z', '4625')],
    { timeZone: 'Asia/Tokyo' },
  );
  expect(events).toMatchObject([
    { ...failed, at: micros('2025-03-12T00:15:02.123Z'), n: 0 },
    { ...failed, at: micros('2025-03-12T00:16:02.123Z'), n: 14 },
  ]);
  expect(formats.filter((format) => format !== '')).toEqual(new Array(26).fill('windows_text'));
});

it('reads what PowerShell prints as a list, and nothing behind it', () => {
  const { events, formats } = readLines([
    'TimeCreated  : 2025/03/12 9:15:02',
    'ProviderName : Microsoft-Windows-Security-Auditing',
    'Id           : 4624',
    'Message      : アカウントが正常にログオンしました。',
    '               ',
    '               新しいログオン:',
    '                アカウント名:\t\tmori',
    '                ソース ネットワーク アドレス:\t192.0.2.9',
    'Mar 12 09:15:03 web01 sshd[1]: Accepted password for jane from 192.0.2.8 port 22 ssh2',
  ]);
  expect(events).toMatchObject([
    { at: micros('2025-03-12T09:15:02Z'), user: 'mori', ip: '192.0.2.9', action: 'login', fields: { EventID: '4624' } },
    { user: 'jane', action: 'login', program: 'sshd' },
  ]);
  expect(formats.at(-1)).toBe('sshd');
});

it('takes no line of another log for the text of an event', () => {
  const { events } = readLines([
    ...wevtutil('2025-03-12T09:15:02.123', '4625'),
    'Mar 12 09:15:03 web01 sshd[1]: Accepted password for jane from 192.0.2.8 port 22 ssh2',
  ]);
  expect(events).toMatchObject([failed, { user: 'jane', action: 'login', program: 'sshd' }]);
});

it.each([
  ['without a time', wevtutil('yesterday', '4625')],
  ['without a number', wevtutil('2025-03-12T09:15:02.123', 'none')],
])('counts the lines of an event %s as not understood', (_, lines) => {
  const { events, formats } = readLines(lines);
  expect(events).toEqual([]);
  expect(formats[0]).toBeUndefined();
});
