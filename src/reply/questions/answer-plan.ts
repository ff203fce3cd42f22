// Answers to: what will you do, who is in charge, what of my cost? They need nothing about a person.
import type { Grounds } from '../grounds.ts';
import { headingKey, headings } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { measures } from '../part-measures.ts';
import { dayOfAnswer } from '../promised.ts';
import { isSentence } from '../recorded-steps.ts';
import { costByPeople, refundByPeople } from './answer-organisation.ts';
import type { Answer } from './answer-requests.ts';
import { asksForRefund } from './asked.ts';

/** Recorded steps that an answer names; the rest stand with their dates. */
const PLANS_NAMED = 2;

/** "What will you do?": needs nothing about a person. What is promised, and by when, stands where the promises stand. */
export function plan(grounds: Grounds): Told[] {
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

/** Who answers for the case, and whom to write to. */
export const inCharge = ({ owner, agent }: Grounds): Answer => ({
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

/** Money: what was paid to us and what was named already is for people; else we ask what it was, and promise a day. */
export function costAsked(question: string, grounds: Grounds): Answer[] {
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
