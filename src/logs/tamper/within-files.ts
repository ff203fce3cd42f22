// Rows that are fetched of each file, up to a bound of its own: one file that has too many hides nothing in the others.
import type { Examination } from './examination.ts';
import type { Limit } from './not-visible.ts';

/** The end of a statement whose rows are in the order of files: one row more than is looked at, by which a cut is known. */
export const limitWithin = (most: number): string => `limit ${most + 1} by f`;

/** The rows that are looked at; files that have more are told as not looked at beyond them. */
export function within<Row extends { readonly f: number }>(
  rows: readonly Row[],
  most: number,
  limit: Limit,
  stopped: Examination['stopped'],
): Row[] {
  const counts = new Map<number, number>();
  return rows.filter(({ f }) => {
    const count = (counts.get(f) ?? 0) + 1;
    counts.set(f, count);
    if (count > most) stopped(f, limit);
    return count <= most;
  });
}
