// Every check: the question, the answer, the lines behind it with the command that shows them, and what the check cannot see.
import type { CheckResult } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { both, html, type Markup, nothing, say } from './html.ts';
import type { Quote } from './quote.ts';
import { aboutOf, anchor, factWords, type ReportContext } from './report-context.ts';
import { drillTables } from './report-drill.ts';
import { grouped, lineCount, measuredPercent, percentRange, shellWord } from './report-format.ts';
import { resultSigns, resultWords } from './report-words.ts';

/** How many lines of one check are printed; the count of the rest is said. */
const LINES_SHOWN = 20;

const unpackers: readonly (readonly [RegExp, string])[] = [
  [/\.gz$/i, 'gzip -dc'],
  [/\.zst$/i, 'zstd -dc'],
  [/\.xz$/i, 'xz -dc'],
  [/\.bz2$/i, 'bzip2 -dc'],
];

/**
 * The text of a file whose name does not say how it is packed: gzip by an unusual name, or UTF-16.
 * KNOWN GAP: UTF-16 with its high bytes first and no byte order mark, and UTF-16 inside a packed file, need `-f UTF-16BE`
 * or a second step; the bytes that the commands print are then not the line's.
 */
const asText = (word: string): string => `{ gzip -dc ${word} 2>/dev/null || iconv -f UTF-16 -t UTF-8 ${word}; }`;

/** Commands that print exactly the bytes of a pointer, to be run where its path leads. */
export function commandsFor(
  { path, line, byteStart, byteEnd, stream }: Pointer,
  /** How many lines the bytes go over: a folded header has several. */
  lines = 1,
): { sed: string; dd: string } {
  const word = shellWord(path);
  const length = byteEnd - byteStart;
  const which = lines > 1 ? `${line},${line + lines - 1}p` : `${line}p`;
  const unpack = unpackers.find(([suffix]) => suffix.test(path))?.[1];
  const text = unpack ? `${unpack} ${word}` : asText(word);
  return stream
    ? {
        sed: `${text} | sed -n '${which}'`,
        dd: `${text} | tail -c +${byteStart + 1} | head -c ${length}`,
      }
    : {
        sed: `sed -n '${which}' ${word}`,
        dd: `dd if=${word} bs=1 skip=${byteStart} count=${length} status=none`,
      };
}

const copyButton = (text: string) =>
  html`<button type="button" class="copy" data-copy="${text}">${say('写す', 'Copy')}</button>`;

export function command(text: string): Markup {
  return html`<div class="cmd"><code>${text}</code>${copyButton(text)}</div>`;
}

export function evidenceLine({ pointer, parts, cutBytes, encoding }: Quote): Markup {
  // A line feed at the very end closes the last line rather than beginning another.
  const shown = parts
    .map(({ text }) => text)
    .join('')
    .replace(/\n$/, '');
  const { sed, dd } = commandsFor(pointer, shown.split('\n').length);
  const text = parts.map(({ text: part, marked, redacted }) => {
    const inner = redacted ? html`<span class="hid">${part}</span>` : html`${part}`;
    return marked ? html`<mark>${inner}</mark>` : inner;
  });
  return html`<figure class="ev"><figcaption><span class="mono">${pointer.path}:${pointer.line}</span>${copyButton(sed)}</figcaption><pre>${text}${cutBytes > 0 ? html`<span class="hid"> ${say(`…あと ${grouped(cutBytes)} バイト`, `… ${grouped(cutBytes)} more bytes`)}</span>` : nothing}</pre><details><summary><span>${say(`元のバイトを見る（${pointer.byteStart}–${pointer.byteEnd}）`, `See the original bytes (${pointer.byteStart}–${pointer.byteEnd})`)}${encoding === 'latin1' ? say('。UTF-8 ではない行です', '; this line is not UTF-8') : nothing}</span></summary>${command(sed)}${command(dd)}</details></figure>`;
}

function list(items: readonly Both[]): Markup {
  return html`<ul>${items.map((each) => html`<li>${both(each)}</li>`)}</ul>`;
}

function row(title: Markup, content: Markup): Markup {
  return html`<dt>${title}</dt><dd>${content}</dd>`;
}

function lookedRow(check: CheckResult, { clock }: ReportContext): Markup {
  const { looked } = check;
  if (!looked) return nothing;
  const share = looked.lines > 0 ? looked.parsed / looked.lines : null;
  return row(
    say('見た範囲', 'Looked at'),
    html`${looked.from && looked.to ? html`${both(clock.when(looked.from))} – ${both(clock.when(looked.to))}<br>` : nothing}${say(`${grouped(looked.lines)}行`, lineCount(looked.lines))}${share === null ? nothing : say(`、うち読み取れた行 ${measuredPercent(share)}`, `, ${measuredPercent(share)} of them understood`)}${looked.share === null ? nothing : html`<br>${say(`問題の期間の ${measuredPercent(looked.share)}`, `${measuredPercent(looked.share)} of the time at risk`)}`}`,
  );
}

function powerRow({ power, result }: CheckResult): Markup {
  if (result === 'not-checked') return nothing;
  const range = power && percentRange(power);
  return row(
    say('検出力', 'Power'),
    range
      ? say(
          `試しに入れた攻撃のうち ${range.ja} を見つける力。記録に跡を残さないものには働きません。`,
          `finds ${range.en} of attacks planted as a test; of no use against what leaves no trace`,
        )
      : say('測っていません。', 'not measured'),
  );
}

/** Whether a fact of this check still points to our side: those come first, and are marked. */
function isOpen(check: CheckResult, facts: readonly Fact[], unresolved: readonly string[]): boolean {
  return facts.some(({ id, foundBy }) => foundBy === check.id && unresolved.includes(id));
}

function finding(check: CheckResult, context: ReportContext): Markup {
  const { caseFile, extra } = context;
  const { id, asks, says, result, because, blindTo, falseAlarms } = check;
  const evidence = extra.evidence.filter((each) => each.check === id);
  const quotes = evidence.flatMap((each) => each.quotes);
  const more = evidence.reduce((sum, each) => sum + each.more, 0) + Math.max(quotes.length - LINES_SHOWN, 0);
  const open = isOpen(check, caseFile.facts, caseFile.unresolved);
  const facts = caseFile.facts.filter(({ foundBy }) => foundBy === id);
  return html`<details class="finding" id="${anchor('check', id)}"><summary><span><span class="q">${both(asks)}${open ? html`<span class="openus">${say('弊社側を指す・未解決', 'points to us, unresolved')}</span>` : nothing}</span><span class="state ${result === 'found' && !open ? 'noted' : result}"><i aria-hidden="true">${resultSigns[result]}</i> <span>${both(resultWords[result])}</span></span><span class="a">${both(result === 'not-checked' && because ? because : says)}</span></span></summary>
<div class="body">${quotes.slice(0, LINES_SHOWN).map(evidenceLine)}${more > 0 ? html`<p class="small">${say(`ほか${grouped(more)}行（pack.zip の中の一覧にあります）`, `and ${grouped(more)} more ${more === 1 ? 'line' : 'lines'} (listed in pack.zip)`)}</p>` : nothing}
<dl>${lookedRow(check, context)}${powerRow(check)}${blindTo.length > 0 ? row(say('見えないもの', 'Blind to'), list(blindTo)) : nothing}${falseAlarms.length > 0 ? row(say('無害な原因', 'Innocent causes'), list(falseAlarms)) : nothing}${facts.length > 0 ? row(say('事実', 'Facts'), html`<ul>${facts.map((fact) => html`<li><a href="#${anchor('fact', fact.id)}">${fact.id}</a> ${both(factWords(fact, caseFile))}</li>`)}</ul>`) : nothing}${row(say('検査の名', 'Check'), html`<code>${id}</code>`)}</dl></div></details>`;
}

const rank = { found: 0, 'not-checked': 1, 'nothing-found': 2 } as const;

export function findings(context: ReportContext): Markup {
  const { caseFile } = context;
  const open = (check: CheckResult) => (isOpen(check, caseFile.facts, caseFile.unresolved) ? 0 : 1);
  const sorted = caseFile.checks
    .map((check, i) => ({ check, i }))
    .sort((a, b) => open(a.check) - open(b.check) || rank[a.check.result] - rank[b.check.result] || a.i - b.i);
  return html`<p>${say('開くと、根拠の行と、その検査では見えないものが出ます。他の方のアドレスやIPは、この一件だけの仮名に置き換えています。行の下のコマンドは、事案のフォルダーで実行してください。', 'Open one to see the lines behind it, and what that check cannot see. Other people’s addresses and IPs are replaced by pseudonyms valid for this case only. The commands under a line run in the folder of the case.')}</p>${sorted.map(({ check }) => finding(check, context))}${drillTables(caseFile.drill)}${factTable(context)}`;
}

/** The fields of a fact as it is weighed. Pointers and words stand elsewhere. */
function fields(fact: Fact): Markup {
  const own = new Set(['id', 'kind', 'foundBy', 'says', 'pointers']);
  return html`${Object.entries(fact)
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => html`<code>${name} = ${String(value)}</code><br>`)}`;
}

function factTable({ caseFile, extra }: ReportContext): Markup {
  const { redactor } = extra;
  const rows = caseFile.facts.map((fact) => {
    const pointers = fact.pointers ?? [];
    return html`<tr id="${anchor('fact', fact.id)}"><th scope="row">${fact.id}</th><td>${both(aboutOf(fact, caseFile))}${fact.says ? html`<br><span class="small">${both(fact.says)}</span>` : nothing}</td><td>${fields(fact)}</td><td class="small">${fact.foundBy ? html`<code>${fact.foundBy}</code><br>` : nothing}${pointers.slice(0, 3).map(({ path, line }) => html`<code>${redactor.text(path)}:${line}</code><br>`)}${pointers.length > 3 ? `+${pointers.length - 3}` : ''}</td></tr>`;
  });
  return html`<details class="facts" id="facts"><summary><span>${say(`重みのもとになった事実の一覧（${rows.length}件）`, `All facts that were weighed (${rows.length})`)}</span></summary><table class="plain stack"><thead><tr><th scope="col">id</th><th scope="col">${say('事実', 'Fact')}</th><th scope="col">${say('値', 'Values')}</th><th scope="col">${say('もと', 'From')}</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}
