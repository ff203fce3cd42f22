// Where a log was silent: the longest silences, by the clock and by how busy the log is around that hour.
import type { LogStore, Place } from '../../port.ts';
import { eachLineTime } from '../line-times.ts';
import { type FileHours, HOUR_MS } from './log-timeline.ts';

/** A silence between two lines that follow each other. `fromMs`: the latest time seen so far, so that a line out of order opens none. */
export type Gap = {
  readonly f: number;
  readonly fromN: number;
  readonly toN: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The last line before the silence, where it stands in the file before. */
  readonly before?: Place;
};

/** Silences kept per file and order: enough to fit a tail, few enough to look at each. */
const KEPT = 300;
/** Clocks of logs count whole seconds; shorter than two is no silence. */
const SHORTEST_MS = 2000;

/** Requests are logged when they end, with the time they began: less far backwards is never looked at. */
export const LATE_MS = 30_000;

/** Late lines remembered of a file; one with more has no order to speak of, and its silences are told as they stand. */
const MOST_LATE = 200_000;

const byLength = (a: Gap, b: Gap) => b.toMs - b.fromMs - (a.toMs - a.fromMs) || a.toN - b.toN;

/** Of the silences that are offered, those of most weight; of equal weight those that stand first. They come by the million where a site is quiet. */
class Heaviest {
  #kept: { readonly weight: number; readonly gap: Gap }[] = [];
  #least = 0;

  /** Whether a silence of this weight may be one of them. */
  wants(weight: number): boolean {
    return weight >= this.#least;
  }

  add(weight: number, gap: Gap): void {
    this.#kept.push({ weight, gap });
    if (this.#kept.length >= 4 * KEPT) this.#cut();
  }

  #cut(): void {
    this.#kept.sort((a, b) => b.weight - a.weight || a.gap.toN - b.gap.toN);
    this.#kept.length = Math.min(this.#kept.length, KEPT);
    if (this.#kept.length === KEPT) this.#least = this.#kept.at(-1)?.weight ?? 0;
  }

  taken(): Gap[] {
    this.#cut();
    return this.#kept.map(({ gap }) => gap);
  }
}

export type FileGaps = {
  /** Longest first: those kept by length, and those kept by length times the lines of their hour. */
  readonly gaps: readonly Gap[];
  /** Lines that stand at least LATE_MS after later ones. */
  readonly late: number;
};

/** What is known of one file while its lines go by. */
class Walk {
  readonly #f: number;
  readonly #busy: FileHours | undefined;
  readonly #longest = new Heaviest();
  readonly #fullest = new Heaviest();
  #latest = 0;
  #beforeN = 0;
  #late = 0;
  /** Of late lines, where each stands and when it was. */
  readonly #written: { readonly n: number; readonly t: number }[] = [];

  constructor(f: number, busy: FileHours | undefined) {
    this.#f = f;
    this.#busy = busy;
  }

  pass(n: number, t: number): void {
    const gap = t - this.#latest;
    if (this.#latest > 0) {
      if (gap >= SHORTEST_MS) this.#silence(n, t, gap);
      else if (gap <= -LATE_MS) this.#lateLine(n, t);
    }
    if (gap > 0) this.#latest = t;
    this.#beforeN = n;
  }

  #lateLine(n: number, t: number): void {
    this.#late += 1;
    if (this.#written.length < MOST_LATE) this.#written.push({ n, t });
  }

  #silence(n: number, t: number, gap: number): void {
    const fullness = gap * (this.#busy?.get(Math.floor(t / HOUR_MS)) ?? 0);
    const long = this.#longest.wants(gap);
    const full = this.#fullest.wants(fullness);
    if (!long && !full) return;
    const silence = { f: this.#f, fromN: this.#beforeN, toN: n, fromMs: this.#latest, toMs: t };
    if (long) this.#longest.add(gap, silence);
    if (full) this.#fullest.add(fullness, silence);
  }

  end(): FileGaps {
    const gaps = [...new Set([...this.#longest.taken(), ...this.#fullest.taken()])];
    return { gaps: withoutLate(gaps, this.#written).sort(byLength), late: this.#late };
  }
}

/**
 * Silences less what was written late: a program that buffers puts lines of the silence behind those after it. Of each
 * the longest stretch without any line is left, if that is a silence still.
 */
function withoutLate(gaps: readonly Gap[], late: readonly { readonly n: number; readonly t: number }[]): Gap[] {
  if (late.length === 0) return [...gaps];
  const written = [...late].sort((a, b) => a.t - b.t || a.n - b.n);
  return gaps.flatMap((gap) => {
    const inside = written.slice(firstAfter(written, gap.fromMs), firstAfter(written, gap.toMs - 1));
    if (inside.length === 0) return [gap];
    let before = { n: gap.fromN, t: gap.fromMs };
    let longest = { ...gap, toMs: gap.fromMs };
    for (const line of [...inside, { n: gap.toN, t: gap.toMs }]) {
      if (line.t - before.t > longest.toMs - longest.fromMs)
        longest = { ...gap, fromN: before.n, toN: line.n, fromMs: before.t, toMs: line.t };
      before = line;
    }
    return longest.toMs - longest.fromMs >= SHORTEST_MS ? [longest] : [];
  });
}

/** Index of the first line after an instant, of lines in order of time. */
function firstAfter(lines: readonly { readonly t: number }[], instant: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.t ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One walk over the lines of each file that has any with a time. @param hours how busy each was */
export async function readGaps(
  store: Pick<LogStore, 'files' | 'numbers'>,
  hours: ReadonlyMap<number, FileHours>,
): Promise<Map<number, FileGaps>> {
  const found = new Map<number, FileGaps>();
  let file = -1;
  let walk: Walk | undefined;
  const end = (): void => {
    if (walk) found.set(file, walk.end());
  };
  await eachLineTime(store, (f, n, t) => {
    if (f !== file || !walk) {
      end();
      file = f;
      walk = new Walk(f, hours.get(f));
    }
    walk.pass(n, t);
  });
  end();
  return found;
}
