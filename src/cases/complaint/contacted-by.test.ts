import { expect, it } from 'vitest';
import { contactedByIn } from './contacted-by.ts';

it.each([
  ['予約フォームに番号を書いてから、健康食品の勧誘電話が毎日かかってきます。メールは来ていません。', 'phone'],
  ['知らない番号からの電話が増えて困っています。', 'phone'],
  ['Since I booked I have been getting sales calls every day. No emails so far.', 'phone'],
  ['会員登録の翌日から、宅配便を装うSMSが届くようになりました。', 'text_message'],
  ['I keep receiving text messages from a loan company.', 'text_message'],
  ['Last night I had a WhatsApp from +44 7911 123456 calling itself your reception.', 'text_message'],
  ['知らない人からLINEでメッセージが届くようになりました。', 'text_message'],
  ['知らない会社からダイレクトメール（郵便）が3通届きました。メールの迷惑メールはありません。', 'post'],
  ['Brochures from an insurer keep arriving. I have not received any spam emails.', 'post'],
  ['She gave her e-mail ann@home.example. She is getting phone calls from a man about her fee.', 'phone'],
  ['勧誘の電話がかかってきます。知らない会社の葉書も届きました。', 'several'],
  [
    '塾から、息子あてに入会案内の封筒が3回届きました。同じ塾を名乗る電話も2回かかってきました。メールで返事をください。',
    'several',
  ],
])('%s', (text, by) => {
  expect(contactedByIn(text)).toBe(by);
});

it.each([
  '迷惑メールが届きます。',
  '迷惑メールが届き、勧誘の電話もかかってきます。',
  'I get spam emails and sales calls.',
  '御社からカタログが届きました。住所をどこで知りましたか。',
  '電話をしてもつながりません。お電話をいただけますか。',
  'Please call me. I received your letter.',
  '電話番号が漏れたのではありませんか。',
  'スパムが来ます。電話はかかってきません。',
  '',
])('is left open: %s', (text) => {
  expect(contactedByIn(text)).toBeUndefined();
});

it('stays quick on hostile text', () => {
  const started = performance.now();
  for (const part of ['電話', 'メールは', '知らない', 'no spam ', 'get ', 'DM', 'a.'])
    contactedByIn(part.repeat(40_000));
  expect(performance.now() - started).toBeLessThan(1500);
});
