import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectLinear } from '../vocabulary/linear-time.test-support.ts';
import { dayWords, isDate, messageDate, momentWords, workingMoment } from './days.ts';
import { deadlinesOf } from './deadlines.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const main = (input: CaseInput, lang: 'ja' | 'en' = 'ja') =>
  draftLetter(input, { stage: 'main', lang, channel: 'letter' });
const proof = {
  id: 'f30',
  kind: 'attacker-trace',
  attack: 'sqli-union',
  success: 'shown',
  reachedData: true,
} as const;
const leaked = (scope: 'list' | 'record' | 'exposure'): CaseInput => ({
  ...sampleCase,
  facts: [...sampleCase.facts, proof],
  unresolved: ['f30'],
  outcome: 'leak_confirmed',
  confirmedScope: scope,
  permitted: ['leak_confirmed', 'inconclusive'],
});

it.each([
  ['list', '情報の少なくとも一部が、外部に漏えいした'],
  ['record', 'お客様の情報が、外部に漏えいした'],
  ['exposure', '外部から見える状態'],
] as const)('a confirmed %s says no more than that', (scope, words) => {
  const { text } = main(leaked(scope));
  expect(text).toContain(words);
  expect(text.includes('外部に漏えいした')).toBe(scope !== 'exposure');
  expect(text).toMatch(/^謹啓$/m);
  expect(text).toMatch(/^謹白$/m);
});

it('says nothing about a person to a requester who is not verified', () => {
  const input: CaseInput = { ...leaked('record'), claim: { ...sampleCase.claim, requesterVerified: 'no' } };
  for (const stage of ['holding', 'main', 'follow-up', 'correction'] as const) {
    for (const lang of ['ja', 'en'] as const) {
      const { text, sentences } = draftLetter(input, { stage, lang, channel: 'email' });
      expect(text).not.toMatch(/登録簿|ご登録|our register|外部に漏えいした|has leaked/);
      expect(sentences.some(({ evidence }) => evidence.includes('f1'))).toBe(false);
      expect(sentences.some(({ evidence }) => evidence.includes('f30'))).toBe(true);
    }
  }
});

it('states less than the case where the letter could not give its ground', () => {
  expect(main({ ...sampleCase, checks: [] }).outcome).toBe('inconclusive');
  expect(main({ ...sampleCase, unresolved: ['f6'] }).outcome).toBe('inconclusive');
  expect(main({ ...sampleCase, outcome: 'leak_likely', weigh: null }).outcome).toBe('inconclusive');
});

it('prints a place to fill for what only a person knows', () => {
  const { contact } = sampleCase.organisation;
  const input = {
    ...sampleCase,
    claim: { ...sampleCase.claim, name: null },
    organisation: { ...sampleCase.organisation, name: null, contact: { ...contact, agent: null, phone: null } },
  };
  expect(main(input).text).toContain('【要記入：宛名】 様');
  expect(main(input, 'en').text).toContain('[to fill: phone]');
});

it('turns every promise into a deadline with a day and an owner', () => {
  const deadlines = deadlinesOf({ stage: 'holding' }, sampleCase);
  expect(deadlines.map(({ id, by }) => [id, by])).toEqual([
    ['holding.kept.promise', '2009-05-22T17:00:00+09:00'],
    ['holding.promise.next', '2009-05-28T17:00:00+09:00'],
  ]);
  expect(deadlines.map(({ what }) => /弊社の技術担当|お客様相談室/.exec(what.ja)?.[0])).toEqual([
    '弊社の技術担当',
    'お客様相談室',
  ]);
});

it.each([
  ['2009-04-10', 'Asia/Tokyo', '2009年4月10日（金）', 'Friday 10 April 2009'],
  ['2009-04-10T16:30:00Z', 'Asia/Tokyo', '2009年4月11日（土）1時30分', 'Saturday 11 April 2009, 01:30'],
  ['2009-04-10T16:30:00Z', 'Not/AZone', '2009年4月10日（金）16時30分', 'Friday 10 April 2009, 16:30'],
])('writes %s in %s as a reader expects', (text, zone, ja, en) => {
  expect(momentWords(text, zone, 'ja')).toBe(ja);
  expect(momentWords(text, zone, 'en')).toBe(en);
});

it.each(['2009-02-30', '10 April 2009', '2009-04-10T25:00:00', ''])('takes "%s" for no date', (text) => {
  expect(isDate(text)).toBe(false);
  expect(dayWords(text, 'Asia/Tokyo', 'ja')).toBeUndefined();
});

it('moves a promise off the weekend and keeps the hour over a clock change', () => {
  expect(workingMoment('2009-05-21T10:00:00+09:00', 'Asia/Tokyo', { days: 2, hour: 17 })).toBe(
    '2009-05-25T17:00:00+09:00',
  );
  expect(workingMoment('2009-03-26T10:00:00Z', 'Europe/London', { days: 7, hour: 17 })).toBe(
    '2009-04-02T17:00:00+01:00',
  );
  // Nobody is there in Golden Week, at the year end, or at Easter.
  expect(workingMoment('2026-04-27T10:00:00+09:00', 'Asia/Tokyo', { days: 7, hour: 17 })).toBe(
    '2026-05-07T17:00:00+09:00',
  );
  expect(workingMoment('2026-12-24T10:00:00+09:00', 'Asia/Tokyo', { days: 7, hour: 17 })).toBe(
    '2027-01-04T17:00:00+09:00',
  );
  expect(workingMoment('2026-03-27T10:00:00Z', 'Europe/London', { days: 7, hour: 17 })).toBe(
    '2026-04-07T17:00:00+01:00',
  );
  expect(messageDate('2009-07-01T10:00:00Z', 'Europe/London')).toBe('Wed, 1 Jul 2009 11:00:00 +0100');
});

it('lints any text in bounded time, and every finding points into the text', () => {
  const words = fc.constantFrom(
    '漏えい',
    '絶対に',
    'ございません',
    '。',
    '、',
    '「',
    '」',
    '\n',
    'we ',
    'cannot ',
    'leak ',
    '. ',
    '"',
    '　',
    '1. ',
    '\u0000',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.array(words, { maxLength: 300 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('ja' as const, 'en' as const), (letter, lang) => {
      for (const caseFile of [undefined, sampleCase]) {
        const { findings } = lintLetter(letter, caseFile ? { lang, caseFile } : { lang });
        for (const { start, end } of findings) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(letter.length);
        }
      }
    }),
    { numRuns: 150 },
  );
  expectLinear((length) => {
    lintLetter('絶対に漏えい'.repeat(length), { lang: 'ja' });
    lintLetter('we cannot say that no leak '.repeat(length / 4), { lang: 'en' });
  }, 20_000);
});

it('an English letter signs with the names as given for it, and marks a Japanese question as quoted', () => {
  const { contact } = sampleCase.organisation;
  const given = { ...contact, agentEn: 'Ken Sato', signerEn: 'Ichiro Suzuki' };
  const named = { ...sampleCase, organisation: { ...sampleCase.organisation, contact: given } };
  const text = main(named, 'en').text;
  expect(text).toContain('please contact Ken Sato');
  expect(text).toMatch(/^Ichiro Suzuki$/m);
  expect(text).not.toMatch(/佐藤|鈴木/);
  expect(main(named).text).toContain('担当の佐藤 健まで');
  for (const lang of ['ja', 'en'] as const) {
    expect(lintLetter(main(named, lang).text, { lang, caseFile: named }).findings).toEqual([]);
  }
  // Nobody's name is made up.
  expect(main(sampleCase, 'en').text).toContain('please contact 佐藤 健');
  expect(text).toContain('誰に私のアドレスを渡したのですか” (quoted as you wrote it)');
});
