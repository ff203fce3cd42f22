// The coverage map: rows are sources, the axis is time from submission to now. It shows what silence is worth.
// Drawn with percentages, so that it fits any width while its words keep their size.
import { millisecondsOf } from '../custody/instant.ts';
import { reachedBy } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { riskCoverage, timeAtRisk } from './coverage.ts';
import { both, html, type Markup, nothing, say, svgBoth } from './html.ts';
import type { CoverageRow, TimelineEvent } from './quote.ts';
import type { ReportContext } from './report-context.ts';
import { type Clock, grouped, measuredPercent } from './report-format.ts';

const HEAD = 46; // room above the rows for the numbered marks, px
const ROW = 48; // one row: its name, then its bar, px
const BAR = 16;
const MARKS_SHOWN = 24;
const ROWS_SHOWN = 24; // the table below has them all

/** Patterns that every drawing on the page may use. */
export const patterns = html`<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--hatch-ground)"/><line x1="0" x2="0" y1="0" y2="6" stroke="var(--hatch)" stroke-width="2.4"/></pattern><pattern id="half" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--indigo)"/><line x1="0" x2="0" y1="0" y2="6" stroke="var(--paper)" stroke-width="2.6"/></pattern></defs></svg>`;

type Axis = {
  readonly from: number;
  readonly to: number;
  at(time: number): string;
  share(time: number): number;
  /** Milliseconds; a date alone is the beginning of that day where the organisation is. NaN: no time. */
  instant(written: string): number;
};

function axisOf({ caseFile, extra }: ReportContext): Axis | undefined {
  const instant = (written: string): number =>
    Number.isNaN(Date.parse(written)) ? Number.NaN : millisecondsOf(written, caseFile.organisation.timeZone);
  const now = Date.parse(caseFile.now);
  const risk = timeAtRisk(caseFile);
  const told = instant(caseFile.claim.submittedAt ?? '');
  const times = [
    told,
    ...extra.events.map(({ at }) => instant(at)),
    ...extra.coverage.flatMap(({ spans }) => spans.map(({ from }) => instant(from))),
  ].filter((time) => Number.isFinite(time) && time < now);
  const submitted = risk?.from ?? told;
  // From submission on, as the question is; without one, from the first thing known.
  const from = Number.isFinite(submitted) && submitted < now ? submitted : Math.min(...times);
  if (!(Number.isFinite(from) && Number.isFinite(now) && from < now)) return undefined;
  const margin = (now - from) * 0.02;
  const [start, end] = [from - margin, now + margin * 0.5];
  const share = (time: number) => Math.min(Math.max((time - start) / (end - start), 0), 1);
  return { from, to: now, share, instant, at: (time) => `${(share(time) * 100).toFixed(3)}%` };
}

type Mark = {
  readonly n: number;
  readonly level: number;
  readonly kind: TimelineEvent['kind'];
  /** One event, or several of a kind too close together to tell apart in the picture. */
  readonly events: readonly [TimelineEvent, ...TimelineEvent[]];
};

/** 3 % of 320 px: closer than half a circle. */
const TOO_CLOSE = 0.03;

/** Numbered in order of time; a mark too close to the one before it moves up a level, so that no two numbers overlap. */
function marksOf(events: readonly TimelineEvent[], axis: Axis): Mark[] {
  const share = ({ at }: TimelineEvent) => axis.share(axis.instant(at));
  const sorted = [...events]
    .filter(({ at }) => Number.isFinite(axis.instant(at)))
    .sort((a, b) => axis.instant(a.at) - axis.instant(b.at) || (a.what.en < b.what.en ? -1 : 1));
  const groups: [TimelineEvent, ...TimelineEvent[]][] = [];
  for (const event of sorted) {
    const near = groups.find(([first]) => first.kind === event.kind && share(event) - share(first) < TOO_CLOSE);
    if (near) near.push(event);
    else groups.push([event]);
  }
  const lastAt = [-1, -1, -1];
  return groups.slice(0, MARKS_SHOWN).map((group, i) => {
    const x = share(group[0]);
    // 8 % of 320 px is one circle and its gap.
    const free = lastAt.findIndex((last) => last < 0 || x - last > 0.08);
    const level = free < 0 ? i % 3 : free;
    lastAt[level] = x;
    return { n: i + 1, level, kind: group[0].kind, events: group };
  });
}

/** What one mark stands for, in words: the event, or how many, from when to when, and what they were. */
function markWords({ events }: Mark, clock: Clock): { when: Both; what: Both } {
  const [first, ...rest] = events;
  const last = rest.at(-1);
  if (!last) return { when: clock.when(first.at), what: first.what };
  const kinds = [...new Map(events.map(({ what }) => [what.en, what])).values()];
  const named = kinds.slice(0, 3);
  const more = kinds.length - named.length;
  return {
    when: clock.when(first.at),
    what: {
      ja: `${events.length}件（${clock.when(last.at).ja} まで）：${named.map(({ ja }) => ja).join('、')}${more > 0 ? ` ほか${more}種` : ''}`,
      en: `${events.length} events until ${clock.when(last.at).en}: ${named.map(({ en }) => en).join('; ')}${more > 0 ? `; ${more} more kinds` : ''}`,
    },
  };
}

function bars(row: CoverageRow, y: number, axis: Axis): Markup {
  const spans = row.spans.map(({ from, to, kind }) => {
    const [x1, x2] = [axis.share(Date.parse(from)), axis.share(Date.parse(to))];
    if (x2 < x1 || (x2 === x1 && Date.parse(to) < axis.from)) return nothing;
    const width = Math.max(x2 - x1, 0.004);
    const box = (kindClass: string) =>
      html`<rect class="${kindClass}" x="${(x1 * 100).toFixed(3)}%" width="${(width * 100).toFixed(3)}%" y="${y}" height="${BAR}"/>`;
    if (kind === 'missing') return box('ground');
    if (kind !== 'altered') return box(kind);
    return html`${box('altered')}<line class="strike" x1="${(x1 * 100).toFixed(3)}%" x2="${((x1 + width) * 100).toFixed(3)}%" y1="${y + BAR / 2}" y2="${y + BAR / 2}"/>`;
  });
  return html`<rect class="ground" x="0" width="100%" y="${y}" height="${BAR}"/>${spans}<rect class="outline" x="0" width="100%" y="${y}" height="${BAR}"/>`;
}

/** The end of a long name tells more than its beginning. */
const short = (text: string) => ([...text].length > 30 ? `…${[...text].slice(-29).join('')}` : text);

function drawing(context: ReportContext, axis: Axis, marks: readonly Mark[]): Markup {
  const { caseFile, extra, clock } = context;
  const shown = extra.coverage.slice(0, ROWS_SHOWN);
  const height = HEAD + shown.length * ROW;
  const risk = timeAtRisk(caseFile);
  const isHit = (kind: TimelineEvent['kind']) => (kind === 'log-finding' ? ' hit' : '');
  const rows = shown.map((row, i) => {
    const top = HEAD + i * ROW;
    const share = riskCoverage(row, caseFile);
    const side =
      row.paths.length === 0
        ? { ja: '記録なし', en: 'none' }
        : { ja: share === null ? '' : measuredPercent(share), en: share === null ? '' : measuredPercent(share) };
    const label = { ja: short(row.label.ja), en: short(row.label.en) };
    return html`${svgBoth(label, 'rowname', html`x="0" y="${top + 14}"`)}${svgBoth(side, 'rowside', html`x="100%" y="${top + 14}"`)}${bars(row, top + 20, axis)}`;
  });
  const lines = marks.map(({ events: [{ at }], kind, n, level }) => {
    const x = axis.at(axis.instant(at));
    const y = 36 - level * 14;
    return html`<line class="event${isHit(kind)}" x1="${x}" x2="${x}" y1="${y + 7}" y2="${height}"/><circle class="dot${isHit(kind)}" cx="${x}" cy="${y}" r="8"/><text class="num${isHit(kind)}" x="${x}" y="${y + 4}">${n}</text>`;
  });
  const ticks = [0, 1 / 3, 2 / 3, 1].map((share, i) => {
    const time = axis.from + share * (axis.to - axis.from);
    const x = axis.at(time);
    const side = i === 0 ? 'start' : i === 3 ? 'end' : 'middle';
    const day = clock.day(new Date(time).toISOString());
    const words = {
      ja: day.ja.replace(/^\d+年/, i === 0 ? '$&' : ''),
      en: i === 0 ? day.en : day.en.replace(/ \d{4}$/, ''),
    };
    return html`<line class="tick" x1="${x}" x2="${x}" y1="${height}" y2="${height + 6}"/>${svgBoth(words, 'ticklabel', html`x="${x}" y="${height + 21}" text-anchor="${side}"`)}`;
  });
  const band = risk
    ? html`<rect class="risk" x="${axis.at(risk.from)}" width="${((axis.share(risk.to) - axis.share(risk.from)) * 100).toFixed(3)}%" y="${HEAD}" height="${height - HEAD}"/><line class="riskline" x1="${axis.at(risk.from)}" x2="${axis.at(risk.to)}" y1="${HEAD}" y2="${HEAD}"/>`
    : nothing;
  return html`<svg class="map-svg" width="100%" height="${height + 28}" role="img" aria-labelledby="map-title">${band}${lines}${rows}<line class="tick" x1="0" x2="100%" y1="${height}" y2="${height}"/>${ticks}</svg>`;
}

const key = (mark: Markup, words: Markup) =>
  html`<li><svg width="34" height="16" aria-hidden="true">${mark}</svg>${words}</li>`;
const legend = (first: Both) =>
  html`<ul class="legend map">${key(html`<rect class="read" x="0" y="1" width="34" height="14"/>`, say('読めて、理解できた', 'read and understood'))}${key(html`<rect class="partly" x="0" y="1" width="34" height="14"/>`, say('読めたが、理解できない行が多い', 'read, but many lines not understood'))}${key(html`<rect class="ground" x="0" y="1" width="34" height="14"/>`, say('記録がない・調べていない', 'missing or not checked'))}${key(html`<rect class="altered" x="1" y="1" width="32" height="14"/><line class="strike" x1="0" x2="34" y1="8" y2="8"/>`, say('欠け・矛盾がある', 'gap or contradiction'))}${key(html`<rect class="risk" x="0" y="0" width="34" height="16"/>`, say(`入力から${first.ja}まで（問題の期間）`, `submission to ${first.en}: the time at risk`))}<li>${say('右の％：問題の期間のうち読めた割合', '% at the right: share of the time at risk that was read')}</li></ul>`;

/** The same as a table: for screen readers, and for anyone who wants the figures. */
function asTable({ caseFile, extra, clock }: ReportContext): Markup {
  const kinds = {
    read: say('理解できた', 'understood'),
    partly: say('一部のみ', 'in part'),
    missing: say('記録なし', 'missing'),
    altered: say('欠け・矛盾', 'gap or contradiction'),
  } as const;
  const rows = extra.coverage.map((row) => {
    const share = riskCoverage(row, caseFile);
    const spans =
      row.spans.length === 0
        ? say('全期間：記録がない・見ていない', 'the whole time: not kept, or not seen')
        : html`${row.spans.slice(0, 40).map(({ from, to, kind }) => html`${both(clock.when(from))} – ${both(clock.when(to))} ${kinds[kind]}<br>`)}${row.spans.length > 40 ? say(`ほか${row.spans.length - 40}区間`, `and ${row.spans.length - 40} more`) : nothing}`;
    return html`<tr><th scope="row">${both(row.label)}<br><span class="small">${row.paths.slice(0, 8).join(', ')}${row.paths.length > 8 ? ` … (${row.paths.length})` : ''}</span></th><td>${spans}</td><td class="figure">${row.lines === null ? '–' : grouped(row.lines)}</td><td class="figure">${share === null ? '–' : measuredPercent(share)}</td></tr>`;
  });
  return html`<details><summary><span>${say('同じ内容を表で見る', 'The same as a table')}</span></summary><table class="plain stack"><thead><tr><th scope="col">${say('資料', 'Source')}</th><th scope="col">${say('期間', 'Periods')}</th><th scope="col">${say('行数', 'Lines')}</th><th scope="col">${say('問題の期間に占める割合', 'Share of the time at risk')}</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

export function coverageMap(context: ReportContext): Markup {
  const axis = axisOf(context);
  const { extra, clock } = context;
  if (!axis || extra.coverage.length === 0) {
    return html`<p><span class="state not-checked"><i aria-hidden="true">▨</i> <span>${say('描けません', 'Cannot be drawn')}</span></span> ${say('時刻の分かる資料がありません。どの期間についても、何も見つからなかったとは言えません。', 'There is no source with times. Nothing can be called “not found” for any period.')}</p>`;
  }
  const marks = marksOf(extra.events, axis);
  const left = extra.events.length - marks.reduce((sum, { events }) => sum + events.length, 0);
  const list = marks.map((mark) => {
    const { when, what } = markWords(mark, clock);
    return html`<li${mark.kind === 'log-finding' ? html` class="hit"` : nothing}><span class="n">${mark.n}</span><span class="when small">${both(when)}</span><span class="what">${both(what)}</span></li>`;
  });
  return html`<p>${say('塗った所だけが、調べて理解できた期間です。斜線の所で何も見つからないのは、見ていないからです。', 'Only the solid parts were read and understood. In the hatched parts nothing was found because nobody could look.')}</p>
<figure class="map">${drawing(context, axis, marks)}</figure>${legend(reachedBy(context.caseFile).first)}<ol class="events">${list}</ol>${left > 0 ? html`<p class="small">${say(`ほか${left}件の出来事は図に描いていません。`, `${left} more events are not drawn.`)}</p>` : nothing}${asTable(context)}`;
}
