import { describe, expect, it } from 'vitest';
import { surveyCase as ofOldTimes } from '../../evidence/fixtures/survey.ts';
import type { CaseFile } from '../../vocabulary/case-file.ts';
import type { Language } from '../../vocabulary/finding.ts';
import { authorityReport, changesBetween, type Regime, reportPage, reportText } from './authority-report.ts';

/** The same case at a time at which these duties are in force. */
const surveyCase: CaseFile = JSON.parse(JSON.stringify(ofOldTimes).replaceAll('2009', '2027'));

const regimes = ['appi', 'gdpr', 'uk'] as const;
const textOf = (caseFile: CaseFile, regime: Regime, lang: Language, earlier?: CaseFile) =>
  reportText(reportPage(authorityReport(caseFile, regime), lang, earlier ? authorityReport(earlier, regime) : null));
const both = (text: string) => ({ ja: text, en: text });
const filled: CaseFile = {
  ...surveyCase,
  handling: {
    ...surveyCase.handling,
    sent: [{ stage: 'holding', at: '2027-04-16T10:00:00+09:00', outcome: 'inconclusive' }],
    measures: [{ id: 'm1', what: both('keys changed'), doneAt: '2027-04-17', by: null, owner: both('IT') }],
    incident: {
      items: both('name and address'),
      cause: both('a stolen password'),
      consequences: both('unwanted mail'),
      published: both('no'),
      people: { low: 20, high: 2000, at: '2027-04-16' },
    },
  },
};

describe('a draft for the authority', () => {
  it.each([
    { regime: 'appi' as const, ids: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    { regime: 'gdpr' as const, ids: ['a', 'b', 'c', 'd', 'late'] },
    { regime: 'uk' as const, ids: ['received', 'enquiry', 'informed', 'conclusion', 'action', 'ico'] },
  ])('$regime carries every item, each known or open', ({ regime, ids }) => {
    for (const caseFile of [surveyCase, filled]) {
      const { items } = authorityReport(caseFile, regime);
      expect(items.map(({ id }) => id)).toEqual(ids);
      for (const { known, open, id } of items) expect(known.length + open.length, id).toBeGreaterThan(0);
    }
  });

  // As the laws name them: APPI Rule Art. 8(1) items 1 to 9, GDPR Art. 33(3)(a) to (d) and 33(1), what DPA 2018 s.164A and the
  // ICO's guidance on it ask of a complaint.
  const contents = {
    appi: {
      ja: [
        '0. 報告対象事態の種別',
        '1. 概要',
        '2. 漏えい等が発生し、又は発生したおそれがある個人データの項目',
        '3. 本人の数',
        '4. 原因',
        '5. 二次被害又はそのおそれの有無及びその内容',
        '6. 本人への対応の実施状況',
        '7. 公表の実施状況',
        '8. 再発防止のための措置',
        '9. その他参考となる事項',
      ],
      en: [
        '0. Kind of event',
        '1. Outline',
        '2. Items of personal data',
        '3. Number of people',
        '4. Cause',
        '5. Secondary damage',
        '6. Handling towards the people',
        '7. Publication',
        '8. Measures against recurrence',
        '9. Other matters',
      ],
    },
    gdpr: {
      ja: ['(a) 侵害の性質', '(b) データ保護責任者等', '(c) 起こりうる結果', '(d) 講じた措置', '33(1) 72時間を超える'],
      en: [
        '(a) Nature of the breach, categories and approximate numbers of people and records',
        '(b) Name and contact of the data protection officer',
        '(c) Likely consequences',
        '(d) Measures taken or proposed',
        '33(1) Reasons, if later than 72 hours',
      ],
    },
    uk: {
      ja: [
        '1. 苦情の受付と',
        '2. 行った調査',
        '3. 経過の連絡',
        '4. 結論と理由',
        '5. 行った措置・予定',
        '6. ICOへの申出',
      ],
      en: [
        '1. Receipt of the complaint, and its acknowledgement',
        '2. Enquiries made',
        '3. How the complainant was kept informed of progress',
        '4. Outcome and reasons, and when they were told',
        '5. Action taken or planned',
        '6. Right to go to the ICO',
      ],
    },
  } as const;
  /** Nothing known but that somebody complained: then every item has to ask. */
  const bare: CaseFile = { ...surveyCase, facts: [], unresolved: [], checks: [], letters: [], handling: {} };

  it.each(regimes.flatMap((regime) => (['ja', 'en'] as const).map((lang) => ({ regime, lang }))))(
    'the page of $regime in $lang names each item of its law, says something or asks under each, and marks what is open',
    ({ regime, lang }) => {
      for (const caseFile of [surveyCase, filled, bare]) {
        const sections = textOf(caseFile, regime, lang).split('\n\n').slice(2, -1);
        const named = contents[regime][lang];
        expect(sections.length).toBe(named.length);
        const { items } = authorityReport(caseFile, regime);
        for (const [index, section] of sections.entries()) {
          const [title = '', ...lines] = section.split('\n');
          expect(title.startsWith(named[index] ?? '?'), `${title} for ${named[index]}`).toBe(true);
          expect(lines.length, title).toBeGreaterThan(0);
          const marked = lines.filter((line) => line.includes(lang === 'ja' ? '【要記入：' : '[to fill: '));
          expect(marked.length, title).toBe(items[index]?.open.length);
        }
      }
      for (const { id, open } of authorityReport(bare, regime).items) expect(open.length, id).toBeGreaterThan(0);
    },
  );

  it('asks under Art. 33(3)(a) for categories and approximate numbers, of people and of records', () => {
    const [nature] = authorityReport(bare, 'gdpr').items;
    expect(nature?.open.map(({ en }) => en)).toEqual([
      'cause',
      'categories of people (customers, applicants, …)',
      'approximate number of people',
      'categories of records',
      'approximate number of records',
    ]);
  });

  it('keeps a part open beside a part that is known', () => {
    const [nature] = authorityReport(surveyCase, 'gdpr').items;
    expect(nature?.known.length).toBeGreaterThan(0);
    expect(nature?.open.map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'approximate number of people',
        'categories of records',
        'approximate number of records',
      ]),
    );
  });

  it('names the four kinds of event, and sees a thousand people in the number', () => {
    const kinds = (caseFile: CaseFile) => textOf(caseFile, 'appi', 'ja');
    for (const kind of ['一号', '二号', '三号', '四号']) expect(kinds(surveyCase)).toContain(kind);
    expect(kinds(filled)).toContain('四号（千人を超える）：該当しうる。多くて2000名');
  });

  it.each(['ja', 'en'] as const)(
    'in %s it marks what is open, shows both clocks, names no address of a customer',
    (lang) => {
      const aware: CaseFile = {
        ...surveyCase,
        handling: {
          ...surveyCase.handling,
          awareness: { decision: 'aware', at: '2027-04-16', signedBy: null, reasons: null },
        },
      };
      for (const regime of regimes) {
        const text = textOf(aware, regime, lang);
        expect(text).toContain(lang === 'ja' ? '【要記入：' : '[to fill: ');
        expect(text).toContain(lang === 'ja' ? '慎重な期限' : 'cautious');
        expect(text).toContain(lang === 'ja' ? '判断による期限' : 'decided');
        expect(text).not.toContain(surveyCase.claim.address);
      }
    },
  );

  it.each([
    { name: 'no decision', awareness: undefined, want: /no decision about being aware/ },
    { name: 'within 72 hours', awareness: '2027-04-15T10:00:00+09:00', want: /within 72 hours of becoming aware/ },
    { name: 'later', awareness: '2027-04-10T10:00:00+09:00', want: /more than 72 hours have passed: the reasons/ },
  ])('Art. 33(1), $name', ({ awareness, want }) => {
    const caseFile: CaseFile = {
      ...surveyCase,
      now: '2027-04-16T09:00:00+09:00',
      handling: awareness ? { awareness: { decision: 'aware', at: awareness, signedBy: null, reasons: null } } : {},
    };
    expect(textOf(caseFile, 'gdpr', 'en')).toMatch(want);
  });

  it('lists what was added and what no longer stands since the last draft', () => {
    const text = textOf(filled, 'appi', 'en', surveyCase);
    expect(text).toMatch(/4\. Cause \(changed since the last draft\)/);
    expect(text).toContain('      + a stolen password');
    expect(text).toContain('      - [to fill: which items (name, address, answers, …)]');
    expect(text).not.toMatch(/9\. Other matters \(changed/);
    expect(changesBetween(authorityReport(filled, 'uk'), authorityReport(filled, 'uk'))).toEqual([]);
    expect(textOf(filled, 'uk', 'ja', filled)).toContain('変更はありません');
  });
});
