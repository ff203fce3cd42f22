import { expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';

/** Three newsletters of ours, and one mail under our name from elsewhere. */
const origin: Fact = {
  ...{ id: 'f80', kind: 'mail-origin', origin: 'not_ours', carriesOurName: true },
  ...{ messages: 1, of: 1, ownMail: 3 },
};

const letters = (question: string, more: Partial<CaseInput> = {}) => {
  const input: CaseInput = {
    ...sampleCase,
    ...{ outcome: 'inconclusive', outcomeReason: 'balanced_evidence', permitted: ['inconclusive'] },
    facts: [...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'), origin],
    mailOrigin: 'not_ours',
    ...more,
    claim: { ...sampleCase.claim, ...more.claim, questions: [question] },
  };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
};

it('a copy of our mail with the record of another is told as what it is, and how it came about is for people to say', () => {
  const ofAnother = { ...{ id: 'f81', kind: 'record-of-another', messages: 1, holds: 'name; telephone' } } as const;
  const told = (more: Partial<Fact>) =>
    letters('How could you make such a mistake?', {
      facts: [origin, { ...ofAnother, inOurLog: false, receivedAt: '2026-06-01T08:15:41+09:00', ...more } as Fact],
      unresolved: ['f81'],
    });
  const alone = told({});
  expect(alone.en).toContain('of Monday 1 June 2026 from our side. It tells details of another person, at least name');
  expect(alone.en).toContain('as yet only the copy tells of it');
  expect(alone.en).toContain('mail from our side told details of another person. Whether data of the person who uses');
  expect(alone.en).toContain('How another person’s details came into that message: [to fill:');
  expect(alone.ja).toContain('別の方に関わる内容（少なくともお名前、電話番号）が書かれております');
  const logged = told({ inOurLog: true, run: 84 });
  expect(logged.en).toContain('the same machine sent mail to 84 addresses in one go');
  expect(logged.ja).toContain('合わせて84件のアドレスにメールをお送りしております');
});

it('whoever unsubscribed and asks who still sends is told of our own mail first, and people say why it went on', () => {
  const { ja, en } = letters('Why am I still on the list, and who is sending this?');
  expect(en).toMatch(/3 messages that you sent us came from our mailing systems[^\n]*The delivery record of the spam/);
  expect(en).toContain('As to your unsubscribing: [to fill: when it reached us');
  expect(ja).toContain('お送りいただいたメールのうち3通は、弊社または弊社が頼んだ会社の配信設備から送られたものです');
  expect(ja).toContain('配信停止のお手続きについては、次のとおりです：【要記入：');
});

it('whoever unsubscribed is told of the day on record, and how much came after it', () => {
  const facts = [{ ...origin, unsubscribedAt: '2026-06-01T08:15:41+09:00', ownMailAfter: 3 } as Fact];
  const { ja, en } = letters('I unsubscribed, so why do I still get your mail?', { facts });
  expect(en).toContain('your unsubscribing reached us on Monday 1 June 2026');
  expect(en).toContain(
    '3 messages came after that. Why mail was still sent after that, and since when none is sent: [to fill:',
  );
  expect(ja).toContain('2026年6月1日（月）にお手続きがございました');
  const opened = [{ ...facts[0], unsubscribeOpened: true } as Fact];
  expect(letters('I unsubscribed, so why do I still get your mail?', { facts: opened }).en).toContain(
    'was opened on Monday 1 June 2026',
  );
});

it('of a request with an exception, people say what stops and what goes on, and no letter says that all use stops', () => {
  const { ja, en } = letters('Please stop all of it, but keep sending me purchase orders.');
  expect(en).toContain('this is what we stop, and what goes on as you wish: [to fill: what is stopped at once');
  expect(ja).toContain('停止のご要望には、次のとおり対応いたします：【要記入：直ちに停止するものと');
  expect(en).not.toContain('stop using your data');
  expect(ja).not.toContain('利用を直ちに停止');
  expect(letters('Please stop all of it.').en).toContain('As you ask, we will at once stop using your data');
});

it('who asks us to erase is answered of erasing first, and told what holds until then', () => {
  const { ja, en } = letters('Please delete everything you have about me.');
  expect(en).toMatch(
    /delete everything[^\n]*\n\s*We will erase your data once[^\n]*Until then we will use them for nothing but/,
  );
  expect(en).not.toContain('As you ask, we will at once stop');
  expect(ja).toMatch(/ご要望について\n　削除は、[^\n]*削除までの間も、/);
  expect(letters('Please stop writing to me and delete my data.').en).toContain('As you ask, we will at once stop');
});

it('money paid to us and asked back is for people to answer, and no cost to be told of', () => {
  const { ja, en } = letters('Are you going to refund my membership?');
  expect(en).toContain('As to a refund: [to fill: whether it is made, and why].');
  expect(ja).toContain('返金については、次のとおりです：【要記入：');
  expect(en).not.toContain('any cost you had');
  expect(letters('Will you pay compensation?').en).toContain('any cost you had');
});

it('of files attached to our own mail, the letter says that nobody has looked into them yet', () => {
  const withFiles: Fact = { ...origin, kind: 'mail-origin', ownMailFiles: 1 } as Fact;
  const facts = [...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'), withFiles];
  const { ja, en } = letters('What of mine was in that file?', { facts });
  expect(ja).toContain('添付ファイルの中身は、この調査ではまだ調べておりません');
  expect(en).toContain('has not been examined yet');
});
