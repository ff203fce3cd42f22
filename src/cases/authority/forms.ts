// What each authority's form asks. Every part of an item is known or open, one by one: a known outline does not hide that
// the numbers are open.
import { millisecondsOf } from '../../custody/instant.ts';
import type { CaseFile } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import {
  clues,
  dayOf,
  limits,
  measures,
  outcomeWords,
  outline,
  people,
  peopleRange,
  towardsPeople,
  wrongfulPurpose,
} from './known.ts';

export type ReportItem = {
  readonly id: string;
  readonly title: Both;
  /** What the case knows; empty when nothing is. */
  readonly known: readonly Both[];
  /** What a person still has to find out or decide. */
  readonly open: readonly Both[];
};

type Part = { readonly known: readonly Both[]; readonly missing: Both | null };

const part = (known: readonly (Both | undefined)[], ja: string, en: string): Part => ({
  known: known.flatMap((one) => one ?? []),
  missing: { ja, en },
});

/** Beside what is asked: nothing is open when there is nothing. */
const said = (known: readonly Both[]): Part => ({ known, missing: null });

const item = (id: string, ja: string, en: string, ...parts: readonly Part[]): ReportItem => ({
  id,
  title: { ja, en },
  known: parts.flatMap(({ known }) => known),
  open: parts.flatMap(({ known, missing }) => (known.length > 0 || missing === null ? [] : [missing])),
});

/** Rule Art. 7: which of the four kinds of event it may be. One is enough to be reported. */
function triggers(caseFile: CaseFile): ReportItem {
  const range = peopleRange(caseFile);
  const wrongful: Both[] = wrongfulPurpose(caseFile)
    ? [
        {
          ja: '三号（不正の目的をもって行われたおそれ）：該当しうる。記録に、攻撃が成功したしるしがある',
          en: '(3) possibly done for a wrongful purpose: may apply; the logs show signs of a successful attack',
        },
      ]
    : [];
  const many: Both[] =
    range === null
      ? []
      : range.high > 1000
        ? [
            {
              ja: `四号（千人を超える）：該当しうる。多くて${range.high}名`,
              en: `(4) more than 1,000 people: may apply; up to ${range.high}`,
            },
          ]
        : [
            {
              ja: `四号（千人を超える）：今の人数では該当しない。多くて${range.high}名`,
              en: `(4) more than 1,000 people: not by the present number; up to ${range.high}`,
            },
          ];
  return item(
    '0',
    '報告対象事態の種別（規則第7条）と、速報・確報の別',
    'Kind of event (Rule Art. 7), and whether preliminary or final',
    part([], '速報か確報か', 'preliminary or final'),
    part([], '一号（要配慮個人情報）：該当の有無', '(1) sensitive data: does it apply?'),
    part([], '二号（財産的被害のおそれ）：該当の有無', '(2) risk of damage to property: does it apply?'),
    part(
      wrongful,
      '三号（不正の目的をもって行われたおそれ。一名でも対象）：該当の有無',
      '(3) possibly done for a wrongful purpose (one person is enough): does it apply?',
    ),
    part(many, '四号（千人を超える）：該当の有無', '(4) more than 1,000 people: does it apply?'),
  );
}

/** The kind of event, and the nine items of Rule Art. 8(1). */
export function appiItems(caseFile: CaseFile): ReportItem[] {
  const incident = caseFile.handling?.incident;
  return [
    triggers(caseFile),
    item(
      '1',
      '概要',
      'Outline',
      part(outline(caseFile), '概要', 'outline'),
      ...(incident?.at
        ? []
        : [part([], '発生日（不明のときは、その旨）', 'when it happened, or that it is not known')]),
    ),
    item(
      '2',
      '漏えい等が発生し、又は発生したおそれがある個人データの項目',
      'Items of personal data',
      part([incident?.items], '項目（氏名、アドレス、回答など）', 'which items (name, address, answers, …)'),
    ),
    item(
      '3',
      '本人の数',
      'Number of people',
      part(people(caseFile), '人数（不明のときは範囲）', 'how many people (a range where it is not known)'),
    ),
    item(
      '4',
      '原因',
      'Cause',
      part([incident?.cause], '原因。調査中であれば、その旨', 'the cause, or that it is being examined'),
      said(clues(caseFile)),
    ),
    item(
      '5',
      '二次被害又はそのおそれの有無及びその内容',
      'Secondary damage or its risk',
      part(
        [incident?.consequences],
        '二次被害の有無（把握しているものと、おそれ）',
        'secondary damage: what is known, and what may follow',
      ),
    ),
    item(
      '6',
      '本人への対応の実施状況',
      'Handling towards the people',
      part(towardsPeople(caseFile), 'お申し出の方への回答', 'the reply to the complainant'),
      part([], 'ほかのご本人への通知（済・予定・不要の理由）', 'telling the other people: done, planned, or why not'),
    ),
    item('7', '公表の実施状況', 'Publication', part([incident?.published], '公表の有無と時期', 'whether and when')),
    item(
      '8',
      '再発防止のための措置',
      'Measures against recurrence',
      part(measures(caseFile), '措置、担当、期日', 'measures with owner and date'),
    ),
    item(
      '9',
      'その他参考となる事項',
      'Other matters',
      part(limits(caseFile), 'その他（なければ、その旨）', 'anything else, or that there is nothing'),
    ),
  ];
}

const HOURS_72 = 72 * 3_600_000;

/** Art. 33(1): reasons are owed when the notice comes later than 72 hours after becoming aware. */
function lateness({ handling, organisation, now }: CaseFile): Part {
  const awareness = handling?.awareness;
  if (awareness?.decision !== 'aware')
    return part(
      [],
      '「知った」時の判断の記録がない。72時間を超えて出すときは、その理由',
      'no decision about being aware is recorded; reasons, if it is sent later than 72 hours after that moment',
    );
  const until = millisecondsOf(awareness.at, organisation.timeZone) + HOURS_72;
  return Date.parse(now) > until
    ? part([], '72時間を過ぎている。その理由', 'more than 72 hours have passed: the reasons')
    : said([
        {
          ja: 'この案の時点では、知った時から72時間以内',
          en: 'at the time of this draft, within 72 hours of becoming aware',
        },
      ]);
}

/** Art. 33(3)(a)–(d), and the reasons of Art. 33(1). */
export function gdprItems(caseFile: CaseFile): ReportItem[] {
  const { organisation, handling } = caseFile;
  const { department, address, phone } = organisation.contact;
  const contact: Both[] =
    address || phone
      ? [
          {
            ja: [department?.ja, address, phone].filter(Boolean).join('、'),
            en: [department?.en, address, phone].filter(Boolean).join(', '),
          },
        ]
      : [];
  return [
    item(
      'a',
      '侵害の性質、データ主体と記録の種類・おおよその数',
      'Nature of the breach, categories and approximate numbers of people and records',
      part(outline(caseFile), '侵害の性質', 'nature of the breach'),
      part([handling?.incident?.cause], '原因', 'cause'),
      said(clues(caseFile)),
      part([], 'データ主体の種類（お客様、応募者など）', 'categories of people (customers, applicants, …)'),
      part(people(caseFile), '人のおおよその数', 'approximate number of people'),
      part([handling?.incident?.items], '記録の種類', 'categories of records'),
      part([], '記録のおおよその数', 'approximate number of records'),
    ),
    item(
      'b',
      'データ保護責任者等の氏名と連絡先',
      'Name and contact of the data protection officer or other contact',
      part([], '氏名', 'name'),
      part(contact, '連絡先', 'contact'),
    ),
    item(
      'c',
      '起こりうる結果',
      'Likely consequences',
      part([handling?.incident?.consequences], '起こりうる結果', 'likely consequences'),
    ),
    item(
      'd',
      '講じた措置・講じる措置（影響を和らげるものを含む）',
      'Measures taken or proposed, also to mitigate the effects',
      part(measures(caseFile), '措置、担当、期日', 'measures with owner and date'),
    ),
    item('late', '72時間を超える場合の理由', 'Reasons, if later than 72 hours', lateness(caseFile)),
  ];
}

/** DPA 2018 s.164A: receipt and acknowledgement, enquiries, progress, outcome with reasons, action, the way to the ICO. */
export function ukItems(caseFile: CaseFile): ReportItem[] {
  const { claim, handling, checks, outcome, weigh } = caseFile;
  const looked = checks.filter(({ result }) => result !== 'not-checked').length;
  const sent = (stages: readonly string[]): Both[] =>
    (handling?.sent ?? [])
      .filter(({ stage }) => stages.includes(stage))
      .map(({ at }) => ({ ja: `${dayOf(at)}に送付`, en: `sent on ${dayOf(at)}` }));
  return [
    item(
      'received',
      '苦情の受付と、受付の確認',
      'Receipt of the complaint, and its acknowledgement',
      part(
        claim.receivedAt
          ? [{ ja: `受付：${dayOf(claim.receivedAt)}`, en: `received on ${dayOf(claim.receivedAt)}` }]
          : [],
        '受付の日',
        'the day it was received',
      ),
      part(
        sent(['holding']).slice(0, 1),
        '受付を確認した日（30日以内）',
        'the day it was acknowledged (within 30 days)',
      ),
    ),
    item(
      'enquiry',
      '行った調査',
      'Enquiries made',
      part(
        [
          checks.length === 0
            ? undefined
            : {
                ja: `${checks.length}の確認のうち${looked}を実施`,
                en: `${looked} of ${checks.length} checks could be done`,
              },
          ...limits(caseFile),
        ],
        '調査',
        'enquiries',
      ),
    ),
    item(
      'informed',
      '経過の連絡',
      'How the complainant was kept informed of progress',
      part(sent(['holding', 'follow-up']), '経過を知らせた日', 'when progress was told'),
    ),
    item(
      'conclusion',
      '結論と理由、知らせた日',
      'Outcome and reasons, and when they were told',
      part([outcomeWords[outcome], ...(weigh?.because.slice(0, 2) ?? [])], '結論', 'outcome'),
      part(sent(['main', 'correction']), '結論を知らせた日', 'when the outcome was told'),
    ),
    item(
      'action',
      '行った措置・予定',
      'Action taken or planned',
      part(measures(caseFile), '措置、担当、期日', 'action with owner and date'),
    ),
    item(
      'ico',
      'ICOへの申出の案内',
      'Right to go to the ICO',
      part([], '案内した日', 'when the complainant was told of it'),
    ),
  ];
}
