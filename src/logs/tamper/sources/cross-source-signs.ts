// What one source shows was done, and another, which always told of it, does not.
import { type Examination, isExcused } from '../examination.ts';
import { parseRotatedName } from '../rotation-signs.ts';
import { timedLines } from '../silences/log-timeline.ts';
import {
  allLostToDisk,
  fullDiskSilences,
  type LostToDisk,
  lostPlaces,
  lostWords,
} from '../silences/lost-to-full-disk.ts';
import { clockShift, type Orphans, orphanRuns, type Series } from '../silences/regular-pairs.ts';
import { lossExplaining, lossPlace, lossWords, readLosses, type ToldLoss } from '../silences/told-losses.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { FoundSign } from '../tamper-report.ts';

/** A mail, a command, an error follows its request within this long. */
const BEFORE_MS = 60_000;
const AFTER_MS = 2000;
const LEAST_LINES = 15;
const MOST_LINES = 20_000;
const MOST_SERIES = 60;
const STRONG_BELOW = 1e-3;

type Kind = {
  readonly file: string;
  readonly name: string;
  readonly times: Series;
  /** The log does not say its zone, and one was assumed. */
  readonly zoneless: boolean;
  /** How far its clock ran ahead, where that is on record; else 0. */
  readonly aheadMs: number;
};

const POSTED = "method = 'POST' and length(path) < 300 and ts > toDateTime64(86400, 3, 'UTC')";

/** What is posted, by its path; and all of it together, since several forms may send the same kind of mail. */
const webKinds = `
  select f, concat(method, ' ', path) as name, toUnixTimestamp64Milli(ts) as t from web where ${POSTED}
  union all
  select f, 'POST' as name, toUnixTimestamp64Milli(ts) as t from web
  where ${POSTED} and f in (select f from web where ${POSTED} group by f having uniqExact(path) > 1)`;

/** Mail by its sender, other lines by what they did, or by their words with numbers and names blanked out. */
const eventKinds = `
  select f, concat(program, ' ', multiIf(
      fields['from'] != '', concat('from=', substring(fields['from'], 1, 80)),
      endsWith(program, 'pickup'), extract(message, 'uid=[0-9]+'),
      action != '', toString(action),
      substring(replaceRegexpAll(message, '[0-9A-Fa-f]{6,40}|[0-9]+|<[^>]{0,200}>|\\\\[[^\\\\]]{0,200}\\\\]', '#'), 1, 40))) as name,
    toUnixTimestamp64Milli(ts) as t
  from event where ts > toDateTime64(86400, 6, 'UTC')`;

/** Kinds of lines with their instants, by series of files: a rotated log is one source. */
async function readKinds({ store, files, brokenClocks, clocks }: Examination, kinds: string): Promise<Kind[]> {
  const rows = await store.rows<{ f: number; name: string; times: number[] }>(
    `with kinds as (${kinds})
     select f, name, arraySort(groupArray(t)) as times from kinds where (f, name) in (
       select f, name from kinds group by f, name having count() between 3 and ${MOST_LINES}
       order by count() desc, f, name limit ${4 * MOST_SERIES}
     ) group by f, name order by f, name`,
  );
  const whole = new Map<string, Omit<Kind, 'times'> & { times: number[] }>();
  for (const { f, name, times } of rows) {
    if (brokenClocks.has(f)) continue;
    const path = files[f]?.path ?? '';
    const file = parseRotatedName(path)?.series ?? path;
    const known = whole.get(`${file}\0${name}`);
    if (known) known.times.push(...times);
    else {
      const zoneless = files[f]?.assumed.some((what) => what.startsWith('zone')) ?? false;
      const aheadMs = 1000 * (clocks.get(path)?.offsetSeconds ?? 0);
      whole.set(`${file}\0${name}`, { file, name, times: [...times], zoneless, aheadMs });
    }
  }
  return [...whole.values()]
    .filter(({ times }) => times.length >= LEAST_LINES)
    .sort((a, b) => b.times.length - a.times.length || (a.file + a.name < b.file + b.name ? -1 : 1))
    .slice(0, MOST_SERIES)
    .map((kind) => ({ ...kind, times: kind.times.sort((a, b) => a - b) }));
}

type Suspicion = Orphans & {
  readonly cause: Kind;
  readonly effect: Kind;
  readonly sense: 'before' | 'after';
  /** Add this to the instants of the orphans to have them on the clock of the silent source. */
  readonly shift: number;
};

/** Effects inside the time that the other source covers, with a margin: outside it has nothing to say. */
function within(times: Series, cover: Series): number[] {
  const from = (cover[0] ?? 0) + BEFORE_MS;
  const to = (cover.at(-1) ?? 0) - BEFORE_MS;
  return times.filter((t) => t >= from && t <= to);
}

function suspicions(causes: readonly Kind[], effects: readonly Kind[]): Suspicion[] {
  const found: Suspicion[] = [];
  let pairs = 0;
  for (const cause of causes) {
    for (const effect of effects) {
      if (cause.file === effect.file) continue;
      pairs += 2;
      const forward = { beforeMs: BEFORE_MS, afterMs: AFTER_MS };
      const backward = { beforeMs: AFTER_MS, afterMs: BEFORE_MS };
      // First what is on record about both clocks, then the zone that one of them does not say: zones come in half hours.
      const onRecord = cause.aheadMs - effect.aheadMs;
      const known = onRecord === 0 ? effect.times : effect.times.map((at) => at + onRecord);
      const zone =
        cause.zoneless === effect.zoneless ? 0 : clockShift({ causes: cause.times, effects: known, ...forward });
      const met = zone === 0 ? known : known.map((at) => at + zone);
      const shift = onRecord + zone;
      for (const run of orphanRuns({ causes: cause.times, effects: within(met, cause.times), ...forward })) {
        found.push({ ...run, cause, effect, sense: 'before', shift: 0 });
      }
      for (const run of orphanRuns({ causes: met, effects: within(cause.times, met), ...backward })) {
        found.push({ ...run, cause: effect, effect: cause, sense: 'after', shift: -shift });
      }
    }
  }
  // Each pair was asked: a chance is worth so much less.
  return found.map((each) => ({ ...each, p: Math.min(1, each.p * pairs) })).filter(({ p }) => p < STRONG_BELOW);
}

type Hole = {
  readonly f: number;
  readonly fromN: number;
  readonly toN: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Files of a series: a rotated log is one source. */
const membersOf = (files: Examination['files'], series: string): number[] =>
  files.flatMap(({ path }, f) => ((parseRotatedName(path)?.series ?? path) === series ? [f] : []));

/**
 * The lines of the silent source around the orphans, in whichever file of its series they stand: its longest silence
 * there, when it is most of that time; else (only some of its lines are missing) the lines around all of it.
 */
async function holeIn(examination: Examination, file: string, from: number, to: number): Promise<Hole | undefined> {
  const { store, files } = examination;
  const members = membersOf(files, file);
  const [row] = await store.rows<{ before: [number, number, number]; after: [number, number, number] }>(
    `select maxIf((t, f, n), t < {a:Int64}) as before, minIf((t, f, n), t > {b:Int64}) as after
     from ${timedLines} where f in {files:Array(UInt32)} order by before`,
    { files: members, a: from, b: to },
  );
  if (!row) return undefined;
  const [fromMs, f, fromN] = row.before;
  const [toMs, g, toN] = row.after;
  const [silence] = await store.rows<Hole>(
    `select f, fromN, toN, fromMs, toMs from (
       select f, n as toN, t as toMs, lagInFrame(n, 1, n) over w as fromN, lagInFrame(t, 1, t) over w as fromMs
       from ${timedLines} where f in {files:Array(UInt32)} and t >= {a:Int64} and t <= {b:Int64}
       window w as (partition by f order by t, n rows between unbounded preceding and current row)
     ) order by toMs - fromMs desc, f, toN limit 1`,
    { files: members, a: fromMs, b: toMs },
  );
  if (silence && silence.toMs - silence.fromMs >= 0.5 * (to - from)) return silence;
  return { f, fromN, toN: f === g ? toN : fromN + 1, fromMs, toMs };
}

export async function findCrossSourceSigns(examination: Examination): Promise<FoundSign[]> {
  if (examination.files.length < 2) return [];
  const web = await readKinds(examination, webKinds);
  const events = await readKinds(examination, eventKinds);
  const best = new Map<string, { hole: Hole; suspicion: Suspicion }>();
  for (const suspicion of suspicions(web, events)) {
    const from = (suspicion.effects[0] ?? 0) + suspicion.shift;
    const to = (suspicion.effects.at(-1) ?? 0) + suspicion.shift;
    const slack = suspicion.sense === 'before' ? BEFORE_MS : 0;
    const hole = await holeIn(examination, suspicion.cause.file, from - slack, to);
    if (!hole || isExcused({ fromMs: from, toMs: to }, examination.maintenance)) continue;
    const key = `${hole.f}:${hole.fromN}`;
    const known = best.get(key);
    if (!known || suspicion.p < known.suspicion.p) best.set(key, { hole, suspicion });
  }
  const losses = await readLosses(examination.store);
  return Promise.all(
    [...best.values()].map(async ({ hole, suspicion }) => {
      const loss = lossExplaining(losses, hole);
      // Of requests whose effects are there, no start says why they are not: only what follows requests waits for a program.
      const [started] = suspicion.sense === 'after' ? await startedMeanwhile(examination, [hole]) : [];
      const lost = loss || started ? undefined : await lostOf(examination, suspicion);
      return signOf(examination, hole, suspicion, { loss, lost, started: started === true && !loss });
    }),
  );
}

/** Whether the silent source lacks what goes with each of the orphans because its disk was full. */
async function lostOf(examination: Examination, suspicion: Suspicion): Promise<LostToDisk | undefined> {
  const { cause, effects, sense, shift } = suspicion;
  const [beforeMs, afterMs] = sense === 'before' ? [BEFORE_MS, AFTER_MS] : [AFTER_MS, BEFORE_MS];
  const missing = effects.map((t) => ({ fromMs: t + shift - beforeMs, toMs: t + shift + afterMs }));
  const members = membersOf(examination.files, cause.file);
  return allLostToDisk(await fullDiskSilences(examination, members, missing), missing);
}

const startWords = {
  ja: 'ただし、そのころプログラムか機械が起動している。',
  en: '; a program or a machine started at that time, and writes nothing while it is off',
};

function signOf(
  examination: Examination,
  hole: Hole,
  { cause, effect, effects, p }: Suspicion,
  {
    loss,
    lost,
    started,
  }: { readonly loss: ToldLoss | undefined; readonly lost: LostToDisk | undefined; readonly started: boolean },
): FoundSign {
  const saysSo = started
    ? startWords
    : lost
      ? lostWords(lost, examination)
      : lossWords(loss, hole.f, examination.files);
  return {
    kind: 'cross-source',
    // Beside a log that had room and went on, a full disk is one reading: never nothing.
    strength: loss ? 'defect' : started || lost ? 'weak' : 'strong',
    f: hole.f,
    fromN: hole.fromN,
    toN: hole.toN,
    fromMs: hole.fromMs,
    toMs: hole.toMs,
    p,
    places: [{ f: hole.f, n: hole.fromN }, { f: hole.f, n: hole.toN }, ...lossPlace(loss), ...lostPlaces(lost)],
    statement: {
      ja: `「${effect.file}」には、いつもは「${cause.name}」に伴う「${effect.name}」が ${effects.length} 件続けてあるのに、対応する「${cause.name}」の行がこの間にない。${saysSo.ja}`,
      en: `"${effect.file}" shows ${effects.length} "${effect.name}" in a row, which otherwise always go with "${cause.name}", and no such line is here${saysSo.en}`,
    },
  };
}
