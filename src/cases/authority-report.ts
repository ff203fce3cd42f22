// A draft of the authority's form: what is known is filled in from the case, what is open is marked as open. Names nobody but
// us; nobody's address. Not legal advice, and it says so.

import type { CaseFile } from '../vocabulary/case-file.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import type { Outcome } from '../vocabulary/outcome.ts';
import { clockTableVersion } from './clocks/clock-table.ts';

export type Regime = 'appi' | 'gdpr' | 'uk';

export type ReportItem = {
  readonly id: string;
  readonly title: Both;
  /** What the case knows; empty when nothing is. */
  readonly known: readonly Both[];
  /** What a person still has to find out or decide. */
  readonly open: readonly Both[];
};

export type AuthorityReport = { readonly regime: Regime; readonly title: Both; readonly items: readonly ReportItem[] };

const outcomeWords: Readonly<Record<Outcome, Both>> = {
  no_evidence: {
    ja: '調べた範囲では、漏えいを示す事実は確認されていない（なかったことの証明ではない）',
    en: 'within what was examined, nothing found shows a leak (which does not prove that there was none)',
  },
  inconclusive: { ja: '漏えいがあったともなかったとも言えない', en: 'neither a leak nor its absence can be stated' },
  leak_likely: { ja: '漏えいのおそれがある（確定していない）', en: 'a leak is likely, not certain' },
  leak_confirmed: { ja: '漏えいを確認した', en: 'a leak is confirmed' },
  not_our_mail: {
    ja: '弊社のメールではなく、アドレスは弊社の登録簿にない',
    en: 'not our mail, and the address is in no register of ours',
  },
};

const day = (when: string | null) => when?.slice(0, 10) ?? null;
const open = (ja: string, en: string): Both => ({ ja, en });

type Known = {
  readonly outline: readonly Both[];
  readonly items: readonly Both[];
  readonly people: readonly Both[];
  readonly cause: readonly Both[];
  readonly towardsPeople: readonly Both[];
  readonly prevention: readonly Both[];
};

function outline({ claim, outcome }: CaseFile): Both[] {
  const lines: Both[] = [];
  const received = day(claim.receivedAt);
  if (received)
    lines.push({
      ja: `${received}に、迷惑メールに関するお申し出を受けた`,
      en: `on ${received} a complaint about spam was received`,
    });
  if (claim.spamSince)
    lines.push({
      ja: `お申し出によれば、迷惑メールは${day(claim.spamSince)}から`,
      en: `by the complainant's account the spam began on ${day(claim.spamSince)}`,
    });
  lines.push(outcomeWords[outcome]);
  return lines;
}

function people({ facts, confirmedScope, handling }: CaseFile): Both[] {
  const counted = handling?.incident?.people;
  if (counted)
    return [
      {
        ja: `${counted.low}〜${counted.high}名（${day(counted.at)}時点）`,
        en: `${counted.low} to ${counted.high} (as of ${day(counted.at)})`,
      },
    ];
  const mailing = factsOf(facts, 'visible-recipients').filter(({ includesThis }) => includesThis === 'yes');
  const most = Math.max(0, ...mailing.map(({ recipients }) => recipients));
  if (most > 0)
    return [
      { ja: `宛先が見える形で送られた${most}名`, en: `${most} people whose addresses were visible to each other` },
    ];
  const [held] = factsOf(facts, 'people-exposed');
  // The whole register is an upper bound only where the list itself is in question.
  if (held && confirmedScope === 'list')
    return [
      {
        ja: `多くとも${held.people}名（同じ期間に預かっていた人数）`,
        en: `at most ${held.people}, the people whose data was held at the time`,
      },
    ];
  return [];
}

function cause({ facts, unresolved }: CaseFile): Both[] {
  return facts
    .filter(({ id }) => unresolved.includes(id))
    .flatMap(({ says, kind }): Both[] =>
      says
        ? [says]
        : kind === 'attacker-trace'
          ? [{ ja: '記録に、攻撃が成功したしるしがある', en: 'the logs show signs of a successful attack' }]
          : kind === 'visible-recipients'
            ? [{ ja: '宛先が互いに見える形で送信した', en: 'a message was sent with recipients visible to each other' }]
            : kind === 'log-integrity'
              ? [{ ja: '記録に、書き換えまたは欠けのしるしがある', en: 'the logs show signs of alteration or gaps' }]
              : [],
    );
}

function knownOf(caseFile: CaseFile): Known {
  const { handling, letters } = caseFile;
  const done = handling?.measures ?? [];
  return {
    outline: outline(caseFile),
    items: handling?.incident?.items ? [handling.incident.items] : [],
    people: people(caseFile),
    cause: handling?.incident?.cause ? [handling.incident.cause] : cause(caseFile),
    towardsPeople: [
      ...(handling?.sent ?? []).map(({ at }) => ({
        ja: `${day(at)}に書面を送った`,
        en: `a letter was sent on ${day(at)}`,
      })),
      ...(letters.length > 0 && (handling?.sent ?? []).length === 0
        ? [{ ja: '回答の案を作成した（未送付）', en: 'a reply is drafted (not sent yet)' }]
        : []),
    ],
    prevention: done.map(({ what, doneAt, by }) => ({
      ja: `${what.ja}（${doneAt ? `${day(doneAt)}に実施` : by ? `${day(by)}まで` : '時期未定'}）`,
      en: `${what.en} (${doneAt ? `done on ${day(doneAt)}` : by ? `by ${day(by)}` : 'no date yet'})`,
    })),
  };
}

const item = (id: string, ja: string, en: string, known: readonly Both[], missing: Both): ReportItem => ({
  id,
  title: { ja, en },
  known,
  open: known.length > 0 ? [] : [missing],
});

/** Nine items of Rule Art. 8(1). */
function appi(caseFile: CaseFile): ReportItem[] {
  const known = knownOf(caseFile);
  const { handling } = caseFile;
  return [
    item('1', '概要', 'Outline', known.outline, open('概要', 'outline')),
    item(
      '2',
      '漏えい等が発生し、又は発生したおそれがある個人データの項目',
      'Items of personal data',
      known.items,
      open('項目（氏名、アドレス、回答など）', 'which items (name, address, answers, …)'),
    ),
    item(
      '3',
      '本人の数',
      'Number of people',
      known.people,
      open('人数（不明のときは範囲）', 'how many people (a range where it is not known)'),
    ),
    item(
      '4',
      '原因',
      'Cause',
      known.cause,
      open('原因。調査中であれば、その旨', 'the cause, or that it is being examined'),
    ),
    item(
      '5',
      '二次被害又はそのおそれの有無及びその内容',
      'Secondary damage or its risk',
      handling?.incident?.consequences ? [handling.incident.consequences] : [],
      open('二次被害の有無（把握しているものと、おそれ）', 'secondary damage: what is known, and what may follow'),
    ),
    item(
      '6',
      '本人への対応の実施状況',
      'Handling towards the people',
      known.towardsPeople,
      open('本人への通知の状況', 'whether and how the people were told'),
    ),
    item(
      '7',
      '公表の実施状況',
      'Publication',
      handling?.incident?.published ? [handling.incident.published] : [],
      open('公表の有無と時期', 'whether and when it is published'),
    ),
    item(
      '8',
      '再発防止のための措置',
      'Measures against recurrence',
      known.prevention,
      open('措置、担当、期日', 'measures with owner and date'),
    ),
    item('9', 'その他参考となる事項', 'Other matters', limits(caseFile), open('その他', 'anything else')),
  ];
}

/** Art. 33(3)(a)–(d). */
function gdpr(caseFile: CaseFile): ReportItem[] {
  const known = knownOf(caseFile);
  const { organisation, handling } = caseFile;
  const contact = organisation.contact.address
    ? [
        {
          ja: `${organisation.contact.department?.ja ?? ''} ${organisation.contact.address}`,
          en: `${organisation.contact.department?.en ?? ''} ${organisation.contact.address}`,
        },
      ]
    : [];
  return [
    item(
      'a',
      '侵害の性質、データ主体と記録の種類・おおよその数',
      'Nature of the breach, categories and approximate numbers of people and records',
      [...known.outline, ...known.items, ...known.people],
      open('種類と数', 'categories and numbers'),
    ),
    item(
      'b',
      'データ保護責任者等の連絡先',
      'Data protection officer or other contact',
      contact,
      open('連絡先', 'contact point'),
    ),
    item(
      'c',
      '起こりうる結果',
      'Likely consequences',
      handling?.incident?.consequences ? [handling.incident.consequences] : [],
      open('起こりうる結果', 'likely consequences'),
    ),
    item('d', '講じた措置・講じる措置', 'Measures taken or proposed', known.prevention, open('措置', 'measures')),
    item(
      'late',
      '72時間を超える場合の理由',
      'Reasons, if later than 72 hours',
      [],
      open('遅れた場合のみ', 'only where late'),
    ),
  ];
}

/** DPA 2018 s.164A: steps taken to enquire, progress, outcome. */
function uk(caseFile: CaseFile): ReportItem[] {
  const known = knownOf(caseFile);
  const checked = caseFile.checks.filter(({ result }) => result !== 'not-checked').length;
  return [
    item(
      'received',
      '苦情の受付',
      'Receipt and acknowledgement of the complaint',
      known.outline.slice(0, 1),
      open('受付の日と確認の日', 'dates of receipt and acknowledgement'),
    ),
    item(
      'enquiry',
      '行った調査',
      'Enquiries made',
      [
        {
          ja: `${caseFile.checks.length}の確認のうち${checked}を実施`,
          en: `${checked} of ${caseFile.checks.length} checks could be done`,
        },
        ...limits(caseFile),
      ],
      open('調査', 'enquiries'),
    ),
    item(
      'conclusion',
      '結論と理由',
      'Conclusion and reasons',
      [outcomeWords[caseFile.outcome], ...(caseFile.weigh?.because.slice(0, 2) ?? [])],
      open('結論', 'conclusion'),
    ),
    item(
      'action',
      '行った措置・予定',
      'Action taken or planned',
      known.prevention,
      open('措置、担当、期日', 'action with owner and date'),
    ),
    item(
      'informed',
      '申出者への連絡',
      'How the complainant was kept informed',
      known.towardsPeople,
      open('経過と結果の連絡', 'progress and outcome told to the complainant'),
    ),
    item(
      'ico',
      'ICOへの申出の案内',
      'Right to go to the ICO',
      [],
      open('案内した日', 'when the complainant was told of it'),
    ),
  ];
}

/** What the examination could not see: an authority acts on what a first report left out. */
function limits({ checks }: CaseFile): Both[] {
  const missing = checks.filter(({ result }) => result === 'not-checked');
  if (missing.length === 0) return [];
  return [
    {
      ja: `行えなかった確認${missing.length}件：${missing.map(({ asks }) => asks.ja).join('／')}`,
      en: `${missing.length} checks could not be done: ${missing.map(({ asks }) => asks.en).join(' / ')}`,
    },
  ];
}

const titles: Readonly<Record<Regime, Both>> = {
  appi: {
    ja: '個人情報保護委員会への報告（案）',
    en: 'Report to the Personal Information Protection Commission (draft)',
  },
  gdpr: {
    ja: '監督機関への通知（案、GDPR 33条）',
    en: 'Notification to the supervisory authority (draft, GDPR Art. 33)',
  },
  uk: { ja: '苦情の処理の記録（案、英国 DPA 2018 s.164A）', en: 'Record of the complaint (draft, UK DPA 2018 s.164A)' },
};

export function authorityReport(caseFile: CaseFile, regime: Regime): AuthorityReport {
  const items = regime === 'appi' ? appi(caseFile) : regime === 'gdpr' ? gdpr(caseFile) : uk(caseFile);
  return { regime, title: titles[regime], items };
}

/** The draft as text. Items that were said differently in an earlier draft are marked as changed. */
export function reportText(
  caseFile: CaseFile,
  report: AuthorityReport,
  lang: Language,
  earlier: AuthorityReport | null = null,
): string {
  const fill = lang === 'ja' ? (text: string) => `【要記入：${text}】` : (text: string) => `[to fill: ${text}]`;
  const changed = lang === 'ja' ? '（前回から変更）' : ' (changed since the last draft)';
  const body = report.items.map((one) => {
    const before = earlier?.items.find(({ id }) => id === one.id);
    const differs =
      before !== undefined && JSON.stringify([before.known, before.open]) !== JSON.stringify([one.known, one.open]);
    const lines = [...one.known.map((text) => text[lang]), ...one.open.map((text) => fill(text[lang]))];
    return `${one.id}. ${one.title[lang]}${differs ? changed : ''}\n${lines.map((line) => `   ${line}`).join('\n')}`;
  });
  const foot =
    lang === 'ja'
      ? `この案は、分かっていることだけを記したものです。法的助言ではありません。期限は akashi clocks で確かめてください（表 ${clockTableVersion}）。`
      : `This draft holds only what is known. It is not legal advice. See akashi clocks for the dates (table ${clockTableVersion}).`;
  const number =
    lang === 'ja'
      ? `受付番号 ${caseFile.claim.caseNumber}、${caseFile.now.slice(0, 16).replace('T', ' ')}`
      : `Case ${caseFile.claim.caseNumber}, ${caseFile.now.slice(0, 16).replace('T', ' ')}`;
  return `${report.title[lang]}\n${number}\n\n${body.join('\n\n')}\n\n${foot}\n`;
}
