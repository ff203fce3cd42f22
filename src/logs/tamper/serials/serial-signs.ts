// auditd gives every event the next serial: a hole that no notice of loss explains means records are missing.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';
import { readLosses } from '../silences/told-losses.ts';
import type { FoundSign } from '../tamper-report.ts';
import { LATE_LINES, MOST_STEPS, readSteps, serials } from './serial-lines.ts';
import { misplacedSigns } from './serial-misplaced.ts';
import { orderOf, type Step, withoutFar } from './serial-order.ts';
import { seenAround, serialRuns } from './serial-runs.ts';
import { type SeamHole, type SerialFile, seamHoles } from './serial-seams.ts';

/** Fewer different serials than this are an excerpt: nothing can be said of its holes. */
const LEAST_SERIALS = 50;
/** A file that misses more of its serials than this was filtered (ausearch, an exclude rule), not emptied by hand. */
const MOST_MISSING_SHARE = 0.2;
/** Holes at more than this share of serials are a habit of the machine (excluded record types). */
const MOST_HOLE_SHARE = 0.02;
/** Lines that explain a hole, of one file: a hole beyond the last of them would look as if nothing did. */
const MOST_NOTICES = 1_000_000;
/** A serial is a 32-bit counter. */
const RECORDS = 4_294_967_296;

/** Serials that are missing after a step upwards, and the lines around the hole. */
type Hole = Step & { readonly missing: number };

/** The kernel or auditd says that records were lost, near a hole. */
async function lossNotices(store: LogStore, f: number): Promise<number[]> {
  const rows = await store.rows<{ n: number }>(
    `select n from raw where f = {f:UInt32}
       and match(line, '(?i)audit_lost=[1-9]|audit: backlog limit exceeded|audit: rate limit exceeded|kauditd hold queue overflow|lost=[1-9][0-9]{0,9} |Audit daemon is low on disk space|suspending logging')
     order by n limit ${MOST_NOTICES}`,
    { f },
  );
  return rows.map(({ n }) => n);
}

/** The kernel writes of records that were lost where it has another place to write: syslog, a journal. Instants in milliseconds. */
async function lossesToldElsewhere(store: LogStore): Promise<number[]> {
  const { told } = await readLosses(store);
  return told.filter(({ whose }) => whose === 'audit').map(({ t }) => t);
}

/** Clocks of two files of one host differ by less. */
const BESIDE_MS = 60_000;

/** auditd or the machine started anew: serials begin again. */
async function restarts(store: LogStore, f: number): Promise<number[]> {
  const rows = await store.rows<{ n: number }>(
    `select n from raw where f = {f:UInt32} and match(line, 'type=(DAEMON_START|SYSTEM_BOOT|DAEMON_ROTATE|DAEMON_CONFIG)')
     order by n limit ${MOST_NOTICES}`,
    { f },
  );
  return rows.map(({ n }) => n);
}

const near = (lines: readonly number[], step: Step, reach: number) =>
  lines.some((n) => n >= step.fromN - reach && n <= step.n + reach);

async function serialFiles(store: LogStore): Promise<SerialFile[]> {
  return store.rows<SerialFile>(
    `select f, uniqExact(serial) as serials,
       min(n) as firstN, argMin(serial, n) as firstSerial, argMin(ms, n) as firstMs,
       max(n) as lastN, argMax(serial, n) as lastSerial, argMax(ms, n) as lastMs
     from ${serials(
       `f in (select f from raw where n < 2000 and position(line, 'audit(') > 0 group by f having count() >= 20)`,
     )} group by f having serials >= ${LEAST_SERIALS} order by f`,
  );
}

/**
 * The holes of one file; undefined where its serials are no unbroken series otherwise.
 *
 * @param steps all of the file
 * @param asked those that may be holes
 */
function holesIn(
  file: SerialFile,
  steps: readonly Step[],
  asked: readonly Step[],
  started: readonly number[],
): Hole[] | undefined {
  const { serials: distinct } = file;
  const runs = serialRuns(steps, file);
  const upward = asked.filter((step) => step.serial > step.before && step.serial - step.before < RECORDS / 2);
  const holes: Hole[] = [];
  for (const step of upward) {
    if (near(started, step, 2)) continue;
    const around = { fromN: step.n - LATE_LINES, toN: step.n + LATE_LINES };
    const missing = step.serial - step.before - 1 - seenAround(runs, around, step);
    if (missing > 0) holes.push({ ...step, missing });
  }
  const missing = holes.reduce((sum, hole) => sum + hole.missing, 0);
  if (missing > MOST_MISSING_SHARE * (distinct + missing)) return undefined;
  return holes.length > Math.max(3, MOST_HOLE_SHARE * distinct) ? undefined : holes;
}

export async function findSerialSigns(examination: Examination): Promise<FoundSign[]> {
  const { store } = examination;
  const files = await serialFiles(store);
  if (files.length === 0) return [];
  const all = await readSteps(
    store,
    files.map(({ f }) => f),
  );
  const signs: FoundSign[] = [];
  const unbroken: SerialFile[] = [];
  for (const file of files) {
    const { f, serials: distinct } = file;
    const steps = all.filter((step) => step.f === f);
    const started = steps.length > 0 ? await restarts(store, f) : [];
    // What stands late is known from all steps or not at all, and a file with so many is hardly an unbroken series.
    if (steps.length >= MOST_STEPS) {
      examination.stopped(f, 'serials-beyond-limit');
      continue;
    }
    const order = orderOf(steps);
    const holes = holesIn(file, steps, withoutFar(steps, order), started);
    if (!holes) continue;
    unbroken.push(file);
    signs.push(...(await misplacedSigns(store, f, order, started)));
    if (holes.length === 0) continue;
    const told = await toldNear(store, f);
    signs.push(...holes.map((hole) => holeSign(hole, told(hole), distinct)));
  }
  for (const hole of await seamHoles(examination, unbroken, (f) => restarts(store, f))) {
    signs.push(await seamSign(store, hole));
  }
  return signs;
}

/** Whether a loss is told near a hole, in the file or beside it. */
async function toldNear(store: LogStore, f: number): Promise<(hole: Hole) => boolean> {
  const notices = await lossNotices(store, f);
  const elsewhere = await lossesToldElsewhere(store);
  return (hole) =>
    near(notices, hole, 200) || elsewhere.some((t) => t >= hole.beforeMs - BESIDE_MS && t <= hole.ms + BESIDE_MS);
}

/** What is written while a file is copied and then emptied, as some rotations do, is lost. */
const COPY_MS = 2000;

async function seamSign(store: LogStore, hole: SeamHole): Promise<FoundSign> {
  const { older, newer, missing, beforeMs, ms } = hole;
  const toldAfter = (await toldNear(store, newer.f))({ ...hole, fromN: hole.n });
  const toldBefore = (await lossNotices(store, older.f)).some((n) => n >= older.lastN - 200);
  const told = toldBefore || toldAfter;
  const sign = holeSign(hole, told, older.serials + newer.serials);
  const own = {
    ...sign,
    fromN: 0,
    toN: hole.n,
    places: [
      { f: older.f, n: older.lastN },
      { f: newer.f, n: hole.n },
    ],
  };
  if (told) return own;
  const between = {
    ja: '前のファイルの終わりとこのファイルの始まりの間で、',
    en: ', between the end of the file before and the beginning of this one',
  };
  const say = (ja: string, en: string) => ({ ja: `${between.ja}${ja}`, en: `${sign.statement.en}${between.en}${en}` });
  const list = sign.statement.ja;
  if (ms - beforeMs <= COPY_MS) {
    return {
      ...own,
      ...{ strength: 'defect', p: null },
      statement: say(
        `${list}ファイルを写してから空にする切り替えでは、その間の記録が失われる。`,
        '; a rotation that copies the file and then empties it loses what is written meanwhile',
      ),
    };
  }
  // The files may have been taken at different times, with a rotation between.
  if (missing >= 0.5 * Math.min(older.serials, newer.serials)) {
    return {
      ...own,
      ...{ strength: 'weak', p: null },
      statement: say(
        `${list}間のファイルが渡されていないだけのこともある。`,
        '; a file between them may only not have been handed over',
      ),
    };
  }
  return { ...own, statement: say(list, '') };
}

function holeSign(hole: Hole, told: boolean, distinct: number): FoundSign {
  const range = hole.missing === 1 ? `${hole.before + 1}` : `${hole.before + 1}–${hole.serial - 1}`;
  return {
    kind: 'serial',
    strength: told ? 'defect' : 'strong',
    f: hole.f,
    fromN: hole.fromN,
    toN: hole.n,
    fromMs: hole.beforeMs,
    toMs: hole.ms,
    // Jeffreys: no hole of its own in so many serials, this one left out.
    p: told ? null : 0.5 / (distinct + 1),
    places: [
      { f: hole.f, n: hole.fromN },
      { f: hole.f, n: hole.n },
    ],
    statement: told
      ? {
          ja: `監査記録の通し番号 ${range} がない。近くに「記録が失われた」という通知があり、負荷などで説明がつく。`,
          en: `audit serials ${range} are missing; a notice of loss stands near, so that load explains it`,
        }
      : {
          ja: `監査記録の通し番号 ${range}（${hole.missing} 件）がなく、記録が失われたという通知もない。`,
          en: `audit serials ${range} (${hole.missing}) are missing and no notice of loss stands near`,
        },
  };
}
