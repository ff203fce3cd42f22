// The first minutes, before anything is examined: what may still be burning, which evidence dies next, what must be kept,
// which clocks run, whom to call, what the phone may say. From a sample of the logs, and it says so. Read on a bad day: what
// to do now stands on top, every line fits a screen of 80 columns, nobody's address or name stands in it but ours.
import { isoInZone } from '../../custody/instant.ts';
import type { CaseFile, Organisation } from '../../vocabulary/case-file.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isNoteFile } from '../../vocabulary/note-file.ts';
import { visible } from '../../vocabulary/visible.ts';
import { isLawUnknown } from '../clocks/watched-regimes.ts';
import { dyingEvidence } from '../dying-evidence.ts';
import { wrapLines } from '../wrap-lines.ts';
import { callOrder } from './call-order.ts';
import { doNow } from './do-now.ts';
import { minute } from './due-words.ts';
import { evidence, holdList } from './evidence-to-keep.ts';
import type { Ended, Section, Seen, TriageInput } from './first-look.ts';
import { phone } from './phone.ts';
import { burning } from './still-burning.ts';
import { clocks } from './two-clocks.ts';

/** Of a terminal as it opens. */
const COLUMNS = 80;

/** Sentences of a first reply that say that something of ours went wrong, by their ids. */
const admissions: ReadonlySet<string> = new Set(['sorry-leak', 'found.own-mailing']);

/** What the first reply of an examined case admits, as its sentences have it; what was found, and what comes next. */
export const endedWith = ({
  letters,
  checks,
  facts,
  next,
}: Pick<CaseFile, 'letters' | 'checks' | 'facts' | 'next'>): Ended => ({
  threatened: factsOf(facts, 'extortion-mail').length > 0,
  checks,
  next,
  admits: letters.some(
    ({ stage, sentences }) => stage === 'holding' && sentences.some(({ id }) => id !== undefined && admissions.has(id)),
  ),
});

/** Before any date on the page: that none of them may be one of their law. */
const lawUnknown = ({ timeZone }: Organisation): Both => ({
  ja: `org.yaml に regimes がなく、${timeZone} の法律の期限はここでは数えていません。下の法律の期限は、その法律が適用される場合だけのものです。自国の期限は顧問に確かめてください`,
  en: `org.yaml names no regimes, and no date of the law of ${timeZone} is counted here. Those of other laws below hold only where these apply: ask counsel for the dates of your own`,
});

/** Before any time on the page: whose times they are, where nobody said. */
const zoneAssumed = ({ regimesAssumed }: Organisation): Both =>
  regimesAssumed
    ? {
        ja: '時刻は日本時間、期限は日本の法律によります（org.yaml に time_zone も regimes もないため）。日本でなければ、何かを送る前に両方を書いて作り直してください',
        en: 'Times are those of Japan, and so is the law, as org.yaml names neither time_zone nor regimes: if that is not yours, name both and run this again before anything is sent',
      }
    : {
        ja: '時刻は日本時間です（org.yaml に time_zone がないため）。日本でなければ、何かを送る前に time_zone を書いて作り直してください',
        en: 'Times are those of Japan, as org.yaml names no time_zone: if that is not yours, name it and run this again before anything is sent',
      };

/** The page as text, and what a first answer has to know of it. */
export type Triage = { readonly text: string; readonly firstToGo: CaseFile['firstToGo'] };

const holdingReply: Section = {
  title: { ja: '一次回答', en: 'The holding reply' },
  lines: [
    {
      ja: '先に holding.ja.txt（または holding.ja.pdf）を読んで送る。letter は同じ日には送らず、署名（必要なら法務の確認）のあとに送る',
      en: 'first read and send holding.en.txt (or holding.en.pdf); the letter goes on a later day, once signed (and seen by counsel where needed)',
    },
  ],
};

/** One language of the page. Every line is wrapped to a terminal. */
function inLanguage(language: keyof Both, input: Seen, sections: readonly Section[]): string {
  const { organisation } = input;
  const above = organisation.timeZoneAssumed
    ? zoneAssumed(organisation)
    : isLawUnknown(organisation)
      ? lawUnknown(organisation)
      : undefined;
  const zoned = above ? `${wrapLines(above[language], '', COLUMNS).join('\n')}\n\n` : '';
  const top = doNow(input).flatMap((line, index) => wrapLines(line[language], `  ${index + 1}) `, COLUMNS));
  const rest = sections.map(({ title, lines }, index) =>
    [
      `${index + 1}. ${title[language]}`,
      ...lines.flatMap((line) => wrapLines(line[language], line.head ? '   ' : '   - ', COLUMNS)),
    ].join('\n'),
  );
  return `${zoned}${language === 'ja' ? 'まず、この順に' : 'First, in this order'}\n${top.join('\n')}\n\n${rest.join('\n\n')}`;
}

/** The page, Japanese first, then English. */
export function triage(given: TriageInput): Triage {
  const { claim, organisation, peek, settings, now } = given;
  const { retentionDays, timeZone } = organisation;
  // A note among logs is lost with nobody's records.
  const logs = peek.logs.filter(({ path, from }) => from !== null || !isNoteFile(path));
  const dying = dyingEvidence({ logs, settings, retentionDays, timeZone, now });
  const input: Seen = { ...given, dying };
  const sections: readonly Section[] = [
    burning(input),
    evidence(input),
    holdList(input),
    clocks(input),
    callOrder(input),
    holdingReply,
    phone(input),
  ];
  const at = minute(now, timeZone);
  const ja = `証 初動の整理　受付番号 ${claim.caseNumber}（${at}）\n\n${inLanguage('ja', input, sections)}`;
  const en = `Akashi: first look, case ${claim.caseNumber} (${at})\n\n${inLanguage('en', input, sections)}`;
  const [next] = dying.flatMap(({ series, at: goes }) => (goes === null ? [] : [{ series, goes }]));
  // Names of files stand in it.
  return {
    text: visible(`${ja}\n\n\n${en}\n`),
    firstToGo: next && { log: next.series, at: isoInZone(next.goes, timeZone) },
  };
}
