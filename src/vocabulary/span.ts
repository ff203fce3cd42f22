/**
 * The least and the most of many numbers; Infinity and −Infinity of none. `Math.min(...numbers)` hands each over as an argument
 * of its own, and breaks off at some hundred thousand: a log has more lines.
 */
export function leastAndMost(numbers: Iterable<number>): { readonly least: number; readonly most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of numbers) {
    if (one < least) least = one;
    if (one > most) most = one;
  }
  return { least, most };
}
