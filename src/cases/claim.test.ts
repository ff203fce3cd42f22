import { describe, expect, it } from 'vitest';
import { claimFromMail, readClaimYaml } from './claim.ts';

const yaml = (text: string) =>
  readClaimYaml({ path: 'claim.yaml', sha256: 'ab12cd34ef', bytes: new TextEncoder().encode(text) }, 'Asia/Tokyo');
const mail = (text: string, from = 'kaoru@example.net') =>
  claimFromMail(
    { from: { address: from, name: '大野 薫' }, date: '2026-06-18T20:15:30+09:00', text },
    { path: 'claim.eml', sha256: 'ab12cd34ef' },
    ['midori-kobo.example'],
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
    expect(claim.questions).toEqual([
      'I filled in your form on 12 May 2026. Since 5 June I get spam. Did you leak it?',
    ]);
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
      claimFromMail({ from: null, date: null, text: 'spam!' }, { path: 'claim.eml', sha256: '00' }, []),
    ).toThrow(/names no address/);
  });
});
