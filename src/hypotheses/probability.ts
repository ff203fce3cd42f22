import type { Interval } from '../vocabulary/outcome.ts';

/** Nearest to 0 and to 1 that a weight may come: below this the model's own doubt is larger than what it says. */
const NEAREST = 1e-9;

/** A probability that is never certain: 0 and 1 cannot be built, so no report can print them. */
export class Probability {
  readonly value: number;

  /** @throws RangeError at 0 and below, at 1 and above, and for what is not a number */
  constructor(value: number) {
    if (!(value > 0 && value < 1)) throw new RangeError(`not strictly between 0 and 1: ${value}`);
    this.value = value;
  }

  /** The nearest allowed probability: arithmetic that rounds to 0 or 1 is not knowledge. */
  static near(value: number): Probability {
    if (Number.isNaN(value)) throw new RangeError('not a number');
    return new Probability(Math.min(1 - NEAREST, Math.max(NEAREST, value)));
  }
}

/** Rounding must not lift .3 to .31 only because 100·.3 is stored as 30.000000000000004. */
const SLACK = 1e-9;

/**
 * The interval as it is shown: whole per cents, rounded away from the middle, never outside 1–99 %.
 * `mid` is not rounded, only held inside.
 */
export function shownInterval({ low, mid, high }: Interval): Interval {
  const inside = (value: number) => Math.min(0.99, Math.max(0.01, value));
  return {
    low: inside(Math.floor(100 * low + SLACK) / 100),
    mid: inside(mid),
    high: inside(Math.ceil(100 * high - SLACK) / 100),
  };
}
