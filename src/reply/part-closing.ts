// The end of a letter: where else to turn, and the last words.
import { turnTo } from './authorities.ts';
import { type Grounds, nothingExamined } from './grounds.ts';
import { ownMistake } from './part-conclusion.ts';
import { type Said, toFill } from './said.ts';
import { zoneTold } from './zone-told.ts';

/** Where else to turn: somebody who can be turned to at the date of the letter. */
export function turnElsewhere(grounds: Grounds): Said[] {
  const some = turnTo(grounds);
  const all = some.length > 0 ? some : [toFill({ ja: 'ほかの相談先', en: 'where else to turn' })];
  return all.map((authority, index) => ({
    id: `turn.${index + 1}`,
    type: 'RIGHT',
    section: 'turn.all',
    evidence: ['org'],
    slots: { authority },
    text:
      index === 0
        ? {
            ja: '弊社の回答にご納得いただけない場合は、{authority}にもご相談いただけます。',
            en: 'If you are not satisfied with our answer, you can also turn to {authority}.',
          }
        : { ja: '{authority}にもご相談いただけます。', en: 'You can also turn to {authority}.' },
  }));
}

export function lastWords(grounds: Grounds): Said[] {
  return [
    {
      id: 'last.new-facts',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: '新しい事実が分かりましたら、弊社からご連絡いたします。',
        en: 'If we learn anything new, we will tell you.',
      },
    },
    {
      id: 'last.contact',
      type: 'RIGHT',
      section: 'closing.all',
      evidence: ['org'],
      slots: { agent: grounds.agent },
      text: {
        ja: 'ご不明な点は、担当の{agent}までお問い合わせください。',
        en: 'If anything is unclear, please contact {agent}.',
      },
    },
    ...zoneTold(grounds),
    ...endOfLetter(grounds),
  ];
}

/** The last line before the closing word; a leak that is established is apologised for once more. */
function endOfLetter(grounds: Grounds): Said[] {
  const section = 'closing.end';
  const mistake = ownMistake(grounds);
  const said: Said[] =
    mistake || (grounds.verified && grounds.outcome === 'leak_confirmed')
      ? [
          {
            id: 'last.sorry',
            type: 'APOLOGY',
            section,
            evidence: mistake?.evidence ?? ['outcome'],
            slots: {},
            text: {
              ja: 'ご迷惑とご心配をおかけしましたことを、重ねて深くお詫び申し上げます。',
              en: 'Once again, we sincerely apologise for the trouble and worry that this has caused you.',
            },
          },
        ]
      : [];
  return [
    {
      id: 'last.report',
      type: 'FEEL',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: nothingExamined(grounds.case)
          ? '以上、現在の状況をご報告申し上げます。'
          : '以上、調査のご報告を申し上げます。',
        en: 'This is what we can report today.',
      },
    },
    ...said,
  ];
}
