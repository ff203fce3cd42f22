// Words of people and of senders, written before the rule was put to them.
import { expect, it } from 'vitest';
import { natureOf } from './bounce.ts';
import { complainsOfAddress } from './complaint.ts';
import { readMessage } from './message/message.ts';

const kindOf = (words: string) => {
  const message = readMessage(
    Buffer.from(`From: x@a.example\nSubject: m\nContent-Type: text/plain; charset=utf-8\n\n${words}\n`),
  );
  return message && natureOf(message).kind;
};

it.each([
  'そちらの資料請求フォームを使った翌日から勧誘メールが届いています。名簿が出回っていませんか？',
  '御社に教えたメールアドレスにだけ詐欺メールが来ます。調査をお願いします。',
  '私の個人情報、売りましたか？御社しか知らないアドレスに業者から連絡が来ました。',
  'ポイントカード会員になってからスパムがひどいです。解約します。',
  '先週イベントに申込みましたが、その後フィッシングメールが急増しました。関係ありますか。',
  '貴社のみに登録していたアドレスへ迷惑メールが着信しております。漏えいの有無につきご報告願います。',
  'メルマガ解除したのに全然関係ない所から広告が来るようになった。アドレス流した？',
  'I used a unique address for your webinar and now I am receiving crypto scams on it. How was it disclosed?',
  'Since filling in your contact form I have been getting phishing mails. Please tell me who you share data with.',
  'Hello, the alias I created only for your store received spam today. Have you been hacked?',
  'Under GDPR Art. 15 I request to know to whom you passed my e-mail address. I get unsolicited ads since I registered with you.',
  'うちの子の名前入りで塾の案内が届きました。お宅の懸賞に書いた名前です。どこから漏れたんですか。',
  '問い合わせしただけなのに変なDMが来ます。個人情報の管理はどうなっているのですか。',
  'お客様相談室御中 アンケート回答後より、身に覚えのないメールが多数届いております。ご確認ください。',
  '貴店の通販で買い物をして以来、知らないショップからのセールスメールが止まりません。どこかに提供していますか。',
  '応募フォームに書いたアドレスあてに出会い系の広告が来ました。漏れていませんか？',
  '御社専用のアドレスに楽天を名乗る偽メールが届きました。原因を調べてください。',
  'なんで急に英語のスパムが来るようになったんですか。最近登録したのはそちらのサイトだけです。',
  'セミナー参加後にしつこい営業メールが増えました。参加者名簿を外部に渡していませんか。',
  '見積依頼で使ったアドレスが悪用されています。情報管理についてご説明ください。',
  '退会したはずなのに、退会の翌週から架空請求が届きます。まさか流出ですか。',
  'The address I use exclusively with your shop got phishing today. Did you have a breach?',
  'Why am I getting casino spam right after ordering from your store? I never had this before.',
  'Can you explain how a stranger knows the phone number and e-mail I typed into your survey?',
  'I want to know who you sold my details to. Junk mail started arriving a day after I subscribed with you.',
])('knows as a complaint: %s', (words) => {
  expect(kindOf(words)).toBe('claim');
});

it.each([
  'お客様の口座で不正利用が検知されました。登録情報をご確認ください。https://x.example/',
  '【当選】あなたのアドレスが抽選で選ばれました。登録はこちら https://y.example/',
  '迷惑メールでお困りの方へ。当社の対策ソフトを登録無料でお試しください。',
  '個人情報漏えい対策セミナーのご案内。フォームよりお申込みください。',
  'Your email address has been leaked in a data breach! Click to secure your account: https://z.example',
  'I hacked your device and got your contacts. Pay me in bitcoin or I leak your data to everyone.',
  'Get rid of spam on your address forever. Buy our filter today.',
  '明日の会議の資料を登録しておきました。ご確認ください。',
  'アンケートにご回答いただいた皆様へ、粗品をお送りします。住所をフォームにご記入ください。',
  'パスワード流出の可能性があります。至急変更してください https://a.example/',
  'Thank you for registering. Since you signed up after our event, here is your survey link.',
  '弊社からの大切なお知らせ：お客様情報の流出に関するお詫び',
  'Dear friend, I got your address from the chamber of commerce. I need your help to transfer funds.',
  '【重要】迷惑メール設定をされているお客さまへ　受信許可の登録をお願いします',
  '新作のご案内です。配信停止はこちら。',
  'いつもご利用ありがとうございます。不審なメールにご注意ください。当社から会員情報をお尋ねすることはありません。',
  'フィッシング詐欺が増えています。アカウントの登録情報を更新してください。更新しない場合は停止されます。',
  '副業で月収30万円。興味がありますか？フォームからご応募ください。',
  '来週のイベントの件、参加しますか？資料を送ってください。',
  'スパムフィルタの設定について教えてください。会社のメールが届きません。',
  '先日問い合わせした件ですが、回答がまだ届いていません。ご確認ください。',
  '注文した商品が届きません。どうなっていますか。',
  'I never received the confirmation of my order from your store. Please tell me what happened.',
  'Do you get too much spam? I can sell you my list of fresh leads.',
  'My invoice for October is attached. Please confirm receipt.',
  'Could you please remove me from your newsletter? I signed up by mistake.',
  'アンケートの回答期限が過ぎましたが、まだ受け付けていますか。',
])('takes for no complaint: %s', (words) => {
  expect(kindOf(words)).toBe('message');
});

it('takes what carries a link, or goes on for long, for no complaint', () => {
  const words = 'そちらのフォームに登録した翌日から迷惑メールが届きます。なぜですか。';
  expect(complainsOfAddress(words)).toBe(true);
  expect(complainsOfAddress(`${words} https://a.example/`)).toBe(false);
  expect(complainsOfAddress(words + '。'.repeat(3000))).toBe(false);
});
