// The complainant's own questions and requests, one heading each, answered from the facts or with what is not known and until
// when. What touches no personal data is answered to anybody; the same answer stands once, under all it answers.
import { factsOf } from '../../vocabulary/fact.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import type { Grounds } from '../grounds.ts';
import { headingKey, headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { measures } from '../part-measures.ts';
import { nextWordBy, RESULT_DAYS, resultBy } from '../promised.ts';
import { isSentence } from '../recorded-steps.ts';
import { hasPlaceToFill, type Said } from '../said.ts';
import { causes, concerningYou, items, knew, passedBy, reported } from './answer-causes.ts';
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
import { cardAsked, held, withoutColumn } from './answer-held.ts';
import { inTheirMailbox, isKeptByUs, passwordLost, readInOurMailbox } from './answer-mailbox.ts';
import {
  agreement,
  answeredByPeople,
  askedOfSale,
  askThemselves,
  attachedByPeople,
  callByPeople,
  costByPeople,
  dealingsByPeople,
  formKept,
  liabilityByPeople,
  logsKept,
  notAnswered,
  notThroughLinks,
  openAsked,
  othersToldOf,
  purposes,
  recipientsInGeneral,
  refundByPeople,
  reportedByPeople,
  retention,
  safeguards,
  toCardCompany,
  unsubscribed,
  whereToPay,
  whoMaySee,
} from './answer-organisation.ts';
import { ofOwnMail, whyAstray } from './answer-own-mail.ts';
import { leakAtVendors, recipients, recipientsKnown } from './answer-recipients.ts';
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
import {
  asksForRefund,
  asksOfRecipients,
  isRequest,
  kindsAsked,
  leavesPartUnread,
  maybeAsked,
  namesPaymentCard,
  questionsOf,
} from './asked.ts';
import { breakIn, onPage, pagesUnexamined } from './part-examined.ts';
import type { Asked } from './question-kinds.ts';
import { quotedQuestion } from './question-quoted.ts';

/** Recorded steps that an answer names; the rest stand with their dates. */
const PLANS_NAMED = 2;

/** "What will you do?": needs nothing about a person. What is promised, and by when, stands where the promises stand. */
function plan(grounds: Grounds): Told[] {
  const promised = measures(grounds).filter(({ type }) => type === 'PROMISE');
  const keys = new Set(promised.map(({ section }) => headingKey(section)));
  const heading = headings[[...keys][0] ?? 'next'] ?? { ja: '', en: '' };
  const named = promised.filter(({ id }) => id.startsWith('measure.')).slice(0, PLANS_NAMED);
  return [
    ...named.map(({ evidence, slots }): Told => {
      const { what = '' } = slots;
      const ja = typeof what === 'object' && isSentence(what.ja) ? '予定していること：{what}。' : '{what}を行います。';
      return { evidence, slots: { what }, text: { ja, en: 'What we have planned: {what}.' } };
    }),
    {
      evidence: ['outcome'],
      slots: { heading },
      text:
        named.length > 0
          ? {
              ja: 'それぞれの期日、このほかの対応、ご報告の日は、「{heading}」に記しました。',
              en: 'The dates, what else we will do, and the day you will hear of it are set out under “{heading}”.',
            }
          : {
              ja: '今後の対応と、ご報告の日は、「{heading}」に記しました。',
              en: 'What we will do, and by which day you will hear of it, is set out under “{heading}”.',
            },
    },
  ];
}

const dayOfAnswer = (grounds: Grounds) => resultBy(grounds, RESULT_DAYS);

/** Their answers would tell what we hold of somebody: they wait until it is known who asks. */
const personal: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるお尋ねのため、ご本人の確認ができましたら、お答えできるところまでお知らせいたします。',
    en: 'This touches personal data; we will answer it, as far as it can be told, once the address is confirmed as yours.',
  },
};

/** The same of what is held: also where a second question in that sentence is answered. */
const whetherHeld: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるお尋ねのため、お預かりしている情報の有無と内容は、ご本人の確認ができましたらお答えいたします。',
    en: 'This touches personal data: whether we hold any of yours, and what, we will tell you once the address is confirmed as yours.',
  },
};

/** Named: what was handed to whom is told in general, whether theirs was in it is not. */
const whetherTheirs: Answer = {
  evidence: ['claim'],
  text: {
    ja: 'お申し出の方の情報をお渡ししたかどうかは、ご本人の確認ができましたらお答えいたします。',
    en: 'Whether your data were passed on we can tell you once the address is confirmed as yours.',
  },
};

/** Both in one question: said once. */
const whetherHeldAndGiven: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるため、お預かりしている情報の有無と内容、お渡しした先は、ご本人の確認ができましたらお答えいたします。',
    en: 'This touches personal data: whether we hold any of yours, and who was given them, we will tell you once the address is confirmed as yours.',
  },
};

const inCharge = ({ owner, agent }: Grounds): Answer => ({
  evidence: ['org'],
  text: {
    ja: 'この件は{owner}が担当し、{agent}が窓口を務めております。',
    en: 'Our {owner} is in charge of this; your contact is {agent}.',
  },
  slots: { owner, agent },
});

/** A sum, or a service that is to be paid: what they want is said already, and to ask for it once more is no answer. */
const namesWhatIsWanted =
  /[\d０-９]{2,}|[一二三四五六七八九十百千]+万|\bcredit (?:monitoring|freeze|report)|\bidentity (?:theft )?(?:protection|monitoring|insurance)|信用情報|見守りサービス/i;

function costAsked(question: string, grounds: Grounds): Answer[] {
  // Of what was paid to us nobody has to tell us: whether it is given back is for people to say.
  if (asksForRefund(question)) return [refundByPeople];
  if (namesWhatIsWanted.test(question.slice(0, 500))) return [costByPeople];
  return [
    {
      evidence: ['org'],
      text: {
        ja: 'ご負担の内容をお聞かせいただければ、担当部署で検討いたします。',
        en: 'Please tell us about any cost you had, and we will consider it.',
      },
    },
    {
      type: 'PROMISE',
      evidence: ['org'],
      slots: { owner: grounds.owner, by: dayOfAnswer(grounds) },
      text: {
        ja: 'ご負担についてのお返事は、{owner}が{by:moment}までにいたします。',
        en: 'Our {owner} will write to you about your cost by {by:moment}.',
      },
    },
  ];
}

/** Who got it without being given it is no recipient on record: where something of that kind was found, it is not left unsaid. */
function besideThese(grounds: Grounds): Answer[] {
  const found = grounds.unresolved.filter(
    (fact) =>
      (fact.kind === 'bulk-read' && !fact.known) ||
      (fact.kind === 'attacker-trace' && fact.success !== 'none' && fact.reachedData),
  );
  if (found.length === 0) return [];
  const written = factsOf(found, 'attacker-trace').filter(
    ({ listWritten, listsWritten }) => (listWritten ?? listsWritten ?? 0) > 0,
  );
  if (written.length > 0) {
    return [
      {
        evidence: written.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: 'このほかに、「{heading}」に記したとおり、外部からログインした者が一覧を書き出しており、誰が持っているかは分かっておりません。',
          en: 'Beyond that, whoever logged in from outside wrote out a list, as described under “{heading}”; who has it now we do not know.',
        },
      },
    ];
  }
  return [
    {
      evidence: found.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: 'このほかに、「{heading}」に記したことにより情報を得た者がいないかを調べております。',
        en: 'Whether anybody else came by data through what is described under “{heading}” we are examining.',
      },
    },
  ];
}

/** Whether a record is in a list of ours is looked up in a day, not in two weeks. */
function recipientsTold(question: string, grounds: Grounds): Answer[] {
  const sale = askedOfSale(question);
  if (!grounds.verified) {
    return [...recipientsInGeneral(grounds), whetherTheirs, ...sale];
  }
  const given = [...recipients(grounds), ...besideThese(grounds)];
  if (recipientsKnown(grounds)) return [...given, ...sale];
  return [
    ...given,
    ...sale,
    {
      type: 'PROMISE',
      evidence: ['claim'],
      slots: { owner: grounds.owner, by: nextWordBy(grounds) },
      text: {
        ja: '情報をお渡しした先についてまだ分かっていない点は、{owner}が{by:moment}までにお知らせいたします。',
        en: 'Our {owner} will tell you by {by:moment} what is still open about whom we gave your data to.',
      },
    },
  ];
}

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

/** Traces are told to anybody, but for a case in which a mailing of ours is told in their place. */
const tracesTold = (grounds: Grounds) =>
  grounds.verified ||
  ownMailingTold(grounds).length === 0 ||
  !grounds.unresolved.some(({ kind }) => kind === 'attacker-trace');

function answersTo(kind: Asked, question: string, grounds: Grounds): readonly Answer[] {
  const { verified } = grounds;
  switch (kind) {
    case 'given-to':
      return recipientsTold(question, grounds);
    case 'vendor-leak':
      return verified ? leakAtVendors(grounds) : [personal];
    case 'reported':
      return verified ? reported(grounds) : [reportedByPeople];
    case 'examined':
      return /分か|\bf(?:ind|ound)\b|結果|\bresults?\b/i.test(question)
        ? whatWasFound(grounds)
        : whatWasExamined(grounds);
    case 'cause':
      return [...whyAstray(grounds), ...whoSent(question, grounds), ...causes(grounds)];
    case 'sent-by-us':
      return sentByUs(grounds);
    case 'attached':
      return [attachedByPeople];
    case 'passed-by':
      return passedBy(grounds);
    case 'taken-back':
      return asksOfRecipients(question) ? askedOfRecipients(grounds) : takenBack(grounds);
    case 'mailbox':
      return !verified && isKeptByUs(grounds) ? [personal] : inTheirMailbox(grounds);
    case 'mailbox-read':
      return verified && isKeptByUs(grounds) ? readInOurMailbox : items(grounds);
    case 'password':
      return passwordLost(grounds);
    case 'card':
      return namesPaymentCard(question) ? cardAsked(grounds) : [...items(grounds), ...withoutColumn(question, grounds)];
    case 'dealings':
      return [
        verified ? dealingsByPeople : personal,
        ...(/支払|払[いうっえ]|\bpay/i.test(question) ? [notThroughLinks] : []),
      ];
    case 'unsubscribed':
      return verified
        ? [
            ...(/\b(?:who|why)\b|誰|だれ|なぜ|どうして/i.test(question) ? whoSent(question, grounds) : []),
            ...unsubscribed(grounds),
          ]
        : [personal];
    case 'knew':
      return knew(grounds);
    case 'items':
      // Of several things: what the register has no column for, and what holds of cards, is told too.
      return [
        ...items(grounds),
        ...withoutColumn(question, grounds),
        ...(namesPaymentCard(question) ? cardAsked(grounds) : []),
      ];
    case 'break-in':
      return tracesTold(grounds) ? breakIn(grounds) : [];
    case 'on-page':
      return pagesTold(grounds);
    case 'plan':
      return plan(grounds);
    case 'held':
      return verified ? held(grounds) : [whetherHeld];
    case 'stop':
      if (asksOfRecipients(question)) return askedOfRecipients(grounds);
      return isRequest(question) ? stopAsked(question, grounds) : canItBeErased(grounds);
    case 'seen-by':
      return seenBy(grounds) ?? [personal];
    case 'others':
      return othersToo(grounds);
    case 'tell-others':
      return [othersToldOf];
    case 'logs-kept':
      return [logsKept];
    case 'form-kept':
      return [formKept];
    case 'open-to-all':
      return openAsked(grounds);
    case 'agreed':
      return verified ? [agreement] : [personal];
    case 'unanswered':
      return [notAnswered];
    case 'to-card-company':
      return toCardCompany;
    case 'who-may-see':
      return [whoMaySee];
    case 'safeguards':
      return [safeguards];
    case 'purpose':
      return [purposes];
    case 'written':
      return inWriting(grounds);
    case 'to-pay':
      return isThreatened(grounds) ? toPay(grounds) : [notThroughLinks, askThemselves];
    case 'where-to-pay':
      return [whereToPay, notThroughLinks];
    case 'own-fault':
      return notTheirFault;
    case 'what-to-do':
      return whatToDo(question, grounds);
    case 'liability':
      return [liabilityByPeople];
    case 'service':
      return [answeredByPeople];
    case 'to-police':
      return toPolice;
    case 'cost':
      return costAsked(question, grounds);
    case 'responsible':
      return [inCharge(grounds)];
    case 'apology':
      return apologyAsked(grounds, dayOfAnswer(grounds));
    case 'believe':
      return ourWord(question, grounds);
    case 'ways':
      return otherWays(grounds);
    case 'clicked':
      return doneAlready(question);
    case 'retention':
      return [retention];
    case 'call':
      return [callByPeople];
    case 'other':
      return [];
  }
}

/** Said of what nothing here answers, to anybody: a day is no personal data. */
const notYetTold: Answer['text'] = {
  ja: 'これまでの調査ではお答えできません。{owner}が{by:moment}までに、お答えできるところまでをお知らせいたします。',
  en: 'We cannot answer this yet; our {owner} will tell you as much as can be told by {by:moment}.',
};
const notYet = (grounds: Grounds): Answer => ({
  type: 'PROMISE',
  evidence: ['claim'],
  slots: { owner: grounds.owner, by: dayOfAnswer(grounds) },
  text: notYetTold,
});

/** Of a sentence that asks two things, one may not have been understood: it is not passed over. */
const theRest: Answer['text'] = {
  ja: 'このお尋ねのうち、ここでお答えできていない点につきましては、{owner}が{by:moment}までに、お答えできるところまでをお知らせいたします。',
  en: 'Whatever this leaves open of your question, our {owner} will answer, as far as it can be told, by {by:moment}.',
};

const sameWords = ({ text, slots = {} }: Pick<Said, 'text'> & { readonly slots?: Said['slots'] | undefined }): string =>
  JSON.stringify([text, Object.entries(slots).filter(([name]) => name !== 'question')]);

type OneAsked = {
  readonly question: string;
  readonly answers: readonly Answer[];
  /** Of a question of several parts, the answers to each. */
  readonly byKind: readonly (readonly Answer[])[];
};

const answeredAbove: Answer = {
  evidence: ['claim'],
  text: {
    ja: 'そのほかの点は、先のお尋ねのところに記しました。',
    en: 'The rest of it is answered under an earlier question of yours.',
  },
};

/** Every part of it, each under another heading. */
const allAbove: Answer = {
  evidence: ['claim'],
  text: {
    ja: 'お答えは、先のお尋ねのところに記しました。',
    en: 'This is answered under earlier questions of yours.',
  },
};

type Answered = { readonly questions: readonly string[]; readonly answers: readonly Answer[] };

/**
 * Questions with the same answer stand together, and a sentence that an earlier heading has said is not said again: said
 * twice, it reads as if nobody had read them.
 */
function together(all: readonly OneAsked[]): Answered[] {
  const groups: { questions: string[]; answers: readonly Answer[]; words: ReadonlySet<string> }[] = [];
  for (const { question, answers, byKind } of all) {
    const words = new Set(answers.map(sameWords));
    const said = groups.find((group) => [...words].every((one) => group.words.has(one)));
    if (said) said.questions.push(question);
    else {
      const before = new Set(groups.flatMap((group) => [...group.words]));
      // "This question" is another one each time.
      const fresh = answers.filter((one) => one.text === theRest || !before.has(sameWords(one)));
      // A part of it that was answered under an earlier heading must not look as if nobody had read it.
      const isRepeated = byKind.some((told) => told.length > 0 && told.every((one) => before.has(sameWords(one))));
      groups.push({
        questions: [question],
        answers: fresh.length === 0 ? [allAbove] : isRepeated ? [...fresh, answeredAbove] : fresh,
        words,
      });
    }
  }
  return groups;
}

function headingOf(question: string, index: number, last: boolean, n: number): Said {
  const request = isRequest(question);
  const asked = request ? 'ご要望' : 'お尋ね';
  return {
    id: index === 0 ? `q${n}.heard` : `q${n}.heard-${index + 1}`,
    type: 'HEARD',
    section: `question-${n}.heard`,
    evidence: ['claim'],
    slots: { question: quotedQuestion(question) },
    text: {
      ja: `「{question}」との${asked}${last ? 'について' : '、'}`,
      en: `${index === 0 ? 'Your' : 'your'} ${request ? 'request' : 'question'}: “{question}”`,
    },
  };
}

/** What a question may ask as well, where the answer is at hand: on a guess nothing is promised and nobody is asked to write. */
function besides(question: string, grounds: Grounds): readonly Answer[] {
  return maybeAsked(question)
    .map((kind) => answersTo(kind, question, grounds))
    .filter((answers) =>
      answers.every(
        ({ type, text, slots }) => type !== 'PROMISE' && !hasPlaceToFill(JSON.stringify([text, slots ?? {}])),
      ),
    )
    .flat();
}

export function questions(grounds: Grounds): Said[] {
  const all = questionsOf(grounds.case).map((question) => {
    const own = ofOwnMail(question, grounds);
    const byKind = own ? [] : kindsAsked(question).map((kind) => answersTo(kind, question, grounds));
    const told = own ?? [...byKind.flat(), ...besides(question, grounds)];
    // One sentence that waits for who asks is enough.
    const waits = told.some((one) => one === personal || one === whetherHeld || one === whetherTheirs);
    const both = told.includes(whetherHeld) && told.includes(whetherTheirs);
    const wanted = told
      .filter((one) => !(waits && one === concerningYou) && !(both && one === whetherHeld))
      .map((one) => (both && one === whetherTheirs ? whetherHeldAndGiven : one));
    const once = [...new Map(wanted.map((one) => [sameWords(one), one])).values()];
    if (once.length === 0) return { question, byKind, answers: [notYet(grounds)] };
    const isPartLeft = !own && (leavesPartUnread(question) || byKind.some((told) => told.length === 0));
    const isOpen = isPartLeft && !once.some(({ text }) => text === notYetTold);
    return { question, byKind, answers: isOpen ? [...once, { ...notYet(grounds), text: theRest }] : once };
  });
  return together(all).flatMap(({ questions: asked, answers }, group): Said[] => {
    const n = group + 1;
    const heard = asked.map((question, index) => headingOf(question, index, index === asked.length - 1, n));
    const said = answers.map(
      ({ id, type = 'ANSWER', evidence, slots = {}, text }, at): Said => ({
        id: id ?? (type === 'PROMISE' ? `q${n}.promise${at === 0 ? '' : `-${at + 1}`}` : `q${n}.answer-${at + 1}`),
        // The customer's question is what these answer, whatever they are elsewhere.
        type: type === 'PROMISE' || type === 'LIMIT' ? type : 'ANSWER',
        section: `question-${n}.answer`,
        evidence,
        slots,
        text,
      }),
    );
    return [...heard, ...said];
  });
}
