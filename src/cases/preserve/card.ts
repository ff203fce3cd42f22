// One page to print and put beside the phone: the order of the first hour, whom to call, what may and may not be said.
import type { Organisation } from '../../vocabulary/case-file.ts';
import type { Both, Language } from '../../vocabulary/finding.ts';
import { dueDates } from '../clocks/due-dates.ts';
import { mustBeTold } from '../must-be-told.ts';
import { ownerNames } from '../owner.ts';
import { holdWords } from './hold-list.ts';

export type CardInput = {
  readonly caseNumber: string | null;
  readonly orderedBy: string | null;
  readonly organisation: Organisation;
  /** Hosts that have a collection script. */
  readonly systems: readonly string[];
  /** Milliseconds UTC. */
  readonly now: number;
};

export type Card = {
  readonly lang: Language;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly hour: { readonly title: string; readonly steps: readonly string[]; readonly never: string };
  readonly calls: { readonly title: string; readonly rows: readonly (readonly [string, string, string])[] };
  readonly phone: {
    readonly title: string;
    readonly say: string;
    readonly notTitle: string;
    readonly not: readonly string[];
  };
  readonly footer: string;
  /** Year, month, day: PDF/A asks for one. */
  readonly day: readonly number[];
};

const words = {
  ja: {
    title: '最初の一時間',
    number: '受付番号',
    by: '指示した人',
    hour: '順序',
    never: 'まだ続いているとき：ネットワークから切り離す。再起動しない。消さない。',
    calls: '知らせる相手（上から順に）',
    phone: '電話で言えること',
    say: '「確認中で、〔　　月　　日　　時〕までにご連絡します。原因はまだ分かっておりません。」',
    notTitle: '言わないこと',
    not: [
      '「漏れていません」「漏らしました」',
      '「お客様のパソコンが原因では」',
      'アドレスを預かっているかどうか（ご本人と確かめるまで）',
    ],
    footer: 'これは法的助言ではありません。知らせる必要があるかどうかは顧問に確かめてください。',
    fill: '〔　　　　　　　　〕',
    run: '収集スクリプト',
  },
  en: {
    title: 'The first hour',
    number: 'Case',
    by: 'Ordered by',
    hour: 'In this order',
    never: 'If it is still going on: take it off the network. Do not reboot. Do not delete.',
    calls: 'Whom to tell, from the top',
    phone: 'What the phone may say',
    say: '“We are looking into it and will contact you by [ day and time ]. We do not know the cause yet.”',
    notTitle: 'What it must not say',
    not: [
      '“It did not leak”, “we leaked it”',
      '“It may be your computer”',
      'whether we hold the address, until the caller is verified',
    ],
    footer: 'Not legal advice. Whether each has to be told is for counsel to say.',
    fill: '[                      ]',
    run: 'Collection scripts',
  },
} as const;

/** A card that runs over two pages is not read: one name each, and how many more org.yaml has. */
const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** @returns the same card in one language; both say the same */
export function firstHourCard({ caseNumber, orderedBy, organisation, systems, now }: CardInput, lang: Language): Card {
  const say = words[lang];
  const claim = { receivedAt: null };
  const told = mustBeTold({ claim, organisation, now, deadlines: dueDates({ claim, organisation, now }) });
  const pick = (text: Both) => text[lang];
  const day = new Date(now);
  return {
    lang,
    title: say.title,
    facts: [
      [say.number, short(caseNumber ?? say.fill, 40)],
      [say.by, short(orderedBy ?? say.fill, 40)],
      [say.run, short(systems.map((name) => `collect.${name}.sh`).join('  '), 90)],
    ],
    hour: { title: say.hour, steps: holdWords[lang].steps, never: say.never },
    calls: {
      title: say.calls,
      rows: told.map(({ who, why, owner, named: [first, ...others] }): readonly [string, string, string] => [
        pick(who),
        first === undefined
          ? say.fill
          : `${[short(pick(first.name), 56), short(first.contact ?? '', 32)].join(' ').trim()}${others.length > 0 ? ` +${others.length}` : ''}`,
        `${pick(ownerNames[owner])}${lang === 'ja' ? '：' : ': '}${pick(why)}`,
      ]),
    },
    phone: { title: say.phone, say: say.say, notTitle: say.notTitle, not: say.not },
    footer: say.footer,
    day: [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()],
  };
}

export function cardText({ title, facts, hour, calls, phone, footer }: Card): string {
  const numbered = hour.steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n');
  const rows = calls.rows.map(([who, names, how]) => `  [ ] ${who}\n      ${names}\n      ${how}`).join('\n');
  return `${title}

${facts.map(([name, value]) => `${name}: ${value}`).join('\n')}

${hour.title}
${numbered}
  ${hour.never}

${calls.title}
${rows}

${phone.title}
  ${phone.say}
${phone.notTitle}
${phone.not.map((one) => `  × ${one}`).join('\n')}

${footer}
`;
}
