// Answers that touch no personal data and that only the organisation can give: who may look into the list, how data are
// looked after, whether others are told. A person fills them in; none waits until anybody has shown who they are.
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { isDate } from '../days.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import { whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { listed, toFill } from '../said.ts';
import { vendorNamed } from '../vendor-names.ts';

const toldByPeople = (text: Both, what: Both): Told => ({
  evidence: ['claim'],
  slots: { what: toFill(what) },
  text,
});

export const whoMaySee: Told = toldByPeople(
  {
    ja: 'お預かりした情報を見ることのできる者は、次のとおりです：{what}。',
    en: 'Who can look at the data we hold: {what}.',
  },
  { ja: '名簿を見られる者の役割と人数', en: 'roles and number of those who can' },
);

export const safeguards: Told = toldByPeople(
  {
    ja: 'お預かりした情報の管理のしかたは、次のとおりです：{what}。',
    en: 'How we look after the data we hold: {what}.',
  },
  {
    ja: '保管の場所、見られる者、保存の期間、廃棄のしかた',
    en: 'where they are kept, who can see them, for how long, how they are destroyed',
  },
);

export const logsKept: Told = toldByPeople(
  {
    ja: 'サーバーの記録の保存については、次のとおりです：{what}。',
    en: 'As to how long our server records are kept: {what}.',
  },
  {
    ja: '記録の種類ごとの保存の期間、この件の記録を別に保存しているか',
    en: 'for how long, by kind of record, and whether those of this case are set apart',
  },
);

export const formKept: Told = toldByPeople(
  {
    ja: 'フォームに入力された内容の保存については、次のとおりです：{what}。',
    en: 'What becomes of what is entered in our form: {what}.',
  },
  { ja: '保存の有無、場所、期間', en: 'whether it is stored, where, and for how long' },
);

/** Of everybody's data alike: that theirs are held at all it does not tell. */
export const retention: Told = toldByPeople(
  {
    ja: 'お預かりした情報を保管する期間は、次のとおりです：{what}。',
    en: 'How long we keep the data we hold: {what}.',
  },
  {
    ja: '保管の期間とその理由、期間の過ぎた情報の扱い',
    en: 'for how long and why, and what becomes of them after that',
  },
);

export const independentByPeople: Told = toldByPeople(
  {
    ja: '外部の方による確認については、次のとおりです：{what}。',
    en: 'As to a check by somebody independent: {what}.',
  },
  { ja: '依頼したか、するか、その相手', en: 'whether anybody was or will be asked, and whom' },
);

export const callByPeople: Told = toldByPeople(
  { ja: 'お電話やご面談については、次のとおりです：{what}。', en: 'As to speaking with you: {what}.' },
  { ja: '日時、電話番号か場所、お話しする者', en: 'when, by which number or where, and who will speak' },
);

/** What a setting was, the organisation can look up; since when, its record of changes or whoever made the link. */
const openToAll: Told = toldByPeople(
  {
    ja: 'フォームの回答や名簿などを、誰でも開ける設定にしていなかったかは、次のとおりです：{what}。',
    en: 'Whether a list or form of ours stood open to anybody: {what}.',
  },
  { ja: '設定を確かめた結果、開けたものと期間', en: 'what could be opened by its settings, and for how long' },
);

/** Beside a file that lay open: the records tell when it was given out, not since when anybody could have had it. */
const openSince: Told = toldByPeople(
  { ja: '外部から読み取れる状態にあった期間は、次のとおりです：{what}。', en: 'For how long it lay open: {what}.' },
  {
    ja: '公開した日、または共有リンクを作った日と、止めた日',
    en: 'the day on which it was put there or its link was made, and the day on which that ended',
  },
);

/** "Was the list open to anybody, and for how long?": a setting of the organisation, told to whoever asks. */
export function openAsked(grounds: Grounds): readonly Told[] {
  const open = openFindings(grounds.case).filter(isOpenFile);
  if (open.length === 0) return [openToAll];
  return [
    {
      evidence: open.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '外部から読み取れる状態にあったファイルについて分かったことは、「{heading}」に記しました。',
        en: 'What the records show of a file that lay open is set out under “{heading}”.',
      },
    },
    openSince,
  ];
}

export const agreement: Told = toldByPeople(
  {
    ja: '情報を渡すことへの同意については、次のとおりです：{what}。',
    en: 'As to agreeing that data are passed on: {what}.',
  },
  {
    ja: '渡すことを知らせた文面とその日、同意の記録の有無',
    en: 'what was said about it and when, and whether an agreement is on record',
  },
);

export const notAnswered: Told = toldByPeople(
  { ja: 'これまでのご連絡への回答については、次のとおりです：{what}。', en: 'As to your earlier messages: {what}.' },
  {
    ja: 'これまでのご連絡の受付の日、お答えした日、お答えしていないものはその理由',
    en: 'when they came in, when we answered, and why what is left was not answered',
  },
);

/** Where rent or a fee goes, only the organisation knows; a message that came is no source for it. */
export const whereToPay: Told = toldByPeople(
  { ja: '弊社へのお支払いの方法は、次のとおりです：{what}。', en: 'How to pay what is due to us: {what}.' },
  { ja: 'お支払いの方法と振込先、確かめていただく電話番号', en: 'how and where to pay, and a number to check it with' },
);

/** Who answers for what: a word of the organisation, with its adviser, and nothing that an examination finds. */
export const liabilityByPeople: Told = toldByPeople(
  { ja: '責任についての考えは、次のとおりです：{what}。', en: 'As to this request: {what}.' },
  { ja: '責任についての考え（顧問に相談のうえ）', en: 'what you have to say of it, after asking your adviser' },
);

export const costByPeople: Told = toldByPeople(
  { ja: 'ご負担やご請求については、次のとおりです：{what}。', en: 'As to this request: {what}.' },
  { ja: 'お答え（顧問に相談のうえ）', en: 'what you have to say of it, after asking your adviser' },
);

/** Of services, and of what people did or know: no record that was examined tells it. */
export const answeredByPeople: Told = toldByPeople(
  { ja: 'この点については、次のとおりです：{what}。', en: 'As to this: {what}.' },
  { ja: 'お答え', en: 'your answer' },
);

/** Whether somebody should change or fear something: no figure of ours says it. */
export const adviceByPeople: Told = toldByPeople(
  { ja: 'この点についての弊社の考えは、次のとおりです：{what}。', en: 'What we advise: {what}.' },
  { ja: 'お勧めすることと、その理由', en: 'what you advise, and why' },
);

/** When something was first noticed, nobody but the people there can say. */
export const noticedByPeople: Told = toldByPeople(
  {
    ja: 'この件に初めて気付いた時については、次のとおりです：{what}。',
    en: 'As to when this was first noticed here: {what}.',
  },
  { ja: '初めて気付いた日と、そのきっかけ', en: 'the day, and what brought it to notice' },
);

/** What to do where a number was given away, whatever is found here. */
export const toCardCompany: readonly Told[] = [
  {
    evidence: ['claim'],
    text: {
      ja: '届いたメッセージのリンク先でカード番号を入力なさった場合や、覚えのない請求がある場合は、すぐにカード会社へご連絡をお願いいたします。',
      en: 'If you entered your card number through a link in such a message, or see a charge you do not know, please call your card company at once.',
    },
  },
];

export const purposes: Told = toldByPeople(
  { ja: 'お預かりした情報を使う目的は、次のとおりです：{what}。', en: 'What we use the data we hold for: {what}.' },
  { ja: '利用目的', en: 'the purposes' },
);

export const othersToldOf: Told = toldByPeople(
  { ja: 'ほかの方々へのお知らせについては、次のとおりです：{what}。', en: 'As to telling others: {what}.' },
  {
    ja: 'ほかの方々に知らせるかどうか、知らせる場合はその日と方法',
    en: 'whether others are told and, if so, when and how',
  },
);

/** The same whatever the outcome: a report that is told in some cases only would tell which. */
export const reportedByPeople: Told = toldByPeople(
  { ja: '届出や報告については、次のとおりです：{what}。', en: 'As to reports to authorities: {what}.' },
  { ja: '届出・報告の有無とその日', en: 'whether this was reported, to whom and when' },
);

const sold: Told = toldByPeople(
  { ja: '情報を売ることについては、次のとおりです：{what}。', en: 'As to selling data: {what}.' },
  { ja: '対価を得て情報を渡すことの有無', en: 'whether data are given to anybody for payment' },
);

/** "Did you sell it?" is not answered by whom a list was handed to for our own work. */
export const askedOfSale = (question: string): readonly Told[] =>
  /売(?:っ|り|る|却|買)|\bs(?:ell|old)\b/i.test(question) ? [sold] : [];

/** Named to anybody; of more the number is told. */
const NAMED_AT_MOST = 6;

const recipientsByPeople: Told = toldByPeople(
  {
    ja: 'お預かりした情報を業務のために渡すことのある会社は、次のとおりです：{what}。',
    en: 'Companies to which we may pass data for our work: {what}.',
  },
  { ja: '会社名と業務、なければその旨', en: 'their names and work, or that there are none' },
);

export const cardDataByPeople: Told = toldByPeople(
  { ja: 'カード情報の取扱いについては、次のとおりです：{what}。', en: 'How we handle card data: {what}.' },
  {
    ja: 'カード情報を扱うかどうか、扱う場合はどこに保管されるか',
    en: 'whether we handle any, and where they are kept',
  },
);

/** Whether a booking stands, or an order has to be cancelled, no record of ours that was examined tells. */
export const dealingsByPeople: Told = toldByPeople(
  {
    ja: 'ご予約・ご注文・お支払い・ご契約については、次のとおりです：{what}。',
    en: 'As to your booking, order, payment or contract: {what}.',
  },
  {
    ja: 'そのまま有効か、済んでいるか、お手続きが要るか',
    en: 'whether it stands or is settled, and whether anything has to be done',
  },
);

/** A link in a message is no place to pay, whoever the message is from. */
export const notThroughLinks: Told = {
  evidence: ['claim'],
  text: {
    ja: '届いたメールのリンクからは、お支払いにならないようお願いいたします。',
    en: 'Please do not pay through a link in a message you received.',
  },
};

/** Whether a demand is real nobody here can see: whom it names can tell, if they are reached another way. */
export const askThemselves: Told = {
  evidence: ['claim'],
  text: {
    ja: 'お支払いが必要かどうかは、届いたものに書かれた連絡先ではなく、お手元の書類などの連絡先から、その相手先にお確かめください。',
    en: 'Whether anything is owed, please ask whoever it is said to be owed to, at a number that does not come from the message.',
  },
};

/** What went on to be sent, and why, stands in records of mailings that were not examined here. */
const unsubscribedByPeople: Told = toldByPeople(
  { ja: '配信停止のお手続きについては、次のとおりです：{what}。', en: 'As to your unsubscribing: {what}.' },
  {
    ja: 'お手続きを受け付けた日、その後も配信された理由、配信を止めた日',
    en: 'when it reached us, why mail was still sent after it, since when none is sent',
  },
);

const sentAfterByPeople: Told = toldByPeople(
  {
    ja: 'その後も配信した理由と、配信を止めた日は、次のとおりです：{what}。',
    en: 'Why mail was still sent after that, and since when none is sent: {what}.',
  },
  { ja: '配信を続けた理由、配信を止めた日', en: 'the reason, and the day on which sending ended' },
);

/** By our web server's record where it has one: of the address that our own mail gives for it. */
export function unsubscribed({ case: { facts } }: Grounds): readonly Told[] {
  const [fact] = factsOf(facts, 'mail-origin');
  const at = fact?.unsubscribedAt;
  if (!fact || at === undefined || !isDate(at)) return [unsubscribedByPeople];
  const after = fact.ownMailAfter ?? 0;
  return [
    {
      evidence: [fact.id],
      slots: { at },
      text: fact.unsubscribeOpened
        ? {
            ja: '弊社のメールに記した配信停止のアドレスは、ウェブサーバーの記録では、{at:day}に開かれております。',
            en: 'By the record of our web server, the address that our mail gives for unsubscribing was opened on {at:day}.',
          }
        : {
            ja: 'ウェブサーバーの記録では、弊社のメールに記した配信停止のアドレスで、{at:day}にお手続きがございました。',
            en: 'By the record of our web server, your unsubscribing reached us on {at:day}, through the address that our mail gives for it.',
          },
    },
    ...(after === 0
      ? []
      : [
          {
            evidence: [fact.id],
            slots: { after },
            text: {
              ja: 'お送りいただいた弊社からのメールのうち、その後のものは{after}通です。',
              en: `Of our mail that you sent us, ${after === 1 ? '{after} message' : '{after} messages'} came after that.`,
            },
          },
        ]),
    fact.unsubscribeOpened ? unsubscribedByPeople : sentAfterByPeople,
  ];
}

/** What a file told that went out with our mail: a copy without it cannot show it. */
export const attachedByPeople: Told = toldByPeople(
  {
    ja: '添付や別紙の内容については、次のとおりです：{what}。',
    en: 'As to what the attachment or sheet held: {what}.',
  },
  {
    ja: '添付や別紙の有無と、あればどなたのどの情報が書かれていたか',
    en: 'whether there was one, and what it told about whom',
  },
);

export const refundByPeople: Told = toldByPeople(
  { ja: '返金については、次のとおりです：{what}。', en: 'As to a refund: {what}.' },
  { ja: '返金の有無と、その理由', en: 'whether it is made, and why' },
);

/** To whom data may go at all, by name: nothing in it tells whether we hold anything of whoever asks. */
export function recipientsInGeneral(grounds: Grounds): readonly Told[] {
  const { organisation } = grounds.case;
  const all = organisation.vendors.flatMap(({ name }) => vendorNamed(grounds.case, name, 28) ?? []);
  const named = all.slice(0, NAMED_AT_MOST);
  if (named.length === 0) return [recipientsByPeople];
  const rest = all.length - named.length;
  const sentences: Told[] = [];
  for (let at = 0; at < named.length; at += 2) {
    sentences.push({
      evidence: ['org'],
      slots: { names: listed(named.slice(at, at + 2)) },
      text:
        at === 0
          ? {
              ja: 'お預かりした情報を業務のために渡すことのある会社は、{names}です。',
              en: 'Companies to which we may pass data for our work: {names}.',
            }
          : { ja: '{names}に渡すこともございます。', en: 'We may pass data to {names} as well.' },
    });
  }
  if (rest > 0) {
    sentences.push({
      evidence: ['org'],
      slots: { rest },
      text: { ja: 'このほかに{rest}社ございます。', en: 'The number of further such companies is {rest}.' },
    });
  }
  return sentences;
}
