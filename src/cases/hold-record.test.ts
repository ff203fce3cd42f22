import { expect, it } from 'vitest';
import type { GivenHandling } from './handling.ts';
import { readHoldRecord, withHold } from './hold-record.ts';

const file = (value: unknown) => ({
  path: 'holds.json',
  sha256: '0'.repeat(64),
  bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
});
const record = (caseNumber: string, from: string, until: string | null, by = 'counsel') => ({
  case: caseNumber,
  scope: 'web1',
  by,
  from,
  until,
});
const now = Date.parse('2026-04-17T10:00:00+09:00');
const known = { caseNumber: 'A-1', zone: 'Asia/Tokyo', now };
const given = (hold: GivenHandling['handling']['hold']): GivenHandling => ({
  handling: hold === undefined ? {} : { hold },
  explanations: [],
  letters: [],
  restricted: [],
});
const begun = '2026-04-16T00:00:00Z';

it('a hold on record stands where nothing was written by hand, in the zone of the organisation', () => {
  const holds = readHoldRecord(file([record('A-1', begun, null)]));
  expect(withHold(null, holds, known)?.handling.hold).toEqual({
    by: 'counsel',
    from: '2026-04-16T09:00:00+09:00',
    until: null,
    reviewAt: null,
  });
});

it.each([
  { name: 'not begun', hold: record('A-1', '2026-05-01T00:00:00Z', null) },
  { name: 'over', hold: record('A-1', begun, '2026-04-17T00:00:00Z') },
])('one that is $name holds nothing', ({ hold }) => {
  expect(withHold(null, readHoldRecord(file([hold])), known)).toBeNull();
});

it('that of this case comes first; that of another still holds what it holds', () => {
  const other = record('B-2', begun, null, 'another case');
  const own = record('A-1', begun, null, 'this case');
  expect(withHold(null, readHoldRecord(file([other, own])), known)?.handling.hold?.by).toBe('this case');
  expect(withHold(null, readHoldRecord(file([other])), known)?.handling.hold?.by).toBe('another case');
});

it('what was written by hand stands while it is in force, and gives way when it is over', () => {
  const holds = readHoldRecord(file(record('A-1', begun, null)));
  const written = { by: '法務', from: '2026-04-15', until: null, reviewAt: '2026-06-30' };
  expect(withHold(given(written), holds, known)?.handling.hold).toEqual(written);
  // The day on which it ends is a whole day.
  expect(withHold(given({ ...written, until: '2026-04-17' }), holds, known)?.handling.hold?.by).toBe('法務');
  expect(withHold(given({ ...written, until: '2026-04-16' }), holds, known)?.handling.hold?.by).toBe('counsel');
  expect(withHold(given({ ...written, until: '2026-04-16' }), [], known)?.handling.hold?.by).toBe('法務');
});

it.each(['{', '[1]', '[{"case":1}]', JSON.stringify([record('A-1', 'yesterday', null)])])(
  'refuses %s, naming the file',
  (text) => {
    expect(() => readHoldRecord(file(text))).toThrow(/^holds\.json: /);
  },
);
