// What a letter says of traces that data may have been taken, to whoever is verified and to whoever is not.
import { expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase, sampleCheck } from '../sample-case.ts';

const dump: Fact = {
  ...{ id: 'f90', kind: 'attacker-trace', attack: 'data-dump', success: 'possible', reachedData: true },
  ...{ at: '2009-04-20T22:41:07+09:00', foundBy: 'logs.attack-traces', pointers: [], outside: true },
  tables: 'users (id; email; full_name; company; created_at) | workspaces (id; name)',
};
const walk: Fact = {
  ...{ id: 'f91', kind: 'attacker-trace', attack: 'bulk-read', success: 'possible', reachedData: true },
  ...{ at: '2009-04-21T10:00:00+09:00', foundBy: 'logs.bulk-read', pointers: [] },
};
const open = (facts: readonly Fact[], verified: boolean): CaseInput => ({
  ...sampleCase,
  ...{ outcome: 'inconclusive', outcomeReason: 'missing_evidence', permitted: ['inconclusive'] },
  claim: { ...sampleCase.claim, requesterVerified: verified ? 'registered_address_reply' : 'no' },
  facts: [...sampleCase.facts, ...facts],
  unresolved: facts.map(({ id }) => id),
  checks: sampleCase.checks.map((check) =>
    check.id === 'attack.actors' ? sampleCheck('attack.actors', 'found') : check,
  ),
});
const letter = (input: CaseInput, lang: 'ja' | 'en') => {
  const drafted = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
  expect(lintLetter(drafted, { lang, caseFile: input }).findings).toEqual([]);
  return drafted.text;
};

it('a table that was written out is told with its day, its name and its columns, and no missing record hides it', () => {
  const en = letter(open([dump], true), 'en');
  expect(en).toMatch(
    /table “users” and 1 more were written out from an outside address at about Monday 20 April 2009, 22:41/,
  );
  expect(en).toMatch(/the columns of “users” are “id”, e-mail address, name, “company” and date and time of entry/);
  expect(en).toContain('How much of it arrived, and where, is not in the records');
  expect(en).not.toContain('We do not have the records it takes');
  const ja = letter(open([dump], true), 'ja');
  expect(ja).toContain('2009年4月20日（月）22時41分ごろ、外部の接続元からデータベースの表「users」ほか1表');
  expect(ja).not.toContain('判断に足る記録がそろわず');
  expect(letter(open([{ ...dump, outside: false }], true), 'en')).not.toContain('outside address');
});

it('traces that name nobody are told to whoever is not verified, and the search does not end without its result', () => {
  for (const [lang, told, result] of [
    ['en', 'one after another, in the order of their numbers, on Tuesday 21 April 2009', 'described under “In short”'],
    ['ja', '4月21日（火）に外部から番号順に次々と開かれた跡', 'その結果は、「結論」に記しました'],
  ] as const) {
    const text = letter(open([walk], false), lang);
    expect(text).toContain(told);
    expect(text).toContain(result);
  }
});

it('a file that lay open is told as such, with its days and how many were given it, and as no operation of an intruder', () => {
  const file: Fact = {
    ...{ id: 'f92', kind: 'attacker-trace', attack: 'sensitive-file', success: 'possible', reachedData: true },
    ...{ at: '2009-04-02T04:12:09+09:00', lastAt: '2009-04-14T02:31:50+09:00', sources: 5 },
    ...{ foundBy: 'logs.attack-traces', pointers: [] },
  };
  for (const verified of [true, false]) {
    const ja = letter(open([file], verified), 'ja');
    expect(ja).toMatch(/外部から読み取れる状態にあり、2009年4月2日（木）から4月14日（火）までに5か所に送られた記録/);
    expect(ja).toContain('公開の停止');
    expect(ja).not.toMatch(/不正な操作の跡がございます|弊社の誤り/);
    const en = letter(open([file], verified), 'en');
    expect(en).toMatch(
      /lay open to the public and was sent to 5 places between Thursday 2 April 2009 and Tuesday 14 April/,
    );
    expect(en).not.toMatch(/may have succeeded|a mistake of ours/);
  }
});

it('says where logins were looked for, and of which it had no record', () => {
  const input: CaseInput = {
    ...sampleCase,
    loginsIn: ['mail'],
    files: [],
    checks: [...sampleCase.checks, sampleCheck('logs.login-after-failures', 'nothing-found')],
  };
  expect(letter(input, 'en')).toMatch(
    /In the records of the mail server .* we found no suspicious login after repeated failures/,
  );
  expect(letter(input, 'ja')).toContain('失敗が続いた後の不審なログインは見つかっておりません');
  expect(letter({ ...input, loginsIn: [] }, 'en')).not.toContain('suspicious login');
});

it('beside a trace that succeeded, one that may have is no sentence of its own, and its evidence is kept', () => {
  const shown: Fact = {
    ...{ id: 'f92', kind: 'attacker-trace', attack: 'webshell', success: 'shown', reachedData: false, pointers: [] },
  };
  const possible: Fact = { ...shown, id: 'f93', attack: 'traversal', success: 'possible' };
  const both = open([shown, possible], true);
  expect(letter(both, 'en')).toContain('unauthorised operation from outside that succeeded');
  expect(letter(both, 'en')).not.toContain('may have succeeded');
  expect(letter(open([possible], true), 'en')).toContain('may have succeeded');
  const { sentences } = draftLetter(both, { stage: 'main', lang: 'en', channel: 'letter' });
  expect(sentences.find(({ id }) => id === 'found.f92')?.evidence).toEqual(['f92', 'f93']);
});

it('lists that a web server gave out whole are told as exports, with their hour', () => {
  const taken: Fact = {
    ...{ id: 'f94', kind: 'bulk-read', what: 'export', requests: 2, known: false, at: '2009-04-21T01:51:20+09:00' },
    ...{ foundBy: 'logs.bulk-read', pointers: [] },
  };
  const ja = letter(open([taken], true), 'ja');
  expect(ja).toContain(
    'ウェブサーバーの記録に、2009年4月21日（火）1時51分ごろから、一覧の書き出しが2回行われた跡がございます',
  );
  expect(ja).toContain('業務による書き出しであったかどうか');
  const en = letter(open([taken], true), 'en');
  expect(en).toContain('show 2 exports of lists from about Tuesday 21 April 2009, 01:51 on');
  expect(en).toContain('records of a list written out');
  // One has its hour and no beginning; from where no staff works it is not put down to somebody's work.
  const stray = { ...taken, requests: 1, how: 'stray-export' } as Fact;
  expect(letter(open([stray], true), 'en')).toContain('show 1 export of a list at about Tuesday 21 April 2009, 01:51.');
  expect(letter(open([stray], true), 'en')).toContain('from which our staff do not usually work');
  expect(letter(open([stray], true), 'ja')).not.toContain('業務による書き出しであったかどうか');
  const shared: Fact = { id: 'f94', kind: 'bulk-read', requests: 640, known: false, how: 'shared-walk', pointers: [] };
  expect(letter(open([shared], true), 'en')).toContain('in the order of their numbers by many sources in turn');
});

it('much read from where nobody works is told with that, and is not put down to somebody’s work', () => {
  const read: Fact = {
    ...{ id: 'f95', kind: 'bulk-read', what: 'records', requests: 580, known: false, own: 'yes', strange: true },
    ...{ at: '2009-04-21T02:40:12+09:00', foundBy: 'logs.bulk-read', pointers: [] },
  };
  const [ja, en] = [letter(open([read], true), 'ja'), letter(open([read], true), 'en')];
  expect(en).toContain('from a source outside, recorded on no other day, and your record is among those opened');
  expect(ja).toContain('ほかの日の記録には現れない外部の接続元によるもので、お客様の記録も含まれております');
  expect(`${ja}${en}`).not.toMatch(/業務による閲覧|part of somebody/);
});

it('that the own record was opened among others is told to whoever is verified alone', () => {
  const own: Fact = { ...walk, kind: 'attacker-trace', ownOpened: true } as Fact;
  expect(letter(open([own], true), 'ja')).toContain('お客様の記録も、その中に含まれております');
  expect(letter(open([own], true), 'en')).toContain('your record is among those opened');
  expect(letter(open([own], false), 'ja')).not.toContain('お客様の記録も');
  expect(letter(open([own], false), 'en')).not.toContain('your record is among');
});

it.each([true, false])('a mailbox that goes on to outside is told as that (verified: %s)', (verified) => {
  const sentOn: Fact = {
    ...{ id: 'f92', kind: 'attacker-trace', attack: 'mail-abuse', success: 'possible', reachedData: true },
    ...{ at: '2009-04-20T02:14:20+09:00', foundBy: 'logs.attack-traces', pointers: [] },
  };
  expect(letter(open([sentOn], verified), 'ja')).toContain(
    '2009年4月20日（月）に弊社のメールボックスが初めての場所から使われ、届いたメールが外部へ転送される',
  );
  expect(letter(open([sentOn], verified), 'en')).toMatch(
    /a mailbox of ours used from a new place on Monday 20 April 2009, and its mail then sent on to outside/,
  );
});

it('of a table that was read, the rows that the log counted and the columns that the statement named are told', () => {
  const read: Fact = { ...dump, tables: 'members (email; name; date_of_birth)', rows: 612 } as Fact;
  expect(letter(open([read], true), 'en')).toContain(
    '612 rows of the database table “members” were read from an outside address',
  );
  expect(letter(open([read], true), 'en')).toContain(
    'By the statement, its columns are e-mail address, name and date of birth.',
  );
  expect(letter(open([read], true), 'ja')).toContain('データベースの表「members」から612件を読み出した操作');
});
