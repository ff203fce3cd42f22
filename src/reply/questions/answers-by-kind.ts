// What answers each kind of question, as a table: a kind without an entry does not compile. An empty answer leaves the question
// open, and the letter says until when it waits.
import { ownMailingTold } from '../findings/part-findings.ts';
import type { Grounds } from '../grounds.ts';
import { dayOfAnswer } from '../promised.ts';
import { causes, items, knew, passedBy, reported } from './answer-causes.ts';
import {
  doneAlready,
  isThreatened,
  notTheirFault,
  othersToo,
  seenBy,
  toPay,
  toPolice,
  whatToDo,
} from './answer-frightened.ts';
import { recipientsTold } from './answer-given-to.ts';
import { cardAsked, held, withoutColumn } from './answer-held.ts';
import { inTheirMailbox, isKeptByUs, passwordLost, readInOurMailbox } from './answer-mailbox.ts';
import {
  agreement,
  answeredByPeople,
  askThemselves,
  attachedByPeople,
  callByPeople,
  dealingsByPeople,
  formKept,
  liabilityByPeople,
  logsKept,
  notAnswered,
  notThroughLinks,
  openAsked,
  othersToldOf,
  purposes,
  reportedByPeople,
  retention,
  safeguards,
  toCardCompany,
  unsubscribed,
  whereToPay,
  whoMaySee,
} from './answer-organisation.ts';
import { whyAstray } from './answer-own-mail.ts';
import { costAsked, inCharge, plan } from './answer-plan.ts';
import { leakAtVendors } from './answer-recipients.ts';
import {
  type Answer,
  apologyAsked,
  askedOfRecipients,
  canItBeErased,
  inWriting,
  otherWays,
  ourWord,
  stopAsked,
  takenBack,
  whatWasExamined,
  whatWasFound,
} from './answer-requests.ts';
import { sentByUs, whoSent } from './answer-sender.ts';
import { asksOfRecipients, isRequest, namesPaymentCard } from './asked.ts';
import { personal, whetherHeld } from './once-verified.ts';
import { breakIn, onPage, pagesUnexamined } from './part-examined.ts';
import type { Asked } from './question-kinds.ts';

type AnswerTo = (grounds: Grounds, question: string) => readonly Answer[];

/** Traces are told to anybody, but for a case in which a mailing of ours is told in their place. */
const tracesTold = (grounds: Grounds) =>
  grounds.verified ||
  ownMailingTold(grounds).length === 0 ||
  !grounds.unresolved.some(({ kind }) => kind === 'attacker-trace');

function pagesTold(grounds: Grounds): Answer[] {
  if (!grounds.verified) return [personal];
  const told = onPage(grounds);
  if (!pagesUnexamined(grounds)) return told;
  return [
    ...told,
    {
      type: 'PROMISE',
      evidence: ['claim'],
      slots: { owner: grounds.owner, by: dayOfAnswer(grounds) },
      text: {
        ja: '公開ページについてのお尋ねには、{owner}が{by:moment}までにお答えいたします。',
        en: 'Our {owner} will answer your question about our pages by {by:moment}.',
      },
    },
  ];
}

/** Of one person: whoever is not verified is told that it waits for that. */
const onceVerified =
  (answer: AnswerTo): AnswerTo =>
  (grounds, question) =>
    grounds.verified ? answer(grounds, question) : [personal];

const asksForResults = /分か|\bf(?:ind|ound)\b|結果|\bresults?\b/i;
const asksOfPaying = /支払|払[いうっえ]|\bpay/i;
const asksWhoOrWhy = /\b(?:who|why)\b|誰|だれ|なぜ|どうして/i;

const unsubscribedYet: AnswerTo = (grounds, question) => [
  ...(asksWhoOrWhy.test(question) ? whoSent(question, grounds) : []),
  ...unsubscribed(grounds),
];

/** To stop, to erase: of us, or of those who got it; asked for, or asked whether it can be done. */
const stopOrErase: AnswerTo = (grounds, question) => {
  if (asksOfRecipients(question)) return askedOfRecipients(grounds);
  return isRequest(question) ? stopAsked(question, grounds) : canItBeErased(grounds);
};

/** Of several things: what the register has no column for, and what holds of cards, is told too. */
const whichItems: AnswerTo = (grounds, question) => [
  ...items(grounds),
  ...withoutColumn(question, grounds),
  ...(namesPaymentCard(question) ? cardAsked(grounds) : []),
];

const answers: { readonly [K in Asked]: AnswerTo } = {
  'given-to': (grounds, question) => recipientsTold(question, grounds),
  'vendor-leak': onceVerified(leakAtVendors),
  reported: (grounds) => (grounds.verified ? reported(grounds) : [reportedByPeople]),
  examined: (grounds, question) => (asksForResults.test(question) ? whatWasFound(grounds) : whatWasExamined(grounds)),
  cause: (grounds, question) => [...whyAstray(grounds), ...whoSent(question, grounds), ...causes(grounds)],
  'sent-by-us': sentByUs,
  attached: () => [attachedByPeople],
  'passed-by': passedBy,
  'taken-back': (grounds, question) => (asksOfRecipients(question) ? askedOfRecipients(grounds) : takenBack(grounds)),
  mailbox: (grounds) => (!grounds.verified && isKeptByUs(grounds) ? [personal] : inTheirMailbox(grounds)),
  'mailbox-read': (grounds) => (grounds.verified && isKeptByUs(grounds) ? readInOurMailbox : items(grounds)),
  password: passwordLost,
  card: (grounds, question) =>
    namesPaymentCard(question) ? cardAsked(grounds) : [...items(grounds), ...withoutColumn(question, grounds)],
  dealings: (grounds, question) => [
    grounds.verified ? dealingsByPeople : personal,
    ...(asksOfPaying.test(question) ? [notThroughLinks] : []),
  ],
  unsubscribed: onceVerified(unsubscribedYet),
  knew,
  items: whichItems,
  'break-in': (grounds) => (tracesTold(grounds) ? breakIn(grounds) : []),
  'on-page': pagesTold,
  plan,
  held: (grounds) => (grounds.verified ? held(grounds) : [whetherHeld]),
  stop: stopOrErase,
  'seen-by': (grounds) => seenBy(grounds) ?? [personal],
  others: othersToo,
  'tell-others': () => [othersToldOf],
  'logs-kept': () => [logsKept],
  'form-kept': () => [formKept],
  'open-to-all': openAsked,
  agreed: onceVerified(() => [agreement]),
  unanswered: () => [notAnswered],
  'to-card-company': () => toCardCompany,
  'who-may-see': () => [whoMaySee],
  safeguards: () => [safeguards],
  purpose: () => [purposes],
  written: inWriting,
  'to-pay': (grounds) => (isThreatened(grounds) ? toPay(grounds) : [notThroughLinks, askThemselves]),
  'where-to-pay': () => [whereToPay, notThroughLinks],
  'own-fault': () => notTheirFault,
  'what-to-do': (grounds, question) => whatToDo(question, grounds),
  liability: () => [liabilityByPeople],
  service: () => [answeredByPeople],
  'to-police': () => toPolice,
  cost: (grounds, question) => costAsked(question, grounds),
  responsible: (grounds) => [inCharge(grounds)],
  apology: (grounds) => apologyAsked(grounds, dayOfAnswer(grounds)),
  believe: (grounds, question) => ourWord(question, grounds),
  ways: otherWays,
  clicked: (_grounds, question) => doneAlready(question),
  retention: () => [retention],
  call: () => [callByPeople],
  other: () => [],
};

/**
 * Answers to one question, read as of one kind, from the facts of the case.
 *
 * @returns sentences without ids or headings, in the order told; none where the letter has no answer of that kind
 */
export function answersTo(kind: Asked, question: string, grounds: Grounds): readonly Answer[] {
  return answers[kind](grounds, question);
}
