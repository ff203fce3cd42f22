// When each line was written, in the order in which lines stand: what only a walk over all of them can tell.
import type { LogStore } from '../port.ts';

/** Lines fetched at a time: 24 bytes each. */
const MOST_LINES = 2_000_000;

/** Files `from` to `to`, or of one file the lines from `first` to before `end`. */
type Piece = { readonly from: number; readonly to: number; readonly first: number; readonly end: number };

/** Small files together, large ones in pieces, in order. */
export function piecesOf(lines: readonly number[], most = MOST_LINES): Piece[] {
  const pieces: Piece[] = [];
  let open: { from: number; lines: number } | undefined;
  const close = (to: number): void => {
    if (open) pieces.push({ from: open.from, to, first: 0, end: most });
    open = undefined;
  };
  for (const [f, count] of lines.entries()) {
    if (open && open.lines + count > most) close(f - 1);
    if (count > most) {
      for (let first = 0; first < count; first += most) pieces.push({ from: f, to: f, first, end: first + most });
    } else if (open) open.lines += count;
    else open = { from: f, lines: count };
  }
  close(lines.length - 1);
  return pieces;
}

/**
 * Calls `take` for every line that has a time, in order of file and line.
 *
 * @param take f and n of the line, and its time in milliseconds UTC
 */
export async function eachLineTime(
  store: Pick<LogStore, 'files' | 'numbers'>,
  take: (f: number, n: number, t: number) => void,
): Promise<void> {
  const within = 'f between {from:UInt32} and {to:UInt32} and n >= {first:UInt64} and n < {end:UInt64}';
  const question = `
    select toFloat64(f), toFloat64(n), toFloat64(t) from (
      select f, n, toUnixTimestamp64Milli(ts) as t from web where ${within} and ts > toDateTime64(86400, 3, 'UTC')
      union all
      select f, n, toUnixTimestamp64Milli(ts) as t from event where ${within} and ts > toDateTime64(86400, 6, 'UTC')
    ) order by f, n`;
  for (const piece of piecesOf(store.files.map(({ lines }) => lines))) {
    await store.numbers(
      question,
      3,
      (rows) => {
        for (let i = 0; i < rows.length; i += 3) take(rows[i] ?? 0, rows[i + 1] ?? 0, rows[i + 2] ?? 0);
      },
      piece,
    );
  }
}
