import { expect, it } from 'vitest';
import { readExports } from './exports.ts';

it.each([
  { written: '8412', rows: 8412 },
  { written: '0', rows: null },
  { written: '', rows: null },
])('of a list with "$written" rows, says $rows: a feed that counts nothing is no list of none', ({ written, rows }) => {
  const text = `list,vendor,at,rows\nfeed,StayDesk,2026-03-01,${written}\n`;
  const file = { path: 'exports.csv', sha256: 'a'.repeat(64), bytes: Buffer.from(text) };
  expect(readExports(file, 'UTC').exports[0]?.rows).toBe(rows);
});
