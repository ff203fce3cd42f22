import type { Random } from '../../vocabulary/random.ts';

/** One of the options, each as often as its share; the last when shares sum to less than 1. Undefined of none. */
export function weightedChoice<T>(
  options: readonly T[],
  shareOf: (option: T) => number,
  random: Random,
): T | undefined {
  let left = random.next();
  for (const option of options) {
    left -= shareOf(option);
    if (left < 0) return option;
  }
  return options.at(-1);
}
