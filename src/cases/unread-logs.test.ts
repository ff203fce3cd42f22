import { expect, it } from 'vitest';
import { unreadLogs } from './unread-logs.ts';

it('names the logs that nobody understood, and none that were read, in part or empty', () => {
  const files = [
    { path: 'logs/audit.dat', lines: 7214, parsed: 1 },
    { path: 'logs/access.log', lines: 500, parsed: 500 },
    { path: 'logs/mixed.log', lines: 500, parsed: 250 },
    { path: 'logs/empty.log', lines: 0, parsed: 0 },
  ];
  expect(unreadLogs(files).map(({ en }) => en)).toEqual([
    'logs/audit.dat: next to none of its 7214 lines was understood (its format is not known)',
  ]);
});

it('a note that lies among logs is no log that could not be read', () => {
  expect(unreadLogs([{ path: 'logs/readme.txt', lines: 3, parsed: 0 }])).toEqual([]);
});
