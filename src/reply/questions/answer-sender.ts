// Answers to: who sent it, did you send it?
import { factsOf } from '../../vocabulary/fact.ts';
import { isDate } from '../days.ts';
import type { Grounds } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import { mailers } from '../mailers.ts';
import type { Told } from '../part-lists.ts';
import { mailOrigin } from '../part-origin.ts';
import { loginsTold, sampleTied } from './answer-mailbox.ts';

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
  const [sent] = factsOf(grounds.case.facts, 'mail-origin');
  if (sent?.receivedAt !== undefined && isDate(sent.receivedAt)) {
    const others = sent.of !== undefined && sent.messages !== undefined ? sent.of - sent.messages : 0;
    return [
      {
        evidence,
        slots: { ...slots, received: sent.receivedAt },
        text: {
          ja: `「{heading}」に記したとおり、{received:day}に受信なさったメールは、${mailers(grounds.case).ja}から送られたものでした。`,
          en: `As described under “{heading}”, the message you received on {received:day} came from ${mailers(grounds.case).en}.`,
        },
      },
      // That our systems sent it is not that we wrote it.
      ...(loginsTold(grounds).length === 0
        ? []
        : [
            {
              evidence: loginsTold(grounds).map(({ id }) => id),
              slots: { found: whereFindingsStand(grounds.stage, grounds.verified) },
              text: sampleTied(grounds)
                ? {
                    ja: '配送の記録に残る接続元は、「{found}」に記したログインの接続元と同じものでした。',
                    en: 'Its delivery record names the same source as the login described under “{found}”.',
                  }
                : {
                    ja: '「{found}」に記したログインをした者が送ったものかどうかを調べております。',
                    en: 'Whether it was sent by whoever logged in as described under “{found}” we are examining.',
                  },
            },
          ]),
      ...(others > 0 && sent.elsewhere !== others
        ? [
            {
              evidence,
              slots: { others },
              text: {
                ja: 'ほかの{others}通が弊社から送られたとは、確認できておりません。',
                en: 'Messages of which we have not established that we sent them: {others}.',
              },
            },
          ]
        : []),
    ];
  }
  return [
    {
      evidence,
      slots,
      text: {
        ja: `「{heading}」に記したとおり、お送りいただいたものには、${mailers(grounds.case).ja}から送られたメールがございました。`,
        en: `As described under “{heading}”, mail you sent us came from ${mailers(grounds.case).en}.`,
      },
    },
  ];
}

function notFromUs(grounds: Grounds): Told[] {
  const evidence = mailOrigin(grounds)[0]?.evidence ?? ['outcome'];
  const [fact] = factsOf(grounds.case.facts, 'mail-origin');
  // That we write to the address is told to whoever is known to use it.
  const own = grounds.verified ? fact?.ownMail : undefined;
  const slots = { heading: headings['origin'] ?? { ja: '', en: '' } };
  return [
    ...(own === undefined
      ? [
          {
            evidence,
            slots,
            text: {
              ja: '「{heading}」に記したとおり、配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。',
              en: 'As described under “{heading}”, the delivery record shows a sending system that is not among those known to be ours.',
            },
          },
        ]
      : [
          {
            evidence,
            slots: { ...slots, own },
            text: {
              ja: '「{heading}」に記したとおり、お送りいただいたメールのうち{own}通は、弊社または弊社が頼んだ会社の配信設備から送られたものです。',
              en: `As described under “{heading}”, ${own === 1 ? '{own} message' : '{own} messages'} that you sent us came from our mailing systems or a company that sends mail for us.`,
            },
          },
          {
            evidence,
            text: {
              ja: '迷惑メールの配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。',
              en: 'The delivery record of the spam shows a sending system that is not among those known to be ours.',
            },
          },
        ]),
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
