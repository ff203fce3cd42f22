// auditd gives every event the next serial: a hole that no notice of loss explains means records are missing.
import type { LogStore } from '../port.ts';
import type { Examination } from './examination.ts';
import type { FoundSign } from './tamper-report.ts';

/** Fewer different serials than this are an excerpt: nothing can be said of its holes. */
const LEAST_SERIALS = 50;
/** A file that misses more of its serials than this was filtered (ausearch, an exclude rule), not emptied by hand. */
const MOST_MISSING_SHARE = 0.2;
/** Holes at more than this share of serials are a habit of the machine (excluded record types). */
const MOST_HOLE_SHARE = 0.02;
/** Records of other processors may come this many lines late. */
const LATE_LINES = 5000;
const RECORDS = 4_294_967_296;

/** A place where the serial does not stay or rise by one. */
type Step = {
  readonly f: number;
  readonly fromN: number;
  readonly n: number;
  readonly before: number;
  readonly serial: number;
  readonly beforeMs: number;
  readonly ms: number;
};

const serials = (where: string) => `(
  select f, n, toUInt32OrZero(parts[3]) as serial, toInt64OrZero(parts[1]) * 1000 + toInt64OrZero(parts[2]) as ms
  from (
    select f, n, extractGroups(line, 'audit\\\\((\\\\d{9,11})\\\\.(\\\\d{3}):(\\\\d{1,10})\\\\)') as parts
    from raw where ${where}
  ) where notEmpty(parts)
)`;

/** Serials that are missing after a step upwards, and the lines around the hole. */
type Hole = Step & { readonly missing: number };

async function steps(store: LogStore, files: readonly number[]): Promise<Step[]> {
  return store.rows<Step>(
    `select f, fromN, n, before, serial, beforeMs, ms from (
       select f, n, serial, ms,
         lagInFrame(serial, 1, serial) over w as before,
         lagInFrame(ms, 1, ms) over w as beforeMs,
         lagInFrame(n, 1, n) over w as fromN
       from ${serials('f in {files:Array(UInt32)}')}
       window w as (partition by f order by n rows between unbounded preceding and current row)
     ) where serial != before and serial != before + 1 order by f, n limit 5000 by f`,
    { files },
  );
}

/** Serials between the two sides of a step that do stand somewhere near, late or early. */
async function seenInside(store: LogStore, step: Step): Promise<number> {
  const [row] = await store.rows<{ seen: number }>(
    `select uniqExact(serial) as seen
     from ${serials('f = {f:UInt32} and n between {low:UInt64} and {high:UInt64}')}
     where serial > {a:UInt32} and serial < {b:UInt32} order by seen`,
    { f: step.f, low: Math.max(0, step.n - LATE_LINES), high: step.n + LATE_LINES, a: step.before, b: step.serial },
  );
  return row?.seen ?? 0;
}

/** The kernel or auditd says that records were lost, near a hole. */
async function lossNotices(store: LogStore, f: number): Promise<number[]> {
  const rows = await store.rows<{ n: number }>(
    `select n from raw where f = {f:UInt32}
       and match(line, '(?i)audit_lost=[1-9]|audit: backlog limit exceeded|audit: rate limit exceeded|kauditd hold queue overflow|lost=[1-9][0-9]{0,9} |Audit daemon is low on disk space|suspending logging')
     order by n limit 10000`,
    { f },
  );
  return rows.map(({ n }) => n);
}

/** The kernel writes of records that were lost where it has another place to write: syslog, a journal. Instants in milliseconds. */
async function lossesToldElsewhere(store: LogStore): Promise<number[]> {
  const rows = await store.rows<{ t: number }>(
    `select toUnixTimestamp64Milli(ts) as t from event where action = 'log-lost' and position(message, 'audit') > 0
     order by t limit 10000`,
  );
  return rows.map(({ t }) => t);
}

/** Clocks of two files of one host differ by less. */
const BESIDE_MS = 60_000;

/** auditd or the machine started anew: serials begin again. */
async function restarts(store: LogStore, f: number): Promise<number[]> {
  const rows = await store.rows<{ n: number }>(
    `select n from raw where f = {f:UInt32} and match(line, 'type=(DAEMON_START|SYSTEM_BOOT|DAEMON_ROTATE|DAEMON_CONFIG)')
     order by n limit 10000`,
    { f },
  );
  return rows.map(({ n }) => n);
}

const near = (lines: readonly number[], step: Step, reach: number) =>
  lines.some((n) => n >= step.fromN - reach && n <= step.n + reach);

export async function findSerialSigns({ store }: Examination): Promise<FoundSign[]> {
  const files = await store.rows<{ f: number; serials: number }>(
    `select f, uniqExact(serial) as serials from ${serials(
      `f in (select f from raw where n < 2000 and position(line, 'audit(') > 0 group by f having count() >= 20)`,
    )} group by f having serials >= ${LEAST_SERIALS} order by f`,
  );
  if (files.length === 0) return [];
  const all = await steps(
    store,
    files.map(({ f }) => f),
  );
  const signs: FoundSign[] = [];
  for (const { f, serials: distinct } of files) {
    const upward = all.filter(
      (step) => step.f === f && step.serial > step.before && step.serial - step.before < RECORDS / 2,
    );
    // Looking at each is a query: a file with this many steps is no unbroken series anyway.
    if (upward.length > 400) continue;
    const started = await restarts(store, f);
    const holes: Hole[] = [];
    for (const step of upward) {
      if (near(started, step, 2)) continue;
      const missing = step.serial - step.before - 1 - (await seenInside(store, step));
      if (missing > 0) holes.push({ ...step, missing });
    }
    const missing = holes.reduce((sum, hole) => sum + hole.missing, 0);
    if (holes.length === 0 || missing > MOST_MISSING_SHARE * (distinct + missing)) continue;
    if (holes.length > Math.max(3, MOST_HOLE_SHARE * distinct)) continue;
    const notices = await lossNotices(store, f);
    const elsewhere = await lossesToldElsewhere(store);
    for (const hole of holes) {
      const told =
        near(notices, hole, 200) || elsewhere.some((t) => t >= hole.beforeMs - BESIDE_MS && t <= hole.ms + BESIDE_MS);
      signs.push(holeSign(hole, told, distinct));
    }
  }
  return signs;
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
