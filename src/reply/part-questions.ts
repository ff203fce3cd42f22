// The complainant's own questions, one heading each, answered from the facts or with what is not known and until when.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { workingMoment } from './days.ts';
import { erasureUnderHold } from './erasure-words.ts';
import { foreignName, foreignWords } from './foreign-words.ts';
import { type Grounds, mainPeriod } from './grounds.ts';
import { mailOrigin } from './part-opening.ts';
import { listed, type Said } from './said.ts';

/** Characters of a question that are quoted: with the words around it a heading stays on one line. */
export const QUOTED = 40;
/** A letter of hostile length is no answer to anybody; the rest is promised in one sentence. */
const QUESTIONS_AT_MOST = 12;

type Asked = 'given-to' | 'cause' | 'held' | 'stop' | 'others' | 'cost' | 'purpose' | 'responsible' | 'when' | 'other';

/** First that matches. A wrong guess costs little: every answer ends in a fact or in a promise with a date. */
const kinds: readonly (readonly [Asked, RegExp])[] = [
  ['cost', /賠償|補償|慰謝料|損害|返金|compensat|refund|damages|pay (me|us|for)/i],
  [
    'given-to',
    /(誰|だれ|どこ|どちら|他社|第三者|業者).{0,12}(渡|提供|売|教え|共有)|(渡|提供|売|共有).{0,8}(先|相手|ました|した)|who.{0,20}(give|gave|given|share|shared|sell|sold|pass)|(give|gave|share|shared|sell|sold|passed?)\b.{0,30}\b(who|whom|anyone|anybody|third)/i,
  ],
  ['stop', /(削除|消し|消去|退会|停止|止め|抹消)|\b(delete|erase|remove|stop|unsubscribe)\b/i],
  [
    'held',
    /(何|どんな|どのような).{0,10}(情報|データ|個人情報)|(情報|データ).{0,10}(持って|保有|保管|登録)|what.{0,20}(data|information|hold|store)|do you (hold|have|store|keep)/i,
  ],
  ['others', /(他|ほか).{0,8}(人|方|お客|会員|被害)|何人|何名|何件|\b(others?|other (people|customers)|how many)\b/i],
  ['when', /いつ(まで|頃|ごろ|から)?|期限|\b(when|how long|by what date)\b/i],
  ['responsible', /責任者|担当者|責任|\b(responsible|in charge|accountable)\b/i],
  ['purpose', /目的|何に使|どう使|\b(purpose|used? for)\b/i],
  [
    'cause',
    /(漏|もれ|洩|流出|原因|なぜ|どうして|経路|どこから)|\b(leak|breach|why|how (did|could|was|were|come)|cause|hack)/i,
  ],
];

function askedOf(question: string): Asked {
  return kinds.find(([, words]) => words.test(question.slice(0, 500)))?.[0] ?? 'other';
}

type Answer = { readonly evidence: readonly string[]; readonly text: Both; readonly slots?: Said['slots'] };

function recipients(grounds: Grounds): Answer[] {
  const { facts, organisation } = grounds.case;
  const [copies] = factsOf(facts, 'list-copies');
  const known = organisation.vendors.slice(0, 3).flatMap(({ name }) => {
    const words = foreignName(name, 16);
    return words === undefined ? [] : [{ ja: words, en: words }];
  });
  const answers: Answer[] = [];
  if (known.length > 0) {
    answers.push({
      evidence: ['org', ...(copies ? [copies.id] : [])],
      text: {
        ja: '弊社の業務のため、{names}にお客様方の情報の取扱いを任せております。',
        en: 'For our work, these companies handle customers’ data for us: {names}.',
      },
      slots: { names: listed(known) },
    });
  } else if (copies && copies.vendors > 0) {
    answers.push({
      evidence: [copies.id],
      text: {
        ja: '記録にある名簿の受渡し先は{vendors}社です。',
        en: 'By our records, the number of companies that received the list is {vendors}.',
      },
      slots: { vendors: copies.vendors },
    });
  }
  const [admitted] = factsOf(facts, 'vendor-answer').filter(
    ({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord,
  );
  if (admitted && grounds.verified) {
    // Whoever is told of a leak elsewhere in the letter is not told here that it has yet to be found out.
    const words = foreignName(admitted.vendor, 16) ?? null;
    answers.push({
      evidence: [admitted.id],
      text: words
        ? {
            ja: 'お客様の情報は、{name}から漏れたとの知らせがあったものに含まれております。',
            en: 'Your record is among the data that {name} told us had leaked from it.',
          }
        : {
            ja: 'お客様の情報は、委託先から漏れたとの知らせがあったものに含まれております。',
            en: 'Your record is among the data that one of these companies told us had leaked from it.',
          },
      ...(words ? { slots: { name: { ja: words, en: words } } } : {}),
    });
    return answers;
  }
  answers.push({
    evidence: copies ? [copies.id] : ['outcome'],
    text: copies
      ? {
          ja: 'お客様の情報がその写しに含まれていたかどうかは、確かめたうえでお知らせいたします。',
          en: 'We will establish whether your record was in those copies and tell you.',
        }
      : {
          ja: 'どこへ渡したかの記録を確かめている途中で、まだお答えできません。',
          en: 'We are still going through our records of this and cannot answer yet.',
        },
  });
  return answers;
}

function causes(grounds: Grounds): Answer[] {
  switch (grounds.outcome) {
    case 'leak_confirmed':
      return [
        {
          evidence: ['outcome'],
          text: {
            ja: '分かったことは、「結論」と「これまでに分かったこと」に記したとおりです。',
            en: 'What we have established stands under “In short” and “What we have found so far”.',
          },
        },
        {
          evidence: ['outcome'],
          text: {
            ja: 'まだ分かっていない点は、「これから行うこと」に記した日までにお知らせいたします。',
            en: 'What is still open we will tell you by the day given under “What we have done and will do”.',
          },
        },
      ];
    case 'leak_likely':
      return [
        {
          evidence: ['outcome'],
          text: {
            ja: '「結論」に記したとおりに考えておりますが、原因は確定しておりません。',
            en: 'Our view stands under “In short”; the cause is not established.',
          },
        },
      ];
    default: {
      const looked = mainPeriod(grounds.case);
      return [
        ...(looked
          ? [
              {
                evidence: ['outcome', ...looked.checks],
                text: {
                  ja: '{from:day}から{to:day}までの記録などを調べましたが、原因は分かっておりません。',
                  en: 'We examined records from {from:day} to {to:day} and other points; we do not know the cause.',
                },
                slots: { from: looked.from, to: looked.to },
              },
            ]
          : [
              {
                evidence: ['outcome'],
                text: { ja: '原因は、まだ分かっておりません。', en: 'We do not know the cause yet.' },
              },
            ]),
        {
          evidence: ['outcome'],
          text: {
            ja: '弊社からの漏えいがあったとも、なかったとも、断定はできません。',
            en: 'We cannot say for certain that the address leaked from us, nor that it did not.',
          },
        },
      ];
    }
  }
}

/** "Why do you send me this?": who sent it is told in a section of its own, whatever the cause. */
const asksWhoSent = /(?:届|送)(?:く|き|い|っ|ら|る|り)|(?:\bsen[dt]|\bsending|\bget(?:ting)?|\breceiv\w{1,5})\b/i;

function whoSent(question: string, grounds: Grounds): Answer[] {
  if (grounds.case.mailOrigin !== 'not_ours' || !asksWhoSent.test(question.slice(0, 500))) return [];
  if (askedOf(question) !== 'cause') return [];
  return [
    {
      evidence: mailOrigin(grounds)[0]?.evidence ?? ['outcome'],
      text: {
        ja: 'メールそのものは、「届いたメールの送信元」に記したとおり、弊社の配信設備からのものではございませんでした。',
        en: 'The message itself did not come from our mailing systems; see “Who sent the message”.',
      },
    },
  ];
}

function held(grounds: Grounds): Answer[] {
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
          ja: '把握していない写しがあれば、この調べでは分かりません。',
          en: 'A copy that we do not know of would not show in this search.',
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

function answersTo(asked: Asked, grounds: Grounds): Answer[] {
  switch (asked) {
    case 'given-to':
      return recipients(grounds);
    case 'cause':
      return causes(grounds);
    case 'held':
      return held(grounds);
    case 'stop': {
      const held = erasureUnderHold(grounds);
      return [
        {
          evidence: ['org'],
          text: {
            ja: 'ご希望があれば、ご利用の停止は直ちに行います。',
            en: 'If you wish, we stop using your data at once.',
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
    case 'others': {
      const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
      if (fact?.recordedSince === undefined) return [];
      return [
        {
          evidence: [fact.id],
          text:
            fact.count === 0
              ? {
                  ja: '同様のお申し出は、記録している範囲では、ほかにいただいておりません。',
                  en: 'Within our records, we have received no other report of this kind.',
                }
              : {
                  ja: '同様のお申し出は、記録している範囲で、ほかに{count}件です。',
                  en: 'Within our records, the number of other such reports is {count}.',
                },
          slots: { count: fact.count },
        },
        {
          evidence: [fact.id],
          text: {
            ja: 'お申し出がないことは、影響がないことを意味いたしません。',
            en: 'That somebody did not report it does not show that they were not concerned.',
          },
        },
      ];
    }
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
    case 'when':
    case 'purpose':
    case 'other':
      return [];
  }
}

/** Answers that leave something open end in a promise. */
const leavesOpen: ReadonlySet<Asked> = new Set(['given-to', 'cost', 'purpose', 'when', 'other']);

export function questions(grounds: Grounds): Said[] {
  const asked = grounds.case.claim.questions.slice(0, QUESTIONS_AT_MOST);
  const by = workingMoment(grounds.now, grounds.zone, { days: 14, hour: 17 });
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
    const tellsOfPeople = kind === 'cause' ? grounds.outcome.startsWith('leak_') : kind !== 'responsible';
    if (!grounds.verified && tellsOfPeople) {
      return [
        heading,
        {
          id: `q${n}.verify`,
          type: 'ANSWER',
          section,
          evidence: ['claim'],
          slots: {},
          text: {
            ja: 'アドレスのご本人であることを確認できましたら、お答えいたします。',
            en: 'We will answer this once we have confirmed that the address is yours.',
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
    if (answers.length > 0 && !leavesOpen.has(kind)) return [heading, ...answers];
    const promise: Said = {
      id: `q${n}.promise`,
      type: 'PROMISE',
      section,
      evidence: ['claim'],
      slots: { by, owner: grounds.owner },
      text:
        answers.length > 0
          ? {
              ja: 'この点は、{owner}が{by:moment}までにお答えいたします。',
              en: 'Our {owner} will answer this point by {by:moment}.',
            }
          : {
              ja: 'これまでの調べではお答えできず、{owner}が{by:moment}までにお答えいたします。',
              en: 'We cannot answer this from what we have; our {owner} will answer by {by:moment}.',
            },
    };
    return [heading, ...answers, promise];
  });
}
