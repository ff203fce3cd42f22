// Lines that one of two logs with the same records has and the other has not: what they have in common tells a hand from a loss.

/** A line of the fuller log that the other lacks. `actor`: its visitor, or process. */
export type MissingLine = {
  readonly n: number;
  readonly t: number;
  readonly actor: string;
  /** Which it is of the lines that both logs are meant to hold. */
  readonly place: number;
};

/** one-actor: nearly all of one visitor or process; block: one after the other; scattered: here and there, as a transfer loses them. */
export type MissingGroup = {
  readonly how: 'one-actor' | 'block' | 'scattered';
  readonly lines: readonly MissingLine[];
};

/** With more than this share of lines missing, one of the two is an excerpt. */
const MOST_SHARE = 0.01;
/** Fewer lines of one actor are missing by the same chance as any. */
const LEAST_OF_ACTOR = 3;
const ACTOR_SHARE = 0.8;
/** Chance that lines lost at random are so many of one actor, all actors looked at. */
const ACTOR_P = 1e-4;
const LEAST_BLOCK = 5;
/** A few lines of other times do not hide a block. */
const BLOCK_SHARE = 0.5;

/**
 * What the missing lines are; undefined where one log is an excerpt.
 *
 * @param lines ascending
 * @param of lines of the fuller log in the stretch that both cover
 * @param linesOf how many of those an actor has
 */
export function missingGroup(
  lines: readonly MissingLine[],
  of: number,
  linesOf: (actor: string) => number,
): MissingGroup | undefined {
  if (lines.length === 0 || lines.length > MOST_SHARE * of) return undefined;
  const [actor, own] = largest(lines);
  const chance = Math.min(1, linesOf(actor) / of);
  // Each way to choose the lines, at the chance that all chosen are this actor's, and one look at each of as many actors as
  // may have so many lines: never below the true chance.
  const p = choose(lines.length, own.length) * chance ** (own.length - 1);
  if (own.length >= LEAST_OF_ACTOR && own.length >= ACTOR_SHARE * lines.length && p < ACTOR_P) {
    return { how: 'one-actor', lines: own };
  }
  const block = longestBlock(lines);
  if (block.length >= LEAST_BLOCK && block.length >= BLOCK_SHARE * lines.length) return { how: 'block', lines: block };
  return { how: 'scattered', lines: lines };
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
    if (i < lines.length && lines[i]?.place === (lines[i - 1]?.place ?? 0) + 1) continue;
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
