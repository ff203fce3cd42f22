import { earlierHeard } from './earlier-complaints.ts';
import type { Grounds } from './grounds.ts';
import type { Said } from './said.ts';

/** Thanks and feeling first. The object of the apology follows the outcome: worry, trouble, or the leak itself. */
export function thanks(grounds: Grounds): Said[] {
  const { form } = grounds;
  const opening: Said = {
    id: 'thanks',
    type: 'FEEL',
    section: 'opening',
    evidence: ['claim'],
    slots: form === undefined ? {} : { form },
    text:
      form === undefined
        ? {
            ja: 'このたびはご連絡をいただき、ありがとうございます。',
            en: 'Thank you for writing to us.',
          }
        : {
            ja: 'このたびは、「{form}」の件でご連絡をいただき、ありがとうございます。',
            en: 'Thank you for writing to us about “{form}”.',
          },
  };
  const feeling: Said = {
    id: 'feeling',
    type: 'FEEL',
    section: 'opening',
    evidence: ['claim'],
    slots: {},
    text: grounds.case.claim.onBehalf
      ? {
          ja: '迷惑メールが届いているご本人様には、ご不快な思いをなさっていることと存じます。',
          en: 'We understand how unpleasant these messages are for the person you write for.',
        }
      : {
          ja: '迷惑メールが届き、ご不快な思いをなさっていることと存じます。',
          en: 'We understand how unpleasant these messages are.',
        },
  };
  return [opening, feeling];
}

/** An apology for the worry; never for more than the outcome carries. */
export function sorryForWorry(id = 'sorry', section = 'opening'): Said {
  return {
    id,
    type: 'APOLOGY',
    section,
    evidence: ['claim'],
    slots: {},
    text: {
      ja: 'ご心配をおかけしておりますことをお詫び申し上げます。',
      en: 'We apologise for the worry this is causing you.',
    },
  };
}

/** What the customer told us, in their dates; parts they did not say are left out. */
export function heard(grounds: Grounds): Said[] {
  const { form, submittedAt, spamSince } = grounds;
  const when = submittedAt === undefined ? { ja: '', en: '' } : { ja: '{submitted:day}に', en: ' on {submitted:day}' };
  const where =
    form === undefined
      ? { ja: '弊社にお知らせになった', en: 'the address you gave us' }
      : { ja: '「{form}」に入力なさった', en: 'the address you entered in “{form}”' };
  const base = { type: 'HEARD', section: 'heard.all', evidence: ['claim'] } as const;
  const told: Said = {
    ...base,
    id: 'heard',
    slots: {
      ...(form === undefined ? {} : { form }),
      ...(submittedAt === undefined ? {} : { submitted: submittedAt }),
    },
    text: {
      ja: `${when.ja}${where.ja}アドレスに、迷惑メールが届いているとのお申し出を承りました。`,
      en: `You told us that ${where.en}${when.en} has been receiving spam.`,
    },
  };
  const earlier = earlierHeard(grounds, 'heard.all');
  if (spamSince === undefined) return [told, ...earlier];
  return [
    told,
    {
      ...base,
      id: 'heard.since',
      slots: { since: spamSince },
      text: { ja: '届き始めたのは{since:day}からと伺っております。', en: 'By your account it began on {since:day}.' },
    },
    ...earlier,
  ];
}
