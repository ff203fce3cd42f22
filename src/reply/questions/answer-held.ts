// Answers to: what do you hold of me, and where did you get it? Told to nobody who is not verified.
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { items } from './answer-causes.ts';
import { cardDataByPeople } from './answer-organisation.ts';

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
          ...listsWrittenOut(grounds),
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

/** What people fear for most beside cards: how they ask for it, and how columns that hold it are called. */
const kindsOfData: readonly { readonly name: Both; readonly asked: RegExp; readonly column: RegExp }[] = [
  {
    name: { ja: '旅券（パスポート）の番号', en: 'passport numbers' },
    asked: /\bpassports?\b|パスポート|旅券/i,
    column: /passport|パスポート|旅券|doc(?:ument)?[ _-]?(?:no|num|id)|id[ _-]?(?:no|num|card|doc)|身分証|本人確認/i,
  },
  {
    name: { ja: '銀行口座', en: 'bank accounts' },
    asked: /\bbank\b|\biban\b|口座/i,
    column: /bank|iban|口座|銀行|振込|振替|account/i,
  },
  {
    name: { ja: '生年月日', en: 'dates of birth' },
    asked: /\bdate of birth\b|\bbirth ?(?:date|day)s?\b|生年月日|誕生日/i,
    column: /birth|\bdob\b|bday|生年|誕生|生まれ/i,
  },
  {
    name: { ja: '電話番号', en: 'telephone numbers' },
    asked: /\b(?:tele|mobile )?phone(?: number)?s?\b|電話番号|携帯番号/i,
    column: /phone|tel|mobile|cell|fax|電話|携帯|連絡先|contact/i,
  },
  {
    name: { ja: '住所', en: 'postal addresses' },
    asked: /\b(?:home|postal|street) address(?:es)?\b|住所/i,
    column: /addr|street|city|town|post ?code|postal|zip|住所|所在地|郵便|都道府県|市区|届け?先|送付先/i,
  },
];
/** Addresses that are nobody's home. */
const ofMachines = /(?:e-?mail|ip)[ _-]?addr(?:ess)?|(?:メール|ip) ?アドレス/gi;

/** "Do they have my passport number?": where the register examined has no such column, that is said; nothing otherwise. */
export function withoutColumn(question: string, grounds: Grounds): readonly Told[] {
  const [fact] = grounds.verified ? factsOf(grounds.case.facts, 'in-register') : [];
  if (!fact?.found || fact.holds === undefined) return [];
  const holds = fact.holds
    .split('; ')
    // The first is the e-mail address, as the register is read: nobody's home. A second of that name may be.
    .filter((column, index) => index > 0 || column !== 'address')
    .join('; ')
    .replaceAll(ofMachines, '');
  const missing = kindsOfData.filter(({ asked, column }) => asked.test(question.slice(0, 500)) && !column.test(holds));
  return missing.flatMap(({ name, asked }, index) => [
    ...(index === 0 ? listsWrittenOut(grounds) : []),
    ...listsNaming(asked, name, grounds),
    {
      evidence: [fact.id],
      slots: { kind: name },
      text: {
        ja: '今回調べた弊社の登録簿に、{kind}を記録する欄はございません。',
        en: 'The register that we examined has no column for {kind}.',
      },
    },
  ]);
}

/** A list that was given away may say by its name what it holds, whatever the register has no column for. */
function listsNaming(asked: RegExp, kind: Both, { case: { facts } }: Grounds): readonly Told[] {
  const naming = factsOf(facts, 'vendor-held').filter(({ list }) => asked.test(list ?? ''));
  if (naming.length === 0) return [];
  return [
    {
      evidence: naming.map(({ id }) => id),
      slots: { kind },
      text: {
        ja: '会社にお渡しした名簿のうち、記録にある名前が{kind}を含むことを示すものがございます。',
        en: 'By its name in our records, a list that we gave to a company holds {kind}.',
      },
    },
  ];
}

/** What was written out may be another list than the register: what is not in the one may be in the other. */
function listsWrittenOut(grounds: Grounds): readonly Told[] {
  const written = openFindings(grounds.case).filter(
    (fact) =>
      (fact.kind === 'attacker-trace' && (fact.listWritten ?? fact.listsWritten ?? 0) > 0) ||
      (fact.kind === 'bulk-read' && !fact.known && fact.what === 'export'),
  );
  if (written.length === 0) return [];
  return [
    {
      evidence: written.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記した一覧に何が記録されていたかは、まだ確かめられておりません。弊社の登録簿がその一覧であるとは限りません。',
        en: 'What the lists described under “{heading}” held is not established yet; our register need not be one of them.',
      },
    },
  ];
}
