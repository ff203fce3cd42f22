// Events whose serial does not belong where they stand: the kernel gives serial and time together, so that a line written
// by hand either repeats the serial of another event or tells another order than the times around it.

/** A place where the serial does not rise by one, or stays while the time does not. */
export type Step = {
  readonly f: number;
  readonly fromN: number;
  readonly n: number;
  readonly before: number;
  readonly serial: number;
  readonly beforeMs: number;
  readonly ms: number;
};

/** Lines that stand between two others whose serials go on as if nothing stood between them. */
export type Outlier = {
  readonly f: number;
  readonly fromN: number;
  /** The last of them. */
  readonly toN: number;
  readonly serial: number;
  readonly ms: number;
  /** How far its serial is from those around it. */
  readonly distance: number;
};

/** More lines than these were not slipped in. */
const MOST_LINES = 50;
/** Other processors' events may stand so many serials late. */
const GOES_ON = 5;

/** Serials this far from those around them are no other processor's. */
export const FAR = 6;

export type SerialOrder = {
  readonly outliers: readonly Outlier[];
  /** Lines where serials began anew: nothing is compared across them. */
  readonly resets: readonly number[];
};

/** @param steps of one file, in order; `before` and `serial` far apart by a return to zero are restarts like others */
export function orderOf(steps: readonly Step[]): SerialOrder {
  const outliers: Outlier[] = [];
  const resets: number[] = [];
  for (let i = 0; i < steps.length; i += 1) {
    const into = steps[i];
    if (!into) continue;
    const { f, n, before, serial, ms } = into;
    let end = i + 1;
    for (; end < steps.length; end += 1) {
      const out = steps[end];
      if (!out || out.n - n > MOST_LINES) end = steps.length;
      else if (out.serial >= before && out.serial <= before + GOES_ON) break;
    }
    const out = steps[end];
    if (out) {
      outliers.push({ f, fromN: n, toN: out.fromN, serial, ms, distance: Math.abs(serial - before) });
      i = end; // the way back is no step of its own
    }
    // A repeated serial needs no way back: the next event is one further, which is no step.
    else if (serial === before) outliers.push({ f, fromN: n, toN: n, serial, ms, distance: 0 });
    else if (serial < before - GOES_ON) resets.push(n);
  }
  return { outliers, resets };
}

/** Steps without those into and out of what was slipped in: they are no holes. */
export function withoutFar(steps: readonly Step[], { outliers }: SerialOrder): Step[] {
  const far = outliers.filter(({ distance }) => distance >= FAR);
  return steps.filter(({ fromN, n }) => !far.some((one) => n === one.fromN || fromN === one.toN));
}

/** Where a serial stands. */
export type Standing = { readonly serial: number; readonly n: number; readonly ms: number };

/** The other event with the serial of an outlier, in the same count: no restart lies between the two. */
export function otherWithSerial(
  { fromN, serial, ms }: Outlier,
  standing: readonly Standing[],
  resets: readonly number[],
): Standing | undefined {
  return standing.find(
    (other) =>
      other.serial === serial &&
      other.ms !== ms &&
      !resets.some((n) => n > Math.min(fromN, other.n) && n <= Math.max(fromN, other.n)),
  );
}
