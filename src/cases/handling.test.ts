import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { dueDates } from './clocks/due-dates.ts';
import { explain } from './explanations.ts';
import { readHandling } from './handling.ts';

const zone = 'Asia/Tokyo';
const named = (path: string, text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
};
const letter = named('case/sent/main.txt', '拝啓 …');
const read = (yaml: string) => readHandling(named('handling.yaml', yaml), [letter], zone);

describe('handling.yaml', () => {
  it('an empty file says that nothing was done', () => {
    expect(read('')).toEqual({ handling: {}, explanations: [], letters: [], restricted: [] });
  });

  it('takes one place of evidence that stands alone', () => {
    const yaml = 'restricted:\n  - {what: 書き出し, at: 2026-11-05, by: 平田, evidence: logs/audit.jsonl}\n';
    expect(read(yaml).restricted).toMatchObject([{ evidence: ['logs/audit.jsonl'] }]);
  });

  it('the last decision counts, earlier ones stay on record', () => {
    const { handling } = read(`
awareness:
  - {received: 2026-04-10 09:00, decided: 2026-04-10 18:00, decision: not_aware, decider: officer, reasons: nothing found yet, next_review: 2026-04-13}
  - {received: 2026-04-10 09:00, knew: 2026-04-12 11:00, decided: 2026-04-13, decision: aware, decider: officer, reasons: list found, evidence: [f3]}
`);
    expect(handling.awareness).toMatchObject({ decision: 'aware', at: '2026-04-12T11:00:00+09:00' });
    expect(handling.awarenessRecord).toHaveLength(2);
  });

  it('a letter sent elsewhere is its bytes', () => {
    const { letters, handling } = read('sent: [{stage: main, at: 2026-04-11, outcome: inconclusive, file: main.txt}]');
    expect(letters[0]?.bytes).toEqual(letter.bytes);
    expect(handling.sent).toEqual([expect.objectContaining({ sha256: letter.sha256, path: 'case/sent/main.txt' })]);
  });

  it.each([
    {
      name: 'a time after the decision',
      yaml: 'awareness: [{knew: 2026-04-12, decided: 2026-04-11, decision: aware, decider: x, reasons: y}]',
      says: /awareness\.0\.knew: later than/,
    },
    {
      name: 'entries out of order',
      yaml: 'awareness: [{decided: 2026-04-12, decision: not_aware, decider: x, reasons: y}, {decided: 2026-04-11, decision: aware, decider: x, reasons: y}]',
      says: /awareness\.1\.decided: before the entry above/,
    },
    {
      name: 'not_reportable without a signature',
      yaml: 'awareness: [{decided: 2026-04-12, decision: not_reportable, decider: x, reasons: y}]',
      says: /awareness\.0\.signed_by/,
    },
    {
      name: 'a decision without reasons',
      yaml: 'awareness: [{decided: 2026-04-12, decision: aware, decider: x}]',
      says: /awareness\.0\.reasons/,
    },
    {
      name: 'a date that is none',
      yaml: 'measures: [{id: a, what: x, owner: y, done_at: soon}]',
      says: /measures\.0\.done_at: no date/,
    },
    {
      name: 'a letter that is not what was sent',
      yaml: `sent: [{stage: holding, at: 2026-04-11, file: main.txt, sha256: ${'f'.repeat(64)}}]`,
      says: /sent\.0\.sha256: differs/,
    },
    {
      name: 'a letter that is not there',
      yaml: 'sent: [{stage: holding, at: 2026-04-11, file: other.txt}]',
      says: /sent\.0\.file/,
    },
    {
      name: 'a main letter without what it stated',
      yaml: 'sent: [{stage: main, at: 2026-04-11, file: main.txt}]',
      says: /sent\.0\.outcome: missing/,
    },
    {
      name: 'a single person without a reason',
      yaml: 'sent: [{stage: holding, at: 2026-04-11, approved_by: single_person}]',
      says: /sent\.0\.approved_by/,
    },
    {
      name: 'a single person who did not wait',
      yaml: 'single_person: {reason: alone here, by: owner, at: 2026-04-11 10:00}\nsent: [{stage: holding, at: 2026-04-11 10:09, approved_by: single_person}]',
      says: /sent\.0\.at: less than ten minutes/,
    },
    { name: 'a key that does not exist', yaml: 'awarness: []', says: /handling\.yaml/ },
  ])('refuses $name, naming file and key', ({ yaml, says }) => {
    expect(() => read(yaml)).toThrow(says);
  });
});

describe('a signed explanation', () => {
  const pointer = { path: 'logs/a.log', sha256: 'a'.repeat(64), line: 7, byteStart: 0, byteEnd: 1 };
  const facts: Fact[] = [{ id: 'f1', kind: 'bulk-read', requests: 900, known: false, pointers: [pointer] }];
  const signed = {
    of: 'f1',
    kind: 'bulk-read',
    place: 'logs/a.log:7',
    signedBy: 'officer',
    signedAt: '2026-04-11',
    evidence: 'job list',
  };

  it('closes the finding it names', () => {
    expect(explain([signed], facts).facts).toEqual([
      expect.objectContaining({ kind: 'innocent-explanation', of: 'f1' }),
    ]);
  });

  it.each([
    { ...signed, of: 'f2' },
    { ...signed, kind: 'log-integrity' },
    { ...signed, place: 'logs/a.log:8' },
    { ...signed, place: null },
  ])('closes nothing when number, kind or place differ', (one) => {
    expect(explain([one], facts)).toEqual({ facts: [], unmatched: [one] });
  });
});

it('the conservative clock starts at the earliest time on record and never after the decided one', () => {
  const { handling } = read(
    'awareness: [{suspected: 2026-04-08, knew: 2026-04-12, decided: 2026-04-12, decision: aware, decider: x, reasons: y}]',
  );
  const due = dueDates({
    claim: { receivedAt: '2026-04-10' },
    organisation: { timeZone: zone, regimes: ['appi', 'gdpr'], vendors: [] },
    handling,
    now: Date.parse('2026-04-12T12:00:00+09:00'),
  });
  const byClock = (clock: string, conservative: boolean) =>
    due.find((one) => one.clock === clock && one.conservative === conservative)?.by;
  const clocks = due.filter(({ conservative }) => !conservative).map(({ clock }) => clock);
  expect(clocks.length).toBeGreaterThan(0);
  for (const clock of clocks) {
    const cautious = byClock(clock, true);
    if (cautious) expect(Date.parse(cautious)).toBeLessThanOrEqual(Date.parse(byClock(clock, false) ?? ''));
  }
  // 72 hours from the first suspicion, 8 April.
  expect(due.some(({ conservative, by }) => conservative && by === '2026-04-11T00:00:00+09:00')).toBe(true);
});
