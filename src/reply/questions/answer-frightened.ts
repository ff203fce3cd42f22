// Answers that cannot wait and lean on nothing that we hold: to somebody who is threatened, and to somebody whose address
// a mailing of ours showed to others.
import { factsOf } from '../../vocabulary/fact.ts';
import { enteredAlready, openedAlready, paidAlready, tellsOfPayment, tellUs } from '../advice.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { vendorWords } from '../vendor-names.ts';
import { adviceByPeople } from './answer-organisation.ts';
import { crossedTold } from './answer-own-mail.ts';
import { mailingShown } from './asked.ts';
import { similarReports } from './similar-reports.ts';

/** "Were others hit?": who else told us of it, whose records a leak or a trace concerns, and what neither shows. */
export function othersToo(grounds: Grounds): Told[] {
  const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
  const reports: readonly Told[] = fact ? similarReports(fact, grounds.now) : [];
  const beyond = [...crossedTold(grounds), ...listsOfOthers(grounds), ...tracesOfOthers(grounds)];
  if (beyond.length > 0) return [...reports, ...beyond];
  return reports.length > 0 ? [...reports] : [othersUnknown];
}

const othersUnknown: Told = {
  evidence: ['outcome'],
  text: {
    ja: 'ほかの方にも影響があったかどうかは、まだ分かっておりません。',
    en: 'Whether others are affected is not known yet.',
  },
};

/** A company that lost data had a list of ours: how long it is, and that nobody has told us whose data were lost. */
function listsOfOthers(grounds: Grounds): Told[] {
  if (!grounds.verified) return [];
  const { facts } = grounds.case;
  const lost = factsOf(facts, 'vendor-answer').filter(({ answer }) => answer === 'announced');
  return lost.slice(0, 2).flatMap(({ id, vendor }): Told[] => {
    const list = factsOf(facts, 'vendor-held').find((held) => held.vendor === vendor && held.rows !== undefined);
    if (list?.rows === undefined) return [];
    return [
      {
        evidence: [id, list.id],
        slots: { name: vendorWords(grounds.case, vendor, 20), rows: list.rows },
        text: {
          ja: '{name}に渡した名簿は{rows}件で、そのうちどの方の情報が漏れたのかは、まだ知らされておりません。',
          en: 'Our list at {name} has {rows} entries; we have not been told whose data leaked.',
        },
      },
    ];
  });
}

function tracesOfOthers(grounds: Grounds): Told[] {
  const traces = factsOf(openFindings(grounds.case), 'attacker-trace');
  // Whoever is not verified is told of a mailing of ours in their place.
  if (traces.length === 0 || (!grounds.verified && ownMailingTold(grounds).length > 0)) return [];
  return [
    {
      evidence: traces.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記した操作がどなたの情報に及んだのか、何名に及んだのかは、まだ分かっておりません。',
        en: 'Whose data, and how many people, what is described under “{heading}” concerns is not known yet.',
      },
    },
  ];
}

/**
 * "How many saw it?": to how many it went is in the mail itself, how many read it is in nothing. Nobody who sent us a copy is
 * told less than stands in it; whether they were among the recipients waits until it is known who asks.
 */
export function seenBy(grounds: Grounds): Told[] | undefined {
  const mailing = grounds.verified ? mailingShown(grounds.case) : ownMailingTold(grounds)[0];
  if (!mailing) return grounds.verified ? othersToo(grounds) : undefined;
  const evidence = [grounds.verified ? mailing.id : (mailing.foundBy ?? 'outcome')];
  return [
    {
      evidence,
      slots: { recipients: mailing.recipients },
      text: grounds.verified
        ? {
            ja: 'そのメールの宛先は、お客様を含めて{recipients}件です。',
            en: 'That message went to {recipients} recipients, yourself included.',
          }
        : {
            ja: 'お送りいただいた写しでは、そのメールの宛先は{recipients}件です。',
            en: 'By the copy you sent us, that message went to {recipients} recipients.',
          },
    },
    {
      evidence,
      text: {
        ja: 'そのうち何人がご覧になったか、その先へ伝わったかは、この記録からは分かりません。',
        en: 'How many of them read it, or passed it on, it does not show.',
      },
    },
  ];
}

const threats = ({ case: input }: Grounds) => factsOf(input.facts, 'extortion-mail').map(({ id }) => id);
/** Whether a message that was handed in demands money under a threat. */
export const isThreatened = (grounds: Grounds): boolean => threats(grounds).length > 0;

/** Whoever is frightened into asking whether to pay is answered at once. Of a bill that is none of a threat, nothing is said. */
export function toPay(grounds: Grounds): Told[] {
  const evidence = threats(grounds);
  if (evidence.length === 0) return [];
  return [
    {
      evidence,
      text: {
        ja: '支払いを求めるメールには、お支払いもご返信もなさらないようお願いいたします。',
        en: 'Please neither pay nor answer a message that demands money.',
      },
    },
  ];
}

export const toPolice: Told[] = [
  {
    evidence: ['claim'],
    text: {
      ja: '警察へのご相談は、弊社の調査を待たずに、いつでもなさっていただけます。',
      en: 'You can turn to the police at any time; you need not wait for us.',
    },
  },
  {
    evidence: ['claim'],
    text: {
      ja: 'その際は、届いたものを消さずにお持ちください。',
      en: 'Please keep what you received and take it with you.',
    },
  },
];

/** Whoever gets spam, or believed it, is not to blame, whatever comes to light. */
export const notTheirFault: Told[] = [
  {
    evidence: ['claim'],
    text: {
      ja: 'いいえ。迷惑メールが届くことも、届いたメールを開いてしまうことも、お客様の落ち度ではございません。',
      en: 'No. It is no fault of yours that such messages reach you, nor would it be one to have opened them.',
    },
  },
];

/** "What can I do?", not "must I move house?": to the second only somebody who knows the case can answer yes or no. */
const askedOpenly = /何|なに|どう|どん|対策|手続|\b(?:what|how|anything|steps|precautions|advice|advise)\b/i;

/** What helps now, whatever the cause turns out to be; where a letter has a part of its own for that, it stands there. */
export function whatToDo(question: string, grounds: Grounds): readonly Told[] {
  if (!askedOpenly.test(question.slice(0, 500))) return [adviceByPeople];
  const isLeak = grounds.outcome === 'leak_confirmed' || grounds.outcome === 'leak_likely';
  if (isLeak && grounds.verified)
    return [
      {
        evidence: ['outcome'],
        slots: { heading: headings['advice'] ?? { ja: '', en: '' } },
        text: {
          ja: 'お願いしたいことは、「{heading}」に記しました。',
          en: 'What we ask you to do is set out under “{heading}”.',
        },
      },
    ];
  const first = tellsOfPayment(grounds.case.claim.text) ? [paidAlready] : [];
  return [...first, enteredAlready, tellUs].map((text) => ({ evidence: ['claim'], text }));
}

const opened =
  /添付|ファイル|アプリ|ダウンロード|インストール|\b(?:attach\w*|files?|download\w*|app|install\w*|program)\b/i;
const paidFor = /払|振り?込|送金|入金|\b(?:paid|pay|transferred|wired|sent (?:them )?(?:the )?money)\b/i;

/** Something was clicked, entered, opened or paid: what still helps, without waiting for anything that we find. */
export function doneAlready(question: string): Told[] {
  const asked = question.slice(0, 500);
  const first = paidFor.test(asked) ? [paidAlready] : [];
  const last = opened.test(asked) ? [openedAlready] : [];
  return [...first, enteredAlready, ...last].map((text) => ({ evidence: ['claim'], text }));
}
