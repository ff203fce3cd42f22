// Of a large log every so manieth run of lines, from its first to its last: for what a sample answers as well.
import type { LogFileSummary } from '../vocabulary/case-file.ts';

/** Lines that lie together in the engine's tables: of a run that nobody wants it reads no column but the line number. */
const RUN_LINES = 8192;
/** At least this many runs stand for all. */
const LEAST_RUNS = 64;

/**
 * Condition over `n` that keeps so many runs, and every line of a log that has no more. The same lines each time.
 *
 * @param oneIn of those runs, which to keep: 1 for all
 */
export function someRuns(files: readonly Pick<LogFileSummary, 'lines'>[], oneIn = 1): string | undefined {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const every = Math.floor(lines / (RUN_LINES * LEAST_RUNS));
  return every < 2 ? undefined : `intDiv(n, ${RUN_LINES}) % ${every * oneIn} = 0`;
}
