// What the coverage map and the timeline start from: what case.json itself says about sources and times.
import type { RiskWindow } from '../checks/answer.ts';
import { riskWindow } from '../checks/risk-window.ts';
import { seriesMember } from '../logs/log-series.ts';
import type { CaseFile, LogFileSummary } from '../vocabulary/case-file.ts';
import { reachedBy } from '../vocabulary/contact.ts';
import { PARSED_SHARE_NEEDED } from '../vocabulary/finding.ts';
import { describedFamilies, expectedFamilies } from '../vocabulary/log-families.ts';
import type { CoverageRow, CoverageSpan, TimelineEvent } from './quote.ts';

/** A file whose lines carry no time says nothing about when it covers: no span. A clock that was off is corrected. */
function span({ lines, parsed, trueTime, ...written }: LogFileSummary): CoverageSpan[] {
  const { from, to } = trueTime ?? written;
  if (from === null || to === null || lines === 0) return [];
  return [{ from, to, kind: parsed >= PARSED_SHARE_NEEDED * lines ? 'read' : 'partly' }];
}

/** Between two files of a series, this many times the mean interval of its lines is no hole: with even traffic, e^-20. */
const ORDINARY_GAP = 20;

/**
 * Spans of one kind that ordinary traffic joins are one: the last line of a rotated file and the first of the next are never
 * at the same second. Gaps that traffic does not explain are the business of the tamper checks, whose findings are drawn over.
 */
function joined(spans: readonly CoverageSpan[], lines: number): CoverageSpan[] {
  const sorted = [...spans].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const read = sorted.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  const room = lines > 0 ? (ORDINARY_GAP * read) / lines : 0;
  const out: CoverageSpan[] = [];
  for (const span of sorted) {
    const last = out.at(-1);
    if (last && last.kind === span.kind && Date.parse(span.from) - Date.parse(last.to) <= room) {
      out[out.length - 1] = { ...last, to: Date.parse(span.to) > Date.parse(last.to) ? span.to : last.to };
    } else out.push(span);
  }
  return out;
}

/** One row for each series of log files (`access.log`, `access.log.1`, `access.log-20090418.gz`), in the order of their names. */
export function coverageOf(caseFile: CaseFile): CoverageRow[] {
  const rows = new Map<string, LogFileSummary[]>();
  for (const file of caseFile.files) {
    const name = seriesMember(file.path).series;
    const row = rows.get(name);
    if (row) row.push(file);
    else rows.set(name, [file]);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, files]) => ({
      label: { ja: name, en: name },
      paths: files.map(({ path }) => path),
      lines: files.reduce((sum, { lines }) => sum + lines, 0),
      parsed: files.reduce((sum, { parsed }) => sum + parsed, 0),
      spans: joined(
        files.flatMap(span),
        files.reduce((sum, { lines }) => sum + lines, 0),
      ),
    }));
}

/** Rows for what was not given or never kept: an empty row says what a map of the given files alone would leave out. */
export function unseenRows({ files, facts, organisation }: CaseFile): CoverageRow[] {
  const given = new Set(files.map(({ format }) => format));
  const rows = expectedFamilies
    .map((family) => describedFamilies[family])
    .filter(({ formats }) => !formats.some((format) => given.has(format)));
  const copied = facts.some((fact) => fact.kind === 'list-copies' && fact.vendors > 0);
  const labels = rows.map(({ label }) => label);
  if (copied || organisation.vendors.length > 0) labels.push({ ja: '委託先の記録', en: "the vendors' own records" });
  return labels.map((label) => ({ label, paths: [], lines: null, parsed: null, spans: [] }));
}

/** Submission, first spam and complaint, as far as they were said. */
export function eventsOf(caseFile: CaseFile): TimelineEvent[] {
  const { claim } = caseFile;
  const events: TimelineEvent[] = [];
  const add = (at: string | null, kind: TimelineEvent['kind'], what: TimelineEvent['what']) => {
    if (at !== null && !Number.isNaN(Date.parse(at))) events.push({ at, kind, what });
  };
  add(claim.submittedAt, 'submission', { ja: 'アドレスの入力', en: 'the address was entered' });
  add(claim.spamSince, 'first-spam', reachedBy(caseFile).first);
  add(claim.receivedAt, 'complaint', { ja: 'お申し出の受付', en: 'the complaint came in' });
  return events;
}

/** The time at risk as the checks took it, in ms; undefined when submission or first spam is not known. */
export function timeAtRisk({ claim, facts, organisation }: CaseFile): RiskWindow | undefined {
  const fact = facts.find((each) => each.kind === 'time-at-risk');
  const [submittedAt, spamSince] =
    fact?.kind === 'time-at-risk'
      ? [fact.submittedAt ?? claim.submittedAt, fact.firstSpamAt ?? claim.spamSince]
      : [claim.submittedAt, claim.spamSince];
  const held = facts.find((each) => each.kind === 'in-register');
  const registered = held?.kind === 'in-register' ? (held.firstAt ?? null) : null;
  return riskWindow({ submittedAt, spamSince }, registered, organisation.timeZone) ?? undefined;
}

/**
 * Share of the time at risk that a row read and understood, 0 to 1; null when that time is not known. A stretch that is
 * contradicted or silent beyond chance does not count, although it was read.
 */
export function riskCoverage(row: CoverageRow, caseFile: CaseFile): number | null {
  const risk = timeAtRisk(caseFile);
  if (!risk) return null;
  const clip = (iso: string) => Math.min(Math.max(Date.parse(iso), risk.from), risk.to);
  const edges = row.spans
    .filter(({ kind }) => kind === 'read' || kind === 'altered')
    .flatMap(({ from, to, kind }) => [
      { at: clip(from), kind, step: 1 },
      { at: clip(to), kind, step: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  const open = { read: 0, altered: 0, partly: 0, missing: 0 };
  let covered = 0;
  let since = risk.from;
  for (const { at, kind, step } of edges) {
    if (open.read > 0 && open.altered === 0) covered += at - since;
    open[kind] += step;
    since = at;
  }
  return covered / (risk.to - risk.from);
}
