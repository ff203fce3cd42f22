// The first ten seconds: whose turn, what can be said, what to do next and by when; then the three columns.
import type { Deadline, NextStep } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { shareWords } from '../vocabulary/interval-words.ts';
import { riskCoverage } from './coverage.ts';
import { both, html, type Markup, nothing, say } from './html.ts';
import { anchor, type ReportContext } from './report-context.ts';
import { drillLimits } from './report-drill.ts';
import { grouped, lineCount, measuredPercent, missingPercent } from './report-format.ts';
import { originSentence, outcomeSentence, ownerName, resultSigns, resultWords } from './report-words.ts';

const b = (ja: string, en: string): Both => ({ ja, en });

/** Series of records named in the first column; the map and its table have them all. */
const ROWS_SHOWN = 6;

type Due = Pick<Deadline, 'by' | 'what'>;
const dated = ({ by, what }: NextStep): Due[] => (by === null ? [] : [{ by, what }]);

/** The earliest that is not past; when all are past, the latest of them, which is overdue. */
function nearest(deadlines: readonly Due[], now: string): Due | undefined {
  const sorted = [...deadlines].sort((x, y) => Date.parse(x.by) - Date.parse(y.by));
  return sorted.find(({ by }) => Date.parse(by) >= Date.parse(now)) ?? sorted.at(-1);
}

const seal = html`<svg class="seal" viewBox="0 0 40 40" aria-hidden="true"><rect x="1.5" y="1.5" width="37" height="37" rx="3" fill="none" stroke="var(--shu)" stroke-width="2.4"/><text x="20" y="29.2" text-anchor="middle" font-size="25" style="fill:var(--shu);font-family:'Noto Serif JP','Hiragino Mincho ProN','Yu Mincho',serif;font-weight:600">証</text></svg>`;

export function caseLine({ caseFile, clock }: ReportContext): Markup {
  const { claim, next, deadlines, now } = caseFile;
  // What is to be done next is what is due next: two dates for one thing would be read as a contradiction.
  const steps = next.flatMap(dated);
  const due = nearest(steps.length > 0 ? steps : deadlines, now);
  const overdue = due !== undefined && Date.parse(due.by) < Date.parse(now);
  const language = claim.language;
  const radio = (lang: 'ja' | 'en', label: string) =>
    html`<input class="vh" type="radio" name="lang" id="lang-${lang}" value="${lang}"${language === lang ? html` checked` : nothing}><label for="lang-${lang}" lang="${lang}">${label}</label>`;
  return html`<header class="top"><div class="caseline">${seal}
<span>${say('受付番号', 'Case')} <b>${claim.caseNumber}</b></span>
${claim.receivedAt ? html`<span>${say('受付', 'received')} ${both(clock.when(claim.receivedAt))}</span>` : nothing}
${next[0] ? html`<span>${say('いまの担当', 'now with')} <b>${both(ownerName(next[0].owner))}</b></span>` : nothing}
${due ? html`<span>${overdue ? say('期限を過ぎています：', 'overdue:') : say('最も近い期限', 'nearest deadline')} <b>${both(clock.when(due.by))}</b> ${both(due.what)}</span>` : nothing}
<fieldset class="langs"><legend class="vh">言語 / Language</legend>${radio('ja', '日本語')}${radio('en', 'English')}</fieldset></div></header>`;
}

/** A low figure under "does not clearly favour either side" reads as a contradiction: it is what was assumed beforehand. */
const assumed = b(
  'この見込みは主に、漏えいがどれほど起きるものかという想定によるもので、今回調べたことがそう示したのではありません。',
  'This rests mainly on how often leaks are assumed to happen, not on what was examined here.',
);

/** Japanese sets no space between sentences. */
const betweenSentences = say('', ' ');

/** What was examined does not tell the sides apart, so that the figure is as good as the one assumed. */
const restsOnAssumption = ({ outcome, weigh }: ReportContext['caseFile']) =>
  outcome === 'inconclusive' && weigh !== null && weigh.likelihoodRatio.low <= 1 && weigh.likelihoodRatio.high >= 1;

export function verdict({ caseFile, clock }: ReportContext): Markup {
  const { next, now } = caseFile;
  const step = ({ what, by, owner }: (typeof next)[number]) =>
    html`${both(what)} ${by ? html`<span class="by">${say('期限', 'by')} ${both(clock.when(by))}</span>` : html`<span class="by">${say('期限は未定', 'no date set')}</span>`} <span class="small">${say('担当', 'owner')} ${both(ownerName(owner))}</span>`;
  const [first, ...rest] = next;
  return html`<div class="verdict"><h1>${both(outcomeSentence(caseFile))}</h1>
<p class="also">${caseFile.weigh && caseFile.outcome !== 'leak_confirmed' ? html`${say('弊社側から出た見込み：', 'That it came from our side: ')}<b>${both(shareWords(caseFile.weigh.shown))}</b>${say('。', '. ')}${restsOnAssumption(caseFile) ? html`${both(assumed)}${betweenSentences}` : nothing}` : nothing}${both(originSentence(caseFile))}${betweenSentences}${say(`（${clock.when(now).ja} 現在）`, `(as of ${clock.when(now).en})`)}</p>
<dl class="next"><dt>${say('次にすること', 'Next')}</dt><dd>${first ? step(first) : say('決まっていません。', 'Nothing has been set.')}${rest.length > 0 ? html`<ul class="later">${rest.map((each) => html`<li>${step(each)}</li>`)}</ul>` : nothing}</dd></dl></div>`;
}

function looked({ caseFile, extra, clock }: ReportContext): Markup[] {
  const items: Markup[] = [];
  const rows = extra.coverage.filter(({ paths }) => paths.length > 0);
  for (const row of rows.slice(0, ROWS_SHOWN)) {
    const share = row.lines !== null && row.parsed !== null && row.lines > 0 ? row.parsed / row.lines : null;
    const times = row.spans.filter(({ kind }) => kind !== 'missing');
    const first = times.reduce<string | null>(
      (least, { from }) => (least !== null && Date.parse(least) <= Date.parse(from) ? least : from),
      null,
    );
    const last = times.reduce<string | null>(
      (most, { to }) => (most !== null && Date.parse(most) >= Date.parse(to) ? most : to),
      null,
    );
    items.push(
      html`<li><b>${both(row.label)}</b> ${first && last ? html`<small>${both(clock.day(first))} – ${both(clock.day(last))}</small>` : nothing}<br><small>${
        share === null
          ? say('時刻のない資料', 'no times in it')
          : say(
              `${grouped(row.lines ?? 0)}行、うち読み取れた行 ${measuredPercent(share)}`,
              `${lineCount(row.lines ?? 0)}, ${measuredPercent(share)} understood`,
            )
      }</small></li>`,
    );
  }
  if (rows.length > ROWS_SHOWN)
    items.push(
      html`<li>${say(`ほか${rows.length - ROWS_SHOWN}系列の記録`, `${rows.length - ROWS_SHOWN} more series of records`)}</li>`,
    );
  const logPaths = new Set(extra.coverage.flatMap(({ paths }) => paths));
  const others = caseFile.sources.filter(({ path }) => !logPaths.has(path));
  if (others.length > 0) {
    items.push(
      html`<li>${say(`ほかの資料 ${others.length}件`, `${others.length} other sources`)}<br><small>${others
        .slice(0, 4)
        .map(({ path }) => path)
        .join(', ')}${others.length > 4 ? ' …' : ''}</small></li>`,
    );
  }
  return items.length > 0 ? items : [html`<li>${say('資料は何も渡されていません。', 'No sources were given.')}</li>`];
}

function found({ caseFile }: ReportContext): Markup[] {
  const order = ['found', 'nothing-found', 'not-checked'] as const;
  const open = new Set(
    caseFile.facts.flatMap(({ id, foundBy }) => (caseFile.unresolved.includes(id) ? (foundBy ?? []) : [])),
  );
  const hits = caseFile.checks.filter(({ result }) => result === 'found');
  const telling = [...hits.filter(({ id }) => open.has(id)), ...hits.filter(({ id }) => !open.has(id))];
  const items = telling
    .slice(0, 5)
    .map(
      ({ id, says }) =>
        html`<li><span class="state ${open.has(id) ? 'found' : 'noted'}"><i aria-hidden="true">●</i></span> <a href="#${anchor('check', id)}">${both(says)}</a></li>`,
    );
  const counts = order.map((result) => {
    const count = caseFile.checks.filter((check) => check.result === result).length;
    return html`<li><span class="state ${result === 'found' ? 'noted' : result}"><i aria-hidden="true">${resultSigns[result]}</i> <span>${both(resultWords[result])}</span></span> ${say(`${count}件`, String(count))}</li>`;
  });
  return [...items, ...counts];
}

const unsealedWords: Readonly<Record<'none' | 'own' | 'late' | 'partial' | 'outside', Both>> = {
  none: b(
    '記録は封じられていません。上手な書き換えは、見た目では分かりません。',
    'The logs were not sealed: a careful change would not show.',
  ),
  own: b(
    '記録の封印は自分の鍵だけのもので、外部の確認がありません。他の人には何も証明しません。',
    'The logs were sealed by our own key alone, seen by nobody outside: that proves nothing to others.',
  ),
  late: b(
    '外部が記録の封印を確認したのは、申し出のあとか、書き込みからだいぶ経ってからです。それより前の書き換えは分かりません。',
    'Somebody outside saw the seals of the logs only after the complaint, or long after they were written: changes before that would not show.',
  ),
  partial: b(
    '書き込みから間もなく外部が封印を確認したのは、問題の期間の一部の行だけです。',
    'Only some lines of the time at risk were sealed, and seen by somebody outside, soon after they were written.',
  ),
  // Sealed, but the lines are not what was sealed.
  outside: b('封印した行と違う行があります。', 'Some lines are not what was sealed.'),
};

function limits(context: ReportContext): Markup[] {
  const { caseFile, extra } = context;
  const items: Markup[] = [];
  const notChecked = caseFile.checks.filter(({ result }) => result === 'not-checked');
  if (notChecked.length > 0) {
    items.push(
      html`<li><span class="state not-checked"><i aria-hidden="true">▨</i> <span>${both(resultWords['not-checked'])}</span></span> ${say(`${notChecked.length}件`, String(notChecked.length))}<br><small>${notChecked
        .slice(0, 4)
        .map(
          ({ id, asks }) => html`<a href="#${anchor('check', id)}">${both(asks)}</a><br>`,
        )}${notChecked.length > 4 ? say(`ほか${notChecked.length - 4}件`, `and ${notChecked.length - 4} more`) : nothing}</small></li>`,
    );
  }
  const logs = extra.coverage.filter(({ paths, spans }) => paths.length > 0 && spans.length > 0);
  for (const row of logs) {
    const share = riskCoverage(row, caseFile);
    if (share !== null && share < 0.995) {
      items.push(
        html`<li>${both(b(`${row.label.ja}は、問題の期間の ${missingPercent(share)} を覆っていません。`, `${row.label.en} does not cover ${missingPercent(share)} of the time at risk.`))}</li>`,
      );
    }
  }
  items.push(...drillLimits(caseFile.drill, caseFile.checks));
  const integrity = caseFile.facts.find((fact) => fact.kind === 'log-integrity');
  if (integrity?.kind === 'log-integrity' && !integrity.sealed) {
    items.push(html`<li>${both(unsealedWords[integrity.seals ?? 'none'])}</li>`);
  }
  return items;
}

export function columns(context: ReportContext): Markup {
  const column = (title: Markup, items: readonly Markup[]) =>
    html`<section><h2>${title}</h2><ul>${items}</ul></section>`;
  return html`<div class="columns">${column(say('調べたもの', 'What we looked at'), looked(context))}${column(say('分かったこと', 'What we found'), found(context))}${column(say('この調べでは分からないこと', 'What this cannot show'), limits(context))}</div>`;
}
