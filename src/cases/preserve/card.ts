// One page to print and put beside the phone: the order of the first hour, whom to call, what may and may not be said.
import type { Organisation } from '../../vocabulary/case-file.ts';
import type { Both, Language } from '../../vocabulary/finding.ts';
import { clockTable } from '../clocks/clock-table.ts';
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
  readonly hour: {
    readonly title: string;
    /** What to do, and how. */
    readonly steps: readonly (readonly [string, string])[];
    /** Where the time is written in. */
    readonly time: string;
    readonly never: string;
  };
  readonly calls: { readonly title: string; readonly rows: readonly (readonly [string, string, string])[] };
  readonly phone: {
    readonly title: string;
    readonly say: string;
    readonly notTitle: string;
    readonly not: readonly string[];
  };
  /** Periods by the law that applies, from what moment. */
  readonly due: { readonly title: string; readonly rows: readonly (readonly [string, string])[] };
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
      '「漏れていません」。調べ終わるまでは「漏らしました」も',
      '「お客様のパソコンが原因では」',
      'アドレスを預かっているかどうか（ご本人と確かめるまで）',
    ],
    footer: 'これは法的助言ではありません。知らせる必要があるかどうかは顧問に確かめてください。',
    fill: '〔　　　　　　　　〕',
    run: '収集スクリプト',
    how: [
      '/etc/logrotate.d の該当する行の頭に # を付ける。ほかの止め方は hold.md',
      'サーバーの上で：sh collect.〇〇.sh "名前" "役割" yes "立会人" "正しい時刻"',
      '最後に表示される一行を、時刻とともに紙に書く',
      '外付けディスクなどに写し、抜いて、しまう',
      'akashi preserve --check で写しを確かめてから',
    ],
    time: '時刻〔　　：　　〕',
    due: '期限（調べ終わりを待たない）',
    from: { received: '受付から', knowing: '知った時、またはそのおそれを知った時から' },
    units: { hours: '時間', days: '日', months: 'か月' },
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
      '“It did not leak”; nor, until it is examined, “we leaked it”',
      '“It may be your computer”',
      'whether we hold the address, until the caller is verified',
    ],
    footer: 'Not legal advice. Whether each has to be told is for counsel to say.',
    fill: '[                      ]',
    run: 'Collection scripts',
    how: [
      'put # before the lines of that log in /etc/logrotate.d; other ways are in hold.md',
      'on the server: sh collect.….sh "name" "role" yes "second person" "true time"',
      'write the last line it prints on paper, with the time',
      'on an external disk or the like; unplug it and put it away',
      'after akashi preserve --check has looked at the copies',
    ],
    time: 'at [    :    ]',
    due: 'Due (do not wait for the end of the examination)',
    from: { received: 'from receipt', knowing: 'from knowing of a leak, or of the risk of one' },
    units: { hours: 'hours', days: 'days', months: 'month' },
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
    hour: {
      title: say.hour,
      steps: holdWords[lang].steps.map((step, index): readonly [string, string] => [step, say.how[index] ?? '']),
      time: say.time,
      never: say.never,
    },
    due: {
      title: say.due,
      rows: clockTable
        .filter(({ regime }) => regime === 'own' || organisation.regimes.includes(regime))
        // One page: the early target stands in the clocks, and who asks what was held is answered with the main reply.
        .filter(({ id }) => !/target|access/.test(id))
        .map(({ what, starts, period, strict }): readonly [string, string] => {
          const { length, unit } = strict ?? period;
          return [
            pick(what),
            `${say.from[starts]}${lang === 'ja' ? '' : ': '}${length}${lang === 'ja' ? '' : ' '}${say.units[unit]}`,
          ];
        }),
    },
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

export function cardText({ title, facts, hour, calls, phone, due, footer }: Card): string {
  const numbered = hour.steps
    .map(([step, how], index) => `  ${index + 1}. ${step}  ${hour.time}\n     ${how}`)
    .join('\n');
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

${due.title}
${due.rows.map(([what, when]) => `  ${what}: ${when}`).join('\n')}

${footer}
`;
}
