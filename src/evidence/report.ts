// report.html: one file, nothing fetched, readable without script, both languages inside.
import type { CaseFile } from '../vocabulary/case-file.ts';
import { unseenRows } from './coverage.ts';
import { html, Markup, nothing, say } from './html.ts';
import { countermeasures, howToCheck } from './report-check.ts';
import { inWordsOfCase, type ReportContext } from './report-context.ts';
import { findings } from './report-findings.ts';
import { clock } from './report-format.ts';
import { caseLine, columns, verdict } from './report-head.ts';
import type { ReportInput } from './report-input.ts';
import { letters } from './report-letters.ts';
import { coverageMap, patterns } from './report-map.ts';
import { reportStyle } from './report-style.ts';
import { ways } from './report-ways.ts';
import { outcomeNameOf } from './report-words.ts';

// Only comfort: the language is remembered, buttons copy, a link opens the fold it leads to, printing opens all folds.
const script = `(()=>{const d=document,r=d.documentElement;r.classList.add('js');
const set=l=>{r.lang=l;d.title=d.querySelector('meta[name="title-'+l+'"]').content};
for(const i of d.querySelectorAll('input[name=lang]')){i.addEventListener('change',()=>set(i.value));if(i.checked)set(i.value)}
d.addEventListener('click',e=>{const b=e.target.closest('button.copy');if(!b)return;const t=b.dataset.copy;
const done=()=>{const o=b.innerHTML;b.textContent='✓';setTimeout(()=>{b.innerHTML=o},1200)};
const old=()=>{const a=d.createElement('textarea');a.value=t;d.body.append(a);a.select();d.execCommand('copy');a.remove();done()};
navigator.clipboard?navigator.clipboard.writeText(t).then(done,old):old()});
const open=()=>{let e;try{e=d.getElementById(decodeURIComponent(location.hash.slice(1)))}catch{}for(let p=e;p;p=p.parentElement)if(p.tagName==='DETAILS')p.open=true;if(e)e.scrollIntoView()};
addEventListener('hashchange',open);if(location.hash)open();
let shut=[];addEventListener('beforeprint',()=>{shut=[...d.querySelectorAll('details:not([open])')];for(const x of shut)x.open=true});
addEventListener('afterprint',()=>{for(const x of shut)x.open=false})})()`;

/**
 * The page for those who must decide. Everything in the case is redacted again on the way in, so that a forgotten address in
 * some sentence does not stand in the page.
 *
 * @returns a whole HTML document; the same case gives the same bytes
 */
export function writeReport(caseFile: CaseFile, extra: ReportInput): string {
  const named = extra.coverage.some(({ paths }) => paths.length === 0);
  const context: ReportContext = {
    caseFile: inWordsOfCase(extra.redactor.value(caseFile)),
    // What was never given has a row too, unless the caller has named it.
    extra: { ...extra, coverage: named ? extra.coverage : [...extra.coverage, ...unseenRows(caseFile)] },
    clock: clock(caseFile.organisation.timeZone),
  };
  const { claim } = context.caseFile;
  const name = outcomeNameOf(context.caseFile);
  const title = {
    ja: `証 調査報告 ${claim.caseNumber}：${name.ja}`,
    en: `Akashi report ${claim.caseNumber}: ${name.en}`,
  };
  let number = 0;
  const section = (id: string, heading: Markup, content: Markup) => {
    if (content.text === '') return nothing;
    number += 1;
    return html`<section aria-labelledby="${id}-title"><h2 id="${id}-title"><span class="no" aria-hidden="true">${number}</span>${heading}</h2>${content}</section>`;
  };
  const page = html`<!doctype html>
<html lang="${claim.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><meta name="title-ja" content="${title.ja}"><meta name="title-en" content="${title.en}"><title>${title[claim.language]}</title><style>${new Markup(reportStyle)}</style></head>
<body><a class="skip" href="#main">${say('本文へ', 'Skip to the report')}</a>${patterns}${caseLine(context)}
<main id="main">${verdict(context)}${columns(context)}
${section('map', say('どの期間を、何で見たか', 'Which times were looked at, and with what'), coverageMap(context))}
${section('ways', say('残る経路', 'Which ways remain'), ways(context))}
${section('findings', say('検査ごとの結果と根拠', 'Findings and their evidence'), findings(context))}
${section('letters', say('手紙と、その根拠', 'The letter, and what it stands on'), letters(context))}
${section('measures', say('次に備えて', 'For the next time'), countermeasures(context))}
${section('check', say('確かめ方', 'How to check this'), howToCheck(context))}
</main><footer><p>${say(`この報告は Akashi ${context.caseFile.version} が作りました。法律上の助言ではありません。「調べていない」は「何もなかった」ではありません。時刻は ${context.caseFile.organisation.timeZone} で示しています。`, `Written by Akashi ${context.caseFile.version}. Not legal advice. “Not checked” is never “nothing found”. Times are in ${context.caseFile.organisation.timeZone}.`)}</p></footer>
<script>${new Markup(script)}</script></body></html>
`;
  return page.text;
}
