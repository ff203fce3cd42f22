// The law's clocks as data, with version and source. Nothing here is legal advice; every page that uses it says so.
// mark: `read` = read at the source named; `counsel` = from memory or a secondary page, counsel to check.
import type { Both } from '../../vocabulary/finding.ts';

/** Changed whenever a row changes, and printed with every due date. */
export const clockTableVersion = '2026-11-22';

export type Regime = 'appi' | 'gdpr' | 'uk' | 'own';

/** received: the complaint came in. knowing: a leak, or the risk of one, is known. decided: a letter or report names it. */
export type ClockStart = 'received' | 'knowing';

export type ClockRow = {
  readonly id: string;
  readonly regime: Regime;
  readonly what: Both;
  readonly starts: ClockStart;
  /**
   * hours: that many hours, weekends counted. days: the day of the start is day 1, holidays counted. month: the same date
   * that many months later.
   */
  readonly period: { readonly unit: 'hours' | 'days' | 'months'; readonly length: number };
  /** A stricter period for the conservative clock, where practice has one. */
  readonly strict?: { readonly unit: 'hours' | 'days'; readonly length: number };
  /** Whether an end on a day off moves to the next working day. Only the decided clock ever moves. */
  readonly rollsOver: 'jp' | 'uk' | 'no';
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
    rollsOver: 'no',
    source: 'our own practice',
    mark: 'read',
  },
  {
    id: 'appi.preliminary-target',
    regime: 'appi',
    what: { ja: '個人情報保護委員会への速報（目安の早い方）', en: 'preliminary report to the PPC, early target' },
    starts: 'knowing',
    period: { unit: 'days', length: 3 },
    rollsOver: 'jp',
    source: 'APPI Art. 26(1), Rule Art. 8(1): promptly, about 3 to 5 days',
    mark: 'counsel',
  },
  {
    id: 'appi.preliminary',
    regime: 'appi',
    what: { ja: '個人情報保護委員会への速報', en: 'preliminary report to the PPC' },
    starts: 'knowing',
    period: { unit: 'days', length: 5 },
    rollsOver: 'jp',
    source: 'APPI Art. 26(1), Rule Art. 8(1): promptly, about 3 to 5 days',
    mark: 'counsel',
  },
  {
    id: 'appi.final',
    regime: 'appi',
    what: { ja: '個人情報保護委員会への確報', en: 'final report to the PPC' },
    starts: 'knowing',
    period: { unit: 'days', length: 30 },
    rollsOver: 'jp',
    source: 'APPI Rule Art. 8(2): 30 days',
    mark: 'read',
  },
  {
    id: 'appi.final-wrongful',
    regime: 'appi',
    what: {
      ja: '個人情報保護委員会への確報（不正の目的のおそれがある場合）',
      en: 'final report to the PPC where a wrongful purpose is possible',
    },
    starts: 'knowing',
    period: { unit: 'days', length: 60 },
    rollsOver: 'jp',
    source: 'APPI Rule Art. 8(2), Art. 7(3): 60 days',
    mark: 'read',
  },
  {
    id: 'gdpr.authority',
    regime: 'gdpr',
    what: { ja: '監督機関への通知（GDPR 33条）', en: 'notification to the supervisory authority (GDPR Art. 33)' },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    rollsOver: 'no',
    source: 'GDPR Art. 33(1): 72 hours after becoming aware',
    mark: 'read',
  },
  {
    id: 'gdpr.access',
    regime: 'gdpr',
    what: {
      ja: '「誰に渡したか」への回答（GDPR 12条・15条）',
      en: 'answer to "who did you give it to?" (GDPR Art. 12 and 15)',
    },
    starts: 'received',
    period: { unit: 'months', length: 1 },
    strict: { unit: 'days', length: 28 },
    rollsOver: 'no',
    source: 'GDPR Art. 12(3): one month of receipt',
    mark: 'read',
  },
  {
    id: 'uk.acknowledge',
    regime: 'uk',
    what: {
      ja: '苦情の受付の確認（英国 DPA 2018 s.164A）',
      en: 'acknowledgement of the complaint (UK DPA 2018 s.164A)',
    },
    starts: 'received',
    period: { unit: 'days', length: 30 },
    rollsOver: 'no',
    source: 'Data (Use and Access) Act 2025 s.103, in force 2026-06-19: 30 days beginning when received',
    mark: 'read',
  },
  {
    id: 'uk.authority',
    regime: 'uk',
    what: { ja: 'ICOへの通知（UK GDPR 33条）', en: 'notification to the ICO (UK GDPR Art. 33)' },
    starts: 'knowing',
    period: { unit: 'hours', length: 72 },
    rollsOver: 'no',
    source: 'UK GDPR Art. 33(1)',
    mark: 'counsel',
  },
  {
    id: 'uk.access',
    regime: 'uk',
    what: {
      ja: '「誰に渡したか」への回答（UK GDPR 12条・15条）',
      en: 'answer to "who did you give it to?" (UK GDPR Art. 12 and 15)',
    },
    starts: 'received',
    period: { unit: 'months', length: 1 },
    strict: { unit: 'days', length: 28 },
    rollsOver: 'uk',
    source: 'ICO guidance on time limits: same date next month, weekend or bank holiday to the next working day',
    mark: 'read',
  },
];
