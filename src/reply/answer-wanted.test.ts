import { expect, it } from 'vitest';
import { answerWantedIn } from './answer-wanted.ts';

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
  // Long past, and so no day for an answer.
  ['Please reply by 3 March 2026.', undefined],
])('%s', (text, wanted) => {
  expect(answerWantedIn({ text, receivedAt: '2026-07-03T16:20:07+09:00' })).toEqual(wanted);
});
