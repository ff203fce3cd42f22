import { expect, it } from 'vitest';
import type { Detection } from '../logs/detect/detection.ts';
import { limitOf } from '../logs/detect/limits.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Sources } from './check.ts';
import type { LogEvidence } from './log-evidence.ts';
import { logsAttackTraces } from './logs-attack-traces.ts';

const cloud = {
  ...{
    path: 'logs/cloudtrail.json',
    sha256: 'a'.repeat(64),
    bytes: 900,
    format: 'cloudtrail',
    lines: 900,
    parsed: 900,
  },
  ...{ from: '2026-07-01T00:00:00.000Z', to: '2026-07-14T00:00:00.000Z' },
} as LogFileSummary;
const web = { ...cloud, path: 'logs/access.log', format: 'combined' } as LogFileSummary;

const given = (files: readonly LogFileSummary[], readsRecorded: boolean) => {
  const blindTo = readsRecorded ? [] : [{ id: 'cloud-reads', ja: '', en: '' }];
  const logs = {
    store: { files },
    detection: { actors: [], coverage: { blindTo } } as unknown as Detection,
    clocks: new Map(),
    mailWithin: new Set(),
    logins: new Map(),
    unparsedHits: 0,
  } as unknown as LogEvidence;
  return { logs, risk: null, unreadable: {} } as unknown as Sources;
};

it.each([
  { name: 'records of a cloud that hold reads may be silent', files: [cloud], reads: true, want: 'nothing-found' },
  { name: 'records of a cloud without any read say nothing by it', files: [cloud], reads: false, want: 'not-checked' },
  { name: 'the web server beside them does', files: [cloud, web], reads: false, want: 'nothing-found' },
])('$name', async ({ files, reads, want }) => {
  expect((await logsAttackTraces.run(given(files, reads))).finding.kind).toBe(want);
});

it('nothing is "not found" among what was too much to look at', async () => {
  const sources = given([web], true);
  const notLookedAt = [limitOf('role-keys', ['ssrf'], 9)];
  const logs = { ...sources.logs, detection: { actors: [], coverage: { blindTo: [], notLookedAt } } };
  const { finding } = await logsAttackTraces.run({ ...sources, logs } as unknown as Sources);
  expect(finding).toMatchObject({ kind: 'not-checked', because: { ja: expect.stringContaining('9件だけ') } });
});
