// Rules over tables: which lines each rule holds for. In two passes, because most rules hold for no line of most logs:
// first one search for all the texts that rules need, then the exact expressions of those rules whose texts occur, over
// the lines that hold one.
import type { LogStore, Place } from '../port.ts';
import type { CompiledRule } from './compile-rule.ts';
import { EVENT_TEXT, type TableName } from './fields.ts';
import { literals } from './sql-text.ts';
import {
  decodedWeb,
  disguisedRows,
  hasSyntax,
  mayHaveSyntax,
  mayHold,
  preparedWeb,
  type Search,
  searchRaw,
  searchWeb,
  undisguised,
  validText,
} from './web-text.ts';

/** Lines a question is put to at once: bounds the answer. */
const PAGE_LINES = 1_000_000;
/** ClickHouse reads statements of up to 256 KiB unless told otherwise. */
const MAX_SQL = 180_000;
/** Texts searched for at once. */
const MAX_PATTERNS = 1_500;

type Range = { readonly sql: string };

/** Parts of the whole that hold at most about PAGE_LINES lines each: runs of small files, pieces of large ones. */
export function pagesOf(store: LogStore): Range[] {
  const pages: Range[] = [];
  let first = 0;
  let lines = 0;
  const flush = (end: number) => {
    if (end > first) pages.push({ sql: `f >= ${first} and f < ${end}` });
    first = end;
    lines = 0;
  };
  for (const [f, file] of store.files.entries()) {
    if (file.lines > PAGE_LINES) {
      flush(f);
      for (let n = 0; n < file.lines; n += PAGE_LINES)
        pages.push({ sql: `f = ${f} and n >= ${n} and n < ${n + PAGE_LINES}` });
      first = f + 1;
      continue;
    }
    if (lines + file.lines > PAGE_LINES) flush(f);
    lines += file.lines;
  }
  flush(store.files.length);
  return pages;
}

/** The search for `patterns` over everything a line of the table says. */
function search(table: TableName, how: Search, patterns: string): string {
  return table === 'web' ? searchWeb(how, patterns) : `${how}(${validText(EVENT_TEXT)}, ${patterns})`;
}

function inChunks<T>(items: readonly T[], size: (item: T) => number, most: number): T[][] {
  const chunks: T[][] = [];
  let room = 0;
  for (const item of items) {
    const last = chunks.at(-1);
    if (!last || size(item) > room) {
      chunks.push([item]);
      room = most - size(item);
    } else {
      last.push(item);
      room -= size(item);
    }
  }
  return chunks;
}

const insensitive = (patterns: readonly string[]) =>
  literals(patterns.map((pattern) => (pattern.startsWith('(?i)') ? pattern : `(?i)${pattern}`)));

/** Which of `patterns` occur anywhere in the table. */
async function occurring(store: LogStore, table: TableName, patterns: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of inChunks(patterns, () => 1, MAX_PATTERNS)) {
    const list = insensitive(some);
    const which = search(table, 'multiMatchAllIndices', list);
    const sources =
      table === 'web'
        ? [
            `select ${searchRaw('multiMatchAllIndices', list)} as held from web where ${undisguised}`,
            `select ${which} as held from (${decodedWeb(disguisedRows)})`,
          ]
        : [`select ${which} as held from event`];
    const rows: { i: number }[] = [];
    for (const source of sources) {
      rows.push(
        ...(await store.rows<{ i: number }>(
          `select arrayJoin(groupUniqArrayArray(held)) as i from (${source}) order by i`,
        )),
      );
    }
    for (const { i } of rows) {
      const pattern = some[i - 1];
      if (pattern !== undefined) found.add(pattern);
    }
  }
  return found;
}

type Numbered = { readonly index: number; readonly rule: CompiledRule };

/** Rules that are tried on the same lines: those that hold one of `needs`, those with syntax in them, or all. */
type Group = {
  readonly lines: 'needs' | 'syntax' | 'all';
  readonly needs: readonly string[];
  readonly rules: readonly Numbered[];
};

async function groupsOf(store: LogStore, table: TableName, rules: readonly Numbered[]): Promise<Group[]> {
  const syntax = rules.filter(({ rule }) => rule.needsSyntax);
  const named = rules.filter(({ rule }) => !rule.needsSyntax && rule.needs);
  const any = rules.filter(({ rule }) => !rule.needsSyntax && !rule.needs);
  const found = await occurring(store, table, [...new Set(named.flatMap(({ rule }) => rule.needs ?? []))]);
  const live = named.filter(({ rule }) => rule.needs?.some((need) => found.has(need)));
  const inGroups = (lines: Group['lines'], some: readonly Numbered[]): Group[] =>
    inChunks(some, ({ rule }) => rule.where.length + 40, MAX_SQL).map((chunk) => {
      const needs = [...new Set(chunk.flatMap(({ rule }) => rule.needs ?? []))].filter((need) => found.has(need));
      return { lines, needs, rules: chunk };
    });
  return [...inGroups('syntax', syntax), ...inGroups('needs', live), ...inGroups('all', any)];
}

/** What can be asked of the web table before decoding, for the same lines. */
function roughly({ lines, needs }: Group): string {
  if (lines === 'all') return '1';
  return lines === 'syntax' ? mayHaveSyntax : mayHold(insensitive(needs));
}

function linesOf({ lines, needs }: Group, table: TableName): string {
  if (lines === 'all') return '1';
  return lines === 'syntax' ? hasSyntax : search(table, 'multiMatchAny', insensitive(needs));
}

/** A group over one kind of lines: how many there are to try, and where they come from. */
type Asked = { readonly group: Group; readonly lines: number; readonly source: (page: string) => string };

function sourcesOf(
  group: Group,
  table: TableName,
): { readonly where: string; readonly source: (page: string) => string }[] {
  const lines = linesOf(group, table);
  if (table === 'event') {
    return [{ where: lines, source: (page) => `(select * from event where ${page} and ${lines})` }];
  }
  const rough = roughly(group);
  const plain = `${rough} and ${undisguised}`;
  const disguised = `${rough} and ${disguisedRows}`;
  return [
    { where: plain, source: (page) => `(${preparedWeb(`${page} and ${plain}`, lines, 'raw')})` },
    { where: disguised, source: (page) => `(${preparedWeb(`${page} and ${disguised}`, lines)})` },
  ];
}

/** The groups that have any line to try. */
async function withLines(store: LogStore, table: TableName, groups: readonly Group[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const group of groups) {
    for (const { where, source } of sourcesOf(group, table)) {
      const [row] = await store.rows<{ lines: number }>(
        `select count() as lines from ${table} where ${where} order by lines`,
      );
      if (row && row.lines > 0) asked.push({ group, lines: row.lines, source });
    }
  }
  return asked;
}

export type Hit<Columns> = Place & Columns & { readonly rules: readonly number[] };

/**
 * Calls `onPage` with every line for which a rule holds, once, with `columns` and the numbers (places in `rules`) that hold,
 * in the order of files and lines.
 *
 * @param columns what to select besides f and n: names or expressions of the table, with aliases, as the caller's type says
 */
export async function matchRules<Columns>(
  store: LogStore,
  rules: readonly CompiledRule[],
  table: TableName,
  columns: string,
  onPage: (hits: readonly Hit<Columns>[]) => void,
): Promise<void> {
  const mine = [...rules.entries()].flatMap(([index, rule]) => (rule.table === table ? [{ index, rule }] : []));
  if (mine.length === 0) return;
  const [{ present } = { present: 0 }] = await store.rows<{ present: number }>(
    `select count() > 0 as present from ${table} order by present`,
  );
  if (!present) return;
  const asked = await withLines(store, table, await groupsOf(store, table, mine));
  // What costs is the statement itself, not the lines that a filter leaves out: few candidates are asked about at once.
  const few = asked.reduce((sum, { lines }) => sum + lines, 0) <= PAGE_LINES;
  for (const { sql: page } of few ? [{ sql: '1' }] : pagesOf(store)) {
    const merged = new Map<string, Hit<Columns>>();
    for (const { group, source } of asked) {
      const numbers = group.rules.map(({ index }) => index).join(', ');
      const answers = group.rules.map(({ rule }) => `toUInt8(${rule.where})`).join(',\n');
      const rows = await store.rows<Hit<Columns>>(
        `select f, n, ${columns}, arrayFilter((i, hit) -> hit, [${numbers}], [${answers}]) as rules from ${source(page)} where notEmpty(rules) order by f, n`,
      );
      for (const row of rows) {
        const key = `${row.f}:${row.n}`;
        const before = merged.get(key);
        merged.set(key, before ? { ...before, rules: [...before.rules, ...row.rules] } : row);
      }
    }
    onPage([...merged.values()].sort((a, b) => a.f - b.f || a.n - b.n));
  }
}
