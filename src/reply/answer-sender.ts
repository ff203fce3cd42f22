// Answers to: who sent it, did you send it?
import { factsOf } from '../vocabulary/fact.ts';
import type { Grounds } from './grounds.ts';
import { headings } from './headings.ts';
import type { Told } from './part-lists.ts';
import { mailOrigin } from './part-origin.ts';

/** "Why do you send me this?", a question of the cause: who sent it is told in a section of its own, whatever the cause. */
const asksWhoSent = /(?:届|送)(?:く|き|い|っ|ら|る|り)|(?:\bsen[dt]|\bsending|\bget(?:ting)?|\breceiv\w{1,5})\b/i;

export function whoSent(question: string, grounds: Grounds): Told[] {
  if (grounds.case.mailOrigin !== 'not_ours' || !asksWhoSent.test(question.slice(0, 500))) return [];
  return notFromUs(grounds);
}

/** "Did you send it?": of the messages that were handed in, and about no person. */
export function sentByUs(grounds: Grounds): Told[] {
  const { mailOrigin: origin } = grounds.case;
  if (origin === 'not_ours') return notFromUs(grounds);
  const slots = { heading: headings['origin'] ?? { ja: '', en: '' } };
  const evidence = mailOrigin(grounds)[0]?.evidence ?? ['outcome'];
  if (origin === 'unknown') {
    return [
      {
        evidence,
        slots,
        text: {
          ja: '送信元について分かっていることは、「{heading}」に記しました。',
          en: 'What we know of who sent it is set out under “{heading}”.',
        },
      },
    ];
  }
  return [
    {
      evidence,
      slots,
      text: {
        ja: '「{heading}」に記したとおり、お送りいただいたものには、弊社または弊社が頼んだ会社の配信設備から送られたメールがございました。',
        en: 'As described under “{heading}”, mail you sent us came from our mailing systems or from a company that sends mail for us.',
      },
    },
  ];
}

/** "Is somebody in my mailbox?": who keeps it can tell. Empty where we keep mailboxes ourselves: then our records are asked. */
export function inTheirMailbox(grounds: Grounds): Told[] {
  if (grounds.case.loginsIn?.includes('mail') === true) return [];
  return [
    {
      evidence: ['outcome'],
      text: {
        ja: 'どなたがお客様のメールボックスにログインしたかは、弊社の記録には残らず、メールの提供会社の記録で分かります。',
        en: 'Who has logged in to your mailbox is not in our records; your mail provider’s records show it.',
      },
    },
    {
      evidence: ['outcome'],
      text: {
        ja: 'ご心配な場合は、メールの提供会社にご相談になり、パスワードの変更もご検討ください。',
        en: 'If you are worried, we advise you to ask your provider, and to change its password.',
      },
    },
  ];
}

function notFromUs(grounds: Grounds): Told[] {
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
