import { expect, it } from 'vitest';
import { claimFromMail } from './claim.ts';
import { formMail } from './form-mail.ts';

const sent = `以下の内容でお問い合わせがありました。

■お名前（必須）：坂東 剛志
■フリガナ：バンドウ ツヨシ
■メールアドレス：t-bando@kikai.example
■ご利用便：8月29日 第3便
■お問い合わせ内容：
8月22日の夜に予約しました。10月3日から迷惑メールが来ています。
理由：そちらにしか教えていません。
誰に渡したのですか。
■送信元IP：203.0.113.7

――――――――
ふね予約センター`;

it('takes who asks from the fields of a form, and their words from its message alone', () => {
  expect(formMail(sent)).toEqual({
    name: '坂東 剛志',
    address: 't-bando@kikai.example',
    message:
      '8月22日の夜に予約しました。10月3日から迷惑メールが来ています。\n理由：そちらにしか教えていません。\n誰に渡したのですか。',
  });
  const received = {
    from: { address: 'noreply@ship.example', name: '予約サイト' },
    date: '2026-10-11T23:05:00+09:00',
    text: sent,
  };
  const claim = claimFromMail(received, { path: 'claim.txt', sha256: 'a'.repeat(64) }, [], 'Asia/Tokyo');
  expect(claim).toMatchObject({ name: '坂東 剛志', address: 't-bando@kikai.example', submittedAt: '2026-08-22' });
  expect(claim.spamSince).toBe('2026-10-03');
  expect(claim.text).not.toContain('第3便');
});

it.each([
  [
    '【お名前】\n森 花\n【メールアドレス】\nhana@mori.example\n【電話番号】\n03-0000-0000\n【内容】\n迷惑メールが来ます。',
    '森 花',
  ],
  [
    'Name: Ann Lee\nE-mail: ann@lee.example\nPhone: 0\nMessage: I get spam.\nNote: since May.\n----\nsent by form',
    'Ann Lee',
  ],
])('reads fields with their value below and without marks: %s', (text, name) => {
  expect(formMail(text)).toMatchObject({ name });
});

it.each([
  ['a signature', 'アドレスが漏れています。\n氏名：森 花\nメール：hana@mori.example\n電話：03-0000-0000'],
  ['a sentence with a colon', '私の質問：誰に渡したのですか。\n内容：教えてください。'],
  ['no address', '■お名前：森 花\n■電話番号：03-0000-0000\n■お問い合わせ内容：電話をください'],
])('takes %s for no form', (_what, text) => {
  expect(formMail(text)).toBeUndefined();
});
