import { describe, expect, it } from 'vitest';
import type { SealEvidence, SealedLogFile, TimedRun } from '../logs/seal-evidence.ts';
import { sealStanding } from './seal-standing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const t = (day: number) => Date.UTC(2026, 4, day);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** One sealed day: lines of that day, seen `seenAfter` milliseconds after it began. */
const run = (day: number, seenAfter: number | null = DAY, more: Partial<TimedRun> = {}): TimedRun => ({
  ...{ fromLine: day * 100 + 1, toLine: day * 100 + 100, segment: day, index: day, gap: null, compared: true },
  sealedAt: iso(t(day) + DAY) ?? '',
  provenAt: iso(seenAfter === null ? null : t(day) + seenAfter),
  provenBy: seenAfter === null ? null : 'w',
  ...{ lowMs: t(day), highMs: t(day) + DAY - 1 },
  ...more,
});
const file = (runs: readonly TimedRun[], more: Partial<SealedLogFile> = {}): SealedLogFile => ({
  ...{ path: 'access.log', stream: 's', sealedLines: 100 * runs.length, unsealedTail: 0, runs, gaps: [], changed: [] },
  ...{ firstSealedAt: null, firstExternalAt: null, lastSealedAt: null, tailLowMs: null },
  ...more,
});
const seals = (...files: SealedLogFile[]): SealEvidence => ({
  ...{ ledger: 'ledger', origin: 'o', vkey: 'k', size: 9, ledgerHolds: true, keyIsOutside: true, checkpoint: '' },
  ...{ problems: [], limits: [], files },
});
const change = {
  ...{ line: 1, kind: 'changed' as const, sealedLine: 1 },
  window: { notBefore: '', provenAfter: null, until: '' },
};
const question = { risk: { from: t(3), to: t(6) }, complaintMs: t(10) };
const standing = (evidence: SealEvidence | null, paths = ['access.log']) => sealStanding(evidence, paths, question);
const days = (from: number, to: number, seenAfter: number | null = DAY) =>
  Array.from({ length: to - from + 1 }, (_, i) => run(from + i, seenAfter));

describe('seals prove the time at risk only when all of it was seen by somebody else in time', () => {
  it.each<[string, SealEvidence | null, string]>([
    ['every day sealed and seen the next', seals(file(days(1, 8))), 'outside'],
    ['no ledger', null, 'none'],
    ['a ledger that does not verify', { ...seals(file(days(1, 8))), ledgerHolds: false }, 'none'],
    ['sealed, seen by nobody', seals(file(days(1, 8, null))), 'own'],
    ['seen two days later', seals(file(days(1, 8, 3 * DAY))), 'late'],
    ['seen after the complaint', seals(file([run(5, 6 * DAY)])), 'late'],
    ['one day seen late', seals(file([...days(1, 4), run(5, 4 * DAY)])), 'partial'],
    [
      'an unsealed tail within the time at risk',
      seals(file(days(1, 5), { unsealedTail: 3, tailLowMs: t(5) })),
      'partial',
    ],
    ['an unsealed tail without times', seals(file(days(1, 6), { unsealedTail: 3 })), 'partial'],
    ['an unsealed tail after it', seals(file(days(1, 6), { unsealedTail: 3, tailLowMs: t(8) })), 'outside'],
    ['a gap within it', seals(file([...days(1, 4), run(5, DAY, { gap: 'lost' })])), 'partial'],
    ['a gap before it', seals(file([run(1, DAY, { gap: 'lost' }), ...days(2, 6)])), 'outside'],
    ['hashes missing', seals(file([...days(1, 4), run(5, DAY, { compared: false })])), 'partial'],
    ['a changed line', seals(file(days(1, 6), { changed: [{ ...change, line: 5 }] })), 'partial'],
    ['lines without any time', seals(file([run(4, DAY, { lowMs: null, highMs: null })])), 'late'],
  ])('%s', (_, evidence, want) => {
    expect(standing(evidence).word).toBe(want);
  });

  it('a second log of that time that was never sealed leaves it in part', () => {
    const other = file([], { path: 'auth.log', stream: null });
    expect(standing(seals(file(days(1, 6)), other), ['access.log', 'auth.log']).word).toBe('partial');
    expect(standing(seals(file(days(1, 6)), other)).word).toBe('outside');
  });

  it('says since when: the last of the proofs, or of late ones the first', () => {
    expect(standing(seals(file(days(1, 8)))).since).toBe(iso(t(7)));
    expect(standing(seals(file(days(1, 8, 3 * DAY)))).since).toBe(iso(t(6)));
  });

  it('of a stretch that began before the time at risk, only what lies in it must have been seen in time', () => {
    const first = run(1, 3 * DAY, { highMs: t(3) + HOUR });
    expect(standing(seals(file([first, ...days(4, 6)]))).word).toBe('outside');
  });
});
