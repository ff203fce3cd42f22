import type { Both, Language } from '../../vocabulary/finding.ts';
import { byHand, type SystemTemplate } from './templates.ts';

export type HoldOptions = {
  readonly caseNumber: string | null;
  readonly orderedBy: string | null;
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly until: string | null;
  readonly systems: readonly { readonly name: string; readonly templates: readonly SystemTemplate[] }[];
};

export const holdWords = {
  ja: {
    title: '証拠の保全：消してはならないもの',
    number: '受付番号',
    by: '指示した人',
    from: '開始',
    until: '終了',
    open: '解除の指示があるまで',
    fill: '【要記入】',
    order: '順序',
    steps: [
      '切り替え・保存期間・自動削除・バックアップの期限切れを止める',
      '写しを取る（collect.*.sh）',
      'ハッシュを控える',
      '二つ目の写しを、別の機器に、ネットワークから切り離して置く',
      'それから調べる',
    ],
    stop: '消えるのを止める（人の手で。時刻を控える）',
    keep: '対象',
    hand: '人の手で行うもの',
    rest: '消去のお申し出があったときは、利用を直ちに止め、調査に必要な記録を分けてから消します。残すもの、理由、期間をお知らせします。',
    advice: 'これは法的助言ではありません。',
  },
  en: {
    title: 'Preserving evidence: what must not be deleted',
    number: 'case',
    by: 'ordered by',
    from: 'from',
    until: 'until',
    open: 'released in writing',
    fill: '[to fill]',
    order: 'In this order',
    steps: [
      'stop rotation, retention, automatic deletion, and the expiry of backups',
      'copy (collect.*.sh)',
      'write the hashes down',
      'put a second copy on another machine, off the network',
      'only then analyse',
    ],
    stop: 'Stop what deletes (by hand; note the time)',
    keep: 'What it covers',
    hand: 'By hand',
    rest: 'When somebody asks for erasure: stop the use at once, set apart the records that the examination needs, then erase; tell what is kept, why and until when.',
    advice: 'This is not legal advice.',
  },
} as const;

function inLanguage({ caseNumber, orderedBy, from, until, systems }: HoldOptions, lang: Language): string {
  const say = holdWords[lang];
  const pick = (text: Both) => text[lang];
  const templatesOnce = [...new Set(systems.flatMap(({ templates }) => templates))];
  const stops = templatesOnce.flatMap(({ stop }) => stop ?? []);
  return `# ${say.title}

- ${say.number}: ${caseNumber ?? say.fill}
- ${say.by}: ${orderedBy ?? say.fill}
- ${say.from}: ${from}
- ${say.until}: ${until ?? say.open}

## ${say.order}

${say.steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}

## ${say.stop}

${stops.map((what) => `- [ ] ${pick(what)}`).join('\n')}

## ${say.keep}

${systems.map(({ name, templates }) => `- ${name}\n${templates.map(({ about, steps }) => `  - ${pick(about)}\n${steps.map((step) => `    - ${pick(step.about)}`).join('\n')}`).join('\n')}`).join('\n')}

## ${say.hand}

${byHand.map(({ what, commands }) => [`- [ ] ${pick(what)}`, ...commands.map((line) => `      ${line}`)].join('\n')).join('\n')}

${say.rest}

${say.advice}
`;
}

/** hold.md: Japanese, then English. */
export function holdList(options: HoldOptions): string {
  return `${inLanguage(options, 'ja')}\n---\n\n${inLanguage(options, 'en')}`;
}
