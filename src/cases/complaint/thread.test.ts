import { expect, it } from 'vitest';
import { claimFromMail } from './claim.ts';
import { partsOfThread } from './thread.ts';

const outlook = `一週間待ちましたが、まだ返事がありません。

(1) 私の情報を誰が見たのか
(2) いつまでに回答するのか
以上２点、必ず答えてください。

----- Original Message -----
From: "お客様係" <info@bento.example>
To: <matsuura@example.ne.jp>
Sent: Monday, November 02, 2026 5:12 PM
Subject: Re: 迷惑メールの件

> 他では使っていないアドレスですか。
> 坂口
>
> > ----- Original Message -----
> > From: "松浦" <matsuura@example.ne.jp>
> > To: <info@bento.example>
> > Sent: Sunday, November 01, 2026 9:44 PM
> >
> > 10月5日に、そちらのフォームにこのアドレスを入れて申し込みました。
> > 10月20日ごろから、迷惑メールが毎日来ます。`;

const gmail = `Still nothing from you. Please delete my data.

On Sun, 1 Nov 2026 at 21:44, Fiona Ross <fiona@example.com>
wrote:
> I signed up on 5 October. Since 20 October I get spam.
>
> On Thu, 29 Oct 2026 at 09:00, Shop <info@bento.example> wrote:
>> I never gave it to anybody, says everyone.`;

const claimOf = (address: string, text: string) =>
  claimFromMail(
    { from: { address, name: null }, date: '2026-11-08T21:03:38+09:00', text },
    { path: 'claim.eml', sha256: 'ab'.repeat(32) },
    ['bento.example'],
    'Asia/Tokyo',
  );

it('tells apart who wrote what', () => {
  const parts = partsOfThread(outlook);
  expect(parts.map(({ who, when }) => [who, when])).toEqual([
    ['', ''],
    ['"お客様係" <info@bento.example>', 'Monday, November 02, 2026 5:12 PM'],
    ['"松浦" <matsuura@example.ne.jp>', 'Sunday, November 01, 2026 9:44 PM'],
  ]);
  expect(parts[1]?.text).toBe('');
  expect(parts[2]?.text).toMatch(/^10月5日に.*\n10月20日.*来ます。$/);
  expect(partsOfThread(gmail).map(({ text }) => text.split('\n')[0])).toEqual([
    'Still nothing from you. Please delete my data.',
    'I signed up on 5 October. Since 20 October I get spam.',
    'I never gave it to anybody, says everyone.',
  ]);
});

it('words like those of a head are prose', () => {
  const prose = 'From: whom did you get it?\nI ask again.\n\nOn Monday I wrote: nothing.';
  expect(partsOfThread(prose)).toEqual([{ who: '', when: '', text: prose }]);
});

it('a thread is read for what the customer wrote in it, and for nothing that we wrote', () => {
  expect(claimOf('matsuura@example.ne.jp', outlook)).toMatchObject({
    submittedAt: '2026-10-05',
    spamSince: '2026-10-20',
    approximate: ['spamSince'],
    firstUseClaimed: null,
    earlierComplaints: [{ at: '2026-11-01', by: 'customer' }],
    questions: ['私の情報を誰が見たのか', 'いつまでに回答するのか'],
  });
  expect(claimOf('fiona@example.com', gmail)).toMatchObject({
    submittedAt: '2026-10-05',
    spamSince: '2026-10-20',
    firstUseClaimed: null,
    questions: ['Please delete my data.'],
  });
  expect(claimOf('fiona@example.com', gmail).text).not.toContain('everyone');
});
