import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import type { Limit } from '../limits.ts';
import { listedBuckets } from './listed-buckets.ts';

type Call = { readonly at: number; readonly name: string; readonly bucket: string; readonly key?: string };
const START = Date.UTC(2026, 9, 19, 3);

/** One event as CloudTrail records it; without a name it was made by nobody who had logged in. */
const call = (ip: string, { at, name, bucket, key }: Call, account = 'anonymous', error?: string) =>
  JSON.stringify({
    ...{ eventVersion: '1.11', userIdentity: { type: 'AWSAccount', principalId: '', accountId: account } },
    ...{ eventTime: new Date(START + at * 1_000).toISOString().replace('.000', ''), eventSource: 's3.amazonaws.com' },
    ...{ eventName: name, awsRegion: 'ap-northeast-1', sourceIPAddress: ip, userAgent: 'aws-cli/2.15' },
    requestParameters: { bucketName: bucket, ...(key === undefined ? {} : { key }) },
    ...(error === undefined ? {} : { errorCode: error }),
    ...{ readOnly: true, eventType: 'AwsApiCall', eventCategory: 'Data' },
  });

const emptied = (ip: string, bucket: string, key: (i: number) => string, files = 40, from = 0, account?: string) => [
  call(ip, { at: from, name: 'ListObjects', bucket }, account),
  ...Array.from({ length: files }, (_, i) =>
    call(ip, { at: from + 5 + i, name: 'GetObject', bucket, key: key(i) }, account),
  ),
];

async function asked(lines: readonly string[], most?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'listed-buckets-'));
  try {
    writeFileSync(join(folder, 'trail.jsonl'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      const limits: Limit[] = [];
      const found = await listedBuckets(store, limits, most);
      return {
        found: found.map(({ actor, level, success, count }) => `${actor.id} ${level} ${success} ${count}`),
        limits: limits.map(({ id }) => id),
      };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const byMonth = (i: number) => `2026/10/${String(i).padStart(4, '0')}.json`;

it('tells who asked for the list of a bucket without a login and was given its records', async () => {
  const { found } = await asked([
    ...emptied('203.0.113.7', 'house-form-answers', byMonth),
    ...emptied('198.51.100.9', 'house-prices', byMonth),
  ]);
  expect(found).toEqual(['198.51.100.9 notable possible 40', '203.0.113.7 adverse shown 40']);
});

it.each([
  ['pictures', emptied('203.0.113.7', 'house-assets', (i) => `img/${i}.jpg`)],
  ['a few files', emptied('203.0.113.7', 'house-form-answers', byMonth, 12)],
  ['a program of the house', emptied('203.0.113.7', 'house-form-answers', byMonth, 40, 0, '111122223333')],
  ['work of three days', [0, 1, 2].flatMap((day) => emptied('203.0.113.7', 'open-prices', byMonth, 40, day * 86_400))],
  ['what was offered', [1, 2, 3, 4, 5].flatMap((i) => emptied(`203.0.${i}.7`, 'open-prices', byMonth))],
  [
    'files that were refused',
    [
      call('203.0.113.7', { at: 0, name: 'ListObjects', bucket: 'house-form-answers' }, 'anonymous', 'AccessDenied'),
      ...emptied('203.0.113.7', 'house-form-answers', byMonth).slice(1),
    ],
  ],
])('says nothing of %s', async (_, lines) => {
  expect((await asked(lines)).found).toEqual([]);
});

it('tells of readers beyond those it looked at', async () => {
  const lines = [1, 2, 3].flatMap((i) => emptied(`203.0.${i}.7`, 'house-form-answers', byMonth));
  expect(await asked(lines, 2)).toMatchObject({ limits: ['storage-files'] });
});
