// Questions that are answered in plain words, and by where the rest stands, not by "not yet".
import { expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';
import { kindsAsked } from './asked.ts';

const letters = (questions: readonly string[], more: Partial<CaseInput> = {}) => {
  const input: CaseInput = { ...sampleCase, ...more, claim: { ...sampleCase.claim, ...more.claim, questions } };
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
};

it.each([
  ['誰が私の情報を渡したのか、はっきり答えてください。', ['passed-by']],
  ['その人が私の情報を持ち出したのですか。', ['passed-by']],
  ['Who leaked my address?', ['passed-by']],
  ['誰に渡したのですか。', ['given-to']],
  ['第三者（管理会社、不動産業者を含む。）への提供の有無', ['given-to']],
  ['居住者名簿を閲覧できる者の範囲', ['who-may-see']],
  ['そちらから流れてませんか？', ['cause']],
  ['なぜ黙っていたのですか。', ['unanswered']],
  ['件数。', ['others']],
  ['まだですか。', ['plan']],
  ['わたしが悪いんでしょうか。', ['own-fault']],
  ['Was it my fault?', ['own-fault']],
  ['このあとどうすればいいか教えてください。', ['what-to-do']],
  ['What should I do now?', ['what-to-do']],
  ['Who have you given my data to?', ['given-to']],
  ['Who gave you my number?', ['given-to']],
  ['How do strangers have my booking?', ['cause']],
  ['I want to know where my data went and I want it taken back from them.', ['given-to', 'taken-back']],
  ['How many people saw it, and what was in the sheet?', ['seen-by', 'attached']],
  ['添付のファイルには何が書かれていたのですか。', ['attached']],
  ['I paid on 3 April, so please also confirm my subs are settled.', ['dealings']],
])('%s asks %s', (question, kinds) => {
  expect(kindsAsked(question)).toEqual(kinds);
});

it('who passed it on is not known yet, in the first sentence, and the rest stands elsewhere', () => {
  const { ja, en } = letters(['誰が私の情報を渡したのか、はっきり答えてください。']);
  expect(ja).toMatch(/とのお尋ねについて\n　誰が渡したのか、そもそも渡した者がいるのかは、まだ分かっておりません/);
  expect(en).toContain('Who passed data on, or whether anybody did, is not known yet.');
});

it('data wanted back are asked back from whoever had them, by a day', () => {
  const { ja, en } = letters(['I want my data taken back from them.']);
  expect(en).toMatch(/will ask whoever has them to stop using and to erase them, by \w+ \d/);
  expect(ja).toMatch(/渡した先の会社に使用の中止と消去を求めます/);
});

const ofOurs: Fact = {
  ...{ id: 'f90', kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true },
  ...{ record: 'application', listWritten: 8930, listsWritten: 2, strange: true, tries: 1, at: '2009-05-03T01:41:07Z' },
};
const register = (holds: string): Fact => ({
  ...{ id: 'f91', kind: 'in-register', foundBy: 'register.holds-address', found: true, times: 1, holds },
});

it('what the register has no column for may be in a list that was given away, by its name', () => {
  const counts = { othersHeld: 0, others: 0 };
  const given: Fact = { id: 'f92', kind: 'vendor-held', vendor: 'A', thisRecord: 'yes', ...counts, list: '氏名・住所' };
  const facts = [
    ...sampleCase.facts.filter(({ kind }) => kind !== 'in-register'),
    register('address; at; name'),
    given,
  ];
  const { ja, en } = letters(['Did they get my home address?'], { facts });
  expect(en).toContain('a list that we gave to a company holds postal addresses.');
  expect(ja).toContain('記録にある名前が住所を含むことを示すものがございます。');
});

it('what the register has no column for may be in a list that was written out', () => {
  const facts = [...sampleCase.facts.filter(({ kind }) => kind !== 'in-register'), register('address; at; name')];
  const asked = ['Do they have my passport number and my home address?'];
  const { en, ja } = letters(asked, { facts: [...facts, ofOurs], unresolved: ['f90'] });
  expect(en).toMatch(
    /held is not established yet; our register need not be one of them\. The register that we examined/,
  );
  expect(en).toContain('has no column for postal addresses');
  expect(ja).toContain('弊社の登録簿がその一覧であるとは限りません');
  expect(letters(asked, { facts }).en).not.toContain('need not be one of them');
  const second = [...facts.slice(0, -1), register('address; at; name; address')];
  expect(letters(asked, { facts: second }).en).not.toContain('has no column for postal addresses');
});

it('nobody is at fault for spam that reached them, and is told what helps now', () => {
  const { ja, en } = letters(['わたしが悪いんでしょうか。', 'このあとどうすればいいか教えてください。']);
  expect(ja).toContain('いいえ。迷惑メールが届くことも');
  expect(ja).toMatch(/とのお尋ねについて\n　メールのリンク先で、すでに/);
  expect(en).toContain('No. It is no fault of yours');
});
