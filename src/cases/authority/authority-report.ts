// A draft of the authority's form: what is known is filled in from the case, what is open is marked as open. Not legal
// advice, and it says so.
import { isoInZone } from '../../custody/instant.ts';
import type { CaseFile } from '../../vocabulary/case-file.ts';
import type { Both, Language } from '../../vocabulary/finding.ts';
import { type Regime as AnyRegime, clockTable, clockTableVersion } from '../clocks/clock-table.ts';
import { dueDates } from '../clocks/due-dates.ts';
import { appiItems, gdprItems, type ReportItem, ukItems } from './forms.ts';

/** Whose authority is written to: our own terms have none. */
export type Regime = Exclude<AnyRegime, 'own'>;

/** One date, by which clock. */
type Due = { readonly what: Both; readonly by: string; readonly conservative: boolean };

/** One item whose draft is no longer what it was. */
export type Change = {
  readonly id: string;
  readonly title: Both;
  readonly added: readonly Both[];
  readonly removed: readonly Both[];
};

export type AuthorityReport = {
  readonly regime: Regime;
  readonly title: Both;
  readonly caseNumber: string;
  /** The present of the case, as it is shown. */
  readonly at: string;
  readonly due: readonly Due[];
  readonly items: readonly ReportItem[];
};

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

const forms = { appi: appiItems, gdpr: gdprItems, uk: ukItems } as const;

/** How an item is numbered on the page: as its law does, or in order where the law gives no numbers. */
function labelOf({ regime, items }: AuthorityReport, id: string): string {
  if (regime === 'gdpr') return id === 'late' ? '33(1)' : `(${id})`;
  return `${regime === 'uk' ? items.findIndex((one) => one.id === id) + 1 : id}.`;
}

const minute = (at: string, zone: string) => isoInZone(Date.parse(at), zone).slice(0, 16).replace('T', ' ');

export function authorityReport(caseFile: CaseFile, regime: Regime): AuthorityReport {
  const { claim, organisation, handling, now } = caseFile;
  const zone = organisation.timeZone;
  const ofRegime = new Set(clockTable.filter((row) => row.regime === regime).map(({ id }) => id));
  // Asked for by name: shown whether or not org.yaml lists the regime.
  const due = dueDates({
    claim,
    organisation: { timeZone: zone, regimes: [regime], vendors: organisation.vendors },
    handling,
    now: Date.parse(now),
  });
  return {
    regime,
    title: titles[regime],
    caseNumber: claim.caseNumber,
    at: minute(now, zone),
    due: due
      .filter(({ clock }) => ofRegime.has(clock))
      .map(({ what, by, conservative }) => ({ what, by: minute(by, zone), conservative })),
    items: forms[regime](caseFile),
  };
}

const key = ({ ja, en }: Both) => JSON.stringify([ja, en]);

/** What the later draft says and the earlier one did not, and the other way round. Open places count as said. */
export function changesBetween(earlier: AuthorityReport, later: AuthorityReport): Change[] {
  const ids = [...new Set([...earlier.items, ...later.items].map(({ id }) => id))];
  return ids.flatMap((id): Change[] => {
    const [before, after] = [earlier, later].map(({ items }) => items.find((one) => one.id === id));
    const title = (after ?? before)?.title;
    if (!title) return [];
    const lines = (one: ReportItem | undefined) => [...(one?.known ?? []), ...(one?.open ?? [])];
    const without = (from: readonly Both[], taken: readonly Both[]) => {
      const keys = new Set(taken.map(key));
      return from.filter((line) => !keys.has(key(line)));
    };
    const added = without(after?.known ?? [], lines(before));
    const removed = without(lines(before), lines(after));
    return added.length + removed.length > 0 ? [{ id, title, added, removed }] : [];
  });
}

/** One draft in one language, ready to be set or printed. */
export type ReportPage = {
  readonly lang: Language;
  readonly title: string;
  readonly caseLine: string;
  readonly draft: string;
  readonly due: { readonly title: string; readonly rows: readonly (readonly [string, string, string])[] };
  readonly changes: { readonly title: string; readonly none: string; readonly rows: readonly PageChange[] } | null;
  readonly items: readonly {
    readonly label: string;
    readonly title: string;
    readonly changed: boolean;
    readonly known: readonly string[];
    readonly open: readonly string[];
  }[];
  readonly changedMark: string;
  readonly foot: string;
  readonly footer: string;
  /** Year, month, day: PDF/A asks for one. */
  readonly day: readonly number[];
};
type PageChange = {
  readonly label: string;
  readonly title: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

const words = {
  ja: {
    number: (text: string, at: string) => `受付番号 ${text}、${at} 現在`,
    draft: '案です。【要記入】を埋め、内容を確かめてから、委員会等の所定の様式に写してください。',
    record:
      '案です。【要記入】を埋め、内容を確かめてから、苦情の処理の記録として残してください。侵害をICOに通知するとき（UK GDPR 33条）は、GDPRの案（a〜d）を使えます。',
    due: '期限',
    cautious: '慎重な期限',
    decided: '判断による期限',
    changes: (at: string) => `前回の案（${at}）からの変更`,
    none: '変更はありません',
    changed: '前回から変更',
    foot: `分かっていることだけを記しています。「慎重な期限」は、受付（または記録にあるそれより早い時）を「知った時」とみなして数えたものです。法的助言ではありません。期限と要否は顧問に確かめてください（期限の表 ${clockTableVersion}）。`,
    fill: (text: string) => `【要記入：${text}】`,
  },
  en: {
    number: (text: string, at: string) => `Case ${text}, as of ${at}`,
    draft: 'A draft: fill in what is marked, check it, and copy it into the form the authority prescribes.',
    record:
      'A draft: fill in what is marked, check it, and keep it as the record of the complaint. Where the ICO has to be notified of a breach (UK GDPR Art. 33), the draft for the GDPR, (a) to (d), serves.',
    due: 'Due',
    cautious: 'cautious',
    decided: 'decided',
    changes: (at: string) => `What changed since the last draft (${at})`,
    none: 'nothing changed',
    changed: 'changed since the last draft',
    foot: `It holds only what is known. The cautious date counts from receipt (or an earlier time on record) as if that were the moment of knowing. Not legal advice: have counsel confirm dates and duties (table of clocks ${clockTableVersion}).`,
    fill: (text: string) => `[to fill: ${text}]`,
  },
} as const;

export function reportPage(report: AuthorityReport, lang: Language, earlier: AuthorityReport | null): ReportPage {
  const say = words[lang];
  const pick = (text: Both) => text[lang];
  const changes = earlier === null ? [] : changesBetween(earlier, report);
  const changed = new Set(changes.map(({ id }) => id));
  const caseLine = say.number(report.caseNumber, report.at);
  // Places to fill look the same wherever they stand: they are searched for.
  const open = new Set([...report.items, ...(earlier?.items ?? [])].flatMap((one) => one.open.map(key)));
  const line = (text: Both) => (open.has(key(text)) ? say.fill(pick(text)) : pick(text));
  return {
    lang,
    title: pick(report.title),
    caseLine,
    draft: report.regime === 'uk' ? say.record : say.draft,
    due: {
      title: say.due,
      rows: report.due.map(({ by, what, conservative }): readonly [string, string, string] => [
        by,
        pick(what),
        conservative ? say.cautious : say.decided,
      ]),
    },
    changes:
      earlier === null
        ? null
        : {
            title: say.changes(earlier.at),
            none: say.none,
            rows: changes.map(({ id, title, added, removed }) => ({
              label: labelOf(report, id),
              title: pick(title),
              added: added.map(line),
              removed: removed.map(line),
            })),
          },
    items: report.items.map(({ id, title, known, open: missing }) => ({
      label: labelOf(report, id),
      title: pick(title),
      changed: changed.has(id),
      known: known.map(pick),
      open: missing.map((text) => say.fill(pick(text))),
    })),
    changedMark: say.changed,
    foot: say.foot,
    footer: caseLine,
    day: report.at.slice(0, 10).split('-').map(Number),
  };
}

/** The page as plain text: the same words as in print. */
export function reportText(page: ReportPage): string {
  const bracket = (text: string) => (page.lang === 'ja' ? `（${text}）` : ` (${text})`);
  const due = page.due.rows.map(([by, what, which]) => `   ${by}  ${what}${bracket(which)}`).join('\n');
  const changes =
    page.changes === null
      ? ''
      : `\n\n${page.changes.title}\n${
          page.changes.rows.length === 0
            ? `   ${page.changes.none}`
            : page.changes.rows
                .map(({ label, title, added, removed }) =>
                  [
                    `   ${label} ${title}`,
                    ...added.map((text) => `      + ${text}`),
                    ...removed.map((text) => `      - ${text}`),
                  ].join('\n'),
                )
                .join('\n')
        }`;
  const items = page.items.map(
    ({ label, title, changed, known, open }) =>
      `${label} ${title}${changed ? bracket(page.changedMark) : ''}\n${[...known, ...open].map((text) => `   ${text}`).join('\n')}`,
  );
  return `${page.title}\n${page.caseLine}\n${page.draft}\n\n${page.due.title}\n${due}${changes}\n\n${items.join('\n\n')}\n\n${page.foot}\n`;
}
