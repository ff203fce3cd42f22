// What every method is given: the store, which files, how busy they were, and which stretches are excused.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import type { LogStore } from '../port.ts';
import type { Limit } from './not-visible.ts';
import type { Timeline } from './silences/log-timeline.ts';
import type { Stretch } from './silences/traffic-model.ts';

export type Examination = {
  readonly store: LogStore;
  readonly files: readonly LogFileSummary[];
  /** By file number; files without a readable clock have none. */
  readonly timelines: ReadonlyMap<number, Timeline>;
  /** Maintenance windows the organisation names. */
  readonly maintenance: readonly Stretch[];
  /** Files whose clock is broken: questions of time are not put to them. */
  readonly brokenClocks: ReadonlySet<number>;
  /** By path: how far a clock ran ahead of true time, where that is on record. */
  readonly clocks: ReadonlyMap<string, { readonly offsetSeconds: number }>;
  /** Called by a method that stops at a limit of its own in a file, so that the answer says so. */
  readonly stopped: (f: number, limit: Limit) => void;
};

/** Whether a stretch lies in windows the organisation named, but for a minute at either end. */
export function isExcused(stretch: Stretch, windows: readonly Stretch[]): boolean {
  return windows.some(({ fromMs, toMs }) => stretch.fromMs >= fromMs - 60_000 && stretch.toMs <= toMs + 60_000);
}
