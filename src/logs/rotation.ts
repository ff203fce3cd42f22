// Which files are one log that was rotated, in the order of what they hold, and which of the series is not there.

import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { grouped } from '../vocabulary/grouped.ts';
import { datedByIis } from './log-series.ts';
import type { LogStore } from './port.ts';

export type RotationMember = {
  /** Number of the file in the store. */
  readonly f: number;
  readonly path: string;
  /** `.1`, `.2`, …; 0 for the file still written to; null when it carries a date instead. */
  readonly number: number | null;
  /** `20260131` of `access.log-20260131`; null when it carries a number instead. */
  readonly date: string | null;
};

export type RotationSet = {
  /** The name without rotation and compression suffixes. */
  readonly name: string;
  /** Oldest content first. Members without any time stand last. */
  readonly members: readonly RotationMember[];
  /** Names that the series should have and does not, oldest first. Suffixes of compression are left off. */
  readonly missing: readonly string[];
  /** Whether the numbers or dates put the files in the same order as what they hold. */
  readonly inOrder: boolean;
};

const compressed = /\.(?:gz|zst|xz|bz2)$/i;
const numbered = /^(.+)\.(\d{1,4})$/;
const dated = /^(.+?)[-._](\d{4})-?(\d{2})-?(\d{2})(?:[-_.T]?\d{2,6})?(\.log)?$/;

function nameOf(path: string): { name: string; number: number | null; date: string | null } {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const bare = path.slice(slash).replace(compressed, '');
  const byDate = dated.exec(bare);
  if (byDate) {
    const [, name = '', year = '', month = '', day = '', end = ''] = byDate;
    if (Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31) {
      return { name: `${folder}${name}${end}`, number: null, date: `${year}${month}${day}` };
    }
  }
  const byIis = datedByIis(`${folder}${bare}`);
  if (byIis) return { name: byIis.series, number: null, date: byIis.date.replaceAll('-', '') };
  const byNumber = numbered.exec(bare);
  if (byNumber) return { name: `${folder}${byNumber[1]}`, number: Number(byNumber[2]), date: null };
  return { name: `${folder}${bare}`, number: 0, date: null };
}

const DAY_MS = 86_400_000;

function dayOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / DAY_MS;
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Dates missing from a series that is otherwise regular: at least three steps, more than half of them the same. */
function missingDates(dates: readonly string[]): string[] {
  const days = [...new Set(dates.map(dayOf))].sort((a, b) => a - b);
  const steps = days.slice(1).map((day, i) => day - (days[i] ?? 0));
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const [usual, times] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
  // Months have no fixed number of days: a monthly series is not judged.
  if (steps.length < 3 || usual === 0 || usual > 7 || times * 2 <= steps.length) return [];
  const missing: string[] = [];
  for (const [i, step] of steps.entries()) {
    if (step % usual !== 0) continue;
    for (let day = (days[i] ?? 0) + usual; day < (days[i + 1] ?? 0); day += usual) missing.push(dateOf(day));
  }
  return missing;
}

function oldestFirst(a: RotationMember, b: RotationMember): number {
  if (a.date !== null && b.date !== null && a.date !== b.date) return a.date < b.date ? -1 : 1;
  // The file still written to is the newest, whatever the others carry.
  if ((a.date === null) !== (b.date === null)) return a.date === null ? 1 : -1;
  return (b.number ?? 0) - (a.number ?? 0) || a.f - b.f;
}

/** Sets of at least two files, in the order of their names. */
export function rotationSets(files: readonly LogFileSummary[]): RotationSet[] {
  const groups = new Map<string, RotationMember[]>();
  for (const [f, { path }] of files.entries()) {
    const { name, number, date } = nameOf(path);
    const group = groups.get(name) ?? [];
    group.push({ f, path, number, date });
    groups.set(name, group);
  }
  const sets: RotationSet[] = [];
  for (const [name, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (group.length < 2 || new Set(group.map(({ number, date }) => date ?? number)).size < 2) continue;
    const byName = [...group].sort(oldestFirst);
    const from = (member: RotationMember) => files[member.f]?.from ?? '\uffff';
    const members = [...byName].sort((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : 0));
    const numbers = new Set(group.filter(({ number }) => number !== null).map(({ number }) => number ?? 0));
    const missing: string[] = [];
    for (let i = Math.max(...numbers, 0) - 1; i > Math.min(...numbers); i -= 1) {
      if (!numbers.has(i)) missing.push(`${name}.${i}`);
    }
    const dates = group.map(({ date }) => date).filter((date) => date !== null);
    missing.push(...missingDates(dates).map((date) => `${name}-${date}`));
    const inOrder = members.every((member, i) => member.f === byName[i]?.f);
    sets.push({ name, members, missing, inOrder });
  }
  return sets;
}

/**
 * Groups of files that hold the same lines, whether compressed or not. Each group in the order of the store.
 * Files of one line or none are not compared: many things are empty.
 *
 * @throws AkashiError as LogStore.rows does
 */
export async function duplicateFiles(store: LogStore): Promise<number[][]> {
  const counts = new Map<number, number>();
  for (const { lines } of store.files) counts.set(lines, (counts.get(lines) ?? 0) + 1);
  if (!store.files.some(({ lines }) => lines > 1 && (counts.get(lines) ?? 0) > 1)) return [];
  const shapes = await store.rows<{ f: number; lines: number; bytes: number }>(
    'select f, count() as lines, sum(toUInt64(len)) as bytes from raw group by f having lines > 1 order by f',
  );
  const sizes = grouped(shapes, ({ lines, bytes }) => `${lines} ${bytes}`);
  const alike = [...sizes.values()].flatMap((group) => (group.length > 1 ? group.map(({ f }) => f) : []));
  if (alike.length === 0) return [];
  const sums = await store.rows<{ f: number; a: string; b: string }>(
    `select f, toString(groupBitXor(sipHash64(n, line))) as a, toString(sum(cityHash64(n, line))) as b
     from raw where f in {alike:Array(UInt32)} group by f order by f`,
    { alike },
  );
  const same = grouped(sums, ({ a, b }) => `${a} ${b}`);
  return [...same.values()].flatMap((group) => (group.length > 1 ? [group.map(({ f }) => f)] : []));
}
