import { describe, expect, it } from 'vitest';
import { draftLetter } from '../reply/draft.ts';
import { lintLetter } from '../reply/lint/lint.ts';
import { sampleCase } from '../reply/sample-case.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { reviewLetters, reviewText, type SentContent } from './review.ts';

const earlier: CaseFile = { ...sampleCase, letters: [] };
const later = (more: Partial<CaseFile>): CaseFile => ({ ...earlier, now: '2009-06-20T10:00:00+09:00', ...more });
const sentMain = (lang: 'ja' | 'en'): SentContent => ({
  stage: 'main',
  at: '2009-05-21T11:00:00+09:00',
  outcome: 'no_evidence',
  lang,
  content: draftLetter(earlier, { stage: 'main', lang, channel: 'letter' }).text,
});
const facts = (change: (fact: Fact) => Fact) => earlier.facts.map(change);

const announced = later({
  facts: facts((fact) => (fact.kind === 'vendor-answer' ? { ...fact, answer: 'announced' } : fact)),
  unresolved: ['f7'],
  outcome: 'inconclusive',
  outcomeReason: 'balanced_evidence',
  permitted: ['inconclusive'],
});

describe.each(['ja', 'en'] as const)('a %s letter that went out as text', (lang) => {
  const review = (current: CaseFile, cases: readonly CaseFile[] = [earlier]) =>
    reviewLetters(current, cases, [sentMain(lang)]);

  it('stands while nothing changed', () => {
    const { letters, corrections } = review(later({}));
    expect(letters[0]).toMatchObject({ correction: 'not-needed', sentences: [], whole: [], readable: true });
    expect(letters[0]?.traced).toBeGreaterThan(5);
    expect(corrections).toEqual([]);
  });

  it("is corrected when a vendor's “found nothing” proves wrong", () => {
    const { letters, corrections } = review(announced);
    const [letter] = letters;
    expect(letter?.correction).toBe('needed');
    expect(letter?.sentences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ verdict: 'contradicted', evidence: expect.arrayContaining(['f7']) }),
      ]),
    );
    expect(letter?.whole.some(({ en }) => en.includes("a vendor's answer"))).toBe(true);
    expect(corrections.map(({ stage, lang: of }) => `${stage} ${of}`)).toEqual(['correction ja', 'correction en']);
  });

  it('is corrected when a check that had found nothing finds something, or can no longer say so', () => {
    for (const result of ['found', 'not-checked'] as const) {
      const checks = earlier.checks.map((check) => (check.id === 'attack.actors' ? { ...check, result } : check));
      const [letter] = review(later({ checks })).letters;
      expect(letter?.sentences).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ verdict: 'contradicted', evidence: expect.arrayContaining(['attack.actors']) }),
        ]),
      );
    }
  });

  it('names what it leaves out, with the earlier case or without', () => {
    const trace: Fact = {
      id: 'f10',
      kind: 'attacker-trace',
      attack: 'sqli-union',
      success: 'shown',
      reachedData: true,
    };
    const current = later({ facts: [...earlier.facts, trace], unresolved: ['f10'] });
    for (const cases of [[earlier], []]) {
      const [letter] = review(current, cases).letters;
      expect(letter).toMatchObject({ correction: 'needed' });
      expect(letter?.whole.some(({ en }) => en.includes('f10'))).toBe(true);
    }
  });

  it('asks for another look, not for a correction, when only figures moved; numbers of facts do not matter', () => {
    const current = later({
      facts: facts((fact) =>
        fact.kind === 'similar-complaints' ? { ...fact, id: 'f77', people: 3100 } : { ...fact, id: `x${fact.id}` },
      ),
    });
    const [letter] = review(current).letters;
    expect(letter?.correction).toBe('not-needed');
    for (const { verdict } of letter?.sentences ?? []) expect(verdict).toBe('changed');
  });

  it('is settled by a correction of the same day, of which only the day is known', () => {
    const correction: SentContent = {
      ...{ stage: 'correction', at: '2009-05-21', outcome: 'inconclusive', lang },
      content: draftLetter(announced, { stage: 'correction', lang, channel: 'letter' }).text,
    };
    const [letter] = reviewLetters(announced, [earlier], [sentMain(lang), correction]).letters;
    expect(letter?.correction).toBe('sent');
  });

  it('is settled by a correction that went out after it', () => {
    const correction: SentContent = {
      stage: 'correction',
      at: '2009-06-21',
      outcome: 'inconclusive',
      lang,
      content: draftLetter(announced, { stage: 'correction', lang, channel: 'letter' }).text,
    };
    const { letters, corrections } = reviewLetters(announced, [earlier, announced], [sentMain(lang), correction]);
    expect(letters.map((letter) => letter.correction)).toEqual(['sent', 'not-needed']);
    expect(corrections).toEqual([]);
  });
});

it('a letter whose bytes nobody can read is told as not re-examined, never as right', () => {
  const review = reviewLetters(later({}), [earlier], [{ ...sentMain('ja'), content: null }]);
  expect(review.letters[0]?.readable).toBe(false);
  expect(reviewText(review)).toMatch(/not re-examined/);
  expect(reviewText(review)).not.toMatch(/no sentence contradicts/);
});

it('the correction that is drafted breaks no rule about evidence', () => {
  const handling = {
    sent: [{ stage: 'main' as const, at: '2009-05-21T11:00:00+09:00', outcome: 'no_evidence' as const }],
  };
  const { corrections } = reviewLetters({ ...announced, handling }, [earlier], [sentMain('ja')]);
  expect(corrections.map(({ lang }) => lang)).toEqual(['ja', 'en']);
  for (const letter of corrections) {
    const { findings } = lintLetter(letter, { lang: letter.lang, caseFile: { ...announced, handling } });
    expect(findings.filter(({ rule, severity }) => severity === 'error' && /^(?:EV|PR|OC13)/.test(rule))).toEqual([]);
  }
});

it('no case and no letter ends in an error', () => {
  expect(reviewText(reviewLetters(later({}), [], []))).toContain('No letter is recorded');
});
