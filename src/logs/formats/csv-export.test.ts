import { expect, it } from 'vitest';
import type { EventRow } from '../rows.ts';
import { localTime, yearClock } from '../times.ts';
import { csvExport } from './csv-export.ts';

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
