// The look of the report (docs/report.md): paper and ink, indigo for structure, vermilion only for what was found and the seal.
export const reportStyle = `
:root{--paper:#fcfaf2;--sheet:#f5f1e4;--ink:#1f1f1f;--soft:#57534a;--rule:#d8d2c0;--indigo:#165e83;--indigo-wash:#165e8314;--shu:#c9351b;--hatch:#6b675e;--hatch-ground:#e9e4d5;--mark:#f6dfa4;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#16181b;--sheet:#1e2125;--ink:#ebe7dc;--soft:#b4afa3;--rule:#3b3f45;--indigo:#8cc3e2;--indigo-wash:#8cc3e21f;--shu:#ff8b70;--hatch:#a39e92;--hatch-ground:#2a2d32;--mark:#5d4a12}}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font-family:system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP","Yu Gothic UI",Meiryo,sans-serif;font-size:1rem;line-height:1.7;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
[lang=en]{line-height:1.55}
main,header.top,footer{max-width:68rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem)}
h1,h2,h3{word-break:auto-phrase;font-weight:600;line-height:1.4;text-wrap:balance;margin:0}
a{color:var(--indigo);text-underline-offset:.18em}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible+label{outline:3px solid var(--indigo);outline-offset:3px}
p,ul,ol,dl,figure,table{margin:0}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:root:has(#lang-ja:checked) .l[lang=en],:root:has(#lang-en:checked) .l[lang=ja]{display:none}
@supports not selector(:has(*)){.l[lang=ja]+.l[lang=en]::before{content:" / "}}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;z-index:2}
/* case line */
header.top{padding-top:1.6rem}
.caseline{display:flex;flex-wrap:wrap;gap:.5rem 1.6rem;align-items:center;font-size:.875rem;color:var(--soft)}
.caseline b{color:var(--ink);font-weight:600}
.seal{flex:none;width:2.6rem;height:2.6rem}
.langs{margin-left:auto;border:0;padding:0;display:flex;gap:.1rem}
.langs label{padding:.25rem .7rem;border:1px solid var(--rule);cursor:pointer;color:var(--ink);min-height:2rem;display:inline-flex;align-items:center}
.langs label:first-of-type{border-radius:.2rem 0 0 .2rem}.langs label:last-of-type{border-radius:0 .2rem .2rem 0;border-left:0}
#lang-ja:checked+label,#lang-en:checked+label{background:var(--indigo);color:var(--paper);border-color:var(--indigo)}
/* ten seconds */
.verdict{padding:1.9rem 0 1.7rem;border-bottom:1px solid var(--rule)}
.verdict h1{font-size:clamp(1.35rem,1rem + 1.9vw,2rem);max-width:30em;letter-spacing:.01em;line-height:1.5}
.verdict .also{color:var(--soft);margin-top:.5rem;max-width:44em}
.next{margin-top:1.2rem;display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;padding:.7rem 0 .7rem 1rem;border-left:4px solid var(--indigo)}
.next dt{font-weight:600;color:var(--indigo);white-space:nowrap}.next dd{margin:0}
.next .by{font-weight:600;white-space:nowrap}
.later{margin-top:.35rem;font-size:.9375rem;list-style:none;padding:0}.later li{padding:.1rem 0}
/* columns */
.columns{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:2rem;padding:1.7rem 0 .4rem}
.columns h2{font-size:1.0625rem;border-top:3px solid var(--indigo);padding-top:.55rem;margin-bottom:.5rem}
.columns section:nth-child(2) h2{border-color:var(--ink)}
.columns section:nth-child(3) h2{border-top:0;padding-top:calc(.55rem + 3px);background:repeating-linear-gradient(135deg,var(--hatch) 0 1.5px,transparent 1.5px 5px) top/100% 6px no-repeat;padding-top:calc(.55rem + 6px);margin-top:-3px}
.columns ul{list-style:none;padding:0}
.columns li{padding:.42rem 0;border-bottom:1px solid var(--rule);font-size:.9375rem;line-height:1.6}
.columns li:last-child{border-bottom:0}
.columns small,.small{font-size:.8125rem;color:var(--soft);line-height:1.55}
/* sections */
main>section{padding:2.2rem 0 .6rem}
main>section>h2{font-size:1.3rem;padding-bottom:.45rem;border-bottom:1px solid var(--ink);margin-bottom:1rem}
main>section>h2 .no{color:var(--indigo);margin-right:.6em;font-weight:400}
main h3{font-size:1.0625rem;margin:1.8rem 0 .4rem}
section p{max-width:44em}
section p+p{margin-top:.6rem}
.note{margin-top:.9rem;padding-left:1rem;border-left:2px solid var(--rule);color:var(--soft);font-size:.9375rem}
.lead{font-size:1.0625rem}
/* states */
.state{display:inline-flex;align-items:baseline;gap:.4em;white-space:nowrap;font-size:.875rem;font-weight:600}
.state i{font-style:normal;font-size:1.05em}
.state.found{color:var(--shu)}
.state.not-checked span{background:var(--hatch-ground);padding:0 .4em}
.state.not-checked i{width:1em;height:.85em;align-self:center;background:repeating-linear-gradient(135deg,var(--hatch) 0 1.5px,var(--hatch-ground) 1.5px 4px);outline:1px solid var(--hatch);color:transparent;overflow:hidden}
/* ways */
.ways{width:100%;border-collapse:collapse;display:block}
.ways thead,.ways tbody{display:block}
.ways tr{display:grid;grid-template-columns:minmax(0,17rem) minmax(0,1fr) minmax(0,16rem);gap:.2rem 1.2rem;align-items:center;border-bottom:1px solid var(--rule);padding:.42rem 0}
.ways th,.ways td{display:block;text-align:left;font-weight:400;padding:0}
.ways thead th{font-size:.8125rem;color:var(--soft)}
.ways .group th{grid-column:1/-1;font-weight:600;padding-top:.7rem;color:var(--indigo)}
.ways .sum th,.ways .sum td{font-weight:600}
.ways .range{font-size:.8125rem;color:var(--soft);font-weight:400;white-space:nowrap}
.ways .word,.ways .range{display:block;line-height:1.45}.ways .word{font-size:.9375rem}
svg{display:block;overflow:visible}
svg text{font-family:inherit;fill:var(--ink)}
.bar .grid{stroke:var(--rule)}.bar .body{fill:var(--indigo)}.bar .tick{stroke:var(--paper);stroke-width:2.5}.bar .tick2{stroke:var(--ink);stroke-width:2}
.bar .unknown{fill:url(#hatch);stroke:var(--hatch)}
.scale text{font-size:.75rem;fill:var(--soft)}
/* map */
.map{margin:.4rem .6rem 0}
.map .ground{fill:url(#hatch)}.map .outline{fill:none;stroke:var(--hatch)}
.map .read{fill:var(--indigo)}.map .partly{fill:url(#half)}.map .altered{fill:url(#hatch);stroke:var(--shu);stroke-width:1.5}
.map .strike{stroke:var(--shu);stroke-width:3}
.map .risk{fill:var(--indigo-wash)}.map .riskline{stroke:var(--indigo)}
.map .event{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}.map .event.hit{stroke:var(--shu)}
.map .dot{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}.map .dot.hit{stroke:var(--shu)}
.map .num{font-size:11px;text-anchor:middle;font-weight:600}.map .num.hit{fill:var(--shu)}
.map text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}.map .num{stroke:none}.map .rowname{font-size:13px}.map .rowside{font-size:12px;text-anchor:end;fill:var(--soft)}
.map .tick{stroke:var(--soft)}.map .ticklabel{font-size:12px;fill:var(--soft)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;font-size:.8125rem;margin-top:.9rem}
.legend li{display:flex;align-items:center;gap:.5em}
.legend svg{flex:none}
.events{padding:0;list-style:none;margin-top:.8rem;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr));gap:.15rem 2rem;font-size:.875rem}
.events li{display:grid;grid-template-columns:1.7rem 10.2rem minmax(0,1fr);gap:.3rem;align-items:baseline}
.events .n{display:inline-grid;place-items:center;width:1.35rem;height:1.35rem;border:1.4px solid var(--ink);border-radius:50%;font-size:.6875rem;font-weight:600;line-height:1}
.events .hit .n{border-color:var(--shu);color:var(--shu)}
/* tables */
table.plain{width:100%;border-collapse:collapse;font-size:.875rem}
table.plain th,table.plain td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--rule);font-weight:400}
table.plain thead th{color:var(--soft);font-size:.8125rem}
table.plain tbody th{font-weight:600}.figure{white-space:nowrap}
/* folds */
details{border-bottom:1px solid var(--rule)}
summary{cursor:pointer;padding:.6rem 0;list-style:none;display:grid;grid-template-columns:1.1rem minmax(0,1fr);gap:.3rem;align-items:baseline}
summary::-webkit-details-marker{display:none}
summary::before{content:"";width:0;height:0;align-self:start;margin:.55em 0 0 .15em;border:.32em solid transparent;border-left:.5em solid var(--indigo);border-right:0;transition:transform .12s}
details[open]>summary::before{transform:rotate(90deg)}
@media (prefers-reduced-motion:reduce){summary::before{transition:none}}
.finding>summary>span{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1.2rem;align-items:baseline}
.finding .q{font-weight:600}.finding .a{grid-column:1/-1;font-size:.9375rem;color:var(--soft)}
.finding .body{padding:.2rem 0 1.2rem 1.4rem}
.finding dl,.facts dl{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:.35rem 1rem;font-size:.9375rem;margin-top:.9rem}
.finding dt{color:var(--soft)}.finding dd{margin:0}
.finding dd ul{padding-left:1.1em}
.openus{display:inline-block;border:1.5px solid var(--shu);color:var(--shu);font-size:.75rem;font-weight:600;padding:0 .4em;margin-left:.5em;border-radius:.15rem;vertical-align:.1em}
:target{background:var(--indigo-wash)}
/* evidence lines */
.ev{margin-top:.8rem;border:1px solid var(--rule);background:var(--sheet)}
.ev figcaption{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center;justify-content:space-between;font-size:.8125rem;padding:.25rem .7rem;border-bottom:1px solid var(--rule)}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK JP",monospace;font-size:.8125rem}
.ev pre{margin:0;padding:.6rem .7rem;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.6}
.ev mark{background:var(--mark);color:inherit;font-weight:600;border-bottom:2px solid var(--ink)}
.hid{border-bottom:1px dotted var(--soft);color:var(--soft)}
.ev details{border:0;border-top:1px solid var(--rule);padding:0 .7rem}
.ev summary{font-size:.8125rem;padding:.3rem 0;color:var(--soft)}
.cmd{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5rem;align-items:start;padding:.25rem 0 .45rem}
.cmd code{background:var(--hatch-ground);padding:.25rem .5rem;white-space:pre-wrap;overflow-wrap:anywhere}
button.copy{font:inherit;font-size:.8125rem;color:var(--indigo);background:var(--paper);border:1px solid var(--indigo);border-radius:.2rem;padding:.15rem .7rem;min-height:1.75rem;cursor:pointer;display:none}
.js button.copy{display:inline-block}
/* letter */
.letter{font-family:"Noto Serif JP","Hiragino Mincho ProN","Yu Mincho",Georgia,"Times New Roman",serif}
.letter ol{list-style:none;padding:0}
.letter ol>li{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr);gap:.2rem 2rem;padding:.5rem .8rem;border-bottom:1px solid var(--rule)}
.letter ol>li:hover,.letter ol>li:focus-within{background:var(--indigo-wash)}
.letter .s{max-width:40em}
.letter .e{font-family:system-ui,-apple-system,"Hiragino Sans","Noto Sans JP",sans-serif;font-size:.8125rem;color:var(--soft);line-height:1.55;border-left:2px solid var(--rule);padding-left:.8rem}
.letter ol>li:hover .e,.letter ol>li:focus-within .e{border-color:var(--indigo);color:var(--ink)}
.letter .e ul{list-style:none;padding:0}
.kind{font-size:.75rem;letter-spacing:.02em;color:var(--indigo);display:block}
.hash{font-size:.75rem;overflow-wrap:anywhere;line-height:1.5}
footer{padding-top:2.4rem;padding-bottom:3rem;font-size:.8125rem;color:var(--soft)}
footer p{border-top:1px solid var(--rule);padding-top:.8rem;max-width:none}
@media (max-width:56rem){.columns{grid-template-columns:1fr;gap:1.2rem}.ways tr{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.ways .barcell{grid-column:1/-1;grid-row:2}.ways thead{display:none}}
@media (max-width:40rem){.letter ol>li{grid-template-columns:1fr;padding:.6rem 0}.finding dl{grid-template-columns:1fr;gap:0}.finding dd{margin-bottom:.5rem}.finding .body{padding-left:0}.finding>summary>span{grid-template-columns:1fr}.langs{margin-left:0}table.plain.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--rule)}table.plain.stack th,table.plain.stack td{display:block;border:0;padding:.05rem 0}table.plain.stack thead{display:none}.next{grid-template-columns:1fr}.events li{grid-template-columns:1.7rem minmax(0,1fr)}.events .when{grid-column:2}.events .what{grid-column:2}}
@page{size:A4;margin:16mm 15mm}
@media print{:root{--paper:#fff;--sheet:#fff;--ink:#000;--soft:#333;--rule:#999;--indigo:#222;--indigo-wash:#0000000d;--shu:#000;--hatch:#333;--hatch-ground:#fff;--mark:#ddd;color-scheme:light}
html{font-size:9.5pt}body{-webkit-print-color-adjust:exact;print-color-adjust:exact}main,header.top,footer{max-width:none;padding-left:0;padding-right:0}
.langs,button.copy,.js button.copy,.skip{display:none!important}.columns{grid-template-columns:repeat(3,1fr);gap:6mm}.ways tr{grid-template-columns:5cm 1fr 5cm}.ways thead{display:block}.ways .barcell{grid-column:auto;grid-row:auto}
details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}summary::before{display:none!important}summary{grid-template-columns:minmax(0,1fr)}
.ev,.map,.letter ol>li,.ways tr,.columns li,table.plain tr{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}main>section{padding-top:1.2rem}.verdict{padding:.8rem 0}}
`;
