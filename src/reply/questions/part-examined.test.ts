// Answers from what was examined: as far as it was looked, and no further.
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { lintLetter } from '../lint/lint.ts';
import { sampleCase, sampleCheck } from '../sample-case.ts';
import { kindsAsked } from './asked.ts';

it.each([
  ['私のメールアドレスは貴社のサイトに掲載されていませんか', 'on-page'],
  ['ホームページで誰でも見られる状態ではなかったですか', 'on-page'],
  ['アドレスを公開したのですか', 'on-page'],
  ['Did you publish my address?', 'on-page'],
  ['Is my address on your site?', 'on-page'],
  ['Was my e-mail visible on your web pages?', 'on-page'],
  ['ホームページで誰に渡したか公表してください', 'given-to'],
  ['サイトから私のアドレスを削除してください', 'stop'],
  ['原因を公開してください', 'cause'],
  ['サイトがハッキングされたのですか', 'break-in'],
  ['サイトが改ざんされていませんか', 'break-in'],
  ['Has your site been hacked?', 'break-in'],
  ['Were your servers compromised?', 'break-in'],
  ['6月15日の問い合わせにはなぜ返事をしないのですか', 'unanswered'],
  ['Why did you not reply to my first message?', 'unanswered'],
  ['Why didn’t you answer me?', 'unanswered'],
  ['なぜ漏れたのか、なぜ回答がないのか', 'cause'],
  ['お金を払うべきでしょうか。', 'to-pay'],
  ['Should I pay them?', 'to-pay'],
  ['Was this mail sent by you?', 'sent-by-us'],
  ['Did you send this?', 'sent-by-us'],
  ['このメールは御社が送ったものですか', 'sent-by-us'],
  ['Did somebody get into my mailbox?', 'mailbox'],
  ['私のメールが読まれていませんか', 'mailbox'],
  ['そちらから漏れたのですか', 'cause'],
  ['損害を払ってください', 'cost'],
  ['警察に言ったほうがいいですか。', 'to-police'],
  ['警察に相談したほうがいいでしょうか', 'to-police'],
  ['Can I take this to the police?', 'to-police'],
  ['警察には相談しましたか', 'reported'],
  ['何人に見られたのですか。', 'seen-by'],
  ['How many people could see my address?', 'seen-by'],
  ['誰に見られたのですか', 'seen-by'],
  ['誰が名簿を見られるのですか。', 'who-may-see'],
  ['For how long do you keep server logs, and have you preserved them?', 'logs-kept'],
  ['ログはいつまで残っていますか', 'logs-kept'],
  ['Do you store what people write in the form?', 'form-kept'],
  ['フォームに書いた内容は保存されていますか', 'form-kept'],
  ['Did I ever agree to that?', 'agreed'],
  ['Why does nobody answer?', 'unanswered'],
  ['なぜ返事をくれないのですか', 'unanswered'],
  ['なぜ知らせてくれなかったのですか。', 'unanswered'],
  ['カード会社に連絡した方がよいですか。', 'to-card-company'],
  ['カード番号は漏れていますか。', 'card'],
  ['私の情報はいつまで保存しますか', 'retention'],
  ['ほかに何人の方から申し出がありましたか', 'others'],
  ['ほかの受講者も同じですか', 'others'],
  ['ほかの家庭にも届いているのか', 'others'],
  ['I want to know who else was affected.', 'others'],
  ['Who else did you give it to?', 'given-to'],
  ['Who has your list?', 'given-to'],
  ["Who has the list of parents' addresses?", 'given-to'],
  ['Did you sell your list?', 'given-to'],
  ['おたくはいつ知ったのですか。', 'knew'],
  ['漏えいに気づいたのはいつですか', 'knew'],
  ['When did you find out?', 'knew'],
  ['whether you have suffered a breach and when you became aware of it', 'break-in'],
  ['When will you know more?', 'plan'],
  ['いつ対応してくれるのか', 'plan'],
  ['Will you tell the OAIC?', 'reported'],
  ['Has the CNIL been informed?', 'reported'],
  ['What did you find, and what did you not look at?', 'examined'],
  ['何を調べたのですか', 'examined'],
  ['調べていないことは何ですか', 'examined'],
  ['調査の結果を教えてください', 'examined'],
  ['Did you find out who sold my address?', 'passed-by'],
])('%s: %s', (question, kind) => {
  expect(kindsAsked(question)[0]).toBe(kind);
});

const answersTo = (question: string, input: Partial<CaseInput>) => {
  const whole: CaseInput = {
    ...sampleCase,
    ...input,
    claim: { ...sampleCase.claim, ...input.claim, questions: [question] },
  };
  const texts = (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(whole, { stage: 'main', lang, channel: 'letter' });
    expect(lintLetter(letter, { lang, caseFile: whole }).findings).toEqual([]);
    return letter.sentences.filter(({ id }) => id?.startsWith('q1.')).map(({ text }) => text);
  });
  return (texts[0] ?? []).slice(1).join('');
};
const without = (kind: Fact['kind']) => sampleCase.facts.filter((fact) => fact.kind !== kind);
const undecided = { outcome: 'inconclusive', outcomeReason: 'balanced_evidence', permitted: ['inconclusive'] } as const;

it('what was looked at and what was not is answered by the headings under which it stands, to anybody', () => {
  const nobody = { claim: { ...sampleCase.claim, requesterVerified: 'no' as const } };
  const question = 'What did you find, and what did you not look at?';
  for (const input of [{}, nobody]) {
    expect(answersTo(question, input)).toContain('調べたことは「調べたこと」に、調べられなかったことは');
    expect(answersTo(question, input)).not.toContain('お答えできません');
  }
});

it('whether a booking stands is for people to say, and nobody pays through a link in the meantime', () => {
  const words = answersTo('Is my booking still safe, and must I pay again?', {});
  expect(words).toContain('ご予約・ご注文・お支払い・ご契約については');
  expect(words).toContain('リンクからは、お支払いにならない');
});

describe('somebody frightened by a threat', () => {
  const nobody = { claim: { ...sampleCase.claim, requesterVerified: 'no' as const } };
  const threat: Fact = { id: 'f91', kind: 'extortion-mail', messages: 1, showsPassword: true };
  const threatened = { ...nobody, facts: [...sampleCase.facts, threat] };

  it('is told at once not to pay, and that the police need not wait, whoever they are', () => {
    expect(answersTo('お金を払うべきでしょうか。', threatened)).toContain('お支払いもご返信もなさらない');
    expect(answersTo('警察に言ったほうがいいですか。', threatened)).toContain('弊社の調査を待たずに');
  });

  it('is not told so of a bill, and no question is called personal that is not', () => {
    const words = answersTo('お金を払うべきでしょうか。', nobody);
    expect(words).not.toMatch(/お支払いもご返信も|個人情報に関わる/);
    // Whether a bill is due nobody here can see; that no link in a message is a way to pay it holds whoever asks.
    expect(words).toContain('リンクからは、お支払いにならないよう');
    expect(words).toContain('お手元の書類などの連絡先から');
    expect(answersTo('どんな情報を持っているのですか', nobody)).toContain('個人情報に関わるお尋ね');
  });
});

describe('when we found out', () => {
  const question = '漏えいに気づいたのはいつですか';
  const told: Fact = {
    id: 'f93',
    kind: 'vendor-answer',
    vendor: 'あおば配信',
    answer: 'announced',
    coversThisRecord: 'unknown',
  };
  const facts = [...without('vendor-answer'), told];

  it('is the day on which a company told us of its leak, where one did', () => {
    const vendors = sampleCase.organisation.vendors.map((one) => ({ ...one, answer: 'announced' as const }));
    const organisation = { ...sampleCase.organisation, vendors };
    const words = answersTo(question, { ...undecided, facts, organisation, unresolved: ['f93'] });
    expect(words).toMatch(/あおば配信から、漏えいの知らせを受けたのは、2009年5月20日（水）です/);
    expect(words).not.toContain('お答えできません');
  });

  it('is what is on record where nothing is known to have leaked: their own report, and what we suspected', () => {
    const decision = {
      ...{
        receivedAt: null,
        suspectedAt: '2009-05-20T15:00:00+09:00',
        knewAt: null,
        decidedAt: '2009-05-20T17:00:00+09:00',
      },
      ...{
        decision: 'not_aware' as const,
        decider: '個人情報保護管理者',
        signedBy: null,
        reasons: '調査前',
        evidence: [],
      },
      nextReviewAt: null,
    };
    const words = answersTo(question, { ...undecided, handling: { awarenessRecord: [decision] } });
    expect(words).toMatch(/お申し出は、2009年5月20日（水）に承りました。.*疑いを持ったのは2009年5月20日（水）です/);
    expect(words).toContain('漏えいがあったかどうかは、まだ確かめられておりません');
    expect(words).not.toContain('お答えできません');
  });
});

describe('how many saw a mailing of ours', () => {
  const question = '何人に見られたのですか。';
  const mailing: Fact = { id: 'f92', kind: 'visible-recipients', recipients: 83, named: 83, includesThis: 'yes' };

  it('is answered by the number it went to, and what that does not show', () => {
    const words = answersTo(question, { ...undecided, facts: [...sampleCase.facts, mailing], unresolved: ['f92'] });
    expect(words).toContain('お客様を含めて83件です');
    expect(words).toContain('この記録からは分かりません');
    expect(words).not.toContain('お答えできません');
  });

  it('is a question about others where there was none', () => {
    expect(answersTo(question, {})).not.toContain('そのメールの宛先');
  });
});

describe('whether the address stood on our pages', () => {
  const question = '私のアドレスは貴社のサイトに掲載されていませんか';
  const facts = without('page-exposure');
  const others = sampleCase.checks.filter(({ id }) => !/page/.test(id));

  it('is answered from the copies examined, with what they cannot show', () => {
    const told = answersTo(question, {
      facts,
      checks: [...others, sampleCheck('pages.exposed-address', 'nothing-found')],
    });
    expect(told).toContain('お申し出のアドレスの表示は見つかっておりません');
    expect(told).toContain('写しにないページの表示は、この調査では分かりません');
  });

  it('is answered from the page that showed it, and not with who saw it', () => {
    const shown: Fact = { id: 'p1', kind: 'page-exposure', level: 'plain', visible: true, thisAddress: true };
    const told = answersTo(question, { ...undecided, facts: [...facts, shown], checks: others, unresolved: ['p1'] });
    expect(told).toContain('お客様のアドレスが読み取れる状態でした');
    expect(told).toContain('誰が見たかは、分かっておりません');
  });

  it('is promised where nobody looked', () => {
    const told = answersTo(question, {
      facts,
      checks: [...others, sampleCheck('pages.exposed-address', 'not-checked')],
    });
    expect(told).toContain('まだ調べられておりません');
    expect(told).toContain('までにお答えいたします');
  });

  it('waits until the person is verified', () => {
    const told = answersTo(question, {
      ...{ facts, checks: [...others, sampleCheck('pages.exposed-address', 'nothing-found')] },
      claim: { ...sampleCase.claim, requesterVerified: 'no' },
    });
    expect(told).toContain('ご本人の確認ができましたら');
  });
});

describe('whether the site was broken into', () => {
  const question = 'サイトがハッキングされたのですか';
  const facts = without('attacker-trace').filter(({ kind }) => kind !== 'log-integrity' && kind !== 'bulk-read');
  const others = sampleCase.checks.filter(({ id }) => !/attack/.test(id));
  const trace = (success: 'none' | 'possible' | 'shown'): Fact => ({
    ...{ id: 't1', kind: 'attacker-trace', attack: 'sqli', success, reachedData: false },
  });

  it.each([
    {
      name: 'nothing found',
      result: 'nothing-found',
      more: [],
      want: /侵入に成功した跡は見つかっておりません。.*見落とし/,
    },
    {
      name: 'attempts alone',
      result: 'found',
      more: [trace('none')],
      want: /試みた跡はありましたが、侵入に成功した跡は見つかっておりません/,
    },
    {
      name: 'not examined',
      result: 'not-checked',
      more: [],
      want: /^(?!.*見つかっておりません).*侵入があったともなかったとも/,
    },
  ] as const)('$name: never that nobody broke in', ({ result, more, want }) => {
    const told = answersTo(question, {
      ...{ ...undecided, facts: [...facts, ...more], checks: [...others, sampleCheck('logs.attack-traces', result)] },
      unresolved: [],
    });
    expect(told).toMatch(want);
    expect(told).toContain('侵入があったともなかったとも申し上げられません');
  });

  it('a use of rights and a table written out, of which it is open whether they were legitimate, are not called unauthorised', () => {
    const use: Fact = { ...trace('possible'), id: 'c1', attack: 'cloud-abuse' } as Fact;
    const dump: Fact = { ...trace('possible'), id: 'c2', attack: 'data-dump', tables: 'users (id, email)' } as Fact;
    const told = answersTo(question, {
      ...{
        ...undecided,
        facts: [...facts, use, dump],
        checks: [...others, sampleCheck('logs.attack-traces', 'found')],
      },
      unresolved: ['c1', 'c2'],
    });
    expect(told).toContain('正当なものであったかどうか、侵入によるものかどうかは、確認中です');
    expect(told).not.toContain('不正');
  });

  it.each([
    { success: 'possible', open: true },
    { success: 'shown', open: false },
  ] as const)('a trace of success $success is told; that success is open: $open', ({ success, open }) => {
    const told = answersTo(question, {
      ...{
        ...undecided,
        facts: [...facts, trace(success)],
        checks: [...others, sampleCheck('logs.attack-traces', 'found')],
      },
      unresolved: ['t1'],
    });
    expect(told).toContain('外部からの不正な操作の跡が見つかっております');
    expect(told.includes('成功したかどうかは、まだ確かめられておりません')).toBe(open);
  });
});

it('a day of registration by a clock that differs is told with that doubt', () => {
  const facts: readonly Fact[] = [
    ...sampleCase.facts,
    { id: 'r1', kind: 'time-at-risk', delayDays: 22, registerOffsetMinutes: -540 },
  ];
  for (const lang of ['ja', 'en'] as const) {
    const doubt = (input: CaseInput) => {
      const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
      expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
      return letter.sentences.find(({ id }) => id === 'held.clock')?.text;
    };
    expect(doubt(sampleCase)).toBeUndefined();
    // By either clock the same day.
    const entered = (firstAt: string): CaseInput => ({
      ...sampleCase,
      facts: facts.map((fact) => (fact.kind === 'in-register' ? { ...fact, firstAt } : fact)),
    });
    expect(doubt(entered('2009-03-10T05:22:31+09:00'))).toBeUndefined();
    expect(doubt(entered('2009-03-10T20:22:31+09:00'))).toMatch(/一日前後する|off by a day/);
  }
});

it('says of the sender what is known, and of a mailbox who can tell, in words that keep every rule', () => {
  const claim = { ...sampleCase.claim, questions: ['Was this mail sent by you?', 'Did somebody get into my mailbox?'] };
  for (const mailOrigin of ['ours', 'not_ours', 'unknown'] as const) {
    for (const lang of ['ja', 'en'] as const) {
      const input = { ...sampleCase, claim, mailOrigin };
      const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
      expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
      if (lang === 'ja') continue;
      expect(letter.text).toContain('your mail provider’s records show it');
      expect(letter.text).toMatch(
        {
          ours: /mail you sent us came from our mailing/,
          not_ours: /not among those known/,
          unknown: /is set out under/,
        }[mailOrigin],
      );
    }
  }
});
