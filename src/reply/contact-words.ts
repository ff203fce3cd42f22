// A letter to somebody who was telephoned, texted or written to on paper: spam and sample mails are not what they told us of.
import type { CaseFile, ContactedBy } from '../vocabulary/case-file.ts';
import { contactNames } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Said } from './said.ts';

type Words = {
  /** What reached them: 迷惑電話, unwanted calls. */
  readonly what: Both;
  /** "Has been receiving": the verb that goes with it. */
  readonly arriving: string;
  readonly arrived: string;
  readonly began: string;
  readonly unpleasant: string;
  /** "The cause of the calls". */
  readonly the: string;
  readonly sender: Both;
  readonly whoSent: Both;
  /** What could not be examined without it. */
  readonly missing: Both;
  readonly ask: Both;
  /** Nothing is asked that could harm who does it. */
  readonly care: Both;
  /** What neither we nor whoever had it from us can make others do. */
  readonly notStopped: Both;
};

export const contactWords: Readonly<Record<ContactedBy, Words>> = {
  phone: {
    what: contactNames.phone.what,
    arriving: '迷惑電話がかかっている',
    arrived: '迷惑電話がかかり',
    began: 'かかり始めたのは',
    unpleasant: 'these calls are',
    the: 'the calls',
    sender: { ja: '電話をかけてきた者', en: 'the caller' },
    whoSent: { ja: '電話をどこから誰がかけたかは', en: 'who made the calls or from where' },
    missing: { ja: 'かかってきた電話の番号と日時', en: 'the numbers and times of the calls' },
    ask: {
      ja: '差し支えなければ、かかってきた電話の番号と日時、相手が名乗った名前をお知らせください。',
      en: 'If you are willing, please tell us the number and time of the calls, and the name that the caller gave.',
    },
    care: {
      ja: '心当たりのない番号には、かけ直さないようお願いいたします。',
      en: 'Please do not call back numbers that you do not know.',
    },
    notStopped: {
      ja: 'ただし、ほかから番号を得た者からの電話は、これでは止まりません。',
      en: 'This does not stop calls from others who have the number.',
    },
  },
  text_message: {
    what: contactNames.text_message.what,
    arriving: '迷惑なSMSが届いている',
    arrived: '迷惑なSMSが届き',
    began: '届き始めたのは',
    unpleasant: 'these text messages are',
    the: 'the text messages',
    sender: { ja: 'SMSの送信者', en: 'the sender' },
    whoSent: { ja: 'SMSをどこから誰が送ったかは', en: 'who sent the text messages or from where' },
    missing: { ja: '届いたSMSの送信元と日時', en: 'the senders and times of the text messages' },
    ask: {
      ja: '差し支えなければ、届いたSMSを消さずに保管し、送信元と日時の見える画面の写しをお送りください。',
      en: 'If you are willing, please keep the text messages and send us a picture of one that shows its sender and time.',
    },
    care: {
      ja: 'SMSに書かれたリンクは、開かないようお願いいたします。',
      en: 'Please do not open links in them.',
    },
    notStopped: {
      ja: 'ただし、ほかから番号を得た者からのSMSは、これでは止まりません。',
      en: 'This does not stop text messages from others who have the number.',
    },
  },
  post: {
    what: contactNames.post.what,
    arriving: '心当たりのない郵便物が届いている',
    arrived: '心当たりのない郵便物が届き',
    began: '届き始めたのは',
    unpleasant: 'such post is',
    the: 'the post',
    sender: { ja: '郵便物の差出人', en: 'the sender' },
    whoSent: { ja: '郵便物をどこから誰が送ったかは', en: 'who sent the post or from where' },
    missing: { ja: '届いた郵便物の封筒', en: 'the envelopes of the post' },
    ask: {
      ja: '差し支えなければ、届いた郵便物を保管し、宛名と消印の見える封筒の写しをお送りください。',
      en: 'If you are willing, please keep the post and send us a copy of an envelope with its address and postmark.',
    },
    care: {
      ja: '書かれた番号に電話をかけたり、リンクを開いたりしないようお願いいたします。',
      en: 'Please do not call the numbers or open the links printed in it.',
    },
    notStopped: {
      ja: 'ただし、ほかから住所を得た者からの郵便物は、これでは止まりません。',
      en: 'This does not stop post from others who have the address.',
    },
  },
  several: {
    what: contactNames.several.what,
    arriving: '心当たりのない連絡が来ている',
    arrived: '心当たりのない連絡があり',
    began: '始まったのは',
    unpleasant: 'such contact is',
    the: 'the unwanted contact',
    sender: { ja: '連絡をしてきた者', en: 'whoever contacted you' },
    whoSent: { ja: '連絡をどこから誰がしたかは', en: 'who contacted you or from where' },
    missing: { ja: '届いた連絡の送信元と日時', en: 'where the unwanted contact came from, and when' },
    ask: {
      ja: '差し支えなければ、連絡のあった日時と、相手の番号または差出人をお知らせください。',
      en: 'If you are willing, please tell us when you were contacted, and from which number or by which sender.',
    },
    care: {
      ja: '心当たりのない番号に電話をかけたり、リンクを開いたりしないようお願いいたします。',
      en: 'Please do not call numbers or open links that you do not know.',
    },
    notStopped: {
      ja: 'ただし、ほかからご連絡先を得た者からの連絡は、これでは止まりません。',
      en: 'This does not stop contact from others who have the details.',
    },
  },
};

/** Sentences on what reached the customer. The others speak of mail that somebody saw: they stay. */
const concerned =
  /^(?:feeling|heard|heard\.since|found\.open|found\.own-mailing-open|uncovered\.part|origin\.unknown|will\.cause-unknown|conclusion\.cause-open|ways\.(?:confirmed|unknown)|q\d{1,2}\.answer-\d{1,2}|lists\.given-\d{1,2})$/;

type Change = readonly [from: string, to: string];
type Changes = { readonly ja: readonly Change[]; readonly en: readonly Change[] };

/** The longer words first: the last of each is what remains. */
const changes = (words: Words): Changes => ({
  ja: [
    ['迷惑メールが届いているご本人様', `${words.arriving}ご本人様`],
    ['アドレスに、迷惑メールが届いている', `ご連絡先に、${words.arriving}`],
    ['迷惑メールが届き始めるまで', `${words.what.ja}が始まるまで`],
    ['迷惑メールが届き、', `${words.arrived}、`],
    ['迷惑メールが届き始めた', `${words.what.ja}が始まった`],
    ['届き始めたのは', words.began],
    ['迷惑メールの送信者がどのような経路でアドレスを', `${words.sender.ja}がどのような経路でご連絡先を`],
    ['送信者がアドレスをどこで', `${words.sender.ja}がご連絡先をどこで`],
    ['届いたメールをどこから誰が送ったかは', words.whoSent.ja],
    ['届いた迷惑メール', words.what.ja],
    ['迷惑メール', words.what.ja],
  ],
  en: [
    ['these messages are', words.unpleasant],
    ['the address you', 'the contact details you'],
    ['has been receiving spam', `have been receiving ${words.what.en}`],
    ['to the first spam', `to the beginning of ${words.the}`],
    ['the sender of the spam came by the address', `${words.sender.en} came by the contact details`],
    ['the sender got the address', `${words.sender.en} got the contact details`],
    ['who sent the message or from where', words.whoSent.en],
    ['the spam', words.the],
    ['By your account it began', 'By your account this began'],
  ],
});

/** Headings that speak of mail have a second form (headings.ts). */
const otherHeading: Readonly<Record<string, string>> = { 'origin.mail': 'contact.origin', 'ways.all': 'reached.all' };

/** In any sentence: the address by which a person is known is none at which they were telephoned or written to. */
const ofAddress: Changes = {
  ja: [['お申し出のアドレス', 'お知らせいただいたメールアドレス']],
  en: [
    ['the address is confirmed as yours', 'your e-mail address is confirmed'],
    ['that the address is yours', 'that the e-mail address is yours'],
    ['whether or not we hold the address', 'whether or not we hold the contact details'],
  ],
};

/** Words of the record may stand in what reached them whatever it was: no such sentence says that it was mail. */
const ofWording = /^(?:found|ways|conclusion|q\d{1,2})\b/;
const wording: Readonly<Record<ContactedBy, readonly Change[]>> = {
  phone: [['届いたメールに', '電話での話に']],
  text_message: [['届いたメールに', '届いたSMSに']],
  post: [['届いたメールに', '届いた郵便物に']],
  several: [['届いたメールに', '届いた連絡に']],
};

/** What is looked for in our sentences: a sentence that says it otherwise would be missed. */
export const contactPhrases: readonly string[] = [changes(contactWords.phone), ofAddress, { ja: wording.phone, en: [] }]
  .flatMap(({ ja, en }) => [...ja, ...en])
  .map(([from]) => from);

/** The same sentence about what did reach the customer, in both languages. */
export function inWordsOfContact(given: Said, by: ContactedBy): Said {
  const reworded = (text: string, list: readonly Change[]) =>
    list.reduce((words, [from, to]) => words.replaceAll(from, to), text);
  const section = otherHeading[given.section] ?? given.section;
  const none: Changes = { ja: [], en: [] };
  const { ja, en } = concerned.test(given.id) ? changes(contactWords[by]) : none;
  const text = {
    ja: reworded(given.text.ja, [...ja, ...ofAddress.ja, ...(ofWording.test(given.id) ? wording[by] : [])]),
    en: reworded(given.text.en, [...en, ...ofAddress.en]),
  };
  return { ...given, section, text };
}

const number = String.raw`((?:\+\d{1,3}[ -]?|0)\d[\d ()-]{6,14}\d)`;
/** "from +44 …", 「03-…から」: a number of whoever made contact, and not the customer's own, which stands behind "my". */
const fromNumber = [
  new RegExp(String.raw`\b(?:from|by)(?: the)?(?: number)? ${number}`, 'i'),
  new RegExp(String.raw`(?<![\d+])${number}(?:という番号|の番号|番)?(?:から|より)`),
];
const hour = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm)\b|\d{1,2}時/i;

/** The number from which they were written to or called, by their own words; undefined where they named none. */
export function numberTold({ text }: { readonly text: string | null }): string | undefined {
  const told = (text ?? '').slice(0, 4000);
  return fromNumber.map((words) => words.exec(told)?.[1]).find((found) => found !== undefined);
}

/** Whether number and hour stand in the complaint, or a copy of what reached them was handed in: neither is asked for again. */
export function contactTold({ claim, sources }: Pick<CaseFile, 'claim' | 'sources'>): boolean {
  const told =
    claim.contactedBy !== 'post' && numberTold(claim) !== undefined && hour.test((claim.text ?? '').slice(0, 4000));
  return told || sources.some(({ kind }) => kind === 'spam');
}

/** Where it is here already, no more than to keep it. */
export function keepContact(by: ContactedBy, id: string, section: string): Said[] {
  const { what, the } = contactWords[by];
  return [
    {
      ...{ id, type: 'ASK', section, evidence: ['claim'], slots: {} },
      text: {
        ja: `${what.ja}についてお知らせいただいた内容は、承りました。差し支えなければ、記録を消さずに保管してください。`,
        en: `Thank you; we have what you told us of ${the}. If you are willing, please keep what you have.`,
      },
    },
    { ...{ id: `${id}-care`, type: 'ASK', section, evidence: ['claim'], slots: {} }, text: contactWords[by].care },
  ];
}

/** Asked for instead of a sample mail. */
export function askAboutContact(by: ContactedBy, id: string, section: string): Said[] {
  const ask = (name: string, text: Both): Said => ({
    id: name,
    type: 'ASK',
    section,
    evidence: ['claim'],
    slots: {},
    text,
  });
  return [
    ask(id, contactWords[by].ask),
    ask(`${id}-care`, contactWords[by].care),
    ask(`${id}-without`, {
      ja: 'お手元にない、またはお分かりにならない場合も、調査は続けます。',
      en: 'If you do not have this, we will continue all the same.',
    }),
  ];
}
