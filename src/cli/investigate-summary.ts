// The same ten seconds as the report's head, for a terminal: outcome, next step, three lists, the ways with small bars.
import type { Writable } from 'node:stream';
import { percentRange } from '../evidence/report-format.ts';
import type { CaseFile, CheckResult } from '../vocabulary/case-file.ts';
import { reachedBy, whyNotWeighed } from '../vocabulary/contact.ts';
import { hypothesisNames, ownHypotheses } from '../vocabulary/hypothesis.ts';
import type { ConfirmedScope, Interval, Outcome } from '../vocabulary/outcome.ts';

const outcomeWords: Readonly<Record<Outcome, string>> = {
  no_evidence: 'No evidence of a leak from us within what was checked',
  inconclusive: 'Inconclusive: neither a leak from us nor its absence can be stated',
  leak_likely: 'A leak from us is likely, not certain',
  leak_confirmed: 'A leak from us is confirmed, as far as its proof goes',
  not_our_mail: 'Nothing shows that our systems sent the samples, and the address is not in the register given',
};

const WIDTH = 24;
/** `under 1 % to 99 %`. */
const WIDEST = 17;

/** 5 to 95 % as a bar, the middle marked. */
function bar({ low, mid, high }: Interval): string {
  const at = (share: number) => Math.min(WIDTH - 1, Math.max(0, Math.floor(share * WIDTH)));
  return Array.from({ length: WIDTH }, (_, index) =>
    index === at(mid) ? '|' : index >= at(low) && index <= at(high) ? '=' : '.',
  ).join('');
}

/** What is proved, and what the figures below are about: a sample may have come another way than the leak that is proved. */
const confirmedWords: Readonly<Record<ConfirmedScope, string>> = {
  list: 'Confirmed: part of the data we held (a list, or a file that looks like a copy) has reached outsiders. Whether this record was in it is a separate question',
  record: 'Confirmed: at least part of what we held of this person has reached outsiders',
  exposure:
    'Confirmed: details of this person could be seen from outside. Whether the spam came of it is a separate question',
};

/** Percent as the report has it, rounded outward: never 0 or 100, and "1-1 %" for what is under 1. */
const percent = (interval: Interval) => percentRange(interval).en.replaceAll('\u00a0', ' ');

const bold = (text: string, on: boolean) => (on ? `\u001b[1m${text}\u001b[0m` : text);

const headOf = (caseFile: CaseFile) => {
  const { outcome, confirmedScope, weigh } = caseFile;
  return weigh === null && whyNotWeighed(caseFile) === null
    ? 'Facts only: nothing was weighed, so nothing is stated in either direction'
    : outcome === 'leak_confirmed'
      ? confirmedWords[confirmedScope ?? 'exposure']
      : outcomeWords[outcome];
};

const records: ReadonlySet<string> = new Set(['exports.list-given', 'vendors.asked']);
/** An empty record holds nothing to find: it is no search that came up empty. */
const isOfNothing = ({ id, looked }: CheckResult) => records.has(id) && looked?.lines === 0;

const waysTitle = (caseFile: CaseFile) =>
  `How whoever is behind ${reachedBy(caseFile).such.en} may have got the address (5 to 95 %, tested on simulated cases only)`;

export function summaryOf(caseFile: CaseFile, out: string, stream: Writable): string {
  const coloured = 'isTTY' in stream && stream.isTTY === true && process.env['NO_COLOR'] === undefined;
  const lines: string[] = [bold(headOf(caseFile), coloured)];
  const [next] = caseFile.next;
  if (next) lines.push(`Next: ${next.what.en}${next.by ? ` (by ${next.by}, ${next.owner})` : ''}`);
  const total = caseFile.files.reduce((sum, { lines: count }) => sum + count, 0);
  lines.push('', bold('Looked at', coloured));
  const count = (number: number, one: string) => `${number} ${number === 1 ? one : `${one}s`}`;
  lines.push(
    `  ${count(caseFile.sources.length, 'source')}, ${count(caseFile.files.length, 'log')} with ${count(total, 'line')}`,
  );
  const list = (title: string, rows: CaseFile['checks']) => {
    lines.push(bold(title, coloured));
    if (rows.length === 0) lines.push('  nothing');
    for (const { id, says } of rows) lines.push(`  ${id}: ${says.en}`);
  };
  const having = (result: CheckResult['result']) => caseFile.checks.filter((check) => check.result === result);
  const nothing = having('nothing-found');
  list('Found', having('found'));
  list(
    'Nothing found, within reach',
    nothing.filter((check) => !isOfNothing(check)),
  );
  if (nothing.some(isOfNothing)) list('Nothing recorded that could be checked', nothing.filter(isOfNothing));
  list('Not checked', having('not-checked'));
  const unweighed = caseFile.weigh ? null : whyNotWeighed(caseFile);
  if (unweighed)
    lines.push(
      '',
      bold(`How whoever is behind ${reachedBy(caseFile).such.en} came by the contact details`, coloured),
      `  ${unweighed.en}`,
    );
  if (caseFile.weigh) {
    lines.push('', bold(waysTitle(caseFile), coloured));
    const own = new Set<string>(ownHypotheses);
    for (const row of caseFile.weigh.hypotheses) {
      const side = own.has(row.id) ? 'ours  ' : 'others';
      lines.push(`  ${side} ${bar(row)} ${percent(row).padStart(WIDEST)}  ${hypothesisNames[row.id].en}`);
    }
  }
  const files = ['report.html', 'letter.ja.pdf', 'letter.en.pdf', 'pack.zip'].map((name) => `${out}/${name}`);
  lines.push('', `Written: ${files.join(', ')}`, `Check the pack: akashi verify ${out}/pack.zip`, '');
  return lines.join('\n');
}
