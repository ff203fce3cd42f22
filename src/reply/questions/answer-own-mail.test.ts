// Questions about a mail of ours that was handed in are answered of that mail.
import { expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';

const astray: Fact = {
  ...{ id: 'f81', kind: 'sent-to-another', messages: 1, of: 1, ours: 1, holdsThis: 1 },
  ...{ receivedAt: '2009-05-14T08:12:52-08:00', foundBy: 'spam.received-chain' },
};
const withFile: Fact = {
  ...{ id: 'f82', kind: 'mail-origin', origin: 'not_ours', carriesOurName: false },
  ...{ messages: 1, of: 1, ownMail: 2, ownMailFiles: 1, foundBy: 'spam.own-infrastructure' },
};

const letters = (
  fact: Fact,
  questions: readonly string[],
  verified = true,
  zoneAssumed = false,
  outcome: 'inconclusive' | 'leak_confirmed' = 'inconclusive',
) => {
  const input: CaseInput = {
    ...sampleCase,
    ...(outcome === 'inconclusive'
      ? { outcome, outcomeReason: 'balanced_evidence', permitted: [outcome] }
      : { outcome, outcomeReason: null, permitted: [outcome], confirmedScope: 'record' }),
    facts: [...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'), fact],
    unresolved: fact.kind === 'sent-to-another' ? [fact.id] : [],
    mailOrigin: fact.kind === 'sent-to-another' ? 'unknown' : 'not_ours',
    organisation: { ...sampleCase.organisation, ...(zoneAssumed ? { timeZoneAssumed: true } : {}) },
    claim: {
      ...sampleCase.claim,
      ...(verified ? {} : { requesterVerified: 'no' as const }),
      ...(zoneAssumed ? { language: 'en' as const, receivedAt: '2009-05-20T09:12:00+00:00' } : {}),
      questions: [...questions],
    },
  };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
};

it.each([[true], [false]])('how it happened and who has it is asked of the mail that went astray (%s)', (verified) => {
  const { ja, en } = letters(astray, ['How did this happen?', 'Who else has the list?'], verified);
  expect(en).toContain('How our message came to be sent to somebody else: [to fill:');
  expect(en).toContain('names nobody but that other person as a recipient. To how many people the same was sent: [to');
  expect(en).not.toContain('Companies to which we may pass data');
  expect(ja).toContain('弊社のメールが別の方に届いた経緯は、次のとおりです：【要記入：');
  expect(ja).toContain('同じものをお送りした件数は、次のとおりです：【要記入：');
  expect(en).toMatch(/described under “[^”]+”(?: is|, that is) one way/);
  expect(en).toContain('a mistake of ours elsewhere');
  expect(en).not.toMatch(/a mistake of ours(?! elsewhere)/);
});

it('that what we hold of somebody stood in the mail of another is told to whoever is verified alone', () => {
  const { holdsThis: _, ...plain } = astray as Extract<Fact, { kind: 'sent-to-another' }>;
  const told: Fact = { ...plain, holdsRecord: 1, holds: '予約番号; お名前' };
  const { ja, en } = letters(told, []);
  expect(ja).toContain('そのメールには、少なくともお客様の「予約番号」、お名前が書かれております。');
  expect(ja).not.toContain('お申し出のアドレスが載って');
  expect(en).toContain('It told this person data we hold of you, at least “予約番号” and name.');
  const stranger = letters(told, [], false);
  expect(stranger.ja).not.toContain('予約番号');
  expect(stranger.en).not.toContain('data we hold of you, at');
});

it('which data got out is answered with what stood in the mail that went astray', () => {
  const told: Fact = { ...(astray as Extract<Fact, { kind: 'sent-to-another' }>), holdsRecord: 1, holds: 'a; お名前' };
  const { ja, en } = letters(
    told,
    ['健診の結果や病歴も一緒に出てしまったのでしょうか。'],
    true,
    false,
    'leak_confirmed',
  );
  expect(ja).toMatch(/別の方に届いたメールに書かれていたことは、「[^」]+」に記しました。そのほかに対象となった項目/);
  expect(en).toContain('Whether any other data are concerned is not established yet.');
});

it('of crossed letters, how many addresses the data went to is told in plain English, of one as of several', () => {
  const crossed = { ...(astray as Extract<Fact, { kind: 'sent-to-another' }>), holdsRecord: 1, holds: 'a', crossed: 5 };
  const asked = ['Who else has the list?'];
  expect(letters(crossed, asked).en).toContain('the mail with your data went to 1 other person’s address.');
  expect(letters({ ...crossed, messages: 2, of: 2, ours: 2 }, asked).en).toContain(
    'went to 2 addresses of other people.',
  );
});

it('of a file attached to our mail, number, deletion, content and report are for people to fill in', () => {
  const { ja, en } = letters(withFile, [
    'あのファイルは何人の方に送られたのでしょうか。',
    '皆様、消してくださったのでしょうか。',
    'また、私の何が載っていたのか、改めて教えていただけますか。',
    '県や国には届け出をなさったのでしょうか。',
  ]);
  expect(ja).toContain('同じものをお送りした件数は、次のとおりです：【要記入：');
  expect(ja).toContain('お受け取りになった方による削除については、次のとおりです：【要記入：');
  expect(ja).toContain(
    'そのメールに付いていたファイルの中身は、この調査ではまだ調べておりません。書かれていた項目は、',
  );
  expect(ja).toContain('届出や報告については、次のとおりです：【要記入：');
  expect(ja).toContain('それ以外の弊社の誤り');
  expect(en).toContain('As to whether the recipients deleted it: [to fill:');
});

it('where no such mail was handed in, or something else is asked, nothing changes', () => {
  const other = sampleCase.facts.find(({ kind }) => kind === 'mail-origin');
  if (!other) throw new Error('the sample has one');
  const { en } = letters(other, ['How did this happen?', 'Who else has the list?']);
  expect(en).not.toMatch(/our message came to be sent|the same was sent|mistake of ours elsewhere/);
  const { ja } = letters(withFile, ['私の情報を消してください。', '誰に私の情報を渡したのですか。']);
  expect(ja).not.toMatch(/お受け取りになった方による削除|同じものをお送りした件数/);
});

it('where our zone is only assumed, the day is the one that the receiving side wrote, and raw times stay as recorded', () => {
  const { en } = letters(astray, [], false, true);
  expect(en).toContain('on Thursday 14 May 2009');
  expect(en).toContain('Times from records that name no time zone are given as they stand there.');
  expect(en).toContain('The day of our message is the one that the message itself bears.');
});

it('what reached somebody else is not told once more as other mail of ours', () => {
  const input: CaseInput = {
    ...sampleCase,
    facts: [
      ...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'),
      astray,
      {
        ...{ id: 'f83', kind: 'mail-origin', origin: 'ours', carriesOurName: true, messages: 1, of: 1, ownMail: 1 },
        ownMailAt: '2009-05-14',
      },
    ],
    unresolved: ['f81', 'f83'],
    mailOrigin: 'ours',
  };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings.map(({ rule }) => rule)).toEqual([]);
    return letter.text;
  });
  expect(ja).toMatch(/このほかにお送りいただいたメールは、「[^」]+」に記した、別の方に届いたものです。/);
  expect(ja).not.toContain('このほかにお送りいただいたメールのうち');
  expect(en).toContain('The other message you sent us is what reached somebody else');
});

it('a complaint of mail of ours that went astray is not called one of spam', () => {
  const opening = (text: string) => {
    const input: CaseInput = {
      ...{ ...sampleCase, outcome: 'inconclusive', outcomeReason: 'balanced_evidence', permitted: ['inconclusive'] },
      ...{ facts: [...sampleCase.facts.filter(({ kind }) => kind !== 'mail-origin'), astray], unresolved: [astray.id] },
      ...{ mailOrigin: 'unknown', claim: { ...sampleCase.claim, text } },
    };
    return (['ja', 'en'] as const).map((lang) => {
      const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
      expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
      return letter.sentences.find(({ id }) => id === 'heard')?.text;
    });
  };
  const [ja, en] = opening('父宛ての案内が、三谷さんのところに届いていました。');
  expect(ja).toContain('アドレスについて、弊社のメールが別の方に届いたとのお申し出を承りました。');
  expect(en).toContain('You told us that mail of ours has reached somebody else.');
  expect(opening('迷惑メールも届きます。')[0]).toContain('迷惑メールが届いているとのお申し出');
});
