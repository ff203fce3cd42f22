// The look over all requests before rules are tried: which of them any rule may hold for, and which texts occur at all.
import type { LogStore, Parameters, Place } from '../port.ts';
import { liveOf, metSql, type Numbered, patternsOf } from './requirements.ts';
import { inChunks, literals } from './sql-text.ts';
import {
  APART,
  decodedWeb,
  disguisedAgent,
  disguisedRows,
  rawSyntax,
  searchAgent,
  searchRequest,
  searchWeb,
  undisguised,
} from './web-text.ts';

/** Requests known one by one, at most: with more, their number in the log says nothing that saves time. */
const LISTED = 50_000;
/** Above this share, or this number, of different requests, finding these takes longer than looking at all lines. */
const MOSTLY_DIFFERENT = 0.2;
const MANY_DIFFERENT = 300_000;
/** Texts searched for at once. */
export const MAX_PATTERNS = 1_500;

/** Columns of the web table that are the request and how it was answered; not who asked, when, and for how many bytes. */
export const REQUEST = 'user, vhost, method, target, path, query, proto, status, referer, agent';

/** Requests of one kind: as logged, or with a disguise to be taken off. */
export type Kind = {
  readonly lines: number;
  /** Lines that one of the rules may hold for: how many. */
  readonly candidates: number;
  /** Which these are, where they or the different requests among them are few. */
  readonly places: readonly Place[] | undefined;
  /** Each of `places` stands for all requests that say the same. */
  readonly each: boolean;
};

export type Look = { readonly raw: Kind; readonly disguised: Kind; readonly found: ReadonlySet<string> };

/** User agents named one by one, at most: a list of a hundred thousand takes the engine minutes to read. */
const MOST_AGENTS = 5_000;

/** Whether the user agent holds a text, as conditions: by the agents themselves where they are few, else searched anew. */
function agentWays(
  agents: readonly string[],
  list: string,
): { readonly ways: readonly string[]; readonly named: string[] } {
  if (agents.length === 0) return { ways: [], named: [] };
  if (agents.length > MOST_AGENTS) return { ways: [`notEmpty(${searchAgent(list)})`], named: [] };
  return { ways: ['agent in {agents:Array(String)}'], named: [...agents] };
}

/** What is looked at: every line, or of lines that say the same the first, with how many say it. */
type Requests = { readonly sql: string; readonly each: boolean };

async function requestsOf(store: LogStore): Promise<Requests> {
  // An estimate is enough: it only chooses between two ways to the same answer.
  const [row] = await store.rows<{ different: number; lines: number }>(
    `select uniq(cityHash64(${REQUEST})) as different, count() as lines from web order by lines`,
  );
  const few = Math.min(MANY_DIFFERENT, MOSTLY_DIFFERENT * (row?.lines ?? 0));
  const each = row !== undefined && row.lines > LISTED && row.different < few;
  if (!each) return { each, sql: `(select f, n, 1 as lines, client, size, ${REQUEST} from web)` };
  const first = `select min((f, n)) as place, count() as lines, ${REQUEST} from web group by ${REQUEST}`;
  return { each, sql: `(select place.1 as f, place.2 as n, lines, ${REQUEST} from (${first}))` };
}

type Pair = readonly [number, number];
type Looked = {
  readonly lines: number;
  readonly disguised: number;
  readonly disguisedLines: number;
  readonly candidates: number;
  readonly candidateLines: number;
  readonly textless: number;
  readonly textlessLines: number;
  readonly held: readonly number[];
  readonly places: readonly Pair[];
  readonly textlessPlaces: readonly Pair[];
  readonly disguisedPlaces: readonly Pair[];
};

const placesOf = (pairs: readonly Pair[]): Place[] => pairs.map(([f, n]) => ({ f, n }));

/** Different lines named by several looks. */
function together(a: readonly Place[], b: readonly Place[]): Place[] {
  return [...new Map([...a, ...b].map((place) => [`${place.f}:${place.n}`, place])).values()];
}

/**
 * One pass over all requests: how many are disguised; which texts occur in those that are not, and which of these a rule may
 * hold for. Then the disguised ones, decoded, each different request once. For most logs few lines are left, and nobody
 * looks at the others again.
 */
export async function lookOver(store: LogStore, rules: readonly Numbered[]): Promise<Look> {
  const needs = [...new Set(rules.flatMap(({ rule }) => (rule.needsSyntax ? [] : patternsOf(rule))))];
  const found = new Set<string>();
  const learn = (some: readonly string[], held: readonly number[]) => {
    for (const i of held) {
      const pattern = some[i - 1];
      if (pattern !== undefined) found.add(pattern);
    }
  };
  const chunks = inChunks(needs, () => 1, MAX_PATTERNS);
  const requests = await requestsOf(store);
  const { each } = requests;
  let raw: Kind = { lines: 0, candidates: 0, places: [], each };
  let off: Kind | undefined;
  let bare: Kind | undefined;
  for (const [i, some] of (chunks.length === 0 ? [[]] : chunks).entries()) {
    const list = literals(some);
    const agents = some.length === 0 ? [] : await heldByAgents(store, list);
    for (const { held } of agents) learn(some, held);
    const asked = {
      list,
      agents: agents.map(({ agent }) => agent),
      bare: i === 0 ? waysWithoutTexts(rules, requests) : ['0'],
    };
    const row = await lookOnce(store, requests, asked);
    learn(some, row.held);
    const listed = row.candidates <= LISTED && raw.places !== undefined;
    raw = {
      lines: row.lines,
      candidates: raw.candidates + row.candidateLines,
      places: listed ? together(raw.places ?? [], placesOf(row.places)) : undefined,
      each,
    };
    if (i === 0 && row.textless <= LISTED) {
      bare = { lines: row.lines, candidates: row.textlessLines, places: placesOf(row.textlessPlaces), each };
    }
    off ??= await disguisedOf(store, row, requests);
    if (row.disguised > 0 && some.length > 0) learn(some, await heldByDisguised(store, list, off));
  }
  if (!off) throw new Error('there is always a first look');
  const again = raw.places ? raw : await lookAgain(store, rules, { raw, bare, requests }, found);
  return { raw: again, disguised: off, found };
}

async function lookOnce(
  store: LogStore,
  { sql }: Requests,
  {
    list,
    agents,
    bare,
  }: { readonly list: string; readonly agents: readonly string[]; readonly bare: readonly string[] },
): Promise<Looked> {
  const { ways, named } = agentWays(agents, list);
  const byText = ['notEmpty(hold)', ...ways];
  const count = (kind: string, name: string) =>
    `countIf(${kind}) as ${name}, if(${name} <= ${LISTED}, groupArrayIf(${LISTED})((f, n), ${kind}), [])`;
  const [row] = await store.rows<Looked>(
    `select sumIf(times, not off) as lines, groupUniqArrayArrayIf(hold, not off) as held,
       ${count('here', 'candidates')} as places, sumIf(times, here) as candidateLines,
       ${count('bare', 'textless')} as textlessPlaces, sumIf(times, bare) as textlessLines,
       ${count('off', 'disguised')} as disguisedPlaces, sumIf(times, off) as disguisedLines
     from (select f, n, lines as times, ${disguisedRows} as off, ${searchIn(list)} as hold,
       not off and (${bare.join(' or ')}) as bare, not off and (bare or ${byText.join(' or ')}) as here from ${sql})
     order by lines`,
    { agents: named },
  );
  if (!row) throw new Error('an aggregate without groups always has one row');
  return row;
}

/** Texts of a list that an undisguised request holds; none of an empty list. */
const searchIn = (list: string): string => (list === literals([]) ? 'emptyArrayUInt64()' : searchRequest(list));

/** The disguised requests; of many lines one of each different request. */
async function disguisedOf(store: LogStore, row: Looked, { sql, each }: Requests): Promise<Kind> {
  const counts = { lines: row.disguisedLines, candidates: row.disguisedLines };
  if (row.disguised <= LISTED) return { ...counts, places: placesOf(row.disguisedPlaces), each };
  return { ...counts, ...(await oneOfEach(store, `select * from ${sql} where ${disguisedRows}`, {})) };
}

/** The first line of every different request of a question, unless these are many. */
async function oneOfEach(
  store: LogStore,
  source: string,
  parameters: Parameters,
): Promise<Pick<Kind, 'places' | 'each' | 'candidates'>> {
  const rows = await store.rows<{ place: Pair; times: number }>(
    `select min((f, n)) as place, sum(lines) as times from (${source}) group by ${REQUEST} order by place limit ${LISTED + 1}`,
    parameters,
  );
  const candidates = rows.reduce((sum, { times }) => sum + times, 0);
  const few = rows.length <= LISTED;
  return { candidates, places: few ? placesOf(rows.map(({ place }) => place)) : undefined, each: few };
}

/**
 * What makes an undisguised request a candidate without any text: syntax, or rules on columns as they are. Where a request
 * stands for all lines that say the same, rules that ask for more than the request are asked of the lines, apart.
 */
function waysWithoutTexts(rules: readonly Numbered[], { each }: Requests): readonly string[] {
  const any = rules.filter(({ rule }) => !rule.needsSyntax && !rule.needs && (rule.onRequest || !each));
  const onColumns = any.every(({ rule }) => rule.onColumns)
    ? `(${any.map(({ rule }) => `(${rule.where})`).join(' + ') || '0'} > 0)`
    : '1';
  return [onColumns, ...(rules.some(({ rule }) => rule.needsSyntax) ? [rawSyntax] : [])];
}

/**
 * Many candidates: often because a text that a rule needs is ordinary here (a folder's name, say). Only rules whose every
 * requirement occurs somewhere are left, of the lines those that meet all requirements of one, and of these one of each
 * different request.
 *
 * @param bare lines that are candidates without any text, where they are few
 */
async function lookAgain(
  store: LogStore,
  rules: readonly Numbered[],
  { raw, bare, requests }: { readonly raw: Kind; readonly bare: Kind | undefined; readonly requests: Requests },
  found: ReadonlySet<string>,
): Promise<Kind> {
  const live = liveOf(rules, found);
  const patterns = [...new Set(live.flatMap(({ rule }) => patternsOf(rule)))].filter((pattern) => found.has(pattern));
  if (patterns.length > MAX_PATTERNS) return raw;
  if (patterns.length === 0 && bare) return bare;
  const numbers = new Map(patterns.map((pattern, i) => [pattern, i + 1]));
  const list = literals(patterns);
  const agents = patterns.length === 0 ? [] : await heldByAgents(store, list);
  const byAgent = agentWays(
    agents.map(({ agent }) => agent),
    list,
  );
  const met = live.map(({ rule }) => metSql(rule.requires ?? { held: rule.needs ?? [] }, 'hold', numbers));
  const ways = [...waysWithoutTexts(rules, requests), ...new Set(met.filter((sql) => sql !== '0')), ...byAgent.ways];
  const few = await oneOfEach(
    store,
    // Apart, or the search would be written out, and done, for each requirement again; sums, because `and` and `or` of this
    // many parts are evaluated lazily and copy the columns for each.
    `select * from (select *, ${searchIn(list)} as hold, ${undisguised} as plain from ${requests.sql} ${APART}) where plain * (${ways.map((way) => `(${way})`).join(' + ')} > 0)`,
    { agents: byAgent.named },
  );
  return few.places ? { lines: raw.lines, ...few } : raw;
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
async function heldByDisguised(
  store: LogStore,
  list: string,
  { places }: Pick<Kind, 'places'>,
): Promise<readonly number[]> {
  const { where, parameters } = conditionOf(places, disguisedRows);
  const [row] = await store.rows<{ held: readonly number[] }>(
    `select groupUniqArrayArray(${searchWeb(list)}) as held from (${decodedWeb(where)}) order by held`,
    parameters,
  );
  return row?.held ?? [];
}

/** The lines themselves where they are known, else what they have in common. */
export function conditionOf(
  places: readonly Place[] | undefined,
  otherwise: string,
): { readonly where: string; readonly parameters: Parameters } {
  if (!places) return { where: otherwise, parameters: {} };
  return {
    where: '(f, n) in (select arrayJoin(arrayZip({fs:Array(UInt32)}, {ns:Array(UInt64)})))',
    parameters: { fs: places.map(({ f }) => f), ns: places.map(({ n }) => n) },
  };
}
