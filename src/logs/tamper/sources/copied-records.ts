// Two logs that tell of the same acts: a log per host name beside the main one, a proxy's beside its backend's, auth.log
// beside syslog, a copy that was kept. What both write alike is learned from them; a line that differs in one such thing
// contradicts its other self.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';

/** Something a line says. */
type Said = {
  readonly id: string;
  readonly sql: string;
  readonly ja: string;
  readonly en: string;
  /** From this share of lines on the two logs are held to write it alike. Proxies see other sizes and statuses now and then. */
  readonly alike: number;
};

export type Kind = {
  readonly table: 'web' | 'event';
  /** Names lines well enough that two logs can be compared before it is known what they write alike. */
  readonly key: string;
  /** Lines that are compared. */
  readonly where: string;
  readonly said: readonly Said[];
  /** Who acts in a line. */
  readonly actor: string;
  /** What a log may be told to leave out. */
  readonly sorts: readonly string[];
};

const kinds: readonly Kind[] = [
  {
    table: 'web',
    key: 'ts, method, target',
    where: '1',
    actor: 'client',
    sorts: [
      "concat('agent ', agent)",
      "concat('path ', path)",
      "concat('status ', toString(status))",
      "concat('method ', method)",
    ],
    said: [
      { id: 'client', sql: 'client', ja: '送信元', en: 'client', alike: 0.98 },
      { id: 'user', sql: 'user', ja: '利用者', en: 'user', alike: 0.98 },
      { id: 'request', sql: "concat(method, ' ', target)", ja: '要求', en: 'request', alike: 0.98 },
      { id: 'status', sql: 'toString(status)', ja: '応答の種別', en: 'status', alike: 0.999 },
      { id: 'size', sql: 'toString(size)', ja: '大きさ', en: 'size', alike: 0.999 },
      { id: 'referer', sql: 'referer', ja: '参照元', en: 'referer', alike: 0.98 },
      { id: 'agent', sql: 'agent', ja: 'ブラウザー名', en: 'user agent', alike: 0.98 },
    ],
  },
  {
    table: 'event',
    key: 'ts, program, pid',
    // Programs without a number, and the first of a container, are many, and say the same at the same time.
    where: 'pid > 1',
    actor: "concat(program, ' ', toString(pid))",
    // A program may write to two logs: cron's jobs to one, what PAM says of them to the other. Its message's first word tells.
    sorts: ["concat('program ', program)", "concat('program ', program, ' ', extract(message, '^[^0-9 ]{1,40}'))"],
    said: [
      { id: 'host', sql: 'toString(host)', ja: 'ホスト名', en: 'host', alike: 0.98 },
      { id: 'program', sql: "concat(program, ' ', toString(pid))", ja: 'プログラム', en: 'program', alike: 0.98 },
      { id: 'message', sql: 'message', ja: '本文', en: 'message', alike: 0.98 },
    ],
  },
];

/** Two files with the same records. `alike`: what both write alike. Times from `fromMs` to `toMs` stand in both. */
export type Copies = {
  readonly kind: Kind;
  readonly a: number;
  readonly b: number;
  readonly alike: readonly Said[];
  /** Whether both write everything alike, and to the second, as one program does: a proxy and its backend seldom do. */
  readonly oneWriter: boolean;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Lines looked at to find out which files tell of the same acts, and fewest that must be common. */
const SAMPLE = 40_000;
const LEAST_COMMON = 50;
/** Of the smaller file's lines, so many must stand in the other, by what names lines. */
const COMMON_SHARE = 0.4;
const MOST_PAIRS = 6;
/** Where one program writes both logs, so many lines have the same second in both; a proxy logs when it is done. */
const ONE_WRITER_SHARE = 0.99;

/** Files of one series that follow each other share moments only. */
const LEAST_OVERLAP_MS = 600_000;
/** Pairs with more lines together are not compared line by line. */
const MOST_LINES = 4_000_000;

const overlapping = (
  { timelines }: Examination,
  a: number,
  b: number,
): { fromMs: number; toMs: number } | undefined => {
  const [one, other] = [timelines.get(a), timelines.get(b)];
  if (!one || !other) return undefined;
  const fromMs = Math.max(one.fromMs, other.fromMs);
  const toMs = Math.min(one.toMs, other.toMs);
  return toMs - fromMs >= LEAST_OVERLAP_MS ? { fromMs, toMs } : undefined;
};

/** Pairs of files that share lines, by a sample of what names lines. */
async function sharingPairs(
  { store, files, brokenClocks }: Examination,
  kind: Kind,
  asked: readonly number[],
  sampling: number,
): Promise<[number, number][]> {
  const rows = await store.rows<{ fs: number[]; shared: number }>(
    `select fs, count() as shared from (
       select arraySort(groupUniqArray(5)(f)) as fs, cityHash64(${kind.key}) as k from ${kind.table}
       where f in {asked:Array(UInt32)} and ${kind.where} and k % {sampling:UInt64} = 0 and ts > toDateTime64(86400, 3, 'UTC') group by k having length(fs) between 2 and 4
     ) group by fs order by shared desc, fs limit 1000`,
    { asked, sampling },
  );
  const shared = new Map<string, { pair: [number, number]; lines: number }>();
  for (const { fs, shared: lines } of rows) {
    for (const [i, a] of fs.entries()) {
      for (const b of fs.slice(i + 1)) {
        const known = shared.get(`${a}:${b}`);
        if (known) known.lines += lines;
        else shared.set(`${a}:${b}`, { pair: [a, b], lines });
      }
    }
  }
  return [...shared.values()]
    .filter(({ pair: [a, b], lines }) => {
      const same = files[a]?.sha256 === files[b]?.sha256;
      return !same && lines >= LEAST_COMMON && !brokenClocks.has(a) && !brokenClocks.has(b);
    })
    .sort((x, y) => y.lines - x.lines || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1])
    .slice(0, MOST_PAIRS)
    .map(({ pair }) => pair);
}

/** What two files write alike; undefined where too little is common. */
async function learn(
  { store }: Examination,
  kind: Kind,
  [a, b]: readonly [number, number],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  sampling: number,
): Promise<Pick<Copies, 'alike' | 'oneWriter'> | undefined> {
  // A line is compared where what names it names one line of each file.
  const side = (f: string) =>
    `select cityHash64(${kind.key}) as k, ${kind.said.map(({ id, sql }) => `any(cityHash64(${sql})) as ${id}Hash`).join(', ')}
     from ${kind.table} where f = {${f}:UInt32} and ${kind.where} and k % {sampling:UInt64} = 0
       and ts between fromUnixTimestamp64Milli({from:Int64}) and fromUnixTimestamp64Milli({to:Int64})
     group by k having count() = 1`;
  const equal = kind.said.map(({ id }) => `countIf(x.${id}Hash = y.${id}Hash) as ${id}`);
  const [row] = await store.rows<Record<string, number>>(
    `with x as (${side('a')}), y as (${side('b')})
     select count() as common, (select count() from x) as ofA, (select count() from y) as ofB, ${equal.join(', ')}
     from x inner join y on x.k = y.k order by common`,
    { a, b, from: fromMs, to: toMs, sampling },
  );
  const of = (id: string) => row?.[id] ?? 0;
  const common = of('common');
  if (common < LEAST_COMMON || common < COMMON_SHARE * Math.min(of('ofA'), of('ofB'))) return undefined;
  const alike = kind.said.filter((said) => of(said.id) >= said.alike * common);
  const whole = alike.length === kind.said.length;
  // Different hosts say the same at the same time.
  if (kind.table === 'event' && !whole) return undefined;
  return { alike, oneWriter: whole && common >= ONE_WRITER_SHARE * Math.min(of('ofA'), of('ofB')) };
}

/** Files whose times lie over those of another. */
function besideOthers(examination: Examination): number[] {
  const clocks = [...examination.timelines.keys()].filter((f) => !examination.brokenClocks.has(f));
  return clocks.filter((a) => clocks.some((b) => b !== a && overlapping(examination, a, b) !== undefined));
}

/** Pairs of files that hold the same records, the smaller one first. */
export async function findCopies(examination: Examination): Promise<Copies[]> {
  const { files, timelines, stopped } = examination;
  const asked = besideOthers(examination);
  const linesOf = (f: number) => files[f]?.lines ?? 0;
  const total = asked.reduce((sum, f) => sum + linesOf(f), 0);
  const sampling = Math.max(1, Math.ceil(total / SAMPLE));
  const copies: Copies[] = [];
  for (const kind of asked.length > 0 ? kinds : []) {
    for (const pair of await sharingPairs(examination, kind, asked, sampling)) {
      const span = overlapping(examination, ...pair);
      const learned = span ? await learn(examination, kind, pair, span, sampling) : undefined;
      if (!span || !learned) continue;
      const [a, b] =
        (timelines.get(pair[0])?.lines ?? 0) <= (timelines.get(pair[1])?.lines ?? 0) ? pair : [pair[1], pair[0]];
      if (linesOf(a) + linesOf(b) > MOST_LINES) for (const f of pair) stopped(f, 'differs-from-another-log');
      else copies.push({ kind, a, b, ...learned, ...span });
    }
  }
  return copies;
}

/** A line of either file that the other does not have; `without`: its hash with each thing left out in turn. */
export type Lone = { readonly n: number; readonly t: number; readonly without: readonly string[] };

export type LoneLine = Lone & { readonly h: string };

export type LoneLines = { readonly matched: number; readonly ofA: Lone[]; readonly ofB: Lone[] };

/** Lone lines looked at; with more, the two are no copies of each other. */
const MOST_LONE = 2000;
/** Of the smaller file's lines, so many must stand in the other whole. */
const MATCHED_SHARE = 0.98;
/** And so many of its different lines: two servers behind one balancer share its health checks, which are most of a quiet log. */
const MATCHED_KINDS = 0.95;
const LEAST_KINDS = 50;

/** How a request ended is told by two things that go together: who hides that a page was given changes both. */
const ENDING: Said = {
  ...{ id: 'ending', sql: "concat(toString(status), ' ', toString(size))", alike: 0.999 },
  ...{ ja: '応答の種別と大きさ', en: 'status and size' },
};
const ofEnding = ['status', 'size'];

/** What may have been changed in a line, each by itself, and how a request ended. */
export const changeable = ({ alike }: Copies): readonly Said[] =>
  ofEnding.every((part) => alike.some(({ id }) => id === part)) ? [...alike, ENDING] : alike;

export const wholeOf = ({ alike }: Copies) => `cityHash64(${alike.map(({ sql }) => sql).join(', ')})`;
const withoutEach = (copies: Copies) =>
  `[${changeable(copies)
    .map(
      ({ id }) =>
        `toString(cityHash64('${id === ENDING.id ? id : ''}', ${
          copies.alike
            .filter((each) => each.id !== id && !(id === ENDING.id && ofEnding.includes(each.id)))
            .map(({ sql }) => sql)
            .join(', ') || "''"
        }))`,
    )
    .join(', ')}]`;

/** Lines that only one of two files has; undefined where they are not the same records. */
export async function readLoneLines(store: LogStore, copies: Copies): Promise<LoneLines | undefined> {
  const { kind, a, b, fromMs, toMs } = copies;
  const within = `ts between fromUnixTimestamp64Milli({from:Int64}) and fromUnixTimestamp64Milli({to:Int64})`;
  const counted = `select ${wholeOf(copies)} as h, countIf(f = {a:UInt32}) as ofA, countIf(f = {b:UInt32}) as ofB
    from ${kind.table} where f in ({a:UInt32}, {b:UInt32}) and ${kind.where} and ${within} group by h`;
  const span = { a, b, from: fromMs, to: toMs };
  const [sums] = await store.rows<{ matched: number; linesA: number; kinds: number; kindsA: number }>(
    `select sum(least(ofA, ofB)) as matched, sum(ofA) as linesA,
       countIf(ofA > 0 and ofB > 0) as kinds, countIf(ofA > 0) as kindsA from (${counted}) order by matched`,
    span,
  );
  const { matched = 0, linesA = 0, kinds: shared = 0, kindsA = 0 } = sums ?? {};
  if (matched < MATCHED_SHARE * linesA || shared < Math.max(LEAST_KINDS, MATCHED_KINDS * kindsA)) return undefined;
  const lone = (f: 'a' | 'b', more: string, parameters: object) =>
    store.rows<LoneLine>(
      `select n, toUnixTimestamp64Milli(ts) as t, toString(${wholeOf(copies)}) as h, ${withoutEach(copies)} as without
       from ${kind.table} where f = {${f}:UInt32} and ${kind.where} and ${within} and ${wholeOf(copies)} in (select h from (${counted}) where ofA != ofB) ${more}
       order by n limit ${50 * MOST_LONE}`,
      { ...span, ...parameters },
    );
  const fewer = await lone('a', `and ${wholeOf(copies)} in (select h from (${counted}) where ofA > ofB)`, {});
  if (fewer.length === 0) return { matched, ofA: [], ofB: [] };
  const wanted = [...new Set(fewer.flatMap(({ without }) => without))].slice(0, 10 * MOST_LONE);
  const same = await lone('b', `and hasAny(${withoutEach(copies)}, {wanted:Array(String)})`, { wanted });
  const left = await store.rows<LoneLine>(
    `select n, toUnixTimestamp64Milli(ts) as t, toString(${wholeOf(copies)}) as h, [] :: Array(String) as without
     from ${kind.table} where f = {b:UInt32} and ${kind.where} and ${within} and h in {wanted:Array(String)} order by n limit ${50 * MOST_LONE}`,
    { ...span, wanted: [...new Set(fewer.map(({ h }) => h))] },
  );
  const counterparts = await store.rows<LoneLine>(
    `select n, toUnixTimestamp64Milli(ts) as t, toString(${wholeOf(copies)}) as h, [] :: Array(String) as without
     from ${kind.table} where f = {a:UInt32} and ${kind.where} and ${within} and h in {wanted:Array(String)} order by n limit ${50 * MOST_LONE}`,
    { ...span, wanted: [...new Set(same.map(({ h }) => h))] },
  );
  return { matched, ofA: unmatched(fewer, left), ofB: unmatched(same, counterparts) };
}

type Standing = { readonly h: string; readonly n: number; readonly t: number };

/** A proxy and its backend write one request so far apart at most. */
export const SAME_MS = 5000;

/** Lines that no equal line of the other file can be matched with: first those of the same instant, then those near in time. */
export function unmatched<T extends Standing>(lines: readonly T[], others: readonly Standing[]): T[] {
  const instants = new Map<string, number>();
  const key = ({ h, t }: Standing) => `${h}:${t}`;
  for (const other of others) instants.set(key(other), (instants.get(key(other)) ?? 0) + 1);
  const take = (one: Standing, from: Map<string, number>): boolean => {
    const left = from.get(key(one)) ?? 0;
    if (left > 0) from.set(key(one), left - 1);
    return left > 0;
  };
  const taken = new Map<string, number>();
  for (const line of lines) taken.set(key(line), (taken.get(key(line)) ?? 0) + 1);
  const lone = lines.filter((line) => !take(line, instants));
  const free = new Map<string, number[]>();
  for (const other of others) {
    if (take(other, taken)) continue;
    const known = free.get(other.h);
    if (known) known.push(other.t);
    else free.set(other.h, [other.t]);
  }
  for (const times of free.values()) times.sort((x, y) => y - x);
  return [...lone]
    .sort((x, y) => x.t - y.t)
    .filter(({ h, t }) => {
      const times = free.get(h) ?? [];
      while ((times.at(-1) ?? Number.POSITIVE_INFINITY) < t - SAME_MS) times.pop();
      const near = (times.at(-1) ?? Number.POSITIVE_INFINITY) <= t + SAME_MS;
      if (near) times.pop();
      return !near;
    })
    .sort((x, y) => x.n - y.n);
}
