// Rules over tables: which lines each rule holds for. In two passes, because most rules hold for no line of most logs:
// first one search for all the texts that rules need, which names the lines that hold one; then the exact expressions of
// those rules whose texts occur, over these lines.
import type { LogStore, Parameters, Place } from '../port.ts';
import type { CompiledRule } from './compile-rule.ts';
import { EVENT_TEXT, type TableName } from './fields.ts';
import { conditionOf, type Kind, type Looked, lookOver, MAX_PATTERNS, REQUEST } from './look-over.ts';
import { byAgentAlone, liveOf, type Numbered, needsOf, patternsOf, without } from './requirements.ts';
import { inChunks, literals } from './sql-text.ts';
import {
  disguisedRows,
  hasSyntax,
  mayHaveSyntax,
  mayHold,
  preparedWeb,
  searchText,
  searchWeb,
  undisguised,
} from './web-text.ts';

/** Lines a question is put to at once: bounds the answer. */
const PAGE_LINES = 1_000_000;
/** ClickHouse reads statements of up to 256 KiB unless told otherwise. */
const MAX_SQL = 180_000;
/** The search for `patterns` over everything a line of the table says. */
function search(table: TableName, patterns: string): string {
  return table === 'web' ? searchWeb(patterns) : searchText(EVENT_TEXT, patterns);
}

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

/** Which of `patterns` occur in events, how many lines hold one at most, and how many there are. */
async function occurringInEvents(
  store: LogStore,
  patterns: readonly string[],
): Promise<{ readonly found: ReadonlySet<string>; readonly holding: number; readonly lines: number }> {
  const found = new Set<string>();
  let holding = 0;
  let lines = 0;
  const chunks = inChunks(patterns, () => 1, MAX_PATTERNS);
  for (const some of chunks.length === 0 ? [[]] : chunks) {
    const which = some.length === 0 ? 'emptyArrayUInt64()' : search('event', literals(some));
    const [row] = await store.rows<{ held: readonly number[]; holding: number; lines: number }>(
      `select groupUniqArrayArray(which) as held, countIf(notEmpty(which)) as holding, count() as lines
       from (select ${which} as which from event) order by lines`,
    );
    for (const i of row?.held ?? []) {
      const pattern = some[i - 1];
      if (pattern !== undefined) found.add(pattern);
    }
    holding += row?.holding ?? 0;
    lines = row?.lines ?? 0;
  }
  return { found, holding: Math.min(holding, lines), lines };
}

/** Rules that are tried on the same lines: those that hold one of `needs`, of one of `agents`, with syntax in them, or all. */
type Group = {
  readonly lines: 'needs' | 'agents' | 'syntax' | 'all';
  readonly needs: readonly string[];
  readonly agents: readonly string[];
  readonly rules: readonly Numbered[];
};

/** The rules that may hold for any line, in groups; dead are those whose texts or agents occur nowhere. */
function groupsOf(rules: readonly Numbered[], found: ReadonlySet<string>): Group[] {
  const inGroups = (lines: Group['lines'], some: readonly Numbered[]): Group[] =>
    inChunks(some, ({ rule }) => rule.where.length + 40, MAX_SQL).map((chunk) => ({
      lines,
      needs: [...new Set(chunk.flatMap(needsOf))].filter((need) => found.has(need)),
      agents: lines === 'agents' ? [...new Set(chunk.flatMap(({ agents }) => agents ?? []))] : [],
      rules: chunk,
    }));
  return [
    ...inGroups(
      'syntax',
      rules.filter(({ rule }) => rule.needsSyntax),
    ),
    ...inGroups('needs', liveOf(rules, found)),
    ...inGroups('agents', byAgentAlone(rules)),
    ...inGroups('all', without(rules)),
  ];
}

/** What can be asked of the web table before decoding, for the same lines. */
function roughly({ lines, needs, rules }: Group): string {
  if (lines === 'all')
    return rules.every(({ rule }) => rule.onColumns)
      ? `(${rules.map(({ rule }) => `(${rule.where})`).join(' + ')} > 0)`
      : '1';
  if (lines === 'agents') return 'agent in {agents:Array(String)}';
  return lines === 'syntax' ? mayHaveSyntax : mayHold(literals(needs));
}

function linesOf({ lines, needs }: Group, table: TableName): string {
  if (lines === 'all' || lines === 'agents') return '1';
  return lines === 'syntax' ? hasSyntax : `notEmpty(${search(table, literals(needs))})`;
}

/** Rules over one kind of lines: how many lines there are to try at most, and where they come from. */
type Asked = {
  readonly rules: readonly { readonly index: number; readonly answer: string }[];
  readonly lines: number;
  readonly source: (page: string) => string;
  readonly parameters: Parameters;
  /** Each line of the source stands for all lines that say the same. */
  readonly each: boolean;
};

const answersOf = (rules: readonly Numbered[]) => rules.map(({ index, rule }) => ({ index, answer: rule.where }));

async function askedOfEvents(store: LogStore, rules: readonly Numbered[]): Promise<Asked[]> {
  const { found, holding, lines } = await occurringInEvents(store, [...new Set(rules.flatMap(patternsOf))]);
  return groupsOf(rules, found).map((group): Asked => {
    const where = linesOf(group, 'event');
    const source = (page: string) => `(select * from event where ${page} and ${where})`;
    const most = group.lines === 'needs' ? holding : lines;
    return { rules: answersOf(group.rules), lines: most, source, parameters: {}, each: false };
  });
}

/** All rules at once over lines that are known: nearly all the time goes into reading the statement. */
function askedOfPlaces(
  groups: readonly Group[],
  { candidates, places, each }: Kind,
  stages: 'decoded' | 'raw',
): Asked[] {
  if (!places || places.length === 0) return [];
  const rules = groups.flatMap(({ lines, rules: some }) =>
    some.map(({ index, rule }) => ({
      index,
      answer: lines === 'syntax' ? `(${hasSyntax}) * (${rule.where})` : rule.where,
    })),
  );
  const { where, parameters } = conditionOf(places, '1');
  return inChunks(rules, ({ answer }) => answer.length + 40, MAX_SQL).map((chunk) => ({
    rules: chunk,
    lines: candidates,
    source: (page) => `(${preparedWeb(`${page} and ${where}`, '1', stages)})`,
    parameters,
    each,
  }));
}

async function askedOfRequests(store: LogStore, all: readonly Numbered[]): Promise<Asked[]> {
  const { raw, disguised } = await lookOver(store, all);
  const over = (kind: Looked, stages: 'decoded' | 'raw', where: string): Asked[] => {
    const { rules, found } = kind;
    // Who asked, when and for how many bytes differs between lines that say the same.
    const [some, line] = [rules.filter(({ rule }) => rule.onRequest), rules.filter(({ rule }) => !rule.onRequest)];
    if (!kind.places) return askedOfLines(groupsOf(rules, found), kind, stages, where);
    if (!kind.each) return askedOfPlaces(groupsOf(rules, found), kind, stages);
    return [
      ...askedOfPlaces(groupsOf(some, found), kind, stages),
      ...askedOfLines(groupsOf(line, found), kind, stages, where),
    ];
  };
  const ofAll = askedOfLines(groupsOf(raw.open, raw.found), { ...raw, candidates: raw.lines }, 'raw', undisguised);
  return [...over(raw, 'raw', undisguised), ...ofAll, ...over(disguised, 'decoded', disguisedRows)];
}

/** Rules over all lines of a kind that they may hold for. */
function askedOfLines(
  groups: readonly Group[],
  { candidates, lines }: Kind,
  stages: 'decoded' | 'raw',
  kind: string,
): Asked[] {
  if (lines === 0) return [];
  return groups.map((group) => ({
    rules: answersOf(group.rules),
    lines: candidates,
    source: (page) => `(${preparedWeb(`${page} and ${roughly(group)} and ${kind}`, linesOf(group, 'web'), stages)})`,
    parameters: group.agents.length > 0 ? { agents: group.agents } : {},
    each: false,
  }));
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
  const asked = table === 'web' ? await askedOfRequests(store, mine) : await askedOfEvents(store, mine);
  // What costs is the statement itself, not the lines that a filter leaves out: few candidates are asked about at once.
  const few = asked.reduce((sum, { lines }) => sum + lines, 0) <= PAGE_LINES;
  const [one, each] = [asked.filter((some) => !some.each), asked.filter((some) => some.each)];
  let held: Hit<object>[] = [];
  for (const some of each) held = held.concat(await linesHeld<object>(store, some, '1', []));
  for (const { sql: page } of few ? [{ sql: '1' }] : pagesOf(store)) {
    let hits = await linesLike<Columns>(store, held, page, columns);
    // Not as arguments of a call: a page may hold a million.
    for (const some of one) hits = hits.concat(await linesHeld<Columns>(store, some, page, [columns]));
    onPage(together(hits));
  }
}

/** Lines of a page for which a rule holds. */
function linesHeld<Columns>(
  store: LogStore,
  { rules, source, parameters }: Asked,
  page: string,
  columns: readonly string[],
): Promise<Hit<Columns>[]> {
  const numbers = rules.map(({ index }) => index).join(', ');
  const answers = rules.map(({ answer }) => `toUInt8(${answer})`).join(',\n');
  return store.rows<Hit<Columns>>(
    `select ${['f', 'n', ...columns].join(', ')}, arrayFilter((i, hit) -> hit, [${numbers}], [${answers}]) as rules from ${source(page)} where notEmpty(rules) order by f, n`,
    parameters,
    'as-written',
  );
}

/** Lines of a page that say the same as one of those for which a rule is known to hold. */
async function linesLike<Columns>(
  store: LogStore,
  held: readonly Hit<object>[],
  page: string,
  columns: string,
): Promise<Hit<Columns>[]> {
  if (held.length === 0) return [];
  const rulesAt = new Map<string, number[]>();
  for (const { f, n, rules } of held) {
    const key = `${f}:${n}`;
    rulesAt.set(key, [...(rulesAt.get(key) ?? []), ...rules]);
  }
  const { where, parameters } = conditionOf(held, '1');
  const rows = await store.rows<Hit<Columns> & { readonly first: readonly [number, number] }>(
    `select f, n, ${columns}, first from (
       select * from web inner join (select ${REQUEST}, (f, n) as first from web where ${where}) as said using (${REQUEST})
       where ${page} and target in (select target from web where ${where})
     ) order by f, n`,
    parameters,
  );
  return rows.map(({ first: [f, n], ...row }) => ({ ...row, rules: rulesAt.get(`${f}:${n}`) ?? [] }) as Hit<Columns>);
}

/** Each line once, with all rules that hold for it, in the order of files and lines. */
function together<Columns>(hits: readonly Hit<Columns>[]): Hit<Columns>[] {
  const merged = new Map<string, Hit<Columns>>();
  for (const hit of hits) {
    const key = `${hit.f}:${hit.n}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...before, rules: [...before.rules, ...hit.rules] } : hit);
  }
  return [...merged.values()].sort((a, b) => a.f - b.f || a.n - b.n);
}
