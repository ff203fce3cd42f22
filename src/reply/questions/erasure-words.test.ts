import { describe, expect, it } from 'vitest';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';

type Hold = NonNullable<NonNullable<CaseInput['handling']>['hold']>;
const hold: Hold = { by: '法務', from: '2009-05-20', until: null, reviewAt: '2009-08-31' };
const asking = (given: Hold | null): CaseInput => ({
  ...sampleCase,
  claim: { ...sampleCase.claim, questions: ['私の情報を削除してください'] },
  handling: { ...sampleCase.handling, ...(given ? { hold: given } : {}) },
});
const main = (input: CaseInput, lang: 'ja' | 'en') => draftLetter(input, { stage: 'main', lang, channel: 'letter' });
const keptFrom = { ja: '5月20日（水）から消さずに残しており', en: /have kept .* since Wednesday 20 May 2009/ } as const;

describe.each(['ja', 'en'] as const)('an erasure request, answered in %s', (lang) => {
  it.each([
    {
      name: 'open, examined again',
      given: hold,
      says: { ja: /残す必要は、.*8月31日.*見直します/, en: /examine by .*31 August.* still needed/ },
    },
    {
      name: 'with an end',
      given: { ...hold, until: '2009-12-31' },
      says: { ja: /残すのは.*12月31日.*まで/, en: /kept until .*31 December/ },
    },
    {
      name: 'without a day',
      given: { ...hold, reviewAt: null },
      says: { ja: /【要記入：残す必要を見直す日】/, en: /\[to fill: day on which/ },
    },
  ])('under a hold $name: what is kept, why, until when', ({ given, says }) => {
    const letter = main(asking(given), lang);
    expect(letter.text).toMatch(says[lang]);
    expect(letter.text).toMatch(keptFrom[lang]);
    const standing = letter.sentences.filter(
      ({ evidence, slots }) => evidence.includes('handling') && slots['from'] === given.from,
    );
    expect(standing.length).toBeGreaterThan(0);
    const { findings } = lintLetter(letter, { lang, caseFile: { ...asking(given), letters: [] } });
    // A place that is still to be filled stops the sending, and nothing else does.
    expect(findings.filter(({ sentence }) => !/要記入|to fill/.test(sentence))).toEqual([]);
  });

  it.each([
    { name: 'none is on record', given: null },
    { name: 'it was lifted', given: { ...hold, until: '2009-05-20' } },
    { name: 'it has not begun', given: { ...hold, from: '2010-01-01' } },
  ])('speaks of no hold where $name', ({ given }) => {
    const { text } = main(asking(given), lang);
    expect(text).not.toMatch(/消さずに残|have kept the records/);
    expect(text).toMatch(/調査に必要な記録を分けて|set apart/);
  });

  it.each([
    { name: 'half an hour into its first day', now: '2009-05-20T00:30:00+09:00', until: null, isHeld: true },
    { name: 'in the last hour of its last day', now: '2009-05-21T23:30:00+09:00', until: '2009-05-21', isHeld: true },
    { name: 'early on the day after', now: '2009-05-22T08:00:00+09:00', until: '2009-05-21', isHeld: false },
    { name: 'from its hour on', now: '2009-05-22T08:00:00+09:00', until: '2009-05-22T08:00:01+09:00', isHeld: true },
    {
      name: 'no longer than its hour',
      now: '2009-05-22T08:00:00+09:00',
      until: '2009-05-22T07:59:59+09:00',
      isHeld: false,
    },
  ])('counts days as the zone of the organisation does: $name', ({ now, until, isHeld }) => {
    const { text } = main({ ...asking({ ...hold, until }), now }, lang);
    expect(/消さずに残しており|have kept the records/.test(text)).toBe(isHeld);
  });
});
