// Silences that the log's own habit makes rare, and what stands around them.
import { isOfBucket } from '../../log-series.ts';
import { type Examination, isExcused } from '../examination.ts';
import { logSeries } from '../series-run.ts';
import { writesLocalTime } from '../summer-time.ts';
import type { FoundSign } from '../tamper-report.ts';
import { zoneLeap } from '../zone-change.ts';
import type { Gap } from './gap-candidates.ts';
import type { RatedGap } from './gap-rarity.ts';
import { timedLines } from './log-timeline.ts';
import { fullDiskExplaining, fullDiskWords } from './told-full-disk.ts';
import { startedMeanwhile } from './told-starts.ts';

/** One untouched log in a hundred shows a silence this rare. */
export const REPORT_BELOW = 0.01;
/**
 * Three questions are put to each silence, and share its false alarms: by how far each can see in such a log, decided before
 * any is asked. Where visitors are few, what they do after a silence is not asked, and their visits are all there is to see.
 * Where they are many, visits that break off may use a tenth: how real visitors break off together (a meeting, a lunch) is
 * known least.
 */
const SHARES = {
  few: { length: 5, continuity: 5, interruption: 1.25 },
  many: { length: 3, continuity: 3, interruption: 10 },
};

/** The chance of a silence, given an untouched log, by each of the three questions that are put to it. */
export type GapChances = {
  /** How long it is. */
  readonly p: number;
  /** What visitors do after it. */
  readonly continuityP: number;
  /** Whether visits break off at its beginning and are under way at its end. */
  readonly interruptionP: number;
  /** Whether visitors are too few to ask what they do after a silence. */
  readonly fewVisitors: boolean;
};

export function chanceOf({ p, continuityP, interruptionP, fewVisitors }: GapChances): number {
  const share = fewVisitors ? SHARES.few : SHARES.many;
  return Math.min(1, share.length * p, share.continuity * continuityP, share.interruption * interruptionP);
}

export type EvidencedGap = RatedGap &
  GapChances & {
    /** Visitors who go on, after the silence, with pages that were never opened. */
    readonly continuing: number;
    readonly continuingN: readonly number[];
    /** Lines of visits that break off, or are under way, where that is what makes the silence rare. */
    readonly interruptedN: readonly number[];
  };

/** Lines of every other file inside a stretch: sources that went on while this one was silent. */
export async function othersDuring(
  { store, files }: Examination,
  gap: Gap,
): Promise<{ path: string; lines: number }[]> {
  const rows = await store.rows<{ f: number; lines: number }>(
    `select f, count() as lines from ${timedLines} where f != {f:UInt32} and t > {a:Int64} and t < {b:Int64}
     group by f order by lines desc, f limit 5`,
    { f: gap.f, a: gap.fromMs, b: gap.toMs },
  );
  return rows.map(({ f, lines }) => ({ path: files[f]?.path ?? '', lines }));
}

const clock = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function span(ms: number): { ja: string; en: string } {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return { ja: `${seconds} 秒`, en: `${seconds} s` };
  const minutes = Math.round(seconds / 60);
  if (minutes < 180) return { ja: `${minutes} 分`, en: `${minutes} minutes` };
  const hours = Math.round(minutes / 6) / 10;
  return { ja: `${hours} 時間`, en: `${hours} hours` };
}

/** What stood in the rest of a file that breaks off was not read: that is told of the file, and is no silence of the log. */
const followsBreak = ({ before }: EvidencedGap, { files }: Examination): boolean =>
  before !== undefined && files[before.f]?.incomplete !== undefined;

/** Files of a bucket lie over each other: what one of them lacks may stand in another of the same log. */
async function standsBeside({ store, files }: Examination, gap: Gap): Promise<boolean> {
  const own = logSeries(files[gap.f]?.path ?? '').series;
  const beside = files.flatMap(({ path }, f) =>
    f !== gap.f && isOfBucket(path) && logSeries(path).series === own ? [f] : [],
  );
  if (beside.length === 0) return false;
  const [found] = await store.rows<{ lines: number }>(
    `select count() as lines from ${timedLines} where f in {beside:Array(UInt32)} and t > {a:Int64} and t < {b:Int64}`,
    { beside, a: gap.fromMs, b: gap.toMs },
  );
  return (found?.lines ?? 0) > 0;
}

/** Signs of those silences that are rare; excused are maintenance windows and starts that some source tells of. */
export async function findGapSigns(examination: Examination, gaps: readonly EvidencedGap[]): Promise<FoundSign[]> {
  const rare = gaps.filter(
    (gap) =>
      chanceOf(gap) < REPORT_BELOW && !isExcused(gap, examination.maintenance) && !followsBreak(gap, examination),
  );
  const started = await startedMeanwhile(examination, rare);
  const signs: FoundSign[] = [];
  for (const [i, gap] of rare.entries()) {
    // A start explains silence, and visits that it interrupts; it does not explain visitors who go on with pages nobody opened.
    const leap = writesLocalTime(examination.files[gap.f]) ? zoneLeap(gap.fromMs, gap.toMs) : undefined;
    if (started[i] && gap.continuityP >= REPORT_BELOW) {
      if (leap !== undefined) signs.push(leaptSign(gap, leap));
      continue;
    }
    // A full disk keeps lines of visitors who go on.
    const full = await fullDiskExplaining(examination, gap);
    const told = fullDiskWords(full, examination);
    if (await standsBeside(examination, gap)) continue;
    const others = await othersDuring(examination, gap);
    const seam = gap.before === undefined ? undefined : examination.files[gap.before.f]?.path;
    const long = span(gap.toMs - gap.fromMs);
    const expected = Math.round(gap.expectedLines);
    const wentOn = others.length > 0;
    const pages = gap.continuityP < REPORT_BELOW;
    const visits = gap.interruptionP < REPORT_BELOW ? gap.interruptedN.length : 0;
    signs.push({
      kind: 'gap',
      strength: full ? 'defect' : 'weak',
      f: gap.f,
      fromN: gap.fromN,
      toN: gap.toN,
      fromMs: gap.fromMs,
      toMs: gap.toMs,
      p: chanceOf(gap),
      places: [
        gap.before ?? { f: gap.f, n: gap.fromN },
        { f: gap.f, n: gap.toN },
        ...[...gap.continuingN, ...gap.interruptedN].map((n) => ({ f: gap.f, n })),
        ...(full ? [{ f: full.f, n: full.n }] : []),
      ],
      statement: {
        ja:
          `${clock(gap.fromMs)} から ${long.ja}、記録がない（この時間帯の普段は約 ${expected} 行）。` +
          (seam === undefined ? '' : `「${seam}」の終わりと、このファイルの始まりの間。`) +
          (pages ? `直後に ${gap.continuing} 名の閲覧者が、開いた記録のないページから続けて要求している。` : '') +
          (visits > 0 ? `前後の ${visits} か所で、閲覧の途中が切れたようにつながらない。` : '') +
          (wentOn ? '同じ時間に、ほかの記録は続いている。' : '') +
          (leap === undefined
            ? ''
            : `時刻に時間帯の表記がなく、時計が ${span(leap).ja}違う時間帯に変わったときも、こう見える。`) +
          told.ja,
        en:
          `no line for ${long.en} from ${clock(gap.fromMs)} UTC, where about ${expected} are usual` +
          (seam === undefined ? '' : `, between the end of "${seam}" and the beginning of this file`) +
          (pages
            ? `; right after it ${gap.continuing} visitor${gap.continuing === 1 ? ' goes' : 's go'} on from pages that nobody opened`
            : '') +
          (visits > 0
            ? `; at ${visits} place${visits === 1 ? '' : 's'} around it a visit breaks off or is under way, as if its middle were missing`
            : '') +
          (wentOn ? '; other sources went on meanwhile' : '') +
          (leap === undefined
            ? ''
            : `; the log does not write its zone, and a clock set to a zone ${span(leap).en} away would look like this too`) +
          told.en,
      },
    });
  }
  return signs;
}

/** A start, or a clock that is told to have been set, explains a silence; that the clock may have changed its zone is told. */
function leaptSign({ f, fromN, toN, fromMs, toMs, before }: EvidencedGap, leap: number): FoundSign {
  return {
    kind: 'defect-clock',
    strength: 'defect',
    ...{ f, fromN, toN, fromMs, toMs, p: null },
    places: [before ?? { f, n: fromN }, { f, n: toN }],
    statement: {
      ja: `起動または時計の変更のところで、時刻がほぼちょうど ${span(leap).ja}進む。この記録は時間帯を書いていないので、時計の時間帯が変わった（以後の時刻は ${span(leap).ja}ずれている）か、その間止まっていたかのどちらかである。改ざんの兆候ではない。`,
      en: `where something started or the clock was set, the clock goes forward by almost exactly ${span(leap).en}; the log does not write its zone, so that either the clock changed its zone, and later times are ${span(leap).en} off, or the machine was off so long: no sign of alteration`,
    },
  };
}
