// The look over all requests before rules are tried: which of them any rule may hold for, and which texts occur at all.
import { someRuns } from '../line-runs.ts';
import type { LogStore, Parameters, Place } from '../port.ts';
import { MOST_AGENTS, withAgents } from './agents.ts';
import {
  byAgentAlone,
  liveOf,
  metSql,
  type Numbered,
  patternsOf,
  textInAgent,
  textsOf,
  without,
} from './requirements.ts';
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
/** Texts searched for at once: ours and SigmaHQ's for web servers together are some 2,000, and a second pass over all lines costs a third of the first. */
export const MAX_PATTERNS = 2_600;

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

/** Rules to try on requests of one kind, and the texts that occur in these. */
export type Looked = Kind & { readonly rules: readonly Numbered[]; readonly found: ReadonlySet<string> };

export type Look = {
  /** `open`: rules that say nothing of which requests they may hold for, and are not among those of `places`. */
  readonly raw: Looked & { readonly open: readonly Numbered[] };
  readonly disguised: Looked;
};

/** What is looked at: every line, or of lines that say the same the first, with how many say it. */
type Requests = { readonly sql: string; readonly each: boolean; readonly different: number };

/** Above this share of a sample's lines, a whole log is taken for one of different requests without being counted. */
const PLAINLY_DIFFERENT = 0.3;

/** How many of the lines beyond a sample are new requests, of those by which its second half grew: what comes later repeats more. */
const GROWS_ON = 0.5;

type Different = { readonly different: number; readonly lines: number };
type Sample = Different & { readonly half: number; readonly halfLines: number };

/** What a sample lets expect of all lines. */
function expectedOf({ different, lines, half, halfLines }: Sample, all: number): number {
  const rate = (different - half) / Math.max(1, lines - halfLines);
  return different + GROWS_ON * rate * Math.max(0, all - lines);
}

/** An estimate, of the columns that differ most, is enough: it only chooses between two ways to the same answer. */
async function differentRequests(store: LogStore): Promise<Different> {
  const request = 'cityHash64(target, referer, agent)';
  const runs = someRuns(store.files);
  if (runs !== undefined) {
    const half = someRuns(store.files, 2);
    const [some] = await store.rows<Sample>(
      `select uniq(${request}) as different, count() as lines, uniqIf(${request}, ${half}) as half, countIf(${half}) as halfLines
       from web where ${runs} order by lines`,
    );
    const all = store.files.reduce((sum, { lines }) => sum + lines, 0);
    if (some && (some.different > PLAINLY_DIFFERENT * some.lines || expectedOf(some, all) >= MANY_DIFFERENT))
      return { different: MANY_DIFFERENT, lines: some.lines };
  }
  const [all] = await store.rows<Different>(
    `select uniq(${request}) as different, count() as lines from web order by lines`,
  );
  return all ?? { different: 0, lines: 0 };
}

async function requestsOf(store: LogStore): Promise<Requests> {
  const { different, lines } = await differentRequests(store);
  const few = Math.min(MANY_DIFFERENT, MOSTLY_DIFFERENT * lines);
  const each = lines > LISTED && different < few;
  if (!each) return { each, different, sql: `(select f, n, 1 as lines, client, size, ${REQUEST} from web)` };
  const first = `select min((f, n)) as place, count() as lines, ${REQUEST} from web group by ${REQUEST}`;
  return { each, different, sql: `(select place.1 as f, place.2 as n, lines, ${REQUEST} from (${first}))` };
}

type Pair = readonly [number, number];
type Counts = {
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
  const requests = await requestsOf(store);
  const { each } = requests;
  const named = await withAgents(store, rules);
  // One such rule would make every line a candidate for all rules; it is asked of every line alone.
  const open = each && requests.different <= LISTED ? [] : without(named).filter(({ rule }) => !rule.onColumns);
  const asked = named.filter((rule) => !open.includes(rule));
  const found = new Set<string>();
  let raw: Kind = { lines: 0, candidates: 0, places: [], each };
  let off: Kind | undefined;
  let bare: Kind | undefined;
  const chunks = patternsIn(asked);
  for (const [i, some] of (chunks.length === 0 ? [[]] : chunks).entries()) {
    const byAgent = await heldByAgents(store, asked, some);
    for (const pattern of byAgent.found) found.add(pattern);
    const row = await lookOnce(store, requests, {
      list: literals(some),
      byAgent,
      bare: i === 0 ? waysWithoutTexts(asked, requests) : { ways: ['0'], parameters: {} },
    });
    for (const pattern of those(some, row.held)) found.add(pattern);
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
  }
  if (!off) throw new Error('there is always a first look');
  const again = raw.places ? raw : await lookAgain(store, asked, { raw, bare, requests }, found);
  return {
    raw: { ...again, rules: asked, found, open },
    disguised: { ...off, rules, found: await heldByDisguised(store, rules, off) },
  };
}

/** Every text that rules need, in lists that are searched for at once. */
function patternsIn(rules: readonly Numbered[]): string[][] {
  const searched = rules.filter(({ rule }) => !rule.needsSyntax);
  return inChunks([...new Set(searched.flatMap(patternsOf))], () => 1, MAX_PATTERNS);
}

/** The patterns of a list by their numbers in it, from 1. */
const those = (list: readonly string[], numbers: readonly number[]): string[] =>
  numbers.flatMap((i) => list[i - 1] ?? []);

async function lookOnce(
  store: LogStore,
  { sql }: Requests,
  { list, byAgent, bare }: { readonly list: string; readonly byAgent: HeldByAgents; readonly bare: Ways },
): Promise<Counts> {
  const byText = ['notEmpty(hold)', ...byAgent.ways];
  const count = (kind: string, name: string) =>
    `countIf(${kind}) as ${name}, if(${name} <= ${LISTED}, groupArrayIf(${LISTED})((f, n), ${kind}), [])`;
  const [row] = await store.rows<Counts>(
    `select sumIf(times, not off) as lines, groupUniqArrayArrayIf(hold, not off) as held,
       ${count('here', 'candidates')} as places, sumIf(times, here) as candidateLines,
       ${count('bare', 'textless')} as textlessPlaces, sumIf(times, bare) as textlessLines,
       ${count('off', 'disguised')} as disguisedPlaces, sumIf(times, off) as disguisedLines
     from (select f, n, lines as times, ${disguisedRows} as off, ${searchIn(list)} as hold,
       not off and (${bare.ways.join(' or ')}) as bare, not off and (bare or ${byText.join(' or ')}) as here from ${sql})
     order by lines`,
    { ...byAgent.parameters, ...bare.parameters },
  );
  if (!row) throw new Error('an aggregate without groups always has one row');
  return row;
}

/** Texts of a list that an undisguised request holds; none of an empty list. */
const searchIn = (list: string): string => (list === literals([]) ? 'emptyArrayUInt64()' : searchRequest(list));

/** The disguised requests; of many lines one of each different request. */
async function disguisedOf(store: LogStore, row: Counts, { sql, each }: Requests): Promise<Kind> {
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

/** Conditions of which one must hold. */
type Ways = { readonly ways: readonly string[]; readonly parameters: Parameters };

/**
 * What makes an undisguised request a candidate without any text: syntax, its agent, or rules on columns as they are. Where
 * a request stands for all lines that say the same, rules that ask for more than the request are asked of the lines, apart.
 */
function waysWithoutTexts(rules: readonly Numbered[], { each }: Requests): Ways {
  const any = without(rules).filter(({ rule }) => rule.onRequest || !each);
  const onColumns = any.every(({ rule }) => rule.onColumns)
    ? `(${any.map(({ rule }) => `(${rule.where})`).join(' + ') || '0'} > 0)`
    : '1';
  const agents = [...new Set(byAgentAlone(rules).flatMap((one) => one.agents ?? []))];
  return {
    ways: [
      onColumns,
      ...(rules.some(({ rule }) => rule.needsSyntax) ? [rawSyntax] : []),
      ...(agents.length > 0 ? ['agent in {alone:Array(String)}'] : []),
    ],
    parameters: agents.length > 0 ? { alone: agents } : {},
  };
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
  const patterns = [...new Set(live.flatMap(patternsOf))].filter((pattern) => found.has(pattern));
  if (patterns.length > MAX_PATTERNS) return raw;
  if (patterns.length === 0 && bare) return bare;
  const numbers = new Map(patterns.map((pattern, i) => [pattern, i + 1]));
  const byAgent = await heldByAgents(store, live, patterns);
  const bareWays = waysWithoutTexts(rules, requests);
  const met = metWays(live, numbers);
  const few = await oneOfEach(
    store,
    // Apart, or the search would be written out, and done, for each requirement again; sums, because `and` and `or` of this
    // many parts are evaluated lazily and copy the columns for each.
    `select * from (select *, ${searchIn(literals(patterns))} as hold, ${undisguised} as plain from ${requests.sql} ${APART}) where plain * (${[...bareWays.ways, ...met.ways, ...byAgent.ways].map((way) => `(${way})`).join(' + ')} > 0)`,
    { ...byAgent.parameters, ...bareWays.parameters, ...met.parameters },
  );
  return few.places ? { lines: raw.lines, ...few } : raw;
}

/** What each rule requires of a row, once where several require the same; of its agent too, where its agents are known. */
function metWays(live: readonly Numbered[], numbers: ReadonlyMap<string, number>): Ways {
  const ways = new Set<string>();
  const parameters: Record<string, readonly string[]> = {};
  const names = new Map<string, string>();
  for (const numbered of live) {
    const { needs, requires } = textsOf(numbered);
    const met = metSql(requires ?? { held: needs ?? [] }, 'hold', numbers);
    if (met === '0') continue;
    if (!numbered.agents) {
      ways.add(met);
      continue;
    }
    const key = JSON.stringify(numbered.agents);
    const name = names.get(key) ?? `agents${names.size}`;
    names.set(key, name);
    parameters[name] = numbered.agents;
    ways.add(`(agent in {${name}:Array(String)}) * ${met}`);
  }
  return { ways: [...ways], parameters };
}

type HeldByAgents = Ways & { readonly found: ReadonlySet<string> };

/** Which patterns occur in user agents, of the rules whose texts may stand there: each different agent is searched once. */
async function heldByAgents(
  store: LogStore,
  rules: readonly Numbered[],
  patterns: readonly string[],
): Promise<HeldByAgents> {
  const wanted = new Set(rules.filter(textInAgent).flatMap(patternsOf));
  const some = patterns.filter((pattern) => wanted.has(pattern));
  if (some.length === 0) return { found: new Set(), ways: [], parameters: {} };
  const list = literals(some);
  const rows = await store.rows<{ agent: string; held: number[] }>(
    `select agent, ${searchAgent(list)} as held from (select distinct agent from web ${APART}) where not (${disguisedAgent}) and notEmpty(held) order by agent`,
  );
  const found = new Set(rows.flatMap(({ held }) => those(some, held)));
  if (rows.length === 0) return { found, ways: [], parameters: {} };
  if (rows.length > MOST_AGENTS) return { found, ways: [`notEmpty(${searchAgent(list)})`], parameters: {} };
  return { found, ways: ['agent in {agents:Array(String)}'], parameters: { agents: rows.map(({ agent }) => agent) } };
}

/** Which patterns occur in disguised requests, in any stage of decoding. */
async function heldByDisguised(
  store: LogStore,
  rules: readonly Numbered[],
  { places, lines }: Kind,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (lines === 0) return found;
  const { where, parameters } = conditionOf(places, disguisedRows);
  for (const some of patternsIn(rules)) {
    const [row] = await store.rows<{ held: readonly number[] }>(
      `select groupUniqArrayArray(${searchWeb(literals(some))}) as held from (${decodedWeb(where)}) order by held`,
      parameters,
      'as-written',
    );
    for (const pattern of those(some, row?.held ?? [])) found.add(pattern);
  }
  return found;
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
