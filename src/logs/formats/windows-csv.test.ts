import { expect, it } from 'vitest';
import { fromBytes } from '../rows.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const english = (id: string, said: string) => [
  'Keywords,Date and Time,Source,Event ID,Task Category',
  ...`Audit Success,11/22/2026 10:00:00 PM,Microsoft-Windows-Security-Auditing,${id},Logon,"${said}"`.split('\n'),
];

it.each([
  {
    name: 'a login',
    lines: english(
      '4624',
      'An account was successfully logged on.\n\nSubject:\n\tAccount Name:\t\tWEB01$\n\nNew Logon:\n\tAccount Name:\t\tsuzuki\n\nNetwork Information:\n\tSource Network Address:\t203.0.113.240\n',
    ),
    want: { action: 'login', user: 'suzuki', ip: '203.0.113.240', at: micros('2026-11-22T22:00:00Z') },
  },
  {
    name: 'a failed one',
    lines: english(
      '4625',
      'An account failed to log on.\n\nSubject:\n\tAccount Name:\t\t-\n\nAccount For Which Logon Failed:\n\tAccount Name:\t\tadministrator\n\n\tSource Network Address:\t::ffff:198.51.100.241\n',
    ),
    want: { action: 'login-failed', user: 'administrator', ip: '198.51.100.241', fields: { about: 'attempt' } },
  },
  {
    name: 'the log was cleared',
    lines: english('1102', 'The audit log was cleared.\nSubject:\n\tAccount Name:\tsuzuki\n'),
    want: { action: 'log-cleared', user: 'suzuki', ip: '' },
  },
  {
    name: 'in Japanese',
    lines: [
      '\ufeffキーワード,日付と時刻,ソース,イベント ID,タスクのカテゴリ',
      '失敗の監査,2026/11/22 10:00:00,Microsoft-Windows-Security-Auditing,4625,Logon,"アカウントがログオンに失敗しました。',
      '',
      'サブジェクト:',
      '\tアカウント名:\t\t-',
      'ログオンを失敗したアカウント:',
      '\tアカウント名:\t\t佐藤',
      '\tソース ネットワーク アドレス:\t198.51.100.241',
      '"',
    ],
    want: { action: 'login-failed', ip: '198.51.100.241', at: micros('2026-11-22T10:00:00Z') },
  },
])('reads what the Event Viewer exports: $name', ({ lines, want }) => {
  const { events, formats } = readLines(lines);
  expect(formats.every((format, i) => format !== undefined || lines[i] === '')).toBe(true);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ n: 1, program: 'Microsoft-Windows-Security-Auditing', ...want });
  if (lines[0]?.includes('キ')) expect(fromBytes(events[0]?.user ?? '')).toBe('佐藤');
});

it.each([
  {
    name: 'every column, the text first',
    head: '"Message","Id","Version","ProviderName","LogName","MachineName","TimeCreated"',
    record: (said: string) =>
      `"${said}","4625","0","Microsoft-Windows-Security-Auditing","Security","AD1","11/22/2026 10:00:00 PM"`,
  },
  {
    name: 'columns of its own choice',
    head: '"TimeCreated","Id","LevelDisplayName","Message"',
    record: (said: string) => `"2026/11/22 22:00:00","4625","Information","${said}"`,
  },
])('reads what PowerShell exports: $name', ({ head, record }) => {
  const said =
    'An account failed to log on.\r\n\r\nAccount For Which Logon Failed:\r\n\tAccount Name:\t\tkato\r\n\tSource Network Address:\t203.0.113.240\r\n';
  const lines = [head, ...`${record(said)}\n${record(said)}`.split('\n')];
  const { events, formats } = readLines(lines);
  expect(formats.every((format, i) => format !== undefined || lines[i]?.trim() === '')).toBe(true);
  const want = { action: 'login-failed', user: 'kato', ip: '203.0.113.240', at: micros('2026-11-22T22:00:00Z') };
  expect(events).toMatchObject([want, want]);
});

it('does not count as understood what was cut off', () => {
  const lines = english('4624', 'An account was successfully logged on.\n\tAccount Name:\t\tsuzuki');
  const { events, formats } = readLines(lines.map((line) => line.replace(/"$/, '')));
  expect(events).toHaveLength(0);
  expect(formats.slice(1)).toEqual([undefined, undefined]);
});
