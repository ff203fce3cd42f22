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
