import { expect, it } from 'vitest';
import { readClaim } from '../material.ts';
import { numberedRequests, questionsIn, unwrapped } from './own-words.ts';

const claim = (bytes: Uint8Array) =>
  readClaim({ path: 'claim.txt', sha256: 'ab'.repeat(32), bytes }, null, Date.parse('2026-06-25T04:00:00Z'));
const utf8 = (text: string) => new TextEncoder().encode(text);

it('a pasted text is a complaint of nobody named', () => {
  expect(claim(utf8('My address f@example.com gets spam since 3 May 2026. Did you leak it?'))).toMatchObject({
    ...{ address: 'f@example.com', name: null, receivedAt: null },
    ...{ spamSince: '2026-05-03', questions: ['Did you leak it?'] },
  });
});

it('an office that writes for somebody is no customer, and what it asks under its own heading is asked', () => {
  const text = [
    'From: 北浜市消費生活センター <segawa@center.example>',
    'Date: Fri, 3 Jul 2026 16:20:00 +0900',
    '',
    '当センターに寄せられた下記の相談につき、事実関係を御照会申し上げます。',
    '1　相談者　有限会社みつば塗装（メールアドレス info@mitsuba.example）',
    '2　相談内容　相談者は6月5日にフォームに上記アドレスを入力したところ、6月12日から迷惑メールが届くようになったとのことです。',
    '3　照会事項',
    '（1）相談者のアドレスを第三者に提供した事実の有無',
    '（2）フォームへの不正アクセスの有無',
    '4　回答期限　7月17日までに、当センター（segawa@center.example）あてに御回答願います。',
  ].join('\n');
  expect(claim(utf8(text))).toMatchObject({
    ...{ address: 'info@mitsuba.example', onBehalf: true },
    questions: ['相談者のアドレスを第三者に提供した事実の有無', 'フォームへの不正アクセスの有無'],
  });
});

it('head lines above it tell who wrote it and when', () => {
  const head = 'From: Fiona Ross <f@example.com>\nDate: Tue, 5 May 2026 10:00:00 +0900\nSubject: spam\n\n';
  expect(claim(utf8(`${head}Since yesterday I get spam.`))).toMatchObject({
    ...{ address: 'f@example.com', name: 'Fiona Ross', receivedAt: '2026-05-05T10:00:00+09:00' },
    spamSince: '2026-05-04',
  });
});

it('Shift_JIS is read, and bytes that are no text are refused', () => {
  const sjis = [...utf8('f@example.com '), 0x82, 0xc9, 0x96, 0xc0, 0x98, 0x66];
  expect(claim(Uint8Array.from(sjis)).text).toBe('f@example.com に迷惑');
  expect(() => claim(Uint8Array.of(0xff, 0xff, 0x81))).toThrow('neither UTF-8 nor Shift_JIS');
});

it('days without a year are the latest not after that on which it is read, where nobody noted when it came', () => {
  const text =
    'クリニック御中\n５月２９日に予約をとりました、岩永と申します。アドレス（iwa@example.jp）を書きました。\n６月１６日ごろから迷惑メールが届きます。昨日も来ました。';
  expect(claim(utf8(text))).toMatchObject({
    ...{ receivedAt: null, name: '岩永', submittedAt: '2026-05-29', spamSince: '2026-06-16' },
    approximate: ['spamSince'],
  });
  const lastYear = 'I signed up on 2 September, f@example.com. My name is Ann O’Neill. Spam since 9 October.';
  expect(claim(utf8(lastYear))).toMatchObject({
    ...{ name: 'Ann O’Neill', submittedAt: '2025-09-02', spamSince: '2025-10-09' },
  });
});

it.each([
  ['佐藤の母と申します。', null],
  ['会員の佐藤みどりと申します。', '佐藤みどり'],
  ['佐藤 花子と申します。', '佐藤 花子'],
  ['私は佐藤と申します。', '佐藤'],
])('of "%s" the name is %s', (text, name) => {
  expect(claim(utf8(`f@example.com ${text}`)).name).toBe(name);
});

it.each([
  ['1. 何が漏れたのですか。\n書面で回答してください。', ['何が漏れたのですか。', '書面で回答してください。']],
  ['Did you leak it?\nPlease reply in writing.', ['Did you leak it?', 'Please reply in writing.']],
  ['文書を受け取りました。何が漏れたのですか。', ['何が漏れたのですか。']],
])('in which form an answer is wanted is a point of its own: %s', (text, questions) => {
  expect(claim(utf8(`f@example.com\n${text}`))).toMatchObject({ questions });
});

it('a day that a word stands for, an account that somebody else set up, a call that was taken down', () => {
  const cup = claim(
    utf8(
      'My daughter set me up on your page on the 14th of October 2025 with f@example.com. Since Cup Day, that is 4/11/2025, I have had three messages about insurance. I would be grateful to know whether they also have my home address.',
    ),
  );
  expect(cup).toMatchObject({ submittedAt: '2025-10-14', spamSince: '2025-11-04', dateOrder: 'day-first' });
  expect(cup.questions).toEqual(['I would be grateful to know whether they also have my home address.']);
  const call = claim(
    utf8(
      'Caller: Luc, he is the grandson of Mrs Gagnon, calling for her. She signed up on May 14 and gave her e-mail m@example.com. Since about June 6 she is getting phone calls about a fee. He asks: did the club give out her number???\nIs that how you treat everybody? 6) Delete everything you have on her.',
    ),
  );
  expect(call).toMatchObject({
    onBehalf: true,
    contactedBy: 'phone',
    submittedAt: '2026-05-14',
    spamSince: '2026-06-06',
  });
  expect(call.questions).toEqual(['did the club give out her number?', 'Delete everything you have on her.']);
});

it('a point of several sentences is asked once, and a day to be told something by is no question', () => {
  const text = [
    '以下についてご回答ください。',
    '(1) 名簿は誰が見られますか。',
    '(2) 不正アクセスの有無を、いつからいつまでの記録で確認しましたか。「ありませんでした」だけの回答は受け付けません。',
    'まずは11月6日までに現状だけでもお知らせください。',
  ].join('\n');
  expect(questionsIn(text)).toEqual([
    '名簿は誰が見られますか。',
    '不正アクセスの有無を、いつからいつまでの記録で確認しましたか。',
  ]);
});

it('the points that a lawyer asks to be advised of', () => {
  const text = [
    'Pursuant to Principle 4.9 of Schedule 1, kindly advise within thirty (30) days:',
    '1. what personal information of our client you hold;',
    '2. to which third parties it has been disclosed; and',
    '3. what safeguards are in place.',
    'Kindly preserve all relevant records.',
  ].join('\n');
  expect(numberedRequests(text)).toEqual([
    'what personal information of our client you hold',
    'to which third parties it has been disclosed',
    'what safeguards are in place.',
  ]);
});

it.each([
  // Each point ends with its line, full stop or none.
  ['Which is odd. I want it deleted and I want that in writing.', ['I want it deleted and I want that in writing.']],
  [
    'I want the name of your data protection officer and an answer by Friday.',
    ['I want the name of your data protection officer and an answer by Friday.'],
  ],
  [
    '・誰に渡したのか。渡した先を全部出してください。\n・車のナンバーも登録したが、それも漏れているのか\n・うちの会社に出す説明の文書を、そちらで書いてくれるのか\n3日以内に回答がなければ運輸局に言います。',
    [
      '誰に渡したのか。',
      '渡した先を全部出してください。',
      '車のナンバーも登録したが、それも漏れているのか。',
      'うちの会社に出す説明の文書を、そちらで書いてくれるのか。',
    ],
  ],
  [
    '恐れ入りますが、次のことを教えていただけませんでしょうか。\n一、どうしてよそに知れたのでしょうか。\n二、家内のところへも来るのでしょうか。',
    ['どうしてよそに知れたのでしょうか。', '家内のところへも来るのでしょうか。'],
  ],
  [
    'バスにマフラーを忘れたように思います。もし届いておりましたら、お知らせください。',
    ['バスにマフラーを忘れたように思います。もし届いておりましたら、お知らせください。'],
  ],
  [
    '87ページの記述が矛盾しています。これも答えてください。',
    ['87ページの記述が矛盾しています。これも答えてください。'],
  ],
  ['三谷さんから「勲さん、胃カメラやるんだって？」と電話がありました。', []],
  ['娘が「住所も漏れているのでは？」と心配しております。', ['住所も漏れているのでは？']],
])('what is asked in %s', (text, questions) => {
  expect(questionsIn(unwrapped(text))).toEqual(questions);
});

it('takes no day of calls for that of the mail beside which they are told', () => {
  const text =
    '2026年10月19日に予約しました。2026年11月5日に別の方の名前の案内メールが届きました。2026年11月9日から携帯に勧誘の電話がかかってきます。';
  const { spamSince } = claim(utf8(`Date: Fri, 13 Nov 2026 11:20:00 +0900\nFrom: f@example.com\n\n${text}`));
  expect(spamSince).not.toBe('2026-11-09');
  const calls = claim(
    utf8(
      'Date: Fri, 13 Nov 2026 11:20:00 +0900\nFrom: f@example.com\n\n2026年11月9日から携帯に勧誘の電話がかかってきます。',
    ),
  );
  expect(calls).toMatchObject({ spamSince: '2026-11-09', contactedBy: 'phone' });
});

it('of a chat that was pasted, what the customer wrote is the complaint, and the day is that of the first message', () => {
  const chat = [
    '[LINE] 花衣とのトーク履歴',
    '保存日時：2026/06/24 18:22',
    '',
    '2026/06/23(火)',
    '21:03\tMai☆\t予約のとき入れた mai2006@example.jp に変なメールが来るようになったんですけど',
    '21:04\tMai☆\tそちらから流れてませんか？',
    '21:10\t花衣\tお問い合わせありがとうございます。お電話番号をうかがえますか？',
    '21:12\tMai☆\t6月7日くらいからです',
    '2026/06/24(水)',
    '18:20\tMai☆\tまだですか',
    '18:21\tMai☆\t消してほしいです全部',
  ].join('\n');
  const organisation = {
    ...{ path: 'org.yaml', sha256: 'cd'.repeat(32), bytes: utf8('name: { ja: 着物レンタル 花衣, en: Hanagoromo }') },
  };
  const file = { path: 'claim.txt', sha256: 'ab'.repeat(32), bytes: utf8(chat) };
  expect(readClaim(file, organisation, Date.parse('2026-06-25T04:00:00Z'))).toMatchObject({
    ...{ address: 'mai2006@example.jp', name: null, receivedAt: '2026-06-23T21:03:00+09:00' },
    ...{ spamSince: '2026-06-07', approximate: ['spamSince'] },
    questions: ['そちらから流れてませんか？', 'まだですか。', '消してほしいです全部'],
  });
});

it('what a lawyer numbers under 記, and what stands behind bullets under "answer the following", is asked', () => {
  const lawyer = [
    '携帯電話番号及びメールアドレス（s.mizuno@example.jp）を記入しました。',
    'つきましては、下記事項につき、本書面到達後2週間以内に、書面にてご回答ください。',
    '記',
    '１　居住者名簿の保管場所及び閲覧できる者の範囲',
    '２　上記管理員が名簿を持ち出した事実の有無',
    '以上',
    '',
    '上野法律事務所',
  ].join('\n');
  expect(claim(utf8(lawyer)).questions).toEqual([
    '居住者名簿の保管場所及び閲覧できる者の範囲',
    '上記管理員が名簿を持ち出した事実の有無',
  ]);
  const terse = [
    '会員登録用のアドレス k@example.jp に詐欺メールが来る。以下、10月23日までに書面で回答されたし。',
    '・漏れた項目をすべて挙げること。カード番号は含まれるか。',
    '・件数。',
    '・侵入の日時と方法。',
    'なお「調査中」の一言で済ませるなら新聞に持ち込む。',
  ].join('\n');
  expect(claim(utf8(terse)).questions).toEqual([
    '漏れた項目をすべて挙げること。',
    'カード番号は含まれるか。',
    '件数。',
    '侵入の日時と方法。',
  ]);
});

it.each([
  {
    name: 'text messages, one line a message, ask without marks',
    text: 'hey its Jo\nsince monday im getting buried in spam at jo@mail.example\ndid u get hacked or what\nhow long was it out there\nneed to know if i should change my locks',
    questions: ['did u get hacked or what', 'how long was it out there', 'need to know if i should change my locks'],
  },
  {
    name: 'a letter whose lines were broken asks with its sentences',
    text: 'I would like to hear from you by Friday, and in any case\nhow many people have it is of no interest to me. My husband and\ndid they say anything more is what he wonders.\nThank you.',
    questions: [],
  },
  {
    name: 'blunt points, and no answer to an insult',
    text: 'バカなの？\n・何人に見えてんの\n・誰が送ったんだ、そいつの名前出せ\nいくら払うつもりなんだ。\nなめてんのか。\nいつもこうなんだ。',
    questions: ['何人に見えてんの。', '誰が送ったんだ、そいつの名前出せ。', 'いくら払うつもりなんだ。'],
  },
  {
    name: 'what an elderly caller asks',
    text: 'ほかの方にも行ってるんでしょう。なんで先に教えてくれないの。名前を名簿から消してちょうだい。できれば手紙で返事をください。',
    questions: [
      'ほかの方にも行ってるんでしょう。',
      'なんで先に教えてくれないの。',
      '名前を名簿から消してちょうだい。',
      'できれば手紙で返事をください。',
    ],
  },
])('$name', ({ text, questions }) => {
  expect(questionsIn(unwrapped(text))).toEqual(questions);
});
