import { expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import type { Actor } from '../logs/detect/detection.ts';
import { type Limit, limitOf } from '../logs/detect/limits.ts';
import { UNLOGGED } from '../logs/detect/reads/unlogged-questions.ts';
import type { Sources } from './check.ts';
import type { LogEvidence } from './log-evidence.ts';
import { logsBulkRead } from './logs-bulk-read.ts';

const pointer = { path: 'access.log', sha256: 'a'.repeat(64), line: 7, byteStart: 0, byteEnd: 90 };
const says = { ja: 'あ', en: 'a' };
const actor = (id: string, sign: string, success: 'none' | 'possible', level: Actor['level'] = 'notable'): Actor => ({
  ...{ kind: 'ip', id, level, success, classes: ['bulk-read'], rules: [] },
  ...{ from: '2026-11-01T00:00:00Z', to: '2026-11-01T01:00:00Z', pointerCount: 60, pointers: [pointer] },
  perClass: [{ class: 'bulk-read', lines: 60, success, reachedData: success !== 'none' }],
  reachedData: success !== 'none',
  signs: [{ id: sign, class: 'bulk-read', success, says, count: 60, from: null, pointers: [pointer] }],
});

const file = {
  ...{ path: 'access.log', sha256: 'a'.repeat(64), format: 'combined', lines: 100, parsed: 100, unparsed: 0 },
  ...{ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
};
const tooMany = limitOf('named-visits', ['bulk-read'], 9);
const logsWith = (actors: readonly Actor[], notLookedAt: readonly Limit[] = []) =>
  ({
    ...{
      store: { files: [file], rows: async () => [] },
      clocks: new Map(),
      mailWithin: new Set(),
      logins: new Map(),
      unparsedHits: 0,
    },
    detection: { actors, coverage: { blindTo: [], notLookedAt } },
  }) as unknown as LogEvidence;

const ask = (actors: readonly Actor[], notLookedAt: readonly Limit[] = [], knownReaders: readonly string[] = []) =>
  logsBulkRead.run({
    logs: logsWith(actors, notLookedAt),
    risk: null,
    organisation: { ...unknownOrganisation, knownReaders },
  } as unknown as Sources);

it('finds nothing where nobody read much', async () => {
  expect((await ask([])).finding.kind).toBe('nothing-found');
});

it('does not say "nothing found" while somebody asked what no log holds', async () => {
  const { finding, facts } = await ask([actor('203.0.113.1', UNLOGGED, 'none')]);
  expect(finding).toMatchObject({ kind: 'not-checked', because: { en: expect.stringContaining('does not hold') } });
  expect(facts).toEqual([]);
});

it('tells of such questions beside what was found', async () => {
  const { finding, facts } = await ask([
    actor('203.0.113.1', UNLOGGED, 'none'),
    actor('203.0.113.2', 'bulk-read', 'possible'),
  ]);
  expect(finding).toMatchObject({
    kind: 'found',
    says: { en: expect.stringMatching(/^1 source read .*1 source asked GraphQL/) },
  });
  expect(facts).toMatchObject([{ kind: 'bulk-read', requests: 60, known: false }]);
});

it('does not say "nothing found" of what was not looked at, and tells of it beside what was found', async () => {
  const [silent, found, other] = [
    await ask([], [tooMany]),
    await ask([actor('203.0.113.2', 'walked-records', 'possible')], [tooMany]),
    await ask([], [limitOf('role-keys', ['ssrf'], 9)]),
  ];
  expect(silent?.finding).toMatchObject({ kind: 'not-checked', because: { en: expect.stringContaining('9') } });
  expect(found?.finding).toMatchObject({ kind: 'found', says: { en: expect.stringContaining(tooMany.en) } });
  expect(other?.finding.kind).toBe('nothing-found');
});

it('takes records walked through from outside for the trace of an attack, and not those that a named colleague read', async () => {
  const walk = actor('203.0.113.2', 'walked-records', 'possible', 'adverse');
  const [stranger, colleague] = [await ask([walk]), await ask([walk], [], [walk.id])];
  expect(stranger?.facts).toMatchObject([
    { kind: 'attacker-trace', attack: 'bulk-read', success: 'possible', reachedData: true, at: '2026-11-01T00:00:00Z' },
  ]);
  expect(stranger?.finding).toMatchObject({ kind: 'found', says: { en: expect.stringMatching(/^1 source read/) } });
  expect(colleague?.facts).toMatchObject([{ kind: 'bulk-read', requests: 60, known: true }]);
});

it('a walk of several nights says when the first and the last of them began', async () => {
  const walk = actor('203.0.113.2', 'walked-records', 'possible', 'adverse');
  const [sign] = walk.signs;
  const night = (from: string) => ({ ...sign, from }) as (typeof walk.signs)[number];
  const { facts } = await ask([{ ...walk, signs: [night('2026-11-02T16:00:00Z'), night('2026-11-01T16:12:00Z')] }]);
  expect(facts).toMatchObject([{ at: '2026-11-01T16:12:00Z', lastAt: '2026-11-02T16:00:00Z' }]);
  expect((await ask([{ ...walk, signs: [night('2026-11-01T16:12:00Z')] }])).facts[0]).not.toHaveProperty('lastAt');
});

it('says when the reading began', async () => {
  const read = actor('203.0.113.2', 'bulk-read', 'possible');
  const [sign] = read.signs;
  const later = { ...sign, from: '2026-11-01T00:40:00Z' } as (typeof read.signs)[number];
  const first = { ...sign, from: '2026-11-01T00:20:00Z' } as (typeof read.signs)[number];
  const { facts } = await ask([{ ...read, signs: [later, first] }]);
  expect(facts).toMatchObject([{ kind: 'bulk-read', requests: 120, at: '2026-11-01T00:20:00Z' }]);
});

it('a list taken whole is told as written out, pages opened one by one beside it are not, and days of work do not count', async () => {
  const both = actor('203.0.113.5', 'stray-export', 'possible');
  const [workday] = actor('203.0.113.5', 'bulk-read', 'none').signs;
  const { facts, finding } = await ask([
    { ...both, signs: [...both.signs, ...(workday ? [workday] : [])] },
    actor('203.0.113.6', 'bulk-read', 'possible'),
  ]);
  expect(finding).toMatchObject({ says: { en: expect.stringContaining('1 of them had lists written out') } });
  expect(facts).toMatchObject([{ what: 'export', requests: 60, how: 'stray-export' }, { requests: 60 }]);
  expect(facts[1]).not.toHaveProperty('what');
});

it('a walk that many addresses share is told as one, and not as that of one reader alone', async () => {
  const { facts, finding } = await ask([actor('203.0.113.9', 'shared-walk', 'possible')]);
  expect(facts).toMatchObject([{ kind: 'bulk-read', requests: 60, how: 'shared-walk' }]);
  expect(finding).toMatchObject({
    says: {
      en: expect.stringMatching(/1 of them is a walk through the numbers of pages.*shared among many addresses$/),
    },
  });
});
