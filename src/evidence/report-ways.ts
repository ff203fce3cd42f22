// Which ways remain: one row a hypothesis, the interval drawn and said, the likelihood ratio first.

import type { Weighing } from '../vocabulary/case-file.ts';
import { reachedBy, whyNotWeighed } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { hypothesisNames, ownHypotheses } from '../vocabulary/hypothesis.ts';
import { likelihoodRatioWords, shareWords } from '../vocabulary/interval-words.ts';
import type { Interval } from '../vocabulary/outcome.ts';
import { both, html, type Markup, nothing, say } from './html.ts';
import { anchor, factWords, type ReportContext } from './report-context.ts';
import { asSentence, percentRange, ratio } from './report-format.ts';
import { onlySimulated } from './report-words.ts';

const b = (ja: string, en: string): Both => ({ ja, en });
const at = (share: number) => `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;

type Look = {
  /** `unknown` is hatched; `sum` is the line that adds up the ones below it. */
  readonly kind: 'one' | 'sum' | 'unknown';
  /** False when the draws are too uneven for a middle value to mean anything. */
  readonly middle: boolean;
};

/** The 5–95 % interval as a bar, the weighted mean as a tick. The figures stand beside it: the drawing is for the eye only. */
function bar({ low, mid, high }: Interval, look: Look): Markup {
  // Under half a per cent of the width nothing would be seen; the figure beside it stays exact.
  const width = Math.max(high - low, 0.006);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (x) => html`<line class="grid" x1="${at(x)}" x2="${at(x)}" y1="0" y2="22"/>`,
  );
  return html`<svg class="bar" width="100%" height="22" aria-hidden="true">${grid}<line class="grid" x1="0" x2="100%" y1="11" y2="11"/><rect class="body${look.kind === 'unknown' ? ' unknown' : ''}" x="${at(Math.min(low, 1 - width))}" width="${at(width)}" y="5" height="12"/>${look.middle ? html`<line class="tick" x1="${at(mid)}" x2="${at(mid)}" y1="2" y2="20"/><line class="tick2" x1="${at(mid)}" x2="${at(mid)}" y1="2" y2="20"/>` : nothing}</svg>`;
}

const scale = html`<svg class="scale" width="100%" height="14" aria-hidden="true">${[0, 25, 50, 75, 100].map(
  (percent) =>
    html`<text x="${percent}%" y="11" text-anchor="${percent === 0 ? 'start' : percent === 100 ? 'end' : 'middle'}">${percent}${percent === 100 ? ' %' : ''}</text>`,
)}</svg>`;

function row(name: Markup, interval: Interval, look: Look): Markup {
  return html`<tr role="row"${look.kind === 'sum' ? html` class="sum"` : nothing}><th role="rowheader" scope="row">${name}</th><td role="cell" class="barcell">${bar(interval, look)}</td><td role="cell"><span class="word">${both(shareWords(interval))}</span> <span class="range">${both(percentRange(interval))}</span></td></tr>`;
}

/** Above this shape of the tail a mean of the weighted draws is not to be shown. @see Vehtari et al., Pareto smoothed importance sampling */
const hasMiddle = ({ paretoK }: Weighing) => paretoK <= 0.7;

function waysTable(weigh: Weighing): Markup {
  const middle = hasMiddle(weigh);
  const isOurs = (id: string) => ownHypotheses.some((own) => own === id);
  const rows = (ours: boolean) =>
    weigh.hypotheses
      .filter(({ id }) => isOurs(id) === ours)
      .map((each) =>
        row(both(hypothesisNames[each.id]), each, { kind: each.id === 'unknown' ? 'unknown' : 'one', middle }),
      );
  const group = (words: Markup) =>
    html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup">${words}</th></tr>`;
  return html`<table class="ways" role="table"><caption class="vh">${say('経路ごとの見込み（5〜95%の幅）', 'How likely each way is (5 to 95 % interval)')}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${say('経路', 'Way')}</th><th role="columnheader" scope="col" class="barcell">${scale}<span class="vh">${say('図', 'drawing')}</span></th><th role="columnheader" scope="col">${say('言葉と幅', 'in words, and the interval')}</th></tr></thead>
<tbody role="rowgroup">${group(say('弊社側の経路', 'Ways on our side'))}${row(say('弊社側を合わせて', 'our side together'), weigh.own, { kind: 'sum', middle })}${rows(true)}${group(say('弊社以外の経路', 'Ways outside us'))}${rows(false)}</tbody></table>`;
}

function baseRates(weigh: Weighing): Markup {
  const times = (factor: number): Both =>
    factor === 1
      ? b('想定どおり', 'as assumed')
      : factor < 1
        ? b(`想定の ${Math.round(1 / factor)} 分の 1`, `one ${Math.round(1 / factor)}th of it`)
        : b(`想定の ${factor} 倍`, `${factor} times it`);
  return html`<details><summary><span>${say('想定する漏えいの頻度が違っていたら', 'If leaks are more or less frequent than assumed')}</span></summary>
<p class="small">${say('漏えいがどれほど起きるものかは、5倍ほどの幅でしか分かりません。三つの行を並べます。', 'How often leaks happen is known only within a factor of about five. Three rows, side by side.')}</p>
<table class="ways" role="table"><tbody role="rowgroup">${weigh.baseRate.map((each) => row(both(times(each.factor)), each, { kind: 'one', middle: hasMiddle(weigh) }))}</tbody></table></details>`;
}

/** What is proved has no interval: a figure beside "it is confirmed" would be read as a contradiction. */
const proved = b('確認済み（冒頭のとおり）', 'confirmed (see the top)');

function propositions({ caseFile }: ReportContext, weigh: Weighing): Markup {
  const scope = caseFile.outcome === 'leak_confirmed' ? caseFile.confirmedScope : null;
  const { such } = reachedBy(caseFile);
  const line = (name: Markup, interval: Interval) =>
    html`<tr><th scope="row">${name}</th><td>${both(shareWords(interval))}</td><td>${both(percentRange(interval))}</td></tr>`;
  const known = (name: Markup) => html`<tr><th scope="row">${name}</th><td colspan="2">${both(proved)}</td></tr>`;
  const recordName = say('この方の記録が弊社から出た', 'this person’s record left us');
  const record = scope === 'record' ? known(recordName) : line(recordName, weigh.thisRecordLeft);
  const listLine =
    scope === 'list'
      ? known(say('名簿の一部が漏えいした', 'part of our list leaked'))
      : line(say('名簿がまとまって漏えいした', 'our list leaked in bulk'), weigh.listLeft);
  const against = weigh.pairwise.map(
    ({ against: id, low, mid, high }) =>
      html`<tr><th scope="row">${both(b(`弊社側 対「${hypothesisNames[id].ja}」`, `our side against “${hypothesisNames[id].en}”`))}</th><td>${both(likelihoodRatioWords({ low, high }))}</td><td>${hasMiddle(weigh) ? `${ratio(mid)} (${ratio(low)}–${ratio(high)})` : `${ratio(low)}–${ratio(high)}`}</td></tr>`,
  );
  return html`<details><summary><span>${say(`三つの問いを分けて：この方の記録、名簿、${such.ja}`, `Three questions kept apart: this record, the list, ${such.en}`)}</span></summary>
<table class="plain stack"><tbody>${record}${listLine}${line(say(`${such.ja}が弊社側の経路によるもの`, `${such.en} came about through our side`), weigh.thisSpamFromUs)}${against}</tbody></table></details>`;
}

/** The facts whose absence would move our side most, and what the caller worked out would. */
function mindChangers({ caseFile, extra }: ReportContext, weigh: Weighing): Markup {
  const moved = (own: number) => Math.abs(Math.log(Math.max(own, 1e-6) / Math.max(weigh.own.mid, 1e-6)));
  const known = [...weigh.sensitivity]
    .sort((x, y) => moved(y.own) - moved(x.own) || (x.fact < y.fact ? -1 : 1))
    .slice(0, 3);
  const facts = known.flatMap(({ fact: id, own }) => {
    const fact = caseFile.facts.find((each) => each.id === id);
    if (!fact) return [];
    const words = factWords(fact, caseFile);
    const direction =
      own > weigh.own.mid * 1.02
        ? b('なければ、弊社側の見込みは上がる', 'without it, our side would weigh more')
        : own < weigh.own.mid * 0.98
          ? b('なければ、弊社側の見込みは下がる', 'without it, our side would weigh less')
          : b('なくても、ほとんど変わらない', 'without it, hardly anything changes');
    return [
      html`<tr><th scope="row"><a href="#${anchor('fact', id)}">${both(words)}</a></th><td colspan="2">${both(direction)}</td></tr>`,
    ];
  });
  const changes = extra.changes.map(({ what, own }) => {
    const range = typeof own === 'number' ? { low: own, high: own } : own;
    return html`<tr><th scope="row">${both(what)}</th><td>${both(shareWords(range))}</td><td>${both(percentRange(range))}</td></tr>`;
  });
  if (facts.length + changes.length === 0) return nothing;
  return html`<h3>${say('何があれば見方が変わるか', 'What would change our mind')}</h3>
<table class="plain stack"><thead><tr><th scope="col">${say('こと', 'What')}</th><th scope="col">${say('弊社側の見込みは', 'our side would be')}</th><th scope="col">${say('幅', 'interval')}</th></tr></thead><tbody>${facts}${changes}</tbody></table>`;
}

export function ways(context: ReportContext): Markup {
  const { weigh } = context.caseFile;
  const unweighed = weigh ? null : whyNotWeighed(context.caseFile);
  if (unweighed) return html`<p>${both(asSentence(unweighed))}${say('。', '.')}</p>`;
  if (!weigh) {
    return html`<p>${say('この報告では重みを計算していません（事実の段階だけ）。どの経路も、残っています。', 'No weights were computed in this report (facts only). Every way remains open.')}</p>`;
  }
  const { likelihoodRatio: lr } = weigh;
  const words = likelihoodRatioWords(lr);
  const middle = hasMiddle(weigh);
  const span = { ja: `${ratio(lr.low)}〜${ratio(lr.high)}`, en: `${ratio(lr.low)} to ${ratio(lr.high)}` };
  const poor = !middle || weigh.ess < 1000;
  return html`<p class="lead">${both(asSentence(words))}${say('。', '.')} <span class="small">${say(`尤度比 ${middle ? `${ratio(lr.mid)}（${span.ja}）` : span.ja}。弊社側の4経路を、それ以外すべてと比べたもの。競合する経路の内訳の想定によります。`, `Likelihood ratio ${middle ? `${ratio(lr.mid)} (${span.en})` : span.en}: our four ways against all others; it depends on the assumed split among competing ways.`)}</span></p>
${poor ? html`<p class="note">${say('この計算は不安定です（有効な標本が少ないか、裾が重い）。幅だけを見て、中央の値は使わないでください。', 'This computation is unstable (few effective draws or heavy tails). Use the intervals only, not the middle values.')}</p>` : nothing}
${waysTable(weigh)}
<p class="note">${both(onlySimulated)}</p>
${baseRates(weigh)}${propositions(context, weigh)}${mindChangers(context, weigh)}
${weigh.because.length > 0 ? html`<h3>${say('結論がこうなる理由', 'Why the outcome is what it is')}</h3><ul>${weigh.because.map((each) => html`<li>${both(each)}</li>`)}</ul>` : nothing}`;
}
