// Lines that one of two logs with the same records has and the other has not: what they have in common tells a hand from a loss.
import type { Stretch } from '../silences/traffic-model.ts';

/** A line of the fuller log that the other lacks. `actor`: its visitor, or process. */
export type MissingLine = {
  readonly n: number;
  readonly t: number;
  readonly actor: string;
  /** What a log may be told to leave out: a program, a path, a status, an agent. */
  readonly sorts: readonly string[];
};

/** one-actor: nearly all of one visitor or process; block: one after the other; scattered: here and there, as a transfer loses them. */
export type MissingGroup = {
  readonly how: 'one-actor' | 'block' | 'scattered';
  readonly lines: readonly MissingLine[];
};

/** With more than this share of lines missing, one of the two is an excerpt. */
const MOST_SHARE = 0.01;
/** A sort of lines that is left out is left out all the time. */
const LEAST_FILTERED = 20;
const FILTERED_SPAN = 1 / 3;
/** Fewer lines of one actor are missing by the same chance as any. */
const LEAST_OF_ACTOR = 3;
const ACTOR_SHARE = 0.8;
/** Chance that lines lost at random are so many of one actor, all actors looked at. */
const ACTOR_P = 1e-4;
const LEAST_BLOCK = 5;
/** A few lines of other times do not hide a block. */
const BLOCK_SHARE = 0.5;

/**
 * What the missing lines are; undefined where one log is an excerpt, or leaves out some sort of lines by habit.
 *
 * @param lines ascending
 * @param of lines of the fuller log in the stretch that both cover
 * @param linesOf how many of those an actor has
 * @param isKept whether the log that lacks lines has others of that sort
 */
export function missingGroup(
  lines: readonly MissingLine[],
  of: { readonly lines: number; readonly stretch: Stretch },
  linesOf: (actor: string) => number,
  isKept: (sort: string) => boolean,
): MissingGroup | undefined {
  if (lines.length === 0 || lines.length > MOST_SHARE * of.lines) return undefined;
  const unfiltered = withoutFiltered(lines, of.stretch, isKept);
  if (unfiltered.length * 2 < lines.length) return undefined;
  const [actor, own] = largest(unfiltered);
  const chance = Math.min(1, linesOf(actor) / of.lines);
  // Each way to choose the lines, at the chance that all chosen are this actor's, and one look at each of as many actors as
  // may have so many lines: never below the true chance.
  const p = choose(unfiltered.length, own.length) * chance ** (own.length - 1);
  if (own.length >= LEAST_OF_ACTOR && own.length >= ACTOR_SHARE * unfiltered.length && p < ACTOR_P) {
    return { how: 'one-actor', lines: own };
  }
  const block = longestBlock(unfiltered);
  if (block.length >= LEAST_BLOCK && block.length >= BLOCK_SHARE * unfiltered.length)
    return { how: 'block', lines: block };
  return { how: 'scattered', lines: unfiltered };
}

/** Lines but for those of a sort that the other log never has, over a good part of the time. */
function withoutFiltered(
  lines: readonly MissingLine[],
  { fromMs, toMs }: Stretch,
  isKept: (sort: string) => boolean,
): readonly MissingLine[] {
  const bySort = new Map<string, { lines: number; firstMs: number; lastMs: number }>();
  for (const { t, sorts } of lines) {
    for (const sort of sorts) {
      const known = bySort.get(sort);
      if (known) {
        known.lines += 1;
        known.lastMs = t;
      } else bySort.set(sort, { lines: 1, firstMs: t, lastMs: t });
    }
  }
  const filtered = new Set(
    [...bySort].flatMap(([sort, { lines: count, firstMs, lastMs }]) =>
      count >= LEAST_FILTERED && lastMs - firstMs >= FILTERED_SPAN * (toMs - fromMs) && !isKept(sort) ? [sort] : [],
    ),
  );
  return lines.filter(({ sorts }) => !sorts.some((sort) => filtered.has(sort)));
}

function largest(lines: readonly MissingLine[]): [string, readonly MissingLine[]] {
  const byActor = new Map<string, MissingLine[]>();
  for (const line of lines) {
    const known = byActor.get(line.actor);
    if (known) known.push(line);
    else byActor.set(line.actor, [line]);
  }
  return [...byActor].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]))[0] ?? ['', []];
}

function longestBlock(lines: readonly MissingLine[]): readonly MissingLine[] {
  let best: readonly MissingLine[] = [];
  let from = 0;
  for (let i = 1; i <= lines.length; i += 1) {
    if (i < lines.length && lines[i]?.n === (lines[i - 1]?.n ?? 0) + 1) continue;
    if (i - from > best.length) best = lines.slice(from, i);
    from = i;
  }
  return best;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) ways *= (n - i + 1) / i;
  return ways;
}
