import { describe, expect, it } from 'vitest';
import { claimFromMail, readClaimYaml } from './claim.ts';

const yaml = (text: string) =>
  readClaimYaml({ path: 'claim.yaml', sha256: 'ab12cd34ef', bytes: new TextEncoder().encode(text) }, 'Asia/Tokyo');
const mail = (text: string, from = 'kaoru@example.net') =>
  claimFromMail(
    { from: { address: from, name: '大野 薫' }, date: '2026-06-18T20:15:30+09:00', text },
    { path: 'claim.eml', sha256: 'ab12cd34ef' },
    ['midori-kobo.example'],
    'Asia/Tokyo',
  );

describe('the subject line of a complaint', () => {
  const under = (subject: string, text: string) =>
    claimFromMail(
      { from: { address: 'k@example.net', name: null }, date: '2026-06-18T20:15:30+09:00', subject, text },
      { path: 'claim.eml', sha256: 'ab12cd34ef' },
      ['midori-kobo.example'],
      'Asia/Tokyo',
    ).questions;

  it.each([
    ['Where did you send my details?', 'I get junk since Monday.', ['Where did you send my details?']],
    ['Junk mail - where did you put our addresses??', 'See above.', ['Junk mail - where did you put our addresses?']],
    ['Fwd: 名簿を誰に渡したのですか', '迷惑メールが届きます。', []],
    ['名簿を誰に渡したのですか？', '迷惑メールが届きます。', ['名簿を誰に渡したのですか？']],
    ['Did you leak it?', 'Junk arrives. Did you leak it?', ['Did you leak it?']],
    // The subject of a reply may be that of our own mail.
    ['Re: Would you like to join our spring course?', 'I get junk since Monday.', []],
    ['Complaint', 'I get junk since Monday.', []],
  ])('%s', (subject, text, questions) => {
    expect(under(subject, text)).toEqual(questions);
  });
});

describe('claim.yaml', () => {
  it('what was not said stays null', () => {
    expect(yaml('address: a@example.jp\n')).toMatchObject({
      caseNumber: 'AK-AB12CD34',
      submittedAt: null,
      firstUseClaimed: null,
      requesterVerified: 'no',
    });
  });

  it.each([
    { name: 'no address', text: 'name: x\n', says: /claim\.yaml: address: missing/ },
    { name: 'an address that is none', text: 'address: nobody\n', says: /no mail address/ },
    { name: 'a date that is none', text: 'address: a@b.jp\nspam_since: soon\n', says: /spam_since: no date/ },
    { name: 'a key that does not exist', text: 'address: a@b.jp\nemail: x\n', says: /claim\.yaml/ },
  ])('refuses $name', ({ text, says }) => {
    expect(() => yaml(text)).toThrow(says);
  });
});

describe('what a form or a colleague left to the text', () => {
  const filled = (text: string, more = '') =>
    yaml(`address: a@example.jp\nreceived_at: 2026-10-26\n${more}text: |\n${text.replace(/^/gm, '  ')}\n`);

  it('days and questions are the customer’s own words', () => {
    const claim = filled(
      '10月10日に提灯の奉納を申し込みました。変なメールが来始めたのは10月15日からです。\n漏れていませんか？',
    );
    expect(claim).toMatchObject({ submittedAt: '2026-10-10', spamSince: '2026-10-15' });
    expect(claim.questions).toEqual(['漏れていませんか？']);
  });

  it('but a key that was filled in stands', () => {
    const claim = filled('10月10日に申し込みました。漏れていませんか？', 'submitted_at: 2026-10-09\nquestions: []\n');
    expect(claim).toMatchObject({ submittedAt: '2026-10-09', questions: [] });
  });

  it('points that are numbered before they are summed up are what is asked', () => {
    const list = '経緯は次のとおりです。\n\n1. 漏えいの有無\n2. 漏えいした項目と件数\n';
    const { questions } = filled(`${list}以上について、11月5日までに書面でご回答ください。`);
    expect(questions).toEqual(['漏えいの有無', '漏えいした項目と件数']);
    expect(filled(`${list}以上です。`).questions).toEqual([]);
  });
});

describe('days that a mail tells', () => {
  it.each([
    {
      name: 'spam since a day, to an address that was entered',
      text: '9月12日に、お薬相談フォームで相談しました。\nそのとき入力したアドレスに、9月25日ごろから迷惑メールが届きます。',
      want: ['2025-09-12', '2025-09-25'],
    },
    {
      name: 'a day without a registration, told only as the beginning',
      text: '登録したアドレスに、4月25日（土）から迷惑メールが届きます。',
      want: [null, '2026-04-25'],
    },
    {
      name: 'a booking',
      text: '5月14日に予約した古賀です。5月22日から勧誘メールが来るようになりました。',
      want: ['2026-05-14', '2026-05-22'],
    },
    {
      name: 'months first, and cut short',
      text: 'I opened an account on April 3rd, 2026. Since about 5 Jun. 2026 I get phishing.',
      want: ['2026-04-03', '2026-06-05'],
    },
    {
      name: 'a year that comes last: one writer uses one order',
      text: 'I registered on 21/04/2026. The spam started on 05/06/2026.',
      want: ['2026-04-21', '2026-06-05'],
    },
    { name: 'house numbers are no days', text: '住所1-2-3を登録しました。迷惑メールが届きます。', want: [null, null] },
    { name: 'somebody else was asked', text: '5月2日に警察に相談しました。', want: [null, null] },
  ])('$name', ({ text, want }) => {
    const { submittedAt, spamSince } = mail(text);
    expect([submittedAt, spamSince]).toEqual(want);
  });
});

describe('the complaint as a mail', () => {
  it('takes dates from the sentences that say what happened then', () => {
    const claim = mail(
      '5月12日に貴社のアンケートに回答しました。\n6月5日から迷惑メールが届くようになりました。\n漏れたのではありませんか。',
    );
    expect(claim).toMatchObject({
      address: 'kaoru@example.net',
      submittedAt: '2026-05-12',
      spamSince: '2026-06-05',
      language: 'ja',
    });
    expect(claim.questions).toEqual(['漏れたのではありませんか。']);
  });

  it('a day later in the year than the mail was last year', () => {
    expect(mail('12月20日に登録しました。').submittedAt).toBe('2025-12-20');
  });

  it('reads English dates and questions', () => {
    const claim = mail('I filled in your form on 12 May 2026. Since 5 June I get spam. Did you leak it?');
    expect(claim).toMatchObject({ submittedAt: '2026-05-12', spamSince: '2026-06-05', language: 'en' });
    expect(claim.questions).toEqual(['Did you leak it?']);
  });

  it('joins what a mail program broke, and leaves what the customer broke', () => {
    const english = mail(
      'Hello,\n\nI signed up on 20 August 2026 and gave this address to nobody else at all.\nSince then I have been getting spam every\nday. Who did you pass it on to? What will you do?\n\nMargaret',
    );
    expect(english.questions).toEqual(['Who did you pass it on to?', 'What will you do?']);
    const japanese = mail('お世話になっております。\n先日のニュースの宛先に並んでいたことが原因では\nありませんか。');
    expect(japanese.questions).toEqual(['先日のニュースの宛先に並んでいたことが原因ではありませんか。']);
  });

  it('a name may come with its English form or its reading', () => {
    expect(yaml('address: a@b.jp\nname: { ja: 大野 薫, en: Kaoru Ohno }\n')).toMatchObject({
      name: '大野 薫',
      nameEn: 'Kaoru Ohno',
    });
    expect(yaml('address: a@b.jp\nname: 古賀 遥\nname_reading: コガ ハルカ\n').nameEn).toBe('Koga Haruka');
    expect(yaml('address: a@b.jp\nname: 古賀 遥\nname_reading: 古賀\n').nameEn).toBeUndefined();
    expect(yaml('address: ｔａｒｏ＠ｂ．ｊｐ\n').address).toBe('taro@b.jp');
  });

  it('an address of ours in the text is not the customer', () => {
    expect(mail('soudan@midori-kobo.example から kaoru-form@example.org にメールが来ました。').address).toBe(
      'kaoru-form@example.org',
    );
  });

  it.each([
    ['このアドレスは協会の会員登録にしか使っていません。', true],
    ['御社の来場予約でしか使っていないアドレスです。', true],
    ['I make a new address for every company and this one I gave to you and to nobody else.', true],
    ['I have used that password with you and nowhere else, so it must have got out at your end.', null],
    ['このパスワードは、ほかでは使っていません。', null],
  ] as const)('the only use is of the address, not of a password: %s', (text, want) => {
    expect(mail(`迷惑メールが届きます。${text}`).firstUseClaimed).toBe(want);
  });

  it('a day without a year, and half days, in what a person filled in', () => {
    const filled = yaml(
      'address: a@b.jp\nreceived_at: 2026年11月4日 午後4:10\nspam_since: 10月28日\nsubmitted_at: 12月3日\n',
    );
    expect(filled).toMatchObject({ spamSince: '2026-10-28', submittedAt: '2025-12-03' });
    expect(filled.receivedAt).toContain('2026-11-04T16:10');
    expect(() => yaml('address: a@b.jp\nspam_since: 10月28日\n')).toThrow('spam_since');
  });

  it.each([
    ['Since 3 November I have had loan offers addressed to "Tobi\'s mum".', '2026-11-03'],
    ['Since last Friday I get casino mail at the address.', '2026-11-06'],
    ['Since 3 November I have had no access to your site.', null],
    ['11月3日から変な請求書のメールが来ています。', '2026-11-03'],
  ])('since when: %s', (text, want) => {
    const told = yaml(`address: a@b.jp\nreceived_at: 2026-11-12\ntext: ${JSON.stringify(text)}\n`);
    expect(told.spamSince).toBe(want);
  });

  it.each([
    'And will you please delete mine.',
    '名刺のデータは削除願います。',
    '誰が私の情報を渡したのか、はっきり答えてください。',
  ])('asks: %s', (text) => {
    expect(mail(`Hello,\n\n${text}`).questions).toEqual([text]);
  });

  it('says nothing that was not written', () => {
    expect(mail('迷惑メールが多くて困っています。')).toMatchObject({
      submittedAt: null,
      spamSince: null,
      firstUseClaimed: null,
    });
  });

  it.each([
    {
      name: 'an alias made for us, and where its mail ends up',
      text: 'I gave an alias which I made for you only:\nquilt.7f3k@moth.example. Everything ends up in marta@example.com.\nOn 12 June I filled in your form.',
      from: 'marta@example.com',
      want: { address: 'quilt.7f3k@moth.example', firstUseClaimed: true, submittedAt: '2026-06-12' },
    },
    {
      name: 'spam that comes to the address is no forwarding',
      text: 'Spam now comes to hana@example.jp. I wrote to you from here.',
      from: 'kaoru@example.net',
      want: { address: 'hana@example.jp' },
    },
    {
      name: 'forwarded mail',
      text: 'kaoru@example.net is what I typed in; it is forwarded to box@example.org.',
      from: 'box@example.org',
      want: { address: 'kaoru@example.net' },
    },
    {
      name: 'two days of two mails: the first',
      text: 'Yesterday and the day before (16 and 17 June) I got two scam mails.',
      from: 'kaoru@example.net',
      want: { spamSince: '2026-06-16' },
    },
    {
      name: 'an adviser tells of a client',
      text: 'On or about 4 May 2026 my client entered his address m@example.ie in your form, and since 25 May 2026 he has received unsolicited e-mail.',
      from: 'helga@example.com',
      want: { submittedAt: '2026-05-04', spamSince: '2026-05-25', approximate: ['submittedAt'], onBehalf: true },
    },
  ])('$name', ({ text, from, want }) => expect(mail(text, from)).toMatchObject(want));

  it.each([
    [
      'So answer me, by 5 pm this Friday:\n1. Who has my gate code and why is it not changed yet\n2. How long have you known? Darla says since the 9th\n3. are you going to pay for a new lock\n\nAnd the roof leaks.',
      [
        'Who has my gate code and why is it not changed yet',
        'How long have you known?',
        'are you going to pay for a new lock',
      ],
    ],
    [
      'I require, within one week:\n(a) a copy of all data you hold about me;\n(b) how long you keep log files;\n(c) erasure of my account after you have answered.\n\nIf you fail I will file a complaint.',
      [
        'a copy of all data you hold about me',
        'how long you keep log files',
        'erasure of my account after you have answered.',
      ],
    ],
    [
      'I should be so grateful if you could tell me:\n- whether anybody has got into your computers,\n- and whether I ought to tell my bank.\n\nYours, A. F.',
      ['whether anybody has got into your computers', 'whether I ought to tell my bank.'],
    ],
    // What happened is told in a list too.
    ['This is what I found:\n1. A message of 3 May.\n2. Another one of 4 May.', []],
  ])('what is listed beneath words that ask is asked point by point: %s', (text, asked) =>
    expect(mail(text).questions).toEqual(asked),
  );

  it.each([
    [
      'On 3 May 2026 I opened a shop account with you. Since Monday 25 May I receive three of them a day.',
      'kaoru@example.net',
    ],
    [
      'I joined the list on 3 May 2026 with this address. Since Monday, 25 May I have been getting rubbish on it.',
      'kaoru@example.net',
    ],
  ])('the weekday may stand before the day: %s', (text, from) =>
    expect(mail(text, from)).toMatchObject({ submittedAt: '2026-05-03', spamSince: '2026-05-25' }),
  );

  it('every point of a long list is a question, without its mark', () => {
    const numbered = Array.from({ length: 12 }, (_, i) => `${i + 1}. Who holds part ${i + 1} of it?`).join('\n');
    expect(mail(numbered).questions).toHaveLength(12);
    expect(mail('・住所を渡していますか。\n・どこに渡ったのか教えてください。').questions).toEqual([
      '住所を渡していますか。',
      'どこに渡ったのか教えてください。',
    ]);
    expect(mail('- How did they get it?\n- And when?').questions).toEqual(['How did they get it?', 'And when?']);
  });

  it('without any address there is no case', () => {
    expect(() =>
      claimFromMail({ from: null, date: null, text: 'spam!' }, { path: 'claim.eml', sha256: '00' }, [], 'Asia/Tokyo'),
    ).toThrow(/names no address/);
  });

  describe('sent on by a colleague', () => {
    const quoted = [
      '各位',
      'お客様から下記のお問い合わせがありました。対応をお願いします。漏れたのですか。',
      'サポート 西 <soudan@midori-kobo.example>',
      '',
      '> From: 堀内 佐和子 <s.horiuchi@example.ne.jp>',
      '> Date: 2026年6月17日 21:04',
      '> Subject: 個人情報について',
      '>',
      '> 先月、御社のフォームにアドレスを入力しました（5月25日）。',
      '> 6月12日ごろから、知らない業者の迷惑メールが毎日届きます。',
      '> 御社以外には教えていないアドレスです。',
      '> どこかに名簿を売ったのですか？',
      '',
      '以上です。いつ返事しますか。',
    ];
    const expected = {
      name: '堀内 佐和子',
      address: 's.horiuchi@example.ne.jp',
      receivedAt: '2026-06-17T21:04:00+09:00',
      submittedAt: '2026-05-25',
      spamSince: '2026-06-12',
      firstUseClaimed: true,
      questions: ['どこかに名簿を売ったのですか？'],
    };
    const ours = 'support@midori-kobo.example';

    it('the customer is who wrote the mail inside', () => {
      expect(mail(quoted.join('\n'), ours)).toMatchObject(expected);
    });

    it('with the lines of a forward and no marks of quoting', () => {
      const head = ['FYI', '', '-----Original Message-----'];
      const plain = quoted.slice(4, -2).map((line) => line.replace(/^> ?/, ''));
      expect(mail([...head, ...plain].join('\r\n'), ours)).toMatchObject(expected);
    });

    it.each([
      { name: 'and by another, as originals', mark: '', rule: '-----Original Message-----' },
      { name: 'and by another, in marks of quoting', mark: '> ', rule: '' },
    ])('$name', ({ mark, rule }) => {
      const inner = quoted.slice(4, -2).map((line) => `${mark}${mark === '' ? line.replace(/^> ?/, '') : line}`);
      const outer = [
        ['どうしますか。', '', rule],
        ['From: 受付 <desk@midori-kobo.example>', 'Sent: 2026年6月18日 8:50', 'Subject: FW: 個人情報について', ''].map(
          (line) => `${mark}${line}`,
        ),
        [`${mark}担当はどちらですか。`, `${mark}${rule}`],
      ];
      expect(mail([...outer.flat(), ...inner].join('\n'), ours)).toMatchObject(expected);
    });

    it('a time that a mail program shows without a zone is that of the office', () => {
      const shown = [
        'FYI',
        '',
        '-----Original Message-----',
        'From: Fiona <f@example.com>',
        'Sent: Thursday, April 9, 2026 8:47 PM',
      ];
      const claim = claimFromMail(
        {
          from: { address: 'soudan@midori-kobo.example', name: null },
          date: '2026-04-10T10:02:00+02:00',
          text: [...shown, 'Subject: complaint', '', 'My address f@example.com gets junk.'].join('\n'),
        },
        { path: 'claim.eml', sha256: 'ab'.repeat(32) },
        ['midori-kobo.example'],
        'Europe/Berlin',
      );
      expect(claim.receivedAt).toBe('2026-04-09T20:47:00+02:00');
    });

    it('without header lines nobody is named', () => {
      const bare = ['下記の件です。', '> s.horiuchi@example.ne.jp に迷惑メールが届きます。', '> 漏れたのですか。'];
      expect(mail(bare.join('\n'), ours)).toMatchObject({
        name: null,
        address: 's.horiuchi@example.ne.jp',
        questions: ['漏れたのですか。'],
      });
    });

    it('an answer of ours that stands beneath is known with its day', () => {
      const thread = [
        'まだ返事がありません。',
        '',
        '----- Original Message -----',
        'From: みどり工房 <soudan@midori-kobo.example>',
        'Sent: Thursday, April 9, 2026 8:47 AM',
        'Subject: Re: 迷惑メール',
        '',
        '> お待ちください。',
        '>',
        '> > ----- Original Message -----',
        '> > From: 大野 薫 <k.ono@example.jp>',
        '> > Sent: Wednesday, April 8, 2026 9:10 PM',
        '> > Subject: 迷惑メール',
        '> >',
        '> > 迷惑メールが届きます。',
      ];
      const claim = claimFromMail(
        {
          from: { address: 'k.ono@example.jp', name: '大野 薫' },
          date: '2026-04-12T10:02:00+09:00',
          text: thread.join('\n'),
        },
        { path: 'claim.eml', sha256: 'ab'.repeat(32) },
        ['midori-kobo.example'],
        'Asia/Tokyo',
      );
      expect(claim.earlierComplaints).toEqual([{ at: '2026-04-08', by: 'customer', quotedAnswerAt: '2026-04-09' }]);
    });

    it('a customer who quotes our mail beneath is still the customer', () => {
      const reply = ['漏れたのですか。', '', '> From: みどり工房 <soudan@midori-kobo.example>', '> 何かご不明ですか。'];
      expect(mail(reply.join('\n'))).toMatchObject({ name: '大野 薫', questions: ['漏れたのですか。'] });
    });
  });
});

describe('a complaint by somebody else, or in other words', () => {
  const lawyer = [
    '株式会社みどり工房　御中',
    '',
    '当職は、平野裕子氏（以下「通知人」といいます。）の代理人として、以下のとおり通知いたします。',
    '１　通知人は、令和８年４月１１日、貴社の「春のアンケート」に',
    '　回答し、メールアドレス yuko.hirano@example.jp を入力しました。',
    '２　令和８年５月２日頃から、同アドレスに迷惑メールが届くようになりました。',
    '３　つきましては、本書到達後１４日以内に、下記について書面でご回答ください。',
    '　(1) 貴社が同アドレスを提供した第三者の名称',
    '　(2) 漏えいの有無及びその調査方法',
    '',
    '弁護士　久保田　玲',
    'kubota@law.example',
  ].join('\r\n');

  it('the address is that of which the text says that it was entered, not the lawyer’s', () => {
    expect(mail(lawyer, 'kubota@law.example')).toMatchObject({
      address: 'yuko.hirano@example.jp',
      onBehalf: true,
      submittedAt: '2026-04-11',
      spamSince: '2026-05-02',
      questions: ['貴社が同アドレスを提供した第三者の名称', '漏えいの有無及びその調査方法'],
    });
  });

  it('where spam came from is not the customer', () => {
    const text = '5月12日に貴社のフォームに入力しました。win@prize.example から迷惑メールが届きます。';
    expect(mail(text)).toMatchObject({ address: 'kaoru@example.net' });
    expect(mail(text).onBehalf).toBeUndefined();
    expect(mail('I get spam from win@prize.example every day.').address).toBe('kaoru@example.net');
  });

  it.each([
    { text: '私の情報を削除してください。', questions: ['私の情報を削除してください。'] },
    { text: '原因を教えていただきたいです。', questions: ['原因を教えていただきたいです。'] },
    { text: 'Please tell me who has my data.', questions: ['Please tell me who has my data.'] },
    { text: 'Please also delete my account.', questions: ['Please also delete my account.'] },
    { text: 'Hello. I want you to erase my data.', questions: ['I want you to erase my data.'] },
    {
      text: 'Under Article 15 I request a copy of my data.',
      questions: ['Under Article 15 I request a copy of my data.'],
    },
    { text: '私の情報の開示を請求します。', questions: ['私の情報の開示を請求します。'] },
    { text: '退会させてください。', questions: ['退会させてください。'] },
    { text: '困っています。電話をかけさせないでください。', questions: ['電話をかけさせないでください。'] },
    { text: 'ニュースを見ました。おたくの配信会社ですよね。', questions: ['おたくの配信会社ですよね。'] },
    { text: 'It is spam. Take me off your list.', questions: ['Take me off your list.'] },
    { text: 'Please stop sending me this.', questions: ['Please stop sending me this.'] },
    {
      text: 'It came in April. You were hacked or you sold it. Which is it? Why?',
      questions: ['You were hacked or you sold it. Which is it? Why?'],
    },
    { text: '名簿を売ったと聞きました。本当ですか。', questions: ['名簿を売ったと聞きました。本当ですか。'] },
    { text: 'I would like to remove any doubt.', questions: [] },
    { text: '回答を求めます。', questions: [] },
    { text: 'お返事をお待ちしております。', questions: [] },
    { text: '下記についてご説明ください。', questions: [] },
  ])('what is asked without a question mark: $text', ({ text, questions }) => {
    expect(mail(text).questions).toEqual(questions);
  });

  it('reads what Chinese and Korean complaints say of dates', () => {
    const chinese = mail('我在2026年5月12日填写了咨询表。\n从6月5日开始收到很多垃圾邮件。\n是不是泄露给别人了？');
    expect(chinese).toMatchObject({ submittedAt: '2026-05-12', spamSince: '2026-06-05', language: 'en' });
    expect(chinese.questions).toEqual(['是不是泄露给别人了？']);
    const korean = mail('2026년 5월 12일에 문의 양식을 작성했습니다.\n6월 5일부터 스팸 메일이 옵니다.');
    expect(korean).toMatchObject({ submittedAt: '2026-05-12', spamSince: '2026-06-05' });
  });

  it('years of an era in claim.yaml', () => {
    expect(yaml('address: a@b.jp\nsubmitted_at: 令和8年4月11日\n').submittedAt).toBe('2026-04-11');
    expect(yaml('address: a@b.jp\non_behalf: true\n').onBehalf).toBe(true);
  });
});

describe('earlier complaints', () => {
  const yaml = (text: string) =>
    readClaimYaml(
      {
        path: 'claim.yaml',
        sha256: 'c'.repeat(64),
        bytes: new TextEncoder().encode(`address: a@example.net\n${text}`),
      },
      'Asia/Tokyo',
    );

  it('on record, with what became of them', () => {
    const { earlierComplaints } = yaml(
      'earlier_complaints: [{ received_at: 2026-04-01, answered_at: no }, { received_at: 2026-04-05, answered_at: 2026-04-07 }, { received_at: 2026-04-09 }]\n',
    );
    expect(earlierComplaints).toEqual([
      { at: '2026-04-01', by: 'record', answeredAt: null },
      { at: '2026-04-05', by: 'record', answeredAt: '2026-04-07' },
      { at: '2026-04-09', by: 'record' },
    ]);
  });

  it.each([
    '4月1日にもメールでご連絡しましたが、返事がありません。',
    'I wrote to you on 1 April and never got a reply.',
  ])('by their account: %s', (text) => {
    const told = yaml(`received_at: 2026-04-10\ntext: ${text}\n`).earlierComplaints;
    expect(told).toEqual([{ at: '2026-04-01', by: 'customer' }]);
  });

  it('none where nobody says so', () => {
    expect(yaml('received_at: 2026-04-10\ntext: 4月1日にアンケートに回答しました。\n')).not.toHaveProperty(
      'earlierComplaints',
    );
  });
});

describe('days told roughly, of calls, or of what "they" began', () => {
  it.each([
    {
      text: '9月12日に査定を申し込みました。10月20日ごろから、知らない会社から電話がかかってきます。',
      want: { submittedAt: '2025-09-12', spamSince: '2025-10-20', approximate: ['spamSince'], contactedBy: 'phone' },
    },
    {
      text: 'I never bought anything from you. They started on Monday 8 June. How did you get my address?',
      want: { submittedAt: null, spamSince: '2026-06-08' },
    },
    {
      text: 'I signed up around 3 May 2026. Since 8 June I have had scam mails.',
      want: { submittedAt: '2026-05-03', spamSince: '2026-06-08', approximate: ['submittedAt'] },
    },
    {
      text: 'I bought a lamp from you on 14 May 2026. Since 2 June I have had scam mails.',
      want: { submittedAt: '2026-05-14', spamSince: '2026-06-02' },
    },
    {
      text: 'I gave to your appeal on 3 March 2026. Around 10 June spam started to arrive.',
      want: { submittedAt: '2026-03-03', spamSince: '2026-06-10', approximate: ['spamSince'] },
    },
    {
      text: '5月3日にお皿を買いました。6月8日から迷惑メールが来ます。',
      want: { submittedAt: '2026-05-03', spamSince: '2026-06-08' },
    },
    { text: '6月1日に電話しましたが、つながりません。迷惑メールが来ます。', want: { spamSince: null } },
  ])('$text', ({ text, want }) => {
    expect(mail(text)).toMatchObject(want);
  });

  it.each([
    [
      '9月に入ったころから塾や教材の勧誘メールが届くようになりました。9月8日のメールには子どもの名前が書いてありました。',
      '2025-09-01',
      'start',
    ],
    ['3月上旬から迷惑メールが来ます。', '2026-03-05', 'early'],
    ['2026年1月の半ばごろから迷惑メールが増えました。', '2026-01-15', 'mid'],
    ['2月下旬より迷惑メールが届いています。', '2026-02-25', 'late'],
    ['1月末から迷惑メールが届いています。', '2026-01-28', 'end'],
    ['2月から迷惑メールが来ます。', '2026-02-01', 'month'],
    ['Since early February I have had scam mails.', '2026-02-05', 'early'],
    ['I have been getting spam from around the start of March 2026.', '2026-03-01', 'start'],
    ['I have been getting spam since January. It is awful.', '2026-01-01', 'month'],
    ['The spam began in late March, ten a day.', '2026-03-25', 'late'],
  ])('a part of a month is told as one: %s', (text, spamSince, part) => {
    const { spamSince: at, monthPart, approximate } = mail(text);
    expect([at, monthPart]).toEqual([spamSince, { spamSince: part }]);
    expect(approximate).toBeUndefined();
  });

  it.each([
    ['4月8日のメールには子どもの名前が書いてありました。迷惑メールは止まりません。', null],
    ['The spam of 8 March had my name in it.', null],
    ['Since 8 March 2026 I have had scam mails.', '2026-03-08'],
    ['4月8日に迷惑メールが届きました。', '2026-04-08'],
  ])('the day of one message is not the day on which they began: %s', (text, spamSince) => {
    const claim = mail(text);
    expect([claim.spamSince, claim.monthPart]).toEqual([spamSince, undefined]);
  });

  it('a day that somebody filled in is taken as the day itself', () => {
    const claim = yaml('address: a@b.jp\nspam_since: 2026-08-20\ntext: 8月20日ごろから迷惑メールが来ます。\n');
    expect(claim.approximate).toBeUndefined();
  });

  it('a day of one mail is not taken for the beginning of all of them', () => {
    const text =
      '5月9日に申し込みました。6月に入ったころから勧誘メールが届くようになり、6月8日のメールには名前がありました。';
    expect(mail(text)).toMatchObject({
      ...{ submittedAt: '2026-05-09', spamSince: '2026-06-01', monthPart: { spamSince: 'start' } },
    });
  });

  it.each([
    {
      text: 'Please confirm within 14 days: (a) whether you have suffered a breach and when you became aware of it;\n(b) what data of hers were taken; (c) whether you have informed the Information Commissioner.\nWe reserve her rights.',
      want: [
        'whether you have suffered a breach and when you became aware of it',
        'what data of hers were taken',
        'whether you have informed the Information Commissioner',
      ],
    },
    {
      text: '(1) 名簿をどこに渡したのか、(2) ほかの家庭にも届いているのか、(3) いつ対応してくれるのか、回答してください。\n謝罪してください。',
      want: ['名簿をどこに渡したのか', 'ほかの家庭にも届いているのか', 'いつ対応してくれるのか', '謝罪してください。'],
    },
    { text: 'I ordered (1) a lamp and (2) a rug. Who has my address?', want: ['Who has my address?'] },
  ])('points within a sentence are questions of their own: $text', ({ text, want }) => {
    expect([...mail(text).questions].sort()).toEqual([...want].sort());
  });

  it('"I want to know" asks, and the number of a point is no word of it', () => {
    const text =
      'I want an answer in writing and I want to know who else was affected.\n\n1. What do you hold about me?\n';
    expect(mail(text).questions).toEqual([
      'I want an answer in writing and I want to know who else was affected.',
      'What do you hold about me?',
    ]);
  });
});

it('a consumer centre writes for somebody: their address, its points, the day that it names, and not its own address', () => {
  const claim = mail(
    '当センターに寄せられた下記の相談につき、御照会申し上げます。\n\n1　相談者\n　三橋 和男 様（メールアドレス info@toso.example）\n2　相談内容\n　相談者は6月5日に貴組合のフォームに上記アドレスを入力したところ、6月12日から迷惑メールが届くようになったとのことです。別のアドレス（kazuo@toso.example）にも届いています。\n3　照会事項\n（1）第三者に提供した事実の有無\n（2）不正アクセスの有無\n4　回答期限\n　7月17日までに、当センター（kaoru@example.net）あてに御回答願います。',
  );
  expect(claim).toMatchObject({
    ...{ address: 'info@toso.example', onBehalf: true, submittedAt: '2026-06-05', spamSince: '2026-06-12' },
    questions: ['第三者に提供した事実の有無', '不正アクセスの有無'],
  });
});

it('asks a point of several sentences once, by its question', () => {
  const text =
    '以下についてご回答ください。\n(1) 会員の情報はどこに保存され、誰がアクセスできますか。\n(2) 不正アクセスの有無を、いつからいつまでの記録で確認しましたか。「ありませんでした」だけの回答は受け付けません。\n(3) 名簿の提供先。';
  const file = { path: 'claim.txt', sha256: 'ab'.repeat(32), bytes: new Uint8Array() };
  const from = { address: 'a@example.jp', name: null };
  const { questions } = claimFromMail({ from, date: '2026-11-01T16:02:27+09:00', text }, file, [], 'Asia/Tokyo');
  expect(questions).toEqual([
    '会員の情報はどこに保存され、誰がアクセスできますか。',
    '不正アクセスの有無を、いつからいつまでの記録で確認しましたか。',
    '名簿の提供先。',
  ]);
});
