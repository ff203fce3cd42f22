// How to check all this without trusting us: hashes, versions, seed, the digest of the pack, the commands.
import { both, html, type Markup, nothing, say } from './html.ts';
import type { ReportContext } from './report-context.ts';
import { command } from './report-findings.ts';
import { byteSize, percentRange, shellWord } from './report-format.ts';
import type { Countermeasure } from './report-input.ts';

const weighedAgain = (own: Countermeasure['silent']): Markup =>
  own === null
    ? html`${say('計算の対象外', 'not weighed')}`
    : html`<b>${both(percentRange(typeof own === 'number' ? { low: own, high: own } : own))}</b>`;

export function countermeasures({ caseFile, extra }: ReportContext): Markup {
  if (extra.countermeasures.length === 0) return nothing;
  const before = caseFile.weigh && percentRange(caseFile.weigh.own);
  const rows = extra.countermeasures.map(
    ({ what, because, silent, found }) =>
      html`<tr><th scope="row">${both(what)}</th><td>${both(because)}</td><td>${weighedAgain(silent)}</td><td>${weighedAgain(found)}</td></tr>`,
  );
  return html`<p>${say('次の一件で、より確かな答えができるようにするもの。右の2欄は、それがこの件にあったものとして弊社側の見込みを計算し直した幅です。', 'What would make the next answer stronger. The two columns on the right: our side weighed again as if it had been in place here.')}${before ? html` ${say('いまの幅：', 'As it stands: ')}<b>${both(before)}</b>` : nothing}</p><table class="plain stack"><thead><tr><th scope="col">${say('備え', 'Measure')}</th><th scope="col">${say('この件で欠けていたもの', 'What was missing here')}</th><th scope="col">${say('何も示さなければ', 'Had it shown nothing')}</th><th scope="col">${say('漏えいを示せば', 'Had it shown a loss')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Short enough to read, long enough to be the file: the first and last eight are never what an attacker can aim at alone. */
export function howToCheck({ caseFile, extra, clock }: ReportContext): Markup {
  const { sources, seed, version, now, weigh } = caseFile;
  const rows = sources.map(
    ({ path, sha256, bytes }) =>
      html`<tr><th scope="row" class="mono">${path}</th><td>${byteSize(bytes)}</td><td class="mono hash">${sha256}</td></tr>`,
  );
  const sumCheck = sources[0]
    ? [
        {
          what: { ja: '元の資料のハッシュを確かめる', en: 'check the hash of a source' },
          command: `sha256sum ${shellWord(sources[0].path)}`,
        },
      ]
    : [];
  return html`<p>${say('ここに書いたことは、私たちを信じなくても確かめられます。', 'What stands here can be checked without trusting us.')}</p>
${[...extra.commands, ...sumCheck].map((each) => html`<p class="small">${both(each.what)}</p>${command(each.command)}`)}
<table class="plain stack"><tbody>
<tr><th scope="row">${say('証拠一式（pack.zip）の要約値', 'Digest of the pack (manifest.json)')}</th><td class="mono hash">${extra.packDigest ?? '–'}</td></tr>
<tr><th scope="row">${say('署名', 'Signature')}</th><td>${extra.packSigned ? say('あり。誰の鍵かは、別の道で確かめてください。', 'Signed. Learn by another way whose key it is.') : say('なし。要約値を別の道で受け取っていなければ、誰でも作り直せます。', 'None. Unless you received the digest by another way, anyone could have made the pack anew.')}</td></tr>
<tr><th scope="row">${say('版・種・時点', 'Version, seed, time')}</th><td>Akashi ${version} · seed ${seed}${weigh ? html` · ${weigh.draws} draws, ESS ${Math.round(weigh.ess)}, Pareto k ${weigh.paretoK.toFixed(2)}` : nothing} · ${both(clock.when(now))}</td></tr>
</tbody></table>
<details><summary><span>${say(`読んだ資料とハッシュ（${sources.length}件）`, `Sources and their SHA-256 (${sources.length})`)}</span></summary><table class="plain stack"><thead><tr><th scope="col">${say('資料', 'Source')}</th><th scope="col">${say('大きさ', 'Size')}</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}
