import type { Engine } from './engine/engine.ts';
import type { Ingested } from './ingest.ts';
import { monthOf, yearStep } from './times.ts';

const yearlessTime =
  /^(?:<\d{1,3}>)?(?:\d{1,10}: (?:[A-Za-z][\w.-]{0,254}: )?(?:\d{1,10}: )?[*.]?)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d:\d\d(?![\d ]{0,3}\d{4}\b)/;

/** A line that begins like BSD syslog: a month, a day, a time, no year. */
export function isYearless(line: string): boolean {
  return yearlessTime.test(line);
}

/** Days since the first of January, as if every month had 31. */
function dayOf(line: string): number | undefined {
  const match = yearlessTime.exec(line);
  const month = match?.[1] === undefined ? undefined : monthOf(match[1]);
  return month === undefined ? undefined : month * 31 + Number(match?.[2]);
}

/** Lines looked at in a file, evenly spread: enough to see every New Year in it. */
const SAMPLES = 2000;
const DAY_MS = 86_400_000;

/** First and last day of a file, and the New Years between. */
export function yearSpan(lines: readonly string[]): { first: number; last: number; newYears: number } | undefined {
  const days = lines.map(dayOf).filter((day) => day !== undefined);
  const [first] = days;
  if (first === undefined) return undefined;
  let newYears = 0;
  let last = first;
  for (const day of days) {
    const step = yearStep(last, day);
    if (step === 'new-year') newYears += 1;
    if (step !== 'late') last = day;
  }
  return { first, last, newYears };
}

function toMs(year: number, day: number): number {
  return Date.UTC(year, Math.floor((day - 1) / 31), ((day - 1) % 31) + 1);
}

/**
 * The year of a file's first line: the one that brings the file nearest to what the dated files speak of; without any,
 * the latest that puts no line into the future.
 */
export function chooseYear(
  span: { first: number; last: number; newYears: number },
  dated: { from: number; to: number } | undefined,
  now: Date | undefined,
): number {
  const lastYear = (now ?? new Date(dated?.to ?? 0)).getUTCFullYear() + 1;
  if (!dated) {
    let year = lastYear;
    while (toMs(year, span.last) > (now?.getTime() ?? 0) + DAY_MS) year -= 1;
    return year - span.newYears;
  }
  let best = { year: 1970, off: Number.POSITIVE_INFINITY };
  const around = new Date(dated.from).getUTCFullYear() - 1;
  for (let year = around; year <= new Date(dated.to).getUTCFullYear() + 1; year += 1) {
    const from = toMs(year - span.newYears, span.first);
    const to = toMs(year, span.last);
    if (now && to > now.getTime() + DAY_MS && best.off < Number.POSITIVE_INFINITY) continue;
    // Days between the two spans, or, when they touch, minus the days they share.
    const off = Math.max(from, dated.from) - Math.min(to, dated.to);
    if (off < best.off) best = { year, off };
  }
  return best.year - span.newYears;
}

/** Start years of files whose times carry none. Reads only what is in the engine. */
export async function startYears(
  engine: Engine,
  files: readonly Ingested[],
  now: Date | undefined,
): Promise<Map<number, number>> {
  const years = new Map<number, number>();
  if (files.length === 0) return years;
  const [known] = await engine.rows<{ from: number; to: number; lines: number }>(
    `select min(at) as from, max(at) as to, count() as lines from (
      select toUnixTimestamp64Milli(ts) as at from web where at > 0
      union all select toUnixTimestamp64Milli(toDateTime64(ts, 3, 'UTC')) as at from event where at > 0
    )`,
  );
  const dated = known && known.lines > 0 ? { from: known.from, to: known.to } : undefined;
  for (const file of files) {
    const step = Math.max(1, Math.floor(file.lines / SAMPLES));
    const rows = await engine.rows<{ start: string }>(
      `select substring(line, 1, 40) as start from raw where f = {f:UInt32} and (n % {step:UInt64} = 0 or n = {last:UInt64}) order by n`,
      { f: file.f, step, last: file.lines - 1 },
    );
    const span = yearSpan(rows.map(({ start }) => start));
    if (span) years.set(file.f, chooseYear(span, dated, now));
  }
  return years;
}
