// The five cases. Each is a folder of files as a small company would have them: nothing was prepared.
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { fillingIn, type Person, people, registerCsv, senders } from './people.ts';
import { combined, inOrder, japan, type Request, type Site, syslog, visitors } from './traffic.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const DAY = 86_400_000;

/** When each case is examined. */
const nows = {
  'survey-2009': '2009-04-16T09:00:00+09:00',
  intrusion: '2026-09-12T10:00:00+09:00',
  'cc-accident': '2026-06-19T09:30:00+09:00',
  'not-ours': '2026-06-30T15:00:00+09:00',
  'logs-altered': '2026-02-28T09:00:00+09:00',
} as const;

const survey: Site = {
  host: 'www.midori-kobo.example',
  pages: [
    { path: '/', size: 8412 },
    { path: '/products/', size: 12_930 },
    { path: '/products/lamp.html', size: 7755 },
    { path: '/company/', size: 5120 },
    { path: '/company/access.html', size: 4388 },
    { path: '/news/', size: 6640 },
  ],
  form: '/survey/2009/',
  submit: '/survey/2009/submit',
};

const commission = {
  ja: '個人情報保護委員会 相談ダイヤル',
  en: 'the helpline of the Personal Information Protection Commission (Japan)',
};
/** In 2009 there was no commission yet. */
const consumerCentre = {
  ja: '消費生活センター 個人情報の相談窓口',
  en: 'the personal information desk of the consumer affairs centre',
};

const organisation = (
  more: string,
  authority = commission,
  host = 'ppc.example',
) => `# Who we are. Every key is listed in docs/case-folder.md.
name: { ja: 株式会社みどり工房, en: "Midori Kobo Co., Ltd." }
time_zone: Asia/Tokyo
contact:
  agent: { ja: 青木, en: Aoki }
  department: { ja: お客様相談室, en: Customer Care }
  phone: 03-0000-0000
  hours: { ja: "9:30〜17:00", en: "9:30 to 17:00" }
  address: soudan@midori-kobo.example
  signer: { ja: 三宅, en: Miyake }
  signer_role: { ja: 管理部長, en: Head of Administration }
regimes: [appi]
authorities:
  - name:
      ja: ${authority.ja}
      en: ${authority.en}
    contact: "03-0000-0001"
    host: ${host}
sends_from: [midori-kobo.example, www.midori-kobo.example, mail.midori-kobo.example, 203.0.113.10]
${more}`;

/** Copies were taken some time before anybody examined them: a line from after that would say that a clock is wrong. */
const COPIED_BEFORE = 30 * 60_000;

const takenOf = (now: string) => Date.parse(now) - COPIED_BEFORE;

/** Rows and requests that were there when the copies were taken. */
const upTo = <T extends { readonly at: number }>(rows: readonly T[], taken: number): T[] =>
  rows.filter(({ at }) => at < taken);

/** Weekly files, as logrotate leaves them: the newest plain, the one before too, older ones compressed. */
function rotated(name: string, requests: readonly Request[], last: number): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {};
  const first = requests[0]?.at ?? last;
  for (let age = 0, end = last; end > first; age += 1, end -= 7 * DAY) {
    const lines = requests.filter(({ at }) => at < end && at >= end - 7 * DAY).map(combined);
    const text = lines.length > 0 ? `${lines.join('\n')}\n` : '';
    if (age === 0) files[`logs/${name}`] = text;
    else if (age === 1) files[`logs/${name}.1`] = text;
    else files[`logs/${name}.${age}.gz`] = gzipSync(text, { level: 9 });
  }
  return files;
}

/** A spam sample as the recipient's provider stored it: what stands below its own Received line is only a claim. */
const spam = (fields: {
  to: string;
  from: string;
  subject: string;
  date: string;
  ip: string;
  helo: string;
  body: string;
  received: string;
  auth?: string;
}) =>
  `Return-Path: <${fields.from.replace(/^.*<|>.*$/g, '')}>
Received: from ${fields.helo} (unknown [${fields.ip}]) by mx3.mailhost.example with SMTP id q2si1; ${fields.received}
${fields.auth ? `Authentication-Results: mx3.mailhost.example; ${fields.auth}\n` : ''}Received: from localhost (localhost [127.0.0.1]) by ${fields.helo}; ${fields.date}
From: ${fields.from}
To: ${fields.to}
Subject: ${fields.subject}
Date: ${fields.date}
Message-ID: <20090409.${fields.ip.replaceAll('.', '')}@${fields.helo}>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${fields.body}
`.replaceAll('\n', '\r\n');

const mime = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

const page = (title: string, body: string) =>
  `<!doctype html>\n<html lang="ja">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;

const ownPages: Files = {
  'pages/index.html': page(
    'みどり工房',
    '<h1>みどり工房</h1>\n<p>お問い合わせは<a href="mailto:soudan@midori-kobo.example">相談室</a>へ。</p>',
  ),
  'pages/survey/index.html': page(
    'アンケート2009',
    '<h1>アンケート</h1>\n<form method="post" action="submit"><input name="mail"><input name="name"><button type="submit">送信</button></form>',
  ),
};

const oldFirefox = 'Mozilla/5.0 (Windows; U; Windows NT 5.1; ja; rv:1.9.0.8) Gecko/2009032609 Firefox/3.0.8';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** A guessable address at a big provider, first use claimed, clean but unsealed logs, no other complaint. */
export function survey2009(): Files {
  const from = japan('2009-03-01 00:00');
  const until = japan('2009-04-16 00:00');
  const visits = visitors(survey, from, 46, 60, 2009);
  // Gmail takes no local part under six letters, so this mailbox cannot be anybody's.
  const customer: Person = {
    name: '佐藤 明',
    address: 'satou@gmail.com',
    answer: '満足',
    ip: '198.51.100.77',
    at: japan('2009-03-10 12:04'),
  };
  const register = [...senders(visits, survey.submit, 2009), customer].sort((a, b) => a.at - b.at);
  const requests = inOrder([...visits, ...fillingIn(customer, survey.form, survey.submit, oldFirefox)]);
  return {
    'claim.yaml': `# The complaint, as the support agent took it down.
case_number: "2009-0415-01"
received_at: 2009-04-15T10:20:00+09:00
name: 佐藤 明
address: satou@gmail.com
form: 2009年春のアンケート
submitted_at: 2009-03-10
spam_since: 2009-04-09
first_use: true
requester_verified: registered_address_reply
language: ja
questions:
  - アドレスを誰かに渡したのですか。
  - ほかの人にも同じことが起きているのですか。
text: |
  3月10日に貴社のアンケートにアドレスを入力しました。このアドレスを使ったのはこれが初めてです。
  4月9日から迷惑メールが届くようになりました。貴社から漏れたのではありませんか。
`,
    'org.yaml': organisation(
      `retention_days: 60
complaints_recorded_since: 2008-01-01
complaints: []
vendors:
  - name: { ja: こだま印刷, en: Kodama Printing }
    does: { ja: 景品の発送, en: sending out prizes }
    answer: replied
    answered_at: 2009-04-15
`,
      consumerCentre,
      'shohi.example',
    ),
    'register.csv': registerCsv(register, '2009年春のアンケート'),
    'exports.csv': 'list,vendor,at,requested_by,rows\n当選者名簿,こだま印刷,2009-03-25,販売課,30\n',
    'spam/20090409-1.eml': spam({
      to: 'satou@gmail.com',
      from: 'info@lucky-prize.example',
      subject: mime('当選のお知らせ'),
      date: 'Thu, 9 Apr 2009 03:12:44 +0900',
      received: 'Thu, 9 Apr 2009 03:12:51 +0900 (JST)',
      ip: '203.0.113.201',
      helo: 'host-201.dsl.example',
      body: 'おめでとうございます。今すぐ http://lucky-prize.example/win?u=88213 へアクセスしてください。',
    }),
    ...rotated('access.log', requests, until),
    ...ownPages,
  };
}

/** SQL injection that succeeds and reads the answers; the spam carries form answers. */
export function intrusion(): Files {
  const from = japan('2026-08-01 00:00');
  const until = japan('2026-09-13 00:00');
  const random = seededRandom(7, 'intrusion');
  const site: Site = {
    ...survey,
    form: '/form/2026/',
    submit: '/form/2026/submit',
    pages: [
      ...survey.pages,
      { path: '/voice/view.php?id=12', size: 3310 },
      { path: '/voice/view.php?id=31', size: 3295 },
      { path: '/voice/view.php?id=44', size: 3342 },
    ],
  };
  const ordinary = visitors(site, from, 43, 55, 77);
  const attacker = '203.0.113.66';
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36';
  const attack: Request[] = [];
  let at = japan('2026-08-21 03:17');
  const ask = (query: string, status: number, size: number) => {
    at += 1000 * (3 + random.below(9));
    attack.push({
      at,
      client: attacker,
      method: 'GET',
      target: `/voice/view.php?${query}`,
      status,
      size,
      referer: '-',
      agent,
    });
  };
  ask("id=12'", 500, 612);
  ask('id=12%20AND%201=1', 200, 3310);
  ask('id=12%20AND%201=2', 200, 1204);
  for (let columns = 1; columns <= 6; columns += 1)
    ask(`id=12%20ORDER%20BY%20${columns}--%20-`, columns < 6 ? 200 : 500, columns < 6 ? 3310 : 612);
  ask('id=-1%20UNION%20SELECT%201,2,3,4,5--%20-', 200, 1288);
  ask('id=-1%20UNION%20SELECT%201,group_concat(table_name),3,4,5%20FROM%20information_schema.tables--%20-', 200, 4120);
  const customer: Person = {
    name: '小野寺 環',
    address: 'tamaki.onodera@example.ne.jp',
    answer: '玄関の人感ライト',
    ip: '192.0.2.19',
    at: japan('2026-08-05 21:40'),
  };
  const answers = [...senders(ordinary, site.submit, 78), customer];
  // Fifty answers at a time, as far as there were any: each takes some 850 bytes of the page.
  const held = answers.filter((person) => person.at < at).length;
  for (let offset = 0; offset < held; offset += 50) {
    ask(
      `id=-1%20UNION%20SELECT%201,group_concat(mail,0x3a,name,0x3a,answer),3,4,5%20FROM%20(SELECT%20*%20FROM%20form_answers%20LIMIT%20${offset},50)x--%20-`,
      200,
      1200 + Math.min(50, held - offset) * 850 + random.below(900),
    );
  }
  const taken = takenOf(nows.intrusion);
  const register = upTo(answers, taken).sort((a, b) => a.at - b.at);
  const all = inOrder([...ordinary, ...attack, ...fillingIn(customer, site.form, site.submit, firefox)]);
  const requests = upTo(all, taken);
  return {
    'claim.yaml': `case_number: "2026-0911-02"
received_at: 2026-09-11T09:05:00+09:00
name: 小野寺 環
address: tamaki.onodera@example.ne.jp
form: 商品アンケート2026
submitted_at: 2026-08-05
spam_since: 2026-09-02
first_use: false
real_name_in_spam: true
requester_verified: registered_address_reply
language: ja
questions:
  - アンケートに書いた内容が迷惑メールに書かれていたのはなぜですか。
text: |
  8月5日に商品アンケートに答えました。9月2日から届く迷惑メールに、私の名前とアンケートに書いたことが入っています。
`,
    'org.yaml': organisation(
      'retention_days: 90\ncomplaints_recorded_since: 2025-01-01\ncomplaints: []\nvendors: []\n',
    ),
    // What was done and decided at once, as people record it: the first thing anybody asks of a leak.
    'handling.yaml': `awareness:
  - received: 2026-09-11 09:05
    suspected: 2026-09-11 16:30
    knew: 2026-09-12 09:10
    decided: 2026-09-12 09:30
    decision: aware
    decider: 個人情報の責任者
    reasons: 回答の一覧を読み出した要求が記録に残り、迷惑メールに回答の内容が書かれているため
incident:
  items:
    ja: メールアドレス、お名前、アンケートのご回答
    en: e-mail addresses, names and survey answers
  cause:
    ja: 「お客様の声」のページが、入力された文字列をそのまま処理していたこと
    en: the program of the “customer voices” pages did not check what was entered
  consequences:
    ja: お名前やご回答の内容を使った迷惑メールや、弊社を装う連絡
    en: spam that uses names and answers, and messages in our name
measures:
  - id: pages-offline
    what:
      {
        ja: 不正な操作に使われた「お客様の声」のページの公開停止,
        en: taking offline the “customer voices” pages that were used for the unauthorised operation,
      }
    done_at: 2026-09-12 09:40
    owner: { ja: 技術担当, en: our engineers }
reports:
  - authority: { ja: 個人情報保護委員会, en: the Personal Information Protection Commission (Japan) }
    by: 2026-09-15
    owner: { ja: 個人情報の責任者, en: our privacy officer }
`,
    'register.csv': registerCsv(register, '商品アンケート2026', 'アンケートのご回答'),
    'exports.csv': 'list,vendor,at,requested_by,rows\n',
    'spam/20260902.eml': spam({
      to: 'tamaki.onodera@example.ne.jp',
      from: 'support@light-sale.example',
      subject: mime('小野寺 環 様だけのご案内'),
      date: 'Wed, 2 Sep 2026 06:40:10 +0900',
      received: 'Wed, 2 Sep 2026 06:40:19 +0900 (JST)',
      ip: '198.51.100.140',
      helo: 'vps140.hosting.example',
      body: '小野寺 環 様\n「玄関の人感ライト」にご興味のある方だけに、特別なご案内です。\nhttp://light-sale.example/go?c=4411',
    }),
    ...rotated('access.log', requests, until),
    ...ownPages,
  };
}

/** ISO-2022-JP from EUC-JP: the same table with the high bits off, between escape sequences (RFC 1468). */
function iso2022jp(text: string): Uint8Array {
  const bytes: number[] = [];
  let wide = false;
  for (const character of text) {
    const [first = 0, second] = iconv.encode(character, 'euc-jp');
    const two = second !== undefined;
    if (two !== wide) bytes.push(0x1b, two ? 0x24 : 0x28, 0x42);
    wide = two;
    bytes.push(first & 0x7f, ...(two ? [second & 0x7f] : []));
  }
  if (wide) bytes.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(bytes);
}

const encodedWord = (text: string) => `=?ISO-2022-JP?B?${Buffer.from(iso2022jp(text)).toString('base64')}?=`;

/** Our own newsletter with visible recipients; twenty silent canaries in the register. */
export function ccAccident(): Files {
  const from = japan('2026-05-01 00:00');
  const sent = japan('2026-06-03 11:02');
  const customer: Person = {
    name: '大野 薫',
    address: 'kaoru.ohno@example.net',
    answer: '満足',
    ip: '192.0.2.91',
    at: japan('2026-05-12 19:22'),
  };
  const others = people(260, from, japan('2026-06-20 00:00'), 31);
  const register = [...others, customer].sort((a, b) => a.at - b.at);
  const recipients = [...others.slice(40, 73), customer].map(({ address }) => address);
  const host = 'mail';
  const random = seededRandom(5, 'cc');
  const lines: { at: number; line: string }[] = [];
  const log = (at: number, tag: string, message: string) => lines.push({ at, line: syslog(at, host, tag, message) });
  const queueId = () => Array.from({ length: 10 }, () => '0123456789ABCDEF'[random.below(16)]).join('');
  const send = (at: number, sender: string, to: readonly string[]) => {
    const id = queueId();
    log(at, 'postfix/smtpd[2210]', `${id}: client=www.midori-kobo.example[203.0.113.10]`);
    log(at, 'postfix/cleanup[2213]', `${id}: message-id=<${at}.${id}@midori-kobo.example>`);
    log(
      at + 1000,
      'postfix/qmgr[901]',
      `${id}: from=<${sender}>, size=${3000 + random.below(900)}, nrcpt=${to.length} (queue active)`,
    );
    for (const [index, address] of to.entries()) {
      const domain = address.split('@')[1];
      log(
        at + 2000 + 300 * index,
        `postfix/smtp[${2220 + (index % 5)}]`,
        `${id}: to=<${address}>, relay=mx.${domain}[198.51.100.${10 + (index % 200)}]:25, delay=1.4, delays=0.1/0/0.4/0.9, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
      );
    }
    log(at + 3000 + 300 * to.length, 'postfix/qmgr[901]', `${id}: removed`);
  };
  for (const { at, address } of register)
    if (at > japan('2026-05-20 00:00')) send(at + 4000, 'soudan@midori-kobo.example', [address]);
  send(sent, 'news@midori-kobo.example', recipients);
  lines.sort((a, b) => a.at - b.at);
  const taken = takenOf(nows['cc-accident']);
  const canaries = Array.from({ length: 20 }, (_, index) => {
    const code = Array.from({ length: 12 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[random.below(32)]).join('');
    return `k.${code}@${['canary-a.example', 'canary-b.example', 'canary-c.example'][index % 3]},register,2026-04-20,,2026-06-15,,,,${['a', 'b', 'c'][index % 3]}`;
  });
  const newsletter = `Return-Path: <news@midori-kobo.example>
Received: from mail.midori-kobo.example (mail.midori-kobo.example [203.0.113.10]) by mx1.provider.example with ESMTP id 55ad2; Wed, 3 Jun 2026 11:02:09 +0900 (JST)
Authentication-Results: mx1.provider.example; spf=pass smtp.mailfrom=news@midori-kobo.example
From: ${encodedWord('みどり工房ニュース')} <news@midori-kobo.example>
To: ${recipients.join(',\n ')}
Subject: ${encodedWord('6月のお知らせ')}
Date: Wed, 3 Jun 2026 11:02:01 +0900
Message-ID: <202606031102.news@midori-kobo.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=ISO-2022-JP
Content-Transfer-Encoding: 7bit

`.replaceAll('\n', '\r\n');
  const claimHead = `Return-Path: <kaoru.ohno@example.net>
Received: from mx2.example.net (mx2.example.net [198.51.100.30]) by mail.midori-kobo.example with ESMTP id 77c1a; Thu, 18 Jun 2026 20:15:33 +0900 (JST)
From: ${encodedWord('大野 薫')} <kaoru.ohno@example.net>
To: soudan@midori-kobo.example
Subject: ${encodedWord('迷惑メールについて')}
Date: Thu, 18 Jun 2026 20:15:30 +0900
Message-ID: <b71f@example.net>
MIME-Version: 1.0
Content-Type: text/plain; charset=ISO-2022-JP
Content-Transfer-Encoding: 7bit

`.replaceAll('\n', '\r\n');
  const claimBody = `みどり工房 御中\r\n\r\n5月12日に貴社のアンケートに回答した大野です。\r\n6月5日から迷惑メールが届くようになりました。\r\n6月3日の貴社のニュースの宛先に、私のほかに多くの方のアドレスが並んでいました。\r\nこのメールが原因ではありませんか。\r\n今後どうするつもりですか。\r\n\r\n大野 薫\r\n`;
  return {
    'claim.eml': Buffer.concat([Buffer.from(claimHead), iso2022jp(claimBody)]),
    'org.yaml': organisation(
      'retention_days: 60\ncomplaints_recorded_since: 2025-01-01\ncomplaints: []\nvendors: []\n',
    ),
    // Whether this has to be reported was decided, and "What will you do?" is answered by what people have planned.
    'handling.yaml': `awareness:
  - received: 2026-06-18 20:15
    knew: 2026-06-19 09:00
    decided: 2026-06-19 09:20
    decision: not_reportable
    decider: 個人情報の責任者
    signed_by: 管理部長
    reasons: 宛先34名のアドレスが互いに見えた誤送信で、要配慮個人情報を含まず、不正の目的によるものでもないことを顧問と確かめたため
incident:
  cause:
    ja: 一斉メールの宛先を、BCCではなく宛先（To）の欄に入れて送ったこと
    en: the recipients of a mailing were put in the To line instead of Bcc
measures:
  - id: hidden-recipients
    what:
      ja: 一斉メールの宛先が互いに見えないようにする設定の変更
      en: a change of our settings so that mailings go out with hidden recipients only
    by: 2026-06-26
    owner: { ja: 販売課, en: sales department }
  - id: other-recipients
    what:
      ja: 宛先に含まれていた方々へのお詫びと、該当メールの削除のお願い
      en: an apology to the recipients of that message, and the request to delete it
    by: 2026-06-24
    owner: { ja: 販売課, en: sales department }
`,
    'register.csv': registerCsv(upTo(register, taken), '商品アンケート2026'),
    'exports.csv': 'list,vendor,at,requested_by,rows\n',
    'canaries.csv': `address,kind,planted_at,vendor,heartbeat_at,hit_at,campaign,twin_hit,group\n${canaries.join('\n')}\n`,
    'spam/20260603-newsletter.eml': Buffer.concat([
      Buffer.from(newsletter),
      iso2022jp('いつもありがとうございます。6月の新商品をご案内します。\r\n'),
    ]),
    'spam/20260605.eml': spam({
      to: 'kaoru.ohno@example.net',
      from: 'winner@prize-mail.example',
      subject: mime('プレゼント当選'),
      date: 'Fri, 5 Jun 2026 02:22:40 +0900',
      received: 'Fri, 5 Jun 2026 02:22:47 +0900 (JST)',
      ip: '203.0.113.177',
      helo: 'mail177.bulk.example',
      body: 'プレゼントに当選しました。 http://prize-mail.example/x?id=5512',
    }),
    'logs/maillog': `${upTo(lines, taken)
      .map(({ line }) => line)
      .join('\n')}\n`,
    ...ownPages,
  };
}

/** A forged sender in our name; the address is in no register. */
export function notOurs(): Files {
  const from = japan('2026-06-01 00:00');
  const taken = takenOf(nows['not-ours']);
  const visits = visitors(survey, from, 30, 50, 411);
  const requests = upTo(visits, taken);
  const rows = upTo(senders(visits, survey.submit, 412), taken);
  return {
    'claim.yaml': `case_number: "2026-0630-01"
received_at: 2026-06-30T13:40:00+09:00
name: 村井 冴
address: sae-murai1988@example.org
spam_since: 2026-06-28
requester_verified: no
language: ja
questions:
  - なぜ貴社から迷惑メールが届くのですか。
text: |
  貴社の名前で迷惑メールが届きました。貴社に何かを登録した覚えはありません。
`,
    'org.yaml': organisation(`retention_days: 60
complaints_recorded_since: 2025-01-01
complaints: []
vendors:
  - name: { ja: こだま印刷, en: Kodama Printing }
    answer: checked
    answered_at: 2026-06-30
    covers_this_record: true
`),
    'register.csv': registerCsv(rows, 'お問い合わせ'),
    'exports.csv': 'list,vendor,at,requested_by,rows\n',
    'spam/20260628.eml': spam({
      to: 'sae-murai1988@example.org',
      from: `${mime('みどり工房')} <news@midori-kobo.example>`,
      subject: mime('【重要】お支払い方法の確認'),
      date: 'Sun, 28 Jun 2026 22:10:02 +0900',
      received: 'Sun, 28 Jun 2026 22:10:09 +0900 (JST)',
      ip: '198.51.100.9',
      helo: 'mail.midori-kobo.example',
      auth: 'spf=fail smtp.mailfrom=news@midori-kobo.example; dkim=none; dmarc=fail header.from=midori-kobo.example',
      body: 'お支払い方法を確認してください。 http://pay-check.example/login',
    }),
    ...rotated('access.log', requests, japan('2026-07-01 00:00')),
    ...ownPages,
  };
}

/** Forty minutes cut out of the access log, contradicted by the mail log: every form sent makes a mail. */
export function logsAltered(): Files {
  const from = japan('2026-02-01 00:00');
  const until = japan('2026-03-01 00:00');
  const busy = visitors({ ...survey, form: '/form/', submit: '/form/submit' }, from, 28, 90, 606);
  const random = seededRandom(9, 'altered');
  const cutFrom = japan('2026-02-17 14:10');
  const cutTo = japan('2026-02-17 14:50');
  // A busy hour: somebody mentioned the form that afternoon.
  const rush: Request[] = Array.from({ length: 26 }, (_, index) => {
    const at = japan('2026-02-17 13:30') + index * 4 * 60_000 + random.below(150_000);
    const client = `192.0.2.${100 + index}`;
    const agent = firefox;
    return [
      { at, client, method: 'GET', target: '/form/', status: 200, size: 6206, referer: '-', agent },
      {
        at: at + 45_000,
        client,
        method: 'POST',
        target: '/form/submit',
        status: 302,
        size: 0,
        referer: 'http://www.midori-kobo.example/form/',
        agent,
      },
    ];
  }).flat();
  const customer: Person = {
    name: '柏木 静',
    address: 'shizuka_kashiwagi@example.co.jp',
    answer: 'ふつう',
    ip: '203.0.113.31',
    at: japan('2026-02-03 10:12'),
  };
  const made = inOrder([...busy, ...rush, ...fillingIn(customer, '/form/', '/form/submit', firefox)]);
  const all = upTo(made, takenOf(nows['logs-altered']));
  const kept = all.filter(({ at }) => at < cutFrom || at >= cutTo);
  const lines: string[] = [];
  for (const { at, target, method } of all) {
    if (method !== 'POST' || target !== '/form/submit') continue;
    const id = Array.from({ length: 10 }, () => '0123456789ABCDEF'[random.below(16)]).join('');
    const when = at + 1000 + random.below(2000);
    lines.push(
      syslog(when, 'www', 'postfix/pickup[811]', `${id}: uid=33 from=<www-data>`),
      syslog(
        when,
        'www',
        'postfix/qmgr[812]',
        `${id}: from=<form@midori-kobo.example>, size=${900 + random.below(300)}, nrcpt=1 (queue active)`,
      ),
      syslog(
        when + 1000,
        'www',
        'postfix/smtp[840]',
        `${id}: to=<soudan@midori-kobo.example>, relay=mail.midori-kobo.example[203.0.113.10]:25, delay=0.4, delays=0/0/0.1/0.3, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
      ),
      syslog(when + 1000, 'www', 'postfix/qmgr[812]', `${id}: removed`),
    );
  }
  return {
    'claim.yaml': `case_number: "2026-0227-01"
received_at: 2026-02-27T16:00:00+09:00
name: 柏木 静
address: shizuka_kashiwagi@example.co.jp
form: お問い合わせ
submitted_at: 2026-02-03
spam_since: 2026-02-21
first_use: true
requester_verified: identity_check
language: ja
questions:
  - サーバーに侵入されたのではありませんか。
text: |
  2月3日に問い合わせフォームを使いました。2月21日から迷惑メールが来ます。初めて使ったアドレスです。
`,
    'org.yaml': organisation(
      'retention_days: 60\ncomplaints_recorded_since: 2025-06-01\ncomplaints: []\nvendors: []\n',
    ),
    'register.csv': registerCsv(
      [
        ...senders(
          all.filter(({ client }) => client !== customer.ip),
          '/form/submit',
          607,
        ),
        customer,
      ].sort((a, b) => a.at - b.at),
      'お問い合わせ',
    ),
    'exports.csv': 'list,vendor,at,requested_by,rows\n',
    ...rotated('access.log', kept, until),
    'logs/maillog': `${lines.join('\n')}\n`,
    ...ownPages,
  };
}

const makers: Readonly<Record<keyof typeof nows, () => Files>> = {
  'survey-2009': survey2009,
  intrusion,
  'cc-accident': ccAccident,
  'not-ours': notOurs,
  'logs-altered': logsAltered,
};

export const examples: Readonly<Record<string, { readonly now: string; readonly make: () => Files }>> =
  Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [name, { now: nows[name as keyof typeof nows], make }]),
  );
