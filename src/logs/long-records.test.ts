import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShared } from './engine/shared-engine.test-support.ts';
import { isRecordsLine, RecordSplitter } from './long-records.ts';
import { listLogs } from './read-logs.ts';

function split(text: string, sizes: readonly number[]): { readonly records: string[]; readonly whole: boolean } {
  const records: string[] = [];
  const splitter = new RecordSplitter((record) => records.push(Buffer.from(record, 'latin1').toString('utf8')));
  const bytes = Buffer.from(text);
  let at = 0;
  for (let i = 0; at < bytes.length; i += 1) {
    const size = Math.max(1, sizes[i % Math.max(1, sizes.length)] ?? 7);
    splitter.push(bytes.subarray(at, at + size));
    at += size;
  }
  return { records, whole: splitter.whole };
}

it('gives back every object of a list, however it comes in pieces', () => {
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(records, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (list, sizes) => {
      const found = split(JSON.stringify({ Records: list }), sizes);
      expect(found.whole).toBe(true);
      expect(found.records.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});

it.each([
  '{"Records":[{"a":1}',
  '{"Records":[{"a":"]}',
  '{"Records":[[1]]}',
  '{"Records":[{"a":1}]}}',
  '{"Records":[]',
])('does not call a list whole that is not: %s', (text) => {
  expect(split(text, [5]).whole).toBe(false);
});

it('knows such a line by how it begins', () => {
  expect(['{"Records":[{', ' { "Records" : [', '\xef\xbb\xbf{"Records":['].every(isRecordsLine)).toBe(true);
  expect(['{"records":[', '[{"Records":[', '{"Records":{', '{"a":1,"Records":['].some(isRecordsLine)).toBe(false);
});

const record = (i: number, more: object = {}) => ({
  eventVersion: '1.09',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/batch', userName: 'batch' },
  eventTime: new Date(Date.UTC(2026, 9, 1, 0, 0, i)).toISOString().replace('.000', ''),
  ...{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: 'ap-northeast-1' },
  ...{ sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2', requestParameters: { key: '鍵'.repeat(40) }, ...more },
});

async function read(bytes: Buffer, name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-long-records-'));
  try {
    writeFileSync(join(folder, name), bytes);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      const [file] = store.files;
      const [rows] = await store.rows<{ rows: number; last: number }>(
        "select count() as rows, max(n) as last from event where action = 'cloud-call' or program != '' order by rows",
      );
      return { file, rows };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('reads every record of a line that is longer than the engine keeps, packed or not', async () => {
  const text = JSON.stringify({ Records: Array.from({ length: 5000 }, (_, i) => record(i)) });
  expect(text.length).toBeGreaterThan(1 << 20);
  for (const [bytes, name] of [
    [Buffer.from(text), 'trail.json'],
    [gzipSync(text), 'trail.json.gz'],
  ] as const) {
    const { file, rows } = await read(bytes, name);
    expect(file).toMatchObject({ format: 'cloudtrail', lines: 1, parsed: 1, unparsed: 0 });
    expect(file?.to).toBe('2026-10-01T01:23:19.000Z');
    expect(rows).toEqual({ rows: 5000, last: 0 });
  }
});

it('counts a line that breaks off as not understood, and keeps what it could read', async () => {
  const text = JSON.stringify({ Records: Array.from({ length: 5000 }, (_, i) => record(i)) });
  const { file, rows } = await read(Buffer.from(text.slice(0, -900)), 'trail.json');
  expect(file).toMatchObject({ lines: 1, parsed: 0, unparsed: 1 });
  expect(rows?.rows).toBeGreaterThan(4990);
});
