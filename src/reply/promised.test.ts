// One case, one hour for one promise, and none after what it is meant to save.
import { describe, expect, it } from 'vitest';
import { deadlinesOf } from './deadlines.ts';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const HOUR = 3_600_000;
const later = ['main', 'follow-up', 'correction'] as const;

const promise = (input: CaseInput, stage: 'holding' | (typeof later)[number], id: string) =>
  deadlinesOf({ stage }, input).find((deadline) => deadline.id === `${stage}.${id}`);
const atHour = (now: string, hours: number) => new Date(Date.parse(now) + hours * HOUR).toISOString();

// A Thursday, a Friday evening, a Saturday, and the last working day before Golden Week.
const moments = [
  '2026-03-05T10:00:00+09:00',
  '2026-09-11T19:30:00+09:00',
  '2026-09-12T10:00:00+09:00',
  '2026-05-01T16:30:00+09:00',
];

it.each(moments)('promises copies before the first log goes (%s)', (now) => {
  for (const hours of [0.5, 2, 6, 15, 24, 40, 63, 90, 24 * 10]) {
    const at = atHour(now, hours);
    const input = { ...sampleCase, now, firstToGo: { log: 'logs/access.log', at } };
    const copies = promise(input, 'holding', 'kept.promise');
    expect(copies && Date.parse(copies.by) <= Date.parse(at), `${hours} h`).toBe(true);
    expect(Date.parse(copies?.by ?? '')).toBeGreaterThanOrEqual(Date.parse(now));
    for (const lang of ['ja', 'en'] as const) {
      const letter = draftLetter(input, { stage: 'holding', lang, channel: 'email' });
      const { findings } = lintLetter(letter, { lang, caseFile: input });
      expect(findings.map(({ rule, sentence }) => `${rule} ${sentence}`)).toEqual([]);
    }
  }
});

it('says at once when the hour has passed, and takes its time when there is some', () => {
  const now = '2026-03-05T10:00:00+09:00';
  const words = (hours: number | null) =>
    promise(
      { ...sampleCase, now, ...(hours === null ? {} : { firstToGo: { log: 'a', at: atHour(now, hours) } }) },
      'holding',
      'kept.promise',
    )?.what;
  expect(words(-3)?.ja).toContain('直ちに');
  expect(words(1.5)?.en).toContain('at once');
  expect(words(15)).toMatchObject({ ja: expect.stringContaining('本日、2026年3月5日（木）17時') });
  expect(words(100)?.ja).toContain('2026年3月6日（金）17時');
  expect(words(null)?.ja).toContain('2026年3月6日（金）17時');
  expect(words(null)?.ja).toContain('技術担当');
});

it('keeps what the first answer promised in every later letter of the same case, by the same hour', () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 150; seed += 1) {
    const input = generatedCase(seed);
    for (const id of ['kept.promise', 'promise.next']) {
      const first = promise(input, 'holding', id);
      for (const stage of later) {
        const again = promise(input, stage, id);
        if (first?.by !== again?.by) wrong.push(`case ${seed}, ${stage}: ${id} ${first?.by} / ${again?.by}`);
      }
    }
    const stops = (stage: 'holding' | 'main') =>
      draftLetter(input, { stage, lang: 'en', channel: 'letter' }).sentences.some(({ text }) =>
        /we will stop/.test(text),
      );
    const [held] = input.facts.filter(({ kind }) => kind === 'in-register');
    if (stops('holding') && !stops('main') && held?.kind === 'in-register' && held.found)
      wrong.push(`case ${seed}: stop`);
  }
  expect(wrong).toEqual([]);
});

it('counts from the first answer that went out, while its day lies ahead', () => {
  const sent = { stage: 'holding', at: '2026-03-02T15:00:00+09:00', outcome: 'inconclusive' } as const;
  const on = (now: string) => ({ ...sampleCase, now, handling: { sent: [sent] } });
  expect(promise(on('2026-03-05T10:00:00+09:00'), 'main', 'promise.next')?.by).toBe('2026-03-09T17:00:00+09:00');
  expect(promise(on('2026-03-20T10:00:00+09:00'), 'main', 'promise.next')?.by).toBe('2026-03-27T17:00:00+09:00');
  // A promise that ran out without a record of copies is not put off again.
  expect(promise(on('2026-03-05T18:00:00+09:00'), 'holding', 'kept.promise')?.what.en).toContain('at once');
});

it('an hour that has passed when a letter goes out is no promise of it, but a place to fill', () => {
  const hurried = { ...sampleCase, firstToGo: { log: 'a.log', at: '2009-05-22T06:00:00+09:00' } };
  const { text, sentences } = draftLetter(hurried, { stage: 'main', lang: 'en', channel: 'letter' });
  expect(sentences.some(({ id }) => id === 'kept.promise')).toBe(false);
  expect(text).toMatch(/took copies of the records concerned: \[to fill: .*planned by Thursday 21 May 2009, 17:00\]/);
  expect(text).toContain('[to fill: day of sending]');
  expect(draftLetter(hurried, { stage: 'holding', lang: 'en', channel: 'letter' }).text).not.toContain(
    'day of sending',
  );
});

it.each([
  { days: 14, wanted: '2009-06-02T17:00:00+09:00', late: false },
  { days: 3, wanted: '2009-06-04T17:00:00+09:00', late: true },
])(
  'a result wanted within $days days is promised for then, or it is said that it comes later',
  ({ days, wanted, late }) => {
    const text = `I get spam. Please answer within ${days} days.`;
    const input = {
      ...sampleCase,
      claim: { ...sampleCase.claim, requesterVerified: 'no' as const, questions: [], text },
    };
    expect(promise(input, 'main', 'promise.open')?.by).toBe(wanted);
    const { sentences } = draftLetter(input, { stage: 'main', lang: 'en', channel: 'letter' });
    expect(sentences.some(({ id }) => id === 'promise.late')).toBe(late);
  },
);

describe('a holding letter', () => {
  const holding = (input: CaseInput, lang: 'ja' | 'en' = 'en') =>
    draftLetter(input, { stage: 'holding', lang, channel: 'letter' }).text;
  const withSample = (path: string): CaseInput => ({
    ...sampleCase,
    sources: [...sampleCase.sources, { path, sha256: 'b'.repeat(64), bytes: 900, kind: 'spam' }],
  });

  it('does not ask for a message that is there', () => {
    const none = { ...sampleCase, facts: sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin') };
    expect(holding(none)).toContain('send us one, saved as a file');
    expect(holding(withSample('spam/one.eml'))).not.toMatch(/send us one/);
    expect(holding(withSample('spam/one.eml'))).toContain('we have received the mail you sent us');
    // A picture of a message carries no record of its way.
    expect(holding(withSample('spam/shot.png'))).toMatch(
      /we have received what you sent us[\s\S]*send us one, saved as a file/,
    );
  });

  it('promises to ask companies only where there are any', () => {
    const alone = { ...sampleCase, organisation: { ...sampleCase.organisation, vendors: [] } };
    expect(holding(sampleCase)).toContain('companies that handle data for us');
    expect(holding(alone)).not.toContain('companies that handle data for us');
  });

  it('ends with a line before the closing word', () => {
    expect(holding(sampleCase, 'ja')).toContain('まずは、受付のご報告を申し上げます。\n敬具');
  });
});

describe('whom to turn to', () => {
  const main = (now: string, authorities: CaseInput['organisation']['authorities'], lang: 'ja' | 'en' = 'ja') =>
    draftLetter(
      { ...sampleCase, now, organisation: { ...sampleCase.organisation, authorities } },
      { stage: 'main', lang, channel: 'letter' },
    ).text;
  const { authorities } = sampleCase.organisation;

  it('is a body that exists at the date of the letter', () => {
    for (const given of [authorities, []]) {
      expect(main('2009-05-21T10:00:00+09:00', given)).not.toContain('個人情報保護委員会');
      expect(main('2009-05-21T10:00:00+09:00', given)).toContain('消費生活センター');
      expect(main('2009-05-21T10:00:00+09:00', given, 'en')).toContain('consumer affairs centre');
      expect(main('2015-12-31T10:00:00+09:00', given)).not.toContain('個人情報保護委員会');
      expect(main('2016-01-04T10:00:00+09:00', given)).toContain('個人情報保護委員会');
    }
  });
});

it('has a heading for what was done only where something was', () => {
  const done = {
    id: 'm1',
    what: { ja: '鍵の交換', en: 'keys changed' },
    doneAt: '2009-05-20',
    by: null,
    owner: { ja: '情報システム部', en: 'IT' },
  };
  const text = (handling: CaseInput['handling']) =>
    draftLetter({ ...sampleCase, ...(handling ? { handling } : {}) }, { stage: 'main', lang: 'ja', channel: 'letter' })
      .text;
  expect(text(undefined)).not.toContain('行ったこと');
  expect(text({ measures: [done] })).toMatch(/\d\. 行ったこと\n[\s\S]*鍵の交換[\s\S]*\d\. これから行うこと/);
});

it('comes back within the time that was asked for, and before the result that it goes before', () => {
  // A Thursday.
  const receivedAt = '2026-03-05T09:00:00+09:00';
  const asking = (text: string, input: CaseInput): CaseInput => ({
    ...input,
    now: '2026-03-05T10:00:00+09:00',
    claim: { ...input.claim, receivedAt, requesterVerified: 'no', text },
  });
  const days = (text: string) =>
    (['holding', 'main'] as const).map((stage) =>
      promise(asking(text, sampleCase), stage, 'promise.next')?.by.slice(0, 10),
    );
  // Too soon for a result; and the day by which the result is promised.
  expect(days('3月9日までにご回答ください。')).toEqual(['2026-03-09', '2026-03-09']);
  expect(days('3月11日までにご回答ください。')).toEqual(['2026-03-10', '2026-03-10']);
  expect(days('本日中にご回答ください。')).toEqual(days('ご回答ください。'));
  for (let seed = 1; seed <= 60; seed += 1) {
    const input = asking('3月11日までにご回答ください。', generatedCase(seed));
    const [next, result] = ['promise.next', 'promise.open'].map((id) => promise(input, 'main', id)?.by);
    if (next && result) expect(Date.parse(next), String(seed)).toBeLessThan(Date.parse(result));
  }
});
