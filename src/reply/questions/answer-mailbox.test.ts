import { describe, expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';
import { kindsAsked } from './asked.ts';

const asking = (question: string, more: Partial<CaseInput> = {}): CaseInput => ({
  ...sampleCase,
  ...{ outcome: 'inconclusive', outcomeReason: 'balanced_evidence', permitted: ['inconclusive'] },
  ...more,
  claim: { ...sampleCase.claim, ...more.claim, questions: [question] },
});
const letters = (input: CaseInput) => {
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
};

it.each([
  ['Did somebody get into my mailbox?', ['mailbox']],
  ['What have they read?', ['mailbox-read']],
  ['どのメールを読まれたのでしょうか。', ['mailbox-read']],
  ['And was it you who lost my password?', ['password']],
  ['パスワードが漏れたのは御社からですか。', ['password']],
  ['Is my card with them?', ['card']],
  ['クレジットカードは大丈夫でしょうか。', ['card']],
  ['住所やカードも漏れていますか。', ['items']],
  ['Must I cancel?', ['dealings']],
  ['Should I cancel my card?', ['to-card-company']],
  ['予約はキャンセルすべきでしょうか。', ['dealings']],
  ['予約を取り消してください。', ['stop']],
])('%s asks %s', (question, kinds) => {
  expect(kindsAsked(question)).toEqual(kinds);
});

describe('a mailbox that we keep ourselves', () => {
  const address = 'm.farquhar@mail.coop.example' as CaseInput['claim']['address'];
  const organisation = { ...sampleCase.organisation, sendsFrom: ['coop.example', '203.0.113.25'] };
  const login: Fact = {
    ...{ id: 'f90', kind: 'attacker-trace', attack: 'bruteforce-login', success: 'possible', reachedData: true },
    at: '2009-05-17T03:22:41Z',
  };
  const asked = (question: string, facts: readonly Fact[] = [login]) =>
    asking(question, {
      organisation,
      facts: [...sampleCase.facts, ...facts],
      unresolved: facts.map(({ id }) => id),
      claim: { ...sampleCase.claim, address },
    });

  it('is not put off to another provider', () => {
    const { ja, en } = letters(asked('Did somebody get into my mailbox?'));
    expect(en).not.toContain('mail provider');
    expect(en).toContain('The traces of a login that we found are set out under “What we have found so far”');
    expect(ja).toContain('パスワードは、お早めに変更を');
    expect(letters(asked('Did somebody get into my mailbox?', [])).en).toContain('we cannot say yet');
  });

  it('what can be read there is told, and what was is not known', () => {
    expect(letters(asked('What have they read?')).en).toContain(
      'could read all the mail in it. Which messages were in fact opened',
    );
  });

  it('of the password it is told that many were tried, and no more', () => {
    const { ja, en } = letters(asked('Was it you who lost my password?'));
    expect(en).toContain('passwords were tried again and again. Where the password became known');
    expect(ja).toContain('弊社から漏れたのかどうかは、まだ分かっておりません');
    expect(letters(asked('Was it you who lost my password?', [])).en).not.toContain('again and again');
  });

  it('whoever is not verified is told nothing of it', () => {
    const input = asked('Did somebody get into my mailbox?');
    const { en } = letters({ ...input, claim: { ...input.claim, requesterVerified: 'no' } });
    expect(en).not.toContain('We provide your address');
    expect(en).not.toContain('mail provider');
  });
});

it('mail to us that lay in a mailbox into which somebody logged in may have been read, told to whoever is verified', () => {
  const login: Fact = {
    ...{ id: 'f91', kind: 'attacker-trace', attack: 'valid-credentials', success: 'shown', reachedData: true },
    ...{ record: 'mail', strange: true, mailboxMegabytes: 62, at: '2009-05-17T03:22:41Z' },
  };
  const input = (fact: Fact, questions = '病気のことまで知られてしまったんでしょうか。') =>
    asking(questions, { facts: [...sampleCase.facts, fact], unresolved: [fact.id] });
  const { ja, en } = letters(input(login));
  expect(ja).toMatch(
    /「[^」]+」に記したメールボックスにお客様からのメールが残っていた場合は、読まれたおそれがございます。/,
  );
  expect(en).toContain('If mail from you lay in the mailbox described under “What we have found so far”, it may have');
  const of = input(login);
  const stranger = letters({ ...of, claim: { ...of.claim, requesterVerified: 'no' } });
  expect(stranger.en).not.toContain('If mail from you lay');
  expect(letters(input({ ...login, success: 'possible' })).en).not.toContain('If mail from you lay');
  expect(letters(input({ ...login, record: 'application' })).en).not.toContain('If mail from you lay');
  expect(letters(input({ ...login, ownAccount: true })).en).not.toContain('If mail from you lay');
});

it('a mailbox elsewhere is asked about there', () => {
  expect(letters(asking('Did somebody get into my mailbox?')).en).toContain('your mail provider’s records');
});

describe('a card, and a booking', () => {
  const register = (holds: string): Fact[] =>
    sampleCase.facts.map((fact) => (fact.kind === 'in-register' ? { ...fact, holds } : fact));

  it('a register without such a column is told as one, and other systems are for a person to tell', () => {
    const { ja, en } = letters(asking('Is my card with them?', { facts: register('address; at; name') }));
    expect(en).toContain('has no column for card numbers. How we handle card data: [to fill:');
    expect(ja).toContain('カード番号を記録する欄はございません');
    const with_ = letters(asking('Is my card with them?', { facts: register('address; at; card number') }));
    expect(with_.en).not.toContain('has no column');
  });

  it('whoever is not verified hears of no register', () => {
    const input = asking('Is my card with them?', { facts: register('address; at; name') });
    const { en } = letters({ ...input, claim: { ...input.claim, requesterVerified: 'no' } });
    expect(en).not.toContain('has no column');
    expect(en).toContain('How we handle card data: [to fill:');
  });

  it('whether a booking stands is not put off by weeks', () => {
    expect(letters(asking('Must I cancel?')).en).toContain('As to your booking, order, payment or contract: [to fill:');
  });
});
