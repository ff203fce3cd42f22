import { expect, it } from 'vitest';
import { readAcquisition } from './acquisition.ts';

const read = (second: string, admin = 'yes') => {
  const text = `step,second_person,admin,sha256_after\nweb-logs,${second},${admin},${'a'.repeat(64)}\n`;
  const file = { path: 'acquisition.csv', sha256: 'e'.repeat(64), bytes: new TextEncoder().encode(text) };
  return readAcquisition(file, { lists: [], intact: null }).steps[0];
};

it.each([
  { written: 'T. Mori', is: true },
  { written: 'なし', is: false },
  { written: '-', is: false },
  { written: '', is: false },
  { written: '不明', is: null },
  { written: 'unknown', is: null },
])('a second person written as "$written" was there: $is', ({ written, is }) => {
  expect(read(written)?.secondPerson).toBe(is);
});

it.each([
  { written: 'あり', is: true },
  { written: 'no', is: false },
  { written: 'root?', is: null },
])('administrator rights written as "$written": $is', ({ written, is }) => {
  expect(read('T. Mori', written)?.adminRights).toBe(is);
});
