// Answers that cannot wait and lean on nothing that we hold: to somebody who is threatened, and to somebody whose address
// a mailing of ours showed to others.
import { factsOf } from '../vocabulary/fact.ts';
import { mailingShown } from './asked.ts';
import type { Grounds } from './grounds.ts';
import type { Told } from './part-lists.ts';
import { similarReports } from './similar-reports.ts';

export function othersToo(grounds: Grounds): Told[] {
  const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
  return fact ? [...similarReports(fact, grounds.now)] : [];
}

/** "How many saw it?": to how many it went is in the mail itself, how many read it is in nothing. */
export function seenBy(grounds: Grounds): Told[] {
  const mailing = mailingShown(grounds.case);
  if (!mailing) return othersToo(grounds);
  return [
    {
      evidence: [mailing.id],
      slots: { recipients: mailing.recipients },
      text: {
        ja: 'そのメールの宛先は、お客様を含めて{recipients}件です。',
        en: 'That message went to {recipients} recipients, yourself included.',
      },
    },
    {
      evidence: [mailing.id],
      text: {
        ja: 'そのうち何人がご覧になったか、その先へ伝わったかは、この記録からは分かりません。',
        en: 'How many of them read it, or passed it on, it does not show.',
      },
    },
  ];
}

const threats = ({ case: input }: Grounds) => factsOf(input.facts, 'extortion-mail').map(({ id }) => id);
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
