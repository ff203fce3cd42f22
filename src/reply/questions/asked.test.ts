import { expect, it } from 'vitest';
import type { CaseInput } from '../grounds.ts';
import { kindsAsked, questionsOf, wantsSomeKept } from './asked.ts';

it.each([
  'Have you reported it to the Maine Attorney General?',
  'Did you notify the FTC?',
  'Was it reported to the regulators?',
])('%s', (question) => {
  expect(kindsAsked(question)).toEqual(['reported']);
});

it.each([
  ['Will you tell the OAIC?', ['reported']],
  ['三好さんという方のメールは消したほうがいいですか。', ['service']],
  ['私の情報は消したほうがいいですか。', ['stop']],
  ['Should I delete the mail?', ['service']],
  ['Can I delete my account?', ['stop']],
  ['ログは調べたのか。', ['examined']],
  ['調べたなら何月何日から何月何日までか。', ['examined']],
  ['うちの会社に出す説明文書を書いてくれるのか。', ['service']],
  ['提携先を全部出してください。', ['given-to']],
  ['申込みの内容を外に出したのは誰ですか？', ['passed-by']],
  ['ボランティアの人が売ったんじゃないですか。', ['passed-by']],
  ['もう警察には言いましたか？', ['reported']],
  ['車のナンバーも登録したが、それも漏れているのか。', ['items']],
  ['うちの住所や大家さんの連絡先も書いたんですけど、それも漏れてるんですか？', ['items']],
  ['健診の結果や病歴も一緒に出てしまったのでしょうか。', ['items']],
  ['これもそちらから漏れたのでしょうか。', ['cause']],
  ['Is the gift card mail yours?', ['sent-by-us']],
  ['Is my gift card number safe?', ['items']],
  ['It was not you, was it?', ['sent-by-us']],
  ["Who in your office and outside it can open the applicants' list?", ['who-may-see']],
  ['Will you give me my 450 pounds back?', ['cost']],
  ['How long have you known?', ['knew']],
  ['So: has the list been stolen?', ['cause']],
  ['Have you lost our data?', ['cause']],
  ['Has somebody taken the list of members?', ['cause']],
  ['And who is going to give him back his $612?', ['cost']],
  ["the names of every party to whom you have disclosed my address, not 'categories'", ['given-to']],
  ['Do you accept liability for the delay, which we put at 12,000?', ['liability']],
  ['What are you doing for us, are you paying for credit monitoring?', ['plan', 'cost']],
  ['When were you planning to tell your clients?', ['tell-others']],
  ['二、グーグルのフォームの回答を、誰でも見られる設定にしていたのではないか。', ['open-to-all']],
  ['いつからいつまで誰でも見られたのですか。', ['open-to-all']],
  ['共有リンクを誰でも開けるようにしていたのでは？', ['open-to-all']],
  ['How long has it been lying around for anyone to read?', ['open-to-all']],
  ['Was my sheet open to anyone with the link?', ['open-to-all']],
  ['Is my address visible to anyone on your website?', ['on-page']],
  ['サイトで誰でも見られるようになっていませんか。', ['on-page']],
  ['名簿は誰が見られるのですか。', ['who-may-see']],
  ['予約のときに書いた症状も見られているのですか。', ['items']],
  ['診察の内容がよそに出ているんでしょうか。', ['items']],
  ['そちらから外に出たのではないでしょうか。', ['cause']],
  ['うちの情報がよそに出てしまったのでしょうか。', ['cause']],
  ['Did it get out through you?', ['cause']],
  ['Could somebody have got my address from your clinic?', ['cause']],
  ['How do they know that?', ['cause']],
  ['I want to know whether they also have my home address.', ['items']],
  ['Do these people have our tax numbers?', ['items']],
  ['Can we take her off the list right away?', ['stop']],
  ['did the club give out her number?', ['given-to']],
  ['Why did the refund advance cost $65?', ['service']],
  ['Do they have my card?', ['card']],
  ['Was my date of birth taken?', ['items']],
  ['Were our bank details also stolen?', ['items']],
  ['Do they have my passport number and my card?', ['items']],
  ['whether these people now have my date of birth and my telephone number', ['items']],
  ['whether I ought to tell my bank.', ['to-card-company']],
  ['ギフトカードの番号は盗まれていませんか。', ['items']],
  ['Why am I still on the list, and who is sending this?', ['unsubscribed', 'sent-by-us']],
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
