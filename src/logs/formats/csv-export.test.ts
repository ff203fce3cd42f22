import { describe, expect, it } from 'vitest';
import type { EventRow } from '../rows.ts';
import { localTime, yearClock } from '../times.ts';
import { csvExport } from './csv-export.ts';
import { micros, readLines } from './read-lines.test-support.ts';

it('reads the head of a Japanese panel in Shift_JIS', () => {
  const rows: EventRow[] = [];
  const parser = csvExport.open({
    ...{ local: localTime('Asia/Tokyo'), year: yearClock(2026), n: 0, unread: () => {}, assume: () => {} },
    emit: (row) => rows.push(row as EventRow),
  });
  // 日時,送信元IP,動作
  const head = [0x93, 0xfa, 0x8e, 0x9e, 0x2c, 0x49, 0x50, 0x2c, 0x93, 0xae, 0x8d, 0xec];
  expect(parser.read(Buffer.from(head).toString('latin1'))).toBe('csv');
  expect(parser.read('2026/11/22 16:00:00,192.0.2.7,x')).toBe('csv');
  expect(rows[0]).toMatchObject({ at: Date.UTC(2026, 10, 22, 7) * 1000, ip: '192.0.2.7' });
});

it('takes a sign-in for one by its operation and its result', () => {
  const rows: EventRow[] = [];
  const parser = csvExport.open({
    ...{ local: localTime('UTC'), year: yearClock(2026), n: 0, unread: () => {}, assume: () => {} },
    emit: (row) => rows.push(row as EventRow),
  });
  parser.read('"Date/time (UTC)","User","Action","Details","IP address","Result"');
  parser.read('"2026-10-03 01:38:07","c.duarte","Sign-in failed","Wrong password","192.0.2.17","FAILED"');
  parser.read('"2026-10-03 01:41:07","c.duarte","Sign-in","Password, new device","192.0.2.17","OK"');
  parser.read('"2026-10-03 01:50:07","c.duarte","Report exported","Guest profiles","192.0.2.17","OK"');
  expect(rows.map(({ action, ip, user }) => [action, ip, user])).toEqual([
    ['login-failed', '192.0.2.17', 'c.duarte'],
    ['login', '192.0.2.17', 'c.duarte'],
    ['', '192.0.2.17', 'c.duarte'],
  ]);
});

it('takes from the words of an appliance who came from where', () => {
  const { events } = readLines([
    '"Level","Log","Time","User","Event"',
    '"Warning","Connection","2026/10/07 09:13:44","admin","User [admin] from [203.0.113.77] failed to log in via [DSM] due to authorization failure."',
  ]);
  expect(events).toMatchObject([{ action: 'login-failed', user: 'admin', ip: '203.0.113.77' }]);
});

describe('a table of which one column holds the lines of a log', () => {
  it('reads them as what they are, with the time of the table', () => {
    const { events, web, formats } = readLines([
      '"@timestamp","host.name",message',
      '"Nov 20, 2026 @ 00:00:05.123",web1,"sshd[7]: Failed password for root from 192.0.2.7 port 22 ssh2"',
      '"Nov 20, 2026 @ 00:00:06.000",web1,"Nov 20 00:00:05 web1 su[9]: (to root) kato on pts/1"',
      '"Nov 20, 2026 @ 00:00:07.000",web1,"192.0.2.9 - - [20/Nov/2026:00:00:07 +0000] ""GET /a HTTP/1.1"" 200 5"',
      '"Nov 20, 2026 @ 00:00:08.000",web1,"Error: nothing"',
    ]);
    expect(formats).toEqual(['csv', 'sshd', 'syslog', 'common', 'csv']);
    expect(events).toMatchObject([
      { at: micros('2026-11-20T00:00:05.123Z'), host: 'web1', ip: '192.0.2.7', user: 'root', action: 'login-failed' },
      { program: 'su', user: 'kato', action: 'su' },
      { program: 'csv' },
    ]);
    expect(web).toMatchObject([{ client: '192.0.2.9', target: '/a' }]);
  });
});

it('reads year to second as one number, in the zone of the time beside it', () => {
  const { events } = readLines(
    [
      '"EVENT_TYPE","TIMESTAMP","USER_ID","CLIENT_IP","REPORT","TIMESTAMP_DERIVED"',
      '"ReportExport","20261019140211.123","0055A","203.0.113.77","All contacts","2026-10-19T14:02:11.123Z"',
    ],
    { timeZone: 'Asia/Tokyo' },
  );
  expect(events[0]).toMatchObject({ at: micros('2026-10-19T14:02:11.123Z'), user: '0055A', ip: '203.0.113.77' });
});

it.each([
  ['20261019140211', '2026-10-19T14:02:11Z'],
  ['1792418531123', '2026-10-19T14:02:11.123Z'],
  ['1792418531', '2026-10-19T14:02:11Z'],
])('tells digits of a date from a count of seconds: %s', (time, want) => {
  const { events } = readLines([JSON.stringify({ time, event: 'a', user: 'b' })]);
  expect(events[0]?.at).toBe(micros(want));
});
