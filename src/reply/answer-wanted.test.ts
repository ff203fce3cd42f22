import { expect, it } from 'vitest';
import { answerWantedIn, wantedUntil } from './answer-wanted.ts';

it.each([
  ['Please confirm within 14 days: (a) whether you have suffered a breach', { days: 14 }],
  ['I expect a reply within seven days.', { days: 7 }],
  ['１４日以内にご回答ください。', { days: 14 }],
  ['Spam comes every day. I opened the account within the last 30 days.', undefined],
  ['購入から8日以内に返品しました。', undefined],
  [null, undefined],
  ['令和8年7月17日までに、書面又はメールにて御回答願います。', { day: '2026-07-17' }],
  ['回答期限　７月１７日（金）', { day: '2026-07-17' }],
  ['来年1月9日までにご返事をください。', { day: '2027-01-09' }],
  ['Please answer in writing by Friday 17 July.', { day: '2026-07-17' }],
  ['By July 17, 2026 I expect your reply.', { day: '2026-07-17' }],
  ['I used this address until 17 July. Please answer.', undefined],
  ['7月17日までは届いていませんでした。ご連絡ください。', undefined],
  ['7月1日までに登録しました。', undefined],
  ['I want a written answer within 5 working days, failing which …', { days: 5, working: true }],
  ['5営業日以内にご回答ください。', { days: 5, working: true }],
  // The third was a Friday.
  ['You have until Monday, then I call Channel 7.', { day: '2026-07-06' }],
  ['She says I must hear from you by Friday the 10th or she will ring.', { day: '2026-07-10' }],
  ['If I hear nothing by Friday I go to the ICO.', { day: '2026-07-10' }],
  ['I must hear from you by Friday the 21st.', undefined],
  ['The course runs until Friday. Please answer.', undefined],
  ['Please answer in writing by Friday 17 July.', { day: '2026-07-17' }],
  ['十一月二十日までに文書でお答え願いたい。', { day: '2026-11-20' }],
  ['7月10日までに返答がない場合は、国土交通省に通報します。', { day: '2026-07-10' }],
  ['まずは7月6日までに現状だけでもお知らせください。', { day: '2026-07-06' }],
  ['2週間以内に回答してください。', { days: 14 }],
  // The complaint came on a Friday.
  ['今週中に書面で返事がなければ、テレビ局に話します。', { day: '2026-07-03' }],
  ['明日中に返事がほしい。', { day: '2026-07-04' }],
  ['来週末までにご回答ください。', { day: '2026-07-10' }],
  ['今月末までにお返事ください。', { day: '2026-07-31' }],
  ['今日までに三回連絡しました。', undefined],
  ['今週中に迷惑メールが五通来ました。', undefined],
  ['I require, within one week: (a) a copy of all data you hold about me.', { days: 7 }],
  ['Spam has come within a week of my order.', undefined],
  ['So answer me, by 5 pm this Friday:', { day: '2026-07-10', minutes: 1020 }],
  ['7月10日の正午までに文書で回答がない場合は、新聞社に持っていきます。', { day: '2026-07-10', minutes: 720 }],
  ['7月10日（金）午後3時半までにご連絡ください。', { day: '2026-07-10', minutes: 930 }],
  ['Please reply by noon on Friday 10 July.', { day: '2026-07-10', minutes: 720 }],
  ['隠したら新聞に言います。19日までに返事ください。', { day: '2026-07-19' }],
  ['2日までに返事ください。', { day: '2026-08-02' }],
  ['来月5日までにお返事をください。', { day: '2026-08-05' }],
  ['19日までは届いていませんでした。ご連絡ください。', undefined],
  ['十日ほどのうちにお返事をいただければ結構でございます。', { days: 10 }],
  ['二週間以内に回答してください。', { days: 14 }],
  ['I want a proper answer by close of business Friday 10 July or I go to the ABC.', { day: '2026-07-10' }],
  ['Please let me know before the committee meeting on Thursday, I will raise it there.', { day: '2026-07-09' }],
  // Long past, and so no day for an answer.
  ['Please reply by 3 March 2026.', undefined],
])('%s', (text, wanted) => {
  expect(answerWantedIn({ text, receivedAt: '2026-07-03T16:20:07+09:00' })).toEqual(wanted);
});

it('counts working days over a weekend and a holiday, from the day after the complaint', () => {
  const until = (received: string, zone: string) =>
    new Date(wantedUntil({ days: 5, working: true }, Date.parse(received), zone)).toISOString();
  // A Wednesday in Singapore: the fifth working day is the Wednesday after.
  expect(until('2026-10-14T11:03:00+08:00', 'Asia/Singapore')).toBe('2026-10-21T15:59:59.000Z');
  // Christmas and Boxing Day (on the Monday after) are none in England.
  expect(until('2026-12-23T10:00:00Z', 'Europe/London')).toBe('2027-01-04T23:59:59.000Z');
});

it('ends at the hour that was named', () => {
  const until = wantedUntil({ day: '2026-07-10', minutes: 720 }, 0, 'Asia/Tokyo');
  expect(new Date(until).toISOString()).toBe('2026-07-10T03:00:00.000Z');
});
