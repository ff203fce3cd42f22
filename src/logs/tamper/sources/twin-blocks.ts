// Lines that stand twice, at one distance, one after the other.

export type Twin = { readonly f: number; readonly first: number; readonly second: number };
type Block = { readonly f: number; from: number; to: number; readonly apart: number };

/** Twins at one distance that follow each other: with sampling, gaps between them are as wide as the sampling. */
export function twinBlocks(
  found: readonly Twin[],
  reach = 3,
): { f: number; from: number; to: number; apart: number; lines: number }[] {
  const open = new Map<string, Block & { lines: number }>();
  const done: (Block & { lines: number })[] = [];
  for (const { f, first, second } of found) {
    const key = `${f}:${second - first}`;
    const known = open.get(key);
    if (known && first - known.to <= reach) {
      known.to = first;
      known.lines += 1;
    } else {
      if (known) done.push(known);
      open.set(key, { f, from: first, to: first, apart: second - first, lines: 1 });
    }
  }
  return [...done, ...open.values()].sort((a, b) => a.f - b.f || a.from - b.from);
}
