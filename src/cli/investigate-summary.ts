// The same ten seconds as the report's head, for a terminal: outcome, next step, three lists, the ways with small bars.
import type { Writable } from 'node:stream';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { hypothesisNames, ownHypotheses } from '../vocabulary/hypothesis.ts';
import type { Interval, Outcome } from '../vocabulary/outcome.ts';

const outcomeWords: Readonly<Record<Outcome, string>> = {
  no_evidence: 'No evidence of a leak from us within what was checked',
  inconclusive: 'Inconclusive: neither a leak from us nor its absence can be stated',
  leak_likely: 'A leak from us is likely, not certain',
  leak_confirmed: 'A leak from us is confirmed, as far as its proof goes',
  not_our_mail: 'The spam is not our mail, and the address is in no register of ours',
};

const WIDTH = 24;

/** 5 to 95 % as a bar, the middle marked. */
function bar({ low, mid, high }: Interval): string {
  const at = (share: number) => Math.min(WIDTH - 1, Math.max(0, Math.floor(share * WIDTH)));
  return Array.from({ length: WIDTH }, (_, index) =>
    index === at(mid) ? '|' : index >= at(low) && index <= at(high) ? '=' : '.',
  ).join('');
}

/** Percent, rounded outward, never 0 or 100. */
const percent = ({ low, high }: Interval) =>
  `${Math.max(1, Math.floor(low * 100))}-${Math.min(99, Math.ceil(high * 100))} %`;

const bold = (text: string, on: boolean) => (on ? `\u001b[1m${text}\u001b[0m` : text);

const headOf = ({ outcome, weigh }: CaseFile) =>
  weigh === null ? 'Facts only: nothing was weighed, so nothing is stated in either direction' : outcomeWords[outcome];

export function summaryOf(caseFile: CaseFile, out: string, stream: Writable): string {
  const coloured = 'isTTY' in stream && stream.isTTY === true && process.env['NO_COLOR'] === undefined;
  const lines: string[] = [bold(headOf(caseFile), coloured)];
  const [next] = caseFile.next;
  if (next) lines.push(`Next: ${next.what.en}${next.by ? ` (by ${next.by}, ${next.owner})` : ''}`);
  const total = caseFile.files.reduce((sum, { lines: count }) => sum + count, 0);
  lines.push('', bold('Looked at', coloured));
  lines.push(`  ${caseFile.sources.length} sources, ${caseFile.files.length} logs with ${total} lines`);
  const list = (title: string, result: CaseFile['checks'][number]['result']) => {
    lines.push(bold(title, coloured));
    const rows = caseFile.checks.filter((check) => check.result === result);
    if (rows.length === 0) lines.push('  nothing');
    for (const { id, says } of rows) lines.push(`  ${id}: ${says.en}`);
  };
  list('Found', 'found');
  list('Nothing found, within reach', 'nothing-found');
  list('Not checked', 'not-checked');
  if (caseFile.weigh) {
    lines.push('', bold('Which ways remain (5 to 95 %, tested on simulated cases only)', coloured));
    const own = new Set<string>(ownHypotheses);
    for (const row of caseFile.weigh.hypotheses) {
      const side = own.has(row.id) ? 'ours  ' : 'others';
      lines.push(`  ${side} ${bar(row)} ${percent(row).padStart(8)}  ${hypothesisNames[row.id].en}`);
    }
  }
  const files = ['report.html', 'letter.ja.pdf', 'letter.en.pdf', 'pack.zip'].map((name) => `${out}/${name}`);
  lines.push('', `Written: ${files.join(', ')}`, `Check the pack: akashi verify ${out}/pack.zip`, '');
  return lines.join('\n');
}
