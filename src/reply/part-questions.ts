// The complainant's own questions, one heading each, answered from the facts or with what is not known and until when.
import { factsOf } from '../vocabulary/fact.ts';
import { causes, items, knew, reported } from './answer-causes.ts';
import { isThreatened, othersToo, seenBy, toPay, toPolice } from './answer-frightened.ts';
import { leakAtVendors, recipients, recipientsKnown } from './answer-recipients.ts';
import { whoSent } from './answer-sender.ts';
import { type Asked, askedOf, questionsOf } from './asked.ts';
import { workingMoment } from './days.ts';
import { erasureUnderHold } from './erasure-words.ts';
import { foreignWords } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';
import { headingKey, headings } from './headings.ts';
import { isSentence, measures } from './part-closing.ts';
import { breakIn, onPage, pagesUnexamined } from './part-examined.ts';
import type { Told } from './part-lists.ts';
import { nextWordBy } from './promised.ts';
import type { Said } from './said.ts';

/** Characters of a question that are quoted: with the words around it a heading stays on one line. */
export const QUOTED = 40;

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

function held(grounds: Grounds): Told[] {
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  if (!fact) return [];
  if (!fact.found) {
    return [
      {
        evidence: [fact.id],
        text: {
          ja: '{now:day}の時点で、弊社の登録簿にお申し出のアドレスは見当たりませんでした。',
          en: 'As of {now:day} the address was not in our register.',
        },
        slots: { now: grounds.now },
      },
      {
        evidence: [fact.id],
        text: {
          ja: '把握していない写しがあれば、この調査では分かりません。',
          en: 'A copy that we do not know of would not show in this search.',
        },
      },
    ];
  }
  if (fact.times !== undefined && fact.times > 1) {
    return [
      {
        evidence: [fact.id],
        slots: { times: fact.times },
        text: {
          ja: 'お申し出のアドレスでのご登録は、弊社の登録簿に{times}件ございます。',
          en: 'Our register holds {times} entries with this address.',
        },
      },
    ];
  }
  return [
    {
      evidence: [fact.id],
      text: {
        ja: 'お申し出のアドレスは、弊社の登録簿にございます。',
        en: 'The address is in our register.',
      },
    },
  ];
}

const apologised = ({ verified, outcome }: Grounds) => verified && outcome === 'leak_confirmed';

/** "We want an apology from your president": made where a leak is established, else noted. Who signs it is for people to say. */
function apologyAsked(grounds: Grounds): Told[] {
  return [
    apologised(grounds)
      ? {
          evidence: ['outcome'],
          text: {
            ja: '弊社からのお詫びは、この書面の初めに申し上げたとおりでございます。',
            en: 'Our apology stands at the beginning of this letter.',
          },
        }
      : {
          evidence: ['claim'],
          text: {
            ja: 'お詫びについてのご要望は、調査の結果を踏まえて検討いたします。',
            en: 'We will consider your wish for an apology in the light of what the examination shows.',
          },
        },
  ];
}

function answersTo(asked: Asked, grounds: Grounds): Told[] {
  switch (asked) {
    case 'given-to':
      return recipients(grounds);
    case 'vendor-leak':
      return leakAtVendors(grounds);
    case 'reported':
      return reported(grounds);
    case 'cause':
      return causes(grounds);
    case 'knew':
      return knew(grounds);
    case 'items':
      return items(grounds);
    case 'break-in':
      return breakIn(grounds);
    case 'on-page':
      return onPage(grounds);
    case 'plan':
      return plan(grounds);
    case 'held':
      return held(grounds);
    case 'stop': {
      const held = erasureUnderHold(grounds);
      return [
        {
          evidence: ['org'],
          text: {
            ja: 'ご希望があれば、お預かりしている情報の利用を直ちに停止いたします。',
            en: 'If you wish, we will stop using your data at once.',
          },
        },
        ...(held.length > 0
          ? held
          : [
              {
                evidence: ['org'],
                text: {
                  ja: '削除は、調査に必要な記録を分けて保存したうえで行います。',
                  en: 'Erasing follows once the records that the examination needs are set apart.',
                },
              },
            ]),
      ];
    }
    case 'seen-by':
      return seenBy(grounds);
    case 'others':
      return othersToo(grounds);
    case 'to-pay':
      return toPay(grounds);
    case 'to-police':
      return toPolice;
    case 'cost':
      return [
        {
          evidence: ['org'],
          text: {
            ja: 'ご負担の内容をお聞かせいただければ、担当部署で検討いたします。',
            en: 'Please tell us about any cost you had, and we will consider it.',
          },
        },
      ];
    case 'responsible':
      return [
        {
          evidence: ['org'],
          text: {
            ja: 'この件は{owner}が担当し、{agent}が窓口を務めております。',
            en: 'Our {owner} is in charge of this; your contact is {agent}.',
          },
          slots: { owner: grounds.owner, agent: grounds.agent },
        },
      ];
    case 'apology':
      return apologyAsked(grounds);
    case 'when':
    case 'purpose':
    case 'other':
      return [];
  }
}

/** Answers that leave something open end in a promise. */
const leavesOpen: ReadonlySet<Asked> = new Set(['given-to', 'cost', 'apology', 'purpose', 'when', 'other']);

/** Their answers would tell what we hold of somebody; of other questions that would be no reason. */
const touchesPeople: ReadonlySet<Asked> = new Set([
  ...(['given-to', 'vendor-leak', 'items', 'on-page', 'held', 'stop', 'seen-by', 'purpose'] as const),
]);

/** What needs no personal data is answered to anybody; an answer that would lean on a leak or a finding waits. */
function toldToAnybody(kind: Asked, grounds: Grounds): boolean {
  switch (kind) {
    case 'responsible':
    case 'plan':
    case 'cause':
    case 'apology':
    case 'to-police':
      return true;
    case 'to-pay':
      return isThreatened(grounds);
    case 'break-in':
      return !grounds.unresolved.some((fact) => fact.kind === 'attacker-trace');
    default:
      return false;
  }
}

/** Two questions with one answer get it once: said twice, it reads as if nobody had read them. */
function sameAnswer(n: number, section: string, question: string, answers: readonly Said[]): Said {
  return {
    id: `q${n}.same`,
    type: 'ANSWER',
    section,
    evidence: [...new Set(answers.flatMap(({ evidence }) => evidence))],
    slots: { question },
    text: {
      ja: 'この点へのお答えは、「{question}」とのお尋ねへのお答えと同じでございます。',
      en: 'Our answer to this is the one given to your question “{question}”.',
    },
  };
}

export function questions(grounds: Grounds): Said[] {
  const asked = questionsOf(grounds.case);
  const by = workingMoment(grounds.now, grounds.zone, { days: 14, hour: 17 });
  /** By what was answered: the question that it answered first. */
  const answered = new Map<string, string>();
  return asked.flatMap((question, index): Said[] => {
    const n = index + 1;
    const words = foreignWords(question, QUOTED);
    const section = `question-${n}.answer`;
    const heading: Said = {
      id: `q${n}.heard`,
      type: 'HEARD',
      section: `question-${n}.heard`,
      evidence: ['claim'],
      slots: { question: words },
      text: { ja: '「{question}」とのお尋ねについて', en: 'Your question: “{question}”' },
    };
    const kind = askedOf(question);
    // What is established about a leak is not told to somebody who may be anybody; that the cause is unknown may be.
    const tellsOfPeople = !toldToAnybody(kind, grounds);
    if (!grounds.verified && tellsOfPeople) {
      return [
        heading,
        {
          id: `q${n}.verify`,
          type: 'ANSWER',
          section,
          evidence: ['claim'],
          slots: {},
          text: touchesPeople.has(kind)
            ? {
                ja: '個人情報に関わるお尋ねのため、ご本人の確認ができましたらお答えいたします。',
                en: 'This touches personal data; we will answer it once the address is confirmed as yours.',
              }
            : {
                ja: 'このお尋ねには、ご本人の確認ができましたら、お答えできるところまでをお答えいたします。',
                en: 'We will answer this, as far as we can, once the address is confirmed as yours.',
              },
        },
      ];
    }
    const answers = [...whoSent(question, grounds), ...answersTo(kind, grounds)].map(
      (answer, at): Said => ({
        id: `q${n}.answer-${at + 1}`,
        type: 'ANSWER',
        section,
        evidence: answer.evidence,
        slots: answer.slots ?? {},
        text: answer.text,
      }),
    );
    const same = JSON.stringify(answers.map(({ text, slots }) => [text, slots]));
    const before = answered.get(same);
    if (answers.length > 0 && before !== undefined) return [heading, sameAnswer(n, section, before, answers)];
    if (words !== '') answered.set(same, foreignWords(question, 24));
    const open = leavesOpen.has(kind) || (kind === 'on-page' && pagesUnexamined(grounds));
    if (answers.length > 0 && !open) return [heading, ...answers];
    if (kind === 'given-to' && recipientsKnown(grounds)) return [heading, ...answers];
    if (kind === 'apology' && apologised(grounds)) return [heading, ...answers];
    const promise: Said = {
      id: `q${n}.promise`,
      type: 'PROMISE',
      section,
      evidence: ['claim'],
      // Whether a record is in a list of ours is looked up in a day, not in two weeks.
      slots: { by: kind === 'given-to' && answers.length > 0 ? nextWordBy(grounds) : by, owner: grounds.owner },
      text:
        answers.length > 0
          ? {
              ja: 'この点は、{owner}が{by:moment}までにお答えいたします。',
              en: 'Our {owner} will answer this point by {by:moment}.',
            }
          : {
              ja: 'これまでの調査ではお答えできません。{owner}が{by:moment}までに、お答えできるところまでをお知らせいたします。',
              en: 'We cannot answer this yet; our {owner} will tell you as much as can be told by {by:moment}.',
            },
    };
    return [heading, ...answers, promise];
  });
}
