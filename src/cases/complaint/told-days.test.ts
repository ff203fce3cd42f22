import { describe, expect, it } from 'vitest';
import { claimFromMail } from './claim.ts';

/** Received on a Friday. */
const read = (text: string) => {
  const claim = claimFromMail(
    { from: { address: 'fiona@example.org', name: 'Fiona' }, date: '2026-11-13T10:02:00+09:00', text },
    { path: 'claim.eml', sha256: 'ab12cd34' },
    ['midori-kobo.example'],
    'Asia/Tokyo',
  );
  const { submittedAt, spamSince, approximate, monthPart, openDates } = claim;
  return {
    days: [submittedAt, spamSince],
    ...(approximate && { approximate }),
    ...(monthPart && { monthPart }),
    ...(openDates && { openDates }),
  };
};

describe('days told by their distance from the day of writing', () => {
  it.each([
    ['今朝から迷惑メールが届くようになりました。', { days: [null, '2026-11-13'] }],
    ['三日前から迷惑メールが届きます。', { days: [null, '2026-11-10'] }],
    ['昨日の夜から変なメールが来ます。', { days: [null, '2026-11-12'] }],
    ['１０日ほど前から迷惑メールが届きます。', { days: [null, '2026-11-03'], approximate: ['spamSince'] }],
    ['二週間前から迷惑メールが届きます。', { days: [null, '2026-10-30'], approximate: ['spamSince'] }],
    ['先週の火曜日から迷惑メールが届きます。', { days: [null, '2026-11-03'] }],
    ['月曜日に登録しました。', { days: [null, null] }],
    ['先月から迷惑メールが届きます。', { days: [null, '2026-10-01'], monthPart: { spamSince: 'month' } }],
    ['先月末から迷惑メールが届きます。', { days: [null, '2026-10-28'], monthPart: { spamSince: 'end' } }],
    ['ここ一週間、迷惑メールが届きます。', { days: [null, '2026-11-06'], approximate: ['spamSince'] }],
    [
      '先週、御社の資料請求フォームに入力しました。一昨日から勧誘メールが来ます。',
      { days: ['2026-11-05', '2026-11-11'], approximate: ['submittedAt'] },
    ],
    [
      '先週御社のフォームに登録したところ、昨日から迷惑メールが届くようになりました。',
      { days: ['2026-11-05', '2026-11-12'], approximate: ['submittedAt'] },
    ],
    ['Since this morning I keep getting junk mail.', { days: [null, '2026-11-13'] }],
    [
      'I signed up two weeks ago. Since Tuesday I get spam.',
      { days: ['2026-10-30', '2026-11-10'], approximate: ['submittedAt'] },
    ],
    ['I have been getting spam since last Wednesday.', { days: [null, '2026-11-11'], approximate: ['spamSince'] }],
    [
      'For three days now I have had phishing mails to the address I registered.',
      { days: [null, '2026-11-10'], approximate: ['spamSince'] },
    ],
    [
      'I filled in your form last month and since yesterday I get spam.',
      { days: ['2026-10-01', '2026-11-12'], monthPart: { submittedAt: 'month' } },
    ],
  ])('%s', (text, want) => {
    expect(read(text)).toEqual(want);
  });

  it.each([
    ['今朝、貴社のフォームに登録したアドレスに迷惑メールが届きました。'],
    ['This morning a spam mail came to the address I registered with you.'],
    ['今日も迷惑メールが5通届きました。'],
    ['毎日毎日、迷惑メールが届きます。先日登録したアドレスです。'],
    ['I have used this address for ten years. For two days I was on holiday. I get spam.'],
    ['Please answer in three days. I get spam.'],
  ])('no day of beginning or of entry: %s', (text) => {
    expect(read(text).days).toEqual([null, null]);
  });

  it('a date in the same words goes before "last month"', () => {
    expect(read('先月、御社のフォームに入力しました（10月25日）。').days).toEqual(['2026-10-25', null]);
  });
});

describe('dates of numbers alone', () => {
  it.each([
    [
      'the order of another date of the same writer',
      'I registered on 21/04/2026. Spam since 05/06/2026.',
      { days: ['2026-04-21', '2026-06-05'] },
    ],
    [
      'what lies after the letter was not meant',
      'I registered on 04/10/2026. Spam since 12/10/2026.',
      { days: ['2026-10-04', '2026-10-12'] },
    ],
    [
      'spam did not come before the address was given',
      'I signed up for your newsletter on 04/10/2026. From 02/11/2026 I have been getting junk.',
      { days: ['2026-10-04', '2026-11-02'] },
    ],
    ['points: the day comes first', 'I registered on 04.10.2026.', { days: ['2026-10-04', null] }],
    ['months first', 'I registered on 04/25/2026. Spam since 05/06/2026.', { days: ['2026-04-25', '2026-05-06'] }],
    [
      'both fit: neither is taken',
      'I registered on 04/05/2026. Spam since 06/07/2026.',
      { days: [null, null], openDates: ['04/05/2026', '06/07/2026'] },
    ],
    [
      'a term that is set lies ahead and decides nothing',
      'I registered on 04/05/2026. Please answer by 12/01/2027.',
      { days: [null, null], openDates: ['04/05/2026', '12/01/2027'] },
    ],
    [
      'a writer who uses both orders',
      'I registered on 25/04/2026, spam since 05/26/2026, and I rang you on 04/05/2026.',
      { days: ['2026-04-25', '2026-05-26'], openDates: ['04/05/2026'] },
    ],
  ])('%s', (_, text, want) => {
    expect(read(text)).toMatchObject(want);
  });
});
