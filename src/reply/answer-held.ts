// Answers to: what do you hold of me, and where did you get it? Told to nobody who is not verified.
import { factsOf } from '../vocabulary/fact.ts';
import { items } from './answer-causes.ts';
import { cardDataByPeople } from './answer-organisation.ts';
import type { Grounds } from './grounds.ts';
import { headings } from './headings.ts';
import type { Told } from './part-lists.ts';

/** What the register does not hold, and what that cannot show. Empty where it holds it, or nobody looked. */
export function notHeld(grounds: Grounds): readonly Told[] {
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  if (!fact || fact.found) return [];
  return [
    {
      evidence: [fact.id],
      text: {
        ja: '{now:day}の時点で、弊社の登録簿にお申し出のアドレスは見当たりませんでした。',
        en: 'As of {now:day} the address was not in our register.',
      },
      slots: { now: grounds.now },
    },
    {
      evidence: [fact.id],
      text: {
        ja: '把握していない写しがあれば、この調査では分かりません。',
        en: 'A copy that we do not know of would not show in this search.',
      },
    },
  ];
}

export function held(grounds: Grounds): readonly Told[] {
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  if (!fact) return [];
  if (!fact.found) return notHeld(grounds);
  const where: Told = {
    evidence: [fact.id],
    slots: { heading: headings['held'] ?? { ja: '', en: '' } },
    text: {
      ja: 'その内容は、「{heading}」に記しました。',
      en: 'What it holds is set out under “{heading}”.',
    },
  };
  if (fact.times !== undefined && fact.times > 1) {
    return [
      {
        evidence: [fact.id],
        slots: { times: fact.times },
        text: {
          ja: 'お申し出のアドレスでのご登録は、弊社の登録簿に{times}件ございます。',
          en: 'Our register holds {times} entries with this address.',
        },
      },
      where,
    ];
  }
  return [
    {
      evidence: [fact.id],
      text: {
        ja: 'お申し出のアドレスは、弊社の登録簿にございます。',
        en: 'The address is in our register.',
      },
    },
    where,
  ];
}

const ofCards = /card|カード|決済|pan\b/i;

/** "Is my card with them?": of a register without such a column that is told; what other systems hold, only people know. */
export function cardAsked(grounds: Grounds): readonly Told[] {
  const [fact] = grounds.verified ? factsOf(grounds.case.facts, 'in-register') : [];
  if (fact?.found && ofCards.test(fact.holds ?? '')) return items(grounds);
  const without: readonly Told[] =
    fact?.found && fact.holds !== undefined
      ? [
          {
            evidence: [fact.id],
            text: {
              ja: '今回調べた弊社の登録簿に、カード番号を記録する欄はございません。',
              en: 'The register that we examined has no column for card numbers.',
            },
          },
        ]
      : [];
  return [
    ...without,
    cardDataByPeople,
    {
      evidence: ['claim'],
      text: {
        ja: '届いたメッセージのリンク先では、カード番号を入力なさらないようお願いいたします。',
        en: 'Please do not enter card numbers through a link in a message you received.',
      },
    },
  ];
}
