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

  it('says nothing that was not written', () => {
    expect(mail('迷惑メールが多くて困っています。')).toMatchObject({
      submittedAt: null,
      spamSince: null,
      firstUseClaimed: null,
    });
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

    it('without header lines nobody is named', () => {
      const bare = ['下記の件です。', '> s.horiuchi@example.ne.jp に迷惑メールが届きます。', '> 漏れたのですか。'];
      expect(mail(bare.join('\n'), ours)).toMatchObject({
        name: null,
        address: 's.horiuchi@example.ne.jp',
        questions: ['漏れたのですか。'],
      });
    });

    it('a customer who quotes our mail beneath is still the customer', () => {
      const reply = ['漏れたのですか。', '', '> From: みどり工房 <soudan@midori-kobo.example>', '> 何かご不明ですか。'];
      expect(mail(reply.join('\n'))).toMatchObject({ name: '大野 薫', questions: ['漏れたのですか。'] });
    });
  });
});
