// The complainant's own questions, one heading each, answered from the facts or with what is not known and until when.
import { showsReading } from '../vocabulary/data-read.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type Asked, askedOf, questionsOf } from './asked.ts';
import { isDate, isDayOver, workingMoment } from './days.ts';
import { erasureUnderHold } from './erasure-words.ts';
import { foreignWords } from './foreign-words.ts';
import { shortName } from './found-names.ts';
import { type Grounds, openFindings } from './grounds.ts';
import { headingKey, headings, whereFindingsStand } from './headings.ts';
import { similarReports } from './part-checked.ts';
import { measures } from './part-closing.ts';
import { breakIn, onPage, pagesUnexamined } from './part-examined.ts';
import { ownMailingTold } from './part-findings.ts';
import { listsGiven, type Told } from './part-lists.ts';
import { mailOrigin } from './part-origin.ts';
import { nextWordBy } from './promised.ts';
import { listed, type Said, toFill } from './said.ts';
import { vendorNamed, vendorWords } from './vendor-names.ts';

/** Characters of a question that are quoted: with the words around it a heading stays on one line. */
export const QUOTED = 40;
/** Companies named in one answer; of the rest the number is told. */
const NAMED_AT_MOST = 9;
type Answer = Told;

/** A vendor that admits it: whoever is told of a leak elsewhere in the letter is not told here that it has yet to be found out. */
function admittedBy(grounds: Grounds): Answer[] {
  const [admitted] = factsOf(grounds.case.facts, 'vendor-answer').filter(
    ({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord === 'yes',
  );
  if (!admitted) return [];
  const words = vendorNamed(grounds.case, admitted.vendor, 28);
  return [
    {
      evidence: [admitted.id],
      text: words
        ? {
            ja: 'お客様の情報は、{name}から漏れたとの知らせがあった情報に含まれております。',
            en: 'Your record is among the data that {name} told us had leaked from it.',
          }
        : {
            ja: 'お客様の情報は、委託先から漏れたとの知らせがあった情報に含まれております。',
            en: 'Your record is among the data that one of these companies told us had leaked from it.',
          },
      ...(words ? { slots: { name: words } } : {}),
    },
  ];
}

function recipients(grounds: Grounds): Answer[] {
  const { facts, organisation } = grounds.case;
  const [copies] = factsOf(facts, 'list-copies');
  const admitted = [...admittedBy(grounds), ...announcedBy(grounds)];
  const given = listsGiven(grounds);
  if (given) return [...given, ...admitted];
  const known = organisation.vendors.flatMap(({ name }) => vendorNamed(grounds.case, name, 16) ?? []);
  const answers: Answer[] = [];
  if (known.length > 0) {
    const evidence = ['org', ...(copies ? [copies.id] : [])];
    for (let at = 0; at < Math.min(known.length, NAMED_AT_MOST); at += 3) {
      answers.push({
        evidence,
        text:
          at === 0
            ? {
                ja: '弊社の業務のため、{names}にお客様の情報の取扱いを委託しております。',
                en: 'For our work we pass customers’ data on to {names}.',
              }
            : { ja: '{names}にも委託しております。', en: 'We pass them on to {names} as well.' },
        slots: { names: listed(known.slice(at, at + 3)) },
      });
    }
    const rest = known.length - NAMED_AT_MOST;
    if (rest > 0) {
      answers.push({
        evidence,
        slots: { rest },
        text: {
          ja: 'このほかの委託先は{rest}社です。',
          en: 'The number of further companies that work for us is {rest}.',
        },
      });
    }
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
  if (admitted.length > 0) return [...answers, ...admitted];
  answers.push({
    evidence: copies ? [copies.id] : ['outcome'],
    text: copies
      ? {
          ja: 'お渡しした名簿にお客様の情報が含まれていたかは、まだ確かめられておりません。',
          en: 'Whether your record was in what we passed on is not established yet.',
        }
      : {
          ja: 'どこへ渡したかの記録を確かめている途中で、まだお答えできません。',
          en: 'We are still going through our records of this and cannot answer yet.',
        },
  });
  return answers;
}

/** Every list that was given away is known, whether this record was in it, and whether a leak there concerns it. */
function recipientsKnown(grounds: Grounds): boolean {
  const held = factsOf(grounds.case.facts, 'vendor-held');
  return (
    listsGiven(grounds) !== undefined &&
    held.length > 0 &&
    held.every(({ thisRecord }) => thisRecord !== 'unknown') &&
    announcedBy(grounds).length === 0
  );
}

/** A vendor that told us of a leak, where it is not established that this record was in it. */
function announcedBy(grounds: Grounds): Answer[] {
  return factsOf(grounds.case.facts, 'vendor-answer')
    .filter(({ answer, coversThisRecord }) => answer === 'announced' && coversThisRecord !== 'yes')
    .slice(0, 2)
    .map(({ id, vendor, coversThisRecord }) => ({
      evidence: [id],
      slots: { name: vendorWords(grounds.case, vendor, 20) },
      text:
        coversThisRecord === 'no'
          ? {
              ja: '{name}の知らせでは、漏れたのはほかの情報とのことですが、弊社で確かめたものではございません。',
              en: '{name} told us that other data leaked from it, not your record; we have not confirmed this.',
            }
          : {
              ja: '{name}からは情報が漏れたとの知らせがありましたが、お客様の情報が含まれるかは、まだ知らされておりません。',
              en: '{name} told us that data leaked from it, but has not told us whether your record was among them.',
            },
    }));
}

/** "Did it leak from them?": what they told us, and that a leak nobody noticed would not show in it. */
function leakAtVendors(grounds: Grounds): Answer[] {
  const known = [...admittedBy(grounds), ...announcedBy(grounds)];
  const answers = factsOf(grounds.case.facts, 'vendor-answer').filter(({ answer }) => answer !== 'announced');
  const evidence = answers.length > 0 ? answers.map(({ id }) => id) : ['outcome'];
  if (answers.length === 0 && known.length === 0) return causes(grounds);
  const word: Answer[] =
    answers.length > 0
      ? [
          {
            evidence,
            slots: { heading: headings['checked'] ?? { ja: '', en: '' } },
            text: {
              ja: `${known.length > 0 ? 'ほかの' : ''}委託先の回答は、「{heading}」に記しました。`,
              en: `What ${known.length > 0 ? 'the other' : 'the'} companies that work for us told us is set out under “{heading}”.`,
            },
          },
        ]
      : [];
  return [
    ...known,
    ...word,
    {
      evidence: ['outcome'],
      text: {
        ja: '委託先から漏れたものが届いた迷惑メールの原因かどうかは、まだ分かっておりません。',
        en: 'Whether a leak at such a company caused the spam is not known yet.',
      },
    },
  ];
}

/** "Have the police been told?": from the record of what was done, else for a person to fill in. Only the sender knows. */
function reported(grounds: Grounds): Answer[] {
  const reports = grounds.case.handling?.reports ?? [];
  const told = reports.slice(0, 3).flatMap(({ authority, at, by }): Answer[] => {
    const name = { ja: foreignWords(authority.ja, 30), en: foreignWords(authority.en, 60) };
    if (at !== undefined && at !== null && isDate(at)) {
      return [
        {
          evidence: ['handling'],
          slots: { name, at },
          text: { ja: '{name}には、{at:day}に報告いたしました。', en: 'We reported to {name} on {at:day}.' },
        },
      ];
    }
    return by !== undefined && by !== null && isDate(by) && !isDayOver(by, grounds.now, grounds.zone)
      ? [
          {
            evidence: ['handling'],
            slots: { name, by },
            text: { ja: '{name}には、{by:day}までに報告いたします。', en: 'We will report to {name} by {by:day}.' },
          },
        ]
      : [];
  });
  if (told.length > 0) return told;
  return [
    {
      evidence: ['claim'],
      slots: { what: toFill({ ja: '届出・報告の有無とその日', en: 'whether this was reported, to whom and when' }) },
      text: { ja: '届出や報告については、次のとおりです：{what}', en: 'As to reports to authorities: {what}.' },
    },
  ];
}

/** The heading under which the open points are promised, as the letter prints it. */
function whereDatesStand(): Both {
  return headings['measures'] ?? { ja: '', en: '' };
}

/** Of a leak that is established: what was seen, what fits it, and that the one does not prove the other. */
function causesOfLeak(grounds: Grounds): Answer[] {
  const open = openFindings(grounds.case);
  const [read] = factsOf(open, 'attacker-trace').filter(showsReading);
  const told = open.filter(({ kind }) => kind === 'form-values-in-spam' || kind === 'real-name-in-spam');
  const [first] = told;
  const seen: Answer[] =
    read && first
      ? [
          {
            evidence: [read.id, ...told.map(({ id }) => id)],
            text: {
              ja: 'お預かりした情報が外部から読み取られた跡があり、届いたメールには、ご記入と一致する内容が書かれております。',
              en: 'There are traces of somebody outside having read data we hold, and the message contains details that match what you entered.',
            },
          },
          {
            evidence: ['outcome'],
            text: {
              ja: 'この漏えいによるものである可能性がございますが、まだ確認できておりません。',
              en: 'It may have come from there; we have not been able to confirm this yet.',
            },
          },
        ]
      : [
          {
            evidence: open.slice(0, 2).map(({ id }) => id),
            slots: { names: listed(open.slice(0, 2).map(shortName)) },
            text: {
              ja: '弊社の側で{names}を確認しておりますが、迷惑メールの原因とまでは確認できておりません。',
              en: 'We have found {names}; we do not know whether this caused the spam.',
            },
          },
        ];
  return [
    {
      evidence: ['outcome'],
      slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
      text: {
        ja: '弊社が確認できたことは、「{heading}」に記したとおりです。',
        en: 'What we have established is set out under “{heading}”.',
      },
    },
    ...seen,
    {
      evidence: ['outcome'],
      slots: { heading: whereDatesStand() },
      text: {
        ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
        en: 'We will tell you what we find by the day given under “{heading}”.',
      },
    },
  ];
}

/** To whoever is not verified, the same whatever the outcome: an answer that waits in some cases only would tell which. */
function causesInGeneral(grounds: Grounds): Answer[] {
  const [mailing] = ownMailingTold(grounds);
  return [
    mailing
      ? {
          evidence: [mailing.foundBy ?? 'outcome'],
          slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
          text: {
            ja: '「{heading}」に記した弊社のメールが迷惑メールの原因かどうかは、まだ確認できておりません。',
            en: 'Whether the message of ours described under “{heading}” caused the spam is not established yet.',
          },
        }
      : {
          evidence: ['outcome'],
          text: {
            ja: '迷惑メールの原因は、まだ確認できておりません。',
            en: 'The cause of the spam is not established yet.',
          },
        },
    concerningYou,
  ];
}

const concerningYou: Answer = {
  evidence: ['claim'],
  text: {
    ja: 'お客様ご自身に関わる点は、ご本人の確認ができましたらお知らせいたします。',
    en: 'We will tell you what concerns you personally once the address is confirmed as yours.',
  },
};

function causes(grounds: Grounds): Answer[] {
  if (!grounds.verified) return causesInGeneral(grounds);
  switch (grounds.outcome) {
    case 'leak_confirmed':
      return causesOfLeak(grounds);
    case 'leak_likely':
      return [
        {
          evidence: ['outcome'],
          slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
          text: {
            ja: '「{heading}」に記したとおりに考えておりますが、原因は確定しておりません。',
            en: 'Our view is set out under “{heading}”; the cause is not established.',
          },
        },
      ];
    default:
      return [
        {
          evidence: ['outcome'],
          text: {
            ja: '原因はまだ分かっておらず、弊社からの漏えいであるともないとも申し上げられません。',
            en: 'We do not know the cause yet and cannot say whether or not data leaked from us.',
          },
        },
      ];
  }
}

/** "Was my child's name taken too?": from what a person established, else that it is not known, and by when more is told. */
function items(grounds: Grounds): Answer[] {
  const leak = grounds.outcome === 'leak_confirmed' || grounds.outcome === 'leak_likely';
  if (leak && grounds.case.handling?.incident?.items) {
    return [
      {
        evidence: ['handling'],
        slots: { heading: headings['incident'] ?? { ja: '', en: '' } },
        text: {
          ja: '対象の項目は、「{heading}」に記しました。',
          en: 'Which data are concerned is set out under “{heading}”.',
        },
      },
    ];
  }
  return [
    {
      evidence: ['outcome'],
      text: leak
        ? {
            ja: 'どの項目が対象となったかは、まだ確かめられておりません。',
            en: 'Which data are concerned is not established yet.',
          }
        : {
            ja: '情報が外部に渡ったかどうか、渡ったとすればどの項目かは、まだ分かっておりません。',
            en: 'We do not know yet whether any data reached outsiders and, if so, which.',
          },
    },
    {
      evidence: ['outcome'],
      slots: { heading: whereDatesStand() },
      text: {
        ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
        en: 'We will tell you what we find by the day given under “{heading}”.',
      },
    },
  ];
}

/** Recorded steps that an answer names; the rest stand with their dates. */
const PLANS_NAMED = 2;

/** "What will you do?": needs nothing about a person. What is promised, and by when, stands where the promises stand. */
function plan(grounds: Grounds): Answer[] {
  const promised = measures(grounds).filter(({ type }) => type === 'PROMISE');
  const keys = new Set(promised.map(({ section }) => headingKey(section)));
  const heading = headings[[...keys][0] ?? 'next'] ?? { ja: '', en: '' };
  const named = promised.filter(({ id }) => id.startsWith('measure.')).slice(0, PLANS_NAMED);
  return [
    ...named.map(({ evidence, slots }): Answer => {
      const { what = '' } = slots;
      return { evidence, slots: { what }, text: { ja: '{what}を行います。', en: 'What we have planned: {what}.' } };
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

/** "Why do you send me this?": who sent it is told in a section of its own, whatever the cause. */
const asksWhoSent = /(?:届|送)(?:く|き|い|っ|ら|る|り)|(?:\bsen[dt]|\bsending|\bget(?:ting)?|\breceiv\w{1,5})\b/i;

function whoSent(question: string, grounds: Grounds): Answer[] {
  if (grounds.case.mailOrigin !== 'not_ours' || !asksWhoSent.test(question.slice(0, 500))) return [];
  if (askedOf(question) !== 'cause') return [];
  const evidence = mailOrigin(grounds)[0]?.evidence ?? ['outcome'];
  const [fact] = factsOf(grounds.case.facts, 'mail-origin');
  return [
    {
      evidence,
      slots: { heading: headings['origin'] ?? { ja: '', en: '' } },
      text: {
        ja: '「{heading}」に記したとおり、配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。',
        en: 'As described under “{heading}”, the delivery record shows a sending system that is not among those known to be ours.',
      },
    },
    ...(fact?.carriesOurName
      ? [
          {
            evidence,
            text: {
              ja: '差出人の表示は誰でも自由に書けるため、弊社の名前で届いても、弊社が送ったものとは限りません。',
              en: 'Anybody can write any sender, so a message under our name need not have been sent by us.',
            },
          },
        ]
      : []),
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
function apologyAsked(grounds: Grounds): Answer[] {
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

function answersTo(asked: Asked, grounds: Grounds): Answer[] {
  switch (asked) {
    case 'given-to':
      return recipients(grounds);
    case 'vendor-leak':
      return leakAtVendors(grounds);
    case 'reported':
      return reported(grounds);
    case 'cause':
      return causes(grounds);
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
            ja: 'ご希望があれば、ご利用を直ちに停止いたします。',
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
    case 'others': {
      const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
      return fact ? [...similarReports(fact, grounds.now)] : [];
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

/** What needs no personal data is answered to anybody; an answer that would lean on a leak or a finding waits. */
function toldToAnybody(kind: Asked, grounds: Grounds): boolean {
  switch (kind) {
    case 'responsible':
    case 'plan':
    case 'cause':
    case 'apology':
      return true;
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
          text: {
            ja: '個人情報に関わるお尋ねのため、ご本人の確認ができましたらお答えいたします。',
            en: 'This touches personal data; we will answer it once the address is confirmed as yours.',
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
