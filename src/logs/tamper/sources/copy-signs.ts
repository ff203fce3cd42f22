// Lines that two logs have in common but for one thing: one of the two was changed.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';
import type { FoundSign } from '../tamper-report.ts';
import { type Copies, changeable, findCopies, type Lone, readLoneLines, SAME_MS } from './copied-records.ts';
import { findMissingRecords } from './missing-records.ts';

/** Lines that differ in one thing, of a pair of files. */
export type Differing = { readonly what: number; readonly a: Lone; readonly b: Lone };

/** @param things how many things a line says; `what` of an answer is the one that differs */
export function differingLines(ofA: readonly Lone[], ofB: readonly Lone[], things: number): Differing[] {
  const found: Differing[] = [];
  const used = new Set<number>();
  for (let what = 0; what < things; what += 1) {
    const others = new Map<string, Lone[]>();
    for (const other of ofB) {
      const hash = other.without[what] ?? '';
      const known = others.get(hash);
      if (known) known.push(other);
      else others.set(hash, [other]);
    }
    for (const a of ofA) {
      if (found.some((each) => each.a === a)) continue;
      const near = (others.get(a.without[what] ?? '') ?? []).filter(
        ({ n, t }) => !used.has(n) && Math.abs(t - a.t) <= SAME_MS,
      );
      // Of several that could be meant, none is.
      const same = near.filter(({ t }) => t === a.t);
      const b = same.length === 1 ? same[0] : near.length === 1 ? near[0] : undefined;
      if (!b) continue;
      used.add(b.n);
      found.push({ what, a, b });
    }
  }
  return found;
}

/** More different values than this on either side are another habit (a cache in front of some visitors), and no edit. */
const MOST_VALUES = 3;
/** So many lines may differ whatever their values. */
const FEW_LINES = 3;
/** Words of a message that may differ. */
const MOST_WORDS = 2;
const MOST_PLACES = 20;

/** Escapes, and what is no ASCII, are written differently by programs that mean the same. */
const plain = (text: string): string =>
  text
    .replace(/\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|#[0-7]{3}|[^\x21-\x7e]/g, '')
    .replaceAll('\\', '')
    .toLowerCase();

/** A proxy hands a path on with its dots resolved and its slashes merged. */
const resolved = (request: string): string => {
  const target = /^[A-Z]{1,20} (\/.{0,4000})$/.exec(request)?.[1];
  if (target === undefined || !URL.canParse(target.replace(/\/+/g, '/'), 'http://host')) return request;
  const { pathname, search } = new URL(target.replace(/\/+/g, '/'), 'http://host');
  return `${pathname}${search}`.replaceAll('/', '');
};

/** Whether two values are one that was cut, or escaped, in one of the logs. */
export function isSameWritten(one: string, other: string): boolean {
  const [a, b] = [plain(resolved(one)), plain(resolved(other))];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return a === b || (short.length >= 100 && long.startsWith(short.slice(0, -3)));
}

/** Whether two messages are one but for a few words. */
export function isEdited(one: string, other: string): boolean {
  const [a, b] = [one.split(' '), other.split(' ')];
  if (a.length !== b.length) return false;
  const changed = a.filter((word, i) => word !== b[i]).length;
  return changed <= MOST_WORDS && changed * 2 <= a.length;
}

type Values = Differing & { readonly ofA: string; readonly ofB: string };

async function withValues(store: LogStore, copies: Copies, found: readonly Differing[]): Promise<Values[]> {
  const { kind, a, b } = copies;
  const values = new Map<string, string>();
  for (const [i, { sql }] of changeable(copies).entries()) {
    const own = found.filter(({ what }) => what === i);
    if (own.length === 0) continue;
    const rows = await store.rows<{ f: number; n: number; value: string }>(
      `select f, n, substring(${sql}, 1, 4000) as value from ${kind.table}
       where (f = {a:UInt32} and n in {ofA:Array(UInt64)}) or (f = {b:UInt32} and n in {ofB:Array(UInt64)}) order by f, n`,
      { a, b, ofA: own.map((each) => each.a.n), ofB: own.map((each) => each.b.n) },
    );
    for (const { f, n, value } of rows) values.set(`${f}:${n}`, value);
  }
  return found.map((each) => ({
    ...each,
    ofA: values.get(`${a}:${each.a.n}`) ?? '',
    ofB: values.get(`${b}:${each.b.n}`) ?? '',
  }));
}

/** Where a visitor gives up, or a cache answers, a proxy and its backend differ in status and size. */
const isTold = (copies: Copies, what: number): boolean =>
  copies.oneWriter || !['status', 'size', 'ending'].includes(changeable(copies)[what]?.id ?? '');

async function signsOf(examination: Examination, copies: Copies): Promise<FoundSign[]> {
  const lone = await readLoneLines(examination.store, copies);
  if (!lone) return [];
  const found = differingLines(lone.ofA, lone.ofB, changeable(copies).length);
  const changed = new Set(found.flatMap(({ a, b }) => [`${copies.a}:${a.n}`, `${copies.b}:${b.n}`]));
  const differing = await differencesIn(examination, copies, lone.matched, found);
  return [...differing, ...(await findMissingRecords(examination, copies, changed))];
}

async function differencesIn(
  { store, files }: Examination,
  copies: Copies,
  matched: number,
  found: readonly Differing[],
): Promise<FoundSign[]> {
  const told = (await withValues(store, copies, found)).filter(
    ({ what, ofA, ofB }) =>
      isTold(copies, what) &&
      !isSameWritten(ofA, ofB) &&
      (changeable(copies)[what]?.id !== 'message' || isEdited(ofA, ofB)),
  );
  return changeable(copies).flatMap(({ ja, en }, what): FoundSign[] => {
    const own = told.filter((each) => each.what === what);
    const most = Math.max(new Set(own.map(({ ofA }) => ofA)).size, new Set(own.map(({ ofB }) => ofB)).size);
    const [first] = own;
    if (!first || (own.length > FEW_LINES && most > MOST_VALUES)) return [];
    const { a, b } = copies;
    const lines = own.map((each) => each.a.n).sort((x, y) => x - y);
    const times = own.map((each) => each.a.t).sort((x, y) => x - y);
    const other = files[b]?.path ?? '';
    return [
      {
        kind: 'cross-source',
        // A backend may take the client, or anything else it writes, from headers that a visitor forged.
        strength: copies.oneWriter ? 'strong' : 'weak',
        f: a,
        fromN: lines[0] ?? first.a.n,
        toN: lines.at(-1) ?? first.a.n,
        fromMs: times[0] ?? null,
        toMs: times.at(-1) ?? null,
        p: null,
        places: own.slice(0, MOST_PLACES / 2).flatMap((each) => [
          { f: a, n: each.a.n },
          { f: b, n: each.b.n },
        ]),
        statement: {
          ja: `「${other}」にも同じ記録があり、ほかの ${matched} 行は一致するのに、${own.length} 行は「${ja}」だけが食い違う（この ${first.a.n + 1} 行目と、そちらの ${first.b.n + 1} 行目など）。どちらかが書き換えられたと見られる。${copies.oneWriter ? '' : '中継するサーバーを通る場合は、偽のヘッダーでも起こる。'}`,
          en: `"${other}" holds the same records, and ${matched} other lines agree; ${own.length} line${own.length === 1 ? '' : 's'} differ${own.length === 1 ? 's' : ''} in the ${en} alone (line ${first.a.n + 1} here, line ${first.b.n + 1} there): one of the two was changed${copies.oneWriter ? '' : ', or, behind a proxy, a visitor forged a header'}`,
        },
      },
    ];
  });
}

export async function findCopySigns(examination: Examination): Promise<FoundSign[]> {
  const signs: FoundSign[] = [];
  for (const each of await findCopies(examination)) signs.push(...(await signsOf(examination, each)));
  return signs;
}
