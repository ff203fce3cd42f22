// The law's clocks as data, with version and source. Nothing here is legal advice; every page that uses it says so.
// mark: `read` = read at the source named; `counsel` = from memory or a secondary page, counsel to check.
import type { Calendar } from '../../custody/working-days.ts';
import type { Both } from '../../vocabulary/finding.ts';

/** Changed whenever a row changes, and printed with every due date. */
export const clockTableVersion = '2026-11-28';

export type Regime = 'appi' | 'gdpr' | 'uk' | 'own';

/** received: the complaint came in. knowing: a leak, or the risk of one, is known. */
export type ClockStart = 'received' | 'knowing';

export type ClockRow = {
  readonly id: string;
  readonly regime: Regime;
  readonly what: Both;
  readonly starts: ClockStart;
  /**
   * hours: that many hours from the very minute, weekends counted; Regulation 1182/71 Art. 3(1) leaves the hour under way out
   * and would end up to an hour later. days: the day of the start is day 1, holidays counted. months: the same date that many
   * months later.
   */
  readonly period: { readonly unit: 'hours' | 'days' | 'months'; readonly length: number };
  /** A stricter period for the conservative clock, where practice has one. */
  readonly strict?: { readonly unit: 'hours' | 'days'; readonly length: number };
  /** law: the number stands there. ours: the law says "without delay", and the number is a latest that we set ourselves. */
  readonly set: 'law' | 'ours';
  /** First day on which the duty is in force; what starts before runs by no such clock. Left out: older than the cases that come. */
  readonly since?: string;
  /** Whose days off move an end that falls on one to the next working day. Only the decided clock ever moves. */
  readonly rollsOver: Calendar | 'no';
  readonly source: string;
  readonly mark: 'read' | 'counsel';
};

export const clockTable: readonly ClockRow[] = [
  {
    id: 'own.holding',
    regime: 'own',
    what: { ja: '一次回答', en: 'holding reply' },
    starts: 'received',
    period: { unit: 'hours', length: 24 },
    set: 'ours',
    rollsOver: 'no',
    source: 'our own practice',
    mark: 'read',
  },
  {
    id: 'appi.preliminary-target',
    regime: 'appi',
    since: '2022-04-01',
    what: { ja: '個人情報保護委員会への速報（目安の早い方）', en: 'preliminary report to the PPC, early target' },
    starts: 'knowing',
    period: { unit: 'days', length: 3 },
    set: 'law',
    // 行政機関の休日に関する法律 2条 moves periods that a law or order sets; this one is set by a guideline.
    rollsOver: 'no',
    source: 'APPI Art. 26(1), Rule Art. 8(1): promptly; guideline 3-5-3-3: about 3 to 5 days, days off counted',
    mark: 'counsel',
  },
  {
    id: 'appi.preliminary',
    regime: 'appi',
    since: '2022-04-01',
    what: { ja: '個人情報保護委員会への速報', en: 'preliminary report to the PPC' },
    starts: 'knowing',
    period: { unit: 'days', length: 5 },
    set: 'law',
    // 行政機関の休日に関する法律 2条 moves periods that a law or order sets; this one is set by a guideline.
    rollsOver: 'no',
    source: 'APPI Art. 26(1), Rule Art. 8(1): promptly; guideline 3-5-3-3: about 3 to 5 days, days off counted',
    mark: 'counsel',
  },
  {
    id: 'appi.people',
    regime: 'appi',
    since: '2022-04-01',
    what: {
      ja: 'ご本人への通知（法26条2項。「速やかに」とあり、日数の定めはない）',
      en: 'telling the people concerned (APPI Art. 26(2): promptly, no number of days)',
    },
    starts: 'knowing',
    period: { unit: 'days', length: 5 },
    set: 'ours',
    rollsOver: 'no',
    source:
      'APPI Art. 26(2), Rule Art. 10: promptly, according to the situation; the day is the latest of the preliminary report, set by us',
    mark: 'counsel',
  },
  {
    id: 'appi.final',
    regime: 'appi',
    since: '2022-04-01',
    what: { ja: '個人情報保護委員会への確報', en: 'final report to the PPC' },
    starts: 'knowing',
    period: { unit: 'days', length: 30 },
    set: 'law',
    rollsOver: 'jp',
    source: 'APPI Rule Art. 8(2): 30 days; an end on a day off moves (guideline 3-5-3-4)',
    mark: 'read',
  },
  {
    id: 'appi.final-wrongful',
    regime: 'appi',
    since: '2022-04-01',
    what: {
      ja: '個人情報保護委員会への確報（不正の目的のおそれがある場合）',
      en: 'final report to the PPC where a wrongful purpose is possible',
    },
    starts: 'knowing',
    period: { unit: 'days', length: 60 },
    set: 'law',
    rollsOver: 'jp',
    source: 'APPI Rule Art. 8(2), Art. 7(3): 60 days; an end on a day off moves (guideline 3-5-3-4)',
    mark: 'read',
  },
  {
    id: 'gdpr.authority',
    regime: 'gdpr',
    since: '2018-05-25',
    what: { ja: '監督機関への通知（GDPR 33条）', en: 'notification to the supervisory authority (GDPR Art. 33)' },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    set: 'law',
    rollsOver: 'no',
    source: 'GDPR Art. 33(1): 72 hours after becoming aware',
    mark: 'read',
  },
  {
    id: 'gdpr.people',
    regime: 'gdpr',
    since: '2018-05-25',
    what: {
      ja: 'ご本人への連絡（GDPR 34条。リスクが高い場合。「遅滞なく」とあり、時間の定めはない）',
      en: 'telling the people concerned where the risk is high (GDPR Art. 34: without undue delay, no number of hours)',
    },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    set: 'ours',
    rollsOver: 'no',
    source: 'GDPR Art. 34(1): without undue delay; the hour is that of Art. 33, set by us',
    mark: 'counsel',
  },
  {
    id: 'gdpr.access',
    regime: 'gdpr',
    since: '2018-05-25',
    what: {
      ja: '「誰に渡したか」への回答（GDPR 12条・15条）',
      en: 'answer to "who did you give it to?" (GDPR Art. 12 and 15)',
    },
    starts: 'received',
    period: { unit: 'months', length: 1 },
    set: 'law',
    strict: { unit: 'days', length: 28 },
    rollsOver: 'eu',
    source:
      'GDPR Art. 12(3): one month of receipt, two more only if told within it with reasons; an end on a day off moves (Regulation 1182/71 Art. 3(4))',
    mark: 'read',
  },
  {
    id: 'uk.acknowledge',
    regime: 'uk',
    since: '2026-06-19',
    what: {
      ja: '苦情の受付の確認（英国 DPA 2018 s.164A）',
      en: 'acknowledgement of the complaint (UK DPA 2018 s.164A)',
    },
    starts: 'received',
    period: { unit: 'days', length: 30 },
    set: 'law',
    rollsOver: 'no',
    source: 'Data (Use and Access) Act 2025 s.103, in force 2026-06-19: 30 days beginning when received',
    mark: 'read',
  },
  {
    id: 'uk.authority',
    regime: 'uk',
    since: '2021-01-01',
    what: { ja: 'ICOへの通知（UK GDPR 33条）', en: 'notification to the ICO (UK GDPR Art. 33)' },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    set: 'law',
    rollsOver: 'no',
    source: 'UK GDPR Art. 33(1)',
    mark: 'counsel',
  },
  {
    id: 'uk.people',
    regime: 'uk',
    since: '2021-01-01',
    what: {
      ja: 'ご本人への連絡（UK GDPR 34条。リスクが高い場合。「遅滞なく」とあり、時間の定めはない）',
      en: 'telling the people concerned where the risk is high (UK GDPR Art. 34: without undue delay, no number of hours)',
    },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    set: 'ours',
    rollsOver: 'no',
    source: 'UK GDPR Art. 34(1): without undue delay; the hour is that of Art. 33, set by us',
    mark: 'counsel',
  },
  {
    id: 'uk.access',
    regime: 'uk',
    since: '2021-01-01',
    what: {
      ja: '「誰に渡したか」への回答（UK GDPR 12条・15条）',
      en: 'answer to "who did you give it to?" (UK GDPR Art. 12 and 15)',
    },
    starts: 'received',
    period: { unit: 'months', length: 1 },
    set: 'law',
    strict: { unit: 'days', length: 28 },
    rollsOver: 'uk',
    source: 'ICO guidance on time limits: same date next month, weekend or bank holiday to the next working day',
    mark: 'read',
  },
];
