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
    text: {
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
      en: 'We are sorry that you have had to worry about this.',
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
  if (spamSince === undefined) return [told];
  return [
    told,
    {
      ...base,
      id: 'heard.since',
      slots: { since: spamSince },
      text: { ja: '届き始めたのは{since:day}からと伺っております。', en: 'You told us that it began on {since:day}.' },
    },
  ];
}

/** Whether our systems sent the message: a question of its own, joined to every outcome. */
export function mailOrigin(grounds: Grounds): Said[] {
  const { case: file } = grounds;
  const fact = file.facts.find(({ kind }) => kind === 'mail-origin');
  const evidence = fact ? [fact.id] : ['outcome'];
  const base = { section: 'origin.mail', evidence, slots: {} } as const;
  if (file.mailOrigin === 'ours') {
    return [
      {
        ...base,
        id: 'origin.ours',
        type: 'FOUND',
        text: {
          ja: '届いたメールは、弊社または弊社が頼んだ会社の配信設備から送られたものでした。',
          en: 'The message was sent by our mailing systems or by a company that sends mail for us.',
        },
      },
    ];
  }
  if (file.mailOrigin === 'not_ours') {
    return [
      {
        ...base,
        id: 'origin.not-ours',
        type: 'FOUND',
        text: {
          ja: '届いたメールは、配送の記録によれば、弊社の配信設備から送られたものではございませんでした。',
          en: 'By its delivery record, the message was not sent by our mailing systems.',
        },
      },
      {
        ...base,
        id: 'origin.other-question',
        type: 'LIMIT',
        text: {
          ja: '送信者がアドレスをどこで手に入れたかは、これとは別の問いです。',
          en: 'Where its sender got the address is a separate question.',
        },
      },
    ];
  }
  return [
    {
      ...base,
      id: 'origin.unknown',
      type: 'LIMIT',
      text: {
        ja: '届いたメールをどこから誰が送ったかは、いただいた資料からは分かっておりません。',
        en: 'From what we have received, we do not know who sent the message or from where.',
      },
    },
  ];
}
