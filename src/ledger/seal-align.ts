// Which sealed line is which line of the file as it is now: fast where nothing changed, and naming what did.

/** Sealed lines, counted from 0 over all segments of a stream. */
export type SealedLines = {
  readonly count: number;
  /** Short mark, equal for equal lines; different lines may share one by chance. */
  mark(sealed: number): number;
  /** Whether this is exactly the line that was sealed. */
  matches(sealed: number, line: Uint8Array): boolean;
};

/** Lines of the file as it is, from a cursor on. */
export type CurrentLines = {
  /** The line `ahead` of the cursor; undefined past the end. */
  peek(ahead: number): Promise<Uint8Array | undefined>;
  advance(lines: number): void;
};

/** `line`: of the file as it is, from 1; of a removed one, the number it had. `sealedLine` is null for an inserted one. */
export type LineChange = {
  readonly line: number;
  readonly kind: 'changed' | 'removed' | 'inserted';
  readonly sealedLine: number | null;
};

export type Alignment = {
  readonly changes: readonly LineChange[];
  /** Lines after the last sealed one. */
  readonly current: number;
};

/** Consecutive equal marks that count as the same place again. */
const RUN = 3;
/** How far to look for it: first near, then further. Lines of the file; sealed lines are looked through to their end. */
const REACHES = [16, 512, 65_536];
/** Above this many pairs a block is named line for line instead of being compared crosswise. */
const MOST_PAIRS = 4_000_000;

/** Pairs of a longest common subsequence of two short rows. */
function commonPairs(a: number, b: number, same: (i: number, j: number) => boolean): [number, number][] {
  const width = b + 1;
  const table = new Uint32Array((a + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a - 1; i >= 0; i -= 1) {
    for (let j = b - 1; j >= 0; j -= 1) {
      table[i * width + j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a && j < b; ) {
    if (same(i, j)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

class Aligner {
  readonly changes: LineChange[] = [];
  readonly #sealed: SealedLines;
  readonly #current: CurrentLines;
  readonly #markOf: (line: Uint8Array) => number;
  #s = 0;
  #c = 0;

  constructor(sealed: SealedLines, current: CurrentLines, markOf: (line: Uint8Array) => number) {
    this.#sealed = sealed;
    this.#current = current;
    this.#markOf = markOf;
  }

  /** Lines of the file that were read, up to the last sealed one. */
  get position(): number {
    return this.#c;
  }

  #forward(sealed: number, current: number): void {
    this.#s += sealed;
    this.#c += current;
    this.#current.advance(current);
  }

  #pairUp(sealedFrom: number, sealedTo: number, currentFrom: number, currentTo: number): void {
    const both = Math.min(sealedTo - sealedFrom, currentTo - currentFrom);
    for (let i = 0; i < both; i += 1) {
      this.changes.push({
        line: this.#c + currentFrom + i + 1,
        kind: 'changed',
        sealedLine: this.#s + sealedFrom + i + 1,
      });
    }
    for (let i = sealedFrom + both; i < sealedTo; i += 1) {
      this.changes.push({ line: this.#s + i + 1, kind: 'removed', sealedLine: this.#s + i + 1 });
    }
    for (let i = currentFrom + both; i < currentTo; i += 1) {
      this.changes.push({ line: this.#c + i + 1, kind: 'inserted', sealedLine: null });
    }
  }

  /** Names what happened in `sealed` sealed lines that became `marks.length` lines. */
  async #block(sealed: number, current: number): Promise<void> {
    const lines: Uint8Array[] = [];
    for (let i = 0; i < current; i += 1) lines.push((await this.#current.peek(i)) ?? new Uint8Array(0));
    const marks = lines.map(this.#markOf);
    const same = (i: number, j: number) => this.#sealed.mark(this.#s + i) === marks[j];
    const pairs =
      sealed * current > 0 && sealed * current <= MOST_PAIRS
        ? commonPairs(sealed, current, same).filter(([i, j]) =>
            this.#sealed.matches(this.#s + i, lines[j] ?? new Uint8Array(0)),
          )
        : [];
    let [i, j] = [0, 0];
    for (const [nextI, nextJ] of [...pairs, [sealed, current] as const]) {
      this.#pairUp(i, nextI, j, nextJ);
      [i, j] = [nextI + 1, nextJ + 1];
    }
    this.#forward(sealed, current);
  }

  /** The nearest place where sealed and current lines agree again; undefined when there is none in reach. */
  async #agreesAgain(reach: number): Promise<{ sealed: number; current: number } | undefined> {
    const marks: number[] = [];
    for (let i = 0; i < reach + RUN; i += 1) {
      const line = await this.#current.peek(i);
      if (line === undefined) break;
      marks.push(this.#markOf(line));
    }
    const places = new Map<string, number>();
    const run = Math.min(RUN, marks.length);
    if (run === 0) return undefined;
    for (let j = marks.length - run; j >= 0; j -= 1) places.set(marks.slice(j, j + run).join(), j);
    // Near first; at full reach everything that was sealed, because a whole day may have been removed.
    const isLast = reach === REACHES.at(-1);
    const end = Math.min(this.#sealed.count - this.#s, isLast ? Number.POSITIVE_INFINITY : reach + RUN);
    let best: { sealed: number; current: number } | undefined;
    const row: number[] = [];
    for (let i = 0; i < end; i += 1) {
      row.push(this.#sealed.mark(this.#s + i));
      if (row.length > run) row.shift();
      const from = i - run + 1;
      if (row.length < run) continue;
      if (best && from > best.sealed + best.current) break;
      const j = places.get(row.join());
      if (j !== undefined && (!best || from + j < best.sealed + best.current)) best = { sealed: from, current: j };
    }
    return best;
  }

  async #resync(): Promise<void> {
    for (const reach of REACHES) {
      const found = await this.#agreesAgain(reach);
      if (found && found.sealed + found.current > 0) {
        await this.#block(found.sealed, found.current);
        return;
      }
      // Fewer lines are left than were looked at: looking further finds nothing else.
      const isAll = this.#sealed.count - this.#s <= reach && (await this.#current.peek(reach)) === undefined;
      if (isAll) break;
    }
    const most = REACHES.at(-1) ?? 0;
    let current = 0;
    while (current < most && (await this.#current.peek(current)) !== undefined) current += 1;
    const left = this.#sealed.count - this.#s;
    // The lines after the last sealed one are nobody's change: only as many as were sealed are accounted for.
    await this.#block(current < most ? left : Math.min(left, current), Math.min(left, current));
  }

  async run(): Promise<void> {
    while (this.#s < this.#sealed.count) {
      const line = await this.#current.peek(0);
      if (line === undefined) {
        await this.#block(this.#sealed.count - this.#s, 0);
        return;
      }
      if (this.#sealed.matches(this.#s, line)) this.#forward(1, 1);
      else await this.#resync();
    }
  }
}

/**
 * Names every changed, removed and inserted line up to the last sealed one. An inserted line is only seen where a
 * sealed one follows: after the last, it is part of the unsealed tail.
 */
export async function alignLines(
  sealed: SealedLines,
  current: CurrentLines,
  markOf: (line: Uint8Array) => number,
): Promise<Alignment> {
  const aligner = new Aligner(sealed, current, markOf);
  await aligner.run();
  return { changes: aligner.changes, current: aligner.position };
}
