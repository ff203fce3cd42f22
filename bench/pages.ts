// Pages a minute through findExposed: pages of ordinary size with text, links, a style sheet and scripts, one in three with an address.
import { findExposed } from '../src/pages/find-exposed.ts';
import { seededRandom } from '../src/vocabulary/random.ts';
import { median, printMeasures } from './measure.ts';

const random = seededRandom(1, 'pages');
const words =
  'survey answer product service company tokyo please contact about news access map recruit privacy policy 製品 会社 案内 お知らせ'.split(
    ' ',
  );
const sentence = (length: number) => Array.from({ length }, () => words[random.below(words.length)]).join(' ');

const exposures = [
  '<a href="mailto:info@shop.test">mail</a>',
  '<p>sales [at] shop [dot] test</p>',
  '<script>var a="desk";document.write(a+"@"+"shop.test")</script>',
  '<span data-cfemail="422b2c242d02312a2d326c36273136">x</span>',
  '<!-- webmaster@shop.test -->',
];

/** About 20 kB, as the middle page of the open web has without its pictures. */
function page(at: number): Uint8Array {
  const rows = Array.from(
    { length: 110 },
    (_, i) =>
      `<div class="row r${i}"><h3>${sentence(4)}</h3><p>${sentence(14)} <a href="/p/${i}?q=${i}">${sentence(2)}</a></p></div>`,
  );
  const script = `<script>(function(){var n=0;for(var i=0;i<20;i++){n+=i}window.total=n;document.title="t"+n})();</script>`;
  const shown = at % 3 === 0 ? (exposures[(at / 3) % exposures.length] ?? '') : '';
  return new TextEncoder().encode(
    `<!doctype html><html><head><meta charset="utf-8"><title>${sentence(3)}</title><style>.row{margin:1px}.x{display:none}</style>${script}</head><body>${rows.join('\n')}${shown}</body></html>`,
  );
}

const pages = Array.from({ length: 150 }, (_, at) => page(at));
const bytes = pages.reduce((sum, one) => sum + one.length, 0);
let found = 0;
const rates: number[] = [];
for (let round = 0; round < 5; round += 1) {
  found = 0;
  const start = process.cpuUsage();
  for (const one of pages) found += findExposed(one, 'page.html').length;
  const { user, system } = process.cpuUsage(start);
  // Processor time, not the clock: what else runs on the machine does not count.
  rates.push(pages.length / ((user + system) / 60_000_000));
}
printMeasures([
  {
    id: 'pages.per-minute',
    value: Math.round(median(rates)),
    unit: 'pages/min',
    goal: 10_000,
    better: 'higher',
    peer: null,
    note: `${pages.length} pages of ${Math.round(bytes / pages.length / 1000)} kB in a minute of processor time, ${found} addresses found; no peer does the same work`,
  },
]);
