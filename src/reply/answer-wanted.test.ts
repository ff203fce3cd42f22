import { expect, it } from 'vitest';
import { answerWantedIn } from './answer-wanted.ts';

it.each([
  ['Please confirm within 14 days: (a) whether you have suffered a breach', 14],
  ['I expect a reply within seven days.', 7],
  ['１４日以内にご回答ください。', 14],
  ['Spam comes every day. I opened the account within the last 30 days.', undefined],
  ['購入から8日以内に返品しました。', undefined],
  [null, undefined],
])('%s', (text, days) => {
  expect(answerWantedIn({ text })).toBe(days);
});
