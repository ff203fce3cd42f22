// Requests, answered as made: whoever has asked for something is not told what would follow if they wished it.
import type { SentenceType } from '../../vocabulary/case-file.ts';
import { contactedBy } from '../../vocabulary/contact.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { checked } from '../examined/part-checked.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import type { Grounds } from '../grounds.ts';
import { headingKey, headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { ways } from '../part-ways.ts';
import { nextWordBy } from '../promised.ts';
import { toFill } from '../said.ts';
import { notHeld } from './answer-held.ts';
import { independentByPeople } from './answer-organisation.ts';
import { mailingShown, wantsErasure } from './asked.ts';
import { erased, stopIfWished, wishOf } from './stop-request.ts';

/** `id`: of a sentence that stands elsewhere where nobody asked for it. */
export type Answer = Told & { readonly type?: SentenceType; readonly id?: string };

const heading = (key: string) => headings[key] ?? { ja: '', en: '' };

/** The request to stop, or to erase: taken as made. */
export function stopAsked(question: string, grounds: Grounds): Answer[] {
  const nothing = grounds.verified ? notHeld(grounds) : [];
  if (nothing.length > 0) return [...nothing];
  const wish = wishOf(question);
  const stops = stopIfWished(grounds, wish).map(
    ({ id, type, evidence, slots, text }): Answer => ({ id, type, evidence, slots, text }),
  );
  const erases = wantsErasure(question) ? erased(grounds) : [];
  // What was asked for comes first.
  return wish === 'erase' ? [...erases, ...stops] : [...stops, ...erases];
}

/** A step on record as taken. */
function stepTaken({ case: input }: Grounds, what: RegExp) {
  return (input.handling?.measures ?? []).find(
    (one) => one.doneAt !== null && what.test(`${one.what.ja} ${one.what.en}`),
  );
}

/** "I want it taken back": whoever had it from us is asked to give it up; nobody can promise that they do. */
export function takenBack(grounds: Grounds): Answer[] {
  const given = grounds.verified
    ? factsOf(grounds.case.facts, 'vendor-held').filter(({ thisRecord }) => thisRecord === 'yes')
    : [];
  const text: Both =
    given.length > 0
      ? {
          ja: '{owner}が{by:moment}までに、お客様の情報を渡した会社に使用の中止と消去を求めます。',
          en: 'Our {owner} will ask the companies that we gave your data to to stop using and to erase them, by {by:moment}.',
        }
      : {
          ja: '情報を社外に渡していた場合は、{owner}が{by:moment}までに、渡した先の会社に使用の中止と消去を求めます。',
          en: 'If we passed the data on, our {owner} will ask whoever has them to stop using and to erase them, by {by:moment}.',
        };
  return [
    {
      id: 'stop.passed-on',
      type: 'PROMISE',
      evidence: ['org', ...given.map(({ id }) => id)],
      slots: { owner: grounds.owner, by: nextWordBy(grounds) },
      text,
    },
    {
      type: 'LIMIT',
      evidence: ['claim'],
      text: {
        ja: '実際に消されたかどうかは、弊社からは分からないことがございます。',
        en: 'We may not be able to see whether they do so.',
      },
    },
  ];
}

/** "Can it be taken back?": of a mailing that went to many, what was asked of those who got it. */
export function askedOfRecipients(grounds: Grounds): Answer[] {
  const mailing = grounds.verified ? mailingShown(grounds.case) : ownMailingTold(grounds)[0];
  const asked = mailing && stepTaken(grounds, /削除|消去|破棄|\b(?:delet|eras|destroy)/i);
  return asked
    ? [
        {
          evidence: [`measure:${asked.id}`],
          slots: { heading: heading('done') },
          text: {
            ja: '宛先になった方々に削除をお願いしたことは、「{heading}」に記しました。',
            en: 'That we asked the recipients to delete the message is set out under “{heading}”.',
          },
        },
        {
          evidence: [`measure:${asked.id}`],
          text: {
            ja: 'お手元で実際に消されたかどうかは、弊社からは分かりません。',
            en: 'Whether they did so, we cannot see.',
          },
        },
      ]
    : [
        {
          evidence: ['claim'],
          slots: {
            what: toFill({
              ja: '宛先になった方々に削除をお願いした日、まだであればその予定',
              en: 'when the recipients were asked to delete the message, or when they will be',
            }),
          },
          text: {
            ja: '宛先になった方々への削除のお願いについては、次のとおりです：{what}。',
            en: 'As to asking the recipients to delete the message: {what}.',
          },
        },
      ];
}

/** "Can you erase it?": a question, whose yes is no erasure yet. */
export function canItBeErased(grounds: Grounds): Answer[] {
  const recipients = grounds.verified && mailingShown(grounds.case) ? askedOfRecipients(grounds) : [];
  const [register] = factsOf(grounds.case.facts, 'in-register');
  if (!grounds.verified) {
    return [
      {
        evidence: ['org'],
        text: {
          ja: 'お預かりしているものがあれば、ご本人の確認ができましたら、ご希望により削除いたします。',
          en: 'If we hold anything, we will erase it if you wish, once the address is confirmed as yours.',
        },
      },
    ];
  }
  if (register && !register.found) return recipients;
  return [
    {
      evidence: ['org'],
      slots: { heading: heading('held') },
      text: {
        ja: 'お預かりしている情報の利用の停止と削除については、「{heading}」に記しました。',
        en: 'How we stop using your data, and erase them, is set out under “{heading}”.',
      },
    },
    ...recipients,
  ];
}

/** "What did you look at, and what not?": a letter says so under headings of its own, wherever anything was examined. */
export function whatWasExamined(grounds: Grounds): Answer[] {
  const [first] = checked(grounds);
  if (!first) return [];
  return [
    {
      evidence: first.evidence.length > 0 ? first.evidence : ['outcome'],
      slots: { done: heading('checked'), open: heading('limits') },
      text: {
        ja: '調べたことは「{done}」に、調べられなかったことは「{open}」に記しました。',
        en: 'What we examined is set out under “{done}”, and what we could not under “{open}”.',
      },
    },
  ];
}

/** "What did you find?": what stands under a heading of its own, and what came of the examinations. */
export function whatWasFound(grounds: Grounds): Answer[] {
  const own = grounds.unresolved.length > 0 ? whereFindingsStand(grounds.stage, grounds.verified) : undefined;
  const found: Answer[] =
    own === undefined
      ? []
      : [
          {
            // Which facts they are may tell what is held of somebody: named to whoever is verified.
            evidence: grounds.verified ? grounds.unresolved.map(({ id }) => id) : ['outcome'],
            slots: { found: own },
            text: {
              ja: '分かったことは「{found}」に記しました。',
              en: 'What we found is set out under “{found}”.',
            },
          },
        ];
  return [...found, ...whatWasExamined(grounds)];
}

/** "I want an answer in writing": this is one. What it rests on is named where there is any. */
export const inWriting = (grounds: Grounds): Answer[] => [
  {
    evidence: ['outcome'],
    text: { ja: 'この書面が、そのお答えでございます。', en: 'This letter is our answer in writing.' },
  },
  ...whatWasExamined(grounds),
];

const apologised = ({ verified, outcome }: Grounds) => verified && outcome === 'leak_confirmed';

/** "We want an apology": for the worry it is made to anybody; for more only where a leak is established. */
export function apologyAsked(grounds: Grounds, by: string): Answer[] {
  if (apologised(grounds)) {
    return [
      {
        evidence: ['outcome'],
        text: {
          ja: '弊社からのお詫びは、この書面の初めに申し上げたとおりでございます。',
          en: 'Our apology stands at the beginning of this letter.',
        },
      },
    ];
  }
  return [
    {
      evidence: ['claim'],
      text: {
        ja:
          contactedBy(grounds.case) === undefined
            ? 'ご不快とご心配をおかけしておりますことを、改めてお詫び申し上げます。'
            : 'ご心配をおかけしておりますことを、改めてお詫び申し上げます。',
        en: 'We apologise once more for the worry this is causing you.',
      },
    },
    {
      type: 'PROMISE',
      evidence: ['claim'],
      slots: { owner: grounds.owner, by },
      text: {
        ja: '調査の結果を踏まえた弊社の考えは、{owner}が{by:moment}までに改めて申し上げます。',
        en: 'When the results are in, our {owner} will answer this request again, by {by:moment}.',
      },
    },
  ];
}

const independent =
  /第三者|外部の|専門家|独立|監査|\b(?:independent|outside|external|third[ -]party|experts?|auditors?|audited)\b/i;

/** "Prove it", "how can you be sure?": nothing that was examined proves it; what was, and what was not, is there to be read. */
export function ourWord(question: string, grounds: Grounds): Answer[] {
  if (independent.test(question.slice(0, 500))) return [independentByPeople];
  const noProof: Answer = {
    evidence: ['outcome'],
    text: {
      ja: '調査には限りがあり、弊社からの漏えいの有無を、これだけで証明することはできません。',
      en: 'An examination has limits: by itself it cannot prove whether data left us.',
    },
  };
  return [...(grounds.outcome === 'leak_confirmed' ? [] : [noProof]), ...whatWasExamined(grounds)];
}

/** "Could they have guessed it, or is it my computer?": what a letter says of other ways it says in a part of its own. */
export function otherWays(grounds: Grounds): Answer[] {
  const [first] = ways(grounds);
  if (!first) return [];
  const key = contactedBy(grounds.case) === undefined ? headingKey(first.section) : 'reached';
  return [
    {
      evidence: ['outcome'],
      slots: { heading: heading(key) },
      text: {
        ja: 'どのような経路があり得るかは、「{heading}」に記しました。',
        en: 'What can be said of other ways is set out under “{heading}”.',
      },
    },
  ];
}
