import { expect, it } from 'vitest';
import { kindsAsked, questionsOf, wantsSomeKept } from './asked.ts';
import type { CaseInput } from './grounds.ts';

it.each([
  'Have you reported it to the Maine Attorney General?',
  'Did you notify the FTC?',
  'Was it reported to the regulators?',
])('%s', (question) => {
  expect(kindsAsked(question)).toEqual(['reported']);
});

it.each([
  ['Will you tell the OAIC?', ['reported']],
  ['Is the gift card mail yours?', ['sent-by-us']],
  ['Is my gift card number safe?', ['other']],
  ['Do they have my card?', ['card']],
  ['Do they have my passport number and my card?', ['items']],
  ['ギフトカードの番号は盗まれていませんか。', ['items']],
  ['Why am I still on the list, and who is sending this?', ['unsubscribed']],
  ['I unsubscribed in May, why do I still get it?', ['unsubscribed']],
  ['配信停止の手続きをしたのに、なぜ届くのですか。', ['unsubscribed']],
  ['How do I unsubscribe?', ['stop']],
])('%s asks %s', (question, kinds) => {
  expect(kindsAsked(question)).toEqual(kinds);
});

it.each([
  ['Please stop all of it, but keep sending me purchase orders.', true],
  ['Take me off every list except the invoices for my shop.', true],
  ['メールマガジンは止めてください。請求書は引き続き送ってください。', true],
  ['Please stop. I asked before but nobody answered.', false],
  ['配信を停止してください。', false],
])('%s', (question, kept) => {
  expect(wantsSomeKept(question)).toBe(kept);
});

it('a dozen and more numbered questions are all answered', () => {
  const questions = Array.from({ length: 20 }, (_, i) => `Who holds part ${i + 1}?`);
  expect(questionsOf({ claim: { questions } } as unknown as CaseInput)).toHaveLength(20);
});
