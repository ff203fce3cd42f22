import { openFileParser } from '../parse-line.ts';
import type { EventRow, Row, WebRow } from '../rows.ts';
import { localTime, yearClock } from '../times.ts';
import type { FileContext } from './format.ts';

export type ReadLines = {
  /** The format of each line; undefined where none understood it. */
  readonly formats: readonly (string | undefined)[];
  readonly rows: readonly (Row & { readonly n: number })[];
  readonly events: readonly (EventRow & { readonly n: number })[];
  readonly web: readonly (WebRow & { readonly n: number })[];
  readonly assumed: readonly string[];
};

/** One file's lines through every format, as `logs read` does it, without the engine. Text is taken as UTF-8. */
export function readLines(lines: readonly string[], { startYear = 2026, timeZone = 'UTC' } = {}): ReadLines {
  const rows: (Row & { n: number })[] = [];
  const assumed: string[] = [];
  const formats: (string | undefined)[] = [];
  const context: FileContext = {
    local: localTime(timeZone),
    year: yearClock(startYear),
    n: 0,
    emit: (row, n = context.n) => rows.push({ ...row, n }),
    unread: (n) => {
      formats[n] = undefined;
    },
    assume: (what) => assumed.push(what),
  };
  const parser = openFileParser(context);
  for (const [n, line] of lines.entries()) {
    context.n = n;
    formats[n] = parser.read(Buffer.from(line, 'utf8').toString('latin1'));
  }
  parser.flush();
  const sorted = rows.sort((a, b) => a.n - b.n);
  const events = sorted.filter((row): row is EventRow & { n: number } => row.table === 'event');
  const web = sorted.filter((row): row is WebRow & { n: number } => row.table === 'web');
  return { formats, rows: sorted, events, web, assumed };
}

/** An instant as the tables keep it. */
export function micros(iso: string): number {
  return Date.parse(iso) * 1000;
}
