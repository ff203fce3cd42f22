import { describe, expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase } from '../sample-case.ts';
import { isRequest, kindsAsked } from './asked.ts';

const undecided = { outcome: 'inconclusive', outcomeReason: 'balanced_evidence', permitted: ['inconclusive'] } as const;
const asking = (questions: readonly string[], more: Partial<CaseInput> = {}): CaseInput => ({
  ...sampleCase,
  ...undecided,
  ...more,
  claim: { ...sampleCase.claim, ...more.claim, questions },
});
const toAnybody = (input: CaseInput): CaseInput => ({
  ...input,
  claim: { ...input.claim, requesterVerified: 'no' },
});
/** In Japanese and English; every letter passes the lint. */
const letters = (input: CaseInput) => {
  const [ja = '', en = ''] = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    return letter.text;
  });
  return { ja, en };
};
const times = (text: string, words: string) => text.split(words).length - 1;

it.each([
  ['You have been breached or you sold it. Which is it?', ['break-in', 'given-to']],
  ['Delete my account and tell me what you hold.', ['stop', 'held']],
  ['What data do you hold about me and where did you send it?', ['held', 'given-to']],
  ['whether you have suffered a breach and when you became aware of it', ['break-in', 'knew']],
  ['I would like an answer in writing and I want to know who else was affected.', ['written', 'others']],
  ['Do they have my home address and card as well?', ['items']],
  ['Has somebody been into your systems?', ['break-in']],
  ['Has somebody been into your system, and since when do you know?', ['break-in', 'knew']],
  ['When will you act?', ['plan']],
  ['Is my booking still safe, and must I pay again?', ['dealings', 'to-pay']],
  ['How did you get my address?', ['held']],
  ['Who has access to my data?', ['who-may-see']],
  ['Should you not tell the other members?', ['tell-others']],
  ['いつ、どこから漏れたのか、調べて教えてください。', ['cause']],
  ['また、ほかの会員にも知らせるべきではありませんか。', ['tell-others']],
  ['個人情報はどう管理しているのですか。', ['safeguards']],
  ['健康診断の内容まで漏れているのでしょうか。', ['items']],
  ['電話をかけさせないでください。', ['stop']],
])('%s asks %s', (question, kinds) => {
  expect(kindsAsked(question)).toEqual(kinds);
});

it.each([
  ['Take me off your list.', true],
  ['Please delete everything.', true],
  ['アドレスを消してください。', true],
  ['謝罪してください。', true],
  ['消してもらえるのですか。', false],
  ['Can you delete my data?', false],
  ['どこに渡したか教えてください。', false],
])('%s is a request: %s', (question, request) => {
  expect(isRequest(question)).toBe(request);
});

describe('questions', () => {
  it('with one answer stand together above it, each quoted whole', () => {
    const { ja, en } = letters(asking(['本当に御社から漏れていないのですか', '原因は何ですか']));
    expect(ja).toContain('「本当に御社から漏れていないのですか」とのお尋ね、「原因は何ですか」とのお尋ねについて');
    expect(en).toContain('and your question: “原因は何ですか” (quoted as you wrote it)');
    expect(times(ja, '原因はまだ分かっておらず')).toBe(1);
  });

  it('that say of us what we may not say are no words of ours, also where they stand together', () => {
    const { ja } = letters(asking(['そちらから漏れたのではないでしょうか。', '原因は何ですか。']));
    expect(ja).toContain('「そちらから漏れたのではないでしょうか。」とのお尋ね、');
  });

  it('how a list was set is for people to look up, and waits for nobody', () => {
    const ask = asking(['名簿を誰でも見られる設定にしていたのではないですか。', 'How long was it open to anyone?']);
    for (const input of [ask, toAnybody(ask)]) {
      const { ja, en } = letters(input);
      expect(ja).toContain('誰でも開ける設定にしていなかったかは、次のとおりです：【要記入');
      expect(times(en, 'Whether a list or form of ours stood open to anybody: [to fill')).toBe(1);
    }
    const open: Fact = {
      ...{ id: 'f91', kind: 'attacker-trace', attack: 'sensitive-file', success: 'possible', reachedData: true },
      ...{ sources: 2, at: '2009-04-02T03:40:00+09:00', lastAt: '2009-04-05T03:40:00+09:00', pointers: [] },
    };
    const lay = { facts: [...sampleCase.facts, open], unresolved: [...sampleCase.unresolved, 'f91'] };
    const { en } = letters({ ...ask, ...lay });
    expect(en).toContain('What the records show of a file that lay open is set out under');
    expect(en).toContain('For how long it lay open: [to fill');
  });

  it.each([
    'Are you paying for credit monitoring?',
    'Will you pay me 12,000 in damages?',
    '損害の30万円を賠償してください。',
  ])('that name what they want are not asked for it again: %s', (question) => {
    const { ja, en } = letters(asking([question]));
    expect(en).not.toContain('Please tell us about any cost');
    expect(ja).not.toContain('ご負担の内容をお聞かせいただければ');
    expect(en).toMatch(/\[to fill: [^\]]*after asking your adviser/);
  });

  it('of which a part was answered before point to it', () => {
    const asked = ['Who has access to my data?', 'Who has access to my data, and will you refund me?'];
    expect(letters(asking(asked)).en).toContain('The rest of it is answered under an earlier question of yours.');
    const parts = ['Who has access to my data?', 'Will you refund me?', asked[1] ?? ''];
    expect(letters(asking(parts)).en).toContain('This is answered under earlier questions of yours.');
    expect(letters(asking(asked.slice(1))).en).not.toContain('under an earlier question');
    expect(letters(asking([asked[0] ?? '', asked[0] ?? ''])).en).not.toContain('under an earlier question');
  });

  it('that nothing answers are promised an answer once', () => {
    const { ja } = letters(asking(['それは本当ですか。', 'このメールは何ですか。']));
    expect(times(ja, 'これまでの調査ではお答えできません')).toBe(1);
  });

  it('of two parts are answered in both', () => {
    const { en } = letters(asking(['What data do you hold about me and where did you send it?']));
    expect(en).toMatch(
      /The address is in our register\. What it holds is set out under “What we hold about you”\..*pass/,
    );
  });
});

describe('whoever is not verified', () => {
  it.each([
    ['誰が名簿を見られるのですか。', /見ることのできる者は、次のとおりです：【要記入/],
    ['個人情報はどう管理しているのですか。', /管理のしかたは、次のとおりです：【要記入/],
    ['ログはいつまで残っていますか', /サーバーの記録の保存については、次のとおりです：【要記入/],
    ['なぜ返事をくれないのですか', /これまでのご連絡への回答については、次のとおりです：【要記入/],
    ['カード会社に連絡した方がよいですか。', /すぐにカード会社へご連絡をお願いいたします/],
    ['ほかの会員にも知らせるべきではありませんか。', /ほかの方々へのお知らせについては、次のとおりです：【要記入/],
    ['委員会に報告したのですか。', /届出や報告については、次のとおりです：【要記入/],
    ['いつ対応してくれるのか', /今後の対応と、ご報告の日は、「これから行うこと」に記しました/],
    ['ほかの家庭にも届いているのか', /同様のお申し出は/],
    ['名簿をどこに渡したのか', /渡すことのある会社は、あおば配信です/],
    ['番号をどこかに売ったのですか。', /情報を売ることについては、次のとおりです：【要記入/],
    ['賠償してもらえますか。', /ご負担の内容をお聞かせいただければ/],
    ['書面で、調べたことを確認してください。', /この書面が、そのお答えでございます/],
  ])('is answered what touches no personal data: %s', (question, want) => {
    expect(letters(toAnybody(asking([question]))).ja).toMatch(want);
  });

  it('waits for what tells whether we hold anything', () => {
    const { ja, en } = letters(toAnybody(asking(['どんな情報を持っているのですか'])));
    expect(ja).toMatch(/個人情報に関わるお尋ねのため、.*ご本人の確認ができましたらお答えいたします/);
    expect(en).toContain('This touches personal data');
  });
});

it('a question of two parts that both wait says so once', () => {
  const { en } = letters(toAnybody(asking(['What data do you hold about me and where did you send it?'])));
  expect(en).toMatch(/Companies to which we may pass data.*whether we hold any of yours, and who was given them/);
  expect(en).not.toContain('Whether your data were passed on');
});

describe('a request', () => {
  it('is headed and answered as one made, and said once', () => {
    const { ja, en } = letters(asking(['アカウントを削除してください。']));
    expect(ja).toContain('「アカウントを削除してください。」とのご要望について');
    expect(ja).toContain('削除までの間も、調査とご連絡に必要なものを除き');
    expect(ja).toMatch(/削除する項目と日、残す項目・理由・期間は、.*までにお知らせいたします/);
    expect(en).toContain('Your request: “');
    expect(ja).not.toMatch(/ご希望があれば|削除をご希望の場合/);
    expect(en).not.toMatch(/[Ii]f you wish|If you ask us to erase/);
  });

  it('of somebody who is not verified says nothing of what is held', () => {
    const { ja, en } = letters(toAnybody(asking(['Take me off your list.'])));
    expect(en).toContain('If we send anything to the address, we will stop it at once, as you ask.');
    expect(ja).not.toContain('ご希望により');
    expect(en).not.toContain('If you want us to stop');
  });

  it('stands in the first answer too', () => {
    const input = toAnybody(asking(['アドレスを消してください。']));
    const { text } = draftLetter(input, { stage: 'holding', lang: 'ja', channel: 'letter' });
    expect(text).toContain('停止と削除のご要望について');
    expect(text).toContain('送信も直ちに停止いたします');
    // Who asked for erasure is not told of the stop alone.
    expect(text).toContain('調査に必要な記録を分けて保存したうえで削除し');
  });
});

describe('a company that told us of its leak', () => {
  const announced: Fact = {
    ...{ id: 'v1', kind: 'vendor-answer', vendor: 'あおば配信', answer: 'announced', coversThisRecord: 'unknown' },
  };
  const list: Fact = {
    ...{ id: 'v2', kind: 'vendor-held', vendor: 'あおば配信', thisRecord: 'yes', othersHeld: 0, others: 0 },
    ...{ givenAt: '2009-04-12', rows: 96 },
  };
  const facts = [...sampleCase.facts.filter(({ kind }) => !/^vendor-|list-copies/.test(kind)), announced, list];
  const input = asking(['漏れたのはどこからですか。', 'ほかの受講者も同じですか。'], { facts, unresolved: ['v1'] });

  it('is named where it is asked whence and who else, and is asked whose data leaked', () => {
    const { ja, en } = letters(input);
    expect(ja).toContain('あおば配信からは情報が漏れたとの知らせがありましたが');
    expect(ja).toContain('その漏えいによるものかどうかを含め、原因はまだ分かっておらず');
    expect(ja).toContain('あおば配信に渡した名簿は96件で');
    expect(ja).toContain('あおば配信に、どの方の情報が漏れたのかを問い合わせ');
    expect(en).toContain('whose data leaked');
  });

  it('is not told to whoever is not verified', () => {
    expect(letters(toAnybody(input)).ja).not.toMatch(/96件|どの方の情報が漏れたのかを/);
  });
});

it('a list that went out after the spam began held them or not, and does not explain the beginning', () => {
  const facts: Fact[] = [
    ...sampleCase.facts.filter(({ kind }) => !/^vendor-held|list-copies/.test(kind)),
    {
      ...{ id: 'l1', kind: 'list-copies', vendors: 0, exports: 0, later: 1, laterTo: 'あおば配信' },
      ...{ laterAt: '2009-05-10', laterHeld: 'yes' },
    },
  ];
  const { ja, en } = letters(asking(['誰に渡したのですか'], { facts }));
  expect(ja).toContain('お客様の情報は、その名簿に含まれておりました。渡したのは迷惑メールが届き始めた');
  expect(en).toContain('Your record was in that list. By your account the spam had begun before that');
});

it('a leak at a company that had the list only then is not told as what may have begun the spam', () => {
  const facts: Fact[] = [
    ...sampleCase.facts.filter(({ kind }) => !/^vendor-|list-copies/.test(kind)),
    {
      ...{ id: 'l1', kind: 'list-copies', vendors: 0, exports: 0, later: 1, laterTo: 'あおば配信' },
      ...{ laterAt: '2009-05-10', laterHeld: 'yes' },
    },
    {
      ...{ id: 'v1', kind: 'vendor-answer', vendor: 'あおば配信', answer: 'announced', coversThisRecord: 'yes' },
      ...{ at: '2009-05-20' },
    },
  ];
  const confirmed = asking(['誰に渡したのですか'], {
    facts,
    outcome: 'leak_confirmed',
    confirmedScope: 'record',
    permitted: ['leak_confirmed', 'inconclusive'],
    unresolved: ['v1'],
  });
  const { ja, en } = letters(confirmed);
  expect(ja).toContain('漏れた情報を委託先に渡したのは迷惑メールが届き始めた後で');
  expect(en).toContain('the company had your data only after the spam had begun');
  // Where the same company had an earlier list as well, it stays open.
  const before: Fact = {
    id: 'h1',
    kind: 'vendor-held',
    vendor: 'あおば配信',
    thisRecord: 'unknown',
    othersHeld: 0,
    others: 0,
  };
  const open = letters({ ...confirmed, facts: [...facts, before] });
  expect(open.ja).toContain('この漏えいと、届いた迷惑メールとの関係は、まだ確認できておりません。');
});

it('asks for no message where some came attached to the complaint', () => {
  const input: CaseInput = { ...sampleCase, sources: sampleCase.sources.filter(({ kind }) => kind !== 'spam') };
  const origin = { id: 'own', kind: 'mail-origin', origin: 'not_ours', carriesOurName: false, messages: 2, of: 2 };
  const attached = toAnybody({ ...asking([]), sources: input.sources, facts: [origin as Fact] });
  const none = toAnybody({ ...asking([]), sources: input.sources, facts: [] });
  for (const stage of ['holding', 'main'] as const) {
    const ids = (one: CaseInput) =>
      draftLetter(one, { stage, lang: 'ja', channel: 'letter' }).sentences.map(({ id }) => id);
    expect(ids(attached)).not.toContain('ask.sample');
    expect(ids(none)).toContain('ask.sample');
  }
});

describe('what no record of ours can tell', () => {
  it.each([
    ['駐輪場の照明は直してもらえるのですか。', 'service'],
    ['園には連絡したんでしょうね。', 'service'],
    ['味付けを薄くしてほしい。', 'service'],
    ['And who is doing the coffee rota now that Ron is in hospital?', 'service'],
    ['I want to know why the advance cost $65.', 'service'],
    ['今月の家賃はどこに払えばよいのですか。', 'where-to-pay'],
    ['Where do I pay the rent now?', 'where-to-pay'],
    ['誰が責任を取るのか。', 'liability'],
    ['Do you accept liability for the delay?', 'liability'],
    ['四、いつ気付いたのか。', 'knew'],
    ['気付いていて黙っていたのか。', 'knew'],
    ['口座番号や勤務先、連帯保証人（私の父です）のことも漏れているのですか。', 'items'],
    ['私の会費の支払情報（口座）は含まれますか。', 'items'],
    ['五、応募した写真のデータも流出したのか。', 'items'],
    ['Is that true?', 'other'],
    ['それは本当ですか。', 'other'],
  ])('%s is asked as %s', (question, kind) => {
    expect(kindsAsked(question)).toEqual([kind]);
  });

  it('is left to people, and no examination is promised to answer it', () => {
    const asked = [
      '今月の家賃はどこに払えばよいのですか。',
      '味付けを薄くしてほしい。',
      '誰が責任を取るのか。',
      'いつ気付いたのか。',
    ];
    for (const input of [asking(asked), toAnybody(asking(asked))]) {
      const { ja, en } = letters(input);
      expect(ja).toContain('お支払いの方法は、次のとおりです：【要記入');
      expect(ja).toContain('リンクからは、お支払いにならないよう');
      expect(ja).toContain('「味付けを薄くしてほしい。」とのご要望');
      expect(ja).toContain('責任についての考えは、次のとおりです：【要記入');
      expect(ja).toContain('初めて気付いた時については、次のとおりです：【要記入');
      expect(ja).not.toContain('これまでの調査ではお答えできません');
      expect(en).not.toContain('We cannot answer this yet');
    }
  });
});

it('whoever asked a list of breaches elsewhere had a means of examining what happened outside', () => {
  const listed: Fact = { id: 'b1', kind: 'breach-listed', listed: true, before: true };
  const without = sampleCase.facts.filter(({ kind }) => kind !== 'breach-listed' && kind !== 'guess-canaries');
  expect(letters(asking([], { facts: without, unresolved: [] })).en).toContain('no means of examining what happened');
  expect(letters(asking([], { facts: [...without, listed], unresolved: [] })).en).not.toContain(
    'no means of examining',
  );
});

it('what of the register stands in the message is named where somebody asks what got out, to whom it belongs alone', () => {
  const found: Fact = {
    ...{ id: 'v1', kind: 'form-values-in-spam', values: 2, formOnly: true, chance: 0.001, foundBy: 'spam.form-values' },
    ...{ pointers: [], holds: 'name; mobile; date_of_birth' },
  };
  const input = asking(['Was my date of birth taken?'], { facts: [...sampleCase.facts, found], unresolved: ['v1'] });
  const { ja, en } = letters(input);
  expect(en).toContain('The message contains what our register holds as your name, “mobile” and date of birth;');
  expect(ja).toContain('届いた文面には、ご登録のお名前、「mobile」、生年月日と一致する内容があり');
  expect(letters(toAnybody(input)).en).not.toContain('what our register holds as');
});

it('since when we know begins with the first complaint on record of the same person, also of an established leak', () => {
  const claim = {
    ...sampleCase.claim,
    earlierComplaints: [{ at: '2009-03-30T00:00:00+09:00', by: 'record', answeredAt: null }] as const,
  };
  const asked = asking(['How long have you known?'], { claim });
  for (const input of [asked, { ...asked, outcome: 'leak_confirmed', permitted: ['leak_confirmed'] } as CaseInput]) {
    const [ja, en] = (['ja', 'en'] as const).map(
      (lang) => draftLetter(input, { stage: 'main', lang, channel: 'letter' }).text,
    );
    expect(en).toContain('By our record, you first reported this to us on Monday 30 March 2009.');
    expect(ja).toContain('2009年3月30日（月）に、最初のお申し出をいただいて');
  }
  expect(letters(toAnybody(asked)).en).not.toContain('30 March');
});
