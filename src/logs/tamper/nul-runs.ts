// Zero bytes inside a text log: written over lines in place, or left by a machine that stopped while it wrote.
import type { Examination } from './examination.ts';
import { timedLines } from './silences/log-timeline.ts';
import type { FoundSign } from './tamper-report.ts';

/** Fewer zero bytes together are a stray character of a program. */
const LEAST_ZEROS = 16;
/** Lines with zeros this near to each other are one place. */
const NEAR_LINES = 5;
/** More places than this are a habit of a program or of a disk. */
const MOST_PLACES = 10;
/** Lines read at most. */
const MOST_LINES = 1000;
/** More zeros than this are those of a file that was emptied under its writer, and joined to others later. */
const MOST_ZEROS = 65_536;
/** No machine stops and writes again within so short a time. */
const RESTART_MS = 15_000;

type NulLine = {
  readonly f: number;
  readonly n: number;
  readonly zeros: number;
  /** The text behind the last zero byte, and how the line before and the one after begin. */
  readonly behind: string;
  readonly previous: string;
  readonly next: string;
};

/** What a text begins with, by kinds of characters: `192.0.2.7 - - [` and `Nov 29 10:00:00` differ, two days do not. */
export function beginningOf(text: string): string {
  return text
    .slice(0, 32)
    .replace(/[0-9]+/g, '#')
    .replace(/[A-Za-z]+/g, 'a')
    .replace(/ +/g, ' ')
    .slice(0, 4);
}

async function nulLines({ store, files, stopped }: Examination, most: number): Promise<NulLine[]> {
  const asked = files.flatMap(({ encoding, bytes }, f) => (bytes > 0 && encoding.includes('NUL bytes') ? [f] : []));
  if (asked.length === 0) return [];
  const holes = await store.rows<Pick<NulLine, 'f' | 'n' | 'zeros' | 'behind'>>(
    `select f, n, toInt64(countSubstrings(line, '\\0')) as zeros,
       substring(line, toInt64(length(line)) - toInt64(position(reverse(line), '\\0')) + 2, 64) as behind
     from raw where f in {files:Array(UInt32)} and n > 0 and position(line, repeat('\\0', ${LEAST_ZEROS})) > 0
     order by f, n limit {most:UInt32}`,
    { files: asked, most },
  );
  if (holes.length >= most) {
    for (const f of asked) if (f >= (holes.at(-1)?.f ?? 0)) stopped(f, 'zeros-beyond-limit');
  }
  const wanted = [...new Set(holes.flatMap(({ n }) => [n - 1, n + 1]))];
  const beside = await store.rows<{ f: number; n: number; begin: string }>(
    `select f, n, substring(line, 1, 64) as begin from raw where f in {files:Array(UInt32)} and n in {wanted:Array(UInt64)} order by f, n`,
    { files: asked, wanted },
  );
  const begins = new Map(beside.map(({ f, n, begin }) => [`${f}:${n}`, begin]));
  return holes.map((hole) => ({
    ...hole,
    previous: begins.get(`${hole.f}:${hole.n - 1}`) ?? '',
    next: begins.get(`${hole.f}:${hole.n + 1}`) ?? '',
  }));
}

/** The times of the last line before a place and of the first after it; 0 where none has one. */
async function timesAround({ store }: Examination, f: number, fromN: number, toN: number): Promise<[number, number]> {
  const [row] = await store.rows<{ beforeMs: number; afterMs: number }>(
    `select argMaxIf(t, n, n < {fromN:UInt64}) as beforeMs, argMinIf(t, n, n >= {toN:UInt64}) as afterMs
     from ${timedLines} where f = {f:UInt32} and n between {low:UInt64} and {high:UInt64} order by beforeMs`,
    { f, fromN, toN, low: Math.max(0, fromN - 200), high: toN + 200 },
  );
  return [row?.beforeMs ?? 0, row?.afterMs ?? 0];
}

/** Whether what follows the zeros is the rest of a line: then the zeros were written over it. */
const isRest = ({ behind, previous, next }: NulLine): boolean =>
  behind.trim() !== '' && beginningOf(behind) !== beginningOf(previous) && beginningOf(behind) !== beginningOf(next);

/** @param most lines with zeros that are read; where there are more, the answer says so */
export async function findNulRuns(examination: Examination, most = MOST_LINES): Promise<FoundSign[]> {
  const groups: NulLine[][] = [];
  for (const line of await nulLines(examination, most)) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.f === line.f && line.n - last.n <= NEAR_LINES) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  const signs: FoundSign[] = [];
  for (const group of groups) {
    const first = group[0];
    const last = group.at(-1);
    if (!first || !last) continue;
    const habit = groups.filter(([other]) => other?.f === first.f).length > MOST_PLACES;
    const { f } = first;
    const [beforeMs, afterMs] = await timesAround(examination, f, first.n, last.n);
    const zeros = group.reduce((sum, line) => sum + line.zeros, 0);
    const overwritten = group.some(isRest);
    const unbroken = zeros <= MOST_ZEROS && beforeMs > 0 && afterMs >= beforeMs && afterMs - beforeMs < RESTART_MS;
    signs.push({
      kind: 'truncation',
      strength: !habit && (overwritten || unbroken) ? 'weak' : 'defect',
      ...{ f, fromN: Math.max(0, first.n - 1), toN: last.n },
      fromMs: beforeMs || null,
      toMs: afterMs || null,
      p: null,
      places: group.slice(0, 20).map(({ n }) => ({ f, n })),
      statement: statementOf(zeros, overwritten, unbroken),
    });
    if (habit && signs.filter((sign) => sign.f === f).length >= MOST_PLACES) break;
  }
  return signs;
}

function statementOf(zeros: number, overwritten: boolean, unbroken: boolean): FoundSign['statement'] {
  if (overwritten) {
    return {
      ja: `途中に ${zeros} バイトのゼロがあり、その直後は行の途中から始まる。行の上に書かれたと見られる。ディスクの故障でも起こる。`,
      en: `${zeros} zero bytes stand inside the file, and what follows them is the rest of a line: they were written over it; a failing disk can do this too`,
    };
  }
  if (unbroken) {
    return {
      ja: `途中に ${zeros} バイトのゼロがあるが、前後の行の時刻は続いている。異常停止なら再起動の間が空くはずである。複数の機械が一つの共有ファイルに書くときにも起こる。`,
      en: `${zeros} zero bytes stand inside the file although the lines around them follow each other within seconds; a crash would leave the pause of a restart; several hosts that write one shared file can do this too`,
    };
  }
  return {
    ja: `途中に ${zeros} バイトのゼロがある。システムの異常停止で残る形で、改ざんの兆候ではないが、そこにあった行は失われている。`,
    en: `${zeros} zero bytes stand inside the file, as a crash leaves them: no sign of alteration, but what stood there is lost`,
  };
}
