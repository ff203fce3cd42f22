// The rehearsal of an investigation: what would the checks have seen, had it happened in these logs?
import type { LogStore } from '../logs/port.ts';
import type { CompiledRules } from '../logs/sigma/load-rules.ts';
import { findTamperSigns } from '../logs/tamper/find-tamper-signs.ts';
import { readTimelines } from '../logs/tamper/silences/log-timeline.ts';
import type { TamperReport } from '../logs/tamper/tamper-report.ts';
import type { DrillSummary } from '../vocabulary/case-file.ts';
import { templatesOf } from './plant-attacks.ts';
import { powerInterval } from './power-interval.ts';
import { type RehearsedClass, rehearseAttacks } from './rehearse-attacks.ts';
import { rehearseRemovals } from './rehearse-removals.ts';

export type DrillOptions = {
  readonly seed: number;
  /** quick: a bounded copy and few trials, for every investigation. thorough: `akashi drill`. Counts, never the clock. */
  readonly depth?: 'quick' | 'thorough';
  /** What `findTamperSigns` said of these logs, where it was asked already. */
  readonly untouched?: Promise<TamperReport>;
  /** Called when the planted attacks stand in their copy: who asks these logs something else may begin. */
  readonly onCopied?: () => void;
};

export type Drill = DrillSummary & {
  /**
   * Found of each class with the rules of that class taken away, by whatever remains. How much lower it is than `found`
   * says how much is owed to having thought of the attack beforehand.
   */
  readonly heldOut: readonly (RehearsedClass & { readonly power: DrillSummary['classes'][number]['power'] })[];
};

const depths = {
  quick: { perTemplate: 3, copyLines: 5_000, holdOut: 'none', removals: 12 },
  thorough: { perTemplate: 8, copyLines: 40_000, holdOut: 'each-family', removals: 60 },
} as const;

const DAY_MS = 86_400_000;

/**
 * Plants attacks of every class, and removes stretches, in copies. The same logs, rules and seed give the same figures.
 *
 * @throws AkashiError logs/incomplete, logs/engine-died
 */
export async function drillCase(store: LogStore, rules: CompiledRules, options: DrillOptions): Promise<Drill> {
  const depth = depths[options.depth ?? 'quick'];
  const timelines = await readTimelines(store);
  let begin = () => {};
  const copied = new Promise<void>((done) => {
    begin = done;
  });
  const rehearsing = rehearseAttacks(store, rules, { seed: options.seed, ...depth, onCopied: begin });
  // Waited for below; what is asked of the logs themselves waits for the copy, which an engine of its own works on.
  rehearsing.catch(() => {});
  await copied;
  options.onCopied?.();
  const [rehearsal, removal, { signs }] = await Promise.all([
    rehearsing,
    rehearseRemovals(store, timelines, { seed: options.seed, trials: depth.removals }),
    options.untouched ?? findTamperSigns(store, { maintenance: [] }),
  ]);
  const withPower = (each: RehearsedClass) => ({
    ...each,
    power: powerInterval(each.found, each.planted, templatesOf(each.id)),
  });
  const planted = rehearsal.classes.filter((each) => each.planted > 0);
  const all = planted.filter((each) => each.found === each.planted).length;
  const none = planted.filter(({ found }) => found === 0).length;
  const logDays = timelines.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / DAY_MS, 0);
  return {
    seed: options.seed,
    classes: rehearsal.classes.map(withPower),
    removal,
    falseAlarms: {
      logDays: Math.round(logDays * 100) / 100,
      count: signs.filter(({ strength }) => strength !== 'defect').length,
    },
    kinds: { planted: planted.length, all, part: planted.length - all - none, none },
    heldOut: rehearsal.heldOut.map(withPower),
  };
}
