import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApprovalEntry,
  approvalOf,
  approvalStanding,
  approvalWords,
  decideApproval,
  SINGLE_PERSON_WAIT_MS,
} from './approval.ts';

const now = Date.parse('2026-11-28T03:00:00Z');
const bytes = { sha256: 'a'.repeat(64), file: 'holding.ja.txt', now };
const alone = { ...bytes, by: 'Miyake', author: null, reason: 'nobody else is here' };

describe('approval of exact bytes', () => {
  it('by a second person, at once, for these bytes only', () => {
    const decided = decideApproval([], { ...bytes, by: 'Mori', author: 'Aoki', reason: null });
    expect(decided).toMatchObject({ is: 'approved', add: { kind: 'second-person', by: 'Mori', author: 'Aoki' } });
    const record = decided.is === 'approved' && decided.add ? [decided.add] : [];
    expect(approvalOf(record, bytes.sha256)).toBeDefined();
    expect(approvalOf(record, 'b'.repeat(64))).toBeUndefined();
  });

  it.each([
    ['the author', { by: 'Aoki', author: 'Aoki', reason: null }],
    ['the author, written otherwise', { by: ' ＡＯＫＩ ', author: 'aoki', reason: null }],
    ['nobody in particular', { by: 'Aoki', author: null, reason: null }],
  ])('is refused to %s', (_who, more) => {
    expect(decideApproval([], { ...bytes, ...more }).is).toBe('refused');
  });

  it('by one person alone: a reason, ten minutes, and the same bytes again', () => {
    const asked = decideApproval([], alone);
    expect(asked).toMatchObject({ is: 'waiting', until: '2026-11-28T03:10:00Z', add: { kind: 'single-person-asked' } });
    const record: ApprovalEntry[] = asked.is === 'waiting' && asked.add ? [asked.add] : [];
    expect(approvalOf(record, bytes.sha256)).toBeUndefined();
    expect(decideApproval(record, { ...alone, now: now + SINGLE_PERSON_WAIT_MS - 1 })).toMatchObject({
      is: 'waiting',
      add: null,
    });
    expect(decideApproval(record, { ...alone, now: now + SINGLE_PERSON_WAIT_MS })).toMatchObject({
      is: 'approved',
      add: { kind: 'single-person', reason: 'nobody else is here' },
    });
    // A letter that was edited meanwhile waits from the beginning.
    expect(decideApproval(record, { ...alone, sha256: 'b'.repeat(64), now: now + SINGLE_PERSON_WAIT_MS }).is).toBe(
      'waiting',
    );
    expect(decideApproval(record, { ...alone, by: 'Other', now: now + SINGLE_PERSON_WAIT_MS }).is).toBe('waiting');
  });

  it('no order of asking lets one person approve sooner', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(minutes, (later) => {
        const record: ApprovalEntry[] = [];
        for (const minute of [0, ...later.sort((a, b) => a - b)]) {
          const decided = decideApproval(record, { ...alone, now: now + minute * 60_000 });
          expect(decided.is).toBe('waiting');
          if (decided.is === 'waiting' && decided.add) record.push(decided.add);
        }
      }),
    );
  });
});

describe('an approval that is named for a letter that went out', () => {
  const sha256 = 'a'.repeat(64);
  const entry: ApprovalEntry = {
    kind: 'second-person',
    sha256,
    file: 'main.txt',
    at: '2026-11-27T03:00:00Z',
    by: 'Mori',
    author: 'Aoki',
  };
  const alone: ApprovalEntry = {
    kind: 'single-person',
    sha256,
    file: 'main.txt',
    at: '2026-11-27T03:00:00Z',
    by: 'Mori',
    reason: 'alone',
  };
  const asked: ApprovalEntry = { ...alone, kind: 'single-person-asked' };
  const sent = { stage: 'main', sha256, path: 'sent/main.txt', approvedBy: ' mori ', sentMs: now } as const;
  const { approvedBy: _approvedBy, ...unnamed } = sent;
  const { sha256: _sha256, ...unkept } = sent;

  it.each([
    { is: 'recorded', letter: sent, record: [entry] },
    { is: 'recorded', letter: { ...sent, approvedBy: 'single_person' }, record: [asked, alone] },
    { is: 'recorded', letter: unnamed, record: [entry] },
    { is: 'recorded', letter: { ...unnamed, stage: 'holding' }, record: [] },
    { is: 'not-named', letter: unnamed, record: [] },
    { is: 'no-bytes', letter: unkept, record: [entry] },
    { is: 'no-record', letter: sent, record: [] },
    { is: 'no-record', letter: { ...sent, approvedBy: 'single_person' }, record: [asked] },
    { is: 'other-bytes', letter: { ...sent, sha256: 'b'.repeat(64) }, record: [entry] },
    { is: 'other-person', letter: { ...sent, approvedBy: 'Kato' }, record: [entry] },
    { is: 'other-person', letter: { ...sent, approvedBy: 'single_person' }, record: [entry] },
    { is: 'after-sending', letter: { ...sent, sentMs: Date.parse('2026-11-26T00:00:00Z') }, record: [entry] },
    { is: 'after-sending', letter: { ...unnamed, sentMs: Date.parse('2026-11-26T00:00:00Z') }, record: [entry] },
  ] as const)('is $is', ({ is, letter, record }) => {
    expect(approvalStanding(record, letter)).toBe(is);
    expect(approvalWords[is] === null).toBe(is === 'recorded');
  });
});
