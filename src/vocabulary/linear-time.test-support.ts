import { expect } from 'vitest';

/** Times as long that eight times the text may take: quadratic work takes 64 times as long. */
const MOST = 24;
/** Below this, in milliseconds, chance decides how long something takes. */
const SHORT_MS = 20;

/** Of this process, in milliseconds: what else the machine does counts little. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Holds that work grows with its text and not with the square of it.
 *
 * @param work on a text of about `length`
 */
export function expectLinear(work: (length: number) => void, length: number, name = ''): void {
  let least = Number.POSITIVE_INFINITY;
  // A collection of garbage or a compilation may fall into one of them.
  for (let tries = 0; tries < 3 && least > MOST; tries += 1) {
    const short = processorTime(() => work(Math.ceil(length / 8)));
    const long = processorTime(() => work(length));
    least = Math.min(least, long / Math.max(short, SHORT_MS));
  }
  expect(least, name).toBeLessThanOrEqual(MOST);
}
