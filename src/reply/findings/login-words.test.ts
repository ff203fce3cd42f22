// What was found in one record after another is told as it happened: who came in, what they did, and what that leaves open.
import { expect, it } from 'vitest';
import type { Fact, FactOf } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';

const login: FactOf<'attacker-trace'> = {
  ...{ id: 't1', kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true },
  ...{ at: '2009-05-05T01:12:44Z', foundBy: 'logs.login-after-failures' },
};
const ofCompany: Fact = {
  ...{ ...login, record: 'application', vendor: 'Postmill', keysMade: 1, listWritten: 8412, sent: 8412 },
  sentFrom: '2009-05-05T02:05:10Z',
};
const ofMailbox: Fact = {
  ...{ ...login, record: 'mail', reachedData: false, sent: 620, sentFrom: '2009-05-06T02:10:00Z' },
  ownAccount: true,
};
const sent: Fact = {
  ...{ id: 'm1', kind: 'mail-origin', origin: 'ours', carriesOurName: true, messages: 1, of: 1, bounces: 1 },
  receivedAt: '2009-05-05T02:06:41Z',
};

function letters(facts: readonly Fact[], more: Partial<CaseInput> = {}) {
  const input: CaseInput = {
    ...{ ...sampleCase, outcome: 'inconclusive', outcomeReason: 'missing_evidence', mailOrigin: 'ours' },
    ...{ facts, unresolved: facts.map(({ id }) => id), ...more },
  };
  return (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
}

it('tells what was done after the login, and never that nothing shows it', () => {
  const [ja, en] = letters([ofCompany, sent]);
  expect(ja).toContain('外部からPostmillにある弊社のアカウントへのログインが成功した記録');
  expect(ja).toContain('アクセス用の鍵の作成、一覧（8412件）の書き出し、8412件の宛先へのメールの送信');
  expect(ja).toContain('その一覧にどなたの記録が含まれていたかは');
  expect(en).toContain('a login from outside to the account that we have at Postmill that succeeded at about');
  expect(en).toContain('made an access key, wrote out a list of 8412 entries and sent mail to 8412 recipients');
  expect(`${ja}${en}`).not.toMatch(/何が読み取られたかは、この記録からは|read after that, these records/);
  // Both times stand side by side; that it was the same sending is not said.
  expect(en).toMatch(/The sending described under .* began at about .*; the message from our side came at about/);
  expect(en).toContain('Whether it was part of that sending we are examining.');
});

it('tells whoever is known to keep the mailbox that it was theirs, and nobody else', () => {
  const [ja, en] = letters([{ ...ofMailbox, sentSample: true }, sent]);
  expect(ja).toContain('外部からお客様のメールボックスへのログインに成功した跡');
  expect(en).toContain('The records show a login to your mailbox from outside that succeeded');
  expect(en).toContain('sent 620 messages');
  expect(en).toContain('Mail in that mailbox may have been read; which of it, these records do not show.');
  expect(en).toContain('names the same source as the login described under');
  expect(`${ja}${en}`).not.toMatch(
    /does not show that it left your mailbox|お客様のアドレスから送られたことを示しません/,
  );
  const claim = { ...sampleCase.claim, requesterVerified: 'no' as const };
  const unverified = letters([{ ...ofMailbox, sentSample: true }, sent], { claim }).join('');
  expect(unverified).toContain('a mailbox on our mail server');
  expect(unverified).not.toMatch(/to your mailbox from|お客様のメールボックスへ|names the same source/);
});

it.each([
  { name: 'may be a person who mistyped', of: { ...login, success: 'possible', record: 'server' } as const },
  { name: 'of which no line shows the login', of: { ...login, success: 'possible' } as const },
])('charges nobody with a login that $name', ({ name, of }) => {
  const [ja, en] = letters([of]);
  expect(`${ja}${en}`).not.toContain('that succeeded at');
  if (name.startsWith('may be')) {
    expect(ja).toContain('打ち間違いや、古いパスワードを持つソフトでも同じ跡が残る');
    expect(en).toContain('A mistyped or outdated password can leave such a trace too');
  } else expect(en).toContain('may have succeeded');
});

it.each([
  {
    name: 'records opened one after another, theirs among them',
    of: { requests: 580, what: 'records', own: 'yes', at: '2009-05-05T02:40:00Z' } as const,
    want: [
      /一人の利用者名により、1時間に580件の記録が開かれた跡.*お客様の記録も/s,
      /580 records opened under one user name.*Your record is among those opened/s,
    ],
  },
  {
    name: 'a list',
    of: { requests: 1, what: 'list', entries: 3812, at: '2009-05-05T02:40:00Z' } as const,
    want: [/一覧（3812件）が書き出された記録/, /a list of 3812 entries was written out on/],
  },
  {
    name: 'pages of a web server',
    of: { requests: 400, at: '2009-05-05T02:40:00Z' } as const,
    want: [
      /回答や一覧、一人ずつの記録などのページに、2009年5月5日（火）11時40分ごろから、まとまった閲覧（400回）/,
      /read in bulk from about Tuesday 5 May 2009, 11:40 on/,
    ],
  },
])('tells of $name, with the day, and does not call the records too few', ({ of, want }) => {
  const [ja, en] = letters([{ id: 'b1', kind: 'bulk-read', known: false, ...of, foundBy: 'logs.bulk-read' }], {
    mailOrigin: 'unknown',
  });
  expect(ja).toMatch(want[0] ?? /^$/);
  expect(en).toMatch(want[1] ?? /^$/);
  expect(`${ja}${en}`).not.toMatch(/判断に足る記録がそろわず|do not have the records it takes/);
});

const strange: Fact = {
  ...{
    ...login,
    record: 'application',
    strange: true,
    tries: 1,
    settingsChanged: 1,
    listWritten: 8930,
    listsWritten: 2,
  },
};

it('tells of a login unlike all others without calling it repeated, and names neither account nor country', () => {
  const [ja, en] = letters([strange]);
  expect(ja).toContain(
    'ほかの日の記録には現れない外部の接続元から、業務に使うシステムへのログインが一度失敗した後に成功した記録がございます。',
  );
  expect(ja).toContain('安全のための設定の変更、一覧の書き出し2回（最大8930件）');
  expect(en).toMatch(
    /A source outside, recorded on no other day, logged in to an application of ours at about .*, after a failed attempt\./,
  );
  expect(en).toContain('changed security settings and wrote out 2 lists (up to 8930 entries)');
  expect(`${ja}${en}`).not.toMatch(/repeated|繰り返し試された/);
});

it('says of one that may be a colleague on the road that this is possible', () => {
  const [ja, en] = letters([{ ...strange, success: 'possible', tries: 0 } as Fact]);
  expect(ja).toContain('出先からの業務でも同じ跡が残るため');
  expect(en).toContain('Work done while travelling can leave such a trace too');
  expect(`${ja}${en}`).not.toMatch(/失敗した後に成功|failed attempt/);
});

it('says of a machine of our own network that nobody came from outside', () => {
  const inside: Fact = { ...login, success: 'possible', record: 'server', outside: false };
  const claim = { ...sampleCase.claim, questions: ['Were you hacked?'] };
  const [ja, en] = letters([inside], { claim, mailOrigin: 'not_ours' });
  expect(ja).toContain('ログインの失敗が重なった後に、社内のネットワークからのログインが成功した記録');
  expect(en).toContain('Our records show a login from our own network at about');
  expect(`${ja}${en}`).not.toMatch(/from outside|外部からの?(?:不正|ログイン)/);
  expect(en).toMatch(/was legitimate, or a break-in, is still open/);
  // Nor who erased records.
  const erased: Fact = { ...login, id: 't2', attack: 'log-clearing', reachedData: false };
  const [, both] = letters([inside, erased], { claim, mailOrigin: 'not_ours' });
  expect(both).toContain('We are finding out who erased them, and why.');
  expect(both).not.toContain('operations from outside');
});

it('tells how much a mailbox gave out to a source that is recorded on no other day', () => {
  const elsewhere: Fact = {
    ...{ ...login, record: 'mail', success: 'possible', reachedData: false },
    ...{ strange: true, tries: 0, mailboxMegabytes: 48 },
  };
  const [ja, en] = letters([elsewhere], { mailOrigin: 'unknown' });
  expect(en).toContain(
    'A source outside, recorded on no other day, logged in to a mailbox on our mail server at about',
  );
  expect(en).toContain('the same source was given about 48 MB out of the mailbox');
  expect(en).toContain('Work done while travelling can leave such a trace too');
  expect(ja).toContain('メールボックスからの約48MBの受信');
});

it('tells of a source that came on several days that it is not the usual one, and not that it came on no other', () => {
  const again: Fact = {
    ...{ ...login, record: 'mail', success: 'possible', reachedData: false },
    ...{ strange: true, loginDays: 3, sent: 387 },
  };
  const [ja, en] = letters([again], { mailOrigin: 'unknown' });
  expect(ja).toContain('3日にわたり、普段は使われていない外部の接続元から');
  expect(ja).not.toContain('ほかの日の記録には現れない');
  expect(en).toContain('not the usual one, logged in to a mailbox on our mail server on 3 days');
});
