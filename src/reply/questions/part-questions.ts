// The complainant's own questions and requests, one heading each, answered from the facts or with what is not known and until
// when. What touches no personal data is answered to anybody; the same answer stands once, under all it answers.
import type { Grounds } from '../grounds.ts';
import { dayOfAnswer } from '../promised.ts';
import { hasPlaceToFill, type Said } from '../said.ts';
import { concerningYou } from './answer-causes.ts';
import { ofOwnMail } from './answer-own-mail.ts';
import type { Answer } from './answer-requests.ts';
import { answersTo } from './answers-by-kind.ts';
import { isRequest, kindsAsked, leavesPartUnread, maybeAsked, questionsOf } from './asked.ts';
import { personal, whetherHeld, whetherHeldAndGiven, whetherTheirs } from './once-verified.ts';
import { quotedQuestion } from './question-quoted.ts';

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

/** Each question as it was heard, then its answers; ids count questions from 1 in the order of the complaint. */
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
