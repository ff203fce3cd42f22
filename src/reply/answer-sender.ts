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
