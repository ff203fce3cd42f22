// What is missing from a log because its disk was full: lines of a silence that somebody who could not write tells of. Another
// line may speak of them (a session ends that began meanwhile); of lines missing elsewhere, such a silence says nothing.
import type { Both } from '../../../vocabulary/finding.ts';
import type { Place } from '../../port.ts';
import type { Examination } from '../examination.ts';
import type { Strength } from '../tamper-report.ts';
import type { Gap } from './gap-candidates.ts';
import { timedLines } from './log-timeline.ts';
import { type FullDisk, fullDiskExplaining, fullDiskWords, readFullDisks } from './told-full-disk.ts';
import type { Stretch } from './traffic-model.ts';

/** rsyslog tries a disk that was full again after thirty seconds: a log that pauses for less goes on. */
const SHORTEST_MS = 30_000;
/** Longest silences of a log that are asked. */
const MOST_SILENCES = 300;
/** What must have stood in a stretch of which so much is silent most likely stood in the silence. */
const MOSTLY = 0.5;

export type DiskSilence = Gap & { readonly notice: FullDisk };

/** The silence that missing lines fall into. `mostly`: else they may have stood beside it as well. */
export type LostToDisk = { readonly silence: DiskSilence; readonly mostly: boolean };

/**
 * Silences of a whole log, near stretches in which something is missing, that a full disk explains.
 *
 * @param members the file, or all files of its series
 */
export async function fullDiskSilences(
  examination: Examination,
  members: readonly number[],
  stretches: readonly Stretch[],
): Promise<DiskSilence[]> {
  const { store } = examination;
  if (stretches.length === 0 || (await readFullDisks(store)).length === 0) return [];
  const fromMs = stretches.reduce((least, stretch) => Math.min(least, stretch.fromMs), Number.POSITIVE_INFINITY);
  const toMs = stretches.reduce((most, stretch) => Math.max(most, stretch.toMs), Number.NEGATIVE_INFINITY);
  const silences = await store.rows<Gap & { readonly beforeF: number }>(
    `with own as (select f, n, t from ${timedLines} where f in {members:Array(UInt32)}),
       (select maxOrNull(t) from own where t <= {a:Int64}) as first, (select minOrNull(t) from own where t >= {b:Int64}) as last
     select f, toN, toMs, beforeF, fromN, fromMs from (
       select f, n as toN, t as toMs, lagInFrame(f, 1, f) over w as beforeF, lagInFrame(n, 1, n) over w as fromN, lagInFrame(t, 1, t) over w as fromMs
       from own where t >= ifNull(first, {a:Int64}) and t <= ifNull(last, {b:Int64})
       window w as (order by t, f, n rows between unbounded preceding and current row)
     ) where toMs - fromMs >= ${SHORTEST_MS} order by toMs - fromMs desc, f, toN limit ${MOST_SILENCES}`,
    { members: [...members], a: Math.floor(fromMs), b: Math.ceil(toMs) },
  );
  const explained: DiskSilence[] = [];
  for (const { beforeF, ...gap } of silences) {
    const silence = beforeF === gap.f ? gap : { ...gap, before: { f: beforeF, n: gap.fromN } };
    const notice = await fullDiskExplaining(examination, silence);
    if (notice) explained.push({ ...silence, notice });
  }
  return explained;
}

/** The silence that holds most of the stretch in which missing lines must have stood, if any holds some. */
export function lostToDisk(silences: readonly DiskSilence[], { fromMs, toMs }: Stretch): LostToDisk | undefined {
  let best: { silence: DiskSilence; heldMs: number } | undefined;
  for (const silence of silences) {
    const heldMs = Math.min(toMs, silence.toMs) - Math.max(fromMs, silence.fromMs);
    if (heldMs >= 0 && heldMs > (best?.heldMs ?? -1)) best = { silence, heldMs };
  }
  return best && { silence: best.silence, mostly: best.heldMs >= MOSTLY * (toMs - fromMs) };
}

/** Of several missing parts, the silence that one of them falls into, if each falls into one; all of them `mostly`, or not. */
export function allLostToDisk(silences: readonly DiskSilence[], stretches: readonly Stretch[]): LostToDisk | undefined {
  const lost = silences.length === 0 ? [] : stretches.map((stretch) => lostToDisk(silences, stretch));
  const known = lost.filter((each) => each !== undefined);
  const first = known.length === stretches.length ? known[0] : undefined;
  return first && { silence: first.silence, mostly: known.every(({ mostly }) => mostly) };
}

/** Parts of a log that are missing, each silence's apart from those that no silence explains. */
export function apartByDisk<T>(
  silences: readonly DiskSilence[],
  missing: readonly T[],
  stretchOf: (one: T) => Stretch,
): T[][] {
  const apart = new Map<string, T[]>();
  for (const one of missing) {
    const lost = lostToDisk(silences, stretchOf(one));
    const key = lost ? `${lost.silence.f}:${lost.silence.toN}:${lost.mostly}` : '';
    const known = apart.get(key);
    if (known) known.push(one);
    else apart.set(key, [one]);
  }
  return [...apart.values()];
}

/** How strong a contradiction is of which the missing part fell into such a silence, and would be so strong without it. */
export function strengthBesideDisk(lost: LostToDisk | undefined, otherwise: Strength): Strength {
  if (!lost) return otherwise;
  return lost.mostly ? 'defect' : 'weak';
}

/** What explains the missing part, as words behind a statement, empty where nothing does. */
export function lostWords(lost: LostToDisk | undefined, examination: Pick<Examination, 'files'>): Both {
  if (!lost) return { ja: '', en: '' };
  const told = fullDiskWords(lost.silence.notice, examination);
  return lost.mostly
    ? {
        ja: `欠けた行があったはずの時間の大半、この記録には何も書かれていない。${told.ja}`,
        en: `; for most of the time in which the missing lines must have stood, the log holds no line at all${told.en}`,
      }
    : {
        ja: `欠けた行は、この記録に何も書かれていない間のものかもしれない。${told.ja}`,
        en: `; the missing lines may have stood where the log holds no line at all for a while${told.en}`,
      };
}

/** The ends of the silence and the notice, so that a reader can look at them. */
export function lostPlaces(lost: LostToDisk | undefined): Place[] {
  if (!lost) return [];
  const { f, fromN, toN, before, notice } = lost.silence;
  return [before ?? { f, n: fromN }, { f, n: toN }, { f: notice.f, n: notice.n }];
}
