import { describe, expect, it } from 'vitest';
import { parseAddress } from '../vocabulary/address.ts';
import { natureOf } from './bounce.ts';
import { clusterCampaigns, maskText } from './campaign.ts';
import { withoutPasswords } from './extortion.ts';
import { readMessage } from './message/message.ts';
import { examineRecipients } from './recipients.ts';
import { examineSample, type SampleContext } from './sample.ts';
import { thirdPartyAddresses } from './third-parties.ts';

const mail = (head: readonly string[], body: string) => {
  const read = readMessage(Buffer.from([...head, '', body].join('\r\n')));
  if (!read) throw new Error('test mail is no mail');
  return read;
};
const boundary =
  'Received: from bulk.example (unknown [203.0.113.9]) by mx.home.example; Thu, 9 Apr 2009 03:12:51 +0900';
const ask = (context: Partial<SampleContext>): SampleContext => ({
  recipient: parseAddress('hanako@home.example') ?? null,
  ourSenders: [],
  formValues: [],
  ...context,
});
const ids = (head: readonly string[], body: string, context: Partial<SampleContext> = {}) =>
  examineSample(mail(head, body), ask(context)).indicators.map(({ id }) => id);

describe('what of a forged sender the receiving side itself recorded', () => {
  const forged = boundary.replace('bulk.example', 'mail.us.example');
  const results = (words: string) => `Authentication-Results: mx.home.example; ${words}`;
  const recorded = (head: readonly string[], ourSenders: readonly string[]) => {
    const { refusedAsOurs, claimsOurHost } = examineSample(mail(head, 'x'), ask({ ourSenders }));
    return { refusedAsOurs, claimsOurHost };
  };
  const ours = ['us.example', '198.51.100.7'];

  it.each([
    {
      name: 'SPF and DMARC fail for our domain, from a machine under our name',
      head: [
        results('spf=fail smtp.mailfrom=us.example; dmarc=fail header.from=us.example'),
        forged,
        'From: x@us.example',
      ],
      want: { refusedAsOurs: true, claimsOurHost: true },
    },
    {
      name: 'DMARC fails for a stranger’s domain under our display name',
      head: [results('dmarc=fail header.from=bulk.example'), boundary, 'From: us.example <x@bulk.example>'],
      want: { refusedAsOurs: false, claimsOurHost: false },
    },
    {
      name: 'a soft failure is none',
      head: [results('spf=softfail smtp.mailfrom=us.example'), boundary, 'From: x@us.example'],
      want: { refusedAsOurs: false, claimsOurHost: false },
    },
    {
      name: 'a signature of ours passes although SPF fails, as behind a forwarder',
      head: [
        results('spf=fail smtp.mailfrom=us.example; dkim=pass header.d=us.example; dmarc=fail header.from=us.example'),
        boundary,
        'From: x@us.example',
      ],
      want: { refusedAsOurs: false, claimsOurHost: false },
    },
    {
      name: 'results that somebody other than the receiver wrote',
      head: [
        forged,
        results('spf=fail smtp.mailfrom=us.example').replace('mx.home', 'mx.elsewhere'),
        'From: x@us.example',
      ],
      want: { refusedAsOurs: false, claimsOurHost: true },
    },
    {
      name: 'our own machine under its own name',
      head: [forged.replace('203.0.113.9', '198.51.100.7'), 'From: x@us.example'],
      want: { refusedAsOurs: false, claimsOurHost: false },
    },
  ])('$name', ({ head, want }) => {
    expect(recorded(head, ours)).toEqual(want);
  });

  it('says nothing of a machine’s name while no address of ours is known', () => {
    expect(recorded([forged, 'From: x@us.example'], ['us.example']).claimsOurHost).toBe(false);
  });
});

it('a sender shown by our name carries it without "Ltd.", in another domain, and a part of a word is no name', () => {
  const carries = (from: string) =>
    examineSample(
      mail([boundary, `From: ${from}`], 'x'),
      ask({ ourSenders: ['harbourline.example'], ourNames: ['株式会社みなと不動産', 'Harbourline Lettings Ltd'] }),
    ).carriesOurName;
  expect(carries('"Harbourline Lettings" <applications@harbourline-lettings.example>')).toBe(true);
  expect(carries('みなと不動産 <a@bulk.example>')).toBe(true);
  expect(carries('"Lettings Weekly" <a@bulk.example>')).toBe(false);
});

describe('who sent it', () => {
  const origin = (head: readonly string[], ourSenders: readonly string[]) =>
    examineSample(mail(head, 'x'), ask({ ourSenders })).mailOrigin;
  it.each([
    {
      name: 'an address of our network',
      head: [boundary, 'From: x@bulk.example'],
      ours: ['203.0.113.0/24'],
      want: 'ours',
    },
    {
      name: 'a host that the receiver looked up',
      head: [boundary.replace('unknown', 'mail.us.example'), 'From: x@us.example'],
      ours: ['us.example'],
      want: 'ours',
    },
    { name: 'a stranger', head: [boundary, 'From: x@bulk.example'], ours: ['us.example'], want: 'not_ours' },
    {
      name: 'a stranger who shows our name',
      head: [boundary, 'From: news@us.example'],
      ours: ['us.example'],
      want: 'not_ours',
    },
    {
      name: 'a machine that only greets in our name',
      head: [boundary.replace('bulk.example', 'mail.us.example'), 'From: x@us.example'],
      ours: ['us.example'],
      want: 'unknown',
    },
    {
      name: 'that, refused by SPF',
      head: [
        'Authentication-Results: mx.home.example; spf=fail smtp.mailfrom=us.example',
        boundary.replace('bulk.example', 'mail.us.example'),
        'From: x@us.example',
      ],
      ours: ['us.example'],
      want: 'not_ours',
    },
    {
      name: 'our signature that passed',
      head: ['Authentication-Results: mx.home.example; dkim=pass header.d=us.example', boundary, 'From: x@us.example'],
      ours: ['us.example'],
      want: 'ours',
    },
    {
      name: 'our name in a hop that is only claimed',
      head: [
        boundary,
        'Received: from mail.us.example (mail.us.example [198.51.100.1]) by bulk.example',
        'From: x@us.example',
      ],
      ours: ['198.51.100.1', 'us.example'],
      want: 'not_ours',
    },
    { name: 'no hops', head: ['From: x@us.example'], ours: ['us.example'], want: 'unknown' },
    { name: 'no senders to compare with', head: [boundary, 'From: x@us.example'], ours: [], want: 'unknown' },
  ])('$name: $want', ({ head, ours, want }) => {
    expect(origin(head, ours)).toBe(want);
  });

  it('tells a forged sender of ours', () => {
    expect(
      ids([boundary, 'From: =?utf-8?B?44G/44Gp44KK?= <a@bulk.example>'], 'x', {
        ourSenders: ['us.example'],
        ourNames: ['みどり'],
      }),
    ).toContain('our-name-forged');
  });
});

describe('what the form held', () => {
  const record = [
    { field: 'name', value: '髙橋 裕子' },
    { field: 'kana', value: 'タカハシ ユウコ' },
    { field: 'phone', value: '090-1234-5678' },
    { field: 'birthday', value: '1975-03-12' },
    { field: 'satisfied', value: 'とても満足' },
    { field: 'mail', value: 'hanako@home.example' },
  ];
  const found = (body: string, type = 'text/plain') =>
    examineSample(
      mail([boundary, `Content-Type: ${type}; charset=utf-8`], body),
      // Of a thousand people, some ten are called Takahashi.
      ask({ formValues: record, registerValueCount: (_, part) => (part ? 10 : 1), registerSize: 1000 }),
    ).formValuesFound.map(({ field }) => field);

  it.each([
    { name: 'as written', body: '髙橋 裕子 様', want: ['name'] },
    { name: 'daily kanji, no space', body: '高橋裕子さん', want: ['name'] },
    { name: 'hiragana', body: 'たかはし　ゆうこ さま', want: ['kana'] },
    { name: 'half-width kana', body: 'ﾀｶﾊｼ ﾕｳｺ', want: ['kana'] },
    { name: 'Hepburn, given name first', body: 'Dear Yuko Takahashi,', want: ['kana'] },
    { name: 'wāpuro', body: 'TAKAHASI YUUKO', want: ['kana'] },
    { name: 'over a line end', body: 'Hello Takahashi\r\nYuko', want: ['kana'] },
    { name: 'a telephone number in wide digits', body: '０９０－１２３４－５６７８', want: ['phone'] },
    { name: 'a telephone number from abroad', body: '+81 90 1234 5678', want: ['phone'] },
    { name: 'a date in Japanese', body: '1975年3月12日生まれ', want: ['birthday'] },
    { name: 'a date in English', body: 'born March 12, 1975', want: ['birthday'] },
    {
      name: 'nothing in an ordinary text',
      body: 'Yuko and Mr Takahashi were very satisfied. とても満足 1234',
      want: [],
    },
    { name: 'nothing in digits that run on', body: 'id=x09012345678991', want: [] },
    { name: 'not the address itself', body: 'hanako@home.example', want: [] },
  ])('$name', ({ body, want }) => {
    expect(found(body)).toEqual(want);
  });

  it.each(['Dear Yuko Sato,', 'さとう　ゆうこ様', 'ｻﾄｳﾋﾛｺ'])(
    'reads common kanji aloud when the register holds no kana: %s',
    (body) => {
      const values = [{ field: 'name', value: '佐藤裕子' }];
      const message = mail([boundary, 'Content-Type: text/plain; charset=utf-8'], body);
      expect(examineSample(message, ask({ formValues: values })).formValuesFound).toHaveLength(1);
    },
  );

  it('looks behind markup', () => {
    expect(found('<p>髙橋<b> 裕子</b>様</p>', 'text/html')).toEqual(['name']);
  });

  it('points at the line, through base64', () => {
    const body = Buffer.from(`${'filler line\r\n'.repeat(40)}髙橋 裕子 様\r\nmore\r\n`)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
    const message = mail(
      [boundary, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
      body,
    );
    const [indicator] = examineSample(
      message,
      ask({ formValues: record, registerValueCount: () => 1, registerSize: 1000 }),
    ).indicators;
    const place = indicator?.places[0];
    const bytes = Buffer.from(message.source.slice(place?.byteStart, place?.byteEnd), 'latin1');
    expect(Buffer.from(bytes.toString(), 'base64').toString()).toContain('髙橋 裕子');
    expect(bytes.length).toBeLessThan(200);
    expect(message.source.slice(0, place?.byteStart).split('\n')).toHaveLength(place?.line ?? 0);
  });

  it('a name that the address gives away adds nothing', () => {
    const { formValuesFound, indicators } = examineSample(
      mail([boundary], 'Dear Yuko Takahashi,'),
      ask({ recipient: parseAddress('yuko.takahashi@home.example') ?? null, formValues: record }),
    );
    expect(formValuesFound).toMatchObject([{ field: 'kana', addsToAddress: false }]);
    expect(indicators.map(({ id }) => id)).not.toContain('form-values');
  });
});

describe('lists of recipients', () => {
  const local = 'abe yoko mori kenji tanaka ueda rin saito'.split(' ');
  it.each([
    {
      name: 'strangers in no order',
      list: [
        'kenji@q.example',
        'mori@d.example',
        'abe@t.example',
        'yoko@b.example',
        'ueda@e.example',
        'rin@z.example',
        'saito@g.example',
      ],
      want: 'none',
    },
    {
      name: 'beginnings alike',
      list: ['mata', 'matb', 'matc', 'matd', 'mate', 'matf', 'matg'].map((name, i) => `${name}@h${i}.example`),
      want: 'similar',
    },
    {
      name: 'in order from a to y, as people keep lists',
      list: [...local]
        .sort()
        .concat('tomo', 'umi', 'wada', 'yasu')
        .map((name, i) => `${name}@${'kqbzvmpacxtd'[i]}h.example`),
      want: 'none',
    },
    {
      name: 'one provider',
      list: local.concat('goto', 'baba').map((name) => `${name}@hotmail.com`),
      want: 'same-domain',
    },
    { name: 'too few', list: ['mata@x.example', 'matb@x.example'], want: 'none' },
  ])('$name: $want', ({ list, want }) => {
    expect(examineRecipients(list, 'sender@z.example').pattern).toBe(want);
  });

  it('colleagues of the sender are no pattern', () => {
    expect(
      examineRecipients(
        local.map((name) => `${name}@house.example`),
        'chief@house.example',
      ).pattern,
    ).toBe('none');
  });
});

describe('what kind of mail', () => {
  const dsn = [
    'From: MAILER-DAEMON@mx.example',
    'To: hanako@home.example',
    'Subject: Undelivered Mail',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ];
  it('a bounce tells whom the returned mail was for', () => {
    const read = mail(
      dsn,
      [
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; <gone@far.example>',
        'Action: failed',
        '--b--',
      ].join('\r\n'),
    );
    expect(natureOf(read)).toMatchObject({ kind: 'bounce', originalRecipient: 'gone@far.example' });
  });
  it('a notice goes on after it tells when the original message was received', () => {
    const read = mail(
      [
        'Return-Path: <>',
        'From: Mail server at mx.example <postmaster@mx.example>',
        'To: hanako@home.example',
        'Subject: NOTICE: mail status.',
      ],
      'The original message was received on Thu, 9 Apr 2009\r\nfrom home.example\r\n\r\nYour message to the following recipients cannot be delivered:\r\n\r\n<gone@far.example>:\r\n<<< 550 No such user\r\n',
    );
    expect(natureOf(read)).toMatchObject({ kind: 'bounce', originalRecipient: 'gone@far.example' });
  });
  it('a bounce without MIME is known by its words and by what it returns', () => {
    const read = mail(
      ['Return-Path: <>', 'From: postmaster@mx.example', 'To: hanako@home.example', 'Subject: failure notice'],
      "I wasn't able to deliver your message to the following addresses.\r\n\r\n<gone@far.example>:\r\n550 5.1.1 no such user\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <hanako@home.example>\r\nReceived: by x\r\nFrom: hanako@home.example\r\nTo: gone@far.example\r\n\r\nhi",
    );
    expect(natureOf(read)).toMatchObject({ kind: 'bounce', originalRecipient: 'gone@far.example' });
  });
  it.each([
    {
      name: 'spam that shouts of failed delivery',
      head: ['From: Mail Support <x@bulk.example>', 'Subject: Undelivered mail: 5 messages pending'],
      body: 'Click to release http://bulk.example',
      kind: 'message',
    },
    {
      name: 'a vacation notice',
      head: ['From: a@b.example', 'Auto-Submitted: auto-replied', 'Subject: Away'],
      body: 'back soon',
      kind: 'auto-reply',
    },
    {
      name: 'a complaint in Japanese',
      head: ['From: a@b.example', 'Subject: お問い合わせ'],
      body: '御社のアンケートに登録したアドレスに迷惑メールが届きます。私の情報が漏えいしたのではないですか。',
      kind: 'claim',
    },
    {
      name: 'a complaint in English',
      head: ['From: a@b.example', 'Subject: my address'],
      body: 'I typed my address into your survey form and now I get spam. You leaked my address.',
      kind: 'claim',
    },
    {
      name: 'spam that says it is none',
      head: ['From: a@b.example', 'Subject: Offer'],
      body: 'This is not spam. To stop receiving spam click here.',
      kind: 'message',
    },
  ])('$name: $kind', ({ head, body, kind }) => {
    expect(natureOf(mail([...head, 'Content-Type: text/plain; charset=utf-8'], body)).kind).toBe(kind);
  });
});

describe('threats', () => {
  const text =
    'I recorded you with your webcam. Your password is hunter42x. Send 500 USD in bitcoin to my wallet or your friends will see you on a porn site.';
  it('are marked, and the password is taken out', () => {
    expect(ids([boundary], text)).toEqual(expect.arrayContaining(['extortion', 'password-shown']));
    expect(withoutPasswords(text)).not.toContain('hunter42x');
    expect(withoutPasswords('hunter42x is your password')).not.toContain('hunter42x');
  });
  it('talk of bitcoin is none', () => {
    expect(ids([boundary], 'Buy bitcoin now, your friends did. Watch our video.')).not.toContain('password-shown');
  });
});

describe('other people in a sample', () => {
  it('are all named, the complainant is not', () => {
    const read = mail(
      [
        'To: hanako@home.example, b@x.example, "C" <c@y.example>',
        'Received: from q by r for <d@z.example>',
        'From: e@bulk.example',
      ],
      'write to F@x.example or http://g.example',
    );
    expect(thirdPartyAddresses(read, ['Hanako@home.example'])).toEqual([
      'b@x.example',
      'c@y.example',
      'd@z.example',
      'e@bulk.example',
      'F@x.example',
    ]);
  });
});

describe('campaigns', () => {
  const offer = (name: string, code: number) =>
    `Dear ${name},\nyou have been chosen for our great summer prize. Collect it before Friday at http://win${code}.example/get?id=${code} and show number ${code} at the desk of any of our stores.`;
  it('copies with other names, numbers and links are one', () => {
    const other =
      'The committee meets on Tuesday to discuss the new bicycle racks and the broken lamp behind the library. Please bring the minutes.';
    expect(clusterCampaigns([offer('Taro', 111), other, offer('Ms. Keller', 98765)])).toEqual([1, 2, 1]);
  });
  it('masks what differs', () => {
    expect(maskText('佐藤 花子 様 http://a.example/1 a@b.example 123')).not.toMatch(/佐藤|a\.example|b\.example|123/);
  });
});
