// Plants attacks in a copy of the logs and asks the checks that an investigation asks.

import { meaningOf } from '../logs/detect/actor-tally.ts';
import { detectActors } from '../logs/detect/detect-actors.ts';
import type { Detection } from '../logs/detect/detection.ts';
import type { LogStore, Place } from '../logs/port.ts';
import { type CopiedFile, type CopyPlace, openCopyPlace } from '../logs/read-copy.ts';
import type { CompiledRules } from '../logs/sigma/load-rules.ts';
import { seededRandom } from '../vocabulary/random.ts';
import { plantAttacks, type Trial } from './plant-attacks.ts';
import { readVocabulary, type SiteVocabulary } from './site-vocabulary.ts';

export type RehearsedClass = { readonly id: string; readonly planted: number; readonly found: number };
export type Rehearsal = {
  readonly classes: readonly RehearsedClass[];
  /** Per class that has rules of its own: found with those rules taken away. Empty unless asked for. */
  readonly heldOut: readonly RehearsedClass[];
};

export type RehearsalOptions = {
  readonly seed: number;
  readonly perTemplate: number;
  /** Lines of the user's own logs in the copy, at most. */
  readonly copyLines: number;
  readonly holdOut: 'each-family' | 'none';
  /** Called when nothing more is asked of the logs themselves. */
  readonly onCopied?: () => void;
};

/** A stretch of every file, in proportion: the ground the planted attacks stand on. */
async function copySome(store: LogStore, seed: number, most: number): Promise<CopiedFile[]> {
  const random = seededRandom(seed, 'drill-copy');
  const total = store.files.reduce((sum, { lines }) => sum + lines, 0);
  const share = Math.min(1, most / Math.max(1, total));
  const files: CopiedFile[] = [];
  for (const [f, file] of store.files.entries()) {
    if (/^(?:utmp|wtmp|btmp|lastlog)$/.test(file.format) || file.lines === 0) continue;
    const count = Math.max(Math.min(file.lines, 20), Math.floor(file.lines * share));
    const start = random.below(file.lines - count + 1);
    const places = Array.from({ length: count }, (_, i): Place => ({ f, n: start + i }));
    const lines = await store.lines(places);
    const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length + 1, 0));
    let at = 0;
    for (const line of lines) {
      bytes.set(line, at);
      at += line.length;
      bytes[at] = 10;
      at += 1;
    }
    files.push({ name: file.path, bytes });
    // Thousands of small files: the first hundred are ground enough.
    if (files.length >= 100) break;
  }
  return files;
}

/** Whether the check reports this attack as directed at us, or worse, and calls it by its class. */
function wasFound(trial: Trial, detection: Detection): boolean {
  return detection.actors.some(
    ({ id, level, classes }) =>
      level !== 'noise' &&
      (id === trial.ip || id === trial.user || id === trial.host || id.endsWith(`/${trial.user}`)) &&
      classes.some((each) => each === trial.id),
  );
}

function countFound(trials: readonly Trial[], detection: Detection): RehearsedClass[] {
  const ids = [...new Set(trials.map(({ id }) => id))].sort();
  return ids.map((id) => {
    const own = trials.filter((trial) => trial.id === id);
    return { id, planted: own.length, found: own.filter((trial) => wasFound(trial, detection)).length };
  });
}

export async function rehearseAttacks(
  store: LogStore,
  rules: CompiledRules,
  options: RehearsalOptions,
): Promise<Rehearsal> {
  const place = openCopyPlace(store);
  try {
    const site = await readVocabulary(store);
    if (site.times.length === 0) return { classes: [], heldOut: [] };
    return await rehearse(store, rules, options, { site, place });
  } finally {
    options.onCopied?.();
    await place.close();
  }
}

async function rehearse(
  store: LogStore,
  rules: CompiledRules,
  options: RehearsalOptions,
  { site, place }: { readonly site: SiteVocabulary; readonly place: CopyPlace },
): Promise<Rehearsal> {
  const ground = await copySome(store, options.seed, options.copyLines);
  options.onCopied?.();
  const { trials, files } = plantAttacks(site, options);
  const latest = Math.max(...site.times);
  const copy = await place.read([...ground, ...files], new Date(latest + 31 * 86_400_000));
  const classes = countFound(trials, await detectActors(copy, rules));
  if (options.holdOut === 'none') return { classes, heldOut: [] };
  const heldOut: RehearsedClass[] = [];
  for (const { id } of classes) {
    const rest = rules.rules.filter((rule) => meaningOf(rule).class !== id);
    if (rest.length === rules.rules.length) continue;
    const without = await detectActors(copy, { ...rules, rules: rest });
    const own = trials.filter((trial) => trial.id === id);
    // Called by another name it is still noticed: the name is what the missing family gave.
    const noticed = own.filter((trial) =>
      without.actors.some(({ id: actor, level }) => level !== 'noise' && (actor === trial.ip || actor === trial.user)),
    );
    heldOut.push({ id, planted: own.length, found: noticed.length });
  }
  return { classes, heldOut };
}
