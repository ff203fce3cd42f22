// Rules over tables: which lines each rule holds for. In two passes, because most rules hold for no line of most logs:
// first one search for all the texts that rules need, which names the lines that hold one; then the exact expressions of
// those rules whose texts occur, over these lines.
import type { LogStore, Parameters, Place } from '../port.ts';
import type { CompiledRule, Requirement } from './compile-rule.ts';
import { EVENT_TEXT, type TableName } from './fields.ts';
import { asciiLower, literals } from './sql-text.ts';
import {
  APART,
  decodedWeb,
  disguisedAgent,
  disguisedRows,
  hasSyntax,
  mayHaveSyntax,
  mayHold,
  preparedWeb,
  rawSyntax,
  searchAgent,
  searchRequest,
  searchText,
  searchWeb,
  undisguised,
} from './web-text.ts';

/** Lines a question is put to at once: bounds the answer. */
const PAGE_LINES = 1_000_000;
/** ClickHouse reads statements of up to 256 KiB unless told otherwise. */
const MAX_SQL = 180_000;
/** Lines known one by one, at most: with more, their number in the log says nothing that saves time. */
const LISTED = 10_000;
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
function search(table: TableName, patterns: string): string {
  return table === 'web' ? searchWeb(patterns) : searchText(EVENT_TEXT, patterns);
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

/** What a rule needs, as patterns for the search. */
const needsOf = ({ needs }: CompiledRule): readonly string[] => (needs ?? []).map(asciiLower);

/** Every pattern that tells something of whether a rule may hold. */
function patternsOf({ needs, requires }: CompiledRule): readonly string[] {
  const all = new Set((needs ?? []).map(asciiLower));
  const add = (required: Requirement): void => {
    if ('held' in required) for (const pattern of required.held) all.add(asciiLower(pattern));
    else for (const part of 'any' in required ? required.any : required.all) add(part);
  };
  if (requires) add(requires);
  return [...all];
}

/** Whether a rule may hold for lines that hold these patterns between them. */
function mayBeMet(required: Requirement, found: ReadonlySet<string>): boolean {
  if ('held' in required) return required.held.some((pattern) => found.has(asciiLower(pattern)));
  return 'any' in required
    ? required.any.some((part) => mayBeMet(part, found))
    : required.all.every((part) => mayBeMet(part, found));
}

/** The same for one line, as SQL. @param hold numbers of the patterns that the line holds @param numbers of each pattern */
function metSql(required: Requirement, hold: string, numbers: ReadonlyMap<string, number>): string {
  if ('held' in required) {
    const some = required.held.flatMap((pattern) => numbers.get(asciiLower(pattern)) ?? []);
    return some.length === 0 ? '0' : `hasAny(${hold}, [${some.join(', ')}])`;
  }
  const [parts, by] = 'any' in required ? [required.any, ' or '] : [required.all, ' and '];
  const each = [...new Set(parts.map((part) => metSql(part, hold, numbers)))];
  if (by === ' and ' && each.includes('0')) return '0';
  const telling = by === ' or ' ? each.filter((part) => part !== '0') : each;
  return telling.length === 0 ? '0' : `(${telling.join(by)})`;
}

/** Which of `patterns` occur in events. */
async function occurringInEvents(store: LogStore, patterns: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of inChunks(patterns, () => 1, MAX_PATTERNS)) {
    const which = search('event', literals(some));
    const rows = await store.rows<{ i: number }>(
      `select arrayJoin(groupUniqArrayArray(held)) as i from (select ${which} as held from event) order by i`,
    );
    for (const { i } of rows) {
      const pattern = some[i - 1];
      if (pattern !== undefined) found.add(pattern);
    }
  }
  return found;
}

/** Requests of one kind: as logged, or with a disguise to be taken off. */
type Kind = {
  readonly lines: number;
  /** Lines that one of the rules may hold for: how many, and which, where they are few. */
  readonly candidates: number;
  readonly places: readonly Place[] | undefined;
};

type Look = { readonly raw: Kind; readonly disguised: Kind; readonly found: ReadonlySet<string> };

type Looked = {
  readonly textless: number;
  readonly textlessPlaces: readonly (readonly [number, number])[];
  readonly lines: number;
  readonly disguised: number;
  readonly candidates: number;
  readonly held: readonly number[];
  readonly places: readonly (readonly [number, number])[];
  readonly disguisedPlaces: readonly (readonly [number, number])[];
};

const placesOf = (pairs: readonly (readonly [number, number])[]): Place[] => pairs.map(([f, n]) => ({ f, n }));

/** Different lines named by several looks. */
function together(a: readonly Place[], b: readonly Place[]): Place[] {
  return [...new Map([...a, ...b].map((place) => [`${place.f}:${place.n}`, place])).values()];
}

/**
 * One pass over all requests: how many are disguised; which texts occur in those that are not, and which of these a rule may
 * hold for. Then the disguised ones, decoded. For most logs few lines are left, and nobody looks at the others again.
 */
async function lookOver(store: LogStore, rules: readonly Numbered[]): Promise<Look> {
  const needs = [...new Set(rules.flatMap(({ rule }) => (rule.needsSyntax ? [] : patternsOf(rule))))];
  const textless = waysWithoutTexts(rules);
  const found = new Set<string>();
  const learn = (some: readonly string[], held: readonly number[]) => {
    for (const i of held) {
      const pattern = some[i - 1];
      if (pattern !== undefined) found.add(pattern);
    }
  };
  const chunks = inChunks(needs, () => 1, MAX_PATTERNS);
  let raw: Kind = { lines: 0, candidates: 0, places: [] };
  let off: Kind = { lines: 0, candidates: 0, places: [] };
  let bare: Place[] | undefined = [];
  for (const [i, some] of (chunks.length === 0 ? [[]] : chunks).entries()) {
    const list = literals(some);
    const agents = some.length === 0 ? [] : await heldByAgents(store, list);
    for (const { held } of agents) learn(some, held);
    const byText = ['notEmpty(hold)', ...(agents.length > 0 ? ['agent in {agents:Array(String)}'] : [])];
    const without = i === 0 ? textless.join(' or ') : '0';
    const held = some.length === 0 ? 'emptyArrayUInt64()' : searchRequest(list);
    const [row] = await store.rows<Looked>(
      `select countIf(not off) as lines, countIf(off) as disguised, countIf(here) as candidates, groupUniqArrayArrayIf(hold, not off) as held,
         if(candidates <= ${LISTED}, groupArrayIf(${LISTED})((f, n), here), []) as places, countIf(bare) as textless,
         if(textless <= ${LISTED}, groupArrayIf(${LISTED})((f, n), bare), []) as textlessPlaces,
         if(disguised <= ${LISTED}, groupArrayIf(${LISTED})((f, n), off), []) as disguisedPlaces
       from (select f, n, ${disguisedRows} as off, ${held} as hold,
         not off and (${without}) as bare, not off and (bare or ${byText.join(' or ')}) as here from web) order by lines`,
      { agents: agents.map(({ agent }) => agent) },
    );
    if (!row) throw new Error('an aggregate without groups always has one row');
    learn(some, row.held);
    if (i === 0) bare = row.textless <= LISTED ? placesOf(row.textlessPlaces) : undefined;
    const listed = row.candidates <= LISTED && raw.places !== undefined;
    raw = {
      lines: row.lines,
      candidates: raw.candidates + row.candidates,
      places: listed ? together(raw.places ?? [], placesOf(row.places)) : undefined,
    };
    const places = row.disguised <= LISTED ? placesOf(row.disguisedPlaces) : undefined;
    off = { lines: row.disguised, candidates: row.disguised, places };
    if (row.disguised > 0) learn(some, some.length === 0 ? [] : await heldByDisguised(store, list, off));
  }
  // Where that many are candidates without any text, a closer look at texts leaves no few.
  if (raw.places || !bare) return { raw, disguised: off, found };
  return { raw: await lookAgain(store, rules, { raw, bare }, found), disguised: off, found };
}

/** What makes an undisguised request a candidate without any text: syntax, or rules on columns as they are. */
function waysWithoutTexts(rules: readonly Numbered[]): readonly string[] {
  const any = rules.filter(({ rule }) => !rule.needsSyntax && !rule.needs);
  const onColumns = any.every(({ rule }) => rule.onColumns)
    ? `(${any.map(({ rule }) => `(${rule.where})`).join(' + ') || '0'} > 0)`
    : '1';
  return [onColumns, ...(rules.some(({ rule }) => rule.needsSyntax) ? [rawSyntax] : [])];
}

/**
 * Many candidates by their texts: one that a rule needs is ordinary here (a folder's name, say). Only rules whose every
 * requirement occurs somewhere are left, and of the lines those that meet all requirements of one.
 *
 * @param bare lines that are candidates without any text
 */
async function lookAgain(
  store: LogStore,
  rules: readonly Numbered[],
  { raw, bare }: { readonly raw: Kind; readonly bare: readonly Place[] },
  found: ReadonlySet<string>,
): Promise<Kind> {
  const live = liveOf(rules, found);
  const patterns = [...new Set(live.flatMap(({ rule }) => patternsOf(rule)))].filter((pattern) => found.has(pattern));
  if (patterns.length > MAX_PATTERNS) return raw;
  if (patterns.length === 0) return { lines: raw.lines, candidates: bare.length, places: bare };
  const numbers = new Map(patterns.map((pattern, i) => [pattern, i + 1]));
  const list = literals(patterns);
  const agents = await heldByAgents(store, list);
  const met = live.map(({ rule }) => metSql(rule.requires ?? { held: rule.needs ?? [] }, 'hold', numbers));
  const ways = [
    ...new Set(met.filter((sql) => sql !== '0')),
    ...(agents.length > 0 ? ['agent in {agents:Array(String)}'] : []),
  ];
  const [row] = await store.rows<Pick<Looked, 'candidates' | 'places'>>(
    `select countIf(here) as candidates, if(candidates <= ${LISTED}, groupArrayIf(${LISTED})((f, n), here), []) as places
     from (select f, n, ${searchRequest(list)} as hold, (${ways.join(' or ')}) and ${undisguised} as here from web)
     order by candidates`,
    { agents: agents.map(({ agent }) => agent) },
  );
  if (!row) throw new Error('an aggregate without groups always has one row');
  const places = row.candidates <= LISTED ? together(bare, placesOf(row.places)) : undefined;
  return { lines: raw.lines, candidates: places?.length ?? row.candidates + bare.length, places };
}

/** The user agents in which any pattern occurs, and which do: each different agent is searched once. */
async function heldByAgents(
  store: LogStore,
  list: string,
): Promise<{ readonly agent: string; readonly held: readonly number[] }[]> {
  return store.rows(
    `select agent, ${searchAgent(list)} as held from (select distinct agent from web ${APART}) where not (${disguisedAgent}) and notEmpty(held) order by agent`,
  );
}

/** Which patterns occur in disguised requests, in any stage of decoding. */
async function heldByDisguised(store: LogStore, list: string, { places }: Kind): Promise<readonly number[]> {
  const { where, parameters } = conditionOf(places, disguisedRows);
  const [row] = await store.rows<{ held: readonly number[] }>(
    `select groupUniqArrayArray(${searchWeb(list)}) as held from (${decodedWeb(where)}) order by held`,
    parameters,
  );
  return row?.held ?? [];
}

/** The lines themselves where they are known, else what they have in common. */
function conditionOf(
  places: readonly Place[] | undefined,
  otherwise: string,
): { readonly where: string; readonly parameters: Parameters } {
  if (!places) return { where: otherwise, parameters: {} };
  return {
    where: '(f, n) in (select arrayJoin(arrayZip({fs:Array(UInt32)}, {ns:Array(UInt64)})))',
    parameters: { fs: places.map(({ f }) => f), ns: places.map(({ n }) => n) },
  };
}

type Numbered = { readonly index: number; readonly rule: CompiledRule };

/** Rules that are tried on the same lines: those that hold one of `needs`, those with syntax in them, or all. */
type Group = {
  readonly lines: 'needs' | 'syntax' | 'all';
  readonly needs: readonly string[];
  readonly rules: readonly Numbered[];
};

/** Rules that need texts, all of which occur. */
const liveOf = (rules: readonly Numbered[], found: ReadonlySet<string>): Numbered[] =>
  rules.filter(
    ({ rule }) =>
      !rule.needsSyntax &&
      rule.needs !== undefined &&
      mayBeMet(rule.requires ?? { held: rule.needs }, found) &&
      needsOf(rule).some((need) => found.has(need)),
  );

/** The rules that may hold for any line, in groups; dead are those whose texts occur nowhere. */
function groupsOf(rules: readonly Numbered[], found: ReadonlySet<string>): Group[] {
  const syntax = rules.filter(({ rule }) => rule.needsSyntax);
  const any = rules.filter(({ rule }) => !rule.needsSyntax && !rule.needs);
  const live = liveOf(rules, found);
  const inGroups = (lines: Group['lines'], some: readonly Numbered[]): Group[] =>
    inChunks(some, ({ rule }) => rule.where.length + 40, MAX_SQL).map((chunk) => {
      const needs = [...new Set(chunk.flatMap(({ rule }) => needsOf(rule)))].filter((need) => found.has(need));
      return { lines, needs, rules: chunk };
    });
  return [...inGroups('syntax', syntax), ...inGroups('needs', live), ...inGroups('all', any)];
}

/** What can be asked of the web table before decoding, for the same lines. */
function roughly({ lines, needs, rules }: Group): string {
  if (lines === 'all')
    return rules.every(({ rule }) => rule.onColumns)
      ? `(${rules.map(({ rule }) => `(${rule.where})`).join(' + ')} > 0)`
      : '1';
  return lines === 'syntax' ? mayHaveSyntax : mayHold(literals(needs));
}

function linesOf({ lines, needs }: Group, table: TableName): string {
  if (lines === 'all') return '1';
  return lines === 'syntax' ? hasSyntax : `notEmpty(${search(table, literals(needs))})`;
}

/** Rules over one kind of lines: how many lines there are to try at most, and where they come from. */
type Asked = {
  readonly rules: readonly { readonly index: number; readonly answer: string }[];
  readonly lines: number;
  readonly source: (page: string) => string;
  readonly parameters: Parameters;
};

const answersOf = (rules: readonly Numbered[]) => rules.map(({ index, rule }) => ({ index, answer: rule.where }));

async function askedOfEvents(store: LogStore, rules: readonly Numbered[]): Promise<Asked[]> {
  const found = await occurringInEvents(store, [...new Set(rules.flatMap(({ rule }) => patternsOf(rule)))]);
  const asked: Asked[] = [];
  for (const group of groupsOf(rules, found)) {
    const where = linesOf(group, 'event');
    const [row] = await store.rows<{ lines: number }>(
      `select count() as lines from event where ${where} order by lines`,
    );
    const source = (page: string) => `(select * from event where ${page} and ${where})`;
    if (row && row.lines > 0) asked.push({ rules: answersOf(group.rules), lines: row.lines, source, parameters: {} });
  }
  return asked;
}

/** All rules at once over lines that are known: nearly all the time goes into reading the statement. */
function askedOfPlaces(groups: readonly Group[], places: readonly Place[], stages: 'decoded' | 'raw'): Asked[] {
  if (places.length === 0) return [];
  const rules = groups.flatMap(({ lines, rules: some }) =>
    some.map(({ index, rule }) => ({
      index,
      answer: lines === 'syntax' ? `(${hasSyntax}) * (${rule.where})` : rule.where,
    })),
  );
  const { where, parameters } = conditionOf(places, '1');
  return inChunks(rules, ({ answer }) => answer.length + 40, MAX_SQL).map((chunk) => ({
    rules: chunk,
    lines: places.length,
    source: (page) => `(${preparedWeb(`${page} and ${where}`, '1', stages)})`,
    parameters,
  }));
}

async function askedOfRequests(store: LogStore, rules: readonly Numbered[]): Promise<Asked[]> {
  const { raw, disguised, found } = await lookOver(store, rules);
  const groups = groupsOf(rules, found);
  const over = ({ places, candidates }: Kind, stages: 'decoded' | 'raw', kind: string): Asked[] => {
    if (places) return askedOfPlaces(groups, places, stages);
    return groups.map((group) => ({
      rules: answersOf(group.rules),
      lines: candidates,
      source: (page) => `(${preparedWeb(`${page} and ${roughly(group)} and ${kind}`, linesOf(group, 'web'), stages)})`,
      parameters: {},
    }));
  };
  return [...over(raw, 'raw', undisguised), ...over(disguised, 'decoded', disguisedRows)];
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
  for (const { sql: page } of few ? [{ sql: '1' }] : pagesOf(store)) {
    const merged = new Map<string, Hit<Columns>>();
    for (const { rules: some, source, parameters } of asked) {
      const numbers = some.map(({ index }) => index).join(', ');
      const answers = some.map(({ answer }) => `toUInt8(${answer})`).join(',\n');
      const rows = await store.rows<Hit<Columns>>(
        `select f, n, ${columns}, arrayFilter((i, hit) -> hit, [${numbers}], [${answers}]) as rules from ${source(page)} where notEmpty(rules) order by f, n`,
        parameters,
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
