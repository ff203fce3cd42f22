// What the checks would have seen: the drill on a copy of the case's own logs. Classes stand apart; they are never pooled.
import { attackClasses } from '../logs/detect/attack-classes.ts';
import type { CheckResult, DrillSummary } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { both, html, type Markup, nothing, say } from './html.ts';
import { grouped, percentRange } from './report-format.ts';

type AttackClass = DrillSummary['classes'][number];

/** Classes of the drill that the table of attack classes does not name, in a person's words. */
const otherNames: Readonly<Record<string, Both>> = {
  'request-body': { ja: '記録に残らない本文での攻撃', en: 'attacks in a request body, which the log does not hold' },
  'valid-credentials': { ja: '盗まれた正規の利用者名でのログイン', en: 'a login with stolen credentials' },
};

export function attackName(id: string): Both {
  const known = Object.entries(attackClasses).find(([name]) => name === id);
  return known?.[1].name ?? otherNames[id] ?? { ja: id, en: id };
}

const names = (classes: readonly AttackClass[]): Both => ({
  ja: classes.map(({ id }) => attackName(id).ja).join('、'),
  en: classes.map(({ id }) => attackName(id).en).join('; '),
});

/** For the column of limits: which classes would have gone unseen, in part or whole. */
export function drillLimits(drill: DrillSummary | null, checks: readonly CheckResult[]): Markup[] {
  if (drill === null) {
    return [html`<li>${say('検査の検出力は測っていません。', 'The power of the checks has not been measured.')}</li>`];
  }
  const traces = checks.find(({ id }) => id === 'logs.attack-traces');
  // Twenty-seven names of what nobody could have seen hide the one reason for it.
  if (traces?.result === 'not-checked' && drill.classes.every(({ found }) => found === 0)) {
    const because = traces.because ?? traces.says;
    return [
      html`<li>${both({ ja: `攻撃の跡は調べられません：${because.ja}`, en: `traces of attacks could not be looked for: ${because.en}` })} <a href="#drill">${say('試験の結果', 'results of the test')}</a></li>`,
    ];
  }
  const unseen = drill.classes.filter(({ found }) => found === 0);
  const partly = drill.classes.filter(({ found, planted }) => found > 0 && found < planted);
  const item = (lead: Both, classes: readonly AttackClass[]) =>
    classes.length === 0 ? nothing : html`<li>${both(lead)}<br><small>${both(names(classes))}</small></li>`;
  return [
    item(
      {
        ja: `試しに入れた ${drill.classes.length}種の攻撃のうち、${unseen.length}種は一つも見つけられませんでした`,
        en: `of ${drill.classes.length} kinds of attack planted as a test, ${unseen.length} were never found`,
      },
      unseen,
    ),
    item({ ja: `${partly.length}種は一部だけ見つけました`, en: `${partly.length} were found only in part` }, partly),
    html`<li><a href="#drill">${say('試験の結果をすべて見る', 'all results of the test')}</a></li>`,
  ];
}

export function drillTables(drill: DrillSummary | null): Markup {
  if (drill === null) return nothing;
  const classes = [...drill.classes]
    .sort((a, b) => a.found / a.planted - b.found / b.planted || (a.id < b.id ? -1 : 1))
    .map(
      ({ id, planted, found, power }) =>
        html`<tr><th scope="row">${both(attackName(id))} <code class="small">${id}</code></th><td class="figure">${planted}</td><td class="figure">${found}</td><td>${both(percentRange(power))}</td></tr>`,
    );
  const removals = drill.removal.map(
    ({ minutes, expectedLines, trials, noticed }) =>
      html`<tr><th scope="row">${say(`${grouped(minutes)}分を切り取る`, `${grouped(minutes)} minutes cut out`)}</th><td class="figure">${grouped(expectedLines)}</td><td class="figure">${noticed} / ${trials}</td></tr>`,
  );
  const { logDays, count } = drill.falseAlarms;
  return html`<details id="drill"><summary><span>${say('試験：この検査で何が見えたはずか', 'The test: what these checks would have seen')}</span></summary>
<p class="small">${say(`この一件の記録の写しに攻撃の跡を植え、同じ検査にかけた結果です（種 ${drill.seed}）。植えた跡は記録に残るものだけです。記録に残らない攻撃については、何も言えません。`, `Traces of attacks were planted in a copy of this case’s own logs and put to the same checks (seed ${drill.seed}). Only what leaves a trace can be planted: about attacks that leave none, this says nothing.`)}</p>
<table class="plain stack"><thead><tr><th scope="col">${say('攻撃の種類', 'Kind of attack')}</th><th scope="col">${say('植えた数', 'planted')}</th><th scope="col">${say('見つけた数', 'found')}</th><th scope="col">${say('検出力', 'power')}</th></tr></thead><tbody>${classes}</tbody></table>
${
  removals.length > 0
    ? html`<table class="plain stack"><thead><tr><th scope="col">${say('記録の切り取り', 'Removal')}</th><th scope="col">${say('見込みの行数', 'lines expected')}</th><th scope="col">${say('気づいた数', 'noticed')}</th></tr></thead><tbody>${removals}</tbody></table>`
    : nothing
}
<p class="small">${say(`何も植えず、何も切り取っていない写し（ファイルごとに数えて延べ${grouped(logDays)}日分）で出た改変のしるし：${count}件（この一件の記録に元からあるものを含みます）`, `Signs of alteration on the copy before anything was planted or cut (${grouped(logDays)} days, each file counted by itself): ${count}, whatever these logs hold themselves included`)}</p></details>`;
}
