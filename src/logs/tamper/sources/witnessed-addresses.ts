// Addresses that one program of a host tells of, and the log that always told of them too does not: fail2ban found them in
// that log, wtmp and the audit log have their logins, the error log of a web server the requests that it met. Whoever hides a visitor takes out the visitor's lines of one log.
import { leastAndMost } from '../../../vocabulary/span.ts';
import { type Examination, isExcused } from '../examination.ts';
import { parseRotatedName } from '../rotation-signs.ts';
import { timedLines } from '../silences/log-timeline.ts';
import { lossExplaining, lossPlace, lossWords, readLosses } from '../silences/told-losses.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { FoundSign } from '../tamper-report.ts';

/** One line of a witness. */
export type Seen = { readonly f: number; readonly n: number; readonly t: number; readonly ip: string };

export type WitnessRule = {
  /** The log may have told of the address so long before its witness did. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Lines of the witness about one address, none of them answered, that say something. */
  readonly leastUnanswered: number;
  /** Lines of the witness that are answered: before that, nothing is a habit. */
  readonly leastAnswered: number;
  /** What is told of one address over longer than this is left out on purpose, as a monitor is; undefined: however long. */
  readonly mostSpanMs?: number;
  /** Addresses of which the log does tell. */
  readonly leastAddresses: number;
};

/**
 * fail2ban reads again what was written in the last ten minutes when it starts, and a limit of the logger leaves it some of
 * a burst's lines. Those who log in are few, an office and a home; and a login may share a connection that was opened long
 * before (ControlMaster): then no line tells of it. A request is written down when it ends, which may be minutes after its error.
 */
const rules: Readonly<Record<'found' | 'login' | 'request', WitnessRule>> = {
  found: { beforeMs: 900_000, afterMs: 60_000, leastUnanswered: 5, leastAnswered: 30, leastAddresses: 5 },
  login: { beforeMs: 86_400_000, afterMs: 60_000, leastUnanswered: 1, leastAnswered: 50, leastAddresses: 2 },
  request: {
    ...{ beforeMs: 60_000, afterMs: 600_000, leastUnanswered: 3, leastAnswered: 50, leastAddresses: 5 },
    mostSpanMs: 86_400_000,
  },
};
/** Of the witness's other lines, so many are answered; more addresses without an answer are a habit of the log. */
const REGULAR = 0.98;
const MOST_ADDRESSES = 3;
/** Zones come in half hours, from 12 hours west to 14 east; two logs may each be in one that is not said. */
const HALF_HOUR_MS = 1_800_000;
const MOST_STEPS = 28;
const ZONE_SAMPLE = 200;

type Times = ReadonlyMap<string, readonly number[]>;

function isAnswered({ ip, t }: Seen, told: Times, rule: WitnessRule, shift: number): boolean {
  const at = t + shift;
  return told.get(ip)?.some((each) => each >= at - rule.beforeMs && each <= at + rule.afterMs) ?? false;
}

/** How far the witness's clock must be moved to meet the log, where one of them does not say its zone. */
function zoneShift(seen: readonly Seen[], told: Times, rule: WitnessRule): number {
  const step = Math.max(1, Math.floor(seen.length / ZONE_SAMPLE));
  const sample = seen.filter((_, i) => i % step === 0);
  const near = { ...rule, beforeMs: Math.min(rule.beforeMs, HALF_HOUR_MS / 2) };
  let best = 0;
  let most = -1;
  for (let i = 0; i <= 2 * MOST_STEPS; i += 1) {
    // 0, +1, −1, +2, …: of equally good ones the smallest.
    const shift = HALF_HOUR_MS * (i % 2 === 1 ? (i + 1) / 2 : -i / 2);
    const count = sample.filter((each) => isAnswered(each, told, near, shift)).length;
    if (count > most) [best, most] = [shift, count];
  }
  return best;
}

/** What a witness tells of one address and the log does not. */
export type Unanswered = {
  readonly ip: string;
  readonly seen: readonly Seen[];
  readonly shift: number;
  readonly others: number;
};

/**
 * Addresses of which a log says nothing where a witness speaks of them, when the log answers for nearly all others.
 *
 * @param seen lines of one witness, ascending in time, inside the time that the log covers
 * @param told when the log speaks of each address
 * @param zoneless whether one of the two does not say its zone
 */
export function unansweredAddresses(
  seen: readonly Seen[],
  told: Times,
  rule: WitnessRule,
  zoneless: boolean,
): Unanswered[] {
  const shift = zoneless ? zoneShift(seen, told, rule) : 0;
  const byAddress = new Map<string, { seen: Seen[]; answered: number }>();
  for (const each of seen) {
    const known = byAddress.get(each.ip) ?? { seen: [], answered: 0 };
    known.seen.push(each);
    if (isAnswered(each, told, rule, shift)) known.answered += 1;
    byAddress.set(each.ip, known);
  }
  const silent = [...byAddress].filter(([, one]) => one.answered === 0);
  const answering = [...byAddress.values()].filter(({ answered }) => answered > 0);
  const lines = answering.reduce((sum, one) => sum + one.seen.length, 0);
  const answered = answering.reduce((sum, one) => sum + one.answered, 0);
  const isHabit =
    answered >= rule.leastAnswered && answering.length >= rule.leastAddresses && answered >= REGULAR * lines;
  if (!isHabit || silent.length > MOST_ADDRESSES || silent.length > (1 - REGULAR) * answering.length + 1) return [];
  return silent.flatMap(([ip, one]) =>
    one.seen.length >= rule.leastUnanswered &&
    (one.seen.at(-1)?.t ?? 0) - (one.seen[0]?.t ?? 0) <= (rule.mostSpanMs ?? Number.POSITIVE_INFINITY)
      ? [{ ip, seen: one.seen, shift, others: answered }]
      : [],
  );
}

const FOUND = "(startsWith(program, 'fail2ban') and position(message, 'Found ') > 0)";
/** Servers of files write their logins there as well (`ftpd4321`), and say the rest in logs of their own. */
const RECORDED = "(program = 'utmp' and action = 'session-opened' and not startsWith(fields['line'], 'ftp'))";
const AUDITED = "(program = 'auditd' and fields['type'] = 'USER_LOGIN')";
/** nginx names the request; what it says of a connection alone need not have come to one. */
const REQUESTED = `(program = 'nginx' and position(message, ', request: "') > 0)`;
const REQUESTS = 'nginx';
/** Of whom logs of events tell as well. */
const OF_EVENTS = `(ip != '' and (${FOUND} or ${RECORDED} or ${AUDITED}))`;
const WITNESS = `(${OF_EVENTS} or (ip != '' and ${REQUESTED}))`;
const KIND = `multiIf(${FOUND}, concat('fail2ban ', extract(message, '^[[]([^]]{1,64})[]]')), ${RECORDED}, 'utmp', ${REQUESTED}, '${REQUESTS}', 'auditd')`;
/** Lines read; a host with more is attacked by more than can be told apart here. */
const MOST_LINES = 400_000;
/** The ends of two logs seldom meet to the minute. */
const MARGIN_MS = 120_000;
const MOST_PLACES = 20;

type Source = { readonly series: string; readonly name: string; readonly seen: Seen[] };

async function readWitnesses({ store, files, brokenClocks }: Examination): Promise<Source[]> {
  const rows = await store.rows<Seen & { kind: string }>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, ip, ${KIND} as kind from event
     where ${WITNESS} and ts > toDateTime64(86400, 6, 'UTC') order by t, f, n limit ${MOST_LINES}`,
  );
  const sources = new Map<string, Source>();
  if (rows.length >= MOST_LINES) return [];
  for (const { kind, ...seen } of rows) {
    if (brokenClocks.has(seen.f)) continue;
    const series = seriesOf(files[seen.f]?.path ?? '');
    const known = sources.get(`${series}\0${kind}`) ?? { series, name: kind, seen: [] };
    known.seen.push(seen);
    sources.set(`${series}\0${kind}`, known);
  }
  return [...sources.values()];
}

const seriesOf = (path: string): string => parseRotatedName(path)?.series ?? path;

type Log = { readonly series: string; readonly files: Set<number>; readonly told: Map<string, number[]> };

async function readTold({ store, files, brokenClocks }: Examination): Promise<Log[]> {
  const rows = await store.rows<{ f: number; ip: string; times: number[] }>(
    `select f, ip, groupArray(t) as times from (
       select f, ip, toUnixTimestamp64Milli(ts) as t from event
       where ip in (select ip from event where ${OF_EVENTS}) and not ${OF_EVENTS} and not startsWith(program, 'fail2ban')
         and ts > toDateTime64(86400, 6, 'UTC') order by f, t limit ${MOST_LINES}
     ) group by f, ip order by f, ip`,
  );
  const logs = new Map<string, Log>();
  if (rows.reduce((sum, { times }) => sum + times.length, 0) >= MOST_LINES) return [];
  for (const { f, ip, times } of rows) {
    if (brokenClocks.has(f)) continue;
    const series = seriesOf(files[f]?.path ?? '');
    const log = logs.get(series) ?? { series, files: new Set<number>(), told: new Map<string, number[]>() };
    log.files.add(f);
    const told = log.told.get(ip) ?? [];
    for (const time of times) told.push(time);
    log.told.set(ip, told);
    logs.set(series, log);
  }
  return [...logs.values()];
}

/**
 * All access logs as one: which of them a server of several sites writes to is not told. Undefined where they are more than one
 * series, of which another may have been left out of what was handed over.
 */
async function readWebTold({ store, files, brokenClocks }: Examination): Promise<Log | undefined> {
  const rows = await store.rows<{ f: number; ip: string; times: number[] }>(
    `select f, client as ip, groupArray(t) as times from (
       select f, client, toUnixTimestamp64Milli(ts) as t from web
       where client in (select ip from event where ip != '' and ${REQUESTED}) and ts > toDateTime64(86400, 3, 'UTC')
       order by f, t limit ${MOST_LINES}
     ) group by f, client order by f, client`,
  );
  if (rows.reduce((sum, { times }) => sum + times.length, 0) >= MOST_LINES) return undefined;
  const series = new Set(rows.map(({ f }) => seriesOf(files[f]?.path ?? '')));
  const [only] = series;
  if (only === undefined || series.size > 1 || rows.some(({ f }) => brokenClocks.has(f))) return undefined;
  const told = new Map<string, number[]>();
  for (const { ip, times } of rows) told.set(ip, [...(told.get(ip) ?? []), ...times]);
  const members = files.flatMap(({ path }, f) => (seriesOf(path) === only ? [f] : []));
  return { series: only, files: new Set(members), told };
}

type Edge = { readonly f: number; readonly n: number };

/** The last line before a stretch and the first behind it; undefined where they stand in two files, of which one may lack. */
async function around(
  { store }: Examination,
  log: Log,
  fromMs: number,
  toMs: number,
): Promise<[Edge, Edge] | undefined> {
  const [row] = await store.rows<{ before: [number, number, number]; after: [number, number, number] }>(
    `select maxIf((t, f, n), t < {a:Int64}) as before, minIf((t, f, n), t > {b:Int64}) as after
     from ${timedLines} where f in {files:Array(UInt32)} order by before`,
    { files: [...log.files], a: fromMs, b: toMs },
  );
  if (!row || row.before[0] === 0 || row.after[0] === 0 || row.before[1] !== row.after[1]) return undefined;
  return [
    { f: row.before[1], n: row.before[2] },
    { f: row.after[1], n: row.after[2] },
  ];
}

export async function findWitnessedAddresses(examination: Examination): Promise<FoundSign[]> {
  const { files, timelines } = examination;
  if (files.length < 2) return [];
  const witnesses = await readWitnesses(examination);
  if (witnesses.length === 0) return [];
  const zoneless = (f: number | undefined) => files[f ?? -1]?.assumed.some((what) => what.startsWith('zone')) ?? false;
  const signs: FoundSign[] = [];
  const ofRequests = witnesses.some(({ name }) => name === REQUESTS) ? await readWebTold(examination) : undefined;
  for (const log of [...(await readTold(examination)), ...(ofRequests ? [ofRequests] : [])]) {
    const spans = [...log.files].flatMap((f) => timelines.get(f) ?? []);
    const fromMs = Math.min(...spans.map((span) => span.fromMs)) + MARGIN_MS;
    const toMs = Math.max(...spans.map((span) => span.toMs)) - MARGIN_MS;
    const [firstFile] = log.files;
    for (const { series, name, seen } of witnesses) {
      if (series === log.series || (name === REQUESTS) !== (log === ofRequests)) continue;
      const rule = name === REQUESTS ? rules.request : name === 'utmp' || name === 'auditd' ? rules.login : rules.found;
      // Two logs that say no zone may still be in different ones: a daemon in UTC beside a logger in local time.
      const unsaid = zoneless(firstFile) || zoneless(seen[0]?.f);
      // Where a zone is not said, the time that the log covers is not known either before they are put together.
      const asked = unsaid ? seen : seen.filter(({ t }) => t >= fromMs && t <= toMs);
      const silent = unansweredAddresses(asked, log.told, rule, unsaid);
      for (const one of silent) {
        const { least, most } = leastAndMost(one.seen.map(({ t }) => t + one.shift));
        const stretch = { fromMs: least, toMs: most };
        if (stretch.fromMs < fromMs || stretch.toMs > toMs || isExcused(stretch, examination.maintenance)) continue;
        const sign = await signOf(examination, log, { series, one, ...stretch });
        if (sign) signs.push(sign);
      }
    }
  }
  return signs;
}

async function signOf(
  examination: Examination,
  log: Log,
  { series, one, fromMs, toMs }: { series: string; one: Unanswered; fromMs: number; toMs: number },
): Promise<FoundSign | undefined> {
  const edges = await around(examination, log, fromMs, toMs);
  if (!edges) return undefined;
  const [before, after] = edges;
  const stretch = { f: before.f, fromN: before.n, toN: after.n, fromMs, toMs };
  const loss = lossExplaining(await readLosses(examination.store), stretch);
  const [started] = loss ? [false] : await startedMeanwhile(examination, [stretch]);
  if (started) return undefined;
  const saysSo = lossWords(loss, before.f, examination.files);
  const lines = one.seen.length;
  return {
    kind: 'cross-source',
    strength: loss ? 'defect' : 'weak',
    ...stretch,
    p: null,
    places: [before, after, ...one.seen.slice(0, MOST_PLACES).map(({ f, n }) => ({ f, n })), ...lossPlace(loss)],
    statement: {
      ja: `「${series}」の ${lines} 行が一つの送信元を記録しているのに、そのころの行がこの記録にはない（ほかの送信元では ${one.others} 行に対応する行がある）。記録の取りこぼしでも起こる。${saysSo.ja}`,
      en: `${lines} line${lines === 1 ? '' : 's'} of "${series}" tell${lines === 1 ? 's' : ''} of an address of which this log says nothing at that time, where it answers ${one.others} lines about others; lines that a logger lost leave the same${saysSo.en}`,
    },
  };
}
